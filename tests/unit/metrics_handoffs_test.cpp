// Hand-offs of a company small enough to do by hand, and their laws over random ones.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "base/random.h"
#include "engine/codec.h"
#include "engine/figures/handoffs.h"
#include "engine/figures/ledger.h"
#include "loading.h"
#include "metrics/handoffs.h"

using engine::By;

namespace {

constexpr const char* head =
    R"({"septet":1,"timezone":"UTC","currency":"CNY","exported_at":"2026-03-01","stages":[{"id":"a","role":"lead_generator"},{"id":"b","role":"lead_nurturer"},{"id":"c","role":"closer"}],
    "people":[{"id":"g"},{"id":"n"},{"id":"n2"},{"id":"c"}],)";

std::string file(const std::string& deals, const std::string& rest = {}) {
    return std::string(head) + R"("deals":[)" + deals + "]" + rest + "}";
}

std::string random_deals(base::Random& random, int count) {
    std::string text;
    for (int d = 0; d < count; ++d) {
        text += std::string(d ? "," : "") + R"({"id":"d)" + std::to_string(d) + R"(","value":)" +
                std::to_string(random.below(900)) + R"(,"status":")" + (random.below(3) == 0 ? "lost" : "open") +
                R"(","closed_at":"2026-02-27","history":[)";
        int minute = static_cast<int>(random.below(20'000));
        for (std::uint32_t i = 0, of = 1 + random.below(4); i < of; ++i) {
            char at[32];
            std::snprintf(at, sizeof at, "2026-01-%02dT%02d:%02d:00Z", 1 + minute / 1440 % 28, minute / 60 % 24,
                          minute % 60);
            text += std::string(i ? "," : "") + R"({"stage":")" + "abc"[random.below(3)] + R"(","at":")" + at + "\"";
            if (random.below(6) != 0) text += R"(,"owner":"p)" + std::to_string(random.below(5)) + "\"";
            text += "}";
            minute += static_cast<int>(random.below(4000));
        }
        text += "]}";
    }
    return text;
}

engine::Question by(std::vector<By> dimensions) {
    engine::Question question;
    question.by = std::move(dimensions);
    return question;
}

}  // namespace

TEST_CASE("every kind of end, by hand") {
    // Handed to n on 2 January in each. Touched after an hour; after a day by a call; lost after two days; back to g after three;
    // passed on without a touch; waiting for 58 days.
    const auto deal = [](const char* id, const char* more, const char* rest) {
        return std::string(R"({"id":")") + id +
               R"(","value":100,"history":[{"stage":"a","at":"2026-01-01","owner":"g"},{"stage":"b","at":"2026-01-02","owner":"n")" +
               more + "}" + rest;
    };
    const std::string deals = deal("1", R"(,"first_touch_at":"2026-01-02T01:00:00Z")", "]},") + deal("2", "", "]},") +
                              deal("3", "", R"(],"status":"lost","closed_at":"2026-01-04"},)") +
                              deal("4", "", R"(,{"stage":"a","at":"2026-01-05","owner":"g"}]},)") +
                              deal("5", "", R"(,{"stage":"c","at":"2026-01-05","owner":"n"}]},)") + deal("6", "", "]}");
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(
        engine,
        file(
            deals,
            R"(,"calls":[{"id":"x","at":"2026-01-03","person":"n","deal":"2"},{"id":"y","at":"2026-01-03","person":"c","deal":"6"}])"));
    const auto answer = engine::handoffs(engine.loaded(), by({By::role}));
    REQUIRE(answer);
    REQUIRE(answer->rows.size() == 2);
    const engine::HandoffRow& row = answer->rows[0];
    CHECK(row.from_role == "lead_generator");
    CHECK(row.to_role == "lead_nurturer");
    CHECK(row.count == 6);
    CHECK(row.picked_up == 2);
    CHECK(row.dropped == 1);
    CHECK(row.bounced == 1);
    CHECK(row.untold == 1);
    CHECK(row.waiting == 1);
    CHECK(row.value == 60'000);
    CHECK(row.waiting_value == 10'000);
    CHECK(row.oldest_s == 58 * 86'400);
    CHECK(!row.median_s);  // too few to say
    // The way back is a hand-off too: deal 4, to g. That deal 5 stays with n is none.
    CHECK(answer->rows[1].from_role == "lead_nurturer");
    CHECK(answer->rows[1].to_role == "lead_generator");
    CHECK(answer->total.count == 7);
    const auto queue = engine::queue(engine.loaded(), {});
    REQUIRE(queue->total == 2);
    CHECK(queue->rows[0].deal == "6");
    CHECK(queue->rows[0].to_person == "n");
    CHECK(queue->late == 2);
}

TEST_CASE(
    "back to the giver before a touch is a bounce, whichever way the deal moves; after a touch it was picked up") {
    const auto deal = [](const char* id, const char* touched, const char* stage, const char* owner) {
        return std::string(R"({"id":")") + id +
               R"(","history":[{"stage":"a","at":"2026-01-01","owner":"g"},{"stage":"b","at":"2026-01-02","owner":"n")" +
               touched + R"(},{"stage":")" + stage + R"(","at":"2026-01-05","owner":")" + owner + "\"}]}";
    };
    const char* const touch = R"(,"first_touch_at":"2026-01-03")";
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(
        engine, file(deal("1", "", "c", "g") + "," + deal("2", "", "a", "g") + "," + deal("3", touch, "c", "g") + "," +
                     deal("4", touch, "a", "g") + "," + deal("5", "", "c", "n2") + "," + deal("6", "", "a", "n2")));
    engine::Question to_nurturer = by({By::role});
    to_nurturer.filter.stage = {"b"};
    const auto answer = engine::handoffs(engine.loaded(), to_nurturer);
    REQUIRE(answer->rows.size() == 1);
    CHECK(answer->rows[0].count == 6);
    CHECK(answer->rows[0].bounced == 2);
    CHECK(answer->rows[0].picked_up == 2);
    CHECK(answer->rows[0].untold == 2);
}

TEST_CASE("median and share in time, by hand") {
    // 40 hand-offs, the i-th touched after i hours.
    std::string deals;
    for (int i = 1; i <= 40; ++i)
        deals +=
            std::string(i > 1 ? "," : "") + R"({"id":")" + std::to_string(i) +
            R"(","history":[{"stage":"a","at":"2026-01-01","owner":"g"},{"stage":"b","at":"2026-01-02","owner":"n","first_touch_at":"2026-01-0)" +
            std::to_string(2 + i / 24) + "T" + (i % 24 < 10 ? "0" : "") + std::to_string(i % 24) + ":00:00Z\"}]}";
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, file(deals));
    const auto answer = engine::handoffs(engine.loaded(), by({By::role}));
    REQUIRE(answer->rows.size() == 1);
    CHECK(answer->rows[0].median_s == 20 * 3600u);
    CHECK(answer->rows[0].p90_s == 36 * 3600u);
    CHECK(answer->rows[0].within_target.estimate == doctest::Approx(24.0 / 40));
    CHECK(answer->rows[0].drop.estimate == doctest::Approx(0));
}

TEST_CASE("a share in time that is not known yet is told in counts") {
    // 25 touched within the hour; 15 handed over two hours before the cut-off, still waiting.
    const auto deal = [](int id, const char* rest) {
        return std::string(id ? "," : "") + R"({"id":")" + std::to_string(id) +
               R"(","history":[{"stage":"a","at":"2026-01-01","owner":"g"},)" + rest + "]}";
    };
    std::string deals;
    for (int i = 0; i < 25; ++i)
        deals += deal(i, R"({"stage":"b","at":"2026-01-02","owner":"n","first_touch_at":"2026-01-02T01:00:00Z"})");
    std::string young = deals, old = deals;
    for (int i = 25; i < 40; ++i) {
        young += deal(i, R"({"stage":"b","at":"2026-02-28T22:00:00Z","owner":"n"})");
        old += deal(i, R"({"stage":"b","at":"2026-02-20","owner":"n"})");
    }
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, file(young));
    const engine::HandoffRow row = engine::handoffs(engine.loaded(), by({By::role}))->rows.front();
    CHECK(row.counts_only == "young");
    CHECK(!row.within_target.estimate);
    CHECK(row.in_time == 25);
    CHECK(row.at_risk == 0);
    CHECK(row.count == 40);
    CHECK(row.median_s == 3600u);  // 25 of 40 is known
    engine::Question hour = by({By::role});
    hour.target_s = 3600;
    CHECK(engine::handoffs(engine.loaded(), hour)->rows.front().within_target.estimate == doctest::Approx(25.0 / 40));
    tests::load_text(engine, file(old));
    const engine::HandoffRow told = engine::handoffs(engine.loaded(), by({By::role}))->rows.front();
    CHECK(told.counts_only.empty());
    CHECK(told.at_risk == 15);
    CHECK(told.within_target.estimate == doctest::Approx(25.0 / 40));
    tests::load_text(engine, file(deals));
    CHECK(engine::handoffs(engine.loaded(), by({By::role}))->rows.front().counts_only == "few");
}

TEST_CASE("median and nine in ten with competing ends, by hand") {
    struct Kind {
        int count, hours;
        char end;  // touched, lost, back, waiting, passed on without a touch
    };
    const auto deals_of = [](const std::vector<Kind>& kinds) {
        // Everything is received so that it ends at the hour wanted; the waiting ones that long before the cut-off.
        std::string text;
        int id = 0;
        const auto clock = [](int hours) {
            char at[32];
            std::snprintf(at, sizeof at, "2026-02-%02dT%02d:00:00Z", 1 + hours / 24, hours % 24);
            return std::string(at);
        };
        for (const Kind& kind : kinds)
            for (int i = 0; i < kind.count; ++i) {
                const int received = kind.end == 'w' ? 28 * 24 - kind.hours : 48;
                const std::string end = clock(received + kind.hours);
                text += std::string(id ? "," : "") + R"({"id":")" + std::to_string(id) +
                        R"(","history":[{"stage":"a","at":"2026-02-01","owner":"g"},{"stage":"b","at":")" +
                        clock(received) + R"(","owner":"n")" +
                        (kind.end == 't' ? R"(,"first_touch_at":")" + end + "\"}]" : "}");
                ++id;
                if (kind.end == 'b') text += R"(,{"stage":"a","at":")" + end + R"(","owner":"g"}])";
                if (kind.end == 'u') text += R"(,{"stage":"c","at":")" + end + R"(","owner":"n"}])";
                if (kind.end == 'l') text += R"(],"status":"lost","closed_at":")" + end + "\"";
                if (kind.end == 'w') text += "]";
                text += "}";
            }
        return text;
    };
    engine::Engine engine(tests::find_zone, tests::no_budget);
    engine::Question to_nurturer = by({By::role});
    to_nurturer.filter.stage = {"b"};
    // Of 40: 10 touched at 1 h                     F = 10/40             = 0.25,  S = 0.75
    // of 30: 10 lost at 2 h                                                      S = 0.5
    // 5 waiting since 3 h: 15 are left; 6 touched at 4 h  F += 0.5 · 6/15 = 0.45, S = 0.3
    // of 9: 3 sent back at 5 h                                                   S = 0.2
    // of 6: 2 touched at 6 h                       F += 0.2 · 2/6 = 0.5167: the median. The last 4 wait.
    tests::load_text(
        engine,
        file(deals_of({{10, 1, 't'}, {10, 2, 'l'}, {5, 3, 'w'}, {6, 4, 't'}, {3, 5, 'b'}, {2, 6, 't'}, {4, 30, 'w'}})));
    const engine::HandoffRow row = engine::handoffs(engine.loaded(), to_nurturer)->rows.front();
    CHECK(row.count == 40);
    CHECK(row.median_s == 6 * 3600u);
    CHECK(!row.p90_s);
    engine::Question four = to_nurturer;
    four.target_s = 4 * 3600;
    const engine::HandoffRow at_four = engine::handoffs(engine.loaded(), four)->rows.front();
    CHECK(at_four.at_risk == 15);
    CHECK(at_four.in_time == 16);
    CHECK(at_four.within_target.estimate == doctest::Approx(0.45));
    four.target_s = 4 * 3600 + 1;  // nine are watched so long
    CHECK(engine::handoffs(engine.loaded(), four)->rows.front().counts_only == "young");
    four.target_s = 4 * 3600 - 1;
    const engine::HandoffRow before = engine::handoffs(engine.loaded(), four)->rows.front();
    CHECK(before.at_risk == 15);
    CHECK(before.in_time == 10);
    CHECK(before.within_target.estimate == doctest::Approx(0.25));
    // Of 100: 50 touched at 1 h                    F = 0.5: the median, at the tie
    // 10 passed on at 2 h, not known when picked up: 40 are left; 30 touched at 3 h  F += 0.5 · 30/40 = 0.875, S = 0.125
    // of 10: 2 lost at 4 h                                                       S = 0.1
    // of 8: 3 touched at 5 h                       F += 0.1 · 3/8 = 0.9125: nine in ten
    tests::load_text(engine,
                     file(deals_of({{50, 1, 't'}, {10, 2, 'u'}, {30, 3, 't'}, {2, 4, 'l'}, {3, 5, 't'}, {5, 9, 'l'}})));
    four.target_s = 3 * 3600;
    const engine::HandoffRow late = engine::handoffs(engine.loaded(), four)->rows.front();
    CHECK(late.count == 100);
    CHECK(late.untold == 10);
    CHECK(late.median_s == 3600u);
    CHECK(late.p90_s == 5 * 3600u);
    CHECK(late.within_target.estimate == doctest::Approx(0.875));
}

TEST_CASE("a hand-off in the middle of a stage is counted; the ledger does not see it") {
    const std::string plain =
        R"({"id":"1","history":[{"stage":"a","at":"2026-01-01","owner":"g"},{"stage":"b","at":"2026-01-02","owner":"n"})";
    const std::string taken =
        plain +
        R"(,{"stage":"b","at":"2026-01-05","owner":"n2","first_touch_at":"2026-01-06"},{"stage":"b","at":"2026-01-08","owner":"n"})";
    const std::string end = R"(,{"stage":"c","at":"2026-01-10","owner":"c"}]})";
    engine::Engine engine(tests::find_zone, tests::no_budget), without(tests::find_zone, tests::no_budget);
    tests::load_text(engine, file(taken + end));
    tests::load_text(without, file(plain + end));
    for (const std::vector<By>& dimensions : {std::vector<By>{By::stage}, {By::role}, {By::person}})
        CHECK(engine::write(*engine::ledger(engine.loaded(), by(dimensions))) ==
              engine::write(*engine::ledger(without.loaded(), by(dimensions))));
    const auto check = [&] {
        const auto answer = engine::handoffs(engine.loaded(), by({By::person}));
        REQUIRE(answer->rows.size() == 4);  // by id: g → n, n → c, n → n2, n2 → n
        CHECK(answer->rows[0].untold == 1);
        CHECK(answer->rows[1].waiting == 1);
        CHECK(answer->rows[2].picked_up == 1);  // after a day
        CHECK(answer->rows[2].in_time == 1);
        CHECK(answer->rows[3].untold == 1);
        const auto roles = engine::handoffs(engine.loaded(), by({By::role}));
        REQUIRE(roles->rows.size() == 3);
        CHECK(roles->rows[1].from_role == "lead_nurturer");
        CHECK(roles->rows[1].to_role == "lead_nurturer");
        CHECK(roles->rows[1].count == 2);
    };
    check();
    // Another file on top: what was loaded before keeps its takeovers.
    tests::load(
        engine,
        {{"more.json", R"({"septet":1,"deals":[{"id":"2","history":[{"stage":"a","at":"2026-01-03","owner":"g"}]}]})"}},
        true);
    check();
    // Sent back in the middle of a stage, before a touch.
    tests::load_text(engine, file(plain + R"(,{"stage":"b","at":"2026-01-05","owner":"g"}]})"));
    CHECK(engine::handoffs(engine.loaded(), by({By::person}))->total.bounced == 1);
}

TEST_CASE("the clock of a pick-up starts when the deal was assigned") {
    const auto row_of = [](const char* more, const engine::Question& question) {
        engine::Engine engine(tests::find_zone, tests::no_budget);
        tests::load_text(
            engine,
            file(
                std::string(
                    R"({"id":"1","history":[{"stage":"a","at":"2026-01-01","owner":"g"},{"stage":"b","at":"2026-01-02","owner":"n")") +
                more + "}]}"));
        // Again as what was loaded before.
        tests::load(engine,
                    {{"more.json", R"({"septet":1,"deals":[{"id":"0","history":[{"stage":"a","at":"2026-01-03"}]}]})"}},
                    true);
        return engine::handoffs(engine.loaded(), question)->rows.front();
    };
    engine::Question hour = by({By::role});
    hour.target_s = 3600;
    const char* const touched = R"(,"first_touch_at":"2026-01-03T10:00:00Z")";
    CHECK(row_of(touched, hour).in_time == 0);
    CHECK(row_of((std::string(touched) + R"(,"assigned_at":"2026-01-03T09:00:00Z")").c_str(), hour).in_time == 1);
    CHECK(row_of((std::string(touched) + R"(,"assigned_at":"2026-01-03T08:59:59Z")").c_str(), hour).in_time == 0);
    CHECK(row_of((std::string(touched) + R"(,"assigned_at":"2026-01-04")").c_str(), hour).in_time ==
          1);  // touched before
    CHECK(row_of((std::string(touched) + R"(,"assigned_at":"2025-01-04")").c_str(), hour).in_time ==
          0);  // not in this stay
    CHECK(row_of(R"(,"assigned_at":"2026-02-28")", hour).oldest_s == 86'400);
    CHECK(row_of(R"(,"assigned_at":"2026-03-05")", hour).oldest_s == 58 * 86'400);  // after the cut-off: not yet known
}

TEST_CASE("a loss at a time that is not known is counted and not estimated; a touch before it is a pick-up") {
    const auto deal = [](const char* id, const char* more) {
        return std::string(R"({"id":")") + id +
               R"(","status":"lost","closed_at":"2026-01-01","history":[{"stage":"a","at":"2026-01-01","owner":"g"},{"stage":"b","at":"2026-01-02","owner":"n")" +
               more + "}]}";
    };
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, file(deal("1", "") + "," + deal("2", R"(,"first_touch_at":"2026-01-02T05:00:00Z")")));
    const engine::HandoffRow row = engine::handoffs(engine.loaded(), by({By::role}))->rows.front();
    CHECK(row.dropped == 1);
    CHECK(row.picked_up == 1);
    CHECK(row.in_time == 1);
}

TEST_CASE("with a calendar nights and weekends do not count") {
    // Friday 2 January 17:00 to Monday 10:00: two working hours of nine to six.
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(
        engine,
        file(
            R"({"id":"1","history":[{"stage":"a","at":"2026-01-01","owner":"g"},{"stage":"b","at":"2026-01-02T17:00:00Z","owner":"n","first_touch_at":"2026-01-05T10:00:00Z"}]},
        {"id":"2","history":[{"stage":"a","at":"2026-01-01","owner":"g"},{"stage":"b","at":"2026-02-27T17:00:00Z","owner":"n"}]})"));
    engine::Question question = by({By::role});
    question.calendar.hours = {9, 18};
    question.target_s = 2 * 3600;
    const auto answer = engine::handoffs(engine.loaded(), question);
    CHECK(answer->day_s == 9 * 3600);
    CHECK(answer->rows.front().in_time == 1);
    CHECK(answer->rows.front().oldest_s == 3600);  // the cut-off is a Sunday
    CHECK(engine::queue(engine.loaded(), question)->rows.front().age_s == 3600);
    CHECK(engine::queue(engine.loaded(), question)->late == 0);
    question.calendar = {};
    CHECK(engine::handoffs(engine.loaded(), question)->rows.front().in_time == 0);
    CHECK(engine::queue(engine.loaded(), question)->late == 1);
}

TEST_CASE("without owners there are hand-offs of roles, and none of people") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine,
                     file(R"({"id":"1","history":[{"stage":"a","at":"2026-01-01"},{"stage":"b","at":"2026-01-02"}]})"));
    CHECK(engine::handoffs(engine.loaded(), by({By::role}))->total.count == 1);
    const auto people = engine::handoffs(engine.loaded(), by({By::person}));
    CHECK(people->head.refused == "no_owner_history");
    CHECK(people->rows.empty());
    const auto wrong = engine::handoffs(engine.loaded(), by({By::month}));
    CHECK(!wrong);
    CHECK(wrong.error().path == "by");
}

TEST_CASE("a queue's classes of age: hours within a day, days, and the target as an edge of its own") {
    constexpr std::uint32_t hour = 3'600, day = 24 * hour;
    CHECK(metrics::queue_age_ends(day, day) ==
          std::vector<std::uint32_t>{4 * hour, 8 * hour, day, 2 * day, 4 * day, 7 * day});
    CHECK(metrics::queue_age_ends(8 * hour, 8 * hour) ==
          std::vector<std::uint32_t>{4 * hour, 8 * hour, 16 * hour, 32 * hour, 56 * hour});
    CHECK(metrics::queue_age_ends(3 * hour, 0) == std::vector<std::uint32_t>{3 * hour, 6 * hour, 12 * hour, 21 * hour});
    CHECK(metrics::queue_age_ends(day, 60).front() == 60);
}

TEST_CASE("the queue of a hand-off is a part of the queue of all, and its ages and its money sum to it") {
    base::Random random(11);
    for (int i = 0; i < 20; ++i) {
        engine::Engine engine(tests::find_zone, tests::no_budget);
        tests::load_text(engine, file(random_deals(random, 120)));
        engine::Question question = by({By::role});
        question.limit = base::limits::rows_answered;
        if (i % 2) question.calendar.hours = {9, 18};
        question.target_s = 3'600 * (1 + random.below(200));
        const auto roles = engine::handoffs(engine.loaded(), question);
        const auto all = engine::queue(engine.loaded(), question);
        REQUIRE(all);
        CHECK(all->value == roles->total.waiting_value);
        CHECK(all->valued == roles->total.waiting_valued);
        std::uint64_t sum = 0;
        for (const engine::HandoffRow& row : roles->rows) {
            question.handed = engine::Handed{row.from_role, row.to_role};
            question.by_value = random.below(2) == 0;
            const auto part = engine::queue(engine.loaded(), question);
            REQUIRE(part);
            CHECK(part->total == row.waiting);
            CHECK(part->value == row.waiting_value);
            CHECK(part->valued == row.waiting_valued);
            std::uint64_t aged = 0, late = 0;
            for (const engine::QueueAge& age : part->ages) {
                aged += age.count;
                if (age.over_s >= question.target_s) late += age.count;
                const auto of_it = std::ranges::count_if(part->rows, [&](const engine::QueueRow& one) {
                    return (one.age_s > age.over_s || age.over_s == 0) && (!age.up_to_s || one.age_s <= *age.up_to_s);
                });
                CHECK(age.count == static_cast<std::uint64_t>(of_it));
            }
            CHECK(aged == part->total);
            CHECK(late == part->late);
            for (std::size_t r = 1; r < part->rows.size(); ++r) {
                if (question.by_value)
                    CHECK(part->rows[r - 1].value >= part->rows[r].value);
                else
                    CHECK(part->rows[r - 1].age_s >= part->rows[r].age_s);
            }
            sum += part->total;
        }
        CHECK(sum == all->total);
        question.handed = engine::Handed{"closer", "nobody"};
        CHECK(engine::queue(engine.loaded(), question).error().path == "handed.to");
        question.handed = engine::Handed{"", "closer"};
        CHECK(engine::queue(engine.loaded(), question)->total == 0);
        const auto again = engine::read<engine::QueueAnswer>(engine::write(*all));
        REQUIRE(again);
        CHECK(engine::write(*again) == engine::write(*all));
    }
}

TEST_CASE("people sum to roles, the queue to what waits, and no order of records matters") {
    base::Random random(8);
    for (int i = 0; i < 30; ++i) {
        const std::string deals = random_deals(random, 120);
        engine::Engine engine(tests::find_zone, tests::no_budget), turned(tests::find_zone, tests::no_budget);
        tests::load_text(engine, file(deals));
        std::vector<std::string> records;
        for (std::size_t at = 0; at < deals.size();) {
            const std::size_t end = deals.find("]}", at) + 2;
            records.push_back(deals.substr(at, end - at));
            at = end + 1;
        }
        std::string backwards;
        for (auto record = records.rbegin(); record != records.rend(); ++record)
            backwards += (backwards.empty() ? "" : ",") + *record;
        tests::load_text(turned, file(backwards));
        for (const std::vector<By>& dimensions : {std::vector<By>{By::role}, {By::person}, {By::role, By::person}}) {
            const auto answer = engine::handoffs(engine.loaded(), by(dimensions));
            REQUIRE(answer);
            CHECK(engine::write(*answer) == engine::write(*engine::handoffs(turned.loaded(), by(dimensions))));
            std::uint64_t count = 0, waiting = 0;
            for (const engine::HandoffRow& row : answer->rows) {
                CHECK(row.count == row.picked_up + row.dropped + row.bounced + row.untold + row.waiting);
                count += row.count;
                waiting += row.waiting;
            }
            CHECK(count == answer->total.count);
            CHECK(waiting == engine::queue(engine.loaded(), {})->total);
        }
        // Pairs of people add up to their pair of roles, and roles to what was received and given.
        const auto roles = engine::handoffs(engine.loaded(), by({By::role}));
        const auto both = engine::handoffs(engine.loaded(), by({By::role, By::person}));
        std::uint64_t given = 0;
        for (const engine::HandoffRow& pair : roles->rows) {
            engine::HandoffRow sum;
            for (const engine::HandoffRow& row : both->rows) {
                if (row.from_role != pair.from_role || row.to_role != pair.to_role) continue;
                sum.count += row.count;
                sum.picked_up += row.picked_up;
                sum.dropped += row.dropped;
                sum.bounced += row.bounced;
                sum.untold += row.untold;
                sum.waiting += row.waiting;
                sum.in_time += row.in_time;
                sum.value += row.value;
                sum.waiting_value += row.waiting_value;
                sum.oldest_s = std::max(sum.oldest_s, row.oldest_s);
            }
            CHECK(std::tuple(sum.count, sum.picked_up, sum.dropped, sum.bounced, sum.untold, sum.waiting,
                             sum.in_time) == std::tuple(pair.count, pair.picked_up, pair.dropped, pair.bounced,
                                                        pair.untold, pair.waiting, pair.in_time));
            CHECK(std::tuple(sum.value, sum.waiting_value, sum.oldest_s) ==
                  std::tuple(pair.value, pair.waiting_value, pair.oldest_s));
            given += pair.count;
        }
        std::uint64_t received = 0;
        for (const char* role : {"lead_generator", "lead_nurturer", "closer"}) {
            engine::Question to = by({By::role});
            to.filter.role = {role};
            std::uint64_t of_pairs = 0;
            for (const engine::HandoffRow& pair : roles->rows) of_pairs += pair.to_role == role ? pair.count : 0;
            CHECK(engine::handoffs(engine.loaded(), to)->total.count == of_pairs);
            received += of_pairs;
        }
        CHECK(given == received);
        engine::Question first, second;
        first.filter.stage = {"b"};
        second.filter.stage = {"a", "c"};
        CHECK(engine::handoffs(engine.loaded(), first)->total.count +
                  engine::handoffs(engine.loaded(), second)->total.count ==
              engine::handoffs(engine.loaded(), {})->total.count);
    }
}
