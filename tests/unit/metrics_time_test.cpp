// Cohorts, durations and working time: held to R, to a count second by second, to the ledger, and to data cut earlier.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/installed_zone.h"
#include "base/random.h"
#include "engine/figures/cohorts.h"
#include "engine/figures/ledger.h"
#include "engine/figures/summary.h"
#include "engine/figures/time.h"
#include "loading.h"
#include "metrics/calendar.h"
#include "metrics/durations.h"

using engine::By;
using engine::Engine;
using engine::Question;
using metrics::Calendar;

namespace {

constexpr std::int64_t first_day = 20'454;  // 2026-01-01

std::string instant(std::int64_t second) {
    const base::Date date = base::date_from_days(first_day + second / 86'400);
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month, date.day,
                  static_cast<int>(second / 3600 % 24), static_cast<int>(second / 60 % 60),
                  static_cast<int>(second % 60));
    return text;
}

// A company that goes on for 200 days, as it is known at `cut`: what happens later is not in it.
std::string company_at(std::uint64_t seed, std::int64_t cut, bool backwards = false) {
    const char* const ids[] = {"new", "met", "offer", "won"};
    base::Random random(seed);
    std::vector<std::string> deals;
    for (int d = 0; d < 300; ++d) {
        std::int64_t second = random.below(150 * 86'400);
        std::string history, closed;
        const char* status = "open";
        std::uint32_t stage = 0;
        const std::string created = instant(second);
        while (true) {
            const std::uint32_t step = random.below(10);
            const std::int64_t next = second + 1 + random.below((random.below(5) == 0 ? 60 : 6) * 86'400);
            if (second < cut) {
                if (!history.empty()) history += ',';
                history += std::string(R"({"stage":")") + ids[stage] + R"(","at":")" + instant(second) +
                           R"(","owner":"p)" + std::to_string(random.below(3)) + "\"}";
            } else {
                random.below(3);
            }
            const bool won = stage == 3;
            if (won && second < cut) {
                status = "won";
                closed = instant(second);
            }
            if (!won && step < 3 && next < cut) {
                status = step == 0 ? "left" : "lost";
                closed = instant(next);
            }
            if (won || step < 3) break;
            second = next;
            stage = step == 3 && stage > 0 ? stage - 1 : std::min(3u, stage + (step == 4 ? 2 : 1));
        }
        if (history.empty()) continue;
        deals.push_back(R"({"id":"d)" + std::to_string(d) + R"(","created_at":")" + created + R"(","value":)" +
                        std::to_string(100 + d) + R"(,"source":"s)" + std::to_string(d % 3) + R"(","status":")" +
                        status + "\"" + (closed.empty() ? "" : R"(,"closed_at":")" + closed + "\"") +
                        R"(,"history":[)" + history + "]}");
    }
    if (backwards) std::reverse(deals.begin(), deals.end());
    std::string text =
        R"({"septet":1,"timezone":"UTC","currency":"EUR","exported_at":")" + instant(cut) +
        R"(","stages":[{"id":"new","role":"lead_generator"},{"id":"met","role":"lead_nurturer"},)"
        R"({"id":"offer","role":"lead_nurturer"},{"id":"won","role":"closer","outcome":"won"}],"deals":[)";
    for (std::size_t i = 0; i < deals.size(); ++i) text += (i ? "," : "") + deals[i];
    return text + "]}";
}

void load(Engine& engine, std::string text) {
    REQUIRE(tests::load_text(engine, std::move(text)).state == engine::LoadEvent::State::done);
}

engine::CohortsAnswer cohorts_of(const Engine& engine, const std::vector<By>& by) {
    Question question;
    question.by = by;
    auto answer = engine::cohorts(engine.loaded(), question);
    REQUIRE(answer);
    return *std::move(answer);
}

// How many mature cells of the earlier data there are; each must be found as it was in the later data.
int check_unmoved(const engine::CohortsAnswer& earlier, const engine::CohortsAnswer& later) {
    std::map<engine::Keys, const engine::CohortRow*> rows;
    for (const auto& row : later.rows) rows[row.keys] = &row;
    int mature = 0;
    for (const auto& row : earlier.rows)
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (!row.cells[i].mature) {
                CHECK(!row.cells[i].rate.estimate);
                continue;
            }
            ++mature;
            CHECK(row.cells[i].rate.of == row.entries);
            REQUIRE(rows.count(row.keys) == 1);
            const engine::CohortCell& now = rows[row.keys]->cells[i];
            CHECK(now.mature);
            CHECK(now.rate.hits == row.cells[i].rate.hits);
            CHECK(now.rate.of == row.cells[i].rate.of);
            CHECK(now.rate.low == row.cells[i].rate.low);
        }
    return mature;
}

}  // namespace

TEST_CASE("cohorts: entries as the ledger, and a mature cell never moves") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        Engine whole(tests::find_zone, tests::no_budget);
        load(whole, company_at(seed, 400 * 86'400));
        for (const std::int64_t cut : {40 * 86'400, 75 * 86'400 + 12'345, 120 * 86'400, 181 * 86'400}) {
            Engine early(tests::find_zone, tests::no_budget);
            load(early, company_at(seed, cut));
            for (const auto& by : {std::vector{By::month}, std::vector{By::role, By::month},
                                   std::vector{By::stage, By::month}, std::vector{By::month, By::source}}) {
                const auto earlier = cohorts_of(early, by);
                CHECK(check_unmoved(earlier, cohorts_of(whole, by)) > 0);
                Question question;
                question.by = by;
                const auto ledger = engine::ledger(early.loaded(), question);
                REQUIRE(ledger->rows.size() == earlier.rows.size());
                for (std::size_t i = 0; i < earlier.rows.size(); ++i) {
                    CHECK(earlier.rows[i].keys == ledger->rows[i].keys);
                    CHECK(earlier.rows[i].entries == ledger->rows[i].ledger.entries);
                    std::uint64_t hits = 0;
                    for (const auto& cell : earlier.rows[i].cells) {
                        CHECK(cell.rate.hits <= cell.rate.of);
                        if (cell.mature) {
                            CHECK(cell.rate.hits >= hits);
                            hits = cell.rate.hits;
                        }
                    }
                    CHECK(hits <= ledger->rows[i].ledger.advanced);
                }
            }
        }
    }
}

TEST_CASE("cohorts: BPI Challenge 2012 cut in December and whole") {
    Engine engines[] = {Engine(base::installed_zone, tests::no_budget), Engine(base::installed_zone, tests::no_budget)};
    const char* const names[] = {"pipeline-as-of-2011-12-01.json", "pipeline.json"};
    for (int i = 0; i < 2; ++i) {
        std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/../shared/data/bpic2012/" + names[i],
                           std::ios::binary);
        if (!file) {
            MESSAGE("skipped: ", names[i], " is not here");
            return;
        }
        load(engines[i], std::string{std::istreambuf_iterator<char>(file), {}});
    }
    for (const auto& by : {std::vector{By::month}, std::vector{By::stage, By::month}, std::vector{By::role, By::month}})
        CHECK(check_unmoved(cohorts_of(engines[0], by), cohorts_of(engines[1], by)) > 2);
}

TEST_CASE("time: medians, their intervals and p90 as R gives them") {
    std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/tests/data/oracles/time.json");
    const auto cases = nlohmann::json::parse(std::string{std::istreambuf_iterator<char>(file), {}});
    REQUIRE(cases.size() > 100);
    const auto same = [](const metrics::Seconds& ours, const nlohmann::json& theirs) {
        return theirs.is_null() ? !ours : ours == theirs.get<std::uint32_t>();
    };
    for (const auto& one : cases) {
        std::vector<metrics::Observed> observed;
        for (std::size_t i = 0; i < one["t"].size(); ++i)
            observed.push_back(
                {one["t"][i].get<std::uint32_t>(), 0, one["c"][i] == 1 ? metrics::Cause::lost : metrics::Cause::open});
        CAPTURE(one.dump());
        const metrics::Lasting lasting = metrics::lasting(observed);
        CHECK(same(lasting.median, one["km"][0]));
        CHECK(same(lasting.median_low, one["km"][1]));
        CHECK(same(lasting.median_high, one["km"][2]));
        CHECK(same(lasting.p90, one["km"][3]));
        const auto ages = one["t"].get<std::vector<std::uint32_t>>();
        const metrics::Quantiles counted = metrics::quantiles(ages);
        CHECK(same(counted.median, one["q"][0]));
        CHECK(same(counted.p90, one["q"][1]));
    }
}

TEST_CASE("time: adds up, filter and complement are the whole, order changes nothing") {
    Engine engine(tests::find_zone, tests::no_budget), reversed(tests::find_zone, tests::no_budget);
    load(engine, company_at(7, 100 * 86'400));
    load(reversed, company_at(7, 100 * 86'400, true));
    for (const auto& by : {std::vector{By::stage}, std::vector{By::role}, std::vector{By::person}}) {
        Question question;
        question.figure = engine::Figure::time;
        question.by = by;
        question.calendar.hours = {9, 18};
        CHECK(engine.ask(engine::write(question)) == reversed.ask(engine::write(question)));
        std::map<engine::Keys, std::vector<std::uint64_t>> parts[2];
        for (int part = 0; part < 3; ++part) {
            question.filter.source.clear();
            if (part == 1) question.filter.source = {"s0"};
            if (part == 2) question.filter.source = {"s1", "s2"};
            const auto answer = engine::time_in_stage(engine.loaded(), question);
            REQUIRE(answer);
            CHECK(answer->day_s == 9 * 3600);
            CHECK(answer->cycle.n > 0);
            for (const auto& row : answer->rows) {
                CHECK(row.entries == row.passed + row.untimed + row.n);
                CHECK(row.n == row.settled + row.open);
                CHECK(row.stale.value_or(0) <= row.open);
                auto& sums = parts[part > 0][row.keys];
                sums.resize(5);
                const std::uint64_t counts[] = {row.n, row.settled, row.open, row.stale.value_or(0),
                                                static_cast<std::uint64_t>(row.stale_value)};
                for (std::size_t i = 0; i < 5; ++i) sums[i] += counts[i];
            }
        }
        CHECK(parts[0] == parts[1]);
    }
}

TEST_CASE("calendar: as counted second by second, also where the clock is put forward and back") {
    base::Random random(3);
    const base::Zone fixed("Asia/Shanghai", 8 * 3600, {});
    const base::Time start = (first_day + 70) * 86'400;
    // An hour forward after nine days at one in the night, and back five days later at noon.
    const base::Zone moved("Moved", 3'600,
                           {{start + 9 * 86'400 + 2 * 3'600, 7'200}, {start + 14 * 86'400 + 11 * 3'600 + 77, 3'600}});
    for (int round = 0; round < 12; ++round) {
        const base::Zone& zone = round % 3 == 0 ? fixed : moved;
        metrics::WorkingHours hours;
        hours.from = random.below(24);
        hours.to = hours.from + 1 + random.below(24 - hours.from);
        if (round == 1) hours = {0, 24, 0x7f, {}, {}};
        if (round != 1) hours.weekdays = 1 + random.below(127);
        for (std::uint32_t i = random.below(4); i > 0 && round != 1; --i)
            hours.holidays.push_back(first_day + 70 + random.below(20));
        // Some of them on holidays and on days that are worked anyway.
        for (std::uint32_t i = random.below(4); i > 0 && round != 1; --i)
            hours.extra_days.push_back(first_day + 70 + random.below(20));
        const base::Time last = start + 20 * 86'400;
        const Calendar calendar(hours, zone, start, last);
        std::vector<std::uint32_t> before{0};
        for (base::Time at = start; at < last; ++at) {
            const std::int64_t local = at + zone.offset_at(at);
            const std::int64_t day = local / 86'400;
            const std::int64_t second = local % 86'400;
            const bool usual = (hours.weekdays >> ((day + 3) % 7) & 1) != 0 &&
                               std::ranges::find(hours.holidays, day) == hours.holidays.end();
            const bool extra = std::ranges::find(hours.extra_days, day) != hours.extra_days.end();
            const bool works = (usual || extra) && second >= hours.from * 3'600 && second < hours.to * 3'600;
            before.push_back(before.back() + works);
        }
        if (round == 1) CHECK(before.back() == 20 * 86'400);
        for (int i = 0; i < 3'000; ++i) {
            const std::uint32_t from = random.below(20 * 86'400 + 1), to = random.below(20 * 86'400 + 1);
            const std::uint32_t expected = from < to ? before[to] - before[from] : 0;
            if (calendar.between(start + from, start + to) != expected) {
                CAPTURE(round);
                CHECK(calendar.between(start + from, start + to) == expected);
            }
        }
        CHECK(calendar.between(start, last) == before.back());
    }
}

TEST_CASE("a deal that was won counts as won for the cycle and in the summary, whatever became of it later") {
    Engine engine(tests::find_zone, tests::no_budget);
    load(engine, R"({"septet":1,"name":"Won","exported_at":"2026-06-30T00:00:00Z","timezone":"UTC",
      "stages":[{"id":"lead","role":"marketer"},{"id":"won","role":"closer","outcome":"won"},
                {"id":"active","role":"customer_support"}],
      "deals":[{"id":"kept","status":"won","created_at":"2026-01-01T00:00:00Z","closed_at":"2026-01-11T00:00:00Z","history":[
                 {"stage":"lead","at":"2026-01-01T00:00:00Z"},{"stage":"won","at":"2026-01-11T00:00:00Z"}]},
               {"id":"lost later","status":"lost","created_at":"2026-01-01T00:00:00Z","closed_at":"2026-05-01T00:00:00Z","history":[
                 {"stage":"lead","at":"2026-01-01T00:00:00Z"},{"stage":"won","at":"2026-01-21T00:00:00Z"},
                 {"stage":"active","at":"2026-02-01T00:00:00Z"}]},
               {"id":"never","status":"lost","created_at":"2026-01-01T00:00:00Z","closed_at":"2026-02-01T00:00:00Z","history":[
                 {"stage":"lead","at":"2026-01-01T00:00:00Z"}]}]})");
    Question question;
    question.figure = engine::Figure::time;
    const auto answer = engine::time_in_stage(engine.loaded(), question);
    REQUIRE(answer);
    CHECK(answer->cycle.n == 2);
    CHECK(answer->cycle.median_s == 10 * 86'400);
    CHECK(answer->cycle.p90_s == 20 * 86'400);
    const auto summary = engine::summary(engine.loaded(), {});
    REQUIRE(summary);
    CHECK(summary->counts.won == 1);
    CHECK(summary->counts.ever_won == 2);
}

TEST_CASE("time: a calendar that cannot be is refused by its name") {
    Engine engine(tests::find_zone, tests::no_budget);
    load(engine, company_at(8, 50 * 86'400));
    const std::pair<engine::Calendar, const char*> wrong[] = {
        {{{9}, {}, {}, {}}, "calendar.hours"},
        {{{18, 9}, {}, {}, {}}, "calendar.hours"},
        {{{9, 25}, {}, {}, {}}, "calendar.hours"},
        {{{}, {1}, {}, {}}, "calendar.hours"},
        {{{9, 18}, {0}, {}, {}}, "calendar.weekdays"},
        {{{9, 18}, {8}, {}, {}}, "calendar.weekdays"},
        {{{9, 18}, {}, {"2026-02-30"}, {}}, "calendar.holidays"},
        {{{9, 18}, {}, {"2026-02-20T10:00"}, {}}, "calendar.holidays"},
        {{{9, 18}, {}, {}, {"2026-10-10 "}}, "calendar.extra_days"},
    };
    for (const auto& [calendar, path] : wrong) {
        Question question;
        question.calendar = calendar;
        const auto answer = engine::time_in_stage(engine.loaded(), question);
        REQUIRE(!answer);
        CHECK(answer.error().path == path);
    }
}
