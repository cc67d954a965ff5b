#include "charts/versus.h"

#include <algorithm>
#include <cmath>

#include "charts/interval_dots.h"
#include "charts/text.h"

namespace charts {
namespace {

constexpr float row_height = 52;
constexpr float track_height = 12;
constexpr float axis_height = 20;
constexpr float inset_x = 10;  // so that the axis's outer labels have room

std::string signed_points(double share, bool sign) {
    std::string text = format_fixed(share * 100, 1);
    return sign && share > 0 ? "+" + text : text;
}

// "+12.3 points (+4.1 to +20.4)": beside a minus a dash could not be read.
std::string difference_text(const VersusShare& share, const VersusWords& words) {
    if (!share.estimate) return std::string(undefined_figure);
    std::string text = format_pattern(words.points, signed_points(*share.estimate, true));
    if (!share.low || !share.high) return text;
    const bool zh = words.language == Language::zh;
    text += zh ? "（" : " (";
    text += signed_points(*share.low, true) + (zh ? " 至 " : " to ") + signed_points(*share.high, true);
    return text + (zh ? "）" : ")");
}

// A row: its name and counts, its figure at the right, a track under both. Gives the track.
Rect draw_row(Painter& painter, const Theme& theme, Rect row, const std::string& name, const std::string& counts,
              const std::string& figure) {
    const TextStyle strong = type::body(theme.ink, Weight::semibold);
    const float taken = text_width(painter, figure, strong) + 12;
    const float room = std::max(0.f, row.w - taken);
    const float named =
        draw_text_within(painter, {row.x, row.y + 16}, room, name, type::body(theme.ink, Weight::medium)) + 8;
    if (room > named + 24)
        draw_text_within(painter, {row.x + named, row.y + 16}, room - named, counts, type::label(theme.ink3));
    draw_text(painter, {row.right(), row.y + 16}, figure, strong, Align::end);
    const Rect track{row.x + inset_x, row.y + 26, row.w - 2 * inset_x, track_height};
    painter.fill_rect(track, theme.sunken, space::bar_radius);
    return track;
}

void draw_share(Painter& painter, const Theme& theme, const Rect& track, const VersusShare& share, Color color,
                float (*x_of)(const Rect&, double, double), double end) {
    if (!share.estimate) return;
    const float y = std::floor(track.y + track.h / 2) + 0.5f;
    if (share.low && share.high) {
        const float from = x_of(track, *share.low, end), to = x_of(track, *share.high, end);
        painter.fill_rect({from, track.y, std::max(1.f, to - from), track.h}, with_alpha(color, 0.28f),
                          space::bar_radius);
    }
    const Point dot{x_of(track, *share.estimate, end), y};
    painter.fill_circle(dot, 6, theme.surface);
    painter.fill_circle(dot, 4.5f, color);
}

float from_zero(const Rect& track, double share, double end) {
    return track.x + static_cast<float>(std::clamp(share / end, 0.0, 1.0)) * track.w;
}

float round_zero(const Rect& track, double share, double end) {
    return track.x + static_cast<float>(std::clamp((share / end + 1) / 2, 0.0, 1.0)) * track.w;
}

}  // namespace

Marks draw_versus(Painter& painter, const Theme& theme, Rect rect, std::span<const VersusSide, 2> sides,
                  const VersusShare& difference, const VersusWords& words, const Emphasis& emphasis) {
    Marks marks;
    double most = 0;
    for (const VersusSide& side : sides)
        most = std::max({most, side.share.estimate.value_or(0), side.share.high.value_or(0)});
    const IntervalAxis axis = interval_axis(most > 0 ? most : 1);
    const double widest = std::max({std::abs(difference.estimate.value_or(0)), std::abs(difference.low.value_or(0)),
                                    std::abs(difference.high.value_or(0)), 0.01});
    const IntervalAxis apart = interval_axis(widest);
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    const auto mark = [&](std::string id, Rect row, const std::string& name, const std::string& text) {
        if (emphasis.hovered == id) draw_hover_outline(painter, theme, row);
        if (emphasis.is_focused(id)) draw_focus_ring(painter, theme, row);
        marks.push_back({.id = id,
                         .bounds = row,
                         .name = format_named(name, text, words.language),
                         .kind = MarkKind::figure,
                         .row = id});
    };
    const char* const comma = words.language == Language::zh ? "，" : ", ";
    float y = rect.y;
    for (std::size_t i = 0; i < 2; ++i, y += row_height) {
        const VersusSide& side = sides[i];
        const Rect row{rect.x, y, rect.w, row_height - 8};
        const std::string figure =
            format_estimate(side.share.estimate, side.share.low, side.share.high, words.language);
        const Rect track = draw_row(painter, theme, row, side.name, side.counts, figure);
        draw_share(painter, theme, track, side.share, i == 0 ? theme.accent : theme.ink2, from_zero, axis.end);
        mark(i == 0 ? "first" : "second", row, side.name, figure + comma + side.counts);
    }
    draw_interval_axis(painter, theme, {rect.x + inset_x, y - 8, rect.w - 2 * inset_x, axis_height}, axis);
    y += axis_height;
    const Rect row{rect.x, y, rect.w, row_height - 8};
    const std::string figure = difference_text(difference, words);
    const Rect track = draw_row(painter, theme, row, words.difference, {}, figure);
    const float zero = std::floor(track.x + track.w / 2) + 0.5f;
    painter.line({zero, track.y - 3}, {zero, track.bottom() + 3}, {theme.axis, 1});
    draw_share(painter, theme, track, difference, theme.ink, round_zero, apart.end);
    mark("difference", row, words.difference, figure);
    const TextStyle small = type::small(theme.ink3);
    const float baseline = row.bottom() + 6;
    for (const double share : {-apart.end, 0.0, apart.end})
        draw_text(painter, {round_zero(track, share, apart.end), baseline},
                  share == 0 ? "0" : format_fixed(share * 100, 0), small, Align::middle);
    if (emphasis.late) painter.pop_alpha();
    return marks;
}

}  // namespace charts
