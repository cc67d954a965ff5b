// What people are compared by, held to statsmodels, VGAM and epitools. tests/oracles/intervals.py and people.R made the cases and say
// what their keys are.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "metrics/intervals.h"
#include "metrics/shrinkage.h"
#include "metrics/standardisation.h"

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
