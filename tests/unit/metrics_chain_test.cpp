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

TEST_CASE("by hand: two periods of three months, one role worse") {
    // January to March: 4 leads, 4 to the closer, 2 won. April to June: 4 leads, 2 to the closer, 1 won.
    std::string text = head;
    int number = 0;
    const auto deal = [&](const char* month, int stages) {
        text +=
            std::string(number ? "," : "") + R"({"id":"d)" + std::to_string(number) + R"(","value":100,"history":[)";
        const char* const ids[] = {"a", "b", "c", "w"};
        for (int stage = 0; stage < stages; ++stage)
            text += std::string(stage ? "," : "") + R"({"stage":")" + ids[stage] + R"(","at":"2026-)" + month + "-0" +
                    std::to_string(stage + 1) + "\"}";
        text += "]}";
        ++number;
    };
    for (const int stages : {4, 4, 3, 3}) deal("01", stages);
    for (const int stages : {4, 3, 2, 2}) deal("05", stages);
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, text + "]}");
    const auto answer = engine::chain(engine.loaded(), {});
    REQUIRE(answer);
    CHECK(answer->period == engine::Days{"2026-04-01", "2026-07-01"});
    CHECK(answer->before == engine::Days{"2026-01-01", "2026-04-01"});
    CHECK(answer->won_before == 2);
    CHECK(answer->won_after == 1);
    CHECK(answer->value_after == 10'000);
    REQUIRE(answer->rows.size() == 3);
    CHECK(answer->entries_change == doctest::Approx(0));
    CHECK(answer->rows[0].pass_after == doctest::Approx(1));
    CHECK(answer->rows[1].role == "lead_nurturer");
    CHECK(answer->rows[1].pass_before == doctest::Approx(1));
    CHECK(answer->rows[1].pass_after == doctest::Approx(0.5));
    CHECK(answer->rows[1].change == doctest::Approx(-1));
    CHECK(answer->rows[2].change == doctest::Approx(0));
    engine::Question of_a_person;
    of_a_person.filter.person = {"x"};
    CHECK(engine::chain(engine.loaded(), of_a_person)->head.refused == "whole_chain_only");
    engine::Question wrong;
    wrong.period = {"2026-04-01", "2026-03-01"};
    CHECK(engine::chain(engine.loaded(), wrong).error().path == "period");
    engine::Question empty;
    empty.period = {"2025-01-01", "2025-02-01"};
    CHECK(engine::chain(engine.loaded(), empty)->head.refused == "period_outside_data");
    empty.period = {"2026-04-01", "2026-05-01"};
    CHECK(engine::chain(engine.loaded(), empty)->head.refused == "too_thin");
    engine::Question young;  // the data end in July
    young.period = {"2026-04-01", "2026-08-01"};
    young.before = {"2026-01-01", "2026-04-01"};
    CHECK(engine::chain(engine.loaded(), young)->head.refused == "period_outside_data");
}

TEST_CASE("roles and entries sum to the change, of the whole and of each source") {
    base::Random random(99);
    for (int i = 0; i < 40; ++i) {
        engine::Engine engine(tests::find_zone, tests::no_budget);
        tests::load_text(engine, random_company(random, 300));
        std::uint64_t won = 0;
        for (const std::vector<std::string>& source : {std::vector<std::string>{}, {"s0"}, {"s1"}}) {
            engine::Question question;
            question.filter.source = source;
            const auto answer = engine::chain(engine.loaded(), question);
            REQUIRE(answer);
            REQUIRE(answer->head.refused.empty());
            double sum = answer->entries_change;
            for (const engine::ChainRow& row : answer->rows) sum += row.change;
            CHECK(std::abs(sum - (static_cast<double>(answer->won_after) - static_cast<double>(answer->won_before))) <
                  1e-9);
            won = source.empty() ? answer->won_after : won - answer->won_after;
            const auto again = engine::read<engine::ChainAnswer>(engine::write(*answer));
            CHECK(engine::write(*again) == engine::write(*answer));
        }
        CHECK(won == 0);
    }
}
