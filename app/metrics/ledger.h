// The stage ledger (definition ledger/1): of the entries into stages, or of the visits to roles, how many advanced, were lost,
// went back, left, or are open at the cut-off. advanced + lost + back + left + open = entries, for every group.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/money.h"
#include "base/time.h"
#include "metrics/groups.h"
#include "metrics/stays.h"

namespace metrics {

struct Ledger {
    std::array<std::uint64_t, 5> exits{};  // by model::Exit
    std::uint64_t passed = 0;
    std::uint64_t mid_entry = 0;
    std::uint64_t valued = 0;
    base::Money value = 0;
    std::uint64_t entries() const { return exits[0] + exits[1] + exits[2] + exits[3] + exits[4]; }
    std::uint64_t operator[](model::Exit exit) const { return exits[static_cast<std::size_t>(exit)]; }
    void add(const model::DataSet& data, const Passage& passage);
    friend bool operator==(const Ledger&, const Ledger&) = default;
};

// How the entries of a group came (before) and went (after), by role; Role::none is outside the funnel.
struct Flows {
    std::array<std::uint64_t, 8> received{}, received_back{}, passed_on{}, passed_back{};
    friend bool operator==(const Flows&, const Flows&) = default;
};

struct Group {
    // A number per dimension asked for: StageIndex, Role, PersonIndex, Label, or for a month year × 12 + month − 1.
    std::vector<std::uint32_t> keys;
    Ledger ledger;
    Flows flows;  // visits only
};

struct LedgerFigure {
    std::vector<Group> groups;  // by keys, ascending
    Ledger total;
};

// Groups by `dimensions`; visits are counted where role is asked for without stage, stays otherwise.
LedgerFigure ledger(const model::DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                    model::Jumps jumps, const base::Zone& zone);
// The same of some deals only.
LedgerFigure ledger_of(const model::DataSet& data, std::span<const model::DealIndex> deals, const Selection& selection,
                       std::span<const Dimension> dimensions, model::Jumps jumps, const base::Zone& zone);

}  // namespace metrics
