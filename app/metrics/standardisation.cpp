#include "metrics/standardisation.h"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>

namespace metrics {

Indirect indirect(std::span<const Count> mine, std::span<const Count> all) {
    Indirect out;
    for (std::size_t s = 0; s < mine.size(); ++s) {
        out.observed += mine[s].hits;
        if (all[s].of == 0) continue;
        const double rate = static_cast<double>(all[s].hits) / static_cast<double>(all[s].of);
        out.expected += static_cast<double>(mine[s].of) * rate;
    }
    if (out.expected <= 0) return out;
    const Interval count = poisson_exact(out.observed);
    out.ratio = static_cast<double>(out.observed) / out.expected;
    out.interval = Interval{count.low / out.expected, count.high / out.expected};
    return out;
}

std::optional<Direct> direct(std::span<const Count> mine, std::span<const double> weights) {
    double total = 0;
    for (const double weight : weights) total += weight;
    if (total <= 0) return std::nullopt;
    double rate = 0, variance = 0, most = 0;
    for (std::size_t s = 0; s < mine.size(); ++s) {
        if (weights[s] <= 0) continue;
        if (mine[s].of == 0) return std::nullopt;
        const double each = weights[s] / total / static_cast<double>(mine[s].of);
        const double hits = static_cast<double>(mine[s].hits);
        rate += each * hits;
        variance += each * each * hits;
        most = std::max(most, each);
    }
    const auto gamma_quantile = [](double mean, double spread, double p) {
        return boost::math::gamma_p_inv(mean * mean / spread, p) * spread / mean;
    };
    Direct out{rate, {0, gamma_quantile(rate + most, variance + most * most, 0.975)}};
    if (rate > 0) out.interval.low = gamma_quantile(rate, variance, 0.025);
    return out;
}

}  // namespace metrics
