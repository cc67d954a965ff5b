// Intervals and shrinkage against values computed by others (R's epitools and stats, statsmodels).
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/random.h"
#include "metrics/intervals.h"
#include "metrics/shrinkage.h"
#include "metrics/standardisation.h"

using metrics::Count;

namespace {

bool near(double a, double b, double by = 1e-6) { return std::abs(a - b) <= by; }

}  // namespace

TEST_CASE("Wilson and Clopper–Pearson") {
    const double wilson[][4] = {{0, 10, 0, 0.277533},
                                {1, 3, 0.061492, 0.79234},
                                {7, 20, 0.181192, 0.567146},
                                {10, 10, 0.722467, 1},
                                {30, 100, 0.218949, 0.395849}};
    for (const auto& row : wilson) {
        const auto interval = metrics::wilson(static_cast<std::uint64_t>(row[0]), static_cast<std::uint64_t>(row[1]));
        REQUIRE(interval);
        CHECK(near(interval->low, row[2]));
        CHECK(near(interval->high, row[3]));
    }
    const double exact[][4] = {{0, 10, 0, 0.308497}, {7, 20, 0.153909, 0.592189}, {10, 10, 0.691503, 1}};
    for (const auto& row : exact) {
        const auto interval =
            metrics::clopper_pearson(static_cast<std::uint64_t>(row[0]), static_cast<std::uint64_t>(row[1]));
        REQUIRE(interval);
        CHECK(near(interval->low, row[2]));
        CHECK(near(interval->high, row[3]));
    }
    CHECK(!metrics::wilson(0, 0));
    CHECK(!metrics::clopper_pearson(0, 0));
}

TEST_CASE("Newcombe's difference, and its mirror image") {
    const auto a = metrics::newcombe(36, 80, 11, 20);
    REQUIRE(a);
    CHECK(near(a->low, -0.31828998568596356, 1e-12));
    CHECK(near(a->high, 0.13466362240656335, 1e-12));
    const auto b = metrics::newcombe(7, 20, 30, 100);
    REQUIRE(b);
    CHECK(near(b->low, -0.14412146734598608, 1e-12));
    CHECK(near(b->high, 0.2817791051672296, 1e-12));
    const auto mirrored = metrics::newcombe(11, 20, 36, 80);
    CHECK(near(mirrored->low, -a->high, 1e-12));
    CHECK(!metrics::newcombe(0, 0, 1, 2));
}

TEST_CASE("exact intervals of a count") {
    // R: poisson.test(0), (7), (120)
    CHECK(near(metrics::poisson_exact(0).high, 3.688879454));
    CHECK(metrics::poisson_exact(0).low == 0);
    CHECK(near(metrics::poisson_exact(7).low, 2.814363005));
    CHECK(near(metrics::poisson_exact(7).high, 14.422675275));
}

TEST_CASE("false discoveries: Benjamini and Hochberg") {
    const std::vector<double> p{0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216};
    const std::vector<double> expected{0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105714, 0.216, 0.216, 0.216};
    const auto adjusted = metrics::benjamini_hochberg(p);
    for (std::size_t i = 0; i < p.size(); ++i) CHECK(near(adjusted[i], expected[i]));
    CHECK(metrics::benjamini_hochberg({}).empty());
    // Of Benjamini and Yekutieli, valid under any dependence, each is Σ 1/i times as much.
    const std::vector<double> yekutieli{0.02929,  0.117159, 0.246033, 0.246033, 0.246033,
                                        0.292897, 0.309634, 0.632657, 0.632657, 0.632657};
    double harmonic = 0;
    for (int i = 1; i <= 10; ++i) harmonic += 1.0 / i;
    for (std::size_t i = 0; i < p.size(); ++i) CHECK(near(adjusted[i] * harmonic, yekutieli[i], 1e-6));
}

TEST_CASE("direct standardisation: epitools' ageadjust.direct") {
    const std::vector<Count> mine{{36, 80}, {2, 20}};
    const std::vector<double> weights{100, 100};
    const auto adjusted = metrics::direct(mine, weights);
    REQUIRE(adjusted);
    CHECK(near(adjusted->rate, 0.275));
    CHECK(near(adjusted->interval.low, 0.1834201));
    CHECK(near(adjusted->interval.high, 0.4222466));
    CHECK(!metrics::direct(std::vector<Count>{{1, 2}, {0, 0}}, weights));
    // With its own mix: the crude rate.
    CHECK(near(metrics::direct(mine, std::vector<double>{80, 20})->rate, 0.38));
}

TEST_CASE("indirect standardisation: the role itself is as expected") {
    const std::vector<Count> all{{36, 80}, {2, 20}, {0, 0}};
    const auto role = metrics::indirect(all, all);
    CHECK(near(*role.ratio, 1, 1e-12));
    const auto mine = metrics::indirect(std::vector<Count>{{9, 10}, {0, 10}, {0, 0}}, all);
    CHECK(mine.observed == 9);
    CHECK(near(mine.expected, 4.5 + 1, 1e-12));
    CHECK(!metrics::indirect(std::vector<Count>{{0, 0}, {0, 0}, {0, 5}}, all).ratio);
}

TEST_CASE("people who do not differ: the maximum is at the boundary") {
    const std::uint64_t k[] = {7, 12, 4, 20, 9, 15, 3, 11, 6, 14}, n[] = {30, 40, 25, 50, 35, 45, 20, 30, 28, 42};
    std::vector<Count> people;
    for (int i = 0; i < 10; ++i) people.push_back({k[i], n[i]});
    const auto spread = metrics::spread_of(people);
    REQUIRE(spread);
    CHECK(!spread->differ);
    CHECK(near(spread->rate, 101.0 / 345, 1e-12));
    // Where R's optimiser stopped, at a weight of 17033; the likelihood still rises, to that of one rate for all.
    CHECK(near(spread->rate, 0.2927608, 1e-4));
    const double stopped = metrics::beta_binomial_log_likelihood(people, 0.2927608, 17'033);
    CHECK(near(-stopped, 208.587, 1e-3));
    CHECK(metrics::beta_binomial_log_likelihood(people, spread->rate, 1e6) >= stopped);
    CHECK(!metrics::shrink(*spread, people[0]));
    CHECK(metrics::top_third(*spread, people).empty());
}

TEST_CASE("people who differ: shrunken towards the role, never beyond, and a third of them in the top third") {
    base::Random random(3);
    std::vector<Count> people;
    for (int i = 0; i < 60; ++i) {
        const double rate = 0.1 + 0.5 * random.unit();
        Count count{0, 40 + random.below(200)};
        for (std::uint64_t j = 0; j < count.of; ++j) count.hits += random.unit() < rate;
        people.push_back(count);
    }
    const auto spread = metrics::spread_of(people);
    REQUIRE(spread);
    REQUIRE(spread->differ);
    REQUIRE(spread->weight);
    // No neighbour is likelier: it is the maximum.
    const double best = metrics::beta_binomial_log_likelihood(people, spread->rate, *spread->weight);
    for (const double by : {0.99, 1.01}) {
        CHECK(metrics::beta_binomial_log_likelihood(people, spread->rate, *spread->weight * by) < best);
        CHECK(metrics::beta_binomial_log_likelihood(people, spread->rate * by, *spread->weight) < best);
    }
    double sum = 0;
    for (const double p : metrics::top_third(*spread, people)) {
        CHECK(p >= 0);
        CHECK(p <= 1);
        sum += p;
    }
    CHECK(near(sum, 20, 1e-6));
    for (const Count& person : people) {
        const auto shrunken = metrics::shrink(*spread, person);
        const double raw = static_cast<double>(person.hits) / static_cast<double>(person.of);
        CHECK((shrunken->estimate - raw) * (spread->rate - raw) >= 0);
        CHECK((spread->rate - shrunken->estimate) * (spread->rate - raw) >= 0);
        CHECK(shrunken->interval.low < shrunken->estimate);
        CHECK(shrunken->interval.high > shrunken->estimate);
    }
    std::vector<Count> turned(people.rbegin(), people.rend());
    const auto again = metrics::spread_of(turned);
    CHECK(again->rate == spread->rate);
    CHECK(again->weight == spread->weight);
}

TEST_CASE("control limits hold what they say, and narrow with volume") {
    for (const std::uint64_t n : {5u, 30u, 200u, 2000u}) {
        const auto inner = metrics::binomial_limits(n, 0.3, 0.95), outer = metrics::binomial_limits(n, 0.3, 0.998);
        CHECK(inner.low >= outer.low);
        CHECK(inner.high <= outer.high);
        CHECK(inner.low <= 0.3);
        CHECK(inner.high >= 0.3);
    }
    CHECK(metrics::binomial_limits(2000, 0.3, 0.95).high < metrics::binomial_limits(200, 0.3, 0.95).high);
    // R: qbinom(c(.025, .975), 2000, .3) / 2000
    CHECK(near(metrics::binomial_limits(2000, 0.3, 0.95).low, 560.0 / 2000, 1e-3));
    CHECK(near(metrics::binomial_limits(2000, 0.3, 0.95).high, 640.0 / 2000, 1e-3));
}
