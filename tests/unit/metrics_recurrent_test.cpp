// The mean cumulative function held to what R's survival says, and to its laws; customers by hand.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "base/random.h"
#include "loading.h"
#include "metrics/recurrent.h"

using metrics::MeanAt;
using metrics::Recurrence;
using metrics::Watched;
using metrics::Watching;

namespace {

bool near(double a, double b) { return std::abs(a - b) <= 1e-6 * std::max(1.0, std::abs(b)); }

std::vector<Watched> watched_of(const nlohmann::json& from, const nlohmann::json& until) {
    std::vector<Watched> watched;
    for (std::size_t i = 0; i < from.size(); ++i)
        watched.push_back({from[i].get<std::uint32_t>(), until[i].get<std::uint32_t>()});
    return watched;
}

}  // namespace

TEST_CASE("recurrent: the mean cumulative functions of R") {
    std::ifstream file(SEPTET_SOURCE_FOLDER "/tests/data/oracles/recurrent.json");
    REQUIRE(file);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto cases = nlohmann::json::parse(text);
    REQUIRE(cases.size() >= 200);
    std::size_t number = 0;
    for (const auto& one : cases) {
        CAPTURE(++number);
        const std::vector<Watched> watched = watched_of(one["from"], one["until"]);
        std::vector<Recurrence> events, values;
        for (std::size_t i = one["who"].size(); i-- > 0;) {  // backwards: the order is no matter
            events.push_back({one["who"][i].get<std::uint32_t>(), one["age"][i].get<std::uint32_t>(), 1});
            values.push_back(events.back());
            values.back().size = one["size"][i].get<double>();
        }
        const auto ages = one["at"].get<std::vector<std::uint32_t>>();
        const auto counted = metrics::mean_cumulative(Watching(watched), events, ages);
        const auto summed = metrics::mean_cumulative(Watching(watched), values, ages);
        REQUIRE(counted.size() == ages.size());
        for (std::size_t i = 0; i < ages.size(); ++i) {
            CAPTURE(ages[i]);
            CHECK(counted[i].at_risk == one["n"][i].get<std::uint32_t>());
            CHECK(near(counted[i].mean.estimate, one["m"][i].get<double>()));
            CHECK(near(counted[i].mean.se, one["se"][i].get<double>()));
            CHECK(counted[i].mean.interval.has_value() == one["lo"][i].is_number());
            if (counted[i].mean.interval && one["lo"][i].is_number()) {
                CHECK(near(counted[i].mean.interval->low, one["lo"][i].get<double>()));
                CHECK(near(counted[i].mean.interval->high, one["hi"][i].get<double>()));
            }
            CHECK(near(summed[i].mean.estimate, one["vm"][i].get<double>()));
            CHECK(near(summed[i].mean.se, one["vse"][i].get<double>()));
        }
    }
}

TEST_CASE("recurrent: nobody, and what two of one customer at one moment are") {
    std::vector<Recurrence> none;
    const std::uint32_t ages[] = {0, 5};
    for (const MeanAt& at : metrics::mean_cumulative(Watching(), none, ages)) {
        CHECK(at.at_risk == 0);
        CHECK(at.mean.estimate == 0);
        CHECK(!at.mean.interval);
    }
    // Two tickets at age 3 of one of two customers: (2 + 0) / 2, and influences ±½.
    const std::vector<Watched> two{{0, 9}, {0, 9}};
    std::vector<Recurrence> twice{{0, 3, 1}, {0, 3, 1}};
    const std::uint32_t at3[] = {3};
    const MeanAt at = metrics::mean_cumulative(Watching(two), twice, at3).front();
    CHECK(at.mean.estimate == 1);
    CHECK(at.mean.se == doctest::Approx(std::sqrt(.5)));
}

TEST_CASE("recurrent: laws of random cases") {
    base::Random random(11);
    for (int round = 0; round < 200; ++round) {
        std::vector<Watched> watched;
        std::vector<Recurrence> events;
        const std::uint32_t n = 1 + random.below(12);
        for (std::uint32_t k = 0; k < n; ++k) {
            const Watched one{random.below(8), 4 + random.below(20)};
            watched.push_back(one);
            for (std::uint32_t e = random.below(6); e > 0 && one.from <= one.until; --e)
                events.push_back({k, one.from + random.below(one.until - one.from + 1), 1.0 + random.below(9)});
        }
        std::vector<std::uint32_t> ages;
        for (std::uint32_t age = 0; age < 26; ++age) ages.push_back(age);
        const auto at = metrics::mean_cumulative(Watching(watched), events, ages);
        std::uint32_t least = n;
        for (std::size_t i = 0; i < ages.size(); ++i) {
            const auto there = std::count_if(watched.begin(), watched.end(), [&](Watched w) { return w.has(ages[i]); });
            CHECK(at[i].at_risk == there);
            least = std::min(least, at[i].at_risk);
            CHECK(Watching(watched).least(ages[i]) == least);
            if (i > 0) CHECK(at[i].mean.estimate >= at[i - 1].mean.estimate);
        }
        // Every customer twice: the same mean, the variance half.
        std::vector<Watched> doubled = watched;
        doubled.insert(doubled.end(), watched.begin(), watched.end());
        std::vector<Recurrence> doubled_events = events;
        for (Recurrence event : events) {
            event.who += n;
            doubled_events.push_back(event);
        }
        const auto twice = metrics::mean_cumulative(Watching(doubled), doubled_events, ages);
        for (std::size_t i = 0; i < ages.size(); ++i) {
            CHECK(twice[i].mean.estimate == doctest::Approx(at[i].mean.estimate));
            CHECK(twice[i].mean.se * std::sqrt(2.0) == doctest::Approx(at[i].mean.se).epsilon(1e-9));
        }
    }
}

TEST_CASE("honesty: how often the interval of a mean number of events holds") {
    base::Random random(21);
    for (const std::uint32_t customers : {20u, 60u, 200u})
        for (const double often : {.2, 3.0}) {
            int told = 0, held = 0;
            for (int round = 0; round < 1'000; ++round) {
                std::vector<Watched> watched;
                std::vector<Recurrence> events;
                for (std::uint32_t k = 0; k < customers; ++k) {
                    // A customer in two is four times as lively; half are watched for a part of the time.
                    const double rate = often * (random.below(2) == 0 ? .4 : 1.6) / 360;
                    const std::uint32_t until = random.below(2) == 0 ? 360 : random.below(361);
                    watched.push_back({0, until});
                    for (double at = 0;;) {
                        at -= std::log(1 - random.unit()) / rate;
                        if (at >= until) break;
                        events.push_back({k, static_cast<std::uint32_t>(at), 1});
                    }
                }
                const std::uint32_t year[] = {360};
                const MeanAt at = metrics::mean_cumulative(Watching(watched), events, year).front();
                if (!at.mean.interval) continue;
                ++told;
                held += at.mean.interval->low <= often && often <= at.mean.interval->high;
            }
            MESSAGE(customers, " customers of ", often, " events: ", held, " of ", told);
            CHECK(held >= .88 * told);
        }
}

namespace {

constexpr const char* head =
    R"({"septet":1,"timezone":"Asia/Shanghai","currency":"CNY","exported_at":"2026-07-01T00:00:00+08:00",
    "stages":[{"id":"c","role":"closer"},{"id":"w","role":"customer_support","outcome":"won"},{"id":"a","role":"account_manager"}],
    "people":[{"id":"s1"},{"id":"s2","roles":["customer_support"]},{"id":"m1"},{"id":"m2","roles":["account_manager"]}],
    "accounts":[{"id":"one","segment":"large"},{"id":"two"},{"id":"old","segment":"large"}],)";

engine::Engine loaded(const std::string& rest) {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    const auto event = tests::load_text(engine, head + rest + "}");
    REQUIRE(event.errors.empty());
    return engine;
}

}  // namespace

TEST_CASE("customers: who they are, since when, until when, and whose") {
    const auto engine = loaded(R"("deals":[
        {"id":"d1","account":"one","source":"ads","history":[{"stage":"c","at":"2026-01-01"},{"stage":"w","at":"2026-02-01T10:00:00","owner":"s1"},{"stage":"a","at":"2026-03-01","owner":"m1"}]},
        {"id":"d2","account":"one","source":"web","history":[{"stage":"w","at":"2026-04-01","owner":"s2"}]},
        {"id":"d3","account":"two","status":"lost","closed_at":"2026-05-01","history":[{"stage":"w","at":"2026-04-01"}]},
        {"id":"d4","history":[{"stage":"w","at":"2026-04-02"}]},
        {"id":"d7","account":"early","history":[{"stage":"w","at":"2026-01-15"}]},
        {"id":"d6","account":"addon","source":"web","history":[{"stage":"w","at":"2026-03-01"}]},
        {"id":"d5","account":"two","history":[{"stage":"c","at":"2026-05-05"}]}],
      "activities":[{"type":"payment","at":"2026-02-01","account":"one","value":100},
        {"type":"churn","at":"2026-05-10","account":"one"},{"type":"renewal","at":"2026-05-20","deal":"d2"},
        {"type":"payment","at":"2026-03-10","account":"old","person":"m2","value":5},
        {"type":"ticket","at":"2026-03-10","account":"nobody"},
        {"type":"payment","at":"2026-09-01","account":"one","value":100},
        {"type":"payment","at":"2026-03-20","account":"two","value":9},
        {"type":"payment","at":"2026-02-20","account":"addon","value":9,"recurring":true},
        {"type":"churn","at":"2026-06-01","deal":"d4"},{"type":"payment","at":"2026-06-05","deal":"d4","value":7}])");
    const model::DataSet& data = engine.data();
    const metrics::Customers customers = metrics::customers_of(data);
    REQUIRE(customers.list.size() == 6);  // addon, d4, early, old, one, two
    const auto& [addon, alone, early, old, one, two] =
        std::tie(customers.list[0], customers.list[1], customers.list[2], customers.list[3], customers.list[4],
                 customers.list[5]);
    CHECK(early.since == early.won);
    CHECK(addon.won == 0);  // paid by the month before that win
    CHECK(addon.deal == model::no_deal);
    CHECK(two.won == two.since);  // a deposit tells nothing
    CHECK(alone.account == model::no_account);
    CHECK(data.deals.ids[one.deal] == "d1");
    CHECK(one.end_win - one.first_win == 2);
    CHECK(old.won == 0);
    CHECK(data.people[old.owners[0]].id == "m2");  // by the payment: no stay tells
    CHECK(old.owners[1] == model::no_person);
    CHECK(data.people[one.owners[0]].id == "m1");
    CHECK(data.people[one.owners[1]].id == "s2");  // the later stay
    const auto stamp = [&](const char* text) {
        return static_cast<model::Stamp>(data.zone.utc_from_local(base::parse_time(text)->seconds));
    };
    CHECK(customers.lost_by(one, stamp("2026-05-15")) == stamp("2026-05-10"));
    CHECK(customers.lost_by(one, data.cut_off) == 0);  // came back
    CHECK(customers.lost_by(two, data.cut_off) == stamp("2026-05-01"));
    CHECK(customers.lost_by(two, stamp("2026-04-30")) == 0);
    CHECK(customers.lost_by(alone, data.cut_off) == stamp("2026-06-01"));  // a payment is no return
    CHECK(customers.activities.size() == 8);

    const std::vector<metrics::Dimension> none;
    const auto groups = metrics::customer_groups(data, customers, {}, none, data.zone);
    REQUIRE(groups.size() == 1);
    const auto recurrent = metrics::recurrent_groups(data, customers, groups);
    REQUIRE(recurrent.size() == 1);
    REQUIRE(recurrent[0].watched.all().size() == 4);
    CHECK(recurrent[0].watched.all()[1].from == 17 * 86'400);  // `early`: nothing is recorded before February
    CHECK(recurrent[0].watched.all()[2].from == 0);
    CHECK(recurrent[0].before_data == 2);
    CHECK(recurrent[0].lost == 2);
    const auto& payments = recurrent[0].events[0];
    REQUIRE(payments.all.size() == 1);  // of the day of the win, before its hour
    CHECK(payments.all[0].age == 0);
    CHECK(payments.valued[0].size == 10'000);
    CHECK(payments.left_out == 4);  // of `old` and `addon`, a deposit, and after the loss

    const auto count = [&](const metrics::Selection& selection, std::vector<metrics::Dimension> by) {
        std::size_t sum = 0;
        for (const auto& group : metrics::customer_groups(data, customers, selection, by, data.zone))
            sum += group.customers.size();
        return sum;
    };
    using metrics::Dimension;
    CHECK(count({}, {Dimension::source}) == 6);
    CHECK(count({}, {Dimension::role, Dimension::person}) == 12);  // once a role
    metrics::Selection of_m1;
    of_m1.person.add(*data.person_ids.find("m1"));
    CHECK(count(of_m1, {}) == 1);
    CHECK(count(of_m1, {Dimension::role, Dimension::person}) == 1);
    metrics::Selection ads;
    ads.source.add(*data.labels.find("ads"));
    CHECK(count(ads, {}) == 1);
    metrics::Selection large;
    large.segment.add(*data.labels.find("large"));
    CHECK(count(large, {}) == 2);
}
