// How many have waited how long: a bar a class of age, those beyond the target in the alert's colour, the target a dashed line
// between the classes.
//
//     Marks marks = draw_age_bars(painter, theme, {x, y, 446, age_bars_height}, bars, "target: a day", emphasis);
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "charts/mark.h"

namespace charts {

struct AgeBar {
    std::string id;
    std::string label;  // "8–24 h"
    std::uint64_t count = 0;
    bool late = false;  // the class lies beyond the target; classes come by age, so these are the last ones
    std::string name;   // read out
};

inline constexpr float age_bars_height = 112;
// Marks: a figure a bar.
Marks draw_age_bars(Painter& painter, const Theme& theme, Rect rect, std::span<const AgeBar> bars,
                    std::string_view target, const Emphasis& emphasis);

}  // namespace charts
