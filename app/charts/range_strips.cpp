#include "charts/range_strips.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/text.h"

namespace charts {
namespace {

constexpr float pitch = 66;
constexpr float ends_y = 19;  // of the ends' baseline below the axis
constexpr float column_gap = 40;
constexpr float least_column = 250;
constexpr float axis_y = 34;  // below the strip's upper edge
constexpr float box_height = 14;
constexpr float dot = 3;
constexpr float touch = 9;  // half of what can be hit
constexpr float ring = 5;
constexpr float diamond = 6;
constexpr float edge = 8;  // of the axis left free at both ends

std::size_t columns_of(float width) {
    return std::clamp<std::size_t>(static_cast<std::size_t>((width + column_gap) / (least_column + column_gap)), 1, 4);
}

std::size_t lines_of(std::size_t strips, float width) {
    const std::size_t columns = columns_of(width);
    return (strips + columns - 1) / columns;
}

struct Axis {
    double from = 0, to = 1;
    float x(Rect line, double value) const {
        const double share = to > from ? (value - from) / (to - from) : 0.5;
        return line.x + edge + (line.w - 2 * edge) * static_cast<float>(std::clamp(share, 0.0, 1.0));
    }
};

void draw_diamond(Painter& painter, const Theme& theme, Point centre) {
    for (const auto& [size, color] : {std::pair{diamond + 1.5f, theme.surface}, std::pair{diamond, theme.accent}}) {
        const std::array<Point, 4> corners{{{centre.x, centre.y - size},
                                            {centre.x + size, centre.y},
                                            {centre.x, centre.y + size},
                                            {centre.x - size, centre.y}}};
        painter.polygon(corners, color);
    }
}

void draw_head(Painter& painter, const Theme& theme, Rect cell, const RangeStrip& strip) {
    const float figure =
        draw_text(painter, {cell.right(), cell.y + 15}, strip.figure, type::lead(theme.ink), Align::end);
    const float range =
        draw_text(painter, {cell.right() - figure - 10, cell.y + 15}, strip.range, type::small(theme.ink3), Align::end);
    const float room = cell.w - figure - range - 18;
    const float name =
        draw_text_within(painter, {cell.x, cell.y + 15}, room, strip.name, type::body(theme.ink, Weight::medium));
    if (name + 6 < room)
        draw_text_within(painter, {cell.x + name + 6, cell.y + 15}, room - name - 6, strip.unit,
                         type::small(theme.ink3));
}

void draw_strip(Painter& painter, const Theme& theme, Rect cell, const RangeStrip& strip, const Emphasis& emphasis,
                Marks& marks) {
    const auto [least, most] = range_strip_ends(strip);
    const Axis axis{least, most};
    const float y = std::floor(cell.y + axis_y) + .5f;
    painter.line({cell.x, y}, {cell.right(), y}, {theme.line2});
    draw_text(painter, {cell.x, y + ends_y}, strip.least, type::small(theme.ink3));
    draw_text(painter, {cell.right(), y + ends_y}, strip.most, type::small(theme.ink3), Align::end);
    if (strip.low && strip.high) {
        const float from = axis.x(cell, *strip.low), to = axis.x(cell, *strip.high);
        const Rect box{from, y - box_height / 2, std::max(2.f, to - from), box_height};
        painter.fill_rect(box, theme.band, 2);
        painter.stroke_rect({box.x + .5f, box.y + .5f, box.w - 1, box.h - 1}, {theme.line2}, 2);
    }
    if (strip.whole) {
        const float x = axis.x(cell, *strip.whole);
        painter.line({x, y - box_height / 2 - 2}, {x, y + box_height / 2 + 2}, {theme.ink2, 1.5f});
    }
    for (const RangeDot& one : strip.dots) {
        const Point centre{axis.x(cell, one.value), y};
        const std::string id = strip.id + "." + one.id;
        painter.fill_circle(centre, dot, theme.axis);
        if (emphasis.hovered == id) painter.stroke_circle(centre, dot + 3, {theme.ink, state::hover_outline});
        const Rect bounds{centre.x - touch, y - touch, 2 * touch, 2 * touch};
        if (emphasis.is_focused(id)) draw_focus_ring(painter, theme, bounds, touch);
        marks.push_back({.id = id, .bounds = bounds, .name = one.name, .kind = MarkKind::row, .row = one.id});
    }
    if (strip.chosen) {
        const Point centre{axis.x(cell, *strip.chosen), y};
        painter.fill_circle(centre, ring + 1.5f, theme.surface);
        painter.stroke_circle(centre, ring, {theme.ink, 2});
    }
    if (strip.single) draw_diamond(painter, theme, {axis.x(cell, *strip.single), y});
}

}  // namespace

std::pair<double, double> range_strip_ends(const RangeStrip& strip) {
    bool any = false;
    std::pair<double, double> ends{0, 1};
    const auto take = [&](double value) {
        ends.first = any ? std::min(ends.first, value) : value;
        ends.second = any ? std::max(ends.second, value) : value;
        any = true;
    };
    for (const RangeDot& one : strip.dots) take(one.value);
    for (const std::optional<double>& value : {strip.low, strip.high, strip.whole, strip.chosen, strip.single})
        if (value) take(*value);
    return ends;
}

float range_strips_height(std::size_t strips, float width) {
    return pitch * static_cast<float>(lines_of(strips, width));
}

Marks draw_range_strips(Painter& painter, const Theme& theme, Rect rect, std::span<const RangeStrip> strips,
                        Language language, const Emphasis& emphasis) {
    Marks marks;
    const std::size_t columns = columns_of(rect.w), lines = lines_of(strips.size(), rect.w);
    const float width = (rect.w - column_gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    // Down the columns: the eye follows one after the other.
    for (std::size_t i = 0; i < strips.size(); ++i) {
        const RangeStrip& strip = strips[i];
        const Rect cell{rect.x + static_cast<float>(i / lines) * (width + column_gap),
                        rect.y + static_cast<float>(i % lines) * pitch, width, pitch - 6};
        marks.push_back(
            {.id = "_" + strip.id,
             .bounds = {cell.x, cell.y, cell.w, 20},
             .name = format_named(strip.name + " " + strip.unit,
                                  strip.figure + (strip.range.empty() ? "" : " (" + strip.range + ")"), language),
             .kind = MarkKind::figure,
             .row = {}});
        draw_head(painter, theme, cell, strip);
        draw_strip(painter, theme, cell, strip, emphasis, marks);
    }
    if (emphasis.late) painter.pop_alpha();
    return marks;
}

}  // namespace charts
