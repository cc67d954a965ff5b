#include "metrics/survival.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "metrics/radix_sort.h"

namespace metrics {
namespace {

// Shares that a product of roundings brings a little off 1, 0 or 1 − p are these.
constexpr double rounding = 1e-9;

std::size_t index(Cause cause) { return static_cast<std::size_t>(cause); }

bool before(const Observed& a, const Observed& b) {
    return std::tie(a.age, a.cause, a.seen) < std::tie(b.age, b.cause, b.seen);
}

// Ages below 2³⁰ s, which is 34 years, and causes as one number that sorts.
constexpr std::uint32_t packed_ages = 1U << 30;

std::uint32_t packed(const Observed& o) { return o.age << 2 | static_cast<std::uint32_t>(o.cause); }
Observed unpacked(std::uint32_t number) { return {number >> 2, 0, static_cast<Cause>(number & 3)}; }

using PerCause = std::array<double, causes>;  // by Cause − 1

// One observation's influence on each F (u) and, divided by S, on S (v).
struct Influence {
    PerCause u{};
    double v = 0;
};

// Σ over observations whose v stays as it is: while F grows by f, u grows by f · v. What F has grown by lately is kept aside and
// brought in from time to time: seldom enough to cost nothing, often enough that little is added that is taken off again.
class Squares {
public:
    void add(const Influence& i, double times) {
        n_ += times;
        v_ += times * i.v;
        vv_ += times * i.v * i.v;
        for (std::size_t c = 0; c < causes; ++c) {
            const double u = i.u[c] - grown_[c] * i.v;
            u_[c] += times * u;
            uu_[c] += times * u * u;
            uv_[c] += times * u * i.v;
        }
    }
    void grow(std::size_t c, double f) {
        grown_[c] += f;
        if (grown_[c] < most_grown) return;
        u_[c] = u(c);
        uu_[c] = uu(c);
        uv_[c] += grown_[c] * vv_;
        grown_[c] = 0;
    }
    double n() const { return n_; }
    double u(std::size_t c) const { return u_[c] + grown_[c] * v_; }
    double uu(std::size_t c) const { return uu_[c] + grown_[c] * (2 * uv_[c] + grown_[c] * vv_); }

private:
    static constexpr double most_grown = 1.0 / 1024;
    double n_ = 0, v_ = 0, vv_ = 0;
    PerCause u_{}, uu_{}, uv_{};  // before F has grown by `grown_`
    PerCause grown_{};
};

// Σ U_i² for each cause. Those at risk from their entry share one influence, `common`; one that came late lacks what `common`
// had gathered by then, and what that has grown to since: its lag.
class Jackknife {
public:
    explicit Jackknife(std::span<const std::uint32_t> seen) : seen_(seen) {}
    double incidence(std::size_t c) const { return incidence_[c]; }

    void enter_late() {
        lags_.add(common_, 1);
        entered_.push_back({common_, incidence_});
    }

    // `survival`: before the step.
    void take(const AgeStep& step, double survival) {
        const double one = 1.0 / step.at_risk;
        const std::uint32_t stay = step.at_risk - step.exits;
        const double v_before = common_.v;
        if (step.exits > 0) {
            for (std::size_t c = 0; c < causes; ++c) {
                const double growth = survival * step.ended[c + 1] * one;
                incidence_[c] += growth;
                ended_.grow(c, growth);
                lags_.grow(c, growth);
                common_.u[c] += growth * (common_.v - one);
            }
            if (stay > 0) common_.v += step.exits * one / stay;
        }
        if (seen_.empty()) {
            // Most often one ends at a time, and no branch could guess by which cause.
            if (step.exits + step.ended[0] == 1) {
                const std::size_t cause = step.ended[1] + 2 * step.ended[2] + 3 * step.ended[3];
                ended_.add(ended_as(cause, survival * one, v_before - one, {}), 1);
                return;
            }
            for (std::size_t cause = 0; cause <= causes; ++cause)
                if (step.ended[cause] > 0)
                    ended_.add(ended_as(cause, survival * one, v_before - one, {}), step.ended[cause]);
            return;
        }
        for (const Observed& o : step.group) {
            if (!o.is_ever_at_risk()) continue;
            const Influence lag = o.is_late() ? lag_of(o) : Influence{};
            ended_.add(ended_as(index(o.cause), survival * one, v_before - one, lag), 1);
            if (o.is_late()) lags_.add(lag, -1);
        }
    }

    double variance(std::size_t c, double at_risk) const {
        const double u = common_.u[c];
        const double on_time = at_risk - lags_.n();
        const double came_late = lags_.n() * u * u - 2 * u * lags_.u(c) + lags_.uu(c);
        return std::max(0.0, ended_.uu(c) + on_time * u * u + came_late);
    }

private:
    struct Entered {
        Influence common;
        PerCause incidence{};
    };

    // Of one that ends in this step: what those have who stay, and of its own cause the exit itself.
    Influence ended_as(std::size_t cause, double exit, double v_exit, const Influence& lag) const {
        Influence i;
        for (std::size_t c = 0; c < causes; ++c) i.u[c] = common_.u[c] - lag.u[c] + (cause == c + 1 ? exit : 0);
        i.v = (cause != 0 ? v_exit : common_.v) - lag.v;
        return i;
    }
    Influence lag_of(const Observed& o) const {
        const auto at = std::lower_bound(seen_.begin(), seen_.end(), o.seen) - seen_.begin();
        const Entered& entered = entered_[static_cast<std::size_t>(at)];
        Influence lag = entered.common;
        for (std::size_t c = 0; c < causes; ++c) lag.u[c] += (incidence_[c] - entered.incidence[c]) * lag.v;
        return lag;
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

}  // namespace

std::optional<Interval> log_log(double p, double se) {
    if (!(se > 0) || p < rounding || p > 1 - rounding) return std::nullopt;
    const double spread = z_95 * se / (p * std::log(p));
    return Interval{std::pow(p, std::exp(-spread)), std::pow(p, std::exp(spread))};
}

void sort_observed(std::span<Observed> observed) {
    constexpr std::size_t few = 1024;
    const auto packs = [](const Observed& o) { return !o.is_late() && o.age < packed_ages; };
    if (std::is_sorted(observed.begin(), observed.end(), before)) return;
    if (observed.size() < few || !std::ranges::all_of(observed, packs)) {
        std::sort(observed.begin(), observed.end(), before);
        return;
    }
    std::vector<std::uint32_t> numbers(observed.size());
    std::ranges::transform(observed, numbers.begin(), packed);
    radix_sort(numbers, [](std::uint32_t number) { return number; });
    std::ranges::transform(numbers, observed.begin(), unpacked);
}

AgeSteps::AgeSteps(std::span<const Observed> observed) : observed_(observed) {
    for (const Observed& o : observed) {
        if (!o.is_late())
            ++at_risk_;
        else if (o.is_ever_at_risk())
            seen_.push_back(o.seen);
    }
    std::sort(seen_.begin(), seen_.end());
}

bool Curve::next() {
    while (!steps_.done()) {
        const AgeStep& step = steps_.take();
        if (step.exits == 0) continue;
        const double n = step.at_risk;
        for (std::size_t c = 0; c < causes; ++c)
            if (step.ended[c + 1] > 0) incidence_[c] += survival_ * step.ended[c + 1] / n;
        survival_ *= (n - step.exits) / n;
        return true;
    }
    return false;
}

bool Curve::is_down(double p) const { return survival_ <= 1 - p + rounding; }

std::optional<std::uint32_t> quantile(std::span<const Observed> observed, double p) {
    for (Curve curve(observed); curve.next();)
        if (curve.is_down(p)) return curve.age();
    return std::nullopt;
}

std::vector<AtAge> estimates_at(std::span<const Observed> observed, std::span<const std::uint32_t> ages) {
    AgeSteps steps(observed);
    Jackknife jackknife(steps.seen());
    Survival survival;
    auto at_risk_at = [&, entered = std::size_t{0}](std::uint32_t age) mutable {
        const std::uint32_t at_risk = steps.at_risk_at(age);
        for (; entered < steps.entered(); ++entered) jackknife.enter_late();
        return at_risk;
    };
    const auto take = [&] {
        const bool anybody = at_risk_at(steps.next_age()) != 0;
        const AgeStep& step = steps.take();
        if (!anybody) return;
        jackknife.take(step, survival.share);
        survival.take(step.at_risk, step.exits);
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

std::uint32_t at_risk_at(std::span<const Observed> observed, std::uint32_t age) {
    const auto from = std::ranges::lower_bound(observed, age, {}, &Observed::age);
    return static_cast<std::uint32_t>(
        std::count_if(from, observed.end(), [age](const Observed& o) { return !o.is_late() || o.seen < age; }));
}

}  // namespace metrics
