#include "charts/mean_steps.h"

#include <algorithm>
#include <cmath>

#include "charts/text.h"

namespace charts {
namespace {

constexpr float words_height = 44;
constexpr float axis_height = 34;
constexpr float tick_width = 34;
constexpr float band_alpha = 0.18f;

struct Plot {
    Rect area;
    float days = 1;
    double top = 1;
    float x(float day) const { return area.x + area.w * std::clamp(day / days, 0.f, 1.f); }
    float y(double mean) const { return area.bottom() - area.h * static_cast<float>(std::clamp(mean / top, 0.0, 1.0)); }
};

// The line of steps through (x, y) of each point: level up to the next, then up.
template <class Value>
std::vector<Point> staircase(const Plot& plot, const std::vector<MeanStep>& steps, Value value) {
    std::vector<Point> line;
    for (const MeanStep& step : steps) {
        const Point at{plot.x(step.days), plot.y(value(step))};
        if (!line.empty()) line.push_back({at.x, line.back().y});
        line.push_back(at);
    }
    return line;
}

void draw_axes(Painter& painter, const Theme& theme, const Plot& plot, std::uint32_t horizon_days,
               std::string_view days) {
    const TextStyle style = type::small(theme.ink3);
    for (const double share : {0.0, 0.5, 1.0}) {
        const double value = plot.top * share;
        const float y = std::round(plot.y(value)) + (share == 0 ? 0.5f : -0.5f);
        painter.line({plot.area.x, y}, {plot.area.right(), y}, {share == 0 ? theme.axis : theme.line, 1});
        const int decimals = plot.top >= 10 || share == 0 ? 0 : plot.top >= 1 ? 1 : plot.top >= .1 ? 2 : 3;
        draw_text(painter, {plot.area.x - 6, centred_baseline(y, style.size)}, format_fixed(value, decimals), style,
                  Align::end);
    }
    draw_text(painter, {plot.area.x, plot.area.bottom() + 14}, "0", style);
    draw_text(painter, {plot.area.right(), plot.area.bottom() + 14}, format_count(horizon_days), style, Align::end);
    draw_text_within(painter, {plot.area.x, plot.area.bottom() + 29}, plot.area.w, days, style);
}

// A rectangle for each step: the outline of all would have corners that lie on each other. On whole pixels, so that none overlap.
void draw_band(Painter& painter, const Theme& theme, const Plot& plot, const std::vector<MeanStep>& steps) {
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        const float left = std::round(plot.x(steps[i].days)), right = std::round(plot.x(steps[i + 1].days));
        const float high = plot.y(steps[i].high.value_or(steps[i].mean)),
                    low = plot.y(steps[i].low.value_or(steps[i].mean));
        if (right > left && low > high)
            painter.fill_rect({left, high, right - left, low - high}, with_alpha(theme.accent, band_alpha));
    }
}

}  // namespace

double round_above(double largest) {
    if (!(largest > 0)) return 1;
    const double unit = std::pow(10.0, std::floor(std::log10(largest)));
    for (const double times : {1.0, 2.0, 5.0})
        if (largest <= unit * times * (1 + 1e-12)) return unit * times;
    return unit * 10;
}

float MeanSteps::y(double mean) const {
    return plot.bottom() - plot.h * static_cast<float>(std::clamp(mean / top, 0.0, 1.0));
}

MeanSteps draw_mean_steps(Painter& painter, const Theme& theme, Rect rect, std::uint32_t horizon_days,
                          const MeanPanel& panel, std::string_view days, const Emphasis& emphasis) {
    MeanSteps out{
        {.id = panel.id, .bounds = rect, .name = panel.spoken, .kind = MarkKind::figure, .row = panel.id}, {}, 1, {}};
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    const TextStyle lead = type::lead(theme.ink);
    const float figure =
        draw_text(painter, {rect.right(), rect.y + 16}, panel.figure, type::body(theme.ink), Align::end);
    draw_text_within(painter, {rect.x, rect.y + 16}, rect.w - figure - 8, panel.name, lead);
    draw_text_within(painter, {rect.x, rect.y + 34}, rect.w, panel.detail, type::label(theme.ink2));
    if (!panel.steps.empty()) {
        double largest = 0;
        for (const MeanStep& step : panel.steps) largest = std::max(largest, step.high.value_or(step.mean));
        const Plot plot{.area = {rect.x + tick_width, rect.y + words_height + 6, std::max(1.f, rect.w - tick_width),
                                 std::max(1.f, rect.h - words_height - 6 - axis_height)},
                        .days = static_cast<float>(std::max(horizon_days, 1u)),
                        .top = round_above(largest)};
        draw_axes(painter, theme, plot, horizon_days, days);
        draw_band(painter, theme, plot, panel.steps);
        const std::vector<Point> line = staircase(plot, panel.steps, [](const MeanStep& step) { return step.mean; });
        painter.polyline(line, {theme.accent, 2});
        out.plot = plot.area;
        out.top = plot.top;
        for (const MeanStep& step : panel.steps) out.stops.push_back(plot.x(step.days));
    }
    if (emphasis.hovered == panel.id) draw_hover_outline(painter, theme, rect);
    if (emphasis.is_focused(panel.id)) draw_focus_ring(painter, theme, rect);
    if (emphasis.late) painter.pop_alpha();
    return out;
}

}  // namespace charts
