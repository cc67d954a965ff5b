// Retention by hand, its laws, and how often its intervals hold.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/codec.h"
#include "engine/figures/recurrent.h"
#include "engine/figures/retention.h"
#include "loading.h"
#include "metrics/retention.h"

using metrics::Kept;
using metrics::Retention;

namespace {

std::vector<std::uint32_t> all_of(std::size_t count) {
    std::vector<std::uint32_t> places(count);
    std::iota(places.begin(), places.end(), 0u);
    return places;
}

double normal(base::Random& random) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random.unit();
    return sum;
}

}  // namespace

TEST_CASE("honesty: how often the intervals of retention hold") {
    base::Random random(5);
    for (const std::uint32_t customers : {30u, 60u, 200u})
        for (const double loss : {.1, .25}) {
            const double gain = .2, cut = .08;
            const double gross = 1 - loss - (1 - loss) * cut * .275, net = gross + (1 - loss) * gain * .25;
            int told = 0, held = 0, told_net = 0, held_net = 0;
            for (int round = 0; round < 1'000; ++round) {
                std::vector<Kept> kept(customers);
                for (Kept& one : kept) {
                    one.present = one.at_start = true;
                    const auto start = static_cast<base::Money>(100'000 * std::exp(.8 * normal(random)));
                    one.start = start;
                    const auto part = [&](double least, double most) {
                        return static_cast<base::Money>(static_cast<double>(start) *
                                                        (least + (most - least) * random.unit()));
                    };
                    if (random.unit() < loss) {
                        one.lost = true;
                        one.churn = start;
                        continue;
                    }
                    if (random.unit() < cut) one.contraction = part(.1, .45);
                    if (random.unit() < gain) one.expansion = part(.1, .4);
                }
                const Retention said = metrics::retention_of(kept, all_of(customers), 1);
                if (said.gross->interval) {
                    ++told;
                    held += said.gross->interval->low <= gross && gross <= said.gross->interval->high;
                }
                if (said.net->interval) {
                    ++told_net;
                    held_net += said.net->interval->low <= net && net <= said.net->interval->high;
                }
            }
            MESSAGE(customers, " customers, ", 100 * loss, " % lost: gross ", held, " of ", told, ", net ", held_net,
                    " of ", told_net);
            // Where an interval is rare, it stands on cases that are not the rule.
            if (told > 400) CHECK(held >= .9 * told);
            if (told_net > 400) CHECK(held_net >= .85 * told_net);
        }
}

namespace {

constexpr const char* head =
    R"({"septet":1,"timezone":"UTC","currency":"CNY","exported_at":"2026-07-15","stages":[{"id":"c","role":"closer"},{"id":"w","role":"customer_support","outcome":"won"},{"id":"a","role":"account_manager"}],)";

void load(engine::Engine& engine, const std::string& rest) {
    const auto event = tests::load_text(engine, head + rest + "}");
    REQUIRE(event.errors.empty());
}

std::string activity(const char* type, const char* account, const char* at, int value = -1,
                     const char* deal = nullptr) {
    std::string text = R"({"type":")" + std::string(type) + R"(","account":")" + account + R"(","at":")" + at + "\"";
    if (value >= 0) text += R"(,"value":)" + std::to_string(value) + R"(,"recurring":true)";
    if (deal) text += R"(,"deal":")" + std::string(deal) + "\"";
    return text + "}";
}

std::string joined(const std::vector<std::string>& records) {
    std::string text;
    for (const std::string& record : records) text += (text.empty() ? "" : ",") + record;
    return text;
}

engine::Question half_year() {
    engine::Question question;
    question.period = {"2026-01-01", "2026-07-01"};
    return question;
}

}  // namespace

TEST_CASE("retention by hand") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    load(engine, R"("deals":[{"id":"f","account":"F","value":900,"history":[{"stage":"w","at":"2026-02-01"}]},
                             {"id":"g","account":"G","history":[{"stage":"w","at":"2025-06-01"}]}],"activities":[)" +
                     joined({
                         activity("payment", "L", "2024-08-01", 100),  // too old to say
                         activity("payment", "A", "2025-12-10", 100),
                         activity("payment", "B", "2025-12-10", 100),
                         activity("contraction", "B", "2026-02-01", 30),
                         activity("contraction", "B", "2026-03-01", 90),  // no more than there was
                         activity("payment", "C", "2025-12-10", 100),
                         activity("expansion", "C", "2026-02-01", 50),  // and lost again
                         activity("churn", "C", "2026-05-01", 150),
                         activity("payment", "D", "2025-12-10", 100),
                         activity("contraction", "D", "2026-02-01", 20),
                         activity("churn", "D", "2026-04-01"),
                         activity("payment", "E", "2025-12-10", 100),
                         activity("expansion", "E", "2026-02-01", 40),
                         activity("payment", "E", "2026-06-10", 140),
                         activity("payment", "F", "2026-02-10", 500),  // new
                         activity("expansion", "F", "2026-03-10", 500),
                         activity("payment", "H", "2025-10-10", 100),
                         activity("churn", "H", "2025-11-10", 100),
                         activity("payment", "I", "2025-12-10", 100),
                         activity("churn", "I", "2026-02-10", 100),
                         activity("renewal", "I", "2026-03-10", 90),  // back, for less than the record tells
                         activity("payment", "J", "2025-12-10", 100, "x"),
                         activity("payment", "J", "2025-12-10", 100, "x"),  // an old bill on the same day
                         activity("payment", "J", "2025-12-10", 60, "y"),
                         activity("renewal", "K", "2025-12-10", 70),
                         activity("payment", "M", "2025-12-10", 100),
                         activity("expansion", "M", "2025-12-20", 25),
                         activity("referral", "A", "2026-02-02"),
                         activity("referral", "A", "2026-02-03"),
                         activity("referral", "F", "2026-02-03"),
                         activity("referral", "A", "2026-07-03"),
                     }) +
                     "]");
    const auto answer = engine::retention(engine.loaded(), half_year());
    REQUIRE(answer);
    REQUIRE(answer->head.refused.empty());
    const engine::RetentionRow& total = answer->total;
    CHECK(total.kept.of == 11);
    CHECK(total.kept.hits == 9);
    CHECK(total.valued == 9);
    CHECK(total.start == 95'500);
    CHECK(total.contraction == 12'000);
    CHECK(total.churn == 18'000);
    CHECK(total.expansion == 4'000);
    CHECK(total.end == 69'500);
    CHECK(*total.gross.estimate == doctest::Approx(655.0 / 955));
    CHECK(*total.net.estimate == doctest::Approx(695.0 / 955));
    CHECK(!total.gross.low);    // nine customers tell no interval
    CHECK(total.differs == 1);  // I
    CHECK(total.silent == 5);   // A, B, J, M, and I, who renewed without paying
    CHECK(total.present == 12);
    CHECK(total.referrals == 3);
    CHECK(total.referring.hits == 2);
    CHECK(total.referring.of == 12);
    CHECK(answer->new_customers == 1);
    CHECK(answer->collection_refused == "no_invoices");
    CHECK(answer->deals_won == 1);
    CHECK(answer->signed_value == 90'000);
    CHECK(answer->received == 64'000);
}

TEST_CASE("retention refuses what is not on record, and the period that is not there") {
    const auto asked = [](const std::vector<std::string>& activities, engine::Question question) {
        engine::Engine engine(tests::find_zone, tests::no_budget);
        load(engine,
             R"("deals":[{"id":"g","account":"G","history":[{"stage":"w","at":"2025-06-01"}]}],"activities":[)" +
                 joined(activities) + "]");
        const auto answer = engine::retention(engine.loaded(), question);
        REQUIRE(answer);
        return *answer;
    };
    CHECK(asked({}, half_year()).head.refused == "no_activities");
    const std::string paid = activity("payment", "G", "2025-12-01", 10),
                      lost = activity("churn", "G", "2026-02-01", 10);
    auto answer = asked({paid}, half_year());
    CHECK(answer.kept_refused == "no_churn_recorded");
    CHECK(answer.value_refused == "no_churn_recorded");
    CHECK(!answer.total.kept.estimate);
    CHECK(!answer.total.gross.estimate);
    CHECK(answer.referrals_refused == "no_referrals_recorded");
    answer = asked({paid, lost}, half_year());
    CHECK(answer.value_refused == "no_changes_recorded");
    CHECK(*answer.total.kept.estimate == 0);
    answer =
        asked({activity("payment", "G", "2025-12-01"), lost, activity("expansion", "X", "2026-01-01", 5)}, half_year());
    CHECK(answer.value_refused == "no_recurring_value");
    answer = asked({paid, lost, activity("expansion", "X", "2026-01-01", 5)}, half_year());
    CHECK(answer.value_refused.empty());
    CHECK(*answer.total.gross.estimate == 0);
    auto early = half_year();
    early.period.from = "2025-11-01";
    CHECK(asked({paid, lost}, early).head.refused == "period_outside_data");
    auto late = half_year();
    late.period.to = "2026-08-01";
    CHECK(asked({paid, lost}, late).head.refused == "period_outside_data");
    late.period.to = "2026-07-16";  // with the day of the cut-off
    CHECK(asked({paid, lost}, late).head.refused.empty());
    auto of_closers = half_year();
    of_closers.filter.role = {"closer"};
    CHECK(asked({paid, lost}, of_closers).head.refused == "not_of_customers");
    auto of_nobody = half_year();
    of_nobody.filter.source = {"nowhere"};
    CHECK(asked({paid, lost}, of_nobody).head.refused == "no_customers");
    // By default the last whole months that begin a month after the first activity.
    CHECK(asked({paid, lost}, {}).period == engine::Days{"2026-01-01", "2026-07-01"});
    engine::Engine engine(tests::find_zone, tests::no_budget);
    load(engine, R"("activities":[)" + paid + "]");
    for (const std::vector<engine::By>& by :
         {std::vector{engine::By::person}, std::vector{engine::By::stage}, std::vector{engine::By::month}}) {
        engine::Question question;
        question.by = by;
        CHECK(!engine::retention(engine.loaded(), question));
    }
}

namespace {

std::string date_text(std::uint32_t day) {  // from 2025-01-01 on
    const base::Date date = base::date_from_days(20'089 + static_cast<std::int64_t>(day));
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return text;
}

struct Company {
    std::vector<std::string> deals, activities;
    std::string text(bool backwards) const {
        auto some = deals, others = activities;
        if (backwards) {
            std::reverse(some.begin(), some.end());
            std::reverse(others.begin(), others.end());
        }
        return R"("deals":[)" + joined(some) + R"(],"activities":[)" + joined(others) + "]";
    }
};

Company random_company(std::uint64_t seed) {
    base::Random random(seed);
    Company company;
    const std::uint32_t accounts = 20 + random.below(60);
    for (std::uint32_t k = 0; k < accounts; ++k) {
        const std::string account = "k" + std::to_string(k);
        const std::uint32_t won = random.below(500);
        if (random.below(4) > 0) {
            std::string deal = R"({"id":"d)" + std::to_string(k) + R"(","account":")" + account + R"(","source":"s)" +
                               std::to_string(random.below(3)) + R"(","value":500,"history":[{"stage":"w","at":")" +
                               date_text(won) + R"(","owner":"p)" + std::to_string(random.below(4)) + "\"}";
            if (random.below(2) == 0)
                deal += R"(,{"stage":"a","at":")" + date_text(won + 5) + R"(","owner":"q)" +
                        std::to_string(random.below(4)) + "\"}";
            company.deals.push_back(deal + "]}");
        }
        for (std::uint32_t day = won; day < 560; day += 25 + random.below(10)) {
            const char* const kinds[] = {"payment",     "payment", "payment",  "payment", "expansion",
                                         "contraction", "ticket",  "referral", "renewal", "churn"};
            const char* kind = kinds[random.below(random.below(3) == 0 ? 10 : 8)];
            company.activities.push_back(
                activity(kind, account.c_str(), date_text(day).c_str(), 10 + static_cast<int>(random.below(90))));
        }
    }
    return company;
}

}  // namespace

TEST_CASE("retention and recurrent: laws of random companies") {
    using engine::By;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        const Company company = random_company(seed);
        engine::Engine forwards(tests::find_zone, tests::no_budget), backwards(tests::find_zone, tests::no_budget);
        load(forwards, company.text(false));
        load(backwards, company.text(true));
        for (const char* question :
             {R"({"figure":"retention"})", R"({"figure":"retention","by":["role","person"]})",
              R"({"figure":"recurrent"})", R"({"figure":"recurrent","by":["role","person"],"horizon_days":30})",
              R"({"figure":"recurrent","by":["month","source"]})"})
            CHECK(forwards.ask(question) == backwards.ask(question));

        engine::Question by_person;
        by_person.by = {By::role, By::person};
        const auto answer = engine::retention(forwards.loaded(), by_person);
        REQUIRE(answer);
        if (!answer->head.refused.empty()) continue;
        const engine::RetentionRow& total = answer->total;
        CHECK(total.end == total.start - total.contraction - total.churn + total.expansion);
        for (const auto& row : answer->rows)
            if (row.gross.estimate) {
                CHECK(*row.gross.estimate >= 0);
                CHECK(*row.gross.estimate <= 1);
                CHECK(*row.net.estimate >= *row.gross.estimate);
            }
        if (total.gross.low) {
            CHECK(*total.gross.low <= *total.gross.estimate);
            CHECK(*total.gross.estimate <= *total.gross.high);
        }
        const auto sums_up = [&](const std::vector<engine::RetentionRow>& rows) {
            engine::RetentionRow sum;
            for (const auto& row : rows) {
                sum.present += row.present;
                sum.kept.of += row.kept.of;
                sum.kept.hits += row.kept.hits;
                sum.valued += row.valued;
                sum.start += row.start;
                sum.end += row.end;
                sum.referrals += row.referrals;
            }
            CHECK(sum.present == total.present);
            CHECK(sum.kept.of == total.kept.of);
            CHECK(sum.kept.hits == total.kept.hits);
            CHECK(sum.valued == total.valued);
            CHECK(sum.start == total.start);
            CHECK(sum.end == total.end);
            CHECK(sum.referrals == total.referrals);
        };
        for (const char* role : {"account_manager", "customer_support"}) {
            std::vector<engine::RetentionRow> rows;
            for (const auto& row : answer->rows)
                if (row.keys.front() == role) rows.push_back(row);
            sums_up(rows);
        }
        const auto of_sources = [](std::vector<std::string> sources) {
            engine::Question question;
            question.filter.source = std::move(sources);
            return question;
        };
        // A filter and its complement, and a breakdown.
        const auto some = engine::retention(forwards.loaded(), of_sources({"s0"}));
        const auto others = engine::retention(forwards.loaded(), of_sources({"s1", "s2", ""}));
        sums_up({some->total, others->total});
        engine::Question by_source;
        by_source.by = {By::source};
        sums_up(engine::retention(forwards.loaded(), by_source)->rows);

        const auto whole = engine::recurrent(forwards.loaded(), {});
        const auto parts = engine::recurrent(forwards.loaded(), by_source);
        REQUIRE(whole->head.refused.empty());
        std::uint64_t customers = 0, before = 0;
        for (const auto& group : parts->groups) {
            customers += group.customers;
            before += group.before_data;
        }
        CHECK(customers == whole->groups.front().customers);
        CHECK(before == whole->groups.front().before_data);
        for (const auto& row : whole->rows) {
            std::uint64_t events = 0, left_out = 0;
            for (const auto& part : parts->rows)
                if (part.kind == row.kind) {
                    events += part.events;
                    left_out += part.left_out;
                }
            CHECK(events == row.events);
            CHECK(left_out == row.left_out);
            std::uint64_t recorded = 0;
            for (const model::Activity& one : forwards.data().activities)
                recorded +=
                    model::word_of(model::activity_names, one.kind) == row.kind && one.at <= forwards.data().cut_off;
            CHECK(row.events + row.left_out <= recorded);
            if (row.kind == "payment") CHECK(row.events + row.left_out == recorded);
        }
    }
}
