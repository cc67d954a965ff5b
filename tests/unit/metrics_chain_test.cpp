// The change of what was won, by role: values computed by others, and sums that are exact.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/codec.h"
#include "engine/figures/chain.h"
#include "loading.h"
#include "metrics/chain.h"

namespace {

constexpr const char* head =
    R"({"septet":1,"timezone":"UTC","currency":"CNY","exported_at":"2026-07-15","stages":[{"id":"a","role":"marketer"},{"id":"b","role":"lead_nurturer"},{"id":"c","role":"closer"},{"id":"w","role":"customer_support","outcome":"won"}],"deals":[)";

std::string day_text(std::uint32_t day) {  // of 2026, from January on
    const base::Date date = base::date_from_days(20'454 + static_cast<std::int64_t>(day));
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return text;
}

std::string random_company(base::Random& random, int deals) {
    std::string text = head;
    for (int d = 0; d < deals; ++d) {
        std::uint32_t day = random.below(185);
        text += std::string(d ? "," : "") + R"({"id":"d)" + std::to_string(d) + R"(","source":"s)" +
                std::to_string(random.below(2)) + R"(","value":10.5,"history":[)";
        const char* const stages[] = {"a", "b", "c", "w"};
        for (std::size_t stage = 0; stage < 4; ++stage) {
            text +=
                std::string(stage ? "," : "") + R"({"stage":")" + stages[stage] + R"(","at":")" + day_text(day) + "\"}";
            day += random.below(6);
            if (random.below(4) == 0) break;
        }
        text += "]}";
    }
    return text + "]}";
}

}  // namespace

TEST_CASE("the change of a product by its factors: as computed by others") {
    const std::vector<double> before{1000, 0.5, 0.4, 0.6, 0.7, 0.25, 0.9},
        after{1100, 0.52, 0.3, 0.62, 0.69, 0.27, 0.9};
    const double expected[] = {1.766, 0.726, -5.32, 0.607, -0.266, 1.426, 0};
    const auto shares = metrics::shapley_of_product(before, after);
    REQUIRE(shares.size() == 7);
    double sum = 0;
    for (std::size_t i = 0; i < 7; ++i) {
        CHECK(std::abs(shares[i] - expected[i]) < 6e-4);
        sum += shares[i];
    }
    CHECK(std::abs(sum - (17.839 - 18.9)) < 5e-4);
    CHECK(metrics::shapley_of_product({}, {}).empty());
    // Two factors, by hand: half of each one's change at the other's old and half at its new value.
    const auto two = metrics::shapley_of_product(std::vector<double>{10, 0.5}, std::vector<double>{20, 0.25});
    CHECK(two[0] == doctest::Approx(10 * (0.5 + 0.25) / 2));
    CHECK(two[1] == doctest::Approx(-0.25 * 15));
}

TEST_CASE("the mean logarithm weights say nearly the same, as computed by others") {
    // B. Ang's additive LMDI (Energy Policy 32, 2004): L(after, before) · ln(after/before) of each factor.
    const std::vector<double> before{1000, 0.5, 0.4, 0.6, 0.7, 0.25, 0.9},
        after{1100, 0.52, 0.3, 0.62, 0.69, 0.27, 0.9};
    const double expected[] = {1.75, 0.72, -5.283, 0.602, -0.264, 1.413, 0};
    const double weight = (17.839 - 18.9) / std::log(17.839 / 18.9);
    const auto shares = metrics::shapley_of_product(before, after);
    for (std::size_t i = 0; i < 7; ++i) {
        const double lmdi = weight * std::log(after[i] / before[i]);
        CHECK(std::abs(lmdi - expected[i]) < 1e-3);
        CHECK(std::abs(shares[i] - lmdi) < 0.04);
    }
}

TEST_CASE("won of a chain is the product of its steps, and no step can be taken away, as computed by others") {
    metrics::ChainCohort cohort;
    cohort.reached = {10'000, 5'000, 2'000, 1'200, 840};
    cohort.won = 210;
    double product = 1;
    const auto factors = cohort.factors();
    for (std::size_t k = 1; k < factors.size(); ++k) product *= factors[k];
    CHECK(product == doctest::Approx(0.021).epsilon(1e-9));
    for (std::size_t gone = 1; gone < factors.size(); ++gone) {
        double without = 1;
        for (std::size_t k = 1; k < factors.size(); ++k) without *= k == gone ? 0 : factors[k];
        CHECK(1 - without / product == doctest::Approx(1));  // every step's removal effect is 1: it says nothing
    }
}

TEST_CASE("by hand: two periods of three months, one role worse") {
    // Each line: how many deals of a month came so far (1: a … 4: won), times 30.
    std::string text = head;
    int number = 0;
    const auto deals = [&](const char* month, int stages, int count, int first = 0) {
        for (int i = 0; i < count; ++i) {
            text += std::string(number ? "," : "") + R"({"id":"d)" + std::to_string(number) +
                    R"(","value":100,"history":[)";
            const char* const ids[] = {"a", "b", "c", "w"};
            for (int stage = first; stage < stages; ++stage)
                text += std::string(stage > first ? "," : "") + R"({"stage":")" + ids[stage] + R"(","at":"2026-)" +
                        month + "-0" + std::to_string(stage + 1) + "\"}";
            text += "]}";
            ++number;
        }
    };
    // January: 120 come, 120 to b, 120 to c, 60 won. May: 120 come, 120 to b, 60 to c, 30 won; and 5 that begin at c, 2 of them won.
    deals("01", 4, 60);
    deals("01", 3, 60);
    deals("05", 4, 30);
    deals("05", 3, 30);
    deals("05", 2, 60);
    deals("05", 4, 2, 2);
    deals("05", 3, 3, 2);
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, text + "]}");
    const auto answer = engine::chain(engine.loaded(), {});
    REQUIRE(answer);
    REQUIRE(answer->head.refused.empty());
    CHECK(answer->horizon_days == 7);  // all wins come on the fourth day
    CHECK(answer->period == engine::Days{"2026-04-01", "2026-07-01"});
    CHECK(answer->before == engine::Days{"2026-01-01", "2026-04-01"});
    CHECK(answer->won_before == 60);
    CHECK(answer->won_after == 30);
    CHECK(answer->value_after == 300'000);
    CHECK(answer->beside_after == 5);
    CHECK(answer->beside_won_after == 2);
    REQUIRE(answer->rows.size() == 3);
    CHECK(answer->entries_change == doctest::Approx(0));
    CHECK(answer->rows[0].after.estimate == doctest::Approx(1));
    CHECK(answer->rows[1].role == "lead_nurturer");
    CHECK(answer->rows[1].before.hits == 120);
    CHECK(answer->rows[1].after.hits == 60);
    CHECK(answer->rows[1].after.of == 120);
    CHECK(answer->rows[1].differs);
    CHECK(answer->rows[1].change == doctest::Approx(-30));
    CHECK(answer->rows[1].value_change_minor == doctest::Approx(-300'000));
    CHECK(answer->rows[2].change == doctest::Approx(0));
    CHECK(!answer->rows[2].differs);
    CHECK(answer->value_per_win_change_minor == doctest::Approx(0));
    engine::Question question;
    question.filter.person = {"x"};
    CHECK(engine::chain(engine.loaded(), question)->head.refused == "whole_chain_only");
    question = {};
    question.period = {"2026-04-01", "2026-03-01"};
    CHECK(engine::chain(engine.loaded(), question).error().path == "period");
    question.period = {"2025-01-01", "2025-02-01"};
    CHECK(engine::chain(engine.loaded(), question)->head.refused == "period_outside_data");
    question.period = {"2026-04-01", "2026-05-01"};
    CHECK(engine::chain(engine.loaded(), question)->head.refused == "too_thin");
    question.period = {"2026-04-01", "2026-07-10"};  // the data end on 15 July, a week is waited
    question.before = {"2026-01-01", "2026-04-01"};
    CHECK(engine::chain(engine.loaded(), question)->head.refused == "period_too_young");
    question.period = {"2026-04-01", "2026-07-01"};
    question.horizon_days = 30;
    CHECK(engine::chain(engine.loaded(), question)->head.refused == "period_too_young");
}

TEST_CASE("a closed cohort's chain does not move when later data arrive") {
    base::Random random(7);
    const std::string company = random_company(random, 3000);
    const auto asked = [&](const std::string& exported) {
        std::string text = company;
        text.replace(text.find("2026-07-15"), 10, exported);
        engine::Engine engine(tests::find_zone, tests::no_budget);
        tests::load_text(engine, text);
        engine::Question question;
        question.period = {"2026-03-01", "2026-05-01"};
        question.horizon_days = 30;
        auto answer = engine::chain(engine.loaded(), question);
        REQUIRE(answer);
        CHECK(answer->head.refused.empty());
        answer->head = {};
        return engine::write(*answer);
    };
    CHECK(asked("2026-06-01") == asked("2026-07-15"));
}

TEST_CASE("roles and entries sum to the change, of the whole and of each source") {
    base::Random random(99);
    for (int i = 0; i < 25; ++i) {
        engine::Engine engine(tests::find_zone, tests::no_budget);
        tests::load_text(engine, random_company(random, 2000));
        std::uint64_t won = 0;
        for (const std::vector<std::string>& source : {std::vector<std::string>{}, {"s0"}, {"s1"}}) {
            engine::Question question;
            question.filter.source = source;
            const auto answer = engine::chain(engine.loaded(), question);
            REQUIRE(answer);
            REQUIRE(answer->head.refused.empty());
            double sum = answer->entries_change;
            double value = *answer->entries_value_change_minor + *answer->value_per_win_change_minor;
            for (const engine::ChainRow& row : answer->rows) {
                sum += row.change;
                value += *row.value_change_minor;
                for (const engine::Rate* rate : {&row.before, &row.after}) CHECK(rate->hits <= rate->of);
            }
            CHECK(value == doctest::Approx(static_cast<double>(answer->value_after - answer->value_before)));
            CHECK(std::abs(sum - (static_cast<double>(answer->won_after) - static_cast<double>(answer->won_before))) <
                  1e-9);
            won = source.empty() ? answer->won_after : won - answer->won_after;
            const auto again = engine::read<engine::ChainAnswer>(engine::write(*answer));
            CHECK(engine::write(*again) == engine::write(*answer));
        }
        CHECK(won == 0);
    }
}
