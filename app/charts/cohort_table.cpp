#include "charts/cohort_table.h"

#include <algorithm>
#include <cmath>

#include "charts/text.h"

namespace charts {
namespace {

constexpr float head_height = 24;
constexpr float row_pitch = 28;
constexpr float gap = 2;
constexpr float names_share = 0.16f;    // of the width
constexpr float entries_share = 0.13f;  // of the width
constexpr float deepest = 0.45f;        // alpha of the accent at 100 %: ink stays readable on it

std::string spoken_name(const CohortTableRow& row, std::uint32_t days, const CohortTableCell& cell,
                        const CohortTableWords& words) {
    const bool zh = words.language == Language::zh;
    std::string text = format_pattern(words.days, format_count(days)) + (zh ? "，" : ", ");
    if (!cell.mature) text += words.young + " ";
    text += format_of(cell.hits, cell.of, words.language);
    if (cell.share) text += (zh ? "，" : ", ") + format_estimate(cell.share, cell.low, cell.high, words.language);
    return format_named(row.name, text, words.language);
}

void draw_cell(Painter& painter, const Theme& theme, Rect at, const CohortTableCell& cell) {
    if (!cell.mature) {
        painter.fill_rect(at, theme.sunken, space::bar_radius);
        painter.hatch(at, theme.immature, 6, 1);
    } else if (cell.share) {
        painter.fill_rect(at, theme.sunken, space::bar_radius);
        painter.fill_rect(at, with_alpha(theme.accent, deepest * static_cast<float>(*cell.share)), space::bar_radius);
    }
    const std::string text =
        cell.mature ? format_percent(cell.share, 0) : format_count(cell.hits) + "/" + format_count(cell.of);
    const TextStyle style = cell.mature ? type::label(theme.ink) : type::small(theme.ink2);
    if (!cell.mature) {
        // No line runs through the figures.
        const float wide = text_width(painter, text, style) + 4;
        painter.fill_rect({at.x + (at.w - wide) / 2, at.y + at.h / 2 - 8, wide, 16}, theme.surface, 2);
    }
    // A small count may reach a little beyond its cell.
    draw_text_within(painter, {at.x + at.w / 2, centred_baseline(at.y + at.h / 2, style.size)}, at.w + 10, text, style,
                     Align::middle);
}

}  // namespace

float cohort_table_height(std::size_t rows) { return head_height + row_pitch * static_cast<float>(rows); }

Marks draw_cohort_table(Painter& painter, const Theme& theme, Rect rect, std::span<const std::uint32_t> days,
                        std::span<const CohortTableRow> rows, const CohortTableWords& words, const Emphasis& emphasis) {
    Marks marks;
    if (days.empty()) return marks;
    const float names = std::floor(rect.w * names_share);
    const float first = rect.x + names + std::floor(rect.w * entries_share) + 8;
    const float pitch = std::floor((rect.right() - first) / static_cast<float>(days.size()));
    const TextStyle head = type::small(theme.ink3);
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    draw_text_within(painter, {first - 8, rect.y + 14}, first - 8 - rect.x, words.entries, head, Align::end);
    for (std::size_t i = 0; i < days.size(); ++i)
        draw_text_within(painter, {first + pitch * (static_cast<float>(i) + 0.5f), rect.y + 14}, pitch,
                         format_pattern(words.days, format_count(days[i])), head, Align::middle);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const CohortTableRow& row = rows[r];
        const float y = rect.y + head_height + row_pitch * static_cast<float>(r);
        const float baseline = centred_baseline(y + (row_pitch - gap) / 2, 12);
        draw_text_within(painter, {rect.x, baseline}, names, row.name, type::label(theme.ink));
        draw_text_within(painter, {first - 8, baseline}, first - 8 - rect.x - names, format_count(row.entries),
                         type::label(theme.ink2), Align::end);
        for (std::size_t i = 0; i < std::min(days.size(), row.cells.size()); ++i) {
            if (row.cells[i].of == 0) continue;
            const Rect at{first + pitch * static_cast<float>(i), y, pitch - gap, row_pitch - gap};
            draw_cell(painter, theme, at, row.cells[i]);
            Mark mark{.id = row.id + "." + std::to_string(days[i]),
                      .bounds = at,
                      .name = spoken_name(row, days[i], row.cells[i], words),
                      .kind = MarkKind::figure,
                      .row = row.id};
            if (emphasis.hovered == mark.id) draw_hover_outline(painter, theme, at);
            if (emphasis.is_focused(mark.id)) draw_focus_ring(painter, theme, at);
            marks.push_back(std::move(mark));
        }
    }
    if (emphasis.late) painter.pop_alpha();
    return marks;
}

}  // namespace charts
