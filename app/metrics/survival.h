// How long stays last and how they end, from data in which some are still open: Aalen–Johansen cumulative incidence with
// competing exits and delayed entry, and Kaplan–Meier over any exit. Ages are whole seconds since entry.
//
// With n_i = #{seen < t_i ≤ age} at risk just before t_i and d_ci exits of cause c at t_i: S(t) = Π (1 − d_i/n_i),
// F_c(t) = Σ S(t_i−) · d_ci/n_i (O. Aalen, S. Johansen, Scand. J. Statist. 5, 1978). Exits come before censorings at one time.
// Standard errors and log-log intervals are those of R's survival::survfit.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/intervals.h"

namespace metrics {

enum class Cause : std::uint8_t { open, advanced, lost, other };  // other: back or left
inline constexpr std::size_t causes = 3;                          // without `open`

struct Observed {
    std::uint32_t age = 0;   // at the exit, or at the cut-off while open
    std::uint32_t seen = 0;  // age at which it came under observation; 0: at its entry
    Cause cause = Cause::open;
};

struct Estimated {
    double estimate = 0;
    double se = 0;
    std::optional<Interval> interval;  // log-log; none where it is not defined (estimate 0 or 1, se 0)
};

// Steps at the distinct ages at which something exits, ascending.
struct Incidence {
    std::vector<std::uint32_t> age;
    std::vector<std::uint32_t> at_risk;                 // just before
    std::vector<double> survival;                       // S, after the step
    std::array<std::vector<double>, causes> incidence;  // F by Cause − 1, after the step
    std::uint32_t count = 0;                            // observations
    // F_c at this age (0 before the first step); and what has not exited.
    double at(Cause cause, std::uint32_t age) const;
    double survival_at(std::uint32_t age) const;
    // How many are at risk at this age: the horizon rule asks for 10.
};

// `observed` is sorted in place. The order of the input, and of ties, changes nothing.
Incidence aalen_johansen(std::span<Observed> observed);
std::uint32_t at_risk_at(std::span<const Observed> observed, std::uint32_t age);
// F_cause(age) with R's standard error (infinitesimal jackknife for the cumulative incidence).
Estimated incidence_at(std::span<const Observed> observed, const Incidence& curve, Cause cause, std::uint32_t age);
// S(age) over any exit with Greenwood's standard error.
Estimated survival_at(const Incidence& curve, std::uint32_t age);
// The first age at which S ≤ 1 − p (p = 0.5: the median); none where the curve does not come down so far.
std::optional<std::uint32_t> quantile(const Incidence& curve, double p);

}  // namespace metrics
