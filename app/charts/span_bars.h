// Bars that need not begin at 0, one under the other on one axis: shares with their intervals, and the steps of a waterfall. Each
// has its words and its figure on a line above it.
//
//     Marks marks = draw_span_bars(painter, theme, {x, y, 480, span_bars_height(bars.size())}, bars, 1.2, emphasis);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "charts/mark.h"

namespace charts {

enum class SpanTone : std::uint8_t { whole, lost, gained };

struct SpanBar {
    std::string id;
    std::string name;
    std::string detail{};  // behind the name, lighter
    std::string figure;    // at the right
    double from = 0, to = 0;
    std::optional<double> low{}, high{};  // an interval round `to`: a line with caps
    SpanTone tone = SpanTone::whole;
};

float span_bars_height(std::size_t bars);
// The axis goes from 0 to `end`. Marks: a figure per bar, "name: figure, detail".
Marks draw_span_bars(Painter& painter, const Theme& theme, Rect rect, std::span<const SpanBar> bars, double end,
                     Language language, const Emphasis& emphasis);

}  // namespace charts
