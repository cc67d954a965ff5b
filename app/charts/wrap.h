// Short things beside one another, going on in the next line where they have no room: the entries of a legend.
#pragma once

#include <span>
#include <vector>

#include "charts/painter.h"

namespace charts {

struct Wrapped {
    std::vector<Rect> items;  // from 0, 0; one that is wider than a line is as wide as that
    float height = 0;
};

// Each as wide as it says, `gap` apart, in lines of that height.
Wrapped wrap_items(std::span<const float> widths, float width, float line_height, float gap);

}  // namespace charts
