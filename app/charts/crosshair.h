// The hairline with which a chart is read off along its axis: it stands only where there is a figure.
#pragma once

#include <span>

#include "charts/painter.h"
#include "charts/theme.h"

namespace charts {

struct CrossDot {  // on the hairline, a series
    float y = 0;
    Color color;
};

// Of `stops`, which ascend, the nearest to x; of two as near the first. There is at least one.
std::size_t nearest_stop(std::span<const float> stops, float x);

void draw_crosshair(Painter& painter, const Theme& theme, Rect area, float x, std::span<const CrossDot> dots);

}  // namespace charts
