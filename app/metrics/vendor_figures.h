// What other systems computed of calls, beside ours: never mixed, in their words and units.
//
// A figure of theirs has one of ours as its equivalent where its published definition means the same; the values still differ by rules that
// vendors do not publish (what ends a turn, what is a back-channel), docs/vendor_figures.md says where.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/call_groups.h"
#include "model/data_set.h"

namespace metrics {

// Ours, and the other system's value in its unit.
struct Equivalent {
    CallMeasure measure{};
    double value = 0;
};
std::optional<Equivalent> equivalent_of(const model::DataSet& data, const model::CallMetric& metric);

// One figure over calls; of several speakers of a side each one's value counts.
struct VendorFigure {
    model::Label vendor = 0, name = 0, unit = 0;
    model::Side side = model::Side::unknown;
    std::uint64_t n = 0;  // values
    double mean = 0;
    std::optional<CallMeasure> measure{};  // of ours the equivalent
    // Of the calls that have both: how many, and the means of theirs and of ours, in our unit.
    std::uint64_t both = 0;
    std::optional<double> their_mean{}, our_mean{};
};

// `figures` has one for each call. In the order of vendors' texts, then names, then sides.
std::vector<VendorFigure> vendor_figures(const model::DataSet& data, std::span<const CallFigures> figures,
                                         const Selection& selection);

// The rows of one call in a table of model::CallExtras, which stands in order of call.
template <class Row>
std::span<const Row> rows_of_call(const std::vector<Row>& rows, model::CallIndex call) {
    std::size_t begin = 0, end = rows.size();
    while (begin < end) {
        const std::size_t middle = begin + (end - begin) / 2;
        if (rows[middle].call < call)
            begin = middle + 1;
        else
            end = middle;
    }
    end = begin;
    while (end < rows.size() && rows[end].call == call) ++end;
    return {rows.data() + begin, end - begin};
}

}  // namespace metrics
