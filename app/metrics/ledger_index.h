// The ledger from cells instead of from a walk over all deals: passages that no filter and no breakdown can tell apart are
// added up once, on first need, and a question adds up cells. Its figures equal those of metrics::ledger to the last digit.
//
// There are cells by source, segment and month; the same by team; and by person alone. A question that none of them answers
// (persons of one source; days that cut a month; single deals; months of another zone) walks, over the chosen persons' deals
// where persons are chosen. A cell is 24 bytes; persons' deals are 4 bytes for each person of each deal.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/ledger.h"

namespace metrics {

class LedgerIndex {
public:
    // As metrics::ledger. `data` is the same until clear().
    LedgerFigure ledger(const model::DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                        model::Jumps jumps, const base::Zone& zone);
    // To be called whenever the data change.
    void clear() { *this = LedgerIndex(); }
    std::size_t heap_bytes() const;

private:
    enum class Owner : std::uint8_t { none, team, person };  // what cells know of it

    struct Cell {
        std::uint64_t key = 0;
        std::uint32_t count = 0;
        std::uint32_t valued = 0;
        base::Money value = 0;
    };
    // First and last time of an entry in a month: a filter's days are the whole month's or none, or cut it.
    struct Month {
        std::uint32_t number = 0;
        model::Stamp first = 0, last = 0;
    };
    struct Cells {
        bool built = false;
        bool usable = false;  // false: too many names or cells
        std::vector<Cell> cells;
        std::vector<model::Label> sources, segments;
        std::vector<std::uint32_t> owners;  // teams, or persons
        std::vector<Month> months;
    };
    class Builder;
    class Scan;

    std::array<Cells, 12> cells_;  // by unit, jumps and Owner
    bool has_deals_ = false;
    std::vector<std::uint32_t> deals_end_;  // by person: one behind his last in `deals_`
    std::vector<model::DealIndex> deals_;

    Cells& cells_for(const model::DataSet& data, Unit unit, model::Jumps jumps, Owner owner);
    std::vector<model::DealIndex> deals_of(const model::DataSet& data, const Selection& selection);
    void index_deals(const model::DataSet& data);
};

}  // namespace metrics
