// Comparing people who were given different work: what somebody reached against what the role as a whole reaches with the same mix.
//
// Strata are what was known when the lead was received. Indirect: observed / Σ n_is · (rate of the role in stratum s), with
// the exact Poisson interval of the observed count. Direct: Σ w_s · k_is/n_is with the role's own mix w_s, and the gamma interval
// of M. Fay and E. Feuer (Stat. Med. 16, 1997), where somebody has entries in every stratum of the role.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/intervals.h"
#include "metrics/shrinkage.h"

namespace metrics {

struct Indirect {
    std::uint64_t observed = 0;
    double expected = 0;
    std::optional<double> ratio;       // observed / expected; none where nothing is expected
    std::optional<Interval> interval;  // of the ratio
};

// `mine` and `all` by stratum, of the same length.
Indirect indirect(std::span<const Count> mine, std::span<const Count> all);

struct Direct {
    double rate = 0;
    Interval interval;
};

// `weights` by stratum, of any scale. None where a stratum with weight has no entries.
std::optional<Direct> direct(std::span<const Count> mine, std::span<const double> weights);

}  // namespace metrics
