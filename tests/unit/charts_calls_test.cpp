// The charts of calls: the time line and the strips of people.
#include <doctest/doctest.h>

#include <string>

#include "charts/call_lanes.h"
#include "charts/range_strips.h"
#include "charts/svg_painter.h"
#include "charts/theme.h"
#include "unit/charts_samples.h"

using namespace charts;

namespace {

CallLanes lanes() {
    CallLanes call;
    call.duration_ms = 60'000;
    call.lanes = {{"An", "00:30", {1, 2, 3, 255}, {{0, 20'000}, {30'000, 40'000}}},
                  {"Customer", "00:10", {4, 5, 6, 255}, {{20'000, 30'000}}}};
    call.silences = {{40'000, 50'000}};
    call.arrows = {{20'000, true}};
    return call;
}

}  // namespace

TEST_CASE("call lanes: an x is a place in the call, and what is outside is its edge") {
    const CallLanes call = lanes();
    const Rect plot{100, 0, 600, 60};
    CHECK(ms_at(call, plot, 100) == 0);
    CHECK(ms_at(call, plot, 400) == 30'000);
    CHECK(ms_at(call, plot, 700) == 60'000);
    CHECK(ms_at(call, plot, 0) == 0);
    CHECK(ms_at(call, plot, 5'000) == 60'000);
    CHECK(ms_at(call, {0, 0, 0, 0}, 5) == 0);
}

TEST_CASE("call lanes: speech lies where it is said, and names go above the lanes where there is no room") {
    const CallLanes call = lanes();
    for (const float width : {900.f, 340.f}) {
        CAPTURE(width);
        samples::Recorder painter;
        const CallLanesPlace place =
            draw_call_lanes(painter, light_theme(), {0, 0, width, call_lanes_height(call, width)}, call);
        REQUIRE(place.lanes.size() == 2);
        CHECK(place.plot.right() == doctest::Approx(width));
        CHECK((place.plot.x == 0) == (width < call_lanes_names_beside));
        CHECK(place.lanes[1].bottom() <= call_lanes_height(call, width));
        CHECK(place.lanes[0].bottom() <= place.lanes[1].y);
    }
}

TEST_CASE("call lanes: topics and mood stand under the lanes, each with its name, within the picture") {
    CallLanes call = lanes();
    const float plain_height = call_lanes_height(call, 900);
    call.topics = {{"Price", "3", {{{5'000, 9'000}, {1, 2, 3, 255}}, {{59'999, 60'000}, {4, 5, 6, 255}}}},
                   {"Time", "1", {}}};
    call.mood_name = "Mood";
    call.mood = {{{{0, 10'000}, {1, 2, 3, 255}}, 0.5f}, {{{20'000, 30'000}, {4, 5, 6, 255}}, -7.f}};
    CHECK(call_lanes_height(call, 900) > plain_height);
    for (const float width : {900.f, 340.f}) {
        CAPTURE(width);
        samples::Recorder painter;
        const float height = call_lanes_height(call, width);
        const CallLanesPlace place = draw_call_lanes(painter, light_theme(), {0, 0, width, height}, call);
        REQUIRE(place.topics.size() == 2);
        CHECK(place.lanes.back().bottom() <= place.topics[0].y);
        CHECK(place.topics[0].bottom() <= place.topics[1].y);
        CHECK(place.topics[1].bottom() <= place.mood.y);
        CHECK(place.mood.bottom() == doctest::Approx(place.plot.bottom()));
        CHECK(place.mood.bottom() < height);
    }
    call.mood.clear();
    samples::Recorder painter;
    CHECK(draw_call_lanes(painter, light_theme(), {0, 0, 900, 300}, call).mood.h == 0);
}

TEST_CASE("call lanes: what goes beyond the call's end or the mood's range stays inside") {
    CallLanes call = lanes();
    call.topics = {{"Price", "1", {{{59'999, 90'000}, {1, 2, 3, 255}}}}};
    call.mood = {{{{50'000, 90'000}, {1, 2, 3, 255}}, 9.f}};
    samples::Recorder painter;
    const float height = call_lanes_height(call, 900);
    const CallLanesPlace place = draw_call_lanes(painter, light_theme(), {0, 0, 900, height}, call);
    CHECK(painter.rects.back().y >= place.mood.y);  // the mood's only bar is drawn last
    CHECK(painter.rects.back().bottom() <= place.mood.bottom());
    for (const Rect& rect : painter.rects) CHECK(rect.right() <= doctest::Approx(900));
}

TEST_CASE("call lanes: a call of no length is drawn all the same") {
    CallLanes call = lanes();
    call.duration_ms = 0;
    samples::Recorder painter;
    CHECK(draw_call_lanes(painter, light_theme(), {0, 0, 400, 100}, call).lanes.size() == 2);
}

TEST_CASE("range strips: a mark for every person, a figure for every strip, within its place") {
    RangeStrip strip{
        .id = "talk_ratio", .name = "Talk ratio", .unit = "%", .range = "40–60", .figure = "52", .dots = {}};
    strip.dots = {{"a", "An: 40 %", 0.4}, {"b", "Bo: 60 %", 0.6}, {"c", "Cy: 50 %", 0.5}};
    strip.low = 0.4;
    strip.high = 0.6;
    samples::Recorder painter;
    const std::vector<RangeStrip> strips{strip, strip, strip};
    for (const float width : {1200.f, 320.f}) {
        CAPTURE(width);
        const Rect place{10, 10, width, range_strips_height(strips.size(), width)};
        const Marks marks = draw_range_strips(painter, light_theme(), place, strips, Language::en, {});
        REQUIRE(marks.size() == 12);
        CHECK(marks[0].id == "_talk_ratio");
        CHECK(marks[0].name.find("40–60") != std::string::npos);
        CHECK(marks[1].row == "a");
        CHECK(marks[1].bounds.x < marks[3].bounds.x);
        CHECK(marks[3].bounds.x < marks[2].bounds.x);
        for (const Mark& mark : marks) CHECK(mark.bounds.bottom() <= place.bottom());
    }
    CHECK(range_strips_height(3, 320) > range_strips_height(3, 1200));
    CHECK(range_strip_ends(strip) == std::pair(0.4, 0.6));
    CHECK(range_strip_ends({}) == std::pair(0.0, 1.0));
}

TEST_CASE("range strips: people who are all alike stand in the middle") {
    RangeStrip strip{.id = "x", .name = "x", .unit = "", .range = "", .figure = "1", .dots = {}};
    strip.dots = {{"a", "a", 1}, {"b", "b", 1}};
    samples::Recorder painter;
    const Marks marks =
        draw_range_strips(painter, light_theme(), {0, 0, 300, 60}, std::vector<RangeStrip>{strip}, Language::zh, {});
    CHECK(marks[1].bounds.x + marks[1].bounds.w / 2 == doctest::Approx(150));
}
