// The pictures of Hand-offs and Structure: the flow along the chain, the matrix, the ages of a queue, who carries which part.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "charts/age_bars.h"
#include "charts/flow.h"
#include "charts/matrix.h"
#include "charts/role_parts.h"
#include "charts/svg_painter.h"
#include "unit/charts_samples.h"

using namespace charts;

namespace {

// Four roles in a chain with a step each, one that goes back, one that jumps.
Flow flow() {
    Flow out;
    out.roles = {{"marketer", "Marketer", {"Marketer"}},
                 {"lead_generator", "Lead generator", {"Lead", "generator"}},
                 {"lead_nurturer", "Lead nurturer", {"Lead", "nurturer"}},
                 {"closer", "Closer", {"Closer"}}};
    out.arrows = {{0, 1, 6'318, "pick-up –", "–", 142, "142 wait · –", "a", false},
                  {1, 2, 2'304, "pick-up 9 h", "9 h", 96, "96 wait · ¥1.49M", "b", false},
                  {2, 1, 44, "44 back · 14 h", "", 0, "", "c", false},
                  {2, 3, 564, "pick-up 38 h", "38 h", 38, "38 wait · ¥2.36M", "d", true},
                  {3, 1, 26, "Closer → Lead generator: 26", "", 0, "", "e", false}};
    out.square = flow_square(out.arrows);
    return out;
}

std::size_t count_of(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("charts: flow: an arrow a hand-off, weighed by how many, lying on a desk and standing on a phone") {
    for (const float width : {1160.f, 342.f}) {
        CAPTURE(width);
        const Flow of = flow();
        const float height = flow_height(width, of);
        CHECK(flow_lies(width, of.roles.size()) == (width > 900));
        SvgPainter painter(width, height);
        Emphasis emphasis;
        emphasis.selected = "lead_nurturer>closer";
        const Marks marks = draw_flow(painter, light_theme(), {0, 0, width, height}, of, emphasis);
        REQUIRE(marks.size() == of.arrows.size());
        CHECK(marks[0].id == "marketer>lead_generator");
        CHECK(marks[4].id == "closer>lead_generator");
        for (std::size_t i = 0; i < marks.size(); ++i) {
            CHECK(marks[i].kind == MarkKind::part);
            CHECK(marks[i].name == of.arrows[i].name);
            CHECK(marks[i].bounds.x >= -8);
            CHECK(marks[i].bounds.right() <= width + 8);
            CHECK(marks[i].bounds.bottom() <= height + 1);
            CHECK(marks[i].bounds.h >= (width < 600 ? 40 : 24));
            // None lies over another: what is pointed at is one.
            for (std::size_t other = 0; other < i; ++other) {
                const Rect &a = marks[i].bounds, &b = marks[other].bounds;
                CHECK(!(a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()));
            }
        }
        const std::string svg = painter.finish();
        for (const char* text : {">6,318<", ">38 wait · ¥2.36M<", ">44 back · 14 h<", ">Closer → Lead generator: 26<"})
            CHECK(svg.find(text) != std::string::npos);
        // 142, 96 and 38 that wait, four a square.
        CHECK(of.square == 4);
        CHECK(count_of(svg, "width=\"5.5\"") == 36 + 24 + 10);
        CHECK(svg.find("stroke-dasharray") != std::string::npos);
    }
}

TEST_CASE("charts: flow: weights, squares, and nothing to draw") {
    CHECK(flow_weight(0) == 1.5f);
    CHECK(flow_weight(99) == 1.5f);
    CHECK(flow_weight(100) == 3);
    CHECK(flow_weight(1'000) == 5);
    CHECK(flow_weight(5'000) == 7);
    CHECK(flow_square({}) == 1);
    for (const std::uint64_t most : {36ull, 37ull, 4'000'000'000ull}) {
        const FlowArrow arrow{0, 1, 0, "", "", most, "", "", false};
        const std::uint64_t square = flow_square({&arrow, 1});
        CHECK((most + square - 1) / square <= 36);
        if (most == 36) CHECK(square == 2);
    }
    SvgPainter painter(400, 100);
    CHECK(flow_height(400, {}) == 0);
    CHECK(draw_flow(painter, light_theme(), {0, 0, 400, 100}, {}, {}).empty());
    Flow one;
    one.roles = {{"closer", "Closer", {"Closer"}}};
    CHECK(flow_height(400, one) > 0);
    CHECK(draw_flow(painter, light_theme(), {0, 0, 400, 100}, one, {}).empty());
}

TEST_CASE("charts: matrix: a cell a pair of roles, its figure and detail in it, a dot where nothing was handed over") {
    const MatrixRole roles[] = {{"lead_nurturer", "Nurturer"}, {"closer", "Closer"}, {"", "not known"}};
    const MatrixCell cells[] = {
        {0, 1, "17 h", "drop 4.0 %", MatrixTint::within, "Lead nurturer → Closer: 400 hand-offs"},
        {1, 0, "–", "n 20", MatrixTint::few, "Closer → Lead nurturer: 20 hand-offs"},
        {1, 2, "–", "n 3", MatrixTint::few, "Closer → not known: 3 hand-offs"}};
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
        CHECK(svg.find(">17 h<") != std::string::npos);
        CHECK(svg.find(">n 20<") != std::string::npos);
        CHECK(svg.find("stroke-dasharray=\"3 2\"") != std::string::npos);
        if (width > 600) CHECK(svg.find(">Nurturer<") != std::string::npos);
        // Without roles there is nothing to draw.
        CHECK(draw_matrix(painter, light_theme(), {0, 0, width, 100}, {}, {}, words, {}).empty());
    }
}

TEST_CASE("charts: matrix: on a phone seven roles have room for a wait; what has none is left out, not cut") {
    std::vector<MatrixRole> roles;
    for (const char* id : {"sales_manager", "marketer", "lead_generator", "lead_nurturer", "closer", "customer_support",
                           "account_manager"})
        roles.push_back({id, "潜在客户培育"});
    const MatrixCell cells[] = {{1, 2, "28 h", "drop 12.4 %", MatrixTint::over, "a"},
                                {2, 3, "–", "n 85,481", MatrixTint::few, "b"}};
    SvgPainter painter(326, 400);
    const MatrixWords words{Language::en, "from", "to"};
    const Marks marks = draw_matrix(painter, dark_theme(), {0, 0, 326, matrix_height(7)}, roles, cells, words, {});
    CHECK(marks.size() == 9);
    const std::string svg = painter.finish();
    CHECK(svg.find(">28 h<") != std::string::npos);
    CHECK(svg.find("drop") == std::string::npos);
    CHECK(svg.find("…") == std::string::npos);
}

TEST_CASE("charts: matrix: the legend wraps instead of leaving its width") {
    const MatrixLegend legend{"under 12 h", "12 h to 24 h", "over 24 h, the target", "too few: counts only"};
    samples::Recorder painter;
    CHECK(matrix_legend_height(painter, 900, legend) == 20);
    for (float width = 180; width < 900; width += 30) {
        painter.texts.clear();
        draw_matrix_legend(painter, light_theme(), {10, 20, width, 0}, legend);
        REQUIRE(painter.texts.size() == 4);
        for (const samples::DrawnText& text : painter.texts) {
            REQUIRE(text.baseline.x + text.width <= 10 + width + .1f);
            REQUIRE(text.baseline.y <= 20 + matrix_legend_height(painter, width, legend));
        }
    }
}

TEST_CASE("charts: age bars: as high as they are many, those beyond the target in the alert's colour") {
    const AgeBar bars[] = {{"0", "0–24 h", 10, false, "0–24 h: 10 wait"},
                           {"86400", "1–2 d", 40, true, "1–2 d: 40 wait"},
                           {"172800", "over 2 d", 0, true, "over 2 d: 0 wait"}};
    samples::Recorder painter;
    const Marks marks = draw_age_bars(painter, light_theme(), {0, 0, 400, age_bars_height}, bars, "target: a day", {});
    REQUIRE(marks.size() == 3);
    CHECK(marks[1].name == "1–2 d: 40 wait");
    REQUIRE(painter.rects.size() == 3);
    CHECK(painter.rects[1].h == doctest::Approx(4 * painter.rects[0].h));
    CHECK(painter.rects[2].h == 0);
    SvgPainter svg(400, age_bars_height);
    draw_age_bars(svg, light_theme(), {0, 0, 400, age_bars_height}, bars, "target: a day", {});
    const std::string picture = svg.finish();
    CHECK(picture.find(">target: a day<") != std::string::npos);
    CHECK(picture.find("#a63c0a") != std::string::npos);
    CHECK(draw_age_bars(svg, light_theme(), {0, 0, 400, 100}, {}, "", {}).empty());
}

TEST_CASE("charts: role parts: a row a person, a bar as long as the role's share") {
    const std::string roles[] = {"lead_nurturer", "closer"};
    const PartsPerson people[] = {{"p1", "An", "40", {1, 0}, "An, 40 stays: Lead nurturer 100 %"},
                                  {"p2", "Bo", "20", {.25, .75}, "Bo, 20 stays"}};
    for (const float width : {360.f, 310.f}) {
        samples::Recorder painter;
        const Rect rect{0, 0, width, role_parts_height(2, 26)};
        const Marks marks = draw_role_parts(painter, light_theme(), rect, 26, roles, people, {}, Language::en);
        REQUIRE(marks.size() == 2);
        CHECK(marks[0].id == "p1");
        CHECK(marks[0].kind == MarkKind::row);
        CHECK(marks[1].bounds.bottom() <= rect.h);
        // Two tiles; of each person two tracks, and a bar where there is a share.
        REQUIRE(painter.rects.size() == 2 + 3 + 4);
        CHECK(painter.rects[3].w == painter.rects[2].w);
        CHECK(painter.rects[6].w == doctest::Approx(painter.rects[5].w / 4));
        for (const Rect& drawn : painter.rects) CHECK(drawn.right() <= width);
        CHECK(draw_role_parts(painter, light_theme(), rect, 26, {}, people, {}, Language::en).empty());
    }
}
