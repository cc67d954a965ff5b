// Rates with their 95 % intervals, one row at a time into a table's cell: a line with caps, a dot at the observed share, the
// role's share as a dashed line behind. Few cases get their counts in a dashed outline, and no rate.
//
//     const IntervalAxis axis = interval_axis(0.43);                        // 0 – 50 %
//     draw_interval_axis(painter, theme, head_cell, axis);
//     draw_reference_line(painter, theme, whole_column, axis, 0.246);        // once, below the rows
//     marks.push_back(draw_interval(painter, theme, cell, axis, row, words, emphasis));
//
// Cells of one column have the same x and width; a cell's edges are 0 and the axis's end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "charts/mark.h"

namespace charts {

// Below this many cases a rate is not drawn.
inline constexpr std::uint64_t fewest_for_a_rate = 30;

struct IntervalAxis {
    double end = 1;     // share at the right edge
    double step = 0.2;  // between two ticks
};
// The shortest axis from 0 that holds `largest` with at most six labels.
IntervalAxis interval_axis(double largest);
float interval_x(Rect cell, const IntervalAxis& axis, double share);

struct IntervalRow {
    std::string id;
    std::string name;  // "Chen Yutong"
    std::uint64_t hits = 0;
    std::uint64_t of = 0;
    std::optional<double> estimate = {};  // observed share
    std::optional<double> low = {};
    std::optional<double> high = {};
    std::optional<double> shrunken = {};  // towards the role: an upright accent bar, the dot becomes hollow
    bool total = false;                   // the row of all together: smaller, in ink
};

struct IntervalWords {
    Language language = Language::en;
    std::string rate;  // what the rate is: "advanced"
};

void draw_interval_axis(Painter& painter, const Theme& theme, Rect head, const IntervalAxis& axis);
void draw_reference_line(Painter& painter, const Theme& theme, Rect column, const IntervalAxis& axis, double share);
// The mark's name: "Chen Yutong: advanced 71 of 214, 33.2 % (27.2–39.7)".
Mark draw_interval(Painter& painter, const Theme& theme, Rect cell, const IntervalAxis& axis, const IntervalRow& row,
                   const IntervalWords& words, const Emphasis& emphasis);

}  // namespace charts
