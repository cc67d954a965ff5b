#include <doctest/doctest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "engine/figures/defects.h"
#include "engine/figures/ledger.h"
#include "engine/figures/reach.h"
#include "engine/figures/rows.h"
#include "engine/figures/summary.h"
#include "loading.h"

using base::ErrorCode;
using engine::Engine;
using engine::LoadEvent;
using engine::Question;
using tests::load;
using tests::load_text;

namespace {

const char small[] = R"({"septet":1,"name":"Small","exported_at":"2026-03-01T00:00:00","timezone":"Asia/Shanghai",
 "currency":"CNY",
 "stages":[{"id":"lead","name":{"zh":"线索","en":"Lead"},"role":"marketer"},{"id":"talk","name":"Talk","role":"closer"},
           {"id":"won","role":"customer_support","outcome":"won"}],
 "people":[{"id":7,"name":"Li","roles":["marketer","closer"],"team":"east"},{"id":"bot","kind":"bot"}],
 "accounts":[{"id":"a1","name":"Acme","segment":"mid"}],
 "deals":[
  {"id":1,"account":"a1","source":"ads","value":12.5,"status":"won","closed_at":"2026-01-05",
   "history":[{"stage":"won","at":"2026-01-05"},{"stage":"lead","at":"2026-01-02T08:00:00","owner":7},
              {"stage":"talk","at":"2026-01-03T00:00:00Z","owner":"7","first_touch_at":"2026-01-03T01:00:00Z"}]},
  {"id":"d2","status":"lost","closed_at":"2026-01-09","lost_reason":"price","history":[{"stage":"lead","at":"2026-01-04","owner":"bot"}]}],
 "activities":[{"type":"payment","at":"2026-02-01","deal":1,"value":100}],
 "reach":[{"date":"2026-01-01","source":"ads","impressions":1000,"clicks":50,"leads":2,"cost":30}],
 "targets":[{"from":"2026-01-01","to":"2026-02-01","value":1000,"team":"east"}],
 "calls":[{"id":"c1","at":"2026-01-03T10:00:00","duration_s":61.4,"deal":1,"person":7,
           "turns":[{"speaker":"a","start_s":0,"end_s":2,"text":"hi"}]}]})";

// The same data, one record a line; a type that is not the first key among them.
const char small_lines[] =
    R"({"type":"meta","septet":1,"name":"Small","exported_at":"2026-03-01T00:00:00","timezone":"Asia/Shanghai","currency":"CNY"}
{"type":"stage","id":"lead","name":{"zh":"线索","en":"Lead"},"role":"marketer"}
{"id":"talk","name":"Talk","type":"stage","role":"closer"}
{"type":"stage","id":"won","role":"customer_support","outcome":"won"}
{"type":"person","id":7,"name":"Li","roles":["marketer","closer"],"team":"east"}
{"type":"person","id":"bot","kind":"bot"}
{"type":"account","id":"a1","name":"Acme","segment":"mid"}
{"id":1,"account":"a1","source":"ads","value":12.5,"status":"won","closed_at":"2026-01-05","history":[{"stage":"won","at":"2026-01-05"},{"stage":"lead","at":"2026-01-02T08:00:00","owner":7},{"stage":"talk","at":"2026-01-03T00:00:00Z","owner":"7","first_touch_at":"2026-01-03T01:00:00Z"}],"type":"deal"}
{"type":"deal","id":"d2","status":"lost","closed_at":"2026-01-09","lost_reason":"price","history":[{"stage":"lead","at":"2026-01-04","owner":"bot"}]}
{"type":"payment","at":"2026-02-01","deal":1,"value":100}
{"type":"reach","date":"2026-01-01","source":"ads","impressions":1000,"clicks":50,"leads":2,"cost":30}
{"type":"target","from":"2026-01-01","to":"2026-02-01","value":1000,"team":"east"}
{"type":"call","id":"c1","at":"2026-01-03T10:00:00","duration_s":61.4,"deal":1,"person":7,"turns":[{"speaker":"a","start_s":0,"end_s":2,"text":"hi"}]})";

// Every answer that shows the data, as one text; what names the file is left out.
std::string everything(Engine& engine) {
    std::string all;
    for (const char* question :
         {R"({"figure":"summary"})", R"({"figure":"ledger","by":["stage","person","source","month"]})",
          R"({"figure":"rows","limit":1000})", R"({"figure":"people"})", R"({"figure":"reach"})"}) {
        auto answer = nlohmann::json::parse(engine.ask(question), nullptr, false);
        answer.erase("files");
        answer.erase("heap_bytes");
        answer.erase("revision");
        all += answer.dump() + "\n";
    }
    return all;
}

LoadEvent failed_load(const std::string& text) {
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(load_text(engine, small).state == LoadEvent::State::done);
    const std::string before = everything(engine);
    LoadEvent event = load_text(engine, text);
    CHECK(event.state == LoadEvent::State::failed);
    CHECK((everything(engine) == before));
    REQUIRE(!event.errors.empty());
    CHECK(event.errors[0].file == "test.json");
    return event;
}

// Loads what is readable and says what was left out.
std::vector<engine::Defect> defects_of(const std::string& text) {
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(load_text(engine, text).state == LoadEvent::State::done);
    const auto answer = engine::defects(engine.loaded(), {});
    REQUIRE(answer);
    return answer->rows;
}

bool has(const std::vector<engine::Defect>& defects, const char* id, const char* path, std::uint64_t record) {
    for (const engine::Defect& defect : defects)
        if (defect.id == id && defect.path == path && defect.examples[0].record == record) return true;
    return false;
}

}  // namespace

TEST_CASE("every part of the format is read") {
    Engine engine(tests::find_zone, tests::no_budget);
    const LoadEvent event = load_text(engine, small);
    REQUIRE(event.state == LoadEvent::State::done);
    CHECK(event.skipped == 0);
    const auto summary = engine::summary(engine.loaded(), {});
    REQUIRE(summary);
    CHECK(summary->name == "Small");
    CHECK(summary->zone == "Asia/Shanghai");
    CHECK(summary->head.cut_off == "2026-03-01T00:00:00+08:00");
    CHECK(summary->stages[0].name.zh == "线索");
    CHECK(summary->stages[1].name.zh == "Talk");
    CHECK(summary->stages[2].name.en == "won");
    CHECK(summary->people[0].id == "7");
    CHECK(summary->people[1].bot);
    CHECK(summary->counts.turns == 1);
    CHECK(summary->counts.won == 1);
    CHECK(summary->counts.activities == 1);
    CHECK(summary->counts.targets == 1);
    const auto rows = engine::rows(engine.loaded(), {});
    REQUIRE(rows);
    REQUIRE(rows->rows.size() == 4);
    CHECK(rows->rows[0].deal == "1");
    CHECK(rows->rows[0].entered == "2026-01-02T08:00:00+08:00");
    CHECK(rows->rows[1].entered == "2026-01-03T08:00:00+08:00");
    CHECK(rows->rows[0].value == 1250);
    CHECK(rows->rows[0].segment == "mid");
    CHECK(rows->rows[0].name == "Acme");
}

TEST_CASE("one record a line gives the same data as one object") {
    Engine object(tests::find_zone, tests::no_budget), lines(tests::find_zone, tests::no_budget);
    REQUIRE(load_text(object, small).state == LoadEvent::State::done);
    const LoadEvent event = load_text(lines, small_lines);
    REQUIRE(event.state == LoadEvent::State::done);
    CHECK(event.skipped == 0);
    CHECK((everything(object) == everything(lines)));
}

TEST_CASE("any split of the bytes gives the same data") {
    for (const char* text : {small, small_lines}) {
        Engine whole(tests::find_zone, tests::no_budget);
        REQUIRE(load_text(whole, text).state == LoadEvent::State::done);
        const std::string expected = everything(whole);
        for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u, 1000u}) {
            Engine engine(tests::find_zone, tests::no_budget);
            REQUIRE(load_text(engine, text, piece).state == LoadEvent::State::done);
            CHECK((everything(engine) == expected));
        }
    }
}

TEST_CASE("files may come in any order, at once or one after the other") {
    const auto part = [](const char* key) {
        auto all = nlohmann::ordered_json::parse(small, nullptr, false);
        nlohmann::ordered_json out{
            {"septet", 1},         {"timezone", all["timezone"]},       {"currency", all["currency"]},
            {"name", all["name"]}, {"exported_at", all["exported_at"]}, {key, all[key]}};
        return tests::File{std::string(key) + ".json", out.dump()};
    };
    std::vector<tests::File> files;
    for (const char* key : {"calls", "deals", "people", "accounts", "stages", "reach", "activities", "targets"})
        files.push_back(part(key));
    Engine whole(tests::find_zone, tests::no_budget);
    REQUIRE(load_text(whole, small).state == LoadEvent::State::done);
    const std::string expected = everything(whole);
    for (int turn = 0; turn < 8; ++turn) {
        std::rotate(files.begin(), files.begin() + 1, files.end());
        Engine at_once(tests::find_zone, tests::no_budget), one_by_one(tests::find_zone, tests::no_budget);
        REQUIRE(load(at_once, files).state == LoadEvent::State::done);
        CHECK((everything(at_once) == expected));
        for (const tests::File& file : files) REQUIRE(load(one_by_one, {file}, true).state == LoadEvent::State::done);
        CHECK((everything(one_by_one) == expected));
    }
}

TEST_CASE("a later file wins where both give a field, and only there") {
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(load_text(engine, small).state == LoadEvent::State::done);
    REQUIRE(load(engine, {{"later.json", R"({"septet":1,"deals":[{"id":1,"value":20,"source":null},
        {"id":"d2","history":[{"stage":"lead","at":"2026-01-04"},{"stage":"talk","at":"2026-01-06"}]}]})"}},
                 true)
                .state == LoadEvent::State::done);
    const auto rows = engine::rows(engine.loaded(), {});
    REQUIRE(rows);
    CHECK(rows->total == 5);
    CHECK(rows->rows[0].value == 2000);
    CHECK(rows->rows[0].source == "ads");
    const auto ledger = engine::ledger(engine.loaded(), {});
    CHECK(ledger->rows[0].ledger.advanced == 2);
    CHECK(ledger->rows[1].ledger.lost == 1);
}

TEST_CASE("bytes that are not our format say so and cost nothing that was loaded") {
    CHECK(failed_load("").errors[0].code == ErrorCode::empty_file);
    CHECK(failed_load("hello").errors[0].code == ErrorCode::not_json);
    CHECK(failed_load(std::string(small).substr(0, 700)).errors[0].code == ErrorCode::json_truncated);
    CHECK(failed_load("[1,2]").errors[0].code == ErrorCode::not_septet);
    CHECK(failed_load(R"({"results":[{"id":"1","properties":{}}]})").errors[0].code == ErrorCode::not_septet);
    CHECK(failed_load(R"({"deals":[]})").errors[0].code == ErrorCode::not_septet);
    CHECK(failed_load(R"({"septet":2})").errors[0].code == ErrorCode::septet_version);
    CHECK(failed_load(R"({"septet":1}{"septet":1})").errors[0].code == ErrorCode::json_syntax);
    CHECK(failed_load(R"({"type":"nothing we know"})").errors[0].code == ErrorCode::not_septet);
    CHECK(failed_load(R"({"septet":1,"deals":[{"id":"a","value":NaN}]})").errors[0].code == ErrorCode::json_syntax);
    CHECK(failed_load("{\"septet\":1,\"name\":\"\xff\"}").errors[0].code == ErrorCode::json_utf8);
    std::string deep = R"({"septet":1,"x":)";
    for (int i = 0; i < 10'000; ++i) deep += '[';
    CHECK(failed_load(deep).errors[0].code == ErrorCode::json_depth);
    CHECK(failed_load(R"({"septet":1,"name":")" + std::string(base::limits::json_string + 1, 'x')).errors[0].code ==
          ErrorCode::json_string_size);
}

TEST_CASE("a field that cannot be used is left out and named with its record") {
    const auto defects =
        defects_of(R"({"septet":1,"currency":"yen","timezone":"Mars/Base","stages":[{"id":"a"},{"name":"b"}],
      "people":{"id":"p"},
      "deals":[{"id":"d1","value":"12","status":"closed","created_at":"yesterday","history":[{"stage":"a","at":"2026-01-01"}]},
               {"value":1}, 17,
               {"id":"d4","history":[{"stage":"a"},{"at":"2026-01-01"},{"stage":"a","at":17},{"stage":"zz","at":"2026-01-01"},
                                     {"stage":"a","at":"1969-01-01"}]},
               {"id":"d1","history":{}}]})");
    CHECK(has(defects, "bad_currency", "currency", 0));
    CHECK(has(defects, "unknown_zone", "timezone", 0));
    CHECK(has(defects, "missing_field", "stages[].id", 2));
    CHECK(has(defects, "wrong_type", "people", 0));
    CHECK(has(defects, "wrong_type", "deals[].value", 1));
    CHECK(has(defects, "unknown_word", "deals[].status", 1));
    CHECK(has(defects, "bad_time", "deals[].created_at", 1));
    CHECK(has(defects, "missing_field", "deals[].id", 2));
    CHECK(has(defects, "missing_field", "deals[].history[].at", 3));
    CHECK(has(defects, "missing_field", "deals[].history[].stage", 3));
    CHECK(has(defects, "wrong_type", "deals[].history[].at", 3));
    CHECK(has(defects, "time_out_of_range", "deals[].history[].at", 3));
    CHECK(has(defects, "unknown_stage", "deals[].history[].stage", 0));
    CHECK(has(defects, "duplicate_id", "deals[].id", 4));
    CHECK(has(defects, "wrong_type", "deals[].history", 4));
}

TEST_CASE("what looks odd is kept and said") {
    const auto defects =
        defects_of(R"({"septet":1,"exported_at":"2026-02-01","currency":"EUR","stages":[{"id":"a"},{"id":"b"}],
      "people":[{"id":"p"}],
      "deals":[{"id":"d1","status":"lost","closed_at":"2025-12-01","history":[{"stage":"a","at":"2026-01-01","owner":"ghost"}]},
               {"id":"d2","status":"left","history":[{"stage":"a","at":"2026-01-01"}]},
               {"id":"d3","value":3,"currency":"USD","history":[{"stage":"a","at":"2026-03-01"}]},
               {"id":"d4"}],
      "calls":[{"id":"c1","at":"2026-01-01"},{"id":"c2","at":"2026-01-01","deal":"nowhere"}]})");
    std::vector<std::string> found;
    for (const engine::Defect& defect : defects) {
        found.push_back(defect.id);
        CHECK(!defect.skipped);
    }
    std::sort(found.begin(), found.end());
    CHECK(found == std::vector<std::string>{"after_cut_off", "call_without_deal", "mixed_currency", "negative_duration",
                                            "no_closing_time", "no_history", "unknown_deal", "unknown_person"});
}

TEST_CASE("a million distinct stages are counted, not kept") {
    std::string text = R"({"septet":1,"stages":[)";
    for (int i = 0; i < 1'000'000; ++i) text += (i ? ",{\"id\":\"s" : "{\"id\":\"s") + std::to_string(i) + "\"}";
    text +=
        R"(],"deals":[{"id":"d","history":[{"stage":"s3","at":"2026-01-01"},{"stage":"s999999","at":"2026-01-02"}]}]})";
    Engine engine(tests::find_zone, tests::no_budget);
    const LoadEvent event = load_text(engine, text);
    REQUIRE(event.state == LoadEvent::State::done);
    CHECK(event.skipped == 1'000'000 - base::limits::stages + 1);
    CHECK(engine::summary(engine.loaded(), {})->stages.size() == base::limits::stages);
    CHECK(engine::ledger(engine.loaded(), {})->total.entries == 1);
}

TEST_CASE("loading stops before it needs more memory than there is, and keeps what was there") {
    Engine engine(tests::find_zone, 600'000);
    REQUIRE(load_text(engine, small).state == LoadEvent::State::done);
    std::string text = R"({"septet":1,"stages":[{"id":"a"}],"deals":[)";
    for (int i = 0; i < 20'000; ++i)
        text += (i ? ",{\"id\":\"" : "{\"id\":\"") + std::to_string(i) +
                R"(","history":[{"stage":"a","at":"2026-01-01"}]})";
    const LoadEvent event = load_text(engine, text + "]}", 10'000);
    REQUIRE(event.state == LoadEvent::State::failed);
    CHECK(event.errors[0].code == ErrorCode::out_of_memory);
    CHECK(event.errors[0].record > 1000);
    CHECK(engine::summary(engine.loaded(), {})->name == "Small");
}

TEST_CASE("ids keep their digits") {
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(load_text(engine, R"({"septet":1,"stages":[{"id":"a"}],"deals":[
        {"id":12345678901234567890123,"history":[{"stage":"a","at":"2026-01-01"}]},
        {"id":1.50,"history":[{"stage":"a","at":"2026-01-02"}]}]})")
                .state == LoadEvent::State::done);
    const auto rows = engine::rows(engine.loaded(), {});
    CHECK(rows->rows[0].deal == "12345678901234567890123");
    CHECK(rows->rows[1].deal == "1.50");
}

TEST_CASE("money is scaled by its currency wherever the currency stands in the file") {
    const char* parts[] = {R"("currency":"JPY")", R"("stages":[{"id":"a"}])",
                           R"("deals":[{"id":"d","value":7,"history":[{"stage":"a","at":"2026-01-01"}]},
                                       {"id":"d","value":100},{"id":"e","value":2.5,"currency":"EUR"}])",
                           R"("reach":[{"date":"2026-01-01","source":"ads","cost":100}])"};
    int order[] = {0, 1, 2, 3};
    do {
        std::string text = R"({"septet":1)";
        for (const int part : order) text += std::string(",") + parts[part];
        Engine engine(tests::find_zone, tests::no_budget);
        REQUIRE(load_text(engine, text + "}").state == LoadEvent::State::done);
        CHECK(engine::rows(engine.loaded(), {})->rows[0].value == 100);
        CHECK(engine::reach(engine.loaded(), {})->total.cost == 100);
    } while (std::next_permutation(std::begin(order), std::end(order)));
}

TEST_CASE("values of a file in another currency are never added to the data's") {
    const char yuan[] = R"({"septet":1,"currency":"CNY","stages":[{"id":"a"}],
        "deals":[{"id":"1","value":100,"history":[{"stage":"a","at":"2026-01-01"}]}]})";
    for (const char* yen :
         {R"({"septet":1,"currency":"JPY","deals":[{"id":"2","value":100,"history":[{"stage":"a","at":"2026-01-01"}]}],
                                "reach":[{"date":"2026-01-01","cost":5}]})",
          R"({"septet":1,"deals":[{"id":"2","value":100,"history":[{"stage":"a","at":"2026-01-01"}]}],
                                "reach":[{"date":"2026-01-01","cost":5}],"currency":"JPY"})"}) {
        Engine engine(tests::find_zone, tests::no_budget);
        REQUIRE(load(engine, {{"cn.json", yuan}, {"jp.json", yen}}).state == LoadEvent::State::done);
        const auto ledger = engine::ledger(engine.loaded(), {});
        CHECK(ledger->total.value == 10'000);
        CHECK(ledger->total.valued == 1);
        CHECK(engine::reach(engine.loaded(), {})->total.cost == 0);
        const auto rows = engine::rows(engine.loaded(), {});
        CHECK(rows->rows[1].currency == "JPY");
        CHECK(rows->rows[1].value == 100);
        const auto defects = engine::defects(engine.loaded(), {});
        REQUIRE(!defects->rows.empty());
        CHECK(defects->rows[0].id == "mixed_currency");
    }
}

namespace {

std::string with_calendar(const std::string& calendar) {
    return R"({"septet":1,"calendar":)" + calendar + R"(,"stages":[{"id":"lead"}],"deals":[]})";
}

engine::Calendar calendar_read(Engine& engine, const std::string& calendar) {
    REQUIRE(load_text(engine, with_calendar(calendar)).state == LoadEvent::State::done);
    const auto answer = engine::read<engine::SummaryAnswer>(engine.ask(R"({"figure":"summary"})"));
    REQUIRE(answer);
    return answer->calendar;
}

}  // namespace

TEST_CASE("calendar: the team's hours, weekdays, holidays and extra days") {
    Engine engine(tests::find_zone, tests::no_budget);
    const std::string text =
        R"({"hours":[9,18],"weekdays":[1,2,3,4,5,6],"holidays":["2026-10-01","2026-10-02"],"extra_days":["2026-10-10"],"tea":{"at":[16]}})";
    const engine::Calendar all{{9, 18}, {1, 2, 3, 4, 5, 6}, {"2026-10-01", "2026-10-02"}, {"2026-10-10"}};
    CHECK(calendar_read(engine, text) == all);
    // The same as a line, its type last.
    const std::string line =
        R"({"calendar":)" + text + R"(,"type":"meta","septet":1})" + "\n" + R"({"type":"stage","id":"lead"})";
    REQUIRE(load_text(engine, line).state == LoadEvent::State::done);
    CHECK(engine.loaded().data.calendar->extra_days.size() == 1);
    CHECK(calendar_read(engine, R"({"hours":[0,24]})") == engine::Calendar{{0, 24}, {1, 2, 3, 4, 5}, {}, {}});
    // A later file may give another one; one that gives none leaves it.
    REQUIRE(load(engine, {{"more.json", R"({"septet":1,"stages":[{"id":"talk"}]})"}}, true).state ==
            LoadEvent::State::done);
    CHECK(engine.loaded().data.calendar->to == 24);
}

TEST_CASE("calendar: what cannot be used is told by its field") {
    struct Wrong {
        std::string calendar;
        std::string path;
        ErrorCode code;
        bool kept;
    };
    std::string many;
    for (std::size_t i = 0; i <= base::limits::holidays; ++i) many += std::string(i ? "," : "") + "\"2026-01-01\"";
    const Wrong wrong[] = {
        {R"("9-18")", "calendar", ErrorCode::wrong_type, false},
        {R"([9,18])", "calendar", ErrorCode::wrong_type, false},
        {R"({"hours":[18,9]})", "calendar.hours", ErrorCode::bad_number, false},
        {R"({"hours":[9]})", "calendar.hours", ErrorCode::bad_number, false},
        {R"({"hours":[9,18,20]})", "calendar.hours", ErrorCode::bad_number, false},
        {R"({"hours":[9,25]})", "calendar.hours[]", ErrorCode::bad_number, false},
        {R"({"hours":{"from":9}})", "calendar.hours[]", ErrorCode::wrong_type, false},
        {R"({"weekdays":[1]})", "calendar.hours", ErrorCode::missing_field, false},
        {R"({"hours":[9,18],"weekdays":[0]})", "calendar.weekdays[]", ErrorCode::bad_number, true},
        {R"({"hours":[9,18],"weekdays":[[1]]})", "calendar.weekdays[]", ErrorCode::wrong_type, true},
        {R"({"hours":[9,18],"holidays":["2026-02-30"]})", "calendar.holidays[]", ErrorCode::bad_time, true},
        {R"({"hours":[9,18],"extra_days":["2026-02-20T10:00:00"]})", "calendar.extra_days[]", ErrorCode::bad_time,
         true},
        {R"({"hours":[9,18],"holidays":[)" + many + "]}", "calendar.holidays[]", ErrorCode::too_many_records, true},
    };
    for (const Wrong& w : wrong) {
        CAPTURE(w.calendar.substr(0, 80));
        Engine engine(tests::find_zone, tests::no_budget);
        const bool kept = !calendar_read(engine, w.calendar).hours.empty();
        CHECK(kept == w.kept);
        bool told = false;
        for (const model::Finding& finding : engine.loaded().data.report.findings())
            for (const base::Error& error : finding.examples)
                told = told || (error.code == w.code && error.path == w.path && error.file == "test.json");
        CHECK(told);
    }
}
