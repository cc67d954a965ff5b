#include "metrics/intervals.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "base/heap_sort.h"

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

std::optional<Interval> clopper_pearson(std::uint64_t hits, std::uint64_t of, double level) {
    if (of == 0) return std::nullopt;
    const double k = static_cast<double>(hits), n = static_cast<double>(of), tail = (1 - level) / 2;
    return Interval{hits == 0 ? 0.0 : boost::math::ibeta_inv(k, n - k + 1, tail),
                    hits == of ? 1.0 : boost::math::ibeta_inv(k + 1, n - k, 1 - tail)};
}

std::optional<Interval> newcombe(std::uint64_t hits, std::uint64_t of, std::uint64_t other_hits,
                                 std::uint64_t other_of) {
    const auto a = wilson(hits, of), b = wilson(other_hits, other_of);
    if (!a || !b) return std::nullopt;
    const double p = static_cast<double>(hits) / static_cast<double>(of);
    const double q = static_cast<double>(other_hits) / static_cast<double>(other_of);
    return Interval{p - q - std::hypot(p - a->low, b->high - q), p - q + std::hypot(a->high - p, q - b->low)};
}

Interval poisson_exact(std::uint64_t count, double level) {
    const double k = static_cast<double>(count), tail = (1 - level) / 2;
    return {count == 0 ? 0.0 : boost::math::gamma_p_inv(k, tail), boost::math::gamma_p_inv(k + 1, 1 - tail)};
}

namespace {

// P(X ≤ k) of a binomial count.
double binomial_below(double k, double n, double rate) {
    if (k < 0) return 0;
    return k >= n ? 1 : boost::math::ibetac(k + 1, n - k, rate);
}

double binomial_limit(double n, double rate, double p) {
    double low = -1, high = n;  // P(X ≤ low) ≤ p < P(X ≤ high)
    while (high - low > 1) {
        const double middle = std::floor((low + high) / 2);
        (binomial_below(middle, n, rate) > p ? high : low) = middle;
    }
    const double at = binomial_below(high, n, rate), before = binomial_below(high - 1, n, rate);
    return std::clamp((high - (at - p) / (at - before)) / n, 0.0, 1.0);
}

}  // namespace

std::optional<Interval> mean_interval(std::span<const double> values) {
    if (values.size() < 2) return std::nullopt;
    const auto n = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    const double mean = sum / n;
    for (const double value : values) squares += (value - mean) * (value - mean);
    // The t beyond which 5 % lie, by the beta distribution of ν / (ν + t²).
    const double freedom = n - 1, x = boost::math::ibeta_inv(freedom / 2, 0.5, 0.05);
    const double half = std::sqrt(freedom * (1 - x) / x) * std::sqrt(squares / freedom / n);
    return Interval{mean - half, mean + half};
}

Interval binomial_limits(std::uint64_t of, double rate, double level) {
    if (of == 0 || rate <= 0 || rate >= 1) return {rate, rate};
    const double n = static_cast<double>(of), tail = (1 - level) / 2;
    return {binomial_limit(n, rate, tail), binomial_limit(n, rate, 1 - tail)};
}

int outside_limits(std::uint64_t hits, std::uint64_t of, double rate) {
    if (of == 0 || rate <= 0 || rate >= 1) return 0;
    const double k = static_cast<double>(hits), n = static_cast<double>(of);
    const double below = binomial_below(k, n, rate), above = 1 - binomial_below(k - 1, n, rate);
    const double tail = std::min(below, above);
    const int beyond = tail < 0.001 ? 2 : tail < 0.025 ? 1 : 0;
    return below < above ? -beyond : beyond;
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
    std::vector<std::size_t> order(p.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    base::heap_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
    std::vector<double> adjusted(p.size());
    double least = 1;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double rank = static_cast<double>(p.size() - i);
        least = std::min(least, p[order[i]] * static_cast<double>(p.size()) / rank);
        adjusted[order[i]] = least;
    }
    return adjusted;
}

}  // namespace metrics
