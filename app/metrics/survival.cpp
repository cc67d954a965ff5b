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

// Stable, by 11 bits of the age at a time.
void radix_sort_by_age(std::span<Observed> observed) {
    constexpr unsigned bits = 11;
    constexpr std::uint32_t digits = 1U << bits;
    std::vector<Observed> other(observed.size());
    std::span<Observed> from = observed;
    std::span<Observed> to = other;
    for (unsigned shift = 0; shift < 32; shift += bits) {
        std::array<std::uint32_t, digits> place{};
        for (const Observed& o : from) ++place[(o.age >> shift) % digits];
        if (place[(from[0].age >> shift) % digits] == from.size()) continue;
        std::uint32_t next = 0;
        for (std::uint32_t& p : place) next += std::exchange(p, next);
        for (const Observed& o : from) to[place[(o.age >> shift) % digits]++] = o;
        std::swap(from, to);
    }
    if (from.data() != observed.data()) std::copy(from.begin(), from.end(), observed.begin());
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

// One observation's influence on F (u) and, divided by S, on S (v). While F grows by f, u grows by f · v.
struct Influence {
    double u = 0;
    double v = 0;
};
Influence operator+(Influence a, Influence b) { return {a.u + b.u, a.v + b.v}; }
Influence operator-(Influence a, Influence b) { return {a.u - b.u, a.v - b.v}; }

// Σ over a set of observations.
struct Squares {
    double n = 0, u = 0, v = 0, uu = 0, uv = 0, vv = 0;
    void add(Influence i, double times = 1) {
        n += times;
        u += times * i.u;
        v += times * i.v;
        uu += times * i.u * i.u;
        uv += times * i.u * i.v;
        vv += times * i.v * i.v;
    }
    void grow(double f) {
        uu += f * (2 * uv + f * vv);
        uv += f * vv;
        u += f * v;
    }
};

// Σ U_i² for one cause. Those at risk from their entry share one influence, `common`; one that came late lacks what `common`
// had gathered by then, and what that has grown to since: its lag.
class Jackknife {
public:
    explicit Jackknife(std::size_t cause) : cause_(cause) {}
    double incidence() const { return incidence_; }

    void enter_late() {
        lags_.add(common_);
        entered_.push_back({common_, incidence_});
    }

    // `survival`: before the step. `seen`: the sorted ages at which the late ones came.
    void take(const Step& step, double survival, std::span<const std::uint32_t> seen) {
        const double n = step.at_risk;
        const double share = step.ended[cause_] / n;
        const double left = n - step.exits();
        grow(survival * share);
        const double stayed = -survival * share / n;
        const Influence exit_otherwise{stayed, -1 / n};
        const Influence exit_as_cause{survival * (1 - share) / n, -1 / n};
        const Influence stay{stayed, left > 0 ? step.exits() / (n * left) : 0};
        const auto change = [&](std::size_t cause) {
            return cause == 0 ? stay : cause == cause_ ? exit_as_cause : exit_otherwise;
        };
        if (seen.empty()) {
            for (std::size_t c = 0; c <= causes; ++c)
                if (step.ended[c] != 0) ended_.add(common_ + change(c), step.ended[c]);
        } else {
            for (const Observed& o : step.group)
                if (ever_at_risk(o)) end(late(o) ? lag(o, seen) : Influence{}, late(o), change(index(o.cause)));
        }
        common_ = common_ + stay;
    }

    double variance(double at_risk) const {
        const double u = common_.u;
        const double on_time = at_risk - lags_.n;
        const double came_late = lags_.n * u * u - 2 * u * lags_.u + lags_.uu;
        return std::max(0.0, ended_.uu + on_time * u * u + came_late);
    }

private:
    struct Entered {
        Influence common;
        double incidence = 0;
    };

    void grow(double growth) {
        incidence_ += growth;
        common_.u += growth * common_.v;
        ended_.grow(growth);
        lags_.grow(growth);
    }
    Influence lag(const Observed& o, std::span<const std::uint32_t> seen) const {
        const auto at = std::lower_bound(seen.begin(), seen.end(), o.seen) - seen.begin();
        const Entered& entered = entered_[static_cast<std::size_t>(at)];
        const double growth = incidence_ - entered.incidence;
        return {entered.common.u + growth * entered.common.v, entered.common.v};
    }
    void end(Influence lag, bool came_late, Influence change) {
        ended_.add(common_ - lag + change);
        if (came_late) lags_.add(lag, -1);
    }

    std::size_t cause_;
    double incidence_ = 0;
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
    if (std::is_sorted(observed.begin(), observed.end(), before)) return;
    constexpr std::size_t few = 4096;
    if (observed.size() < few) {
        std::sort(observed.begin(), observed.end(), before);
        return;
    }
    radix_sort_by_age(observed);
    for (auto first = observed.begin(); first != observed.end();) {
        auto last = first;
        while (last != observed.end() && last->age == first->age) ++last;
        if (last - first > 1) std::sort(first, last, before);
        first = last;
    }
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
    std::array<Jackknife, causes> jackknives{Jackknife(1), Jackknife(2), Jackknife(3)};
    Survival survival;
    Steps steps(observed, seen);
    auto at_risk_at = [&, entered = std::size_t{0}](std::uint32_t age) mutable {
        const std::uint32_t at_risk = steps.at_risk_at(age);
        for (; entered < steps.entered(); ++entered)
            for (Jackknife& jackknife : jackknives) jackknife.enter_late();
        return at_risk;
    };
    const auto take = [&] {
        if (at_risk_at(steps.next_age()) == 0) {
            steps.take();
            return;
        }
        const Step step = steps.take();
        for (Jackknife& jackknife : jackknives) jackknife.take(step, survival.share, seen);
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
            const double f = jackknives[c].incidence();
            const double se = std::sqrt(jackknives[c].variance(steps.at_risk()));
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
