// How the entries come to their end with their age: a curve a cause from 0 to the horizon, each in its 95 % band, each with its
// name and its value at its right end.
//
//     std::vector<IncidenceCurve> curves{{Part::advanced, "advanced", {{0.0f, 0.1, 0.08, 0.12}, …, {30.0f, 0.62, 0.55, 0.69}}}};
//     Incidence drawn = draw_incidence(painter, theme, {x, y, 480, 200}, 30, curves, words, emphasis);
//
// The axis of shares goes from 0 to 100 %, so that two cards can be compared by eye.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "charts/mark.h"

namespace charts {

struct IncidencePoint {
    float days = 0;
    double share = 0;
    std::optional<double> low = {};  // the band closes on the curve where there is no interval
    std::optional<double> high = {};
};

struct IncidenceCurve {
    Part part{};                         // gives the colour and the mark's id
    std::string name;                    // "advanced"
    std::vector<IncidencePoint> points;  // ascending
};

struct IncidenceWords {
    Language language = Language::en;
    std::string days;    // of the axis: "days since entry"
    std::string within;  // of the marks: "within {} d", with the horizon in it
};

struct Incidence {
    Marks marks;               // one a curve: "advanced: within 30 d 62.0 % (55.1–69.3)"
    Rect plot;                 // of the curves
    std::vector<float> stops;  // where the first curve's points stand across
};
// Where a share stands in the plot.
float incidence_y(Rect plot, double share);
Incidence draw_incidence(Painter& painter, const Theme& theme, Rect rect, std::uint32_t horizon_days,
                         std::span<const IncidenceCurve> curves, const IncidenceWords& words, const Emphasis& emphasis);

}  // namespace charts
