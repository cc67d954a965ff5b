// Which role holds the chain back: three readings, told apart and never blended.
//
// *Conversion*: wins more if the role converted like its better people: W · (attained / rate − 1), W the wins of the weeks of
// metrics/capacity.h, rate and people those of metrics/people.h, attained the 75th percentile of the people's shrunken rates. None where the
// data show no difference between the people: then nothing says that better is attainable.
// *Wait*: days that a visit would be shorter if the median were the role's own best quartile, both by Kaplan–Meier over any exit.
// *Utilisation*: metrics/capacity.h.
// Confidence of a reading: in which share of `constraint_draws` resamples the role is the worst by it. Resampled are each person's advances
// (binomial of his own; how much people differ is held), the times (Poisson counts in at most `time_bins` bins of equal number), the weeks.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "metrics/capacity.h"
#include "metrics/people.h"

namespace metrics {

inline constexpr std::size_t constraint_draws = 200;
inline constexpr std::size_t time_bins = 400;

struct ConversionReading {
    double attained = 0;  // rate
    double gap = 0;       // wins
};
struct WaitReading {
    std::uint64_t visits = 0;
    std::uint32_t median = 0, best_quartile = 0;  // seconds
};

struct RoleConstraint {
    model::Role role = model::Role::none;
    Count count;  // advances within the horizon, of the role's mature entries owned by people
    std::optional<ConversionReading> conversion;
    std::optional<WaitReading> wait;
    std::optional<Utilisation> utilised;
    std::uint64_t people = 0;                                         // at work in these weeks
    std::uint32_t horizon_days = 0;                                   // of `count`
    double worst_conversion = 0, worst_wait = 0, worst_utilised = 0;  // share of the resamples
};

struct Constraint {
    std::uint64_t won = 0;              // W
    std::vector<RoleConstraint> roles;  // in the order of the chain
};

Constraint constraint(const model::DataSet& data, const Selection& selection, model::Jumps jumps, std::uint64_t seed);

}  // namespace metrics
