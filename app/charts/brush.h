// A choice on an axis of equal steps, as of months: under the axis a track, on it what is chosen, with a handle at each end.
//
// Places are in steps from the axis's beginning: 2 is where the third step begins, 2.5 its middle. A choice of the reader's hand is
// of whole steps; one that came from elsewhere may begin inside a step.
#pragma once

#include <cstddef>

#include "charts/painter.h"
#include "charts/theme.h"

namespace charts {

inline constexpr float brush_height = 16;

struct StepAxis {
    float left = 0;
    float pitch = 1;
    std::size_t steps = 0;
    float x(float place) const { return left + pitch * place; }
    std::size_t step_at(float x) const;  // the nearest one where x lies outside
};

struct StepSpan {  // from step to step, both included
    std::size_t first = 0;
    std::size_t last = 0;
    friend bool operator==(const StepSpan&, const StepSpan&) = default;
};

struct Brush {
    float from = 0;
    float to = 0;
    bool holds(std::size_t step) const { return static_cast<float>(step)<to&& static_cast<float>(step + 1)> from; }
};

// The brush of whole steps, and that of all of them, which is how it rests where nothing is chosen.
Brush brush_of(const StepSpan& span);
Brush whole_brush(const StepAxis& axis);

enum class BrushEnd : unsigned char { none, from, to };
// Which handle is within reach of x; of two the nearer one.
BrushEnd handle_at(const StepAxis& axis, const Brush& brush, float x, float reach);
// What is chosen by a pull from one x to another: of a handle, that end goes to the nearest beginning of a step and the other stays;
// else all steps that it runs over. At least one step is.
StepSpan swept(const StepAxis& axis, const Brush& brush, BrushEnd handle, float from_x, float to_x);

// The handle under the pointer is larger.
struct BrushLook {
    float y = 0;          // the track's middle
    bool chosen = false;  // false at rest over the whole
    BrushEnd hovered = BrushEnd::none;
};
void draw_brush(Painter& painter, const Theme& theme, const StepAxis& axis, const Brush& brush, const BrushLook& look);

}  // namespace charts
