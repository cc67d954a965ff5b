// What will be won by a day: of the deals open now, and of those still to come; how well that would have worked before; and what would
// change it. Chances are those of metrics/flow.h.
//
// Expected is the sum of the deals' chances, value the sum of chance × value; a deal without a value in the data's currency has the
// mean value of the wins. Deals still to come arrive as in the last `arrival_days`, each in the stage in which it began.
// The range is from the 10th to the 90th of every hundred of `forecast_draws` draws of what may happen: for each the counts
// behind the flow are drawn anew (what is not known), then every deal is won or not (what is chance). Months differ from one another by
// more than that: where past ones did, the draws of the open deals are as many times further from their mean (BackTest::stretch).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/flow.h"

namespace metrics {

inline constexpr std::uint32_t fewest_days = 182;  // of data before anything is foretold: two quarters
inline constexpr std::uint64_t fewest_wins = 30;
inline constexpr std::size_t forecast_draws = 1000;
inline constexpr std::size_t draws_per_flow = 10;
inline constexpr std::size_t fewest_for_stretch = 4;  // days of a back-test

struct Expected {
    double mean = 0;
    double low = 0, high = 0;  // 10 % and 90 % of the draws
};

struct StageForecast {
    model::StageIndex stage = 0;
    std::uint64_t open = 0;
    double won = 0;  // expected
    double value = 0;
};

struct Forecast {
    std::uint64_t open = 0;                  // deals
    std::uint64_t unvalued = 0;              // of those, taken at the mean value of the wins
    Expected from_open, from_new, won;       // deals
    Expected open_value, new_value, value;   // minor units
    std::vector<StageForecast> stages;       // of the open deals
    std::vector<double> draws, value_draws;  // `won` and `value` of each draw, ascending
};

// The next `within` days after `as_of`, at most flow_days − 1.
Forecast forecast(const model::DataSet& data, const FlowHistory& history, model::Stamp as_of, std::uint32_t within,
                  std::uint64_t seed, std::span<const StageMove> moves = {}, double stretch = 1);

// Whether there is enough to foretell from.
bool can_forecast(const FlowHistory& history, model::Stamp as_of);

struct Calibration {  // of the deals foretold with a chance in [from, to)
    double from = 0, to = 0;
    std::uint64_t deals = 0, won = 0;
    double expected = 0;
};

// One past day, foretold from what was known on it. Only deals that were open on it: what came later is not in either number.
struct BackTestCut {
    model::Stamp at = 0;
    std::uint64_t open = 0;
    double expected = 0, low = 0, high = 0;  // the range stretched by what the other days say
    double by_stage_weights = 0;  // the usual way: of the decided deals that were in the stage, the share won
    std::uint64_t won = 0;        // what came
};

// Brier score (G. Brier, Monthly Weather Review 78, 1950): the mean of (chance − won or not)², less is better.
struct BackTest {
    std::uint32_t within_days = 0;
    std::vector<BackTestCut> cuts;  // ascending
    std::uint64_t deals = 0;        // over all cuts
    double brier = 0, brier_of_stage_weights = 0;
    double brier_of_rate = 0;  // of foretelling for every deal the share won of all
    // How many times wider than the draws alone would have them ranges are: the root of the dispersion (the mean over the days of the
    // square by which what came was off, over the variance of the draws: P. McCullagh, J. A. Nelder, Generalized Linear Models, 1989, 4.5),
    // by Student's t over the normal quantile, for few days tell it. 1 where the dispersion is below, and under `fewest_for_stretch` days.
    double stretch = 1;
    std::vector<Calibration> bins;
};

// At those of `cuts`, which ascend, at which a forecast was possible and whose time has passed.
BackTest back_test(const FlowHistory& history, std::span<const model::Stamp> cuts, model::Stamp cut_off,
                   std::uint32_t within, std::uint64_t seed);

}  // namespace metrics
