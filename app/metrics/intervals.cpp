#include "metrics/intervals.h"

#include <cmath>

namespace metrics {

std::optional<Interval> wilson(std::uint64_t hits, std::uint64_t of, double z) {
    if (of == 0) return std::nullopt;
    const double n = static_cast<double>(of);
    const double p = static_cast<double>(hits) / n;
    const double centre = p + z * z / (2 * n);
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;
    // None and all have an end exactly, where rounding would miss it by an ulp.
    return Interval{hits == 0 ? 0.0 : (centre - half) / scale, hits == of ? 1.0 : (centre + half) / scale};
}

}  // namespace metrics
