// Cohorts (definition cohorts/1): of the entries of a month, how many had advanced by an age, as counted.
//
// A cell counts the entries that had reached the age by the cut-off, and of them those that advanced within it. It is *mature*
// once the last possible entry of its month has reached the age; then it counts all entries and never changes again: whatever
// happens later happens at a greater age. An advance whose time is not known is placed within no age, and counted as untimed.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "metrics/conversion.h"

namespace metrics {

struct CohortCell {
    std::uint64_t advanced = 0;
    std::uint64_t reached = 0;  // the age
    bool mature = false;
};

struct Cohort {
    std::vector<std::uint32_t> keys;  // as the ledger's, of dimensions with the month among them
    std::uint64_t entries = 0;
    std::uint64_t untimed = 0;                             // of them: advanced, but when is not known
    std::array<CohortCell, horizons_days.size()> cells{};  // by horizons_days
};

// Groups by `dimensions`, which have the month: visits where role is asked for without stage, stays otherwise.
std::vector<Cohort> cohorts(const model::DataSet& data, const Selection& selection,
                            std::span<const Dimension> dimensions, model::Jumps jumps, const base::Zone& zone);

}  // namespace metrics
