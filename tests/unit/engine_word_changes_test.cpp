// Small changes over topics and quality rules: what comes of them, what is refused, and that every form the rules have can be reached.
#include <doctest/doctest.h>

#include <string>

#include "base/limits.h"
#include "engine/codec.h"
#include "engine/engine.h"
#include "engine/figures/quality.h"
#include "engine/figures/rule_book.h"
#include "engine/figures/topics.h"
#include "engine/quality_rules.h"
#include "engine/word_changes.h"
#include "loading.h"

namespace {

using engine::Json;

const char* const words =
    R"({"topics":[{"id":"price","name":"Price","phrases":["how much","cost"]},{"id":"step","phrases":["next week"]}]})";
const char* const rules =
    R"([{"language":"en","rules":[{"id":"hello","weight":2,"when":{"phrases":["hello","hi"],"by":"rep","first_s":60}},)"
    R"({"id":"listens","when":{"measure":"talk_ratio","below":0.6}}]},{"language":"zh","rules":[{"id":"hello","when":{"phrases":["您好"]}}]}])";

Json topics_after(const std::string& changes) {
    const auto out = engine::changed_topics(words, changes);
    REQUIRE(out);
    REQUIRE(engine::read_dictionary(*out));
    return Json::parse(*out)["topics"];
}
Json rules_after(const std::string& changes) {
    const auto out = engine::changed_rules(rules, changes);
    REQUIRE(out);
    REQUIRE(engine::read_rules(*out));
    return Json::parse(*out);
}

const char* const calls_of_one = R"({"septet":1,"exported_at":"2026-04-01T00:00:00Z","timezone":"UTC",
"stages":[{"id":"talk","role":"closer"}],"people":[{"id":"ann","roles":["closer"]}],
"calls":[{"id":"1","at":"2026-01-05T00:00:00Z","person":"ann","language":"en","duration_s":100,
  "speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":10,"text":"Well now"},{"speaker":"c","start_s":10,"end_s":20,"text":"And the shipping?"},
           {"speaker":"r","start_s":40,"end_s":60,"text":"Hello, shipped on Monday"}]}]})";

struct Company {
    engine::Engine engine{tests::find_zone, tests::no_budget};
    Company() { REQUIRE(tests::load_text(engine, calls_of_one).state == engine::LoadEvent::State::done); }
    engine::Question asked(const std::string& topic_changes, const std::string& rule_changes) const {
        engine::Question question;
        question.dictionary.json = words;
        question.rules.json = rules;
        question.topic_changes.json = topic_changes;
        question.rule_changes.json = rule_changes;
        return question;
    }
    base::Error refused(const std::string& rule_changes) const {
        const auto answer = engine::rule_book(engine.loaded(), asked("", rule_changes));
        REQUIRE(!answer);
        const auto quality = engine::quality(engine.loaded(), asked("", rule_changes));
        REQUIRE(!quality);
        CHECK(quality.error().path == answer.error().path);
        return answer.error();
    }
};

}  // namespace

TEST_CASE("changes of topics: phrases more and less, topics more and less, and what changes nothing") {
    Json out = topics_after(R"({"price":{"phrases":{"add":["Discount*","HOW MUCH"],"drop":["Cost","fee"]}}})");
    CHECK(out[0]["phrases"] == Json({"how much", "Discount*"}));
    CHECK(out[0]["name"] == "Price");
    out = topics_after(R"({"price":null,"gone":null,"Delivery":{"phrases":["ship*"]}})");
    REQUIRE(out.size() == 2);
    CHECK(out[1]["id"] == "Delivery");
    CHECK(topics_after("{}") == Json::parse(words)["topics"]);
    CHECK(topics_after(R"({"price":{"id":"step"}})")[0]["id"] == "price");
}

TEST_CASE("changes of rules: by language and id, whatever a rule may say") {
    Json out =
        rules_after(R"({"en":{"hello":{"weight":3,"when":{"first_s":30,"phrases":{"add":["hey"]}}},"listens":null}})");
    CHECK(out[0]["rules"].size() == 1);
    CHECK(out[0]["rules"][0]["weight"] == 3);
    CHECK(out[0]["rules"][0]["when"]["first_s"] == 30);
    CHECK(out[0]["rules"][0]["when"]["phrases"] == Json({"hello", "hi", "hey"}));
    CHECK(out[1] == Json::parse(rules)[1]);
    for (
        const char* rule :
        {R"({"when":{"phrases":["a"],"by":"customer","last_s":20,"at_least":2}})",
         R"({"when":{"phrases":["a"],"after":{"rule":"hello"},"within_s":60}})",
         R"({"when":{"phrases":["a"],"after":{"phrases":["b"],"by":"customer"},"within_s":60}})",
         R"({"when":{"not":{"phrases":["a"]}},"critical":true})",
         R"({"when":{"any":[{"measure":"talk_ratio","above":0.2,"below":0.5},{"not":{"rule":"hello"}}]}})",
         R"({"when":{"all":[{"phrases":["a"]},{"rule":"hello"}]},"applies":{"role":["closer"],"channel":["phone"],"direction":["out"]}})"}) {
        out = rules_after(std::string(R"({"en":{"mine":)") + rule + "}}");
        Json expected = Json::parse(rule);
        expected["id"] = "mine";
        CHECK(engine::change_between(expected, out[0]["rules"][2]).empty());
    }
}

TEST_CASE("a change is the smallest that makes one of the other") {
    const Json from = Json::parse(rules)[0]["rules"][0];
    for (const char* text :
         {R"({"id":"hello","weight":2,"when":{"phrases":["hello","hi","hey"],"by":"rep","first_s":60}})",
          R"({"id":"hello","when":{"phrases":["hi"],"by":"customer"}})",
          R"({"id":"hello","weight":2,"when":{"not":{"phrases":["hello","hi"],"by":"rep","first_s":60}}})",
          R"({"id":"hello","weight":2,"when":{"all":[{"phrases":["hello"]},{"rule":"listens"}]}})"}) {
        const Json to = Json::parse(text);
        const Json change = engine::change_between(from, to);
        const Json out = rules_after(Json{{"en", Json{{"hello", change}}}}.dump());
        CHECK(engine::change_between(out[0]["rules"][0], to).empty());
    }
    const Json more =
        Json::parse(R"({"id":"hello","weight":2,"when":{"phrases":["hello","hi","hey"],"by":"rep","first_s":60}})");
    CHECK(engine::change_between(from, more).dump() == R"({"when":{"phrases":{"add":["hey"]}}})");
    CHECK(engine::change_between(from, from).empty());
}

TEST_CASE("the figures follow the changes, and the book says what is in force") {
    const Company company;
    const auto mentions = [&](const std::string& changes) {
        const auto answer = engine::topics(company.engine.loaded(), company.asked(changes, ""));
        REQUIRE(answer);
        return engine::write(*answer);
    };
    CHECK(mentions("").find("Delivery") == std::string::npos);
    CHECK(mentions(R"({"Delivery":{"phrases":["ship*"]}})").find("Delivery") != std::string::npos);
    const auto kept = [&](const std::string& changes) {
        const auto answer = engine::quality(company.engine.loaded(), company.asked("", changes));
        REQUIRE(answer);
        return answer->all.rules.at(0).kept.hits;
    };
    CHECK(kept("") == 1);  // said at 40 s
    CHECK(kept(R"({"en":{"hello":{"when":{"first_s":30}}}})") == 0);
    const auto book = engine::rule_book(company.engine.loaded(),
                                        company.asked(R"({"price":null})", R"({"en":{"hello":{"weight":7}}})"));
    REQUIRE(book);
    CHECK(Json::parse(book->dictionary.json)["topics"].size() == 1);
    CHECK(Json::parse(book->rules.json)[0]["rules"][0]["weight"] == 7);
    engine::Question starter;
    const auto usual = engine::rule_book(company.engine.loaded(), starter);
    REQUIRE(usual);
    CHECK(engine::read_dictionary(usual->dictionary.json));
    CHECK(engine::read_rules(usual->rules.json)->sets.size() == 2);
}

TEST_CASE("changes that no file could hold are refused, and said where") {
    const Company company;
    const auto code = [&](const std::string& changes) { return company.refused(changes).code; };
    using base::ErrorCode;
    CHECK(code(R"({"en":{"hello":{"when":{"phrases":null,"by":null,"first_s":null,"rule":"hello"}}}})") ==
          ErrorCode::rule_cycle);
    CHECK(code(R"({"en":{"a":{"when":{"phrases":["x"],"after":{"rule":"b"}}},"b":{"when":{"rule":"a"}}}})") ==
          ErrorCode::rule_cycle);
    CHECK(code(R"({"en":{"hello":{"when":{"rule":"hello"}}}})") == ErrorCode::unknown_field);
    CHECK(code(R"({"en":{"new":{"when":{"rule":"nobody"}}}})") == ErrorCode::unknown_rule);
    CHECK(code(R"({"en":{"new":{"weight":2}}})") == ErrorCode::missing_field);
    CHECK(code(R"({"en":{"hello":{"when":{"phrases":{"drop":["hello","hi"]}}}}})") == ErrorCode::missing_field);
    CHECK(code(R"({"en":{"hello":{"when":{"phrases":{"add":["a*b"]}}}}})") == ErrorCode::bad_phrase);
    CHECK(code(R"({"en":{"hello":7}})") == ErrorCode::wrong_type);
    CHECK(code(R"({"en":[]})") == ErrorCode::wrong_type);
    CHECK(code(R"([])") == ErrorCode::wrong_type);
    CHECK(code(R"({"fr":{"hello":null}})") == ErrorCode::unknown_word);
    CHECK(company.refused(R"({"en":{"hello":{"when":{"first_s":"abc"}}}})").path ==
          "rule_changes[1].rules[hello].when.first_s");
    Json many = Json::object();
    for (std::size_t i = 0; i <= base::limits::word_changes; ++i) many[std::to_string(i)] = nullptr;
    CHECK(code(Json{{"en", many}}.dump()) == ErrorCode::too_many_records);
    CHECK(!engine::changed_topics(words, many.dump()));
    CHECK(!engine::changed_topics(words, R"({"price":)"));
    CHECK(!engine::changed_topics(words, R"({"price":"x"})"));
}

TEST_CASE("a question carries changes; what is no JSON, or nested without end, its reader refuses") {
    engine::Question question;
    question.figure = engine::Figure::rule_book;
    question.topic_changes.json = R"({"price":{"phrases":{"add":["x"]}}})";
    question.rule_changes.json = R"({"en":{"hello":null}})";
    const auto read = engine::read_question(engine::write(question));
    REQUIRE(read);
    CHECK(*read == question);
    for (const std::string& bad : {std::string("no JSON"), std::string(R"({"a":)"), std::string(20'000, '['),
                                   std::string(20'000, '[') + std::string(20'000, ']')}) {
        question.topic_changes.json = bad;
        CHECK(!engine::read_question(engine::write(question)));
        CHECK(engine::object_in(bad).empty());
    }
    CHECK(engine::nesting(R"({"a]":"[[[\"[{"})") == 1);
}
