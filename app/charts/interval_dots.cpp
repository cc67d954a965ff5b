#include "charts/interval_dots.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/text.h"

namespace charts {

namespace {

constexpr int most_steps = 5;

std::string spoken_name(const IntervalRow& row, const IntervalWords& words) {
    std::string text = words.rate + " " + format_of(row.hits, row.of, words.language);
    if (row.of >= fewest_for_a_rate && row.estimate) {
        text += words.language == Language::zh ? "，" : ", ";
        text += format_estimate(row.estimate, row.low, row.high, words.language);
    }
    return format_named(row.name, text, words.language);
}

void draw_counts_only(Painter& painter, const Theme& theme, Rect cell, const IntervalRow& row,
                      const IntervalWords& words) {
    constexpr float height = 22;
    constexpr float padding = 10;
    const TextStyle style = type::label(theme.ink2);
    const std::string text = row.of == 0 ? std::string(undefined_figure) : format_of(row.hits, row.of, words.language);
    const float width = std::min(cell.w, std::ceil(text_width(painter, text, style)) + 2 * padding);
    const float top = std::round(cell.y + (cell.h - height) / 2);
    painter.stroke_rect({cell.x + 0.5f, top + 0.5f, width - 1, height - 1}, {theme.line2, 1, 3, 2}, 3);
    draw_text_within(painter, {cell.x + padding, centred_baseline(top + height / 2, style.size)}, width - padding, text,
                     style);
}

struct Look {
    Color line;
    Color ring;  // the background, round the dot
    float cap;   // half its height
    float dot;
};

// Where the row's dot (0), the ends of its line (1, 2) and its bar (3) stand now.
float place_of(Rect cell, const IntervalAxis& axis, const IntervalRow& row, std::uint32_t part, double share,
               const Emphasis& emphasis) {
    const auto across = static_cast<float>(std::clamp(share / axis.end, 0.0, 1.0));
    return cell.x + cell.w * moved(emphasis, row.id, part, across);
}

void draw_rate(Painter& painter, const Theme& theme, Rect cell, const IntervalAxis& axis, const IntervalRow& row,
               float x, const Look& look, const Emphasis& emphasis) {
    const float y = std::floor(cell.y + cell.h / 2) + 0.5f;
    if (row.low && row.high) {
        const float from = place_of(cell, axis, row, 1, *row.low, emphasis);
        const float to = place_of(cell, axis, row, 2, *row.high, emphasis);
        painter.line({from, y}, {to, y}, {look.line, 2});
        for (const float end : {from, to}) painter.line({end, y - look.cap}, {end, y + look.cap}, {look.line, 1.5f});
    }
    painter.fill_circle({x, y}, look.dot + 1, look.ring);
    if (!row.shrunken) {
        painter.fill_circle({x, y}, look.dot, theme.ink);
        return;
    }
    painter.stroke_circle({x, y}, look.dot, {theme.ink, 1.5f});
    const float shrunken = place_of(cell, axis, row, 3, *row.shrunken, emphasis);
    painter.fill_rect({shrunken - 3, y - 7, 6, 14}, look.ring, 2);
    painter.fill_rect({shrunken - 2, y - 6, 4, 12}, theme.accent, 1);
}

}  // namespace

IntervalAxis interval_axis(double largest) {
    constexpr std::array<double, 6> steps{0.01, 0.02, 0.05, 0.1, 0.2, 0.25};
    for (const double step : steps) {
        const double end = std::max(1.0, std::ceil(largest / step - 1e-9)) * step;
        if (end <= most_steps * step + 1e-9) return {std::min(end, 1.0), step};
    }
    return {};
}

float interval_x(Rect cell, const IntervalAxis& axis, double share) {
    return cell.x + static_cast<float>(std::clamp(share / axis.end, 0.0, 1.0)) * cell.w;
}

void draw_interval_axis(Painter& painter, const Theme& theme, Rect head, const IntervalAxis& axis) {
    const TextStyle style = type::small(theme.ink3);
    const float baseline = centred_baseline(head.y + head.h / 2, style.size);
    const int steps = static_cast<int>(std::lround(axis.end / axis.step));
    // The last one, with its sign, would stand beyond the edge; the others stand where they do not touch.
    const std::string last = format_percent(axis.end, 0);
    draw_text(painter, {head.right(), baseline}, last, style, Align::end);
    constexpr float apart = 6;
    const float end = head.right() - text_width(painter, last, style) - apart;
    float free = head.x - head.w;
    for (int i = 0; i < steps; ++i) {
        const double share = axis.step * i;
        const std::string figure = format_fixed(share * 100, 0);
        const float x = interval_x(head, axis, share), half = text_width(painter, figure, style) / 2;
        if (x - half < free || x + half > end) continue;
        draw_text(painter, {x, baseline}, figure, style, Align::middle);
        free = x + half + apart;
    }
}

void draw_reference_line(Painter& painter, const Theme& theme, Rect column, const IntervalAxis& axis, double share) {
    const float x = std::floor(interval_x(column, axis, share)) + 0.5f;
    painter.line({x, column.y}, {x, column.bottom()}, {theme.ink3, 1, 3, 3});
}

Mark draw_interval(Painter& painter, const Theme& theme, Rect cell, const IntervalAxis& axis, const IntervalRow& row,
                   const IntervalWords& words, const Emphasis& emphasis) {
    const Attention attention = attention_of(row.id, emphasis);
    const bool few = row.of < fewest_for_a_rate || !row.estimate;
    const bool faded = emphasis.late || attention == Attention::dimmed;
    if (faded) painter.push_alpha(emphasis.late ? state::late_alpha : state::dimmed_alpha);
    if (few) {
        draw_counts_only(painter, theme, cell, row, words);
    } else {
        const Color ring = attention == Attention::selected ? theme.accent_tint : theme.surface;
        const Look look =
            row.total ? Look{theme.ink, ring, 3, 3.5f} : Look{theme.ink2, ring, 4, row.shrunken ? 4 : 3.5f};
        const Point dot{place_of(cell, axis, row, 0, *row.estimate, emphasis), std::floor(cell.y + cell.h / 2) + 0.5f};
        draw_rate(painter, theme, cell, axis, row, dot.x, look, emphasis);
        if (attention == Attention::hovered) painter.stroke_circle(dot, 6, {theme.ink, state::hover_outline});
    }
    if (faded) painter.pop_alpha();
    if (emphasis.is_focused(row.id)) draw_focus_ring(painter, theme, cell, 3);
    return {.id = row.id,
            .bounds = cell,
            .name = spoken_name(row, words),
            .kind = emphasis.late ? MarkKind::figure : MarkKind::row,
            .row = row.id};
}

}  // namespace charts
