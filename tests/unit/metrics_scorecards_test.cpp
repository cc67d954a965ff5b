// The figure "scorecards": means by item and rater, quality, and how far people and machines agree.
#include <doctest/doctest.h>

#include <cmath>

#include <string>

#include "engine/figures/scorecards.h"
#include "loading.h"
#include "metrics/scorecards.h"

namespace {

// `calls` calls, each scored by a person and by a machine: 1 to 3 points, the machine one too many in every `wrong`th.
std::string scored(int calls, int wrong = 4) {
    std::string text = R"({"septet":1,"calls":[)";
    for (int i = 0; i < calls; ++i) {
        const int human = 1 + i % 3, ai = i % wrong == 0 && human < 3 ? human + 1 : human;
        const auto card = [](const char* rater, int score) {
            return std::string(R"({"name":"QA","rater":")") + rater + R"(","items":[{"label":"need","max":3,"score":)" +
                   std::to_string(score) +
                   R"(},{"label":"law","critical":true,"max":1,"score":1},{"label":"price","not_applicable":true}]})";
        };
        text += std::string(i == 0 ? "" : ",") + R"({"id":")" + std::to_string(i) + R"(","at":"2026-01-0)" +
                std::to_string(1 + i % 9) + R"(T00:00:00Z","scorecards":[)" + card("human", human) + "," +
                card("ai", ai) + "]}";
    }
    return text + "]}";
}

engine::ScorecardsAnswer answer_of(const std::string& text, engine::Question question = {}) {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, text).state == engine::LoadEvent::State::done);
    return *engine::scorecards(engine.loaded(), question);
}

}  // namespace

TEST_CASE("scorecards: people and machines apart, item by item") {
    const auto answer = answer_of(scored(24));
    CHECK(answer.calls == 24);
    CHECK(answer.cards == 48);
    REQUIRE(answer.rows.size() == 6);
    const engine::ScoreRow& machine = answer.rows[3];  // law, need, price: the human one first
    const engine::ScoreRow& human = answer.rows[2];
    CHECK(human.item == "need");
    CHECK(human.rater == "human");
    CHECK(human.n == 24);
    CHECK(*human.mean == doctest::Approx(2));
    CHECK(*human.max == 3);
    // s² = 24 · (2/3) / 23, t(23; 0.975) = 2.068658
    CHECK(*human.high == doctest::Approx(2 + 2.068658 * std::sqrt(24.0 * 2 / 3 / 23 / 24)));
    CHECK(machine.rater == "ai");
    CHECK(*machine.mean == doctest::Approx(2 + 4.0 / 24));
    CHECK(answer.rows[4].not_applicable == 24);
    CHECK(!answer.rows[4].mean);
    CHECK(!answer.rows[0].low);  // all the same: no interval of nothing
    REQUIRE(answer.quality.size() == 2);
    CHECK(*answer.quality[0].mean == doctest::Approx(100.0 * (2 + 1) / 4));
}

TEST_CASE("scorecards: agreement is kappa, or why there is none") {
    const auto answer = answer_of(scored(24));
    REQUIRE(answer.agreement.size() == 2);
    CHECK(answer.agreement[0].item == "law");
    CHECK(answer.agreement[0].why_not == "one_score");
    CHECK(answer.agreement[0].same == 24);
    const engine::AgreementRow& need = answer.agreement[1];
    CHECK(need.both == 24);
    CHECK(need.same == 20);
    // Observed 1 − 4/24 · ½; by chance with the machine's margins 6, 8, 10 of 24 and thirds: 1 − Σ w̄.
    const double observed = 1 - 4.0 / 24 / 2;
    const double chance = ((6 * (1 + 0.5 + 0) + 8 * (0.5 + 1 + 0.5) + 10 * (0 + 0.5 + 1)) / 24.0) / 3;
    CHECK(*need.kappa == doctest::Approx((observed - chance) / (1 - chance)));
    CHECK(*need.low < *need.kappa);
    CHECK(answer_of(scored(19)).agreement[1].why_not == "few");
    // No more than full agreement, also where the normal interval would say so.
    const engine::AgreementRow nearly = answer_of(scored(24, 20)).agreement[1];
    CHECK(nearly.same == 23);
    CHECK(*nearly.kappa < 1);
    CHECK(*nearly.high == 1);
}

TEST_CASE("scorecards: a filter chooses calls; without scorecards the figure is refused") {
    engine::Question question;
    question.filter.entered = {"2026-01-01", "2026-01-03"};
    CHECK(answer_of(scored(18), question).calls == 4);
    CHECK(answer_of(R"({"septet":1,"calls":[]})").head.refused == "no_scorecards");
    const auto answer = answer_of(scored(24));
    CHECK(engine::write(*engine::read<engine::ScorecardsAnswer>(engine::write(answer))) == engine::write(answer));
}

TEST_CASE("scorecards: a later file's replace those that a call had") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, scored(2)).state == engine::LoadEvent::State::done);
    const char* const anew =
        R"({"septet":1,"calls":[{"id":"0","at":"2026-01-01T00:00:00Z","scorecards":[{"name":"QA","rater":"human","score":7}]}]})";
    REQUIRE(tests::load(engine, {{"b", anew}}, true).state == engine::LoadEvent::State::done);
    const auto answer = *engine::scorecards(engine.loaded(), {});
    CHECK(answer.cards == 3);
    CHECK(answer.rows[0].item.empty());
    CHECK(*answer.rows[0].mean == 7);
}

TEST_CASE("the mean of few scores has no interval, and of none no value") {
    CHECK(!metrics::mean_of({}).mean);
    CHECK(*metrics::mean_of({1, 2}).mean == doctest::Approx(1.5));
    CHECK(!metrics::mean_of({1, 2}).interval);
}
