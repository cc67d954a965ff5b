// Quality rules: what is read and refused, what each condition means, what the data cannot tell, and the scores of it.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "base/limits.h"
#include "engine/engine.h"
#include "engine/figures/calls.h"
#include "engine/figures/quality.h"
#include "engine/quality_rules.h"
#include "loading.h"
#include "metrics/intervals.h"

namespace {

const char* const calls_of_two = R"({"septet":1,"exported_at":"2026-04-01T00:00:00Z","timezone":"UTC",
"stages":[{"id":"talk","role":"closer"}],"people":[{"id":"ann","roles":["closer"]},{"id":"bob","roles":["account_manager"]}],
"calls":[
 {"id":"1","at":"2026-01-05T00:00:00Z","person":"ann","language":"en-GB","purpose":"demo","channel":"phone","direction":"out","duration_s":100,
  "speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":10,"text":"Hello, this is Ann."},
           {"speaker":"c","start_s":10,"end_s":20,"text":"How much is it? How much?"},
           {"speaker":"r","start_s":30,"end_s":40,"text":"It depends. I guarantee nothing."},
           {"speaker":"r","start_s":80,"end_s":100,"text":"Next week then, thank you"}]},
 {"id":"2","at":"2026-01-06T00:00:00Z","person":"bob","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","text":"hello"},{"speaker":"c","text":"how much"}]},
 {"id":"3","at":"2026-01-07T00:00:00Z","person":"bob","language":"zh-CN","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":5,"text":"您好，我保证有效果"},{"speaker":"c","start_s":5,"end_s":9,"text":"多少钱"}]},
 {"id":"4","at":"2026-01-08T00:00:00Z","person":"bob","language":"fr","turns":[{"text":"bonjour"}]},
 {"id":"5","at":"2026-01-09T00:00:00Z","person":"bob"},
 {"id":"6","at":"2026-01-10T00:00:00Z","person":"ann","language":"en","turns":[{"text":"hello"},{"text":"well"}]}]})";

struct Company {
    engine::Engine engine{tests::find_zone, tests::no_budget};
    Company() { REQUIRE(tests::load_text(engine, calls_of_two).state == engine::LoadEvent::State::done); }
    engine::CallAnswer call(std::string id, std::string rules) const {
        engine::Question question;
        question.call = std::move(id);
        question.rules.json = std::move(rules);
        auto answer = engine::call(engine.loaded(), question);
        if (!answer) FAIL(answer.error().path);
        return *answer;
    }
    // What one rule with this condition comes to.
    std::string judged(std::string id, const std::string& when, const std::string& applies = "{}") const {
        const auto answer =
            call(std::move(id), R"({"rules":[{"id":"x","applies":)" + applies + R"(,"when":)" + when + "}]}");
        REQUIRE(answer.quality.rules.size() == 1);
        return answer.quality.rules[0].result;
    }
    engine::QualityAnswer quality(std::string rules, engine::Question question = {}) const {
        question.rules.json = std::move(rules);
        auto answer = engine::quality(engine.loaded(), question);
        REQUIRE(answer);
        return *answer;
    }
};

base::Error refused(const std::string& rules) {
    const auto read = engine::read_rules(rules);
    REQUIRE(!read);
    return read.error();
}
base::Error refused_condition(const std::string& when) {
    return refused(R"({"rules":[{"id":"x","when":)" + when + "}]}");
}

}  // namespace

TEST_CASE("quality: conditions on what is said, by whom, when") {
    const Company company;
    CHECK(company.judged("1", R"({"phrases":["hello","hi"]})") == "kept");
    CHECK(company.judged("1", R"({"phrases":["goodbye"]})") == "broken");
    CHECK(company.judged("1", R"({"phrases":["hello"],"by":"rep"})") == "kept");
    CHECK(company.judged("1", R"({"phrases":["hello"],"by":"customer"})") == "broken");
    CHECK(company.judged("1", R"({"phrases":["hello"],"first_s":5})") == "kept");
    CHECK(company.judged("1", R"({"phrases":["next week"],"first_s":79})") == "broken");
    CHECK(company.judged("1", R"({"phrases":["next week"],"last_s":20})") == "kept");
    CHECK(company.judged("1", R"({"phrases":["next week"],"last_s":19})") == "broken");
    // "thank you" is said later in the same turn: at byte 16 of 25, 12.8 s into it.
    CHECK(company.judged("1", R"({"phrases":["thank you"],"last_s":8})") == "kept");
    CHECK(company.judged("1", R"({"phrases":["how much"],"at_least":2})") == "kept");
    CHECK(company.judged("1", R"({"phrases":["how much"],"at_least":3})") == "broken");
    CHECK(company.judged("3", R"({"phrases":["您好"],"by":"rep","first_s":1})") == "kept");
}

TEST_CASE("quality: after something else, in time") {
    const Company company;
    const auto after = [&](const char* what, const char* rest) {
        return company.judged("1", std::string(R"({"phrases":["depends"],"by":"rep","after":)") + what + rest + "}");
    };
    CHECK(after(R"({"phrases":["how much"],"by":"customer"})", "") == "kept");
    CHECK(after(R"({"phrases":["how much"],"by":"rep"})", "") == "broken");
    CHECK(after(R"({"phrases":["next week"]})", "") == "broken");  // not before it
    // The later "How much" begins at byte 16 of 25 of the customer's turn: 16.4 s; "depends" at byte 3 of 32: 30.9 s.
    CHECK(after(R"({"phrases":["how much"]})", R"(,"within_s":15)") == "kept");
    CHECK(after(R"({"phrases":["how much"]})", R"(,"within_s":14)") == "broken");
    CHECK(after(R"({"any":[{"phrases":["nothing such"]},{"phrases":["hello"]}]})", R"(,"within_s":31)") == "kept");
    CHECK(company.judged("2", R"({"phrases":["how much"],"after":{"phrases":["hello"]}})") == "kept");
    CHECK(company.judged("2", R"({"phrases":["how much"],"after":{"phrases":["hello"]},"within_s":9})") == "not_known");
}

TEST_CASE("quality: what the data cannot tell is neither kept nor broken") {
    const Company company;
    CHECK(company.judged("2", R"({"phrases":["hello"],"first_s":5})") == "not_known");
    CHECK(company.judged("2", R"({"phrases":["goodbye"],"first_s":5})") == "broken");  // never said at all
    CHECK(company.judged("6", R"({"phrases":["hello"],"by":"rep"})") == "not_known");
    CHECK(company.judged("6", R"({"phrases":["goodbye"],"by":"rep"})") == "broken");
    CHECK(company.judged("6", R"({"not":{"phrases":["hello"],"by":"rep"}})") == "not_known");
    CHECK(company.judged("1", R"({"measure":"talk_ratio","above":0.5})") == "kept");
    CHECK(company.judged("1", R"({"measure":"talk_ratio","above":0.5,"below":0.6})") == "broken");
    CHECK(company.judged("2", R"({"measure":"talk_ratio","above":0.5})") == "not_known");
    const std::string unknown = R"({"measure":"talk_ratio","above":0.5})";
    CHECK(company.judged("2", R"({"all":[{"phrases":["goodbye"]},)" + unknown + "]}") == "broken");
    CHECK(company.judged("2", R"({"all":[{"phrases":["hello"]},)" + unknown + "]}") == "not_known");
    CHECK(company.judged("2", R"({"any":[{"phrases":["hello"]},)" + unknown + "]}") == "kept");
    CHECK(company.judged("2", R"({"any":[{"phrases":["goodbye"]},)" + unknown + "]}") == "not_known");
    CHECK(company.judged("2", R"({"not":)" + unknown + "}") == "not_known");
    CHECK(company.judged("2", R"({"not":{"phrases":["goodbye"]}})") == "kept");
    CHECK(company.judged("2", R"({"phrases":["hello"]})", R"({"if":)" + unknown + "}") == "not_known");
}

TEST_CASE("quality: the calls that broke a rule are as many as the figure says, and open where it shows") {
    const Company company;
    const char* const rules = R"({"rules":[{"id":"never","name":"Never","when":{"phrases":["no such words"]}},
        {"id":"greets","name":{"en":"No hello","zh":"不问好"},"when":{"not":{"phrases":["hello"]}}}]})";
    const engine::QualityAnswer quality = company.quality(rules);
    for (const engine::QualityRuleRow& rule : quality.all.rules) {
        CAPTURE(rule.id);
        engine::Question question;
        question.rules.json = rules;
        question.broken = rule.id;
        const auto list = engine::call_list(company.engine.loaded(), question);
        REQUIRE(list);
        CHECK(list->rule_en == rule.name_en);
        CHECK(list->rule_zh == rule.name_zh);
        CHECK(list->total == rule.kept.of - rule.kept.hits);
        REQUIRE(list->total > 0);
        for (const engine::CallLine& line : list->rows) {
            const auto call = company.call(line.id, rules);
            const auto& told = call.quality.rules[rule.id == "never" ? 0 : 1];
            CHECK(told.result == "broken");
            CHECK(line.turn.has_value() == !told.evidence.empty());
            if (line.turn) CHECK(*line.turn == told.evidence.front().turn);
        }
    }
    engine::Question question;
    question.rules.json = rules;
    question.broken = "unheard of";
    const auto none = engine::call_list(company.engine.loaded(), question);
    REQUIRE(none);
    CHECK(none->total == 0);
}

TEST_CASE("quality: where a rule applies") {
    const Company company;
    const char* const hello = R"({"phrases":["hello"]})";
    CHECK(company.judged("1", hello,
                         R"({"role":["closer"],"purpose":["demo"],"channel":["phone"],"direction":["out"]})") ==
          "kept");
    CHECK(company.judged("1", hello, R"({"role":["account_manager","marketer"]})") == "not_applicable");
    CHECK(company.judged("1", hello, R"({"purpose":["cold call"]})") == "not_applicable");
    CHECK(company.judged("1", hello, R"({"stage":["talk"]})") == "not_applicable");
    CHECK(company.judged("1", hello, R"({"channel":["video"]})") == "not_applicable");
    CHECK(company.judged("1", hello, R"({"direction":["in"]})") == "not_applicable");
    CHECK(company.judged("1", hello, R"({"if":{"phrases":["how much"]}})") == "kept");
    CHECK(company.judged("1", hello, R"({"if":{"phrases":["contract"]}})") == "not_applicable");
}

TEST_CASE("quality: a call's score, its evidence, and rules that name others") {
    const Company company;
    const auto answer = company.call("1", R"({"language":"en","rules":[
        {"id":"both","weight":2,"when":{"all":[{"rule":"greets"},{"not":{"rule":"bad"}}]}},
        {"id":"greets","name":{"en":"Greets"},"weight":3,"when":{"phrases":["hello"],"by":"rep"}},
        {"id":"bad","when":{"phrases":["goodbye"]}},
        {"id":"elsewhere","weight":50,"applies":{"channel":["chat"]},"when":{"phrases":["hello"]}}]})");
    CHECK(answer.quality.language == "en");
    CHECK(*answer.quality.score == doctest::Approx(100.0 * 5 / 6));
    REQUIRE(answer.quality.rules.size() == 4);
    CHECK(answer.quality.rules[0].result == "kept");
    CHECK(answer.quality.rules[1].name_zh == "Greets");
    CHECK(answer.quality.rules[2].result == "broken");
    CHECK(answer.quality.rules[3].result == "not_applicable");
    for (const int rule : {0, 1}) {
        REQUIRE(answer.quality.rules[static_cast<std::size_t>(rule)].evidence.size() == 1);
        const engine::CallEvidence& place = answer.quality.rules[static_cast<std::size_t>(rule)].evidence[0];
        CHECK(place.turn == 0);
        CHECK(answer.said[0].text.substr(place.begin, place.end - place.begin) == "Hello");
        CHECK(place.phrase == "hello");
    }
    // A critical rule broken is 0; one that cannot be told leaves no score.
    const auto critical = [&](const char* id, const char* when) {
        return company
            .call(id, std::string(
                          R"({"rules":[{"id":"a","when":{"phrases":["hello"]}},{"id":"b","critical":true,"when":)") +
                          when + "}]}")
            .quality;
    };
    CHECK(*critical("1", R"({"not":{"phrases":["I guarantee"]}})").score == 0);
    CHECK(critical("1", R"({"not":{"phrases":["I guarantee"]}})").critical);
    CHECK(critical("1", R"({"not":{"phrases":["I guarantee"]}})").rules[1].evidence.size() == 1);
    CHECK(*critical("1", R"({"not":{"phrases":["no such"]}})").score == 100);
    CHECK(!critical("2", R"({"measure":"talk_ratio","below":0.5})").score);
    CHECK(!critical("5", R"({"phrases":["hello"]})").score);
}

TEST_CASE("quality: each call by the set of its language; unknown ones by their script") {
    const Company company;
    const char* const sets =
        R"([{"language":"en","rules":[{"id":"greets","name":"Greets","weight":2,"when":{"phrases":["hello"]}}]},
        {"language":"zh","rules":[{"id":"greets","name":"问候","weight":2,"when":{"phrases":["您好"]}},
                                  {"id":"promise","name":"承诺","critical":true,"when":{"not":{"phrases":["保证有效果"]}}}]}])";
    const engine::QualityAnswer answer = company.quality(sets);
    CHECK(answer.all.calls == 6);
    CHECK(answer.all.scored == 4);
    CHECK(answer.all.no_rules == 1);  // French
    CHECK(answer.all.no_words == 1);
    CHECK(answer.all.unsettled == 0);
    CHECK(answer.all.critical == 1);
    CHECK(*answer.all.mean == doctest::Approx(75));
    CHECK(*answer.all.median == 100);
    CHECK(!answer.all.low);  // of too few calls
    REQUIRE(answer.all.rules.size() == 2);
    CHECK(answer.all.rules[0].id == "greets");
    CHECK(answer.all.rules[0].name_en == "Greets");
    CHECK(answer.all.rules[0].name_zh == "问候");
    CHECK(answer.all.rules[0].applied == 4);
    CHECK(answer.all.rules[0].kept.hits == 4);
    CHECK(*answer.all.rules[0].kept.low == doctest::Approx(metrics::wilson(4, 4)->low));
    CHECK(answer.all.rules[1].applied == 1);
    CHECK(answer.all.rules[1].kept.hits == 0);
    engine::Question question;
    question.by = {engine::By::person};
    const engine::QualityAnswer people = company.quality(sets, question);
    REQUIRE(people.rows.size() == 2);
    CHECK(people.rows[0].calls + people.rows[1].calls == 6);
    CHECK(people.rows[0].scored + people.rows[1].scored == 4);
    CHECK(*people.rows[0].mean == 100);
    CHECK(*people.rows[1].mean == 50);
    CHECK(company.quality(R"({"language":"de","rules":[]})").head.refused == "no_rules");
    // A set without a language is for all that have none of their own.
    CHECK(company.quality(R"([{"rules":[{"id":"a","when":{"phrases":["bonjour"]}}]},{"language":"en","rules":[]}])")
              .all.scored == 2);
    question = {};
    question.filter.exit = {engine::Exit::lost};
    CHECK(company.quality(sets, question).head.refused == "chosen_by_exit");
}

TEST_CASE("quality: other rules for calls, or another dictionary, other scores") {
    const Company company;
    const char* const rules =
        R"({"rules":[{"id":"a","when":{"measure":"silence_share","below":0.05}},{"id":"b","when":{"measure":"fillers_per_100_words","below":1}}]})";
    engine::Question question;
    const auto kept = [&](std::size_t rule) { return company.quality(rules, question).all.rules[rule].kept.hits; };
    CHECK(kept(0) == 1);  // the Chinese call
    question.call_rules.silence_ms = 60'000;
    CHECK(kept(0) == 2);
    CHECK(kept(1) == 2);
    question.dictionary.json = R"({"topics":[],"fillers":["hello"]})";
    CHECK(kept(1) == 0);
}

TEST_CASE("quality: the mean's interval is Student's") {
    const std::vector<double> ten{60, 70, 80, 90, 100, 60, 70, 80, 90, 100};
    const auto interval = metrics::mean_interval(ten);
    REQUIRE(interval);
    // 80 ± 2.262157 · 14.90712 / √10.
    CHECK(interval->low == doctest::Approx(69.33609).epsilon(1e-6));
    CHECK(interval->high == doctest::Approx(90.66391).epsilon(1e-6));
    CHECK(!metrics::mean_interval(std::vector<double>{1}));
}

TEST_CASE("quality rules: what is refused, by rule and place") {
    using base::ErrorCode;
    CHECK(refused("7").code == ErrorCode::wrong_type);
    CHECK(refused("{").code == ErrorCode::json_syntax);
    CHECK(refused(R"({"rules":[{"id":"x"}]})").path == "rules[x].when");
    CHECK(refused(R"({"rules":[{"when":{}}]})").path == "rules[1].id");
    CHECK(refused(R"({"rules":[{"id":"x","colour":1}]})").code == ErrorCode::unknown_field);
    CHECK(refused(R"({"rules":[{"id":"x","weight":-1,"when":{"phrases":["a"]}}]})").code == ErrorCode::bad_number);
    CHECK(refused(R"({"rules":[{"id":"x","critical":1,"when":{"phrases":["a"]}}]})").code == ErrorCode::wrong_type);
    CHECK(refused(R"({"rules":[{"id":"x","applies":{"role":["boss"]},"when":{"phrases":["a"]}}]})").detail == "boss");
    CHECK(refused(R"({"rules":[{"id":"x","when":{"phrases":["a"]}},{"id":"x","when":{"phrases":["a"]}}]})").code ==
          ErrorCode::given_twice);
    CHECK(refused(R"([{"language":"en","rules":[]},{"language":"en","rules":[]}])").code == ErrorCode::given_twice);

    CHECK(refused_condition("[]").code == ErrorCode::wrong_type);
    CHECK(refused_condition("{}").code == ErrorCode::missing_field);
    CHECK(refused_condition(R"({"phrases":["a"],"any":[]})").detail == "any");
    CHECK(refused_condition(R"({"phrases":[]})").code == ErrorCode::missing_field);
    CHECK(refused_condition(R"({"any":[]})").path == "rules[x].when.any");
    CHECK(refused_condition(R"({"any":[{"phrases":["a"]},{"phrases":["*"]}]})").path == "rules[x].when.any[2].phrases");
    CHECK(refused_condition(R"({"phrases":["a"],"by":"boss"})").code == ErrorCode::unknown_word);
    CHECK(refused_condition(R"({"phrases":["a"],"within_s":5})").path == "rules[x].when.after");
    CHECK(refused_condition(R"({"phrases":["a"],"at_least":1.5})").code == ErrorCode::bad_number);
    CHECK(refused_condition(R"({"phrases":["a"],"first_s":-1})").code == ErrorCode::bad_number);
    CHECK(refused_condition(R"({"measure":"charm","above":1})").detail == "charm");
    CHECK(refused_condition(R"({"measure":"talk_ratio"})").code == ErrorCode::missing_field);
    CHECK(refused_condition(R"({"rule":"y"})").code == ErrorCode::unknown_rule);
    CHECK(refused_condition(R"({"not":{"rule":"x"}})").code == ErrorCode::rule_cycle);
    CHECK(
        refused(
            R"({"rules":[{"id":"a","when":{"rule":"b"}},{"id":"b","when":{"rule":"c"}},{"id":"c","when":{"any":[{"rule":"b"}]}}]})")
            .code == ErrorCode::rule_cycle);
    std::string deep = R"({"phrases":["a"]})";
    for (std::size_t i = 1; i < base::limits::rule_depth; ++i) deep = R"({"not":)" + deep + "}";
    CHECK(engine::read_rules(R"({"rules":[{"id":"x","when":)" + deep + "}]}"));
    CHECK(refused_condition(R"({"not":)" + deep + "}").code == ErrorCode::json_depth);
    std::string many = R"({"any":[)";
    for (std::size_t i = 0; i < base::limits::rule_conditions; ++i)
        many += (i ? "," : "") + std::string(R"({"phrases":["a"]})");
    CHECK(refused_condition(many + "]}").code == ErrorCode::too_many_records);

    const Company company;
    engine::Question question;
    question.rules.json = R"([{"rules":[{"id":"x","when":{"rule":"y"}}]}])";
    CHECK(engine::quality(company.engine.loaded(), question).error().path == "rules[1].rules[x].when.rule");
}

TEST_CASE("quality: more hits than can be kept tell nothing") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    std::string said;
    for (std::size_t i = 0; i <= base::limits::rule_hits; ++i) said += "a ";
    REQUIRE(tests::load_text(
                engine, R"({"septet":1,"stages":[{"id":"a"}],"calls":[{"id":"1","at":"2026-01-05","turns":[{"text":")" +
                            said + R"("}]}]})")
                .state == engine::LoadEvent::State::done);
    engine::Question question;
    question.rules.json = R"({"rules":[{"id":"x","when":{"phrases":["a"]}}]})";
    const auto answer = engine::quality(engine.loaded(), question);
    REQUIRE(answer);
    CHECK(answer->all.rules[0].not_known == 1);
    CHECK(answer->all.unsettled == 1);
}

TEST_CASE("the starter rules: readable, of the same ids and weights in both languages") {
    const auto read = engine::read_rules(engine::starter_rules_json());
    REQUIRE(read);
    const engine::RuleBook& book = *read;
    REQUIRE(book.sets.size() == 2);
    CHECK(book.sets[0].language == "en");
    CHECK(book.sets[1].language == "zh");
    REQUIRE(book.words[0].size() == book.words[1].size());
    for (std::size_t i = 0; i < book.words[0].size(); ++i) {
        CHECK(book.words[0][i].id == book.words[1][i].id);
        CHECK(book.sets[0].rules[i].weight == book.sets[1].rules[i].weight);
        CHECK(book.sets[0].rules[i].critical == book.sets[1].rules[i].critical);
    }
    const Company company;
    const engine::CallAnswer answer = company.call("3", "");
    CHECK(*answer.quality.score == 0);  // 我保证
    CHECK(answer.quality.critical);
}
