// The legend of the five ledger parts, wrapping to the width it gets.
//
//     const float height = legend_height(painter, width, legend);
//     draw_legend(painter, theme, {x, y, width, height}, legend);
//
// A line is 20 px high, in a small legend (11-px text) 18.
#pragma once

#include <cstdint>
#include <string>

#include "charts/ledger.h"
#include "charts/mark.h"

namespace charts {

struct Legend {
    PartWords parts;
    // Behind the parts, in a lighter ink: "width = entries"; goes to a line of its own where it must.
    std::string note = {};
    bool small = false;
};

float legend_height(Painter& painter, float width, const Legend& legend);
// Marks "legend.advanced" … and "legend.note", all figures.
Marks draw_legend(Painter& painter, const Theme& theme, Rect rect, const Legend& legend);

}  // namespace charts
