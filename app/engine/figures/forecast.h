// What will be won by the end of a period, and how well that would have been foretold before; and what moving a role would change.
// metrics/forecast.h, metrics/what_if.h and metrics/flow.h have the definitions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct Foretold {
    double mean = 0, low = 0, high = 0;  // 10 % to 90 %
};

struct ForecastStage {
    std::string stage;
    std::uint64_t open = 0;
    double won = 0;  // expected by the end
    double value_minor = 0;
};

struct CalibrationRow {
    double from = 0, to = 0;
    std::uint64_t deals = 0, won = 0;
    double expected = 0;
};

struct BackTestRow {
    std::string at;  // day
    std::uint64_t open = 0, won = 0;
    double expected = 0, low = 0, high = 0;
    double by_stage_weights = 0;
};

struct BackTestAnswer {
    std::uint32_t within_days = 0;
    std::vector<BackTestRow> cuts;
    std::uint64_t inside = 0;  // of the cuts: what came lay between low and high
    double stretch = 1;        // so many times wider than chance alone would have them the ranges are
    std::uint64_t deals = 0;
    std::optional<double> brier, brier_of_stage_weights, brier_of_rate;
    std::vector<CalibrationRow> bins;
};

// Question::period must hold the cut-off or come after it; by default the quarter of the cut-off. Of deals' parts of the filter only
// ("whole_chain_only"). Refused where the period is over ("period_over") or ends more than a year after the cut-off
// ("period_too_far"), under two quarters of data or 30 wins ("forecast_too_thin").
struct ForecastAnswer {
    Head head;
    Days period;
    std::uint32_t days_left = 0;
    std::uint64_t won = 0, won_valued = 0;  // in the period up to the cut-off
    base::Money won_value = 0;
    std::uint64_t open = 0, unvalued = 0;
    Foretold from_open, from_new;  // wins in the days left
    Foretold total;                // with what was won so far
    Foretold open_value_minor, new_value_minor, total_value_minor;
    // Of the whole company, else the sum of the teams', where targets cover the period; none for a part of the deals.
    std::optional<base::Money> target_minor;
    std::optional<double> chance;  // share of the draws that reach the target
    std::uint64_t untimed = 0;     // stays that no rate is reckoned from: the time of their exit is not known
    std::vector<ForecastStage> stages;
    BackTestAnswer back_test;  // at the beginnings of the last six months whose time has passed
};

base::Result<ForecastAnswer> forecast(const Loaded& loaded, const Question& question);

struct ComparedWins {
    double base = 0, moved = 0;
    double base_low = 0, base_high = 0, moved_low = 0, moved_high = 0;  // 95 %
    double change_low = 0, change_high = 0;
};

struct WhatIfRow {
    std::string role;
    double pass = 0, pass_moved = 0;
    bool capped = false;
    double load = 0, load_moved = 0;  // arrivals a week
    std::uint64_t people = 0;
    std::int32_t people_moved = 0;
    std::optional<double> rate;         // visits a person and week
    std::optional<double> bound_moved;  // wins a month
};

// Question::scenario: at most one move a role of the chain, factors in (0, 10], people no fewer than none are left. Refused as the
// forecast is.
struct WhatIfAnswer {
    Head head;
    Days period;
    std::uint32_t days_left = 0;
    ComparedWins within;   // wins in the days left
    ComparedWins a_month;  // in the long run, without bounds of people
    double bounded = 0, bounded_moved = 0;
    std::string bound_by;       // role; "" none
    std::uint64_t untimed = 0;  // as the forecast's
    std::vector<WhatIfRow> rows;
    std::vector<std::string> assumptions;  // in words of ui/: what this rests on
};

base::Result<WhatIfAnswer> what_if(const Loaded& loaded, const Question& question);

}  // namespace engine
