// How often something has happened on average by an age: a step curve in its 95 % band, one small panel a kind, so that several can
// stand side by side. The axis begins at 0 and ends at a round number above the band.
//
//     MeanSteps drawn = draw_mean_steps(painter, theme, {x, y, 320, mean_steps_height}, 365, panel, words, emphasis);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "charts/mark.h"

namespace charts {

inline constexpr float mean_steps_height = 184;

struct MeanStep {
    float days = 0;
    double mean = 0;
    std::optional<double> low = {};  // the band closes on the curve where there is no interval
    std::optional<double> high = {};
};

struct MeanPanel {
    std::string id;
    std::string name;             // "payments"
    std::string figure;           // at the horizon, in words; beside the name
    std::string detail;           // under them: what was counted
    std::string spoken;           // the mark's name
    std::vector<MeanStep> steps;  // ascending; none: only the words
};

struct MeanSteps {
    Mark mark;
    Rect plot;                 // of the curve
    double top = 1;            // the axis's end
    std::vector<float> stops;  // where the steps stand across
    float y(double mean) const;
};
// `days`: what the axis counts, "days after the win".
MeanSteps draw_mean_steps(Painter& painter, const Theme& theme, Rect rect, std::uint32_t horizon_days,
                          const MeanPanel& panel, std::string_view days, const Emphasis& emphasis);

// The smallest of 1, 2, 5 · 10^k that is at least `largest`; 1 for 0.
double round_above(double largest);

}  // namespace charts
