// Two shares with their 95 % intervals under each other on one scale, and below them their difference on a scale of its own, which has
// its zero in the middle. What is not known is "–" and no mark.
//
//     Marks marks = draw_versus(painter, theme, {x, y, 480, versus_height}, sides, difference, words, emphasis);
#pragma once

#include <optional>
#include <span>
#include <string>

#include "charts/mark.h"

namespace charts {

struct VersusShare {
    std::optional<double> estimate, low, high;
};

struct VersusSide {
    std::string name;
    std::string counts;  // "71 of 214 so far"
    VersusShare share;
};

struct VersusWords {
    Language language = Language::en;
    std::string difference;  // its name
    std::string points;      // "{} points"
};

inline constexpr float versus_height = 184;

// Marks "first", "second", "difference".
Marks draw_versus(Painter& painter, const Theme& theme, Rect rect, std::span<const VersusSide, 2> sides,
                  const VersusShare& difference, const VersusWords& words, const Emphasis& emphasis);

}  // namespace charts
