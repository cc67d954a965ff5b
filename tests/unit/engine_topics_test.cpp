// Dictionaries and the figure "topics": what is read and refused, whose mentions are counted, in which calls, and what is told of them.
#include <doctest/doctest.h>

#include <string>

#include "base/limits.h"
#include "engine/dictionary.h"
#include "engine/engine.h"
#include "engine/figures/calls.h"
#include "engine/figures/topics.h"
#include "loading.h"

namespace {

const char* const own = R"({"topics":[
 {"id":"price","name":{"zh":"价格","en":"Price"},"phrases":["how much","expensive","too expensive","多少钱","贵"]},
 {"id":"step","phrases":["next week","how much"]}],"fillers":["um","you know","嗯"]})";

// Four calls with words, one without: both languages, one of a lost deal, one without times, one of nobody known.
const char* const calls_of_two = R"({"septet":1,"exported_at":"2026-04-01T00:00:00Z","timezone":"UTC",
"stages":[{"id":"talk","role":"closer"},{"id":"offer","role":"closer"}],
"people":[{"id":"ann","roles":["closer"]},{"id":"bob","roles":["closer"]}],
"deals":[{"id":"d1","history":[{"stage":"talk","at":"2026-01-02","owner":"ann"},{"stage":"offer","at":"2026-02-01","owner":"ann"}]},
         {"id":"d2","status":"lost","closed_at":"2026-02-20","history":[{"stage":"talk","at":"2026-01-02","owner":"bob"}]}],
"calls":[
 {"id":"1","at":"2026-01-05T00:00:00Z","person":"ann","deal":"d1","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":10,"text":"Um, hello. You know, um, hi there"},
           {"speaker":"c","start_s":10,"end_s":20,"text":"HOW MUCH? Too expensive!"},
           {"speaker":"r","start_s":20,"end_s":30,"text":"Not expensive, let us talk next week."}]},
 {"id":"2","at":"2026-02-05T00:00:00Z","person":"bob","deal":"d2","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":8,"text":"嗯这个不贵"},{"speaker":"c","start_s":8,"end_s":12,"text":"多少钱？"}]},
 {"id":"3","at":"2026-02-06T00:00:00Z","person":"bob","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","text":"hello"},{"speaker":"c","text":"next week, next week"}]},
 {"id":"4","at":"2026-03-05T00:00:00Z","turns":[{"text":"expensive and inexpensive"}]},
 {"id":"5","at":"2026-03-06T00:00:00Z","person":"bob"},
 {"id":"6","at":"2026-03-06T00:00:00Z","person":"bob","turns":[{"text":"…"}]}]})";

struct Company {
    engine::Engine engine{tests::find_zone, tests::no_budget};
    Company() { REQUIRE(tests::load_text(engine, calls_of_two).state == engine::LoadEvent::State::done); }
    engine::TopicsAnswer topics(engine::Question question) const {
        if (question.dictionary.json.empty()) question.dictionary.json = own;
        auto answer = engine::topics(engine.loaded(), question);
        REQUIRE(answer);
        return *answer;
    }
};

base::Error refused(const std::string& dictionary) {
    const auto read = engine::read_dictionary(dictionary);
    REQUIRE(!read);
    return read.error();
}

}  // namespace

TEST_CASE("topics: of the calls with words, by whom, when, and what became of the deal") {
    const Company company;
    const engine::TopicsAnswer answer = company.topics({});
    CHECK(answer.head.refused.empty());
    CHECK(answer.rows.empty());
    CHECK(answer.all.calls == 6);
    CHECK(answer.all.worded == 4);
    REQUIRE(answer.all.topics.size() == 2);
    const engine::TopicRow& price = answer.all.topics[0];
    CHECK(price.id == "price");
    CHECK(price.name_zh == "价格");
    CHECK(price.rate.hits == 3);
    CHECK(price.rate.of == 4);
    CHECK(*price.rate.estimate == doctest::Approx(0.75));
    CHECK(*price.rate.low == doctest::Approx(0.3006).epsilon(0.001));  // Wilson, 3 of 4
    // Customer: "how much", "too expensive" (once, the longest), 多少钱; rep: "expensive", 贵; not known: "expensive".
    CHECK(price.mentions.customer == 3);
    CHECK(price.mentions.rep == 2);
    CHECK(price.mentions.other == 1);
    CHECK(price.calls.customer == 2);
    CHECK(price.calls.rep == 2);
    CHECK(price.first.customer == 1);
    CHECK(price.first.rep == 1);
    CHECK(price.first.other == 1);
    CHECK(price.timed == 2);
    // 10 s; and 贵 at byte 12 of 15 of a turn of 8 s.
    CHECK(*price.mean_first_s == doctest::Approx((10 + 6.4) / 2));
    CHECK(*price.median_first_s == doctest::Approx(6.4));
    REQUIRE(price.phrases.size() == 5);
    CHECK(price.phrases[0].phrase == "expensive");
    CHECK(price.phrases[0].mentions == 2);
    CHECK(price.phrases[0].calls == 2);
    REQUIRE(price.outcomes.size() == 3);
    CHECK(price.outcomes[0].exit == "advanced");
    CHECK(price.outcomes[0].rate.hits == 1);
    CHECK(price.outcomes[1].exit == "lost");
    CHECK(price.outcomes[2].exit.empty());
    CHECK(price.outcomes[2].rate.of == 2);
    CHECK(answer.months == std::vector<std::string>{"2026-01", "2026-02", "2026-03"});
    CHECK(price.months[1].hits == 1);
    CHECK(price.months[1].of == 2);
    // Two topics may share a phrase; a topic without a name is called by its id.
    CHECK(answer.all.topics[1].name_en == "step");
    CHECK(answer.all.topics[1].mentions.customer == 3);
    CHECK(answer.all.topics[1].rate.hits == 2);
}

TEST_CASE("topics: rows by any breakdown add up to all; filters choose calls") {
    const Company company;
    engine::Question question;
    question.by = {engine::By::person};
    const engine::TopicsAnswer answer = company.topics(question);
    REQUIRE(answer.rows.size() == 3);
    std::uint64_t calls = 0, hits = 0, mentions = 0;
    for (const engine::TopicGroup& row : answer.rows) {
        calls += row.worded;
        hits += row.topics[0].rate.hits;
        mentions += row.topics[0].mentions.rep;
        CHECK(row.topics[0].months.empty());
        CHECK(row.topics[0].phrases.empty() == (row.topics[0].rate.hits == 0));
    }
    CHECK(calls == answer.all.worded);
    CHECK(hits == answer.all.topics[0].rate.hits);
    CHECK(mentions == answer.all.topics[0].mentions.rep);
    question.filter.person = {"ann"};
    CHECK(company.topics(question).all.worded == 1);
    question.filter.person = {};
    question.filter.entered = {"2026-03-06", ""};
    CHECK(company.topics(question).head.refused == "no_transcripts");
    question.filter = {};
    question.filter.exit = {engine::Exit::lost};
    CHECK(company.topics(question).head.refused == "chosen_by_exit");
}

TEST_CASE("topics: another dictionary, other topics; without one, the starter sets of both languages") {
    const Company company;
    engine::Question question;
    question.dictionary.json = R"({"topics":[{"id":"greeting","phrases":["hello"]}]})";
    CHECK(company.topics(question).all.topics[0].rate.hits == 2);
    CHECK(company.topics({}).all.topics[0].rate.hits == 3);
    const auto starters = engine::topics(company.engine.loaded(), {});
    REQUIRE(starters);
    CHECK(starters->all.topics.size() > 10);
    CHECK(starters->all.topics[0].id == "price");
    CHECK(starters->all.topics[0].name_zh == "价格");
    CHECK(starters->all.topics[0].name_en == "Price");
    CHECK(starters->all.topics[0].rate.hits == 3);
}

TEST_CASE("fillers: the rep's, per 100 words or 字, by the dictionary in force; without times too") {
    const Company company;
    engine::Question question;
    question.by = {engine::By::person};
    question.dictionary.json = own;
    const auto measure = [&](std::size_t row, std::string_view id) {
        const auto answer = engine::calls(company.engine.loaded(), question);
        REQUIRE(answer);
        for (const engine::CallMeasure& one : answer->rows[row].measures)
            if (one.id == id) return one;
        FAIL("no such measure");
        return engine::CallMeasure();
    };
    // ann: um, you know, um in 14 words; bob: 嗯 in 5 字, and no filler in the one word of a call without times.
    CHECK(*measure(1, "fillers_per_100_words").mean == doctest::Approx(100.0 * 3 / 14));
    CHECK(measure(1, "fillers_per_100_characters").n == 0);
    CHECK(*measure(2, "fillers_per_100_characters").mean == doctest::Approx(20));
    CHECK(measure(2, "fillers_per_100_words").n == 1);
    CHECK(*measure(2, "fillers_per_100_words").mean == 0);
    question.dictionary.json = R"({"topics":[],"fillers":["you know","know"]})";
    CHECK(*measure(1, "fillers_per_100_words").mean == doctest::Approx(100.0 / 14));
}

TEST_CASE("one call: its topics, and where they are mentioned in the turns told") {
    const Company company;
    engine::Question question;
    question.call = "1";
    question.dictionary.json = own;
    auto answer = engine::call(company.engine.loaded(), question);
    REQUIRE(answer);
    REQUIRE(answer->topics.size() == 2);
    CHECK(answer->topics[0].customer == 2);
    CHECK(answer->topics[0].rep == 1);
    CHECK(answer->topics[0].first_turn == 1);
    CHECK(answer->topics[0].first_ms == 10'000u);
    REQUIRE(answer->mentions.size() == 5);
    for (const engine::CallMention& mention : answer->mentions) CHECK(mention.end > mention.begin);
    const engine::CallMention& too_expensive = answer->mentions[1];
    CHECK(too_expensive.turn == 1);
    CHECK(answer->said[1].text.substr(too_expensive.begin, too_expensive.end - too_expensive.begin) == "Too expensive");
    CHECK(too_expensive.topic == "price");
    CHECK(too_expensive.phrase == "too expensive");
    question.offset = 2;
    answer = engine::call(company.engine.loaded(), question);
    CHECK(answer->topics.size() == 2);
    REQUIRE(answer->mentions.size() == 2);
    CHECK(answer->mentions[0].turn == 2);
}

TEST_CASE("dictionaries: what is refused, by topic and phrase") {
    using base::ErrorCode;
    CHECK(refused("{").code == ErrorCode::json_syntax);
    CHECK(refused("\"\xFF\"").code == ErrorCode::json_utf8);
    CHECK(refused("[]").code == ErrorCode::wrong_type);
    CHECK(refused("{}").path == "topics");
    CHECK(refused(R"({"topics":[],"colour":1})").detail == "colour");
    CHECK(refused(R"({"topics":[{"id":"a","phrases":[1]}]})").path == "topics[a].phrases");
    CHECK(refused(R"({"topics":[{"phrases":[]}]})").path == "topics[1].id");
    CHECK(refused(R"({"topics":[{"id":"","phrases":[]}]})").code == ErrorCode::missing_field);
    CHECK(refused(R"({"topics":[{"id":"a"}]})").path == "topics[a].phrases");
    base::Error error = refused(R"({"topics":[{"id":"a","phrases":["good","  "]}]})");
    CHECK(error.code == ErrorCode::bad_phrase);
    CHECK(error.path == "topics[a].phrases");
    CHECK(error.record == 2);
    error = refused(R"({"topics":[{"id":"a","phrases":["Ｔｏｏ  Much","b","too much"]}]})");
    CHECK(error.code == ErrorCode::given_twice);
    CHECK(error.record == 3);
    CHECK(error.detail == "too much");
    error = refused(R"({"topics":[{"id":"a","phrases":[]},{"id":"a","phrases":[]}]})");
    CHECK(error.code == ErrorCode::given_twice);
    CHECK(error.detail == "a");
    CHECK(refused(R"({"topics":[],"fillers":["um","UM"]})").path == "fillers");
    std::string many = R"({"topics":[)";
    for (std::size_t i = 0; i <= base::limits::topics; ++i)
        many += (i ? "," : "") + std::string(R"({"id":")") + std::to_string(i) + R"(","phrases":[]})";
    CHECK(refused(many + "]}").code == ErrorCode::too_many_records);
    many = R"({"topics":[{"id":"a","phrases":[)";
    for (std::size_t i = 0; i <= base::limits::phrases; ++i) many += (i ? ",\"" : "\"") + std::to_string(i) + "\"";
    CHECK(refused(many + "]}]}").code == ErrorCode::too_many_records);
    CHECK(refused(std::string(base::limits::dictionary_bytes + 1, ' ')).code == ErrorCode::too_many_records);

    Company company;
    engine::Question question;
    question.dictionary.json = R"({"topics":[{"id":"a","phrases":["*"]}]})";
    const auto answer = engine::topics(company.engine.loaded(), question);
    REQUIRE(!answer);
    CHECK(answer.error().path == "dictionary.topics[a].phrases");
    question.dictionary.json = "{no JSON";
    CHECK(company.engine.ask(engine::write(question)).find("question_bad_value") != std::string::npos);
    CHECK(company.engine.ask(R"({"figure":"topics","dictionary":7})").find("question_bad_value") != std::string::npos);
    CHECK(company.engine.ask(R"({"figure":"topics","dictionary":{"topics":[{"id":"x","phrases":["hello"]}]}})")
              .find(R"("id":"x")") != std::string::npos);
}

TEST_CASE("the starter dictionaries: readable, of the same topics, 25 to 60 phrases each, without a phrase twice") {
    const engine::Dictionary both = engine::starter_dictionary();
    REQUIRE(both.topics.size() >= 10);
    for (const engine::Topic& topic : both.topics) {
        CAPTURE(topic.id);
        CHECK(topic.phrases.size() >= 50);
        CHECK(topic.phrases.size() <= 125);
        CHECK(topic.name_zh != topic.name_en);
    }
    CHECK(both.fillers.size() > 30);
    CHECK(engine::compile(both));
}
