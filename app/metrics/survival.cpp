#include "metrics/survival.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace metrics {
namespace {

// Shares that a product of roundings brings a little off 1, 0 or 1 − p are these.
constexpr double rounding = 1e-9;

bool late(const Observed& o) { return o.seen != 0; }
bool ever_at_risk(const Observed& o) { return !late(o) || o.seen < o.age; }

std::size_t index(Cause cause) { return static_cast<std::size_t>(cause); }

bool before(const Observed& a, const Observed& b) {
    return std::tie(a.age, a.cause, a.seen) < std::tie(b.age, b.cause, b.seen);
}

// Ages below 2³⁰ s, which is 34 years, and causes as one number that sorts.
constexpr std::uint32_t packed_ages = 1U << 30;

std::uint32_t packed(const Observed& o) { return o.age << 2 | static_cast<std::uint32_t>(o.cause); }
Observed unpacked(std::uint32_t number) { return {number >> 2, 0, static_cast<Cause>(number & 3)}; }

// Eleven bits a round, three rounds; gives the sorted numbers back in `numbers`.
void radix_sort(std::vector<std::uint32_t>& numbers) {
    constexpr unsigned bits = 11;
    constexpr std::uint32_t digits = 1U << bits;
    std::vector<std::uint32_t> other(numbers.size());
    for (unsigned shift = 0; shift < 32; shift += bits) {
        std::array<std::uint32_t, digits> place{};
        for (const std::uint32_t number : numbers) ++place[(number >> shift) % digits];
        if (place[(numbers[0] >> shift) % digits] == numbers.size()) continue;
        std::uint32_t next = 0;
        for (std::uint32_t& p : place) next += std::exchange(p, next);
        for (const std::uint32_t number : numbers) other[place[(number >> shift) % digits]++] = number;
        numbers.swap(other);
    }
}

// The exits and censorings of one age, and who is at risk just before.
struct Step {
    std::uint32_t age = 0;
    std::uint32_t at_risk = 0;
    std::array<std::uint32_t, causes + 1> ended{};  // by Cause, so [0] are the censored
    std::span<const Observed> group;                // all of this age
    std::uint32_t exits() const { return ended[1] + ended[2] + ended[3]; }
};

std::vector<std::uint32_t> sorted_seen(std::span<const Observed> observed) {
    std::vector<std::uint32_t> seen;
    for (const Observed& o : observed)
        if (late(o) && ever_at_risk(o)) seen.push_back(o.seen);
    std::sort(seen.begin(), seen.end());
    return seen;
}

// Walks the distinct ages of sorted observations in order.
class Steps {
public:
    Steps(std::span<const Observed> observed, std::span<const std::uint32_t> seen) : observed_(observed), seen_(seen) {
        for (const Observed& o : observed) at_risk_ += late(o) ? 0 : 1;
    }
    bool done() const { return next_ == observed_.size(); }
    std::uint32_t next_age() const { return observed_[next_].age; }
    // Those at risk at an age up to the next step's.
    std::uint32_t at_risk_at(std::uint32_t age) {
        for (; entered_ < seen_.size() && seen_[entered_] < age; ++entered_) ++at_risk_;
        return at_risk_;
    }
    std::uint32_t at_risk() const { return at_risk_; }
    std::size_t entered() const { return entered_; }  // of `seen`
    Step take() {
        Step step;
        step.age = next_age();
        step.at_risk = at_risk_at(step.age);
        const std::size_t first = next_;
        for (; next_ < observed_.size() && observed_[next_].age == step.age; ++next_)
            if (ever_at_risk(observed_[next_])) ++step.ended[index(observed_[next_].cause)];
        step.group = observed_.subspan(first, next_ - first);
        at_risk_ -= step.exits() + step.ended[0];
        return step;
    }

private:
    std::span<const Observed> observed_;
    std::span<const std::uint32_t> seen_;
    std::size_t next_ = 0;
    std::size_t entered_ = 0;
    std::uint32_t at_risk_ = 0;
};

using PerCause = std::array<double, causes>;  // by Cause − 1

// One observation's influence on each F (u) and, divided by S, on S (v). While F grows by f, u grows by f · v.
struct Influence {
    PerCause u{};
    double v = 0;
};

// Σ over a set of observations.
struct Squares {
    double n = 0, v = 0, vv = 0;
    PerCause u{}, uu{}, uv{};
    void add(const Influence& i, double times = 1) {
        n += times;
        v += times * i.v;
        vv += times * i.v * i.v;
        for (std::size_t c = 0; c < causes; ++c) {
            u[c] += times * i.u[c];
            uu[c] += times * i.u[c] * i.u[c];
            uv[c] += times * i.u[c] * i.v;
        }
    }
    void grow(const PerCause& f) {
        for (std::size_t c = 0; c < causes; ++c) {
            uu[c] += f[c] * (2 * uv[c] + f[c] * vv);
            uv[c] += f[c] * vv;
            u[c] += f[c] * v;
        }
    }
};

// Σ U_i² for each cause. Those at risk from their entry share one influence, `common`; one that came late lacks what `common`
// had gathered by then, and what that has grown to since: its lag.
class Jackknife {
public:
    explicit Jackknife(std::span<const std::uint32_t> seen) : seen_(seen) {}
    double incidence(std::size_t c) const { return incidence_[c]; }

    void enter_late() {
        lags_.add(common_);
        entered_.push_back({common_, incidence_});
    }

    // `survival`: before the step.
    void take(const Step& step, double survival) {
        const double one = 1.0 / step.at_risk;
        const double stays = step.at_risk - step.exits();
        Change change;
        change.exits = survival * one;
        change.v_exits = -one;
        change.v_stays = stays > 0 ? step.exits() * one / stays : 0;
        PerCause growth;
        for (std::size_t c = 0; c < causes; ++c) {
            growth[c] = survival * step.ended[c + 1] * one;
            change.all[c] = -growth[c] * one;
        }
        grow(growth);
        if (seen_.empty()) {
            for (std::size_t cause = 0; cause <= causes; ++cause)
                if (step.ended[cause] != 0) ended_.add(ended_as(cause, change, Influence{}), step.ended[cause]);
        } else {
            for (const Observed& o : step.group) end(o, change);
        }
        for (std::size_t c = 0; c < causes; ++c) common_.u[c] += change.all[c];
        common_.v += change.v_stays;
    }

    double variance(std::size_t c, double at_risk) const {
        const double u = common_.u[c];
        const double on_time = at_risk - lags_.n;
        const double came_late = lags_.n * u * u - 2 * u * lags_.u[c] + lags_.uu[c];
        return std::max(0.0, ended_.uu[c] + on_time * u * u + came_late);
    }

private:
    struct Entered {
        Influence common;
        PerCause incidence{};
    };
    // What a step adds to the influence of those at risk.
    struct Change {
        PerCause all{};
        double exits = 0;  // to that of its own cause, of one that exits
        double v_exits = 0, v_stays = 0;
    };

    void grow(const PerCause& growth) {
        for (std::size_t c = 0; c < causes; ++c) {
            incidence_[c] += growth[c];
            common_.u[c] += growth[c] * common_.v;
        }
        ended_.grow(growth);
        if (!seen_.empty()) lags_.grow(growth);
    }
    Influence ended_as(std::size_t cause, const Change& change, const Influence& lag) const {
        Influence i;
        for (std::size_t c = 0; c < causes; ++c) i.u[c] = common_.u[c] - lag.u[c] + change.all[c];
        if (cause != 0) i.u[cause - 1] += change.exits;
        i.v = common_.v - lag.v + (cause != 0 ? change.v_exits : change.v_stays);
        return i;
    }
    Influence lag_of(const Observed& o) const {
        const auto at = std::lower_bound(seen_.begin(), seen_.end(), o.seen) - seen_.begin();
        const Entered& entered = entered_[static_cast<std::size_t>(at)];
        Influence lag = entered.common;
        for (std::size_t c = 0; c < causes; ++c) lag.u[c] += (incidence_[c] - entered.incidence[c]) * lag.v;
        return lag;
    }
    void end(const Observed& o, const Change& change) {
        if (!ever_at_risk(o)) return;
        const Influence lag = late(o) ? lag_of(o) : Influence{};
        ended_.add(ended_as(index(o.cause), change, lag));
        if (late(o)) lags_.add(lag, -1);
    }

    std::span<const std::uint32_t> seen_;  // the sorted ages at which the late ones came
    PerCause incidence_{};
    Influence common_;
    Squares ended_;  // no more at risk
    Squares lags_;   // of those at risk that came late
    std::vector<Entered> entered_;
};

// S and its variance by Greenwood: S² Σ d / (n (n − d)).
struct Survival {
    double share = 1;
    double sum = 0;
    void take(double at_risk, double exits) {
        share *= (at_risk - exits) / at_risk;
        if (at_risk > exits) sum += exits / (at_risk * (at_risk - exits));
    }
    Estimated estimated() const {
        const double se = share * std::sqrt(sum);
        return {share, se, log_log(share, se)};
    }
};

// The last step at or before this age, plus one.
std::size_t steps_until(const Incidence& curve, std::uint32_t age) {
    return static_cast<std::size_t>(std::upper_bound(curve.age.begin(), curve.age.end(), age) - curve.age.begin());
}

}  // namespace

std::optional<Interval> log_log(double p, double se) {
    if (!(se > 0) || p < rounding || p > 1 - rounding) return std::nullopt;
    const double spread = z_95 * se / (p * std::log(p));
    return Interval{std::pow(p, std::exp(-spread)), std::pow(p, std::exp(spread))};
}

void sort_observed(std::span<Observed> observed) {
    constexpr std::size_t few = 1024;
    const auto packs = [](const Observed& o) { return !late(o) && o.age < packed_ages; };
    if (observed.size() < few || !std::ranges::all_of(observed, packs)) {
        std::sort(observed.begin(), observed.end(), before);
        return;
    }
    std::vector<std::uint32_t> numbers(observed.size());
    std::ranges::transform(observed, numbers.begin(), packed);
    radix_sort(numbers);
    std::ranges::transform(numbers, observed.begin(), unpacked);
}

Incidence aalen_johansen(std::span<Observed> observed) {
    sort_observed(observed);
    Incidence curve;
    curve.count = static_cast<std::uint32_t>(observed.size());
    const std::vector<std::uint32_t> seen = sorted_seen(observed);
    double survival = 1;
    std::array<double, causes> incidence{};
    for (Steps steps(observed, seen); !steps.done();) {
        const Step step = steps.take();
        if (step.exits() == 0) continue;
        const double n = step.at_risk;
        for (std::size_t c = 0; c < causes; ++c) {
            incidence[c] += survival * step.ended[c + 1] / n;
            curve.incidence[c].push_back(incidence[c]);
        }
        survival *= (n - step.exits()) / n;
        curve.age.push_back(step.age);
        curve.at_risk.push_back(step.at_risk);
        curve.exits.push_back(step.exits());
        curve.survival.push_back(survival);
    }
    return curve;
}

std::vector<AtAge> estimates_at(std::span<const Observed> observed, std::span<const std::uint32_t> ages) {
    const std::vector<std::uint32_t> seen = sorted_seen(observed);
    Jackknife jackknife(seen);
    Survival survival;
    Steps steps(observed, seen);
    auto at_risk_at = [&, entered = std::size_t{0}](std::uint32_t age) mutable {
        const std::uint32_t at_risk = steps.at_risk_at(age);
        for (; entered < steps.entered(); ++entered) jackknife.enter_late();
        return at_risk;
    };
    const auto take = [&] {
        const bool anybody = at_risk_at(steps.next_age()) != 0;
        const Step step = steps.take();
        if (!anybody) return;
        jackknife.take(step, survival.share);
        survival.take(step.at_risk, step.exits());
    };
    std::vector<AtAge> known;
    known.reserve(ages.size());
    for (const std::uint32_t age : ages) {
        while (!steps.done() && steps.next_age() < age) take();
        AtAge& at = known.emplace_back();
        at.age = age;
        at.at_risk = at_risk_at(age);
        if (!steps.done() && steps.next_age() == age) take();
        at.survival = survival.estimated();
        for (std::size_t c = 0; c < causes; ++c) {
            const double f = jackknife.incidence(c);
            const double se = std::sqrt(jackknife.variance(c, steps.at_risk()));
            at.incidence[c] = {f, se, log_log(f, se)};
        }
    }
    return known;
}

double Incidence::at(Cause cause, std::uint32_t until) const {
    const std::size_t steps = steps_until(*this, until);
    return steps == 0 ? 0 : incidence[index(cause) - 1][steps - 1];
}

double Incidence::survival_at(std::uint32_t until) const {
    const std::size_t steps = steps_until(*this, until);
    return steps == 0 ? 1 : survival[steps - 1];
}

Estimated survival_at(const Incidence& curve, std::uint32_t age) {
    Survival survival;
    for (std::size_t step = 0; step < steps_until(curve, age); ++step)
        survival.take(curve.at_risk[step], curve.exits[step]);
    return survival.estimated();
}

std::optional<std::uint32_t> quantile(const Incidence& curve, double p) {
    const auto step = std::ranges::find_if(curve.survival, [p](double s) { return s <= 1 - p + rounding; });
    if (step == curve.survival.end()) return std::nullopt;
    return curve.age[static_cast<std::size_t>(step - curve.survival.begin())];
}

std::uint32_t at_risk_at(std::span<const Observed> observed, std::uint32_t age) {
    return static_cast<std::uint32_t>(std::ranges::count_if(
        observed, [age](const Observed& o) { return age <= o.age && (!late(o) || o.seen < age); }));
}

}  // namespace metrics
