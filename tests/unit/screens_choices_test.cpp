// What the reader chooses beside filters: working hours, a manager's people, a path, two groups to compare. Each shapes the question,
// stands in the link, is a chip, and is taken back.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/figures/conversion.h"
#include "engine/figures/handoffs.h"
#include "engine/figures/time.h"
#include "screens_page.h"

using namespace tests;

namespace {

std::string at(std::uint32_t hour) {
    const base::Date date = base::date_from_days(20'454 + static_cast<std::int64_t>(hour / 24));
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02u:00:00", date.year, date.month, date.day, hour % 24);
    return text;
}

// Two roles and a win; a manager of two tiers; two sources of two segments, of which one source wins more within each segment.
std::string company(std::string_view calendar = {}) {
    base::Random random(11);
    std::string text = R"({"septet":1,"timezone":"UTC","currency":"CNY","exported_at":"2026-07-15T12:00:00",)";
    text += calendar;
    text +=
        R"("stages":[{"id":"a","name":"Lead","role":"lead_generator"},{"id":"b","name":"Talk","role":"closer"},{"id":"w","name":"Won","role":"customer_support","outcome":"won"}],
        "people":[{"id":"p0","name":"An"},{"id":"p1","name":"Bo","manager":"p0"},{"id":"p2","name":"Cy","manager":"p1"},{"id":"p3","name":"Di"}],"deals":[)";
    for (int d = 0; d < 1'200; ++d) {
        std::uint32_t hour = random.below(170 * 24);
        const bool ads = random.below(2) == 0, large = random.below(2) == 0;
        text += std::string(d ? "," : "") + R"({"id":"d)" + std::to_string(d) + R"(","value":100,"source":")" +
                (ads ? "ads" : "web") + R"(","segment":")" + (large ? "large" : "small") + R"(","history":[)";
        const char* const stages[] = {"a", "b", "w"};
        for (std::uint32_t stage = 0; stage < 3; ++stage) {
            text += std::string(stage ? "," : "") + R"({"stage":")" + stages[stage] + R"(","at":")" + at(hour) +
                    R"(","owner":"p)" + std::to_string(random.below(4)) + "\"";
            const std::uint32_t wait = random.below(30);
            if (wait < 25) text += R"(,"first_touch_at":")" + at(hour + wait) + "\"";
            text += "}";
            hour += 5 + random.below(120);
            if (random.below(10) < (ads ? 2u : 6u)) break;
        }
        text += "]}";
    }
    return text + "]}";
}

const char* const nine_to_six = R"("calendar":{"hours":[9,18],"holidays":["2026-05-01"],"extra_days":["2026-05-09"]},)";

bool asks(const Page& page, std::string_view what) {
    return std::ranges::any_of(page.questions,
                               [&](const std::string& question) { return question.find(what) != std::string::npos; });
}

}  // namespace

TEST_CASE("hours: the switch counts in working hours, and back in calendar time") {
    for (const float width : {1440.f, 390.f}) {
        CAPTURE(width);
        Page page("en", width, 3000, "screen=handoffs");
        page.load(company());
        CHECK(page.name("flow.foot").find("Calendar time") != std::string::npos);
        CHECK(!page.node("flow.hours.change"));
        page.click("flow.hours.working");
        CHECK(page.fragment() == "screen=handoffs&hours=9-18-12345");
        CHECK(page.name("flow.foot").find("Working hours (9:00–18:00, Mon–Fri): 1 wd, a working day, is 9 h") !=
              std::string::npos);
        CHECK(page.name("handoffs.foot").find("In time: within a working day") != std::string::npos);
        engine::Question question;
        question.by = {engine::By::role};
        question.calendar = {{9, 18}, {1, 2, 3, 4, 5}, {}, {}};
        question.target_s = 9 * 3'600;
        const auto answer = engine::handoffs(page.engine.loaded(), question);
        REQUIRE(answer);
        REQUIRE(!answer->rows.empty());
        REQUIRE(answer->rows[0].median_s);
        CHECK(page.name("handoffs.row.0")
                  .find(charts::format_duration(*answer->rows[0].median_s, charts::Language::en, 9 * 3'600)) !=
              std::string::npos);
        const auto queue = engine::queue(page.engine.loaded(), question);
        const std::string late = queue->late == queue->total ? "all" : charts::format_count(queue->late);
        CHECK(page.name("queue.title") ==
              charts::format_count(queue->total) + " wait, " + late + " of them for more than a working day");
        page.click("filters.hours.remove");
        CHECK(page.fragment() == "screen=handoffs");
        page.click("flow.hours.working");
        page.click("flow.hours.calendar");
        CHECK(page.fragment() == "screen=handoffs");
    }
}

TEST_CASE("hours: the data's own calendar holds until the reader says otherwise") {
    Page page("zh", 1440, 3000, "screen=roles&role=closer");
    page.load(company(nine_to_six));
    CHECK(page.name("roles.time.foot")
              .find("按工作时间（9:00–18:00，周一–周五，节假日 1 天，调休上班 1 天）计，一个工作日 9 小时") == 0);
    CHECK(asks(page, R"("extra_days":["2026-05-09"])"));
    page.click("roles.time.hours.calendar");
    CHECK(page.fragment() == "screen=roles&role=closer&hours=off");
    CHECK(page.name("roles.time.foot").find("自然时间") == 0);
    page.click("roles.time.hours.working");
    CHECK(page.fragment() == "screen=roles&role=closer");
}

TEST_CASE("hours: the panel changes hours, weekdays, holidays and extra days, and tells what it cannot read") {
    Page page("en", 1440, 900, "screen=handoffs&hours=9-18-12345");
    page.load(company());
    page.click("flow.hours.change");
    REQUIRE(page.node("filters.hours.holidays"));
    page.act(ui::ActionKind::input, "filters.hours.holidays", "2026-05-01, 2026-05-32 2026-05-01");
    CHECK(page.name("filters.hours.holidays.wrong") == "Not a date: 2026-05-32");
    CHECK(page.fragments.empty());
    page.act(ui::ActionKind::input, "filters.hours.holidays", "2026-05-01, 2026-05-04、2026-05-01");
    CHECK(page.fragment() == "screen=handoffs&hours=9-18-12345&holidays=2026-05-01,2026-05-04");
    page.act(ui::ActionKind::input, "filters.hours.extra", "2026-05-09");
    page.click("filters.hours.day.6");
    page.click("filters.hours.day.1");
    page.act(ui::ActionKind::input, "filters.hours.from", "8");
    CHECK(page.fragment() == "screen=handoffs&hours=8-18-23456&holidays=2026-05-01,2026-05-04&extra=2026-05-09");
    page.act(ui::ActionKind::input, "filters.hours.to", "8");
    CHECK(page.node("filters.hours.wrong"));
    CHECK(page.fragment().find("hours=8-18-") != std::string::npos);
    CHECK(page.pushed == 1);  // one step back takes back what was done in the panel
}

TEST_CASE("manager: everybody under him, where the data have managers") {
    Page page("en", 1440, 900, "screen=people");
    page.load(company());
    page.click("filters.add");
    page.click("filters.tab.manager");
    CHECK(page.node("filters.option.p0"));
    CHECK(page.node("filters.option.p1"));
    CHECK(!page.node("filters.option.p2"));
    page.click("filters.option.p1");
    CHECK(page.fragment() == "screen=people&manager=p1");
    CHECK(page.name("filters.manager").find("Team of Bo") != std::string::npos);
    CHECK(asks(page, R"("manager":["p1"])"));
    page.click("filters.manager.remove");
    CHECK(page.fragment() == "screen=people");
    Page other("en", 1440, 900, "screen=people");
    other.load(tests::team());
    other.click("filters.add");
    CHECK(other.node("filters.tab.person"));
    CHECK(!other.node("filters.tab.manager"));
}

TEST_CASE("path: from stage to stage instead of step by step") {
    Page page("en", 1440, 900, "screen=roles&role=closer");
    page.load(company());
    page.click("roles.conversion.path");
    page.click("filters.path.from.a");
    CHECK(!page.node("filters.path.to.a"));
    page.click("filters.path.to.w");
    CHECK(page.fragment() == "screen=roles&role=closer&path=a,w");
    engine::Question question;
    question.from_stage = "a";
    question.to_stage = "w";
    const auto answer = engine::conversion(page.engine.loaded(), question);
    REQUIRE(answer);
    const engine::ConversionRow& row = answer->rows.at(0);
    CHECK(page.name("roles.conversion.title") == charts::format_percent(row.advance.estimate, 0) +
                                                     " get there within " + std::to_string(answer->horizon_days) +
                                                     " days (" +
                                                     charts::format_interval(row.advance.low, row.advance.high, 0) +
                                                     " %), " + charts::format_count(row.ledger.entries) + " entries");
    CHECK(page.name("roles.incidence.advanced").find("got there") != std::string::npos);
    page.click("filters.path.remove");
    CHECK(page.fragment() == "screen=roles&role=closer");
}

TEST_CASE("versus: two groups, their difference, and the same like for like") {
    for (const bool phone : {false, true}) {
        Page page(phone ? "zh" : "en", phone ? 390.f : 1440.f, 1600, "screen=roles&role=closer");
        page.load(company());
        page.click("roles.conversion.versus");
        page.click("filters.versus.first.ads");
        CHECK(page.fragments.empty());
        page.click("filters.versus.second.web");
        CHECK(page.fragment() == "screen=roles&role=closer&versus=source,ads,web");
        engine::Question question;
        question.by = {engine::By::role};
        question.filter.role = {"closer"};
        question.against = question.filter;
        question.filter.source = {"ads"};
        question.against->source = {"web"};
        const auto answer = engine::conversion(page.engine.loaded(), question);
        REQUIRE(answer);
        const engine::ConversionRow& row = answer->rows.at(0);
        REQUIRE(row.difference.estimate);
        REQUIRE(row.like_for_like);
        const engine::LikeForLike& like = *row.like_for_like;
        CHECK(like.strata == 2);
        CHECK(like.by == std::vector{engine::By::segment});
        CHECK(*like.low > 1);
        const charts::Language language = phone ? charts::Language::zh : charts::Language::en;
        CHECK(page.name("roles.versus.first")
                  .find(charts::format_estimate(row.advance.estimate, row.advance.low, row.advance.high, language)) !=
              std::string::npos);
        CHECK(page.name("roles.versus.second").find(charts::format_count(row.against->ledger.entries)) !=
              std::string::npos);
        CHECK(page.name("roles.versus.difference").find(charts::format_fixed(*row.difference.estimate * 100, 1)) !=
              std::string::npos);
        CHECK(page.name("roles.conversion.title").find(phone ? "确有差别" : "they differ") != std::string::npos);
        CHECK(page.name("roles.conversion.foot").find(charts::format_fixed(*like.odds_ratio, 2)) != std::string::npos);
        page.click("filters.versus.remove");
        CHECK(page.fragment() == "screen=roles&role=closer");
    }
}

TEST_CASE("versus: a group that the data do not have is told, not drawn") {
    Page page("en", 1440, 1600, "screen=roles&role=closer&versus=source,ads,radio");
    page.load(company());
    CHECK(page.name("roles.conversion.title").find("cannot be compared yet") != std::string::npos);
    CHECK(page.name("roles.versus.second").find("–") != std::string::npos);
}
