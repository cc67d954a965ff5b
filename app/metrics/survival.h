// How long stays last and how they end, from data in which some are still open: Aalen–Johansen cumulative incidence with
// competing exits and delayed entry, and Kaplan–Meier over any exit. Ages are whole seconds since entry.
//
// With n_i = #{seen < t_i ≤ age} at risk just before t_i and d_ci exits of cause c at t_i: S(t) = Π (1 − d_i/n_i),
// F_c(t) = Σ S(t_i−) · d_ci/n_i (O. Aalen, S. Johansen, Scand. J. Statist. 5, 1978). Exits come before censorings at one time.
// Standard errors and log-log intervals are those of R's survival::survfit: Greenwood's for S, the infinitesimal jackknife
// √Σ U_i² for F_c, where U_i is what one more of observation i would change F_c by.
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
    std::uint32_t seen = 0;  // age at which it came under observation; 0: at its entry. Not before `age`: never at risk
    Cause cause = Cause::open;
    bool operator==(const Observed&) const = default;
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
    std::vector<std::uint32_t> exits;                   // of any cause
    std::vector<double> survival;                       // S, after the step
    std::array<std::vector<double>, causes> incidence;  // F by Cause − 1, after the step
    std::uint32_t count = 0;                            // observations
    double at(Cause cause, std::uint32_t until) const;  // F_c at this age: 0 before the first step
    double survival_at(std::uint32_t until) const;      // S at this age: what has not exited
};

// What is known of one age.
struct AtAge {
    std::uint32_t age = 0;
    std::uint32_t at_risk = 0;  // #{seen < age ≤ age of exit or cut-off}
    Estimated survival;
    std::array<Estimated, causes> incidence;  // by Cause − 1
    const Estimated& of(Cause cause) const { return incidence[static_cast<std::size_t>(cause) - 1]; }
};

// Sorts by age, ties by cause and `seen`: the functions below want it so. The order of the input changes nothing.
void sort_observed(std::span<Observed> observed);

// The whole curve. `observed` is sorted in place.
Incidence aalen_johansen(std::span<Observed> observed);

// The estimates at strictly ascending ages in one pass over `observed`, which is sorted: O(n), also with delayed entry.
std::vector<AtAge> estimates_at(std::span<const Observed> observed, std::span<const std::uint32_t> ages);

// How many are at risk at this age: the horizon rule asks for 10. `observed` in any order.
std::uint32_t at_risk_at(std::span<const Observed> observed, std::uint32_t age);

// S(age) over any exit with Greenwood's standard error.
Estimated survival_at(const Incidence& curve, std::uint32_t age);
// The first age at which S ≤ 1 − p (p = 0.5: the median); none where the curve does not come down so far.
std::optional<std::uint32_t> quantile(const Incidence& curve, double p);

// p^exp(± z · se / (p · log p)): R's interval "log-log" of a share.
std::optional<Interval> log_log(double p, double se);

}  // namespace metrics
