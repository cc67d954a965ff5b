#include "charts/trend.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/stage_bar.h"
#include "charts/text.h"

namespace charts {

namespace {

constexpr float unit_line = 20;   // over the plot
constexpr float month_line = 20;  // under it
constexpr float year_line = 14;
constexpr float gap = 8;
constexpr float column_share = 0.62f;  // of a month's width
constexpr float widest_column = 44;
constexpr float height_per_step = 28;
constexpr float most_steps = 5;

struct CountAxis {
    std::uint64_t step = 1;
    std::uint64_t end = 1;
};

// At most `steps` steps of 1, 2 or 5 by a power of ten.
CountAxis count_axis(std::uint64_t largest, std::uint64_t steps) {
    for (std::uint64_t power = 1;; power *= 10) {
        for (const std::uint64_t digit : {1u, 2u, 5u}) {
            const std::uint64_t step = digit * power;
            // Beyond any count that could be loaded: the next power would not fit.
            const bool last = power > std::uint64_t{1'000'000'000'000'000'000} / 10;
            if (largest / step < steps || (largest / step == steps && largest % step == 0) || last) {
                return {step, std::max<std::uint64_t>(1, (largest + step - 1) / step) * step};
            }
        }
    }
}

struct Plot {
    Rect area;
    float pitch = 0;
    CountAxis axis;
    float baseline() const { return area.bottom(); }
    float y(std::uint64_t count) const {
        return std::round(baseline() -
                          area.h * static_cast<float>(static_cast<double>(count) / static_cast<double>(axis.end)));
    }
    float left_of(std::size_t month) const { return area.x + pitch * static_cast<float>(month); }
};

Plot plot_of(Painter& painter, Rect rect, std::span<const TrendMonth> months, const TrendWords& words) {
    std::uint64_t largest = 1;
    for (const TrendMonth& month : months) largest = std::max(largest, month.ledger.entries);
    Plot plot;
    const float height = std::max(1.0f, std::floor(rect.h - unit_line - month_line - year_line - brush_height));
    plot.axis = count_axis(largest, static_cast<std::uint64_t>(std::clamp(height / height_per_step, 1.0f, most_steps)));
    float labels = 0;
    for (std::uint64_t count = 0; count <= plot.axis.end; count += plot.axis.step) {
        labels = std::max(labels, text_width(painter, format_compact(count, words.language), type::small({})));
    }
    const float left = std::ceil(labels) + gap;
    plot.area = {std::round(rect.x + left), std::round(rect.y + unit_line), std::max(1.0f, std::floor(rect.w - left)),
                 height};
    plot.pitch = plot.area.w / static_cast<float>(std::max<std::size_t>(1, months.size()));
    return plot;
}

void draw_axis(Painter& painter, const Theme& theme, Rect rect, const Plot& plot, const TrendWords& words) {
    const TextStyle style = type::small(theme.ink3);
    draw_text(painter, {rect.x, plot.area.y - gap - 1}, words.entries, style);
    for (std::uint64_t count = 0; count <= plot.axis.end; count += plot.axis.step) {
        const float y = plot.y(count) + (count == 0 ? 0.5f : -0.5f);
        painter.line({plot.area.x, y}, {plot.area.right(), y}, {count == 0 ? theme.axis : theme.line, 1});
        draw_text(painter, {plot.area.x - gap, centred_baseline(y, style.size)}, format_compact(count, words.language),
                  style, Align::end);
    }
}

void draw_lanes(Painter& painter, const Theme& theme, const Plot& plot, std::span<const TrendMonth> months,
                const TrendWords& words, const std::optional<Brush>& chosen) {
    if (chosen) {
        const float left = plot.area.x + plot.pitch * chosen->from, right = plot.area.x + plot.pitch * chosen->to;
        painter.fill_rect({left, plot.area.y, right - left, plot.area.h + month_line}, theme.accent_tint,
                          space::tile_radius);
    }
    bool said = false;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const Rect lane{plot.left_of(i), plot.area.y, plot.pitch, plot.area.h};
        if (months[i].young && !(chosen && chosen->holds(i))) painter.fill_rect(lane, theme.sunken);
        if (!months[i].young || said) continue;
        said = true;
        const float room = plot.area.right() - lane.x;
        draw_text_within(painter, {plot.area.right(), plot.area.y - gap - 1}, std::max(room, plot.area.w / 2),
                         words.young, type::small(theme.ink3), Align::end);
    }
}

bool shows_year(std::span<const TrendMonth> months, std::size_t i) {
    return i == 0 || months[i].id.substr(0, 4) != months[i - 1].id.substr(0, 4);
}

// Every how many months a name fits.
std::size_t month_stride(Painter& painter, const Plot& plot, std::span<const TrendMonth> months,
                         const TrendWords& words) {
    float widest = 0;
    for (const TrendMonth& month : months) {
        widest = std::max(widest,
                          text_width(painter, format_month(month.id, Year::left_out, words.language), type::small({})));
    }
    return static_cast<std::size_t>(std::max(1.0f, std::ceil((widest + 6) / plot.pitch)));
}

void draw_month_name(Painter& painter, const Theme& theme, const Plot& plot, std::span<const TrendMonth> months,
                     std::size_t i, const TrendWords& words, Attention attention) {
    const bool lifted = attention == Attention::hovered;
    const TextStyle style = type::small(lifted ? theme.ink : theme.ink3, lifted ? Weight::semibold : Weight::regular);
    const float centre = plot.left_of(i) + plot.pitch / 2;
    const std::string name = months[i].id.empty() ? std::string(undefined_figure)
                                                  : format_month(months[i].id, Year::left_out, words.language);
    draw_text(painter, {centre, plot.baseline() + 15}, name, style, Align::middle);
    if (!months[i].id.empty() && shows_year(months, i)) {
        draw_text(painter, {centre, plot.baseline() + 15 + year_line}, months[i].id.substr(0, 4),
                  type::small(theme.ink3), Align::middle);
    }
}

std::string month_name(const TrendMonth& month, const TrendWords& words) {
    std::string text = format_count(month.ledger.entries) + " " + words.entries;
    if (month.young) text += (words.language == Language::zh ? "，" : ", ") + words.young;
    return format_named(format_month(month.id, Year::shown, words.language), text, words.language);
}

}  // namespace

Trend draw_trend(Painter& painter, const Theme& theme, Rect rect, std::span<const TrendMonth> months,
                 const TrendWords& words, const std::optional<Brush>& chosen, const Emphasis& emphasis) {
    const Plot plot = plot_of(painter, rect, months, words);
    draw_lanes(painter, theme, plot, months, words, chosen);
    draw_axis(painter, theme, rect, plot, words);
    const std::size_t stride = month_stride(painter, plot, months, words);
    const float width = std::max(1.0f, std::floor(std::min(widest_column, plot.pitch * column_share)));
    // All of the totals or none: some would be taken for the only ones.
    float widest = 0;
    for (const TrendMonth& month : months)
        widest = std::max(widest, text_width(painter, format_compact(month.ledger.entries, words.language),
                                             type::small({}, Weight::semibold)));
    const bool totals = widest + 2 <= plot.pitch;
    Trend trend{{}, plot.area, {plot.area.x, plot.pitch, months.size()}, plot.baseline() + month_line + year_line + 7};
    for (std::size_t i = 0; i < months.size(); ++i) {
        const TrendMonth& month = months[i];
        const Attention attention = attention_of(month.id, emphasis);
        trend.marks.push_back({.id = month.id,
                               .bounds = {plot.left_of(i), plot.area.y, plot.pitch, plot.area.h + month_line},
                               .name = month_name(month, words),
                               .kind = emphasis.late ? MarkKind::figure : MarkKind::row,
                               .row = month.id});
        const float left = std::round(plot.left_of(i) + (plot.pitch - width) / 2);
        const double share = static_cast<double>(month.ledger.entries) / static_cast<double>(plot.axis.end);
        const StageBar bar = place_column(left, plot.baseline(), width, plot.area.h, share, month.ledger);
        const bool faded = emphasis.late || (chosen && !chosen->holds(i));
        if (faded) painter.push_alpha(emphasis.late ? state::late_alpha : state::dimmed_alpha);
        draw_bar(painter, theme, bar);
        if (faded) painter.pop_alpha();
        draw_bar_attention(painter, theme, bar, month.id, emphasis);
        add_part_marks(trend.marks, bar, month.id, month.id, format_month(month.id, Year::shown, words.language),
                       words.parts, words.language, emphasis.late);
        const TextStyle total = type::small(faded ? theme.ink3 : theme.ink2, Weight::semibold);
        const std::string count = format_compact(month.ledger.entries, words.language);
        if (totals) {
            const bool ringed = emphasis.is_focused(month.id);
            draw_text(painter, {left + width / 2, bar.rect.y - (ringed ? 9.0f : 5.0f)}, count, total, Align::middle);
        }
        if (i % stride == 0) draw_month_name(painter, theme, plot, months, i, words, attention);
    }
    const BrushEnd hovered = emphasis.hovered == "_from" ? BrushEnd::from
                             : emphasis.hovered == "_to" ? BrushEnd::to
                                                         : BrushEnd::none;
    draw_brush(painter, theme, trend.axis, chosen.value_or(whole_brush(trend.axis)),
               {trend.brush, chosen.has_value(), hovered});
    return trend;
}

}  // namespace charts
