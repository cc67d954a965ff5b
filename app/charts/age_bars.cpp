#include "charts/age_bars.h"

#include <algorithm>
#include <cmath>

#include "charts/text.h"

namespace charts {
namespace {

constexpr float head = 18;    // the target's words
constexpr float count = 16;   // over the highest bar
constexpr float labels = 22;  // under the axis
constexpr float second_line = 12;

// "1–2" over "wd" where they have no room beside each other.
void draw_label(Painter& painter, Point middle, float room, std::string_view label, bool two, const TextStyle& style) {
    const std::size_t space = two ? label.find(' ') : std::string_view::npos;
    draw_text_within(painter, middle, room, label.substr(0, space), style, Align::middle);
    if (space == std::string_view::npos) return;
    draw_text_within(painter, {middle.x, middle.y + second_line}, room, label.substr(space + 1), style, Align::middle);
}

}  // namespace

Marks draw_age_bars(Painter& painter, const Theme& theme, Rect rect, std::span<const AgeBar> bars,
                    std::string_view target, const Emphasis& emphasis) {
    Marks marks;
    if (bars.empty()) return marks;
    std::uint64_t most = 1;
    for (const AgeBar& bar : bars) most = std::max(most, bar.count);
    const float pitch = rect.w / static_cast<float>(bars.size()), width = pitch - std::min(12.f, pitch * .2f);
    const TextStyle small = type::small(theme.ink2);
    const bool two =
        std::ranges::any_of(bars, [&](const AgeBar& bar) { return text_width(painter, bar.label, small) > pitch - 2; });
    const float axis = rect.bottom() - labels - (two ? second_line : 0);
    const float highest = axis - rect.y - head - count;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const AgeBar& bar = bars[i];
        const float middle = rect.x + pitch * (static_cast<float>(i) + .5f);
        // Two in sight of thousands are still not none.
        float height = highest * moved(emphasis, bar.id, 0, static_cast<float>(bar.count) / static_cast<float>(most));
        if (bar.count > 0) height = std::max(height, 1.f);
        painter.fill_rect({middle - width / 2, axis - height, width, height}, bar.late ? theme.alert : theme.axis);
        const TextStyle style = bar.count > 0 ? type::label(theme.ink, Weight::semibold) : type::label(theme.ink3);
        draw_text(painter, {middle, axis - height - 5}, format_count(bar.count), style, Align::middle);
        draw_label(painter, {middle, axis + 15}, pitch - 2, bar.label, two, small);
        marks.push_back({.id = bar.id,
                         .bounds = {middle - pitch / 2, rect.y, pitch, rect.h},
                         .name = bar.name,
                         .kind = MarkKind::figure});
    }
    painter.line({rect.x, axis + .5f}, {rect.right(), axis + .5f}, {theme.axis, 1});
    const auto first_late =
        static_cast<float>(std::ranges::find_if(bars, [](const AgeBar& bar) { return bar.late; }) - bars.begin());
    const float x = std::round(rect.x + pitch * first_late) + .5f;
    painter.line({x, rect.y + 2}, {x, axis}, {theme.alert, 1.5f, 4, 3});
    const TextStyle words = type::small(theme.alert, Weight::semibold);
    const bool left = text_width(painter, target, words) + 6 <= x - rect.x;
    draw_text(painter, {left ? x - 6 : x + 6, rect.y + 10}, target, words, left ? Align::end : Align::start);
    return marks;
}

}  // namespace charts
