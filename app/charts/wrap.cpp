#include "charts/wrap.h"

#include <algorithm>

namespace charts {

Wrapped wrap_items(std::span<const float> widths, float width, float line_height, float gap) {
    Wrapped out;
    float x = 0, y = 0;
    for (const float wide : widths) {
        if (x > 0 && x + wide > width) {
            x = 0;
            y += line_height;
        }
        out.items.push_back({x, y, std::min(wide, width - x), line_height});
        x += wide + gap;
    }
    out.height = y + line_height;
    return out;
}

}  // namespace charts
