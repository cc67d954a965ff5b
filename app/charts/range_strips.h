// Small multiples of people on one axis a figure: a dot each, the middle half of them as a box, somebody chosen as a ring, one case (a
// call) as a diamond. A range is no target: nothing is coloured good or bad.
//
//     Marks marks = draw_range_strips(painter, theme, {x, y, w, range_strips_height(strips.size(), w)}, strips, language, emphasis);
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "charts/mark.h"

namespace charts {

struct RangeDot {
    std::string id;    // the person's
    std::string name;  // "Chen Yutong: talk ratio 47 %, 42 calls"
    double value = 0;
};

struct RangeStrip {
    std::string id;
    std::string name;
    std::string unit;             // behind the name, lighter
    std::string range;            // "47–58"
    std::string least{}, most{};  // written at the ends of the axis
    std::string figure;           // at the right: the case's, else the chosen one's, else the whole's
    std::vector<RangeDot> dots;
    std::optional<double> low{}, high{};  // the middle half
    std::optional<double> whole{};        // an upright line
    std::optional<double> chosen{};       // ring
    std::optional<double> single{};       // diamond
};

// What the axis of a strip begins and ends with: the least and the most of all that lies on it; 0 and 1 where nothing does.
std::pair<double, double> range_strip_ends(const RangeStrip& strip);

float range_strips_height(std::size_t strips, float width);
// Marks: a figure per strip, and its dots as rows "strip.person".
Marks draw_range_strips(Painter& painter, const Theme& theme, Rect rect, std::span<const RangeStrip> strips,
                        Language language, const Emphasis& emphasis);

}  // namespace charts
