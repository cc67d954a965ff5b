#include <doctest/doctest.h>

#include "charts/svg_painter.h"
#include "charts/text.h"
#include "ui/paragraph.h"
#include "ui/period.h"

TEST_CASE("periods name their last day and count it") {
    CHECK(ui::day_before("2026-03-01") == "2026-02-28");
    CHECK(ui::day_after("2026-12-31") == "2027-01-01");
    CHECK(ui::day_before("soon") == "soon");
    CHECK(ui::period_words({"2026-07-01", "2026-09-19"}, charts::Language::zh) ==
          charts::format_date_range("2026-07-01", "2026-09-18", charts::Language::zh));
    const std::string cut_off = "2026-09-18T18:00:00+08:00";
    CHECK(ui::preset_days(ui::Preset::this_month, cut_off) == engine::Days{"2026-09-01", "2026-09-19"});
    CHECK(ui::preset_days(ui::Preset::last_30, cut_off) == engine::Days{"2026-08-20", "2026-09-19"});
    CHECK(ui::preset_days(ui::Preset::this_quarter, cut_off) == engine::Days{"2026-07-01", "2026-09-19"});
    CHECK(ui::preset_days(ui::Preset::this_year, cut_off) == engine::Days{"2026-01-01", "2026-09-19"});
    CHECK(ui::preset_days(ui::Preset::this_year, "") == engine::Days{});
}

TEST_CASE("months follow each other over the year's end, the latest ones kept") {
    CHECK(ui::month_days("2025-12") == engine::Days{"2025-12-01", "2026-01-01"});
    CHECK(ui::months_between("2025-11-20", "2026-02-01", 99) ==
          std::vector<std::string>{"2025-11", "2025-12", "2026-01", "2026-02"});
    CHECK(ui::months_between("2025-11-20", "2026-02-01", 2) == std::vector<std::string>{"2026-01", "2026-02"});
    CHECK(ui::months_between("", "2026-02-01", 9).empty());
    CHECK(ui::months_between("2026-01-01", "", 9).empty());
}

TEST_CASE("lines break between words and Chinese characters, and never begin with a closing sign") {
    charts::SvgPainter painter(400, 100);
    const charts::TextStyle style{12, charts::Weight::regular, {}};
    const std::string chinese =
        "流失最多的一步是「已联系」：每 100 条进入，20 条流失，13 条未定。（按进入时的负责人算）";
    for (float width = 30; width < 400; width += 7) {
        std::string joined;
        for (const std::string_view line : ui::break_lines(painter, chinese, width, style)) {
            for (const char* closing : {"，", "。", "：", "」", "）"}) CHECK_FALSE(line.starts_with(closing));
            CHECK_FALSE(line.starts_with(' '));
            joined += line;
        }
        std::string text = chinese;
        std::erase(text, ' ');
        std::erase(joined, ' ');
        CHECK(joined == text);
    }
    CHECK(ui::break_lines(painter, "one two three", 1000, style).size() == 1);
    CHECK(ui::break_lines(painter, "", 100, style).empty());
    CHECK(ui::break_lines(painter, "unbreakable", 3, style).size() == 1);
}
