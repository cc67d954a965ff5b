#include "charts/incidence.h"

#include <algorithm>
#include <cmath>

#include "base/heap_sort.h"
#include "charts/text.h"

namespace charts {
namespace {

constexpr float axis_line = 18;  // ticks of the days
constexpr float unit_line = 16;  // their unit
constexpr float top_room = 8;
constexpr float gap = 8;
constexpr float label_pitch = 17;
constexpr float band_alpha = 0.22f;
constexpr float curve_width = 2;
constexpr int share_steps = 4;

struct Plot {
    Rect area;
    float days = 1;
    float x(float day) const { return area.x + area.w * std::clamp(day / days, 0.0f, 1.0f); }
    float y(double share) const { return incidence_y(area, share); }
};

struct Label {
    const IncidenceCurve* curve = nullptr;
    std::string text;
    float y = 0;  // of its middle
};

// The curve's name and value at the horizon, at most one line a label, in the order of the curves' ends.
std::vector<Label> labels_of(const Plot& plot, std::span<const IncidenceCurve> curves) {
    std::vector<Label> labels;
    for (const IncidenceCurve& curve : curves) {
        if (curve.points.empty()) continue;
        const double share = curve.points.back().share;
        labels.push_back({&curve, curve.name + " " + format_percent(share, 0), plot.y(share)});
    }
    base::heap_sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) {
        return a.y != b.y ? a.y < b.y : a.curve->part < b.curve->part;
    });
    for (std::size_t i = 1; i < labels.size(); ++i) labels[i].y = std::max(labels[i].y, labels[i - 1].y + label_pitch);
    float floor = plot.area.bottom();
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        label->y = std::min(label->y, floor);
        floor = label->y - label_pitch;
    }
    return labels;
}

float label_room(Painter& painter, std::span<const IncidenceCurve> curves) {
    float widest = 0;
    for (const IncidenceCurve& curve : curves)
        widest = std::max(widest, text_width(painter, curve.name + " 100 %", type::label({}, Weight::semibold)));
    return std::ceil(widest) + gap + 4;
}

// About five whole days between two ticks.
std::uint32_t day_step(std::uint32_t days, float width) {
    const float most = std::max(1.0f, width / 56);
    for (const std::uint32_t step : {1u, 2u, 5u, 7u, 10u, 15u, 30u, 60u, 90u, 180u, 365u})
        if (static_cast<float>(days) / static_cast<float>(step) <= most) return step;
    return std::max(days, 1u);
}

void draw_axes(Painter& painter, const Theme& theme, const Plot& plot, std::uint32_t days,
               const IncidenceWords& words) {
    const TextStyle style = type::small(theme.ink3);
    for (int i = 0; i <= share_steps; ++i) {
        const double share = static_cast<double>(i) / share_steps;
        const float y = std::round(plot.y(share)) + (i == 0 ? 0.5f : -0.5f);
        painter.line({plot.area.x, y}, {plot.area.right(), y}, {i == 0 ? theme.axis : theme.line, 1});
        draw_text(painter, {plot.area.x - gap, centred_baseline(y, style.size)}, format_percent(share, 0), style,
                  Align::end);
    }
    const std::uint32_t step = day_step(days, plot.area.w);
    for (std::uint32_t day = 0; day <= days; day += step)
        draw_text(painter, {plot.x(static_cast<float>(day)), plot.area.bottom() + 14}, format_count(day), style,
                  Align::middle);
    draw_text(painter, {plot.area.x, plot.area.bottom() + axis_line + 12}, words.days, style);
}

void draw_band(Painter& painter, const Theme& theme, const Plot& plot, const IncidenceCurve& curve) {
    std::vector<Point> edge;
    for (const IncidencePoint& point : curve.points)
        edge.push_back({plot.x(point.days), plot.y(point.high.value_or(point.share))});
    for (auto point = curve.points.rbegin(); point != curve.points.rend(); ++point)
        edge.push_back({plot.x(point->days), plot.y(point->low.value_or(point->share))});
    painter.polygon(edge, with_alpha(theme.part(curve.part).fill, band_alpha));
}

void draw_curve(Painter& painter, const Theme& theme, const Plot& plot, const IncidenceCurve& curve) {
    std::vector<Point> line;
    for (const IncidencePoint& point : curve.points) line.push_back({plot.x(point.days), plot.y(point.share)});
    painter.polyline(line, {theme.part(curve.part).fill, curve_width});
    painter.fill_circle(line.back(), 4, theme.surface);
    painter.fill_circle(line.back(), 3, theme.part(curve.part).fill);
}

std::string spoken_name(const IncidenceCurve& curve, std::uint32_t days, const IncidenceWords& words) {
    const IncidencePoint& end = curve.points.back();
    return format_named(curve.name,
                        format_pattern(words.within, format_count(days)) + " " +
                            format_estimate(end.share, end.low, end.high, words.language),
                        words.language);
}

}  // namespace

float incidence_y(Rect plot, double share) {
    return plot.bottom() - plot.h * static_cast<float>(std::clamp(share, 0.0, 1.0));
}

Incidence draw_incidence(Painter& painter, const Theme& theme, Rect rect, std::uint32_t horizon_days,
                         std::span<const IncidenceCurve> curves, const IncidenceWords& words,
                         const Emphasis& emphasis) {
    const float left = std::ceil(text_width(painter, format_percent(1, 0), type::small({}))) + gap;
    const float right = label_room(painter, curves);
    Plot plot;
    plot.days = static_cast<float>(std::max(horizon_days, 1u));
    plot.area = {std::round(rect.x + left), std::round(rect.y + top_room),
                 std::max(1.0f, std::floor(rect.w - left - right)),
                 std::max(1.0f, std::floor(rect.h - top_room - axis_line - unit_line))};
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    draw_axes(painter, theme, plot, horizon_days, words);
    Incidence drawn{{}, plot.area, {}};
    if (!curves.empty())
        for (const IncidencePoint& point : curves.front().points) drawn.stops.push_back(plot.x(point.days));
    for (const IncidenceCurve& curve : curves)
        if (!curve.points.empty()) draw_band(painter, theme, plot, curve);
    for (const IncidenceCurve& curve : curves)
        if (!curve.points.empty()) draw_curve(painter, theme, plot, curve);
    for (const Label& label : labels_of(plot, curves)) {
        const std::string id(part_id(label.curve->part));
        const bool lifted = attention_of(id, emphasis) == Attention::hovered;
        const TextStyle style = type::label(lifted ? theme.ink : theme.ink2, Weight::semibold);
        draw_text(painter, {plot.area.right() + gap, centred_baseline(label.y, style.size)}, label.text, style);
        const float top = std::min(label.y - label_pitch / 2, plot.y(label.curve->points.back().share) - 4);
        const Rect bounds{plot.area.right() - 8, top, right + 8, label_pitch};
        drawn.marks.push_back({.id = id,
                               .bounds = bounds,
                               .name = spoken_name(*label.curve, horizon_days, words),
                               .kind = MarkKind::figure,
                               .row = id,
                               .part = label.curve->part});
        if (emphasis.is_focused(id)) draw_focus_ring(painter, theme, bounds);
    }
    if (emphasis.late) painter.pop_alpha();
    return drawn;
}

}  // namespace charts
