// Intervals of shares of counts.
#pragma once

#include <cstdint>
#include <optional>

namespace metrics {

inline constexpr double z_95 = 1.959963984540054;  // the 97.5 % point of the normal distribution

struct Interval {
    double low = 0;
    double high = 0;
};

// Wilson score interval of hits / of (E. B. Wilson, JASA 22, 1927):
// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n). None for n = 0.
std::optional<Interval> wilson(std::uint64_t hits, std::uint64_t of, double z = z_95);

}  // namespace metrics
