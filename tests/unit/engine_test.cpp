#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include <nlohmann/json.hpp>

#include "engine/figures/defects.h"
#include "engine/figures/ledger.h"
#include "engine/figures/people.h"
#include "engine/figures/reach.h"
#include "engine/figures/rows.h"
#include "engine/figures/summary.h"
#include "loading.h"

using base::ErrorCode;
using engine::By;
using engine::Engine;
using engine::Exit;
using engine::LoadEvent;
using engine::Question;
using Json = nlohmann::ordered_json;

namespace {

const char data[] = R"({"septet":1,"exported_at":"2026-03-01","timezone":"Asia/Shanghai",
  "stages":[{"id":"a","role":"marketer"},{"id":"b","role":"closer"}],
  "people":[{"id":"p","name":"P"},{"id":"r","name":"R","kind":"bot"}],
  "deals":[{"id":"1","source":"<b>&\"","history":[{"stage":"a","at":"2026-01-31T23:30:00","owner":"p"},{"stage":"b","at":"2026-02-02","owner":"r"}]},
           {"id":"2","status":"lost","closed_at":"2026-02-03","history":[{"stage":"a","at":"2026-02-01","owner":"p"}]}]})";

Json ask(Engine& engine, const char* question) { return Json::parse(engine.ask(question), nullptr, false); }

}  // namespace

TEST_CASE("a question that is not one is refused by name") {
    Engine engine(tests::find_zone, tests::no_budget);
    CHECK(ask(engine, "{}")["error"]["code"] == "nothing_loaded");
    REQUIRE(tests::load_text(engine, data).state == LoadEvent::State::done);
    CHECK(ask(engine, "{")["error"]["code"] == "question_syntax");
    CHECK(ask(engine, "[]")["error"]["code"] == "question_bad_value");
    const Json unknown = ask(engine, R"({"figure":"ledger","filter":{"colour":["red"]}})");
    CHECK(unknown["error"]["code"] == "question_unknown_key");
    CHECK(unknown["error"]["path"] == "filter.colour");
    for (const char* bad : {R"({"figure":"magic"})", R"({"by":["stage","stage"]})", R"({"by":"stage"})",
                            R"({"limit":-1})", R"({"figure":"rows","limit":100000})", R"({"filter":{"role":["boss"]}})",
                            R"({"filter":{"entered":["2026-13-01",""]}})", R"({"filter":{"entered":["2026-01-01"]}})",
                            R"({"filter":{"exit":["gone"]}})", R"({"zone":"Mars/Base"})", R"({"jumps":1})"}) {
        CAPTURE(bad);
        CHECK(ask(engine, bad)["error"]["code"] == "question_bad_value");
    }
}

TEST_CASE("a deep or huge question is refused without looking at it") {
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, data).state == LoadEvent::State::done);
    const std::string deep = R"({"by":)" + std::string(60'000, '[');
    CHECK(engine.ask(deep).find("question_syntax") != std::string::npos);
    CHECK(engine.ask(deep + std::string(60'000, ']') + "}").find("question_syntax") != std::string::npos);
    CHECK(engine.ask(std::string(base::limits::question_bytes + 1, ' ')).find("question_syntax") != std::string::npos);
    CHECK(ask(engine, R"({"by":[[["stage"]]]})")["error"]["detail"] == "array");
}

TEST_CASE("an answer that is an error is read as one") {
    const auto read = engine::read<engine::LedgerAnswer>(R"({"error":{"code":"engine_stopped"}})");
    REQUIRE(!read);
    CHECK(read.error().code == ErrorCode::engine_stopped);
    Engine empty(tests::find_zone, tests::no_budget);
    CHECK(engine::read<engine::SummaryAnswer>(empty.ask("{}")).error().code == ErrorCode::nothing_loaded);
}

TEST_CASE("questions are written with what differs from the defaults, and read back") {
    Question question;
    CHECK(engine::write(question) == R"({"figure":"summary"})");
    question.figure = engine::Figure::rows;
    question.by = {By::role};
    question.filter.person = {"", "p\"7\""};
    question.filter.exit = {Exit::lost, Exit::open};
    question.filter.entered = {"2026-01-01", ""};
    question.jumps = engine::Jumps::strict;
    question.zone = "UTC";
    question.offset = 5;
    question.limit = 0;
    const auto read = engine::read_question(engine::write(question));
    REQUIRE(read);
    CHECK(*read == question);
}

TEST_CASE("answers are read as they were written") {
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, data).state == LoadEvent::State::done);
    const auto same = [](const auto& answer, auto read) {
        REQUIRE(answer);
        const std::string text = engine::write(*answer);
        const auto back = read(text);
        REQUIRE(back);
        CHECK(engine::write(*back) == text);
    };
    same(engine::summary(engine.loaded(), {}), engine::read<engine::SummaryAnswer>);
    Question by_role;
    by_role.by = {By::role, By::source};
    same(engine::ledger(engine.loaded(), by_role), engine::read<engine::LedgerAnswer>);
    same(engine::people(engine.loaded(), {}), engine::read<engine::PeopleAnswer>);
    same(engine::rows(engine.loaded(), {}), engine::read<engine::RowsAnswer>);
    same(engine::defects(engine.loaded(), {}), engine::read<engine::DefectsAnswer>);
    same(engine::reach(engine.loaded(), {}), engine::read<engine::ReachAnswer>);
    LoadEvent event;
    event.state = LoadEvent::State::failed;
    event.errors.push_back({ErrorCode::json_depth, "x.json", 3, "deals[].id", 17, "\"<script>"});
    const auto back = engine::read_load_event(engine::write(event));
    REQUIRE(back);
    CHECK(engine::write(*back) == engine::write(event));
}

TEST_CASE("an answer repeats its question, names its definition and prints times in the zone asked for") {
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, data).state == LoadEvent::State::done);
    const Json rows = ask(engine, R"({"figure":"rows","zone":"UTC"})");
    CHECK(rows["question"] == Json::parse(R"({"figure":"rows","by":["stage"],"zone":"UTC"})"));
    CHECK(rows["definition"] == "rows/1");
    CHECK(rows["cut_off"] == "2026-02-28T16:00:00+00:00");
    CHECK(rows["rows"][0]["entered"] == "2026-01-31T15:30:00+00:00");
    CHECK(rows["rows"][0]["source"] == "<b>&\"");
    CHECK(rows["rows"][0]["value_minor"].is_null());
    // Days of a filter and months are those of the zone too.
    CHECK(ask(engine, R"({"figure":"rows","filter":{"entered":["2026-02-01","2026-03-01"]}})")["total"] == 2);
    CHECK(ask(engine, R"({"figure":"rows","zone":"UTC","filter":{"entered":["2026-02-01","2026-03-01"]}})")["total"] ==
          1);
    const Json months = ask(engine, R"({"figure":"ledger","by":["month"]})");
    CHECK(months["rows"][0]["month"] == "2026-01");
}

TEST_CASE("bots are told apart and never part of the people together") {
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, data).state == LoadEvent::State::done);
    const auto people = engine::people(engine.loaded(), {});
    REQUIRE(people);
    REQUIRE(people->rows.size() == 2);
    CHECK(people->rows[0].advanced.hits == 1);
    CHECK(people->rows[0].advanced.of == 2);
    CHECK(people->rows[1].bot);
    CHECK(people->roles[1].ledger.entries == 0);
    CHECK(!people->roles[1].advanced.estimate);
}

TEST_CASE("a cancelled or failed load leaves the answers as they were") {
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, data).state == LoadEvent::State::done);
    const std::string before = engine.ask(R"({"figure":"ledger"})");
    engine.begin_load({});
    engine.begin_file("half.json");
    CHECK(engine.feed(R"({"septet":1,"deals":[{"id":)"));
    engine.cancel_load();
    CHECK(engine.ask(R"({"figure":"ledger"})") == before);
    const LoadEvent event = tests::load(engine, {{"good.json", data}, {"bad.json", "{]"}});
    CHECK(event.state == LoadEvent::State::failed);
    CHECK(event.errors[0].file == "bad.json");
    CHECK(engine.ask(R"({"figure":"ledger"})") == before);
}

namespace {

const std::string shared_data = std::string(SEPTET_SOURCE_FOLDER) + "/../shared/data/";

std::string file_text(const std::string& path) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                               [](std::FILE* f) { return f ? std::fclose(f) : 0; });
    std::string text;
    char piece[65536];
    for (std::size_t got = 1; file && got != 0;) {
        got = std::fread(piece, 1, sizeof piece, file.get());
        text.append(piece, got);
    }
    return text;
}

bool load_shared(Engine& engine, const char* path) {
    const std::string text = file_text(shared_data + path);
    if (text.empty()) {
        MESSAGE("skipped: ", path, " is not here");
        return false;
    }
    return tests::load_text(engine, text).state == LoadEvent::State::done;
}

}  // namespace

TEST_CASE("BPI Challenge 2012: entries of every stage, and where the deals went") {
    Engine engine(base::installed_zone, tests::no_budget);
    if (!load_shared(engine, "bpic2012/pipeline.json")) return;
    const auto ledger = engine::ledger(engine.loaded(), {});
    REQUIRE(ledger->rows.size() == 6);
    const std::uint64_t entries[] = {7455, 4143, 2886, 2836, 1856, 1336};
    for (std::size_t i = 0; i < 6; ++i) CHECK(ledger->rows[i].ledger.entries == entries[i]);
    CHECK(ledger->total.lost == 4401 + 1718);
    CHECK(ledger->total.open == 0);
    Question lost;
    lost.filter.exit = {Exit::lost};
    lost.limit = 1000;
    std::uint64_t declined = 0, cancelled = 0, all = 1;
    for (; lost.offset < all; lost.offset += lost.limit) {
        const auto rows = engine::rows(engine.loaded(), lost);
        all = rows->total;
        for (const auto& row : rows->rows) ++(row.lost_reason == "declined" ? declined : cancelled);
    }
    CHECK(declined == 4401);
    CHECK(cancelled == 1718);
}

TEST_CASE("Olist: 8,000 leads, 842 won, by source as counted by others") {
    Engine engine(base::installed_zone, tests::no_budget);
    if (!load_shared(engine, "olist/pipeline.json")) return;
    const Json oracle =
        Json::parse(file_text(std::string(SEPTET_SOURCE_FOLDER) + "/../shared/oracles/olist.json"), nullptr, false);
    Question by_source;
    by_source.by = {By::source, By::stage};
    const auto ledger = engine::ledger(engine.loaded(), by_source);
    std::size_t matched = 0;
    for (const auto& [origin, counts] : oracle["by_origin"].items())
        for (const auto& row : ledger->rows) {
            if (row.keys[0] != (origin == "(blank)" ? "" : origin)) continue;
            CHECK(row.ledger.entries == counts[row.keys[1] == "mql" ? "mql" : "won"].get<std::uint64_t>());
            ++matched;
        }
    CHECK(matched == 2 * oracle["by_origin"].size());
    const auto stages = engine::ledger(engine.loaded(), {});
    CHECK(stages->rows[0].ledger.entries == 8000);
    CHECK(stages->rows[1].ledger.entries == 842);
}
