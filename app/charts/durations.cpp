#include "charts/durations.h"

#include <algorithm>
#include <cmath>

#include "base/heap_sort.h"
#include "charts/text.h"

namespace charts {
namespace {

constexpr float head_height = 24;
constexpr float row_pitch = 44;
constexpr float bar_height = 12;
constexpr float figures_share = 0.2f;  // of the width, each of the three
constexpr float roomy = 420;  // under it durations are rounded to one unit, and the figures have more of the width
constexpr float figures_share_tight = 0.26f;

std::string duration_text(std::optional<std::uint32_t> seconds, const DurationWords& words) {
    return seconds ? format_duration(*seconds, words.language, words.day_s) : std::string(undefined_figure);
}

std::string stale_text(const DurationRow& row, Language language) {
    return row.stale ? format_of(*row.stale, row.open, language) : std::string(undefined_figure);
}

std::string spoken_name(const DurationRow& row, const DurationWords& words) {
    const char* const comma = words.language == Language::zh ? "，" : ", ";
    return format_named(row.name,
                        words.median + " " + duration_text(row.median_s, words) + comma + words.p90 + " " +
                            duration_text(row.p90_s, words) + comma + words.stale + " " +
                            stale_text(row, words.language),
                        words.language);
}

}  // namespace

float durations_height(std::size_t rows) { return head_height + row_pitch * static_cast<float>(rows); }

Durations draw_durations(Painter& painter, const Theme& theme, Rect rect, std::span<const DurationRow> rows,
                         const DurationWords& words, const Emphasis& emphasis) {
    Durations drawn;
    std::uint32_t longest = 1;
    for (const DurationRow& row : rows) longest = std::max({longest, row.median_s.value_or(0), row.p90_s.value_or(0)});
    const bool tight = rect.w < roomy;
    const float column = std::floor(rect.w * (tight ? figures_share_tight : figures_share));
    const float bars = rect.w - 3 * column - 8;
    drawn.plot = {rect.x, rect.y + head_height, bars, std::max(0.0f, rect.h - head_height)};
    for (const DurationRow& row : rows)
        for (const auto& seconds : {row.median_s, row.p90_s})
            if (seconds) drawn.seconds.push_back(*seconds);
    base::heap_sort(drawn.seconds.begin(), drawn.seconds.end());
    drawn.seconds.erase(std::ranges::unique(drawn.seconds).begin(), drawn.seconds.end());
    for (const std::uint32_t seconds : drawn.seconds)
        drawn.stops.push_back(rect.x + bars * static_cast<float>(seconds) / static_cast<float>(longest));
    const auto right_of = [&](int i) { return rect.right() - column * static_cast<float>(2 - i); };
    const auto figure = [&](int i, float y, const std::string& text, const TextStyle& style) {
        draw_text_within(painter, {right_of(i), y}, column - 6, text, style, Align::end);
    };
    const auto written = [&](std::optional<std::uint32_t> seconds) {
        return seconds && tight ? format_duration_briefly(*seconds, words.language, words.day_s)
                                : duration_text(seconds, words);
    };
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    const TextStyle head = type::small(theme.ink3);
    figure(0, rect.y + 14, words.median, head);
    figure(1, rect.y + 14, words.p90, head);
    figure(2, rect.y + 14, words.stale, head);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const DurationRow& row = rows[r];
        const Rect at{rect.x, rect.y + head_height + row_pitch * static_cast<float>(r), rect.w, row_pitch - 4};
        // Above the figures' line there is room for it.
        const float wide = tight ? at.w : bars;
        const float named =
            draw_text_within(painter, {at.x, at.y + 14}, wide, row.name, type::label(theme.ink, Weight::medium)) + 6;
        draw_text_within(painter, {at.x + named, at.y + 14}, wide - named, format_count(row.count),
                         type::label(theme.ink3));
        const Rect track{at.x, at.y + 20, bars, bar_height};
        painter.fill_rect(track, theme.sunken, space::bar_radius);
        const auto bar = [&](std::uint32_t which, std::optional<std::uint32_t> seconds, Color color) {
            if (!seconds) return;
            const float share =
                moved(emphasis, row.id, which, static_cast<float>(*seconds) / static_cast<float>(longest));
            painter.fill_rect({track.x, track.y, std::max(1.f, track.w * share), track.h}, color, space::bar_radius);
        };
        bar(1, row.p90_s, with_alpha(theme.accent, 0.3f));
        bar(0, row.median_s, theme.accent);
        const float baseline = centred_baseline(track.y + bar_height / 2, 12);
        figure(0, baseline, written(row.median_s), type::label(theme.ink, Weight::medium));
        figure(1, baseline, written(row.p90_s), type::label(theme.ink2));
        const bool alerts = row.stale.value_or(0) > 0;
        figure(2, baseline, stale_text(row, words.language), type::label(alerts ? theme.alert : theme.ink2));
        if (emphasis.hovered == row.id) draw_hover_outline(painter, theme, at);
        if (emphasis.is_focused(row.id)) draw_focus_ring(painter, theme, at);
        drawn.marks.push_back(
            {.id = row.id, .bounds = at, .name = spoken_name(row, words), .kind = MarkKind::figure, .row = row.id});
    }
    if (emphasis.late) painter.pop_alpha();
    return drawn;
}

}  // namespace charts
