#include "charts/crosshair.h"

#include <algorithm>
#include <cmath>

namespace charts {

std::size_t nearest_stop(std::span<const float> stops, float x) {
    const auto above = static_cast<std::size_t>(std::ranges::lower_bound(stops, x) - stops.begin());
    if (above == 0) return 0;
    if (above == stops.size()) return above - 1;
    return x - stops[above - 1] <= stops[above] - x ? above - 1 : above;
}

void draw_crosshair(Painter& painter, const Theme& theme, Rect area, float x, std::span<const CrossDot> dots) {
    const float on_pixel = std::floor(x) + 0.5f;
    painter.line({on_pixel, area.y}, {on_pixel, area.bottom()}, {theme.ink2, 1});
    for (const CrossDot& dot : dots) {
        painter.fill_circle({x, dot.y}, 5, theme.surface);
        painter.fill_circle({x, dot.y}, 4, dot.color);
    }
}

}  // namespace charts
