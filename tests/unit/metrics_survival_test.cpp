// Survival estimates held to what R and statsmodels gave, and to their laws.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "base/random.h"
#include "metrics/survival.h"
#include "whole_curve.h"

using metrics::Cause;
using metrics::Observed;

namespace {

// ../shared/oracles/statistics.json: fixture.
std::vector<Observed> fixture(bool delayed) {
    const unsigned age[] = {1, 2, 2, 3, 3, 3, 5, 5, 7, 8, 8, 10, 12, 12, 15};
    const unsigned cause[] = {1, 1, 2, 0, 1, 2, 1, 0, 2, 1, 2, 0, 1, 0, 0};
    const unsigned entry[] = {0, 0, 1, 0, 2, 0, 0, 3, 0, 4, 0, 6, 0, 8, 10};
    std::vector<Observed> observed;
    for (std::size_t i = 0; i < std::size(age); ++i)
        observed.push_back({age[i], delayed ? entry[i] : 0, static_cast<Cause>(cause[i])});
    return observed;
}

bool near(double a, double b, double within = 1e-6) { return std::abs(a - b) <= within; }

// 1 − Kaplan–Meier with the lost as censored: what is not offered, because it overstates.
Incidence lost_as_censored(std::vector<Observed> observed) {
    for (Observed& one : observed)
        if (one.cause == Cause::lost) one.cause = Cause::open;
    return whole_curve(observed);
}

}  // namespace

TEST_CASE("survival: the fixture of R, without and with delayed entry") {
    const std::vector<std::uint32_t> ages = {1, 2, 3, 5, 7, 8, 12};
    auto observed = fixture(false);
    const Incidence curve = whole_curve(observed);
    CHECK(curve.age == ages);
    CHECK(curve.at_risk == std::vector<std::uint32_t>{15, 14, 12, 9, 7, 6, 3});
    const double advanced[] = {0.066667, 0.133333, 0.2, 0.274074, 0.274074, 0.35873, 0.471605};
    const double lost[] = {0, 0.066667, 0.133333, 0.133333, 0.217989, 0.302646, 0.302646};
    const double se[] = {0.064406, 0.087771, 0.10328, 0.117267, 0.117267, 0.130384, 0.146021};
    const double low[] = {0.0043, 0.021873, 0.048876, 0.084233, 0.084233, 0.128234, 0.185412};
    const double high[] = {0.260322, 0.345732, 0.423947, 0.508068, 0.508068, 0.599468, 0.715173};
    const double survival[] = {0.933333, 0.8, 0.666667, 0.592593, 0.507937, 0.338624, 0.22575};
    const double survival_se[] = {0.064406, 0.10328, 0.121716, 0.128774, 0.135374, 0.133043, 0.127909};
    const double survival_low[] = {0.612641, 0.499824, 0.375303, 0.307001, 0.231151, 0.110248, 0.04334};
    const double survival_high[] = {0.990332, 0.930717, 0.845562, 0.793068, 0.731039, 0.587557, 0.493737};
    const auto known = metrics::estimates_at(observed, ages);
    for (std::size_t i = 0; i < ages.size(); ++i) {
        CAPTURE(ages[i]);
        const metrics::AtAge& at = known[i];
        CHECK(at.at_risk == curve.at_risk[i]);
        CHECK(metrics::at_risk_at(observed, ages[i]) == curve.at_risk[i]);
        CHECK(near(at.of(Cause::advanced).estimate, advanced[i]));
        CHECK(near(curve.at(Cause::advanced, ages[i]), advanced[i]));
        CHECK(near(at.of(Cause::lost).estimate, lost[i]));
        CHECK(near(at.of(Cause::advanced).se, se[i]));
        CHECK(near(at.of(Cause::advanced).interval->low, low[i]));
        CHECK(near(at.of(Cause::advanced).interval->high, high[i]));
        CHECK(near(curve.survival[i], survival[i]));
        CHECK(near(at.survival.estimate, survival[i]));
        CHECK(near(at.survival.se, survival_se[i]));
        CHECK(near(at.survival.interval->low, survival_low[i]));
        CHECK(near(at.survival.interval->high, survival_high[i]));
    }
    CHECK(metrics::quantile(observed, 0.5) == 8);
    CHECK(!metrics::quantile(observed, 0.9));

    auto delayed = fixture(true);
    const Incidence late = whole_curve(delayed);
    CHECK(late.age == ages);
    CHECK(late.at_risk == std::vector<std::uint32_t>{8, 8, 7, 6, 5, 4, 3});
    const double late_advanced[] = {0.125, 0.234375, 0.328125, 0.40625, 0.40625, 0.484375, 0.536458};
    const double late_lost[] = {0, 0.109375, 0.203125, 0.203125, 0.28125, 0.359375, 0.359375};
    for (std::size_t i = 0; i < ages.size(); ++i) {
        CHECK(near(late.incidence[0][i], late_advanced[i]));
        CHECK(near(late.incidence[1][i], late_lost[i]));
        CHECK(metrics::at_risk_at(delayed, ages[i]) == late.at_risk[i]);
    }
}

namespace {

std::vector<Observed> random_observed(base::Random& random, std::uint32_t n, std::uint32_t ages, bool delayed) {
    std::vector<Observed> observed;
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::uint32_t age = random.below(ages);
        observed.push_back(
            {age, delayed && random.below(2) == 0 ? random.below(age + 1) : 0, static_cast<Cause>(random.below(4))});
    }
    return observed;
}

// U_i as it is defined: how F changes where observation i weighs a little more.
double jackknife_by_weights(const std::vector<Observed>& observed, Cause cause, std::uint32_t until) {
    const auto incidence = [&](std::size_t heavy, double more) {
        double survival = 1, f = 0;
        for (std::uint32_t age = 0; age <= until; ++age) {
            double n = 0, exits = 0, of_cause = 0;
            for (std::size_t i = 0; i < observed.size(); ++i) {
                const Observed& o = observed[i];
                if (o.age < age || (o.seen != 0 && o.seen >= age)) continue;
                const double weight = i == heavy ? 1 + more : 1;
                n += weight;
                if (o.age != age || o.cause == Cause::open) continue;
                exits += weight;
                if (o.cause == cause) of_cause += weight;
            }
            if (n == 0) continue;
            f += survival * of_cause / n;
            survival *= 1 - exits / n;
        }
        return f;
    };
    double sum = 0;
    constexpr double step = 1e-4;
    for (std::size_t i = 0; i < observed.size(); ++i) {
        const double u = (incidence(i, step) - incidence(i, -step)) / (2 * step);
        sum += u * u;
    }
    return std::sqrt(sum);
}

}  // namespace

TEST_CASE("survival: the standard error is the jackknife's, with ties and delayed entry") {
    base::Random random(3);
    for (int round = 0; round < 60; ++round) {
        auto observed = random_observed(random, 1 + random.below(25), 12, round % 2 == 1);
        metrics::sort_observed(observed);
        const std::vector<std::uint32_t> ages = {0, 2, 5, 11};
        const auto known = metrics::estimates_at(observed, ages);
        for (const metrics::AtAge& at : known)
            for (const Cause cause : {Cause::advanced, Cause::lost, Cause::other}) {
                CAPTURE(round);
                CAPTURE(at.age);
                CHECK(near(at.of(cause).se, jackknife_by_weights(observed, cause, at.age)));
            }
    }
}

TEST_CASE("survival: order changes nothing, all shares make one, what is not cut off is the plain ratio") {
    base::Random random(4);
    for (int round = 0; round < 40; ++round) {
        const std::uint32_t n = round < 35 ? 1 + random.below(300) : 20'000;
        const std::uint32_t span = round % 3 == 0 ? 30 : 5'000'000;
        auto observed = random_observed(random, n, span, round % 2 == 1);
        auto shuffled = observed;
        for (std::size_t i = shuffled.size(); i > 1; --i)
            std::swap(shuffled[i - 1], shuffled[random.below(static_cast<std::uint32_t>(i))]);
        const Incidence curve = whole_curve(observed);
        const Incidence again = whole_curve(shuffled);
        CHECK(observed == shuffled);
        CHECK(curve.survival == again.survival);
        std::vector<std::uint32_t> ages;
        for (std::uint32_t i = 0; i <= 50; ++i) ages.push_back(std::max(1u, span / 50) * i);
        const auto known = metrics::estimates_at(observed, ages);
        double before = 0;
        for (const metrics::AtAge& at : known) {
            double sum = at.survival.estimate;
            for (const metrics::Estimated& f : at.incidence) {
                CHECK(f.estimate >= 0);
                CHECK(f.estimate <= 1 + 1e-12);
                CHECK(std::isfinite(f.se));
                if (f.interval) CHECK((f.interval->low <= f.estimate && f.estimate <= f.interval->high));
                sum += f.estimate;
            }
            CHECK(near(sum, 1, 1e-9));
            CHECK(at.of(Cause::advanced).estimate >= before);
            before = at.of(Cause::advanced).estimate;
            CHECK(near(at.survival.estimate, curve.survival_at(at.age), 1e-12));
            CHECK(near(at.of(Cause::lost).estimate, curve.at(Cause::lost, at.age), 1e-12));
            CHECK(at.at_risk == metrics::at_risk_at(observed, at.age));
        }
    }
    // Nothing open: F is the share, its standard error the binomial one.
    std::vector<Observed> closed;
    for (std::uint32_t i = 0; i < 200; ++i)
        closed.push_back({random.below(40), 0, static_cast<Cause>(1 + random.below(3))});
    metrics::sort_observed(closed);
    const std::uint32_t ages[] = {0, 10, 39};
    for (const metrics::AtAge& at : metrics::estimates_at(closed, ages)) {
        const auto hits = std::ranges::count_if(
            closed, [&](const Observed& o) { return o.cause == Cause::advanced && o.age <= at.age; });
        const double share = static_cast<double>(hits) / 200;
        CHECK(near(at.of(Cause::advanced).estimate, share, 1e-12));
        CHECK(near(at.of(Cause::advanced).se, std::sqrt(share * (1 - share) / 200), 1e-12));
    }
}

TEST_CASE("survival: nothing, nobody at risk, everything open") {
    std::vector<Observed> nothing;
    const std::uint32_t ages[] = {0, 5};
    CHECK(whole_curve(nothing).age.empty());
    CHECK(metrics::estimates_at(nothing, ages)[1].survival.estimate == 1);
    std::vector<Observed> unseen = {{5, 5, Cause::advanced}, {5, 9, Cause::lost}};
    CHECK(whole_curve(unseen).age.empty());
    CHECK(metrics::estimates_at(unseen, ages)[1].of(Cause::advanced).estimate == 0);
    std::vector<Observed> open = {{5, 0, Cause::open}, {9, 2, Cause::open}};
    const auto known = metrics::estimates_at(open, ages);
    CHECK(known[1].at_risk == 2);
    CHECK(known[1].of(Cause::advanced).estimate == 0);
    CHECK(!known[1].of(Cause::advanced).interval);
    CHECK(!metrics::quantile(open, 0.5));
}

// tests/oracles/survival.R made the cases and says what their keys are.
TEST_CASE("survival: what R's survfit says of 208 cases") {
    using Json = nlohmann::json;
    std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/tests/data/oracles/survival.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Json cases = Json::parse(text, nullptr, false);
    REQUIRE(cases.is_array());
    REQUIRE(cases.size() == 208);
    const auto same = [](double ours, const Json& theirs) {
        return theirs.is_number() && near(ours, theirs.get<double>());
    };
    const auto same_estimate = [&](const metrics::Estimated& ours, const Json& estimate, const Json& se,
                                   const Json& low, const Json& high) {
        if (!same(ours.estimate, estimate)) return false;
        if (near(ours.estimate, 0, 1e-9) || near(ours.estimate, 1, 1e-9)) return !ours.interval && ours.se < 1e-6;
        return same(ours.se, se) && ours.interval && same(ours.interval->low, low) && same(ours.interval->high, high);
    };
    for (std::size_t number = 0; number < cases.size(); ++number) {
        const Json& c = cases[number];
        CAPTURE(number);
        std::vector<Observed> observed;
        for (std::size_t i = 0; i < c["t"].size(); ++i)
            observed.push_back({c["t"][i].get<std::uint32_t>(), c.contains("e") ? c["e"][i].get<std::uint32_t>() : 0,
                                static_cast<Cause>(c["c"][i].get<unsigned>())});
        const Incidence curve = whole_curve(observed);
        const auto known = metrics::estimates_at(observed, c["at"].get<std::vector<std::uint32_t>>());
        for (std::size_t i = 0; i < known.size(); ++i) {
            CAPTURE(known[i].age);
            for (std::size_t k = 0; k < metrics::causes; ++k) {
                const metrics::Estimated& ours = known[i].incidence[k];
                CAPTURE(k);
                CAPTURE(ours.estimate);
                CAPTURE(ours.se);
                CHECK(same_estimate(ours, c["f"][k][i], c["se"][k][i], c["lo"][k][i], c["hi"][k][i]));
            }
            const Json& km = c["km"][i];
            CAPTURE(km.dump());
            CHECK(same_estimate(known[i].survival, km[0], km[1], km[2], km[3]));
            CHECK(same(curve.survival_at(known[i].age), km[0]));
        }
        const auto same_age = [](std::optional<std::uint32_t> ours, const Json& theirs) {
            return ours ? theirs == *ours : theirs.is_null();
        };
        CHECK(same_age(metrics::quantile(observed, 0.5), c["q"][0]));
        CHECK(same_age(metrics::quantile(observed, 0.9), c["q"][1]));
    }
    // ../shared/oracles/statistics.json: mgus2_textbook, the last case.
    const double progressed[] = {0.03410371, 0.06372217, 0.09981372, 0.13404164};
    const double died[] = {0.320367, 0.5318177, 0.724028, 0.7842082};
    std::vector<Observed> mgus2;
    for (std::size_t i = 0; i < cases[207]["t"].size(); ++i)
        mgus2.push_back(
            {cases[207]["t"][i].get<std::uint32_t>(), 0, static_cast<Cause>(cases[207]["c"][i].get<unsigned>())});
    const double progressed_overstated[] = {0.04215386, 0.09522166, 0.20956162, 0.42483694};
    const Incidence curve = whole_curve(mgus2), overstated = lost_as_censored(mgus2);
    for (std::uint32_t i = 0; i < 4; ++i) {
        const std::uint32_t months[] = {60, 120, 240, 360};
        CHECK(near(curve.at(Cause::advanced, months[i]), progressed[i], 1e-7));
        CHECK(near(curve.at(Cause::lost, months[i]), died[i], 1e-7));
        CHECK(near(overstated.at(Cause::advanced, months[i]), progressed_overstated[i], 1e-7));
    }
}

TEST_CASE("survival: what is not offered, told from the same curves") {
    // ../shared/oracles/statistics.json: aj.naive.
    auto observed = fixture(false);
    CHECK(near(lost_as_censored(observed).at(Cause::advanced, 12), 0.6076818, 1e-7));
    CHECK(near(1 - lost_as_censored(observed).survival_at(12), 0.6076818, 1e-7));
    const Incidence curve = whole_curve(observed);
    const auto ended = [&](Cause cause) {
        return static_cast<double>(
            std::count_if(observed.begin(), observed.end(), [&](const Observed& one) { return one.cause == cause; }));
    };
    const double advanced = ended(Cause::advanced), lost = ended(Cause::lost);
    CHECK(near(advanced / static_cast<double>(observed.size()), 0.4, 1e-12));
    CHECK(near(advanced / (advanced + lost), 0.6, 1e-12));
    CHECK(curve.at(Cause::advanced, 12) < 0.6);

    // aj.cmprsk_var: R. Gray's variance of the same estimate, by our curve's risk sets and steps. Larger than survfit's, which is ours.
    const std::uint32_t at[] = {3, 8, 12};
    const double gray[] = {0.011475183, 0.01897266, 0.02624276};
    const auto ours = metrics::estimates_at(observed, at);
    double before = 1, v1 = 0, v2 = 0, v3 = 0;
    std::size_t checked = 0;
    for (std::size_t i = 0; i < curve.age.size(); ++i) {
        const double risk = curve.at_risk[i], f = curve.incidence[0][i], after = curve.survival[i];
        const auto step = [&](std::size_t cause) {
            const double last = i == 0 ? 0 : curve.incidence[cause][i - 1];
            return std::round((curve.incidence[cause][i] - last) * risk / before);
        };
        const double exits[] = {step(1), step(0)}, weight[] = {f / after, 1 + f / after};
        for (int k = 0; k < 2; ++k) {
            if (exits[k] == 0) continue;
            const double ties = exits[k] > 1 ? 1 - (exits[k] - 1) / (risk - 1) : 1;
            const double part = before * before * ties * exits[k] / (risk * risk);
            v1 += weight[k] * weight[k] * part;
            v2 += weight[k] / after * part;
            v3 += part / (after * after);
        }
        before = after;
        if (checked == 3 || curve.age[i] != at[checked]) continue;
        const double variance = v1 + f * f * v3 - 2 * f * v2;
        CHECK(near(variance, gray[checked], 1e-8));
        const double se = ours[checked].of(Cause::advanced).se;
        CHECK(se * se < variance);
        ++checked;
    }
    CHECK(checked == 3);
}

TEST_CASE("survival: 95 % intervals hold a known truth in about 95 of 100 cohorts") {
    base::Random random(95);
    const auto exponential = [&](double rate) { return -std::log(1 - random.unit()) / rate; };
    // Advanced at a rate of 0.03 a day, lost at 0.02; followed for 5 to 60 days.
    const double truth = 0.6 * (1 - std::exp(-0.05 * 30));
    constexpr int cohorts = 3000;
    int covered = 0;
    for (int cohort = 0; cohort < cohorts; ++cohort) {
        std::vector<Observed> observed;
        for (int i = 0; i < 150; ++i) {
            const double advanced = exponential(0.03), lost = exponential(0.02), followed = 5 + 55 * random.unit();
            const double end = std::min({advanced, lost, followed});
            const Cause cause = end == followed ? Cause::open : end == advanced ? Cause::advanced : Cause::lost;
            observed.push_back({static_cast<std::uint32_t>(end * 86'400), 0, cause});
        }
        metrics::sort_observed(observed);
        const std::uint32_t horizon[] = {30 * 86'400};
        const metrics::Estimated f = metrics::estimates_at(observed, horizon)[0].of(Cause::advanced);
        REQUIRE(f.interval);
        covered += f.interval->low <= truth && truth <= f.interval->high;
    }
    MESSAGE("covered: ", covered, " of ", cohorts);
    CHECK(covered >= cohorts * 0.938);
    CHECK(covered <= cohorts * 0.962);
}
