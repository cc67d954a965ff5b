#include "charts/brush.h"

#include <algorithm>
#include <cmath>

namespace charts {
namespace {

constexpr float track = 3;
constexpr float handle = 6;

}  // namespace

std::size_t StepAxis::step_at(float x) const {
    if (steps == 0) return 0;
    const float step = std::floor((x - left) / pitch);
    return static_cast<std::size_t>(std::clamp(step, 0.0f, static_cast<float>(steps - 1)));
}

Brush brush_of(const StepSpan& span) { return {static_cast<float>(span.first), static_cast<float>(span.last + 1)}; }

Brush whole_brush(const StepAxis& axis) { return {0, static_cast<float>(axis.steps)}; }

BrushEnd handle_at(const StepAxis& axis, const Brush& brush, float x, float reach) {
    const float from = std::fabs(x - axis.x(brush.from)), to = std::fabs(x - axis.x(brush.to));
    if (std::min(from, to) > reach) return BrushEnd::none;
    // Where both lie on each other the side of the pointer decides.
    if (from == to) return x < axis.x(brush.from) ? BrushEnd::from : BrushEnd::to;
    return from < to ? BrushEnd::from : BrushEnd::to;
}

StepSpan swept(const StepAxis& axis, const Brush& brush, BrushEnd end, float from_x, float to_x) {
    if (axis.steps == 0) return {};
    if (end == BrushEnd::none) {
        const std::size_t a = axis.step_at(from_x), b = axis.step_at(to_x);
        return {std::min(a, b), std::max(a, b)};
    }
    const auto most = static_cast<float>(axis.steps);
    const float moved = std::clamp(std::round((to_x - axis.left) / axis.pitch), 0.0f, most);
    const float stays = end == BrushEnd::from ? std::ceil(brush.to) : std::floor(brush.from);
    float first = std::min(moved, stays), last = std::max(moved, stays);
    if (first == last) {
        if (end == BrushEnd::from)
            first -= 1;
        else
            last += 1;
    }
    first = std::clamp(first, 0.0f, most - 1);
    last = std::clamp(last, first + 1, most);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(last) - 1};
}

void draw_brush(Painter& painter, const Theme& theme, const StepAxis& axis, const Brush& brush, const BrushLook& look) {
    if (axis.steps == 0) return;
    const float left = axis.left, right = axis.x(static_cast<float>(axis.steps)), top = look.y - track / 2;
    painter.fill_rect({left, top, right - left, track}, theme.line2, track / 2);
    const Color color = look.chosen ? theme.accent : theme.ink3;
    const float from = axis.x(brush.from), to = axis.x(brush.to);
    if (look.chosen && to > from) painter.fill_rect({from, top, to - from, track}, color, track / 2);
    for (const BrushEnd end : {BrushEnd::from, BrushEnd::to}) {
        const Point at{end == BrushEnd::from ? from : to, look.y};
        const float radius = look.hovered == end ? handle + 1.5f : handle;
        painter.fill_circle(at, radius, theme.surface);
        painter.stroke_circle(at, radius - 1, {look.hovered == end ? theme.accent : color, 2});
    }
}

}  // namespace charts
