// What people are compared by, held to statsmodels, VGAM and epitools. tests/oracles/intervals.py and people.R made the cases and say
// what their keys are.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "metrics/intervals.h"
#include "metrics/shrinkage.h"
#include "metrics/standardisation.h"
#include "metrics/stratified.h"

namespace {

using Json = nlohmann::json;

Json cases_of(const std::string& name) {
    std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/tests/data/oracles/" + name);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return Json::parse(text, nullptr, false);
}

// An end that is not defined is the scale's.
bool same(double ours, const Json& theirs, double otherwise) {
    return std::abs(ours - (theirs.is_number() ? theirs.get<double>() : otherwise)) < 1e-6;
}

std::vector<metrics::Count> counts_of(const Json& hits, const Json& of) {
    std::vector<metrics::Count> out;
    for (std::size_t i = 0; i < of.size(); ++i)
        out.push_back({hits[i].get<std::uint64_t>(), of[i].get<std::uint64_t>()});
    return out;
}

}  // namespace

TEST_CASE("intervals: what statsmodels says of 280 counts, and of 40 lists of p-values") {
    const Json cases = cases_of("intervals.json");
    REQUIRE(cases.is_object());
    REQUIRE(cases["share"].size() + cases["difference"].size() + cases["count"].size() == 280);
    for (const Json& c : cases["share"]) {
        CAPTURE(c.dump());
        const auto hits = c[0].get<std::uint64_t>(), of = c[1].get<std::uint64_t>();
        const auto wilson = metrics::wilson(hits, of), exact = metrics::clopper_pearson(hits, of);
        REQUIRE(wilson);
        REQUIRE(exact);
        CHECK(same(wilson->low, c[2], 0));
        CHECK(same(wilson->high, c[3], 1));
        CHECK(same(exact->low, c[4], 0));
        CHECK(same(exact->high, c[5], 1));
    }
    for (const Json& c : cases["difference"]) {
        CAPTURE(c.dump());
        const auto ours = metrics::newcombe(c[0].get<std::uint64_t>(), c[1].get<std::uint64_t>(),
                                            c[2].get<std::uint64_t>(), c[3].get<std::uint64_t>());
        REQUIRE(ours);
        CHECK(same(ours->low, c[4], -1));
        CHECK(same(ours->high, c[5], 1));
    }
    for (const Json& c : cases["count"]) {
        const metrics::Interval ours = metrics::poisson_exact(c[0].get<std::uint64_t>());
        CHECK(same(ours.low, c[1], 0));
        CHECK(same(ours.high, c[2], 0));
    }
    REQUIRE(cases["many"].size() == 40);
    for (const Json& c : cases["many"]) {
        const auto ours = metrics::benjamini_hochberg(c["p"].get<std::vector<double>>());
        REQUIRE(ours.size() == c["bh"].size());
        for (std::size_t i = 0; i < ours.size(); ++i) CHECK(same(ours[i], c["bh"][i], 1));
    }
}

TEST_CASE("people: what VGAM says of their spread, and epitools of their mix") {
    const Json cases = cases_of("people.json");
    REQUIRE(cases.is_object());
    REQUIRE(cases["spread"].size() >= 100);
    for (const Json& c : cases["spread"]) {
        CAPTURE(c.dump());
        const auto counts = counts_of(c["k"], c["n"]);
        const double rate = c["mu"].get<double>(), weight = 1 / c["rho"].get<double>() - 1,
                     best = c["ll"].get<double>();
        // The likelihood is the same function, and ours is at its maximum: VGAM stops near it.
        CHECK(std::abs(metrics::beta_binomial_log_likelihood(counts, rate, weight) - best) < 1e-6 * std::abs(best));
        const auto ours = metrics::spread_of(counts, 1);
        REQUIRE(ours);
        REQUIRE(ours->weight);
        const double at_ours = metrics::beta_binomial_log_likelihood(counts, ours->rate, *ours->weight);
        CHECK(at_ours >= best - 1e-6);
        CHECK(std::abs(at_ours - best) < 1e-4);
        CHECK(std::abs(ours->rate - rate) < 1e-3);
        CHECK(std::abs(*ours->weight / weight - 1) < 1e-2);
        CHECK(std::abs(ours->ratio - std::max(0., 2 * (at_ours - c["ll0"].get<double>()))) < 1e-4);
    }
    REQUIRE(cases["direct"].size() == 79);
    for (const Json& c : cases["direct"]) {
        CAPTURE(c.dump());
        const auto ours = metrics::direct(counts_of(c["k"], c["n"]), c["std"].get<std::vector<double>>());
        REQUIRE(ours);
        CHECK(std::abs(ours->rate - c["adjusted"].get<double>()) < 1e-9);
    }
}

TEST_CASE("like for like: what R's mantelhaen.test says of 200 tables in strata") {
    const Json cases = cases_of("stratified.json");
    REQUIRE(cases.is_array());
    REQUIRE(cases.size() == 200);
    for (const Json& c : cases) {
        CAPTURE(c.dump());
        std::vector<metrics::Stratum> strata;
        for (const Json& s : c["strata"])
            strata.push_back({s[0].get<std::uint64_t>(), s[1].get<std::uint64_t>(), s[2].get<std::uint64_t>(),
                              s[3].get<std::uint64_t>()});
        const auto ours = metrics::common_odds(strata);
        REQUIRE(ours.has_value() == c["or"].is_number());
        if (!ours) continue;
        const auto near = [](double a, const Json& b) {
            return std::abs(a - b.get<double>()) <= 1e-6 * (1 + std::abs(a));
        };
        CHECK(near(ours->odds_ratio, c["or"]));
        CHECK(near(ours->interval.low, c["low"]));
        CHECK(near(ours->interval.high, c["high"]));
        CHECK(near(ours->chi_squared, c["chi"]));
        CHECK(near(ours->p, c["p"]));
        CHECK(near(ours->corrected, c["chi_c"]));
        CHECK(near(ours->p_corrected, c["p_c"]));
    }
}

TEST_CASE("like for like: three strata as published, and a paradox by hand") {
    // R's array fills by columns: of a stratum the first group's hits, the second's, then the misses.
    const metrics::Stratum three[] = {{12, 30, 8, 30}, {20, 45, 10, 45}, {5, 16, 9, 24}};
    const auto common = metrics::common_odds(three);
    REQUIRE(common);
    CHECK(common->odds_ratio == doctest::Approx(1.836298).epsilon(1e-6));
    CHECK(common->interval.low == doctest::Approx(0.9984504).epsilon(1e-6));
    CHECK(common->interval.high == doctest::Approx(3.3772223).epsilon(1e-6));
    CHECK(common->chi_squared == doctest::Approx(3.833049).epsilon(1e-6));
    CHECK(common->p == doctest::Approx(0.05025144).epsilon(1e-6));
    // Simpson: the first wins within both strata and loses in sum, because it was given the hard ones.
    const metrics::Stratum paradox[] = {{30, 100, 2, 10}, {9, 10, 85, 100}};
    const auto odds = metrics::common_odds(paradox);
    REQUIRE(odds);
    // (30·8 + 9·15) / 110 over (70·2 + 1·85) / 110
    CHECK(odds->odds_ratio == doctest::Approx(375.0 / 225));
    CHECK(39.0 / 110 < 87.0 / 110);
    // What says nothing changes nothing; where all say nothing there is no ratio.
    const metrics::Stratum more[] = {{30, 100, 2, 10}, {9, 10, 85, 100}, {4, 9, 0, 0}, {0, 5, 0, 7}, {1, 1, 0, 0}};
    CHECK(metrics::common_odds(more)->interval == odds->interval);
    CHECK(!metrics::common_odds(std::span(more).subspan(2)));
    CHECK(!metrics::common_odds({}));
}
