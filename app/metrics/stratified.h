// Two groups compared like for like (N. Mantel, W. Haenszel, JNCI 22, 1959): hits of both within strata, put together over the strata, so
// that a group is not the better one because of what it was given.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "metrics/intervals.h"

namespace metrics {

struct Stratum {
    std::uint64_t hits = 0, of = 0;              // the first group's
    std::uint64_t other_hits = 0, other_of = 0;  // the second's
};

struct CommonOdds {
    double odds_ratio = 1;  // odds of the first over odds of the second: Σ aᵢdᵢ/nᵢ / Σ bᵢcᵢ/nᵢ
    Interval interval;      // 95 %, of its logarithm (J. Robins, N. Breslow, S. Greenland, Biometrics 42, 1986)
    // The test that it is 1, χ² with one degree of freedom (Cochran–Mantel–Haenszel), without and with the continuity correction.
    double chi_squared = 0, p = 1;
    double corrected = 0, p_corrected = 1;
};

// As R's mantelhaen.test. Strata of one group or of one outcome alone say nothing and count for nothing. None where the ratio is 0 or
// infinite, or where no stratum says anything.
std::optional<CommonOdds> common_odds(std::span<const Stratum> strata);

}  // namespace metrics
