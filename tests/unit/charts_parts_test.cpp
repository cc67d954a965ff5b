#include <cmath>

#include <doctest/doctest.h>

#include "charts/icons.h"
#include "charts/interval_dots.h"
#include "charts/legend.h"
#include "charts/logo.h"
#include "charts/reach.h"
#include "charts/svg_painter.h"
#include "charts/text.h"
#include "charts/trend.h"
#include "unit/charts_samples.h"

using namespace charts;
using samples::find;

TEST_SUITE("charts: text") {
    TEST_CASE("text is cut at a character and marked") {
        samples::Recorder painter;
        const TextStyle style = type::body({});
        CHECK(fit_text(painter, "Contacted", 500, style) == "Contacted");
        CHECK(fit_text(painter, "", 10, style) == "");
        CHECK(fit_text(painter, "Contacted", 0, style) == "");
        CHECK(fit_text(painter, "已联系客户", 13 * 4, style) == "已联系…");
        const std::string cut = fit_text(painter, "Interest confirmed", 60, style);
        CHECK(cut.ends_with("…"));
        CHECK(text_width(painter, cut, style) <= 60.1f);
        CHECK(fit_text(painter, "a bcdef", text_width(painter, "a …", style), style) == "a…");
    }

    TEST_CASE("widths: digits are tabular, Chinese fills a square") {
        CHECK(measured_width("1111", 13, Weight::regular) == measured_width("8888", 13, Weight::regular));
        CHECK(measured_width("已联系", 12, Weight::semibold) == 36);
        CHECK(measured_width("：", 12, Weight::regular) == 12);
        CHECK(measured_width("", 12, Weight::regular) == 0);
        CHECK(measured_width("\u0301", 12, Weight::regular) == 0);
        CHECK(measured_width("\xff\xfe", 10, Weight::regular) > 0);
        CHECK(measured_width("Septet", 16, Weight::semibold) > measured_width("Septet", 16, Weight::regular));
    }
}

TEST_SUITE("charts: legend, icons, tiles") {
    TEST_CASE("a legend wraps instead of leaving its width") {
        samples::Recorder painter;
        Legend legend{samples::words(Language::en).parts,
                      "width = entries; advanced + lost + back + left + open = entries"};
        CHECK(legend_height(painter, 900, legend) == 20);
        CHECK(legend_height(painter, 500, legend) == 40);
        for (float width = 40; width < 900; width += 7) {
            painter.texts.clear();
            const float height = legend_height(painter, width, legend);
            const Marks marks = draw_legend(painter, light_theme(), {10, 20, width, height}, legend);
            REQUIRE(marks.size() == 6);
            for (const Mark& mark : marks) {
                REQUIRE(mark.bounds.right() <= 10 + width + 0.1f);
                REQUIRE(mark.bounds.bottom() <= 20 + height);
            }
            for (const samples::DrawnText& text : painter.texts)
                REQUIRE(text.baseline.x + text.width <= 10 + width + 0.1f);
        }
        legend.note.clear();
        CHECK(draw_legend(painter, light_theme(), {0, 0, 900, 20}, legend).size() == 5);
    }

    TEST_CASE("a tile carries the role's letters; an unknown role its first character") {
        samples::Recorder painter;
        draw_role_tile(painter, light_theme(), {0, 0, 24, 24}, "lead_nurturer", Language::en);
        draw_role_tile(painter, light_theme(), {0, 0, 24, 24}, "lead_nurturer", Language::zh);
        draw_role_tile(painter, light_theme(), {0, 0, 24, 24}, "渠道", Language::en);
        draw_role_tile(painter, light_theme(), {0, 0, 24, 24}, "", Language::en);
        REQUIRE(painter.texts.size() == 3);
        CHECK(painter.texts[0].text == "LN");
        CHECK(painter.texts[1].text == "培");
        CHECK(painter.texts[2].text == "渠");
        for (const samples::DrawnText& text : painter.texts)
            CHECK(std::fabs(text.baseline.x + text.width / 2 - 12) < 0.01f);
    }

    TEST_CASE("ids lead to roles and parts") {
        CHECK(role_from_id("closer") == Role::closer);
        CHECK(role_from_id("account_manager") == Role::account_manager);
        CHECK_FALSE(role_from_id("Closer"));
        CHECK(part_id(Part::open) == "open");
        CHECK(part_mark_id("contacted", Part::back) == "contacted.back");
    }
}

TEST_SUITE("charts: intervals") {
    TEST_CASE("the axis holds the largest value with at most six labels") {
        CHECK(interval_axis(0.44).end == doctest::Approx(0.5));
        CHECK(interval_axis(0.5).step == doctest::Approx(0.1));
        CHECK(interval_axis(0.51).end == doctest::Approx(0.6));
        CHECK(interval_axis(1).end == doctest::Approx(1));
        CHECK(interval_axis(0).end == doctest::Approx(0.01));
        CHECK(interval_axis(5).end == doctest::Approx(1));
        for (double largest = 0; largest <= 1; largest += 0.001) {
            const IntervalAxis axis = interval_axis(largest);
            REQUIRE(axis.end >= largest - 1e-9);
            REQUIRE(axis.end <= 1 + 1e-9);
            REQUIRE(std::round(axis.end / axis.step) <= 5);
        }
    }

    TEST_CASE("few cases show their counts and never a rate") {
        samples::Recorder painter;
        const IntervalWords words{Language::en, "advanced"};
        const Mark few =
            draw_interval(painter, light_theme(), {0, 0, 184, 39}, {}, {"p1", "Cao Yi", 5, 22, 0.2}, words, {});
        CHECK(painter.wrote("5 of 22"));
        CHECK(few.name == "Cao Yi: advanced 5 of 22");
        draw_interval(painter, light_theme(), {0, 0, 184, 39}, {}, {"p2", "Deng Rui", 0, 0}, words, {});
        CHECK(painter.wrote("–"));
        painter.texts.clear();
        const Mark many = draw_interval(painter, light_theme(), {0, 0, 184, 39}, {},
                                        {"p3", "Chen Yutong", 71, 214, 0.332, 0.272, 0.397}, words, {});
        CHECK(painter.texts.empty());
        CHECK(many.name == "Chen Yutong: advanced 71 of 214, 33.2\u00A0% (27.2–39.7)");
        CHECK(many.id == "p3");
    }

    TEST_CASE("a row whose id is not known has the focus only where something has it") {
        const auto drawn = [](const Emphasis& emphasis) {
            SvgPainter painter(184, 39);
            draw_interval(painter, light_theme(), {0, 0, 184, 39}, {}, {"", "Not known", 5, 22, 0.2}, {}, emphasis);
            return painter.finish();
        };
        CHECK((drawn({.focused = ""}) == drawn({.focused = "p1"})));
    }

    TEST_CASE("positions stay inside the cell") {
        const Rect cell{100, 0, 184, 39};
        CHECK(interval_x(cell, {0.5, 0.1}, 0) == 100);
        CHECK(interval_x(cell, {0.5, 0.1}, 0.25) == 192);
        CHECK(interval_x(cell, {0.5, 0.1}, 2) == 284);
        CHECK(interval_x(cell, {0.5, 0.1}, -1) == 100);
    }
}

TEST_SUITE("charts: entries by month") {
    const TrendWords words{Language::en, samples::words(Language::en).parts, "entries", "not yet settled"};

    TEST_CASE("columns stand on the axis, on one scale") {
        const std::vector<TrendMonth> months{{"2026-07", {800, 400, 260, 12, 8, 120}},
                                             {"2026-08", {400, 100, 60, 6, 4, 230}, true}};
        samples::Recorder painter;
        const Marks marks = draw_trend(painter, light_theme(), {24, 16, 512, 216}, months, words, {}, {}).marks;
        CHECK(find(marks, "2026-07")->name == "Jul 2026: 800 entries");
        CHECK(find(marks, "2026-08")->name == "Aug 2026: 400 entries, not yet settled");
        CHECK(find(marks, "2026-08.lost")->name == "Aug 2026: lost 60 of 400");
        const Rect july_lowest = find(marks, "2026-07.advanced")->bounds;
        const Rect august_lowest = find(marks, "2026-08.advanced")->bounds;
        CHECK(july_lowest.bottom() == august_lowest.bottom());
        const float july = july_lowest.bottom() - find(marks, "2026-07.open")->bounds.y;
        const float august = august_lowest.bottom() - find(marks, "2026-08.open")->bounds.y;
        CHECK(std::fabs(july - 2 * august) <= 2);
        CHECK(painter.wrote("2026"));
        CHECK(painter.wrote("not yet settled"));
    }

    TEST_CASE("any number of months of any size fits") {
        samples::Random random(5);
        for (int round = 0; round < 2'000; ++round) {
            std::vector<TrendMonth> months;
            for (std::uint64_t i = random.below(40); i > 0; --i) {
                months.push_back({"2026-0" + std::to_string(1 + random.below(9)), samples::random_ledger(random),
                                  random.below(2) == 0});
            }
            if (!months.empty() && random.below(4) == 0) months[0].id = "";
            const Rect rect{24, 16, 300 + static_cast<float>(random.below(500)),
                            90 + static_cast<float>(random.below(200))};
            samples::Recorder painter;
            std::optional<Brush> chosen;
            if (!months.empty() && random.below(2) == 0) {
                const std::uint64_t first = random.below(static_cast<std::uint32_t>(months.size()));
                chosen = Brush{static_cast<float>(first), static_cast<float>(months.size()) - .5f};
            }
            const Marks marks = draw_trend(painter, light_theme(), rect, months, words, chosen, {}).marks;
            for (const Rect& drawn : painter.rects) {
                REQUIRE(drawn.w > 0);
                REQUIRE(drawn.h > 0);
            }
            for (const Mark& mark : marks) {
                REQUIRE(mark.bounds.x >= rect.x);
                REQUIRE(mark.bounds.right() <= rect.right() + 1);
                REQUIRE(mark.bounds.bottom() <= rect.bottom() + 0.5f);
            }
        }
    }
}

TEST_SUITE("charts: reach") {
    const ReachWords words{Language::en, "CNY",        2,           "Source", "Impressions",  "Clicks",
                           "Leads",      "Click rate", "Lead rate", "Cost",   "Cost per lead"};

    TEST_CASE("shares and costs of nothing are dashes") {
        samples::Recorder painter;
        const std::vector<ReachRow> rows{{"ads", "Ads", 1000, 50, 10, 100'000}, {"referral", "Referrals", 0, 0, 7, 0}};
        const Marks marks = draw_reach(painter, light_theme(), {24, 16, 752, reach_height(2)},
                                       {"", "All", 1000, 50, 17, 100'000}, rows, words, {});
        CHECK(find(marks, "ads")->name ==
              "Ads: Impressions 1,000, Clicks 50, Click rate 5.0\u00A0%, Leads 10, Lead rate 20.0\u00A0%, Cost ¥1,000, "
              "Cost per lead ¥100");
        CHECK(find(marks, "referral")->name ==
              "Referrals: Impressions 0, Clicks 0, Click rate –, Leads 7, Lead rate –, Cost ¥0, Cost per lead –");
        CHECK(find(marks, "_total")->kind == MarkKind::figure);
        CHECK(find(marks, "_all")->bounds.bottom() == 16 + reach_height(2));
    }

    TEST_CASE("narrow or wide, every text stays inside") {
        samples::Random random(9);
        for (int round = 0; round < 2'000; ++round) {
            std::vector<ReachRow> rows;
            for (std::uint64_t i = random.below(6); i > 0; --i) {
                const std::uint64_t scale = std::uint64_t{1} << random.below(40);
                rows.push_back({std::to_string(i), "A source with quite a long name", random.below(scale),
                                random.below(scale), random.below(scale),
                                static_cast<base::Money>(random.below(scale))});
            }
            const Rect rect{24, 16, 300 + static_cast<float>(random.below(700)), reach_height(rows.size())};
            samples::Recorder painter;
            draw_reach(painter, light_theme(), rect,
                       {"", "All sources", 900'000'000, 5'000'000, 70'000, 900'000'000'00}, rows, words, {});
            for (const samples::DrawnText& text : painter.texts) {
                INFO(text.text << " in " << rect.w);
                REQUIRE(text.baseline.x >= rect.x - 0.5f);
                REQUIRE(text.baseline.x + text.width <= rect.right() + 0.5f);
            }
        }
    }
}
