#include "metrics/stratified.h"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace metrics {

std::optional<CommonOdds> common_odds(std::span<const Stratum> strata) {
    double excess = 0, variance = 0;   // of the first group's hits
    double with = 0, against = 0;      // Σ ad/n, Σ bc/n
    double pr = 0, ps_qr = 0, qs = 0;  // the three sums of the logarithm's variance
    for (const Stratum& stratum : strata) {
        const auto a = static_cast<double>(stratum.hits), b = static_cast<double>(stratum.of - stratum.hits);
        const auto c = static_cast<double>(stratum.other_hits);
        const auto d = static_cast<double>(stratum.other_of - stratum.other_hits);
        const double n = a + b + c + d;
        if (n < 2) continue;
        excess += a - (a + b) * (a + c) / n;
        variance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1));
        const double r = a * d / n, s = b * c / n, p = (a + d) / n, q = (b + c) / n;
        with += r;
        against += s;
        pr += p * r;
        ps_qr += p * s + q * r;
        qs += q * s;
    }
    if (with <= 0 || against <= 0 || variance <= 0) return std::nullopt;
    const auto tail = [](double chi_squared) { return boost::math::gamma_q(0.5, chi_squared / 2); };
    CommonOdds out;
    out.odds_ratio = with / against;
    const double se = std::sqrt(pr / (2 * with * with) + ps_qr / (2 * with * against) + qs / (2 * against * against));
    out.interval = {out.odds_ratio * std::exp(-z_95 * se), out.odds_ratio * std::exp(z_95 * se)};
    const double distance = std::abs(excess), nearer = distance >= 0.5 ? distance - 0.5 : distance;
    out.chi_squared = distance * distance / variance;
    out.corrected = nearer * nearer / variance;
    out.p = tail(out.chi_squared);
    out.p_corrected = tail(out.corrected);
    return out;
}

}  // namespace metrics
