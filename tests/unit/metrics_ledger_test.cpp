// The ledger held to a second, plain computation and to its laws, over random companies.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "engine/figures/ledger.h"
#include "engine/figures/rows.h"
#include "loading.h"
#include "metrics/intervals.h"

using engine::By;
using engine::Engine;
using engine::Exit;
using engine::Filter;
using engine::Ledger;
using engine::Question;

namespace {

constexpr int stages = 6;
const char* const roles[stages] = {"marketer",      "lead_generator", "lead_generator",
                                   "lead_nurturer", "closer",         "customer_support"};

struct Company {
    std::string text;
    std::vector<tests::File> shuffled;  // the same records in another order, in two files
};

// Deals with skips, returns, ties, unknown owners, unknown stages, every status, recycling through a lost stage.
Company random_company(std::mt19937& random, int deals) {
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const std::string head = R"({"septet":1,"timezone":"Asia/Shanghai","currency":"CNY","exported_at":"2026-09-01",)";
    std::string stage_list = "\"stages\":[";
    for (int s = 0; s < stages; ++s)
        stage_list += std::string(s ? "," : "") + R"({"id":"s)" + std::to_string(s) + R"(","role":")" + roles[s] +
                      "\"" + (s == 4 ? R"(,"outcome":"won"})" : "}");
    stage_list += R"(,{"id":"dead","outcome":"lost"}])";
    std::string people = "\"people\":[";
    for (int p = 0; p < 6; ++p)
        people += std::string(p ? "," : "") + R"({"id":"p)" + std::to_string(p) + R"(","team":"t)" +
                  std::to_string(p % 2) + "\"}";
    people += "]";
    std::vector<std::string> records;
    for (int d = 0; d < deals; ++d) {
        std::string history;
        int stage = below(4) == 0 ? below(stages) : 0;
        long minute = 60L * below(200 * 24);
        const int steps = below(8);
        for (int i = 0; i < steps; ++i) {
            char at[32];
            std::snprintf(at, sizeof at, "2026-%02ld-%02ldT%02ld:%02ld:00", 1 + minute / 1440 / 28 % 8,
                          1 + minute / 1440 % 28, minute / 60 % 24, minute % 60);
            const std::string id = below(15) == 0 ? "dead" : below(40) == 0 ? "nowhere" : "s" + std::to_string(stage);
            history += std::string(i ? "," : "") + R"({"stage":")" + id + R"(","at":")" + at + "\"";
            if (below(5) != 0) history += R"(,"owner":"p)" + std::to_string(below(7)) + "\"";
            if (below(20) == 0) history += R"(,"role":"closer")";
            history += "}";
            stage = std::clamp(stage + below(5) - 1, 0, stages - 1);
            if (below(4) != 0) minute += below(6000);
        }
        const char* const status[] = {"open", "won", "lost", "left"};
        std::string record = R"({"id":"d)" + std::to_string(d) + R"(","status":")" + status[below(4)] + "\"";
        if (below(3) != 0) record += R"(,"source":"src)" + std::to_string(below(3)) + "\"";
        if (below(3) != 0) record += R"(,"segment":"seg)" + std::to_string(below(2)) + "\"";
        if (below(3) != 0) record += R"(,"value":)" + std::to_string(below(1000)) + "." + std::to_string(below(100));
        if (below(5) != 0) record += R"(,"closed_at":"2026-08-20")";
        records.push_back(record + R"(,"history":[)" + history + "]}");
    }
    const auto join = [](const std::vector<std::string>& list) {
        std::string out = "\"deals\":[";
        for (std::size_t i = 0; i < list.size(); ++i) out += (i ? "," : "") + list[i];
        return out + "]";
    };
    Company company;
    company.text = head + stage_list + "," + people + "," + join(records) + "}";
    std::shuffle(records.begin(), records.end(), random);
    const std::vector<std::string> half(records.begin(),
                                        records.begin() + static_cast<std::ptrdiff_t>(records.size() / 2));
    const std::vector<std::string> rest(records.begin() + static_cast<std::ptrdiff_t>(records.size() / 2),
                                        records.end());
    company.shuffled = {{"b.json", head + join(rest) + "," + people + "}"},
                        {"a.json", head + join(half) + "," + stage_list + "}"}};
    return company;
}

bool balanced(const Ledger& l) { return l.entries == l.advanced + l.lost + l.back + l.left + l.open; }

std::vector<std::uint64_t> numbers(const Ledger& l) {
    return {l.entries, l.advanced,  l.lost,
            l.back,    l.left,      l.open,
            l.passed,  l.mid_entry, static_cast<std::uint64_t>(l.value),
            l.valued};
}

std::vector<std::uint64_t> sum(const std::vector<engine::LedgerRow>& rows) {
    std::vector<std::uint64_t> total(10);
    for (const auto& row : rows)
        for (std::size_t i = 0; i < total.size(); ++i) total[i] += numbers(row.ledger)[i];
    return total;
}

Filter random_filter(std::mt19937& random) {
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    Filter filter;
    if (below(3) == 0) filter.source = {"src" + std::to_string(below(4)), ""};
    if (below(3) == 0) filter.segment = {"seg" + std::to_string(below(2))};
    if (below(3) == 0) filter.team = {"t" + std::to_string(below(3))};
    if (below(3) == 0) filter.person = {"p" + std::to_string(below(7)), "p1"};
    if (below(3) == 0) filter.role = {roles[below(stages)], "closer"};
    if (below(3) == 0) filter.stage = {"s" + std::to_string(below(stages))};
    if (below(3) == 0) filter.entered = {"2026-02-01", below(2) == 0 ? "2026-05-01" : ""};
    if (below(4) == 0) filter.exit = {Exit::lost, Exit::open};
    return filter;
}

// The stays of one deal counted once more, straight from a reading of the rules, without the engine's code.
struct PlainEntry {
    long time;
    int stage;
};
std::map<int, std::map<std::string, int>> plain_count(const std::vector<PlainEntry>& sorted, const std::string& end) {
    std::map<int, std::map<std::string, int>> counts;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const int stage = sorted[i].stage;
        if (i + 1 == sorted.size()) {
            ++counts[stage][end];
        } else if (sorted[i + 1].stage > stage) {
            ++counts[stage]["advanced"];
            for (int between = stage + 1; between < sorted[i + 1].stage; ++between) ++counts[between]["advanced"];
        } else {
            ++counts[stage]["back"];
        }
    }
    return counts;
}

}  // namespace

TEST_CASE("the ledger's laws hold for every stage, role, person and filter of random companies") {
    std::mt19937 random(20260918);
    for (int round = 0; round < 25; ++round) {
        Engine engine(tests::find_zone, tests::no_budget);
        const Company company = random_company(random, 120);
        REQUIRE(tests::load_text(engine, company.text).state == engine::LoadEvent::State::done);
        for (int turn = 0; turn < 20; ++turn) {
            Question question;
            question.filter = random_filter(random);
            question.jumps = random() % 2 == 0 ? engine::Jumps::passing : engine::Jumps::strict;
            question.by = {By::stage, By::role, By::person};
            const auto fine = engine::ledger(engine.loaded(), question);
            REQUIRE(fine);
            for (const auto& row : fine->rows) CHECK(balanced(row.ledger));
            CHECK(balanced(fine->total));
            CHECK(sum(fine->rows) == numbers(fine->total));
            // However stays are grouped, they are the same stays.
            for (const std::vector<By>& by : {std::vector<By>{By::stage},
                                              {By::person, By::stage},
                                              {By::source, By::segment},
                                              {By::month, By::stage},
                                              {By::team}}) {
                question.by = by;
                const auto other = engine::ledger(engine.loaded(), question);
                CHECK(numbers(other->total) == numbers(fine->total));
                CHECK(sum(other->rows) == numbers(fine->total));
            }
            // Visits: the sum over people is the role, the sum over roles is the company; flows add up to entries and exits.
            question.by = {By::role};
            const auto visits = engine::ledger(engine.loaded(), question);
            CHECK(sum(visits->rows) == numbers(visits->total));
            for (const auto& row : visits->rows) {
                CHECK(balanced(row.ledger));
                std::uint64_t received = 0, passed_on = 0;
                for (const auto& flow : row.received) received += flow.count;
                for (const auto& flow : row.passed_on) passed_on += flow.count;
                CHECK(received == row.ledger.entries);
                CHECK(passed_on == row.ledger.advanced + row.ledger.back);
            }
            question.by = {By::role, By::person};
            CHECK(sum(engine::ledger(engine.loaded(), question)->rows) == numbers(visits->total));
            // A list behind a mark has as many rows as the mark says.
            question.by = {By::stage};
            const auto stage_rows = engine::ledger(engine.loaded(), question);
            for (const auto& row : stage_rows->rows) {
                if (!question.filter.exit.empty() || !question.filter.stage.empty()) break;
                Question behind = question;
                behind.filter.stage = {row.keys[0]};
                behind.filter.exit = {Exit::back};
                behind.limit = 1000;
                const auto rows = engine::rows(engine.loaded(), behind);
                CHECK(rows->total == row.ledger.back);
                CHECK(rows->rows.size() == rows->total);
            }
        }
    }
}

TEST_CASE("a filter and its complement add up to the whole") {
    std::mt19937 random(7);
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, random_company(random, 400).text).state == engine::LoadEvent::State::done);
    const auto total = [&](const Filter& filter, std::vector<By> by) {
        Question question;
        question.by = std::move(by);
        question.filter = filter;
        return engine::ledger(engine.loaded(), question)->total.entries;
    };
    for (const auto& by : {std::vector<By>{By::stage}, {By::role}}) {
        const auto all = total({}, by);
        Filter some, others;
        some.source = {"src0", "src1"};
        others.source = {"src2", ""};
        CHECK(total(some, by) + total(others, by) == all);
        some = others = {};
        some.person = {"p0", "p1", "p2", ""};
        others.person = {"p3", "p4", "p5", "p6"};
        CHECK(total(some, by) + total(others, by) == all);
        some = others = {};
        some.entered = {"", "2026-04-01"};
        others.entered = {"2026-04-01", ""};
        CHECK(total(some, by) + total(others, by) == all);
        some = others = {};
        some.exit = {Exit::advanced, Exit::back};
        others.exit = {Exit::lost, Exit::left, Exit::open};
        CHECK(total(some, by) + total(others, by) == all);
    }
}

TEST_CASE("the order of records and files changes nothing") {
    std::mt19937 random(11);
    for (int round = 0; round < 10; ++round) {
        const Company company = random_company(random, 150);
        Engine one(tests::find_zone, tests::no_budget), two(tests::find_zone, tests::no_budget);
        REQUIRE(tests::load_text(one, company.text).state == engine::LoadEvent::State::done);
        REQUIRE(tests::load(two, company.shuffled).state == engine::LoadEvent::State::done);
        for (const char* question : {R"({"figure":"ledger","by":["stage","person","source","segment","team","month"]})",
                                     R"({"figure":"people"})", R"({"figure":"rows","limit":1000})"})
            CHECK((one.ask(question) == two.ask(question)));
    }
}

TEST_CASE("the ledger agrees with a plain count") {
    std::mt19937 random(3);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    std::map<int, std::map<std::string, int>> expected;
    std::string text = R"({"septet":1,"stages":[)";
    for (int s = 0; s < stages; ++s) text += std::string(s ? "," : "") + R"({"id":"s)" + std::to_string(s) + "\"}";
    text += R"(],"deals":[)";
    for (int d = 0; d < 500; ++d) {
        std::vector<PlainEntry> entries;
        int stage = below(2);
        for (int i = 0; i < 1 + below(6); ++i) {
            entries.push_back({1'767'225'600L + d + i * 3600L, stage});
            int next = stage;
            while (next == stage) next = below(stages);
            stage = next;
        }
        const std::string end = below(2) == 0 ? "open" : "lost";
        for (const auto& [at, count] : plain_count(entries, end))
            for (const auto& [exit, n] : count) expected[at][exit] += n;
        text += std::string(d ? "," : "") + R"({"id":)" + std::to_string(d) + R"(,"status":")" + end +
                R"(","closed_at":"2026-12-01","history":[)";
        std::shuffle(entries.begin(), entries.end(), random);
        for (std::size_t i = 0; i < entries.size(); ++i)
            text += std::string(i ? "," : "") + R"({"stage":"s)" + std::to_string(entries[i].stage) + R"(","at":")" +
                    base::iso_time(entries[i].time, base::Zone()) + "\"}";
        text += "]}";
    }
    Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, text + "]}").state == engine::LoadEvent::State::done);
    const auto ledger = engine::ledger(engine.loaded(), {});
    REQUIRE(ledger->rows.size() == static_cast<std::size_t>(stages));
    for (int s = 0; s < stages; ++s) {
        const Ledger& row = ledger->rows[static_cast<std::size_t>(s)].ledger;
        CHECK(row.advanced == static_cast<std::uint64_t>(expected[s]["advanced"]));
        CHECK(row.back == static_cast<std::uint64_t>(expected[s]["back"]));
        CHECK(row.lost == static_cast<std::uint64_t>(expected[s]["lost"]));
        CHECK(row.open == static_cast<std::uint64_t>(expected[s]["open"]));
    }
}

TEST_CASE("Wilson intervals as statsmodels gives them") {
    const auto near = [](double a, double b) { return std::abs(a - b) < 1e-6; };
    // statsmodels.stats.proportion.proportion_confint(hits, of, method="wilson"), statsmodels 0.13.5
    const auto some = metrics::wilson(71, 214);
    REQUIRE(some);
    CHECK(near(some->low, 0.272146));
    CHECK(near(some->high, 0.397339));
    CHECK(near(metrics::wilson(1, 3)->low, 0.061492));
    CHECK(near(metrics::wilson(1, 3)->high, 0.79234));
    CHECK(near(metrics::wilson(0, 10)->high, 0.277533));
    CHECK(metrics::wilson(0, 10)->low == 0);
    CHECK(metrics::wilson(10, 10)->high == 1);
    CHECK(!metrics::wilson(0, 0));
}
