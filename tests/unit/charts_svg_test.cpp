#include "charts/svg_painter.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include <doctest/doctest.h>

#include "charts/comparison.h"
#include "charts/crosshair.h"
#include "charts/icons.h"
#include "charts/incidence.h"
#include "charts/interval_dots.h"
#include "charts/legend.h"
#include "charts/logo.h"
#include "charts/reach.h"
#include "charts/text.h"
#include "charts/trend.h"
#include "unit/charts_samples.h"

using namespace charts;

namespace {

std::string body_of(const std::function<void(SvgPainter&)>& draw) {
    SvgPainter painter(10, 10);
    draw(painter);
    const std::string svg = painter.finish();
    const std::size_t begin = svg.find(">\n") + 2;
    return svg.substr(begin, svg.rfind("</svg>") - begin);
}

std::string read_file(const std::string& path) {
    std::string bytes;
    if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
        char part[4096];
        for (std::size_t got; (got = std::fread(part, 1, sizeof part, file)) > 0;) bytes.append(part, got);
        std::fclose(file);
    }
    return bytes;
}

void write_file(const std::string& path, const std::string& bytes) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    REQUIRE(file);
    CHECK(std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size());
    std::fclose(file);
}

// SEPTET_REBASELINE=1 writes the pictures anew: look at them before they are committed.
void compare_with_golden(const std::string& name, SvgPainter& painter) {
    const std::string path = std::string(SEPTET_SOURCE_FOLDER) + "/tests/golden/" + name + ".svg";
    const std::string svg = painter.finish();
    if (std::getenv("SEPTET_REBASELINE")) write_file(path, svg);
    const std::string golden = read_file(path);
#ifdef __EMSCRIPTEN__
    if (golden.empty()) {
        MESSAGE("no file system: " << name << " is compared by the native tests only");
        return;
    }
#endif
    CHECK_MESSAGE(svg == golden, name << " is drawn differently: compare, or run with SEPTET_REBASELINE=1");
}

SvgPainter card(float width, float height, const Theme& theme) {
    SvgPainter painter(width, height);
    painter.fill_rect({0, 0, width, height}, theme.surface);
    return painter;
}

std::string name_of(const char* what, Language language, bool dark) {
    return std::string(what) + (language == Language::zh ? "-zh" : "-en") + (dark ? "-dark" : "-light");
}

}  // namespace

TEST_SUITE("charts: SVG") {
    TEST_CASE("numbers have at most two decimals and no exponent") {
        CHECK(body_of([](SvgPainter& p) { p.fill_rect({1.005f, -0.001f, 1234567.5f, 0.1f}, {1, 2, 3}); }) ==
              "<rect x=\"1\" y=\"0\" width=\"1234567.5\" height=\"0.1\" fill=\"#010203\"/>\n");
        CHECK(
            body_of([](SvgPainter& p) { p.line({-1.239f, 0.05f}, {NAN, INFINITY}, {{0, 0, 0, 128}, 1.25f, 3, 2}); }) ==
            "<line x1=\"-1.24\" y1=\"0.05\" x2=\"0\" y2=\"10000000\" fill=\"none\" stroke=\"#000000\" "
            "stroke-opacity=\"0.5\" "
            "stroke-width=\"1.25\" stroke-dasharray=\"3 2\"/>\n");
    }

    TEST_CASE("text from the data cannot become markup") {
        const std::string svg = body_of([](SvgPainter& p) {
            p.text({0, 0}, "</text><script>alert(\"1 & 2\")</script>\x01\n\xff", type::body({}));
        });
        CHECK(svg.find("<script") == std::string::npos);
        CHECK(svg.find("&lt;/text&gt;&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;  \uFFFD</text>") !=
              std::string::npos);
        SvgPainter titled(1, 1, "a < b");
        CHECK(titled.finish().find("<title>a &lt; b</title>") != std::string::npos);
    }

    TEST_CASE("clips and alphas nest, and what is left open is closed") {
        CHECK(body_of([](SvgPainter& p) {
                  p.push_clip({0, 0, 5, 5});
                  p.push_alpha(0.35f);
                  p.pop_alpha();
                  p.push_clip({1, 1, 2, 2});
              }) ==
              "<clipPath id=\"clip1\"><rect x=\"0\" y=\"0\" width=\"5\" height=\"5\"/></clipPath>\n<g "
              "clip-path=\"url(#clip1)\">\n"
              "<g opacity=\"0.35\">\n</g>\n"
              "<clipPath id=\"clip2\"><rect x=\"1\" y=\"1\" width=\"2\" height=\"2\"/></clipPath>\n<g "
              "clip-path=\"url(#clip2)\">\n"
              "</g>\n</g>\n");
    }

    TEST_CASE("hatching stays inside its rectangle and in phase with its neighbours") {
        CHECK(body_of([](SvgPainter& p) { p.hatch({0, 0, 0, 5}, {}, 6, 1); }).empty());
        const std::string svg = body_of([](SvgPainter& p) { p.hatch({4, 4, 4, 4}, {}, 6, 2); });
        // The only line through the square is x + y = 12, from corner to corner.
        CHECK(svg == "<path d=\"M6.59 4L8 4L8 5.41L5.41 8L4 8L4 6.59z\" fill=\"#000000\"/>\n");
    }
}

TEST_SUITE("charts: golden pictures") {
    TEST_CASE("funnels") {
        for (const bool dark : {false, true}) {
            for (const Language language : {Language::zh, Language::en}) {
                const Theme& theme = theme_for(dark);
                const Funnel funnel = samples::nurturers(language);
                const FunnelWords words = samples::words(language);
                SvgPainter desk = card(800, 340, theme);
                draw_funnel(desk, theme, {24, 20, 752, 302}, funnel, words, {},
                            {.hovered = "interest.lost", .focused = "ability", .selected = "contacted"});
                compare_with_golden(name_of("funnel-desk", language, dark), desk);

                SvgPainter phone = card(374, 380, theme);
                draw_legend(phone, theme, {16, 8, 342, 18}, {words.parts, "", true});
                draw_funnel(phone, theme, {16, 32, 342, 342}, funnel, words, {FunnelLayout::phone, 70},
                            {.selected = "contacted"});
                compare_with_golden(name_of("funnel-phone", language, dark), phone);
            }
        }
    }

    TEST_CASE("states of a funnel") {
        const Theme& theme = light_theme();
        Funnel funnel = samples::nurturers(Language::en);
        funnel.stages[2].ledger = {};
        funnel.stages[3].ledger = {9, 2, 3, 1, 1, 2};
        funnel.passed_on = 2;
        funnel.passed_to[0].count = 2;
        const FunnelWords words = samples::words(Language::en);
        SvgPainter dimmed = card(800, 340, theme);
        draw_funnel(dimmed, theme, {24, 20, 752, 302}, funnel, words, {},
                    {.selected = "contacted.lost", .dim_others = true});
        compare_with_golden("funnel-dimmed", dimmed);
        SvgPainter late = card(800, 340, theme);
        draw_funnel(late, theme, {24, 20, 752, 302}, funnel, words, {}, {.late = true});
        compare_with_golden("funnel-late", late);
    }

    TEST_CASE("a person beside the role") {
        const Theme& theme = dark_theme();
        const Funnel role = samples::nurturers(Language::en);
        Funnel person = role;
        const Ledger ledgers[] = {
            {214, 168, 22, 3, 1, 20}, {170, 126, 24, 0, 1, 19}, {127, 97, 16, 2, 1, 11}, {97, 71, 15, 1, 1, 9}};
        for (std::size_t i = 0; i < 4; ++i) person.stages[i].ledger = ledgers[i];
        SvgPainter painter = card(596, 270, theme);
        draw_comparison(painter, theme, {24, 20, 548, comparison_height(4)},
                        {{{"person", "Chen Yutong", 214, person.stages, "71 of 214 · 33.2 % (27.2–39.7)"},
                          {"role", "Role", 2352, role.stages, "564 of 2,352 · 24.0 % (22.3–25.7)"}}},
                        samples::words(Language::en), {.hovered = "person.contacted"});
        compare_with_golden("comparison-en-dark", painter);
    }

    TEST_CASE("entries by month") {
        const std::vector<TrendMonth> months{
            {"2025-12", {540, 150, 350, 9, 11, 20}},        {"2026-01", {710, 210, 430, 14, 16, 40}},
            {"2026-02", {300, 90, 180, 5, 6, 19}},          {"2026-03", {820, 240, 480, 20, 18, 62}},
            {"2026-04", {790, 220, 440, 17, 13, 100}},      {"2026-05", {0, 0, 0, 0, 0, 0}},
            {"2026-06", {860, 220, 380, 16, 9, 235}, true}, {"2026-07", {905, 190, 320, 12, 7, 376}, true}};
        for (const bool dark : {false, true}) {
            const Language language = dark ? Language::en : Language::zh;
            const FunnelWords words = samples::words(language);
            SvgPainter painter = card(560, 236, theme_for(dark));
            draw_trend(painter, theme_for(dark), {24, 12, 512, 216}, months,
                       {language, words.parts, words.entries, dark ? "shaded: not yet settled" : "浅底：尚未满期"},
                       Brush{2, 4}, {.hovered = "2026-06.lost", .focused = "2026-01"});
            compare_with_golden(name_of("trend", language, dark), painter);
        }
    }

    TEST_CASE("incidence curves") {
        for (const bool dark : {false, true}) {
            const Language language = dark ? Language::zh : Language::en;
            std::vector<IncidenceCurve> curves{{Part::advanced, dark ? "推进" : "advanced", {}},
                                               {Part::lost, dark ? "流失" : "lost", {}}};
            for (int step = 0; step <= 30; ++step) {
                const auto day = static_cast<float>(step);
                const double advanced = 0.44 * step / (step + 6.0);
                curves[0].points.push_back({day, advanced, advanced * 0.88, advanced * 1.12});
                curves[1].points.push_back({day, advanced * 0.95, std::nullopt, std::nullopt});
            }
            SvgPainter painter = card(520, 260, theme_for(dark));
            const Incidence drawn =
                draw_incidence(painter, theme_for(dark), {24, 12, 472, 232}, 30, curves,
                               {language, dark ? "进入后天数" : "days since entry", dark ? "{} 天内" : "within {} d"},
                               {.focused = dark ? "lost" : ""});
            const Marks& marks = drawn.marks;
            REQUIRE(marks.size() == 2);
            CHECK(marks[0].id == "advanced");
            REQUIRE(drawn.stops.size() == 31);
            const std::size_t week = nearest_stop(drawn.stops, drawn.stops[7] + 1);
            CHECK(week == 7);
            const CrossDot dots[] = {{incidence_y(drawn.plot, curves[0].points[week].share), theme_for(dark).accent}};
            draw_crosshair(painter, theme_for(dark), drawn.plot, drawn.stops[week], dots);
            // Two curves that end together have labels that do not touch.
            CHECK(marks[1].bounds.y - marks[0].bounds.y >= 1);
            if (!dark) CHECK(marks[0].name == "advanced: within 30 d 36.7\u00a0% (32.3–41.1)");
            compare_with_golden(name_of("incidence", language, dark), painter);
        }
    }

    TEST_CASE("intervals") {
        const Theme& theme = light_theme();
        SvgPainter painter = card(300, 250, theme);
        const IntervalAxis axis = interval_axis(0.41);
        const IntervalWords words{Language::en, "advanced"};
        draw_interval_axis(painter, theme, {50, 6, 184, 24}, axis);
        draw_selected_row(painter, theme, {12, 69, 276, 39});
        draw_reference_line(painter, theme, {50, 30, 184, 195}, axis, 0.246);
        const std::vector<IntervalRow> rows{{"a", "Cao Yi", 5, 22, 0.227},
                                            {"b", "Chen Yutong", 71, 214, 0.332, 0.272, 0.397},
                                            {"c", "Deng Rui", 33, 134, 0.246, 0.181, 0.326, 0.245},
                                            {"d", "Nobody", 0, 0},
                                            {"e", "All", 555, 2256, 0.246, 0.229, 0.264, std::nullopt, true}};
        float y = 30;
        for (const IntervalRow& row : rows) {
            draw_interval(painter, theme, {50, y, 184, 39}, axis, row, words, {.hovered = "c", .selected = "b"});
            y += 39;
        }
        compare_with_golden("intervals", painter);
    }

    TEST_CASE("reach") {
        const ReachRow total{"", "全部来源", 12'400'000, 148'600, 6'318, 120'000'000};
        const std::vector<ReachRow> sources{{"ads", "搜索广告", 8'200'000, 91'000, 2'900, 76'000'000},
                                            {"social", "社交媒体", 3'900'000, 48'000, 2'318, 40'000'000},
                                            {"referral", "转介绍", 0, 0, 700, 0},
                                            {"event", "展会与活动", 300'000, 9'600, 400, 4'000'000}};
        const ReachWords words{Language::zh, "CNY",    2,        "来源", "曝光",        "点击",
                               "线索",       "点击率", "留资率", "花费", "单条线索成本"};
        for (const float width : {752.0f, 342.0f}) {
            SvgPainter painter = card(width + 48, 270, light_theme());
            draw_reach(painter, light_theme(), {24, 16, width, reach_height(4)}, total, sources, words,
                       {.selected = "social"});
            compare_with_golden(width > 500 ? "reach-desk" : "reach-phone", painter);
        }
    }

    TEST_CASE("icons, logo, tiles") {
        for (const bool dark : {false, true}) {
            const Theme& theme = theme_for(dark);
            SvgPainter painter = card(416, 140, theme);
            for (int i = 0; i < icon_count; ++i) {
                draw_icon(painter, static_cast<Icon>(i),
                          {16 + 24.0f * static_cast<float>(i % 16), 16 + 24.0f * static_cast<float>(i / 16)},
                          theme.ink2);
            }
            draw_logo(painter, theme, {16, 92});
            const char* roles[] = {"sales_manager", "marketer",         "lead_generator",  "lead_nurturer",
                                   "closer",        "customer_support", "account_manager", "partner"};
            float x = 64;
            for (const char* role : roles) {
                draw_role_tile(painter, theme, {x, 92, 24, 24}, role, dark ? Language::en : Language::zh);
                x += 32;
            }
            compare_with_golden(dark ? "signs-dark" : "signs-light", painter);
        }
    }
}
