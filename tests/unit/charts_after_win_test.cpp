// Step curves of means and bars that need not begin at 0: axes, words, and what is not defined.
#include <doctest/doctest.h>

#include <string>

#include "charts/mean_steps.h"
#include "charts/span_bars.h"
#include "charts/svg_painter.h"

using namespace charts;

TEST_CASE("charts: the axis of means ends at 1, 2 or 5 of some power of ten") {
    CHECK(round_above(0) == 1);
    CHECK(round_above(1) == 1);
    CHECK(round_above(1.01) == 2);
    CHECK(round_above(12.8) == 20);
    CHECK(round_above(0.13) == doctest::Approx(0.2));
    CHECK(round_above(0.5) == doctest::Approx(0.5));
    CHECK(round_above(51) == 100);
}

TEST_CASE("charts: mean steps: a curve where there is one, words always") {
    MeanPanel panel{.id = "ticket",
                    .name = "tickets",
                    .figure = "1.5",
                    .detail = "30 counted",
                    .spoken = "tickets: 1.5",
                    .steps = {}};
    SvgPainter bare(320, 200);
    Mark mark = draw_mean_steps(bare, light_theme(), {0, 0, 320, mean_steps_height}, 30, panel, "days", {}).mark;
    CHECK(mark.id == "ticket");
    CHECK(mark.name == "tickets: 1.5");
    const std::string words = bare.finish();
    CHECK(words.find("30 counted") != std::string::npos);
    CHECK(words.find("polyline") == std::string::npos);
    panel.steps = {{0, 0, {}, {}}, {15, .5, .2, 1.1}, {30, 1.5, .9, 2.2}};
    SvgPainter drawn(320, 200);
    const MeanSteps steps =
        draw_mean_steps(drawn, light_theme(), {0, 0, 320, mean_steps_height}, 30, panel, "days", {});
    mark = steps.mark;
    REQUIRE(steps.stops.size() == 3);
    CHECK(steps.stops[1] == doctest::Approx(steps.plot.x + steps.plot.w / 2));
    CHECK(steps.y(steps.top) == doctest::Approx(steps.plot.y));
    const std::string picture = drawn.finish();
    CHECK(picture.find("polyline") != std::string::npos);
    CHECK(picture.find("fill-opacity") != std::string::npos);  // the band
    CHECK(picture.find(">5.0<") != std::string::npos);         // above 2.2
    CHECK(mark.bounds.right() <= 320);
}

TEST_CASE("charts: span bars say their figures; an interval has its dot") {
    const SpanBar bars[] = {
        {.id = "gross",
         .name = "Gross",
         .detail = "57 customers",
         .figure = "91 %",
         .to = .91,
         .low = .82,
         .high = .97},
        {.id = "churn", .name = "Lost", .figure = "−£3", .from = 10, .to = 7, .tone = SpanTone::lost},
        {.id = "none", .name = "None", .figure = "0"}};
    SvgPainter painter(358, 200);
    const Marks marks =
        draw_span_bars(painter, light_theme(), {0, 0, 358, span_bars_height(3)}, bars, 10, Language::en, {});
    REQUIRE(marks.size() == 3);
    CHECK(marks[0].name == "Gross: 91 %, 57 customers");
    CHECK(marks[1].name == "Lost: −£3");
    CHECK(marks[2].bounds.bottom() <= span_bars_height(3));
    const std::string picture = painter.finish();
    std::size_t dots = 0;
    for (std::size_t at = picture.find("<circle"); at != std::string::npos; at = picture.find("<circle", at + 1))
        ++dots;
    CHECK(dots == 1);
    // An axis of nothing draws nothing beyond its words.
    SvgPainter empty(358, 200);
    CHECK(draw_span_bars(empty, light_theme(), {0, 0, 358, 100}, bars, 0, Language::zh, {}).size() == 3);
}
