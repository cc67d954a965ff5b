// Days as tiles: weeks are columns, weekdays rows from Monday down, a tile a day, darker the more was counted. What has no room in one
// line of weeks goes on in the next band. A day without anything is empty; one outside the data is not drawn.
//
//     const Marks marks = draw_calendar(painter, theme, {x, y, w, calendar_height(calendar, w)}, calendar, emphasis);
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "charts/format.h"
#include "charts/mark.h"
#include "charts/painter.h"
#include "charts/theme.h"

namespace charts {

struct CalendarDay {
    std::uint64_t count = 0;
    std::string id;    // "2026-09-18"
    std::string name;  // "18 Sep 2026, Fri: 42 calls"
};

struct Calendar {
    Language language = Language::en;
    std::int64_t first = 0;               // day since 1970 of the first one
    std::vector<CalendarDay> days;        // one behind another, without a gap
    std::uint64_t most = 0;               // of any day: the darkest
    std::array<std::string, 7> weekdays;  // at the left: "Mon"
    std::array<std::string, 7> rows;      // read out: "Mon: 2,290 calls on 67 days"
    std::vector<std::string> weeks;  // names of whole weeks: where a finger is too wide for a day, these are chosen
    std::string weeks_name;
    std::int64_t chosen_from = 0, chosen_to = 0;  // days, the last one excluded; equal: none
};

float calendar_height(const Calendar& calendar, float width);
// Marks: a row a weekday with a part a day, its id the day's; with `weeks` one row, a part a week, its id the Monday's.
Marks draw_calendar(Painter& painter, const Theme& theme, Rect rect, const Calendar& calendar,
                    const Emphasis& emphasis);

// Five equal steps of counts up to the most; where the most is under five some have nothing.
std::size_t calendar_step(std::uint64_t count, std::uint64_t most);  // 0 … 4, of a count from 1 on
std::optional<std::pair<std::uint64_t, std::uint64_t>> calendar_step_counts(std::size_t step, std::uint64_t most);

// What the shades are, wrapped to the width; `none` names an empty day.
float calendar_legend_height(Painter& painter, float width, std::uint64_t most, const std::string& none);
void draw_calendar_legend(Painter& painter, const Theme& theme, Rect rect, std::uint64_t most, const std::string& none);

}  // namespace charts
