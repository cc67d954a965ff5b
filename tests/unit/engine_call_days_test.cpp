// The figure "call_days": calls by day and by weekday, and the test that weekdays differ.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "engine/codec.h"
#include "engine/figures/call_days.h"
#include "loading.h"
#include "metrics/call_days.h"

namespace {

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// From Monday 2026-01-05 on for eight weeks: `monday` calls each Monday and two on Tuesday to Friday, but for one holiday.
std::string calls(int monday) {
    std::string list;
    int id = 0;
    const auto add = [&](int day, int hour, const std::string& more = {}) {
        const int month = day > 31 ? 2 : 1, of_month = day > 31 ? day - 31 : day;
        list +=
            (list.empty() ? "" : ",") + (R"({"id":"c)" + std::to_string(++id) + R"(","at":"2026-)" + two(month) + "-" +
                                         two(of_month) + "T" + two(hour) + R"(:30:00Z","person":"ann")" + more + "}");
    };
    for (int week = 0; week < 7; ++week)
        for (int weekday = 0; weekday < 5; ++weekday)
            for (int i = 0; i < (weekday == 0 ? monday : 2); ++i)
                if (week != 2 || weekday != 1) add(5 + 7 * week + weekday, 8 + i);
    list += R"(,{"id":"late","at":"2026-05-01T10:00:00Z","person":"ann"})";
    return list;
}

std::string team(int monday) {
    return R"({"septet":1,"exported_at":"2026-02-24T00:00:00Z","timezone":"Asia/Shanghai","currency":"EUR",
"stages":[{"id":"talk","role":"lead_nurturer"}],"people":[{"id":"ann","roles":["lead_nurturer"]},{"id":"bo","roles":["closer"]}],
"deals":[{"id":"d1","history":[{"stage":"talk","at":"2026-01-02T00:00:00Z","owner":"ann"}]}],"calls":[)" +
           calls(monday) + "]}";
}

struct Company {
    engine::Engine engine{tests::find_zone, tests::no_budget};
    explicit Company(const std::string& text) {
        REQUIRE(tests::load_text(engine, text).state == engine::LoadEvent::State::done);
    }
    engine::CallDaysAnswer days(engine::Question question = {}) const {
        const auto answer = engine::call_days(engine.loaded(), question);
        REQUIRE(answer);
        return *answer;
    }
};

}  // namespace

TEST_CASE("call days: every call that has happened is on its day of the zone's clock, and on its weekday") {
    const Company company(team(9));
    const auto answer = company.days();
    CHECK(answer.from == "2026-01-05");
    CHECK(answer.to == "2026-02-24");
    CHECK(answer.later == 1);
    CHECK(answer.untimed == 0);
    CHECK(answer.total == 7 * 9 + 6 * 2 + 3 * 7 * 2);
    REQUIRE(!answer.days.empty());
    CHECK(answer.days.front().day == "2026-01-05");
    // The ninth call of a Monday is at 16:30 UTC: half past midnight of Tuesday in Shanghai.
    CHECK(answer.days.front().calls == 8);
    std::uint64_t of_days = 0, of_weekdays = 0;
    for (const auto& day : answer.days) of_days += day.calls;
    REQUIRE(answer.weekdays.size() == 7);
    for (const auto& weekday : answer.weekdays) of_weekdays += weekday.calls;
    CHECK(of_days == answer.total);
    CHECK(of_weekdays == answer.total);
    CHECK(answer.weekdays[0].weekday == 1);
    CHECK(answer.weekdays[0].days == 8);  // with that of the last week, on which nobody called
    CHECK(answer.weekdays[0].calls == 7 * 8);
    CHECK(answer.weekdays[5].working_days == 0);
    REQUIRE(answer.p);
    CHECK(*answer.p < 0.01);
}

TEST_CASE("call days: what does not differ is not said to, and few days say nothing") {
    const Company same(team(2));
    engine::Question question;
    REQUIRE(same.days().p);
    CHECK(*same.days().p > 0.05);
    question.filter.entered = {"2026-01-05", "2026-01-19"};
    const auto few = same.days(question);
    CHECK(few.to == "2026-01-18");
    CHECK(few.total == 20);
    CHECK(!few.p);
    question.filter.entered = {};
    question.filter.person = {"bo"};
    const auto none = same.days(question);
    CHECK(none.total == 0);
    CHECK(none.from.empty());
}

TEST_CASE("call days: working days are the calendar's") {
    const Company company(team(9));
    engine::Question question;
    question.calendar.hours = {9, 18};
    question.calendar.weekdays = {1, 2, 3, 4, 6};
    question.calendar.holidays = {"2026-01-20"};
    const auto answer = company.days(question);
    // Without the holiday, and the last one, which had not begun by the cut-off.
    CHECK(answer.weekdays[1].working_days + 2 == answer.weekdays[1].days);
    CHECK(answer.weekdays[4].working_days == 0);
    CHECK(answer.weekdays[5].working_days == answer.weekdays[5].days);
    question.calendar.hours = {18, 9};
    CHECK(engine::call_days(company.engine.loaded(), question).error().path == "calendar.hours");
    question = {};
    question.filter.exit = {engine::Exit::lost};
    CHECK(company.days(question).head.refused == "chosen_by_exit");
}

TEST_CASE("call days: Kruskal and Wallis, with and without ties") {
    // M. Hollander, D. Wolfe, Nonparametric Statistical Methods, 1973, p. 116: H = 0.77143 with two degrees.
    const std::vector<std::vector<double>> mucus{
        {2.9, 3.0, 2.5, 2.6, 3.2}, {3.8, 2.7, 4.0, 2.4}, {2.8, 3.4, 3.7, 2.2, 2.0}};
    REQUIRE(metrics::kruskal_wallis_p(mucus));
    CHECK(*metrics::kruskal_wallis_p(mucus) == doctest::Approx(std::exp(-0.7714286 / 2)).epsilon(1e-6));
    // H = 0.6 / 0.6 = 1 with one degree.
    const std::vector<std::vector<double>> tied{{1, 1}, {1, 2}};
    CHECK(*metrics::kruskal_wallis_p(tied) == doctest::Approx(0.3173105).epsilon(1e-6));
    const std::vector<std::vector<double>> alike{{3, 3}, {3}};
    CHECK(!metrics::kruskal_wallis_p(alike));
    const std::vector<std::vector<double>> one{{1, 2, 3}};
    CHECK(!metrics::kruskal_wallis_p(one));
}

TEST_CASE("call days: the answer comes back from its JSON") {
    const Company company(team(3));
    std::string json = company.engine.loaded().revision > 0 ? engine::write(company.days()) : std::string();
    const auto read = engine::read<engine::CallDaysAnswer>(json);
    REQUIRE(read);
    CHECK(engine::write(*read) == json);
}
