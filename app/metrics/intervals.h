// Intervals of shares, of differences of shares and of counts; the limits of a funnel plot; many tests at once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace metrics {

inline constexpr double z_95 = 1.959963984540054;  // the 97.5 % point of the normal distribution

struct Interval {
    double low = 0;
    double high = 0;
    friend bool operator==(const Interval&, const Interval&) = default;
};

// Wilson score interval of hits / of (E. B. Wilson, JASA 22, 1927):
// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n). None for n = 0.
std::optional<Interval> wilson(std::uint64_t hits, std::uint64_t of, double z = z_95);

// Exact interval of hits / of (C. Clopper, E. Pearson, Biometrika 26, 1934), by quantiles of the beta distribution.
std::optional<Interval> clopper_pearson(std::uint64_t hits, std::uint64_t of, double level = 0.95);

// Difference of two shares, first less second: the hybrid score interval (R. Newcombe, Stat. Med. 17, 1998, method 10).
std::optional<Interval> newcombe(std::uint64_t hits, std::uint64_t of, std::uint64_t other_hits,
                                 std::uint64_t other_of);

// Exact interval of the mean of a Poisson count (F. Garwood, Biometrika 28, 1936).
Interval poisson_exact(std::uint64_t count, double level = 0.95);

// Of the mean of these values, by Student's t (W. S. Gosset, Biometrika 6, 1908). None for fewer than two.
std::optional<Interval> mean_interval(std::span<const double> values);

// Between which shares a group of `of` entries stays with this probability if its true share is `rate`: exact binomial
// quantiles, interpolated so that the lines are smooth (D. Spiegelhalter, Stat. Med. 24, 2005, appendix A.1.1).
Interval binomial_limits(std::uint64_t of, double rate, double level);

// Beyond which limits of the rate `hits` of `of` lies: ±2 beyond 99.8 %, ±1 beyond 95 %, 0 within; by exact tails, because at
// small volumes no count at all may be improbable enough.
int outside_limits(std::uint64_t hits, std::uint64_t of, double rate);

// p-values adjusted for the false discovery rate (Y. Benjamini, Y. Hochberg, JRSS B 57, 1995), in the order given.
std::vector<double> benjamini_hochberg(std::span<const double> p);

}  // namespace metrics
