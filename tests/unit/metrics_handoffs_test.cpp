// Hand-offs of a company small enough to do by hand, and their laws over random ones.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/codec.h"
#include "engine/figures/handoffs.h"
#include "loading.h"

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

TEST_CASE("back to the giver before a touch is a bounce, whichever way the deal moves; after a touch it was picked up") {
    const auto deal = [](const char* id, const char* touched, const char* stage, const char* owner) {
        return std::string(R"({"id":")") + id +
               R"(","history":[{"stage":"a","at":"2026-01-01","owner":"g"},{"stage":"b","at":"2026-01-02","owner":"n")" +
               touched + R"(},{"stage":")" + stage + R"(","at":"2026-01-05","owner":")" + owner + "\"}]}";
    };
    const char* const touch = R"(,"first_touch_at":"2026-01-03")";
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, file(deal("1", "", "c", "g") + "," + deal("2", "", "a", "g") + "," +
                                  deal("3", touch, "c", "g") + "," + deal("4", touch, "a", "g") + "," +
                                  deal("5", "", "c", "n2") + "," + deal("6", "", "a", "n2")));
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
        engine::Question first, second;
        first.filter.stage = {"b"};
        second.filter.stage = {"a", "c"};
        CHECK(engine::handoffs(engine.loaded(), first)->total.count +
                  engine::handoffs(engine.loaded(), second)->total.count ==
              engine::handoffs(engine.loaded(), {})->total.count);
    }
}
