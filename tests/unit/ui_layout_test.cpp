#include <doctest/doctest.h>

#include "base/limits.h"
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

TEST_CASE("where lines break is kept for just that text, width and style") {
    charts::SvgPainter painter(400, 100);
    const std::string text = "one two three four five six seven";
    const auto lines = [&](const std::string& of, float width, const charts::TextStyle& style) {
        std::vector<std::string> out;
        for (const std::string_view line : ui::break_lines(painter, of, width, style)) {
            // Views into the text that was given now.
            CHECK(line.data() >= of.data());
            CHECK(line.data() + line.size() <= of.data() + of.size());
            out.emplace_back(line);
        }
        return out;
    };
    const charts::TextStyle small{11, charts::Weight::regular, {}}, large{22, charts::Weight::regular, {}},
        bold{11, charts::Weight::semibold, {}};
    const auto first = lines(text, 80, small);
    CHECK(first.size() > 1);
    CHECK(lines(text, 80, large).size() > first.size());
    CHECK(lines(text, 400, small).size() == 1);
    const std::string again = text, other = "one two three four five six eight";
    CHECK(lines(again, 80, small) == first);
    CHECK(lines(other, 80, small) != first);
    for (const std::string& line : lines(text, 80, bold)) CHECK(charts::text_width(painter, line, bold) <= 80);
    // More than are kept at once, then the first again.
    for (std::size_t i = 0; i <= base::limits::paragraphs_kept; ++i) lines(text + std::to_string(i), 80, small);
    CHECK(lines(text, 80, small) == first);
    const std::string longer(base::limits::paragraph_kept + 1, 'x');
    CHECK(lines(longer, 80, small) == std::vector<std::string>{longer});
}
