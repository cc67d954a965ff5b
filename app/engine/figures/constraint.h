// Which role holds the chain back: three readings, never blended. metrics/constraint.h has the definitions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct ConstraintRow {
    std::string role;
    Rate rate;  // advanced within horizon_days, of the entries at least as old
    std::uint32_t horizon_days = 0;
    std::optional<double>
        attained;  // 75th percentile of the people's shrunken rates; none: no evidence that they differ
    std::optional<double> wins_more;  // in the weeks counted
    std::uint64_t visits = 0;         // timed
    std::optional<std::uint32_t> median_s, best_quartile_s;
    std::optional<double> saved_days;  // median less best quartile
    std::uint64_t people = 0;          // at work in the weeks counted
    std::optional<double> arrivals_a_week, rate_a_week, utilisation;
    double worst_conversion = 0, worst_wait = 0, worst_utilisation = 0;  // confidence: share of the resamples

    bool is_full() const { return utilisation.value_or(0) >= 1; }
};

// Of the whole chain ("whole_chain_only"); "no_win_in_funnel" where no stage is a win.
struct ConstraintAnswer {
    Head head;
    std::uint32_t weeks = 0;                             // counted, up to the cut-off
    std::uint64_t won = 0;                               // in them
    std::string by_conversion, by_wait, by_utilisation;  // the role worst by each reading; "" where none has it
    std::vector<ConstraintRow> rows;
};

base::Result<ConstraintAnswer> constraint(const Loaded& loaded, const Question& question);

}  // namespace engine
