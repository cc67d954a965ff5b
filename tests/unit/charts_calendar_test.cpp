// Days as tiles, and the strip of an account's last weeks.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/time.h"
#include "charts/account_strip.h"
#include "charts/calendar.h"
#include "charts/svg_painter.h"

using namespace charts;

namespace {

// So many days from Wednesday 2026-07-01 on, the n-th with n % 4 things.
Calendar days(std::size_t count) {
    Calendar out;
    out.first = base::days_from_date({2026, 7, 1});
    for (std::size_t i = 0; i < count; ++i) {
        out.days.push_back(
            {i % 4, base::iso_day(out.first + static_cast<std::int64_t>(i)), "day " + std::to_string(i)});
        out.most = std::max<std::uint64_t>(out.most, i % 4);
    }
    out.weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    out.rows = out.weekdays;
    return out;
}

double luminance(Color color) {
    const auto linear = [](std::uint8_t value) {
        const double share = value / 255.0;
        return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}
double contrast(Color a, Color b) {
    const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

}  // namespace

TEST_CASE(
    "charts: calendar: a mark a day in the row of its weekday, inside the picture, in one line of weeks or in "
    "several") {
    for (const float width : {1160.f, 310.f}) {
        CAPTURE(width);
        const Calendar calendar = days(400);
        const float height = calendar_height(calendar, width);
        SvgPainter painter(width, height);
        const Marks marks = draw_calendar(painter, light_theme(), {0, 0, width, height}, calendar, {});
        REQUIRE(marks.size() == 407);
        CHECK(marks[0].kind == MarkKind::figure);
        CHECK(marks[1].id == "2026-07-06");  // the first Monday
        std::size_t rows = 0;
        for (const Mark& mark : marks) {
            rows += mark.kind == MarkKind::figure;
            CHECK(mark.bounds.x >= 0);
            CHECK(mark.bounds.right() <= width + 1);
            CHECK(mark.bounds.bottom() <= height + 1);
        }
        CHECK(rows == 7);
        CHECK(painter.finish().find("2026") != std::string::npos);
    }
    CHECK(calendar_height(days(400), 310) > 2 * calendar_height(days(400), 1160) - 60);
    CHECK(calendar_height({}, 310) == 0);
}

TEST_CASE("charts: calendar: Wednesday stands over Thursday, and the next week beside it") {
    const Calendar calendar = days(20);
    SvgPainter painter(600, 300);
    const Marks marks = draw_calendar(painter, dark_theme(), {0, 0, 600, 300}, calendar, {});
    const auto of = [&](std::string_view id) {
        for (const Mark& mark : marks)
            if (mark.id == id) return mark.bounds;
        FAIL("no such day");
        return Rect{};
    };
    const Rect wednesday = of("2026-07-01"), thursday = of("2026-07-02"), next = of("2026-07-08");
    CHECK(wednesday.x == thursday.x);
    CHECK(thursday.y > wednesday.bottom());
    CHECK(next.y == wednesday.y);
    CHECK(next.x > wednesday.right());
}

TEST_CASE("charts: calendar: on touch a week is chosen as a whole") {
    Calendar calendar = days(20);
    calendar.weeks = {"first", "second", "third"};
    calendar.weeks_name = "Weeks";
    SvgPainter painter(342, 200);
    const Marks marks = draw_calendar(painter, light_theme(), {0, 0, 342, 200}, calendar, {});
    REQUIRE(marks.size() == 4);
    CHECK(marks[1].id == "2026-06-29");  // its Monday, though the data begin on Wednesday
    CHECK(marks[3].name == "third");
}

TEST_CASE("charts: calendar: five equal steps hold every count once") {
    for (const std::uint64_t most : {1u, 3u, 5u, 7u, 60u, 1'001u}) {
        std::uint64_t next = 1;
        for (std::size_t step = 0; step < 5; ++step) {
            const auto counts = calendar_step_counts(step, most);
            if (!counts) continue;
            CHECK(counts->first == next);
            for (std::uint64_t count = counts->first; count <= counts->second; ++count)
                CHECK(calendar_step(count, most) == step);
            next = counts->second + 1;
        }
        CHECK(next == most + 1);
    }
}

TEST_CASE("charts: the shades are told apart, in both themes, without their hue") {
    for (const Theme* theme : {&light_theme(), &dark_theme()}) {
        CHECK(contrast(theme->shades[0], theme->surface) >= 1.45);
        for (std::size_t i = 1; i < theme->shades.size(); ++i)
            CHECK(contrast(theme->shades[i - 1], theme->shades[i]) >= 1.4);
        for (std::size_t i = 2; i < theme->shades.size(); ++i) CHECK(contrast(theme->shades[i], theme->surface) >= 3);
    }
}

TEST_CASE("charts: an account's weeks: a bar where there was contact, and the roles that had it") {
    const std::vector<std::uint32_t> contacts{0, 1, 0, 9};
    const std::vector<RoleSpan> held{{"closer", 0.25f, 0.5f}, {"account_manager", 0.5f, 1.f}};
    SvgPainter painter(200, account_strip_height);
    draw_account_strip(painter, light_theme(), {0, 0, 200, account_strip_height}, contacts, 3, held);
    const std::string svg = painter.finish();
    std::size_t rects = 0;
    for (std::size_t at = svg.find("<rect"); at != std::string::npos; at = svg.find("<rect", at + 1)) ++rects;
    CHECK(rects >= 5);  // the ground, two roles, two weeks
}
