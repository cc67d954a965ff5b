#include "metrics/shrinkage.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "base/heap_sort.h"

namespace metrics {

namespace {

constexpr double most_weight = 1e6;  // beyond it nothing tells the beta-binomial from the binomial
constexpr double least_weight = 0.05;
constexpr int rate_steps = 60, weight_steps = 60, threshold_steps = 50;

double log_beta(double a, double b) {
    return boost::math::lgamma(a) + boost::math::lgamma(b) - boost::math::lgamma(a + b);
}

// d/dμ of the log-likelihood, divided by M.
double slope(std::span<const Count> groups, double rate, double weight) {
    const double a = rate * weight, b = (1 - rate) * weight;
    double sum = static_cast<double>(groups.size()) * (boost::math::digamma(b) - boost::math::digamma(a));
    for (const Count& group : groups) {
        const double k = static_cast<double>(group.hits), n = static_cast<double>(group.of);
        sum += boost::math::digamma(k + a) - boost::math::digamma(n - k + b);
    }
    return sum;
}

// The rate that is likeliest for this weight: the slope falls through zero between 0 and 1.
double best_rate(std::span<const Count> groups, double weight, double near) {
    double low = std::max(1e-9, near / 2), high = std::min(1 - 1e-9, 1 - (1 - near) / 2);
    if (slope(groups, low, weight) < 0) low = 1e-9;
    if (slope(groups, high, weight) > 0) high = 1 - 1e-9;
    double at_low = slope(groups, low, weight), at_high = slope(groups, high, weight);
    double rate = near;
    for (int step = 0; step < rate_steps && high - low > 1e-12; ++step) {
        // Illinois: a secant that cannot get stuck at one end.
        rate = (low * at_high - high * at_low) / (at_high - at_low);
        const double here = slope(groups, rate, weight);
        if (here == 0) break;
        if (here > 0) {
            low = rate;
            at_low = here;
            at_high /= 2;
        } else {
            high = rate;
            at_high = here;
            at_low /= 2;
        }
    }
    return rate;
}

double chi_square_above(double x) { return x <= 0 ? 1 : boost::math::erfc(std::sqrt(x / 2)); }

}  // namespace

double beta_binomial_log_likelihood(std::span<const Count> groups, double rate, double weight) {
    const double a = rate * weight, b = (1 - rate) * weight;
    double sum = -static_cast<double>(groups.size()) * log_beta(a, b);
    for (const Count& group : groups) {
        const double k = static_cast<double>(group.hits), n = static_cast<double>(group.of);
        sum += log_beta(k + a, n - k + b);
    }
    return sum;
}

std::optional<Spread> spread_of(std::span<const Count> groups, double level) {
    std::vector<Count> counts;
    std::uint64_t hits = 0, of = 0;
    for (const Count& group : groups) {
        if (group.of == 0) continue;
        counts.push_back(group);
        hits += group.hits;
        of += group.of;
    }
    if (counts.size() < 2 || hits == 0 || hits == of) return std::nullopt;
    // The sums must not depend on the order in which people were listed.
    base::heap_sort(counts.begin(), counts.end(),
                    [](const Count& a, const Count& b) { return a.of != b.of ? a.of < b.of : a.hits < b.hits; });
    const double pooled = static_cast<double>(hits) / static_cast<double>(of);
    const double k = static_cast<double>(hits), n = static_cast<double>(of);
    const double alike = k * std::log(pooled) + (n - k) * std::log1p(-pooled);
    double rate = pooled;
    const auto likelihood = [&](double log_weight) {
        const double weight = std::exp(log_weight);
        rate = best_rate(counts, weight, rate);
        return beta_binomial_log_likelihood(counts, rate, weight);
    };
    // Golden section on log M.
    const double golden = (std::sqrt(5.0) - 1) / 2;
    double low = std::log(least_weight), high = std::log(most_weight);
    double left = high - golden * (high - low), right = low + golden * (high - low);
    double at_left = likelihood(left), at_right = likelihood(right);
    for (int step = 0; step < weight_steps && high - low > 1e-10; ++step) {
        if (at_left > at_right) {
            high = right;
            right = left;
            at_right = at_left;
            left = high - golden * (high - low);
            at_left = likelihood(left);
        } else {
            low = left;
            left = right;
            at_left = at_right;
            right = low + golden * (high - low);
            at_right = likelihood(right);
        }
    }
    const double log_weight = (low + high) / 2;
    const double best = likelihood(log_weight);
    Spread spread;
    spread.ratio = std::max(0.0, 2 * (best - alike));
    const bool at_end = log_weight > std::log(most_weight) - 0.5;
    if (!at_end) spread.weight = std::exp(log_weight);
    spread.p = at_end || spread.ratio <= 0 ? 1 : chi_square_above(spread.ratio) / 2;
    spread.differ = spread.p < level;
    spread.rate = spread.differ ? rate : pooled;
    return spread;
}

std::optional<Shrunken> shrink(const Spread& spread, Count group) {
    if (!spread.differ || !spread.weight) return std::nullopt;
    const double k = static_cast<double>(group.hits), n = static_cast<double>(group.of);
    const double a = k + spread.rate * *spread.weight, b = n - k + (1 - spread.rate) * *spread.weight;
    return Shrunken{a / (a + b), {boost::math::ibeta_inv(a, b, 0.025), boost::math::ibeta_inv(a, b, 0.975)}};
}

std::vector<double> top_third(const Spread& spread, std::span<const Count> groups) {
    if (!spread.differ || !spread.weight || groups.empty()) return {};
    std::vector<double> above(groups.size());
    const auto sum_above = [&](double threshold) {
        double sum = 0;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const double k = static_cast<double>(groups[i].hits), n = static_cast<double>(groups[i].of);
            above[i] = boost::math::ibetac(k + spread.rate * *spread.weight, n - k + (1 - spread.rate) * *spread.weight,
                                           threshold);
            sum += above[i];
        }
        return sum;
    };
    const double wanted = static_cast<double>(groups.size()) / 3;
    double low = 0, high = 1;
    for (int step = 0; step < threshold_steps; ++step) {
        const double middle = (low + high) / 2;
        (sum_above(middle) > wanted ? low : high) = middle;
    }
    sum_above((low + high) / 2);
    return above;
}

}  // namespace metrics
