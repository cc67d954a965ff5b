// How far raters agree: what statsmodels says of 200 tables, raters that are known, and what is not told.
#include "metrics/agreement.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/random.h"

using metrics::Weights;

// tests/oracles/agreement.py made the cases and says what their keys are.
TEST_CASE("agreement: what statsmodels says of 200 tables") {
    using Json = nlohmann::json;
    std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/tests/data/oracles/agreement.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Json cases = Json::parse(text, nullptr, false);
    REQUIRE(cases.is_array());
    REQUIRE(cases.size() == 200);
    for (std::size_t number = 0; number < cases.size(); ++number) {
        CAPTURE(number);
        const Json& c = cases[number];
        const auto table = c["table"].get<std::vector<std::uint32_t>>();
        const auto scores = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(table.size()))));
        for (const auto& [name, weights] : {std::pair{"linear", Weights::linear}, {"quadratic", Weights::quadratic}}) {
            const auto ours = metrics::agreement(table, scores, weights);
            REQUIRE(ours.weighted.has_value() == c[name].is_array());
            if (!ours.weighted) continue;
            CHECK(std::abs(ours.weighted->kappa - c[name][0].get<double>()) < 1e-9);
            // Its square is a difference of two that are nearly alike where raters agree nearly always.
            CHECK(std::abs(ours.weighted->standard_error - c[name][1].get<double>()) < 1e-7);
        }
    }
}

TEST_CASE("agreement: known raters") {
    const auto of = [](std::vector<std::uint32_t> table) { return metrics::agreement(table, 3, Weights::linear); };
    const auto same = of({10, 0, 0, 0, 10, 0, 0, 0, 10});
    CHECK(same.items == 30);
    CHECK(same.same == 30);
    CHECK(same.weighted->kappa == doctest::Approx(1));
    CHECK(same.weighted->standard_error == doctest::Approx(0));
    CHECK(of({10, 10, 10, 10, 10, 10, 10, 10, 10}).weighted->kappa == doctest::Approx(0));
    CHECK(of({0, 0, 15, 0, 0, 0, 15, 0, 0}).weighted->kappa == doctest::Approx(-1));
    CHECK(!of({30, 0, 0, 0, 0, 0, 0, 0, 0}).weighted);  // one score only
    const auto few = of({10, 0, 0, 0, 9, 0, 0, 0, 0});
    CHECK(few.few());
    CHECK(!few.weighted);
    CHECK(few.same == 19);
    CHECK(metrics::agreement({}, 0, Weights::linear).few());
}

TEST_CASE("agreement: how often its 95 % hold the truth") {
    // Raters that copy with probability 0.6 and else draw anew from the same scores: κ is 0.6 with any weights.
    base::Random random(11);
    int held = 0;
    constexpr int runs = 2'000;
    for (int run = 0; run < runs; ++run) {
        std::vector<std::uint32_t> table(25);
        for (int item = 0; item < 200; ++item) {
            const std::uint32_t first = random.below(5);
            ++table[first * 5 + (random.unit() < 0.6 ? first : random.below(5))];
        }
        const auto kappa = *metrics::agreement(table, 5, Weights::quadratic).weighted;
        held += std::abs(kappa.kappa - 0.6) <= 1.959963984540054 * kappa.standard_error;
    }
    MESSAGE("agreement: ", held, " of ", runs, " intervals of 95 % hold the truth");
    CHECK(held > 0.93 * runs);
    CHECK(held < 0.97 * runs);
}
