// What of the invoices came in on time: by hand, its laws, and what a file may get wrong.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/figures/retention.h"
#include "loading.h"

namespace {

constexpr const char* head =
    R"({"septet":1,"timezone":"Asia/Shanghai","currency":"CNY","exported_at":"2026-07-15T23:59:59","stages":[{"id":"w","role":"customer_support","outcome":"won"}],"activities":[)";

std::string record(const char* type, const char* account, const char* at, const std::string& rest) {
    return std::string(R"({"type":")") + type + R"(","account":")" + account + R"(","at":")" + at + "\"," + rest + "}";
}

std::string invoice(const char* account, const char* at, int value, const char* due = "", const char* id = "") {
    std::string rest = R"("value":)" + std::to_string(value);
    if (*due) rest += R"(,"due":")" + std::string(due) + "\"";
    if (*id) rest += R"(,"id":")" + std::string(id) + "\"";
    return record("invoice", account, at, rest);
}

std::string payment(const char* account, const char* at, int value, const char* names = "") {
    return record("payment", account, at,
                  R"("value":)" + std::to_string(value) +
                      (*names ? R"(,"invoice":")" + std::string(names) + "\"" : std::string()));
}

// Customers since long before, so that the whole year can be asked about.
const std::string since = record("payment", "Z", "2025-01-01", R"("value":1)");

engine::RetentionAnswer ask(std::vector<std::string> records, const engine::Question& chosen = {}) {
    records.push_back(since);
    std::string text = head;
    for (std::size_t i = 0; i < records.size(); ++i) text += (i ? "," : "") + records[i];
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, text + "]}").errors.empty());
    engine::Question question = chosen;
    if (question.period == engine::Days{}) question.period = {"2026-01-01", "2026-07-01"};
    const auto answer = engine::retention(engine.loaded(), question);
    REQUIRE(answer);
    return *answer;
}

engine::RetentionRow total_of(const std::vector<std::string>& records, const engine::Question& question = {}) {
    return ask(records, question).total;
}

}  // namespace

TEST_CASE("collection by hand: in time, late, not at all, young") {
    const auto answer = ask({
        invoice("A", "2026-02-01", 100, "2026-03-01"),
        payment("A", "2026-03-31T23:59:00", 100),  // the last minute of the thirtieth day
        invoice("B", "2026-02-01", 100, "2026-03-01"),
        payment("B", "2026-04-01T00:00:00", 100),      // the first that is late
        invoice("C", "2026-03-01", 50),                // due with itself, never paid
        invoice("D", "2026-06-01", 70, "2026-06-20"),  // not thirty days past
        payment("D", "2026-06-21", 70),
        invoice("E", "2025-11-01", 900, "2025-12-31"),  // due before the period
        invoice("F", "2026-06-01", 30, "2026-06-15"),   // its last day is the cut-off's
        invoice("G", "2026-02-01", 0),
        invoice("H", "2026-02-01", -5),
        record("invoice", "I", "2026-02-01", R"("due":"2026-03-01")"),
    });
    CHECK(answer.head.question.horizon_days == 30);
    CHECK(answer.collection_refused.empty());
    const engine::RetentionRow& total = answer.total;
    CHECK(total.invoices == 4);
    CHECK(total.invoices_paid == 1);
    CHECK(total.invoiced == 28'000);
    CHECK(total.collected == 10'000);
    CHECK(total.collected_late == 10'000);
    CHECK(total.collected_unnamed == 20'000);
    CHECK(*total.collection.estimate == doctest::Approx(10.0 / 28));
    CHECK(!total.collection.low);  // four customers tell no interval
    CHECK(total.invoices_young == 1);
    CHECK(total.young == 7'000);
    CHECK(total.invoices_valueless == 3);
    CHECK(total.payments_apart == 0);
    // A day more and B's is in time; less, and D's and F's are old enough.
    engine::Question later;
    later.horizon_days = 31;
    CHECK(total_of({invoice("B", "2026-02-01", 100, "2026-03-01"), payment("B", "2026-04-01", 100)}, later).collected ==
          10'000);
    later.horizon_days = 4'000;
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, head + since + "]}").errors.empty());
    CHECK(engine::retention(engine.loaded(), later).error().path == "horizon_days");
}

TEST_CASE("collection: without invoices there is none; all of them young, no rate") {
    CHECK(ask({payment("A", "2026-02-01", 100)}).collection_refused == "no_invoices");
    const auto young = ask({invoice("A", "2026-06-20", 100)});
    CHECK(young.collection_refused.empty());
    CHECK(!young.total.collection.estimate);
    CHECK(young.total.invoices_young == 1);
}

TEST_CASE("collection: what a payment pays") {
    const std::string first = invoice("A", "2026-02-01", 100, "2026-02-10", "i1"),
                      second = invoice("A", "2026-03-01", 100, "2026-03-10", "i2");
    // In parts, and the oldest first.
    auto total = total_of({first, second, payment("A", "2026-02-05", 60), payment("A", "2026-02-25", 60)});
    CHECK(total.collected == 12'000);
    CHECK(total.invoices_paid == 1);
    CHECK(total.collected_unnamed == 12'000);
    // The one that it names, though the other is older.
    total = total_of({first, second, payment("A", "2026-03-15", 100, "i2")});
    CHECK(total.collected == 10'000);
    CHECK(total.invoices_paid == 1);
    CHECK(total.collected_unnamed == 0);
    // What is named is not paid by others before.
    total = total_of({first, second, payment("A", "2026-02-02", 100), payment("A", "2026-03-05", 100, "i1")});
    CHECK(total.collected == 20'000);
    CHECK(total.collected_unnamed == 10'000);
    CHECK(total.payments_apart == 0);
    // Too much: for the named one alone, and else for the next one too.
    total = total_of({first, second, payment("A", "2026-02-02", 130, "i1")});
    CHECK(total.collected == 10'000);
    CHECK(total.payments_apart == 1);
    CHECK(total.apart == 3'000);
    total = total_of({first, second, payment("A", "2026-02-02", 230)});
    CHECK(total.collected == 20'000);
    CHECK(total.apart == 3'000);
    // Before the invoice was written: 31 days, not more, before the first of them.
    CHECK(total_of({first, payment("A", "2026-01-02", 100)}).collected == 10'000);
    const auto old = total_of({first, payment("A", "2026-01-01T00:00:00", 100), payment("A", "2025-12-01", 100)});
    CHECK(old.collected == 10'000);
    CHECK(total_of({first, payment("A", "2025-12-31T23:00:00", 100)}).collected == 0);
    CHECK(total_of({first, second, payment("A", "2026-01-20", 200)}).collected == 20'000);
    // Another customer's invoice, where it is named; after the cut-off nothing has been paid.
    CHECK(total_of({first, payment("B", "2026-02-02", 100, "i1")}).collected == 10'000);
    CHECK(total_of({first, payment("B", "2026-02-02", 100)}).collected == 0);
    CHECK(total_of({first, payment("A", "2026-07-16", 100)}).collected_late == 0);
    // Recurring payments pay too; a value of nothing, or below it, does not.
    CHECK(total_of({first, record("payment", "A", "2026-02-02", R"("value":100,"recurring":true)")}).collected ==
          10'000);
    CHECK(total_of({first, payment("A", "2026-02-02", -100), payment("A", "2026-02-03", 0)}).collected == 0);
    // Names an invoice that is not there: pays none, and is told.
    total = total_of({first, payment("A", "2026-02-02", 100, "gone")});
    CHECK(total.collected == 0);
    CHECK(total.apart == 10'000);
}

TEST_CASE("collection by who looks after the customer") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    std::string text = head;
    for (const std::string& one : {invoice("A", "2026-02-01", 100), payment("A", "2026-02-01", 100),
                                   invoice("B", "2026-02-01", 300), payment("B", "2026-02-01", 100), since})
        text += one + (one == since ? "" : ",");
    text += R"(],"deals":[{"id":"a","account":"A","history":[{"stage":"w","at":"2025-06-01","owner":"p"}]},
                          {"id":"b","account":"B","history":[{"stage":"w","at":"2025-06-01","owner":"q"}]}]})";
    REQUIRE(tests::load_text(engine, text).errors.empty());
    engine::Question question;
    question.by = {engine::By::role, engine::By::person};
    question.period = {"2026-01-01", "2026-07-01"};
    const auto answer = engine::retention(engine.loaded(), question);
    REQUIRE(answer);
    CHECK(*answer->total.collection.estimate == .5);
    const auto of = [&](const char* person) {
        for (const auto& row : answer->rows)
            if (row.keys.back() == person) return row;
        return engine::RetentionRow{};
    };
    CHECK(*of("p").collection.estimate == 1);
    CHECK(*of("q").collection.estimate == doctest::Approx(1.0 / 3));
}

TEST_CASE("invoices: what a file may get wrong, or say twice") {
    const auto load = [](engine::Engine& engine, const std::vector<tests::File>& files) {
        REQUIRE(tests::load(engine, files).errors.empty());
        engine::Question question;
        question.period = {"2026-01-01", "2026-07-01"};
        return engine::retention(engine.loaded(), question)->total;
    };
    const auto told = [](const engine::Engine& engine, base::ErrorCode code, const char* path) {
        for (const model::Finding& finding : engine.data().report.findings())
            if (finding.code == code && finding.path == path) return finding.count;
        return std::uint64_t{0};
    };
    using base::ErrorCode;
    engine::Engine engine(tests::find_zone, tests::no_budget);
    const std::string long_id(300, 'x');
    auto total = load(
        engine,
        {{"a.json", head + since + "," + record("invoice", "A", "2026-02-01", R"("value":1,"due":"31 March","id":7)") +
                        "," + record("invoice", "A", "2026-02-01", R"("value":"1","due":20260301)") + "," +
                        record("invoice", "A", "2026-02-01", R"("value":1,"id":")" + long_id + "\"") + "," +
                        payment("A", "2026-02-02", 1, "7") + "," + payment("A", "2026-02-02", 1, "8") + "," +
                        record("payment", "A", "2026-02-02", R"("value":1,"invoice":{"id":7})") + "]}"}});
    CHECK(told(engine, ErrorCode::bad_time, "activities[].due") == 1);
    CHECK(told(engine, ErrorCode::wrong_type, "activities[].due") == 1);
    CHECK(told(engine, ErrorCode::wrong_type, "activities[].value") == 1);
    CHECK(told(engine, ErrorCode::wrong_type, "activities[].invoice") == 1);
    CHECK(told(engine, ErrorCode::json_string_size, "activities[].id") == 1);
    CHECK(told(engine, ErrorCode::unknown_invoice, "activities[].invoice") == 1);
    CHECK(total.invoices == 2);
    CHECK(total.collected == 200);

    // The same invoice again, in the same file and in a later one: the last stands, whatever lies between.
    const std::string old = invoice("A", "2026-02-01", 500, "2026-03-01", "i"),
                      anew = invoice("A", "2026-02-01", 100, "2026-03-01", "i");
    total = load(engine, {{"a.json", head + since + "," + payment("A", "2026-02-10", 60, "i") + "," + old + "," +
                                         invoice("B", "2026-02-01", 10, "", "j") + "," + old + "," +
                                         payment("B", "2026-02-10", 10, "j") + "]}"},
                          {"b.json", head + anew + "]}"}});
    CHECK(told(engine, ErrorCode::duplicate_id, "activities[].id") == 1);
    CHECK(total.invoices == 2);
    CHECK(total.invoiced == 11'000);
    CHECK(total.collected == 7'000);
    CHECK(engine.data().invoice_notes.size() == 4);
    CHECK(engine.data().activities.size() == 5);
    // On top of what is loaded.
    REQUIRE(tests::load(engine, {{"c.json", head + invoice("A", "2026-02-01", 60, "2026-03-01", "i") + "]}"}}, true)
                .errors.empty());
    CHECK(engine.data().activities.size() == 5);

    // Another currency than the data's is no value.
    total =
        load(engine, {{"a.json", head + since + "]}"},
                      {"b.json", R"({"septet":1,"currency":"USD","activities":[)" + invoice("A", "2026-02-01", 100) +
                                     "," + payment("A", "2026-02-02", 100) + "]}"}});
    CHECK(total.invoices == 0);
    CHECK(total.invoices_valueless == 1);
    CHECK(total.payments_apart == 0);

    // As lines, with a local due date placed by the zone that comes last.
    total = load(engine, {{"a.jsonl", R"({"type":"meta","exported_at":"2026-07-15T23:59:59","currency":"CNY"})"
                                      "\n" +
                                          since + "\n" + invoice("A", "2026-01-20", 5, "2026-01-01") + "\n" +
                                          R"({"type":"meta","timezone":"Asia/Shanghai"})"}});
    CHECK(total.invoices == 1);
    CHECK(base::iso_time(engine.data().invoice_notes.front().due, engine.data().zone) == "2026-01-01T00:00:00+08:00");
}

TEST_CASE("collection: laws of random customers") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        base::Random random(seed);
        std::vector<std::string> records;
        const auto date = [&] {
            const base::Date day = base::date_from_days(20'454 + random.below(200));  // from 2026-01-01 on
            char text[16];
            std::snprintf(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
            return std::string(text);
        };
        const std::uint32_t customers = 1 + random.below(6);
        for (std::uint32_t i = 0; i < 30; ++i) {
            const std::string account = "k" + std::to_string(random.below(customers)), id = "i" + std::to_string(i);
            records.push_back(invoice(account.c_str(), date().c_str(), static_cast<int>(random.below(100)),
                                      random.below(3) ? date().c_str() : "", random.below(4) ? id.c_str() : ""));
            if (random.below(3) == 0) continue;
            const std::string named = "i" + std::to_string(random.below(34));
            records.push_back(payment(account.c_str(), date().c_str(), static_cast<int>(random.below(120)),
                                      random.below(2) ? named.c_str() : ""));
        }
        engine::Question question;
        question.by = {engine::By::role, engine::By::person};
        question.period = {"2026-01-01", "2026-07-01"};
        const auto answer = ask(records, question);
        std::reverse(records.begin(), records.end());
        const auto again = ask(records, question);
        const engine::RetentionRow &total = answer.total, &other = again.total;
        for (const auto part :
             {&engine::RetentionRow::invoiced, &engine::RetentionRow::collected, &engine::RetentionRow::collected_late,
              &engine::RetentionRow::collected_unnamed, &engine::RetentionRow::young, &engine::RetentionRow::apart})
            CHECK(total.*part == other.*part);
        CHECK(total.collection == other.collection);
        CHECK(total.collected + total.collected_late <= total.invoiced);
        CHECK(total.collected_unnamed <= total.collected + total.collected_late);
        CHECK(total.invoices_paid <= total.invoices);
        // More time, no less of the money of any invoice that is told.
        question.horizon_days = 5;
        const auto sooner = total_of(records, question);
        CHECK(sooner.invoices + sooner.invoices_young == total.invoices + total.invoices_young);
        CHECK(sooner.invoices >= total.invoices);
        CHECK(sooner.invoiced + sooner.young == total.invoiced + total.young);
    }
}
