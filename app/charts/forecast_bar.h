// Will we hit the number, as one bar: what is won, the range that is likely by the end, what is expected, the target.
//
//     const ForecastBar bar{.won = 520, .low = 569, .high = 679, .expected = 620, .target = 600, .words = {…}};
//     Marks marks = draw_forecast_bar(painter, theme, {x, y, 1100, forecast_bar_height}, bar);
//
// All on one axis from 0, in any one unit; the words are ready to read.
#pragma once

#include <optional>
#include <string>

#include "charts/mark.h"

namespace charts {

struct ForecastBar {
    double won = 0;
    double low = 0, high = 0;  // of the total by the end
    double expected = 0;
    std::optional<double> target{};
    struct Words {
        std::string won{};       // "won £520K", inside the bar where it fits
        std::string range{};     // "£569K to £679K in eight of ten cases"
        std::string expected{};  // "expected £620K"
        std::string target{};    // "target £600K"
    } words{};
};

inline constexpr float forecast_bar_height = 58;

// Marks, all figures: "won", "range", "expected", "target".
Marks draw_forecast_bar(Painter& painter, const Theme& theme, Rect rect, const ForecastBar& bar);

}  // namespace charts
