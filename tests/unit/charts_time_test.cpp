// The cohort table and the bars of durations: what is marked, hatched and said.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "charts/cohort_table.h"
#include "charts/durations.h"
#include "charts/matrix.h"
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
    const Marks marks = draw_durations(painter, light_theme(), {0, 0, 480, durations_height(2)}, rows, words, {});
    REQUIRE(marks.size() == 2);
    CHECK(marks[0].name.find("stale 3 of 12") != std::string::npos);
    CHECK(marks[0].name.find("p90 –") != std::string::npos);
    CHECK(marks[1].name.find("half –") != std::string::npos);
    CHECK(marks[1].name.find("stale –") != std::string::npos);
}

TEST_CASE("charts: matrix: a cell a pair of roles, its count and detail in it, empty where nothing was handed over") {
    const MatrixRole roles[] = {{"lead_nurturer", "Lead nurturer"}, {"closer", "Closer"}, {"", "not known"}};
    const MatrixCell cells[] = {{0, 1, 400, "17 h", "Lead nurturer → Closer: 400 hand-offs"},
                                {1, 0, 20, "–", "Closer → Lead nurturer: 20 hand-offs"},
                                {1, 2, 3, "–", "Closer → not known: 3 hand-offs"}};
    for (const float width : {700.f, 326.f}) {
        SvgPainter painter(width, 300);
        const MatrixWords words{Language::en, "from", "to"};
        Emphasis emphasis;
        emphasis.selected = "lead_nurturer>closer";
        const Marks marks =
            draw_matrix(painter, light_theme(), {0, 0, width, matrix_height(3)}, roles, cells, words, emphasis);
        REQUIRE(marks.size() == 6);
        CHECK(marks[0].kind == MarkKind::figure);
        CHECK(marks[1].id == "lead_nurturer>closer");
        CHECK(marks[1].kind == MarkKind::part);
        CHECK(marks[1].name.find("400 hand-offs") != std::string::npos);
        CHECK(marks[4].id == "closer>");
        CHECK(marks[2].bounds.y > marks[1].bounds.y);
        // The same role is the same column.
        CHECK(marks[1].bounds.x > marks[3].bounds.x);
        for (const Mark& mark : marks) {
            CHECK(mark.bounds.right() <= width);
            CHECK(mark.bounds.bottom() <= matrix_height(3));
            if (mark.kind == MarkKind::part) CHECK(mark.bounds.w >= 24);
        }
        const std::string svg = painter.finish();
        CHECK(svg.find(">400<") != std::string::npos);
        CHECK(svg.find(">17 h<") != std::string::npos);
        if (width > 600) CHECK(svg.find(">Lead nurturer<") != std::string::npos);
        // Without roles there is nothing to draw.
        CHECK(draw_matrix(painter, light_theme(), {0, 0, width, 100}, {}, {}, words, {}).empty());
    }
}

TEST_CASE(
    "charts: matrix: on a phone seven roles have room for counts of thousands; what has none is left out, not cut") {
    std::vector<MatrixRole> roles;
    for (const char* id : {"sales_manager", "marketer", "lead_generator", "lead_nurturer", "closer", "customer_support",
                           "account_manager"})
        roles.push_back({id, "角色"});
    const MatrixCell cells[] = {{1, 2, 5'481, "4 小时 57 分", "5,481"}, {2, 3, 85'481, "–", "85,481"}};
    SvgPainter painter(326, 400);
    const MatrixWords words{Language::en, "from", "to"};
    const Marks marks = draw_matrix(painter, dark_theme(), {0, 0, 326, matrix_height(7)}, roles, cells, words, {});
    CHECK(marks.size() == 9);
    const std::string svg = painter.finish();
    CHECK(svg.find(">5,481<") != std::string::npos);
    CHECK(svg.find(">85.5K<") != std::string::npos);
    CHECK(svg.find("4 小") == std::string::npos);
    CHECK(svg.find("…") == std::string::npos);
}

TEST_CASE("charts: versus: two shares on one scale, their difference round zero, and a dash for what is not known") {
    const VersusSide sides[] = {{"Ads", "71 of 214 so far", {0.33, 0.27, 0.4}}, {"Fair", "3 of 9 so far", {}}};
    SvgPainter painter(480, versus_height);
    const VersusWords words{Language::en, "Difference", "{} points"};
    const Rect plot{0, 0, 480, versus_height};
    const Marks marks = draw_versus(painter, light_theme(), plot, sides, {-0.123, -0.2, 0.01}, words, {});
    REQUIRE(marks.size() == 3);
    CHECK(marks[0].name.find("33.0\u00A0% (27.0–40.0), 71 of 214") != std::string::npos);
    CHECK(marks[1].name.find("–, 3 of 9") != std::string::npos);
    CHECK(marks[2].name.find("12.3 points") != std::string::npos);
    CHECK(marks[2].name.find("to +1.0)") != std::string::npos);
    for (const Mark& mark : marks) CHECK((mark.bounds.right() <= 480 && mark.bounds.bottom() <= versus_height));
}
