// The figures "calls" and "call" through the engine: whose a call is, which calls a filter chooses, what a group's figures are.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "engine/codec.h"
#include "engine/engine.h"
#include "engine/figures/behaviour.h"
#include "engine/figures/calls.h"
#include "engine/figures/coaching.h"
#include "engine/figures/quality.h"
#include "engine/figures/search.h"
#include "engine/figures/topics.h"
#include "loading.h"

namespace {

// Two reps of one role, one of two roles; four calls with turns, one without, one where nobody is told apart.
const char* const team = R"({"septet":1,"exported_at":"2026-03-01T00:00:00Z","timezone":"UTC",
"stages":[{"id":"talk","role":"lead_nurturer"},{"id":"offer","role":"closer"}],
"people":[{"id":"ann","roles":["lead_nurturer"],"team":"north"},{"id":"bob","roles":["lead_nurturer"],"team":"south"},
          {"id":"cid","roles":["lead_nurturer","closer"]}],
"deals":[{"id":"d1","source":"ads","history":[{"stage":"talk","at":"2026-01-02","owner":"ann"},{"stage":"offer","at":"2026-02-01","owner":"cid"}]}],
"calls":[
 {"id":"1","at":"2026-01-05T00:00:00Z","duration_s":100,"person":"ann","deal":"d1","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":60,"text":"a b c d e f g h i j"},{"speaker":"c","start_s":61,"end_s":81},{"speaker":"r","start_s":83,"end_s":100}]},
 {"id":"2","at":"2026-01-06T00:00:00Z","person":"ann","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":10},{"speaker":"c","start_s":10,"end_s":40}]},
 {"id":"3","at":"2026-01-07T00:00:00Z","person":"bob","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"c","start_s":0,"end_s":10},{"speaker":"r","start_s":14,"end_s":24}]},
 {"id":"4","at":"2026-02-07T00:00:00Z","person":"cid","deal":"d1","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":30},{"speaker":"c","start_s":30,"end_s":40}]},
 {"id":"5","at":"2026-01-08T00:00:00Z","person":"bob","duration_s":30},
 {"id":"6","at":"2026-01-09T00:00:00Z","speakers":[{"id":"x","side":"rep","person":"bob"}],"turns":[{"speaker":"x","start_s":0,"end_s":9}]}]})";

struct Company {
    engine::Engine engine{tests::find_zone, tests::no_budget};
    Company() { REQUIRE(tests::load_text(engine, team).state == engine::LoadEvent::State::done); }
    engine::CallsAnswer calls(engine::Question question) const { return *engine::calls(engine.loaded(), question); }
};

const engine::CallMeasure& measure(const engine::CallRow& row, std::string_view id) {
    for (const engine::CallMeasure& one : row.measures)
        if (one.id == id) return one;
    FAIL("no such measure");
    return row.measures.front();
}

}  // namespace

TEST_CASE("calls by role: the mean of the calls' ratios, the pooled one beside it, and those that cannot say") {
    const Company company;
    const auto answer = company.calls({});
    REQUIRE(answer.head.refused.empty());
    CHECK(answer.all.calls == 6);
    CHECK(answer.all.timed == 4);
    CHECK(answer.all.no_turns == 1);
    CHECK(answer.all.one_speaker == 1);
    REQUIRE(answer.rows.size() == 2);
    const engine::CallRow& nurturers = answer.rows[0];
    CHECK(nurturers.keys == engine::Keys{"lead_nurturer"});
    CHECK(nurturers.calls == 5);  // bob's two that say nothing are his all the same
    CHECK(nurturers.timed == 3);
    const auto& talk = measure(nurturers, "talk_ratio");
    CHECK(talk.n == 3);
    CHECK(*talk.mean == doctest::Approx((77.0 / 97 + 10.0 / 40 + 10.0 / 20) / 3));
    CHECK(*talk.median == doctest::Approx(0.5));
    CHECK(*talk.quartile1 == doctest::Approx(0.25));
    CHECK(*nurturers.pooled_talk_ratio == doctest::Approx(97.0 / 157));
    CHECK(*measure(nurturers, "patience_s").mean == doctest::Approx((2.0 + 4.0) / 2));  // ann's first and bob's
    CHECK(*measure(nurturers, "words_per_min").mean == doctest::Approx(10 / (77.0 / 60)));
    CHECK(measure(nurturers, "words_per_min").n == 1);
    CHECK(measure(nurturers, "characters_per_min").n == 0);
    CHECK(!measure(nurturers, "characters_per_min").mean);
    CHECK(*measure(nurturers, "silence_share").mean == doctest::Approx((0.0 + 0.0 + 4.0 / 24) / 3));
    CHECK(answer.rows[1].keys == engine::Keys{"closer"});  // two roles: by the stage in which the deal stood
    CHECK(answer.rows[1].calls == 1);
}

TEST_CASE("calls: filters choose by the call's day, its rep, its deal") {
    const Company company;
    engine::Question question;
    question.by = {engine::By::person};
    question.filter.entered = {"2026-01-06", "2026-01-08"};
    CHECK(company.calls(question).all.calls == 2);
    question.filter = {};
    question.filter.team = {"north"};
    CHECK(company.calls(question).rows.size() == 1);
    question.filter = {};
    question.filter.source = {"ads"};
    CHECK(company.calls(question).all.calls == 2);
    question.filter.stage = {"offer"};
    CHECK(company.calls(question).all.calls == 1);
    question.filter = {};
    question.filter.exit = {engine::Exit::lost};
    CHECK(company.calls(question).head.refused == "chosen_by_exit");
    // A filter and its complement add up.
    question.filter = {};
    question.filter.person = {"ann", "cid"};
    const auto some = company.calls(question).all.calls;
    question.filter.person = {"bob", ""};
    CHECK(some + company.calls(question).all.calls == 6);
}

TEST_CASE("calls: other rules, other figures") {
    Company company;
    engine::Question question;
    question.call_rules.silence_ms = 2'000;
    CHECK(*measure(company.calls(question).rows[0], "silence_share").mean ==
          doctest::Approx((2.0 / 100 + 0 + 4.0 / 24) / 3));
    question.call_rules.merge_ms = 30'000;
    CHECK(*measure(company.calls(question).rows[0], "longest_monologue_s").quartile3 == doctest::Approx(100));
    CHECK(company.engine.ask(R"({"figure":"calls","call_rules":{"merge":1}})").find("question_unknown_key") !=
          std::string::npos);
}

TEST_CASE("the list of calls: newest first, pages, with a transcript or all, as many as the figures count") {
    const Company company;
    engine::Question question;
    const auto list = [&] { return *engine::call_list(company.engine.loaded(), question); };
    const auto ids = [&] {
        std::string text;
        for (const engine::CallLine& line : list().rows) text += line.id;
        return text;
    };
    CHECK(ids() == "465321");
    CHECK(list().total == company.calls({}).all.calls);
    question.spoken = true;
    CHECK(ids() == "46321");
    question.offset = 1;
    question.limit = 2;
    CHECK(ids() == "63");
    CHECK(list().total == 5);
    question.offset = 4'000'000'000u;
    CHECK(ids().empty());
    question = {};
    question.filter.person = {"ann"};
    REQUIRE(ids() == "21");
    const engine::CallLine line = list().rows[1];
    CHECK(line.at == "2026-01-05T00:00:00+00:00");
    CHECK(line.role == "lead_nurturer");
    CHECK(line.deal == "d1");
    CHECK(line.duration_ms == 100'000);
    CHECK(*line.talk_ratio == doctest::Approx(77.0 / 97));
    question = {};
    CHECK(list().rows[1].doubt == "one_speaker");
    CHECK(!list().rows[1].talk_ratio);
    question.limit = 100'000;
    CHECK(engine::call_list(company.engine.loaded(), question).error().code == base::ErrorCode::question_bad_value);
    question = {};
    question.filter.exit = {engine::Exit::lost};
    CHECK(list().head.refused == "chosen_by_exit");
}

TEST_CASE("calls: the range is of people with five calls each") {
    std::string text =
        R"({"septet":1,"stages":[{"id":"talk","role":"closer"}],"people":[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"},{"id":"e"},{"id":"f"}],"calls":[)";
    int number = 0;
    const auto call = [&](const char* person, int rep) {
        const std::string n = std::to_string(rep);
        text +=
            std::string(number ? "," : "") + R"({"id":")" + std::to_string(number) +
            R"(","at":"2026-01-05T00:00:00Z","role":"closer","person":")" + person +
            R"(","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],"turns":[{"speaker":"r","start_s":0,"end_s":)" +
            n + R"(},{"speaker":"c","start_s":)" + n + R"(,"end_s":10}]})";
        ++number;
    };
    for (int i = 0; i < 5; ++i) call("a", 2);
    for (int i = 0; i < 5; ++i) call("b", 4);
    for (int i = 0; i < 6; ++i) call("c", 6);
    for (int i = 0; i < 4; ++i) call("d", 9);  // too few
    engine::Question question;
    question.by = {engine::By::person};
    {
        engine::Engine few(tests::find_zone, tests::no_budget);
        REQUIRE(tests::load_text(few, text + "]}").state == engine::LoadEvent::State::done);
        const auto answer = engine::calls(few.loaded(), question);
        REQUIRE(answer);
        REQUIRE(!answer->ranges.empty());
        const engine::CallMeasure& talk = answer->ranges.front();
        CHECK(talk.n == 3);  // and with fewer than five there is no range
        CHECK(!talk.mean);
        CHECK(!talk.quartile1);
    }
    for (int i = 0; i < 5; ++i) call("e", 3);
    for (int i = 0; i < 5; ++i) call("f", 5);
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, text + "]}").state == engine::LoadEvent::State::done);
    const auto answer = engine::calls(engine.loaded(), question);
    REQUIRE(answer);
    const auto talk = std::find_if(answer->ranges.begin(), answer->ranges.end(),
                                   [](const auto& one) { return one.id == "talk_ratio"; });
    REQUIRE(talk != answer->ranges.end());
    CHECK(talk->n == 5);  // 0.2, 0.3, 0.4, 0.5, 0.6
    CHECK(*talk->mean == doctest::Approx(0.4));
    CHECK(*talk->quartile1 == doctest::Approx(0.3));
    CHECK(*talk->quartile3 == doctest::Approx(0.5));
}

TEST_CASE("one call, turn by turn") {
    const Company company;
    engine::Question question;
    question.call = "1";
    const auto answer = engine::call(company.engine.loaded(), question);
    REQUIRE(answer);
    CHECK(answer->person == "ann");
    CHECK(answer->deal == "d1");
    CHECK(answer->stage == "talk");
    CHECK(answer->role == "lead_nurturer");
    CHECK(answer->duration_ms == 100'000);
    REQUIRE(answer->said.size() == 3);
    CHECK(answer->said[1].start_ms == 61'000u);
    CHECK(answer->speakers[answer->said[1].speaker].side == "customer");
    question.offset = 2;
    CHECK(engine::call(company.engine.loaded(), question)->said.size() == 1);
    question.offset = 4'000'000'000u;
    CHECK(engine::call(company.engine.loaded(), question)->said.empty());
    question.call = "nobody";
    CHECK(engine::call(company.engine.loaded(), question).error().code == base::ErrorCode::question_bad_value);
}

TEST_CASE("a later file replaces a call's turns and keeps its other fields") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, team).state == engine::LoadEvent::State::done);
    const char* const more = R"({"septet":1,"calls":[{"id":"1","at":"2026-01-05T00:00:00Z","language":"en",
        "turns":[{"speaker":"r","start_s":0,"end_s":10,"text":"new"},{"speaker":"c","start_s":10,"end_s":20}],
        "speakers":[{"id":"c","side":"customer"},{"id":"r","side":"rep"}]}]})";
    REQUIRE(tests::load(engine, {{"more.json", more}}, true).state == engine::LoadEvent::State::done);
    engine::Question question;
    question.call = "1";
    const auto answer = engine::call(engine.loaded(), question);
    REQUIRE(answer->said.size() == 2);
    CHECK(answer->said[0].text == "new");
    CHECK(answer->speakers[answer->said[0].speaker].side == "rep");
    CHECK(answer->person == "ann");
    CHECK(answer->duration_ms == 100'000);
    question.call = "2";
    CHECK(engine::call(engine.loaded(), question)->said.size() == 2);
}

namespace {

// The page reads exactly what the worker wrote.
template <class Answer>
void check_comes_back(engine::Engine& engine, const std::string& question) {
    CAPTURE(question);
    const std::string told = engine.ask(question);
    const auto read = engine::read<Answer>(told);
    REQUIRE(read);
    CHECK(engine::write(*read) == told);
}

}  // namespace

TEST_CASE("answers about calls come back from their JSON whole, also lists with gaps") {
    Company company;
    // Ann has calls in January alone, Cid in February: her February is a gap.
    const std::string coaching = company.engine.ask(R"({"figure":"coaching"})");
    CHECK(coaching.find("null") != std::string::npos);
    check_comes_back<engine::CoachingAnswer>(company.engine, R"({"figure":"coaching"})");
    check_comes_back<engine::CallsAnswer>(company.engine, R"({"figure":"calls","by":["person","month"]})");
    check_comes_back<engine::CallAnswer>(company.engine, R"({"figure":"call","call":"1","text":"b"})");
    check_comes_back<engine::CallListAnswer>(company.engine, R"({"figure":"call_list"})");
    check_comes_back<engine::TopicsAnswer>(company.engine, R"({"figure":"topics","by":["stage"]})");
    check_comes_back<engine::QualityAnswer>(company.engine, R"({"figure":"quality","by":["role"]})");
    check_comes_back<engine::BehaviourAnswer>(company.engine, R"({"figure":"behaviour"})");
    check_comes_back<engine::SearchAnswer>(company.engine, R"({"figure":"search","text":"e f"})");
}

TEST_CASE("an answer with a value that does not fit is an error, never half an answer") {
    const auto read = engine::read<engine::CallListAnswer>(R"({"total":1,"rows":[{"id":"a","turns":"many"}]})");
    REQUIRE(!read);
    CHECK(read.error().code == base::ErrorCode::question_bad_value);
}
