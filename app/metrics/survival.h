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
    bool is_late() const { return seen != 0; }
    bool is_ever_at_risk() const { return !is_late() || seen < age; }
    bool operator==(const Observed&) const = default;
};

struct Estimated {
    double estimate = 0;
    double se = 0;
    std::optional<Interval> interval;  // log-log; none where it is not defined (estimate 0 or 1, se 0)
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

// The exits and censorings of one age, and who is at risk just before.
struct AgeStep {
    std::uint32_t age = 0;
    std::uint32_t at_risk = 0;
    std::uint32_t exits = 0;                        // of any cause
    std::array<std::uint32_t, causes + 1> ended{};  // by Cause, so [0] are the censored
    std::span<const Observed> group;                // all of this age
};

// Walks the distinct ages of sorted observations in order.
class AgeSteps {
public:
    explicit AgeSteps(std::span<const Observed> observed);
    bool done() const { return next_ == observed_.size(); }
    std::uint32_t next_age() const { return observed_[next_].age; }
    // Those at risk at an age up to the next step's.
    std::uint32_t at_risk_at(std::uint32_t age) {
        for (; entered_ < seen_.size() && seen_[entered_] < age; ++entered_) ++at_risk_;
        return at_risk_;
    }
    std::uint32_t at_risk() const { return at_risk_; }
    std::span<const std::uint32_t> seen() const { return seen_; }  // ages at which those came who came late, ascending
    std::size_t entered() const { return entered_; }               // of those
    const AgeStep& take() {
        const std::uint32_t age = next_age();
        const std::size_t first = next_;
        // Added up in registers: an addition in memory waits for the one before.
        std::uint32_t all = 0, open = 0, advanced = 0, lost = 0;
        for (; next_ < observed_.size() && observed_[next_].age == age; ++next_) {
            const Observed& o = observed_[next_];
            if (!o.is_ever_at_risk()) continue;
            ++all;
            open += o.cause == Cause::open;
            advanced += o.cause == Cause::advanced;
            lost += o.cause == Cause::lost;
        }
        step_.age = age;
        step_.at_risk = at_risk_at(age);
        step_.exits = all - open;
        step_.ended = {open, advanced, lost, all - open - advanced - lost};
        step_.group = observed_.subspan(first, next_ - first);
        at_risk_ -= all;
        return step_;
    }
    const AgeStep& last() const { return step_; }

private:
    std::span<const Observed> observed_;
    std::vector<std::uint32_t> seen_;
    std::size_t next_ = 0;
    std::size_t entered_ = 0;
    std::uint32_t at_risk_ = 0;
    AgeStep step_;
};

// S and F_c of sorted observations, step by step: the distinct ages at which something exits, ascending.
class Curve {
public:
    explicit Curve(std::span<const Observed> observed) : steps_(observed) {}
    // To the next step; false behind the last.
    bool next();
    std::uint32_t age() const { return steps_.last().age; }
    std::uint32_t at_risk() const { return steps_.last().at_risk; }  // just before
    std::uint32_t exits() const { return steps_.last().exits; }      // of any cause
    double survival() const { return survival_; }                    // S, after the step
    double incidence(Cause cause) const {
        return incidence_[static_cast<std::size_t>(cause) - 1];
    }  // F, after the step
    // Whether S ≤ 1 − p (p = 0.5: the median).
    bool is_down(double p) const;

private:
    AgeSteps steps_;
    double survival_ = 1;
    std::array<double, causes> incidence_{};
};

// The first age at which S ≤ 1 − p; none where the curve does not come down so far. `observed` is sorted.
std::optional<std::uint32_t> quantile(std::span<const Observed> observed, double p);

// The estimates at strictly ascending ages in one pass over `observed`, which is sorted: O(n), also with delayed entry.
std::vector<AtAge> estimates_at(std::span<const Observed> observed, std::span<const std::uint32_t> ages);

// How many are at risk at this age: the horizon rule asks for 10. `observed` is sorted.
std::uint32_t at_risk_at(std::span<const Observed> observed, std::uint32_t age);

// p^exp(± z · se / (p · log p)): R's interval "log-log" of a share.
std::optional<Interval> log_log(double p, double se);

}  // namespace metrics
