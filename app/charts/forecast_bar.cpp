#include "charts/forecast_bar.h"

#include <algorithm>

#include "charts/text.h"

namespace charts {
namespace {

constexpr float label_height = 26;  // the words, and under them the target's triangle
constexpr float bar_height = 26;
constexpr float reach = 5;  // of the lines over the bar
constexpr float between_labels = 14;
constexpr double room_behind = 1.06;

}  // namespace

Marks draw_forecast_bar(Painter& painter, const Theme& theme, Rect rect, const ForecastBar& bar) {
    const double end = std::max({bar.high, bar.expected, bar.won, bar.target.value_or(0), 1e-9}) * room_behind;
    const auto x = [&](double value) {
        return rect.x + rect.w * static_cast<float>(std::clamp(value / end, 0.0, 1.0));
    };
    const Rect track{rect.x, rect.y + label_height, rect.w, bar_height};
    painter.fill_rect(track, theme.band, space::bar_radius);
    const PartColors& advanced = theme.part(Part::advanced);
    const Rect won{track.x, track.y, x(bar.won) - track.x, track.h};
    if (won.w > 0) painter.fill_rect(won, advanced.fill, space::bar_radius);
    const Rect range{x(bar.low), track.y, std::max(2.f, x(bar.high) - x(bar.low)), track.h};
    // The part of the range that is not won yet is what is hatched: what is won is certain.
    const Rect likely{std::max(range.x, won.right()), range.y,
                      std::max(0.f, range.right() - std::max(range.x, won.right())), range.h};
    painter.hatch(likely, theme.hatch, 6, 1.25f);
    painter.stroke_rect({range.x + .5f, range.y + .5f, range.w - 1, range.h - 1}, {theme.hatch});
    const TextStyle inside = type::body(advanced.text, Weight::semibold);
    const float won_text = text_width(painter, bar.words.won, inside);
    if (won_text + 20 <= std::min(won.w, range.x - track.x))
        painter.text({track.x + 10, centred_baseline(track.y + track.h / 2, inside.size)}, bar.words.won, inside);

    const float expected = x(bar.expected);
    painter.line({expected, track.y - reach}, {expected, track.bottom() + reach}, {theme.ink, 2});
    const TextStyle ink = type::label(theme.ink, Weight::semibold), alert = type::label(theme.alert, Weight::semibold);
    const float expected_width = text_width(painter, bar.words.expected, ink);
    const auto within = [&](float left, float width) { return std::clamp(left, rect.x, rect.right() - width); };
    const float baseline = rect.y + 12;
    Marks marks;
    const auto mark = [&](const char* id, Rect bounds, const std::string& name) {
        marks.push_back({.id = id, .bounds = bounds, .name = name, .kind = MarkKind::figure, .row = id});
    };
    mark("won", won, bar.words.won);
    mark("range", range, bar.words.range);
    mark("expected", {expected - 4, track.y - reach, 8, track.h + 2 * reach}, bar.words.expected);
    if (!bar.target) {
        painter.text({within(expected - expected_width / 2, expected_width), baseline}, bar.words.expected, ink);
        return marks;
    }
    const float target = x(*bar.target);
    painter.line({target, track.y - reach}, {target, track.bottom() + reach}, {theme.alert, 2});
    const Point triangle[] = {{target - 5, track.y - 9}, {target + 5, track.y - 9}, {target, track.y - 2}};
    painter.polygon(triangle, theme.alert);
    // The two labels stand outward of the two lines, each on its own side.
    const float target_width = text_width(painter, bar.words.target, alert);
    const bool target_right = target >= expected;
    float left = (target_right ? expected - 2 - expected_width : target - 8 - target_width);
    float right = (target_right ? target + 8 : expected + 4);
    const float left_width = target_right ? expected_width : target_width,
                right_width = target_right ? target_width : expected_width;
    right = within(right, right_width);
    left = std::max(rect.x, std::min(left, right - between_labels - left_width));
    painter.text({target_right ? left : right, baseline}, bar.words.expected, ink);
    painter.text({target_right ? right : left, baseline}, bar.words.target, alert);
    mark("target", {target - 4, track.y - reach, 8, track.h + 2 * reach}, bar.words.target);
    return marks;
}

}  // namespace charts
