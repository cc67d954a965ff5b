// The cohort table and the bars of durations: what is marked, hatched and said.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "charts/cohort_table.h"
#include "charts/durations.h"
#include "charts/svg_painter.h"
#include "charts/versus.h"

using namespace charts;

TEST_CASE("charts: cohort table: a mature cell says its share, a young one its counts, an empty one nothing") {
    const std::uint32_t days[] = {7, 30};
    const CohortTableRow rows[] = {
        {"2026-07", "Jul", 60, {{30, 60, true, 0.5, 0.377, 0.623}, {9, 12, false, {}, {}, {}}}},
        {"2026-08", "Aug", 40, {{1, 4, false, {}, {}, {}}, {0, 0, false, {}, {}, {}}}}};
    SvgPainter painter(480, 200);
    const CohortTableWords words{Language::en, "{} d", "entries", "so far"};
    const Marks marks =
        draw_cohort_table(painter, light_theme(), {0, 0, 480, cohort_table_height(2)}, days, rows, words, {});
    REQUIRE(marks.size() == 3);
    CHECK(marks[0].id == "2026-07.7");
    CHECK(marks[0].name.find("30 of 60") != std::string::npos);
    CHECK(marks[1].name.find("so far 9 of 12") != std::string::npos);
    CHECK(marks[1].name.find('%') == std::string::npos);
    for (const Mark& mark : marks) CHECK(mark.bounds.right() <= 480);
}

TEST_CASE("charts: durations: what the data do not reach is a dash") {
    const DurationRow rows[] = {{"met", "Met", 40, 86'400, {}, 12, 3}, {"offer", "Offer", 5, {}, {}, 5, {}}};
    SvgPainter painter(480, 200);
    const DurationWords words{Language::en, "half", "p90", "stale"};
    const Durations drawn = draw_durations(painter, light_theme(), {0, 0, 480, durations_height(2)}, rows, words, {});
    CHECK(drawn.seconds == std::vector<std::uint32_t>{86'400});
    const Marks& marks = drawn.marks;
    REQUIRE(marks.size() == 2);
    CHECK(marks[0].name.find("stale 3 of 12") != std::string::npos);
    CHECK(marks[0].name.find("p90 –") != std::string::npos);
    CHECK(marks[1].name.find("half –") != std::string::npos);
    CHECK(marks[1].name.find("stale –") != std::string::npos);
}
