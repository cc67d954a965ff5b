// Team's pictures: the forecast's bar and the chain of roles.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "charts/forecast_bar.h"
#include "charts/people_funnel.h"
#include "charts/role_chain.h"
#include "charts/svg_painter.h"

using namespace charts;

namespace {

std::size_t times(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

const Mark& marked(const Marks& marks, std::string_view id) {
    const auto found = std::ranges::find(marks, id, &Mark::id);
    REQUIRE(found != marks.end());
    return *found;
}

ForecastBar forecast() {
    return {.won = 520,
            .low = 569,
            .high = 679,
            .expected = 620,
            .target = 600,
            .words = {.won = "won 520", .range = "569 to 679", .expected = "expected 620", .target = "target 600"}};
}

std::vector<RoleStep> chain() {
    return {{.id = "lead_nurturer",
             .name = "Lead nurturer",
             .short_name = "Nurture",
             .note = "4 people",
             .ledger = {400, 200, 150, 0, 0, 50},
             .figures = {{"In", "400"}, {"Go on", "50 %", true}},
             .rate = StepRate{.5, .45, .55},
             .between = "190 handed on, 7 wait",
             .between_alert = true,
             .spoken = "Lead nurturer: 400 in"},
            {.id = "closer",
             .name = "Closer",
             .note = "2 people",
             .ledger = {200, 60, 120, 0, 0, 20},
             .figures = {{"In", "200"}, {"Go on", "30 %", true}},
             .tag = "slowest",
             .holds_back = true,
             .spoken = "Closer: 200 in"}};
}

}  // namespace

TEST_CASE(
    "charts: the forecast's bar: what is won, likely, expected and wanted stand in their order on one axis from 0") {
    for (const float width : {1100.f, 320.f}) {
        SvgPainter painter(width, forecast_bar_height);
        const Marks marks = draw_forecast_bar(painter, light_theme(), {0, 0, width, forecast_bar_height}, forecast());
        REQUIRE(marks.size() == 4);
        CHECK(marked(marks, "won").bounds.x == 0);
        CHECK(marked(marks, "won").bounds.right() < marked(marks, "range").bounds.x);
        const auto centre = [&](const char* id) { return marked(marks, id).bounds.x + marked(marks, id).bounds.w / 2; };
        CHECK(centre("target") < centre("expected"));
        CHECK(centre("target") / centre("expected") == doctest::Approx(600.0 / 620).epsilon(.001));
        for (const Mark& mark : marks) CHECK(mark.bounds.right() <= width);
        const std::string picture = painter.finish();
        for (const char* words : {"won 520", "expected 620", "target 600"}) CHECK(times(picture, words) == 1);
    }
    // Without a target there is none, and a forecast of nothing draws.
    ForecastBar bare = forecast();
    bare.target.reset();
    SvgPainter painter(400, forecast_bar_height);
    CHECK(draw_forecast_bar(painter, light_theme(), {0, 0, 400, forecast_bar_height}, bare).size() == 3);
    CHECK(draw_forecast_bar(painter, light_theme(), {0, 0, 400, forecast_bar_height}, {}).size() == 3);
}

TEST_CASE(
    "charts: the chain of roles: bars as wide as entries, only what holds back is in alert, side by side or below each "
    "other") {
    constexpr std::string_view alert = "#a63c0a";
    const std::vector<RoleStep> steps = chain();
    for (const bool wide : {true, false}) {
        const float width = wide ? 900.f : 358.f, height = role_chain_height(steps.size(), 2, wide);
        SvgPainter painter(width, height);
        const Marks marks =
            draw_role_chain(painter, light_theme(), {0, 0, width, height}, steps, wide, Language::en, {});
        REQUIRE(marks.size() == 2);
        CHECK(marks[1].name == "Closer: 200 in");
        for (const Mark& mark : marks) {
            CHECK(mark.bounds.right() <= width);
            CHECK(mark.bounds.bottom() <= height);
        }
        if (wide)
            CHECK(marks[0].bounds.right() < marks[1].bounds.x);
        else
            CHECK(marks[0].bounds.bottom() < marks[1].bounds.y);
        const std::string picture = painter.finish();
        CHECK(times(picture, "slowest") == 1);
        CHECK(times(picture, "190 handed on, 7 wait") == (wide ? 1 : 0));
        CHECK(times(picture, "50 %") == 1);
        CHECK(times(picture, ">In 200<") == (wide ? 0 : 1));
        CHECK(times(picture, alert) > 0);

        std::vector<RoleStep> told = chain();
        told[0].between_alert = told[1].holds_back = false;
        SvgPainter quiet(width, height);
        draw_role_chain(quiet, light_theme(), {0, 0, width, height}, told, wide, Language::en, {});
        const std::string calm = quiet.finish();
        CHECK(times(calm, "slowest") == 1);
        CHECK(times(calm, alert) == 0);
    }
    SvgPainter painter(100, 100);
    CHECK(draw_role_chain(painter, light_theme(), {0, 0, 100, 100}, {}, true, Language::en, {}).empty());
}

TEST_CASE(
    "charts: people outside the limits are diamonds, names that would lie on each other stand apart, ticks are round") {
    const FunnelPerson people[] = {
        {"a", "Ann", "Ann", 132, .43, true}, {"b", "Bob", "Bob", 131, .42, true}, {"c", "Cy", "Cy", 90, .3, false}};
    SvgPainter painter(600, 300);
    const PeopleFunnel drawn = draw_people_funnel(painter, light_theme(), {0, 0, 600, 300}, people, {}, .31,
                                                  {Language::en, "entries", "all 31 %"}, {});
    CHECK(drawn.marks.size() == 3);
    CHECK(drawn.volumes == std::vector<std::uint64_t>{90, 131, 132});
    CHECK(std::ranges::is_sorted(drawn.stops));
    const std::string picture = painter.finish();
    CHECK(times(picture, "<circle") == 2);
    for (const char* tick : {">50<", ">100<", ">150<"}) CHECK(times(picture, tick) == 1);
    CHECK(times(picture, ">132<") == 0);
}
