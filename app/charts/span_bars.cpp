#include "charts/span_bars.h"

#include <algorithm>

#include "charts/text.h"

namespace charts {
namespace {

constexpr float row_pitch = 42;
constexpr float bar_top = 22;
constexpr float bar_height = 10;
constexpr float cap = 4;
constexpr float dot = 4;
constexpr float pale = 0.35f;

Color color_of(const Theme& theme, SpanTone tone) {
    switch (tone) {
        case SpanTone::whole: return theme.accent;
        case SpanTone::lost: return theme.part(Part::lost).fill;
        case SpanTone::gained: return theme.part(Part::advanced).fill;
    }
    return theme.accent;
}

}  // namespace

float span_bars_height(std::size_t bars) { return row_pitch * static_cast<float>(bars); }

Marks draw_span_bars(Painter& painter, const Theme& theme, Rect rect, std::span<const SpanBar> bars, double end,
                     Language language, const Emphasis& emphasis) {
    Marks marks;
    const auto x = [&](double value) {
        return rect.x + rect.w * static_cast<float>(end > 0 ? std::clamp(value / end, 0.0, 1.0) : 0.0);
    };
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    float y = rect.y;
    for (const SpanBar& bar : bars) {
        const Rect row{rect.x, y, rect.w, row_pitch - 6};
        const float figure = draw_text(painter, {row.right(), row.y + 15}, bar.figure,
                                       type::body(theme.ink, Weight::semibold), Align::end);
        const float room = row.w - figure - 8;
        const float named =
            draw_text_within(painter, {row.x, row.y + 15}, room, bar.name, type::body(theme.ink, Weight::medium)) + 8;
        if (named < room)
            draw_text_within(painter, {row.x + named, row.y + 15}, room - named, bar.detail, type::label(theme.ink2));
        const float middle = row.y + bar_top + bar_height / 2;
        painter.fill_rect({row.x, row.y + bar_top, row.w, bar_height}, theme.sunken, space::bar_radius);
        const float from = x(std::min(bar.from, bar.to)), to = x(std::max(bar.from, bar.to));
        const bool estimated = bar.low && bar.high;
        const Color color = color_of(theme, bar.tone);
        // What is not 0 is seen. Under an interval the bar is pale, so that its line is seen too.
        if (bar.from != bar.to)
            painter.fill_rect({from, row.y + bar_top, std::max(1.f, to - from), bar_height},
                              estimated ? with_alpha(color, pale) : color, space::bar_radius);
        if (estimated) {
            const Stroke stroke{theme.ink2, 1.5f};
            painter.line({x(*bar.low), middle}, {x(*bar.high), middle}, stroke);
            for (const double edge : {*bar.low, *bar.high})
                painter.line({x(edge), middle - cap}, {x(edge), middle + cap}, stroke);
            painter.fill_circle({x(bar.to), middle}, dot, color);
        }
        if (emphasis.hovered == bar.id) draw_hover_outline(painter, theme, row);
        if (emphasis.is_focused(bar.id)) draw_focus_ring(painter, theme, row);
        const std::string comma = bar.detail.empty() ? "" : language == Language::zh ? "，" : ", ";
        marks.push_back({.id = bar.id,
                         .bounds = row,
                         .name = format_named(bar.name, bar.figure + comma + bar.detail, language),
                         .kind = MarkKind::figure,
                         .row = bar.id});
        y += row_pitch;
    }
    if (emphasis.late) painter.pop_alpha();
    return marks;
}

}  // namespace charts
