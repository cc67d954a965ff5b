#include "charts/matrix.h"

#include <algorithm>
#include <cmath>

#include "charts/logo.h"
#include "charts/text.h"

namespace charts {
namespace {

constexpr float head_height = 44;
constexpr float row_pitch = 46;  // a finger's
constexpr float gap = 2;
constexpr float tile = 20;
constexpr float names_share = 0.26f;  // of the width; on a phone the tile alone stands for the role
constexpr float narrow = 480;
constexpr float narrowest_name = 60;
constexpr float widest_column = 132;
constexpr float deepest = 0.45f;  // alpha of the accent at the largest count: ink stays readable on it

void draw_role(Painter& painter, const Theme& theme, Point corner, float width, const MatrixRole& role,
               Language language) {
    draw_role_tile(painter, theme, {corner.x, corner.y, tile, tile}, role.id, language);
    if (width < narrowest_name && !role.id.empty()) return;
    const float left = role.id.empty() ? 0 : tile + 6;
    draw_text_within(painter, {corner.x + left, centred_baseline(corner.y + tile / 2, 12)}, width - left, role.name,
                     type::label(theme.ink2));
}

void draw_cell(Painter& painter, const Theme& theme, Rect at, const MatrixCell& cell, std::uint64_t most,
               Language language) {
    const float depth = static_cast<float>(cell.count) / static_cast<float>(std::max<std::uint64_t>(most, 1));
    painter.fill_rect(at, theme.sunken, space::bar_radius);
    painter.fill_rect(at, with_alpha(theme.accent, deepest * depth), space::bar_radius);
    const float middle = at.x + at.w / 2;
    const auto fits = [&](std::string_view text, const TextStyle& style) {
        return text_width(painter, text, style) <= at.w - 4;
    };
    const std::string count = format_count(cell.count);
    const TextStyle large = type::body(theme.ink, Weight::semibold), small = type::small(theme.ink, Weight::semibold);
    const TextStyle& style = fits(count, large) ? large : small;
    const bool detailed = fits(cell.detail, type::small(theme.ink2));
    const float baseline = detailed ? at.y + 20 : centred_baseline(at.y + at.h / 2, style.size);
    draw_text_within(painter, {middle, baseline}, at.w - 2,
                     fits(count, style) ? count : format_compact(cell.count, language), style, Align::middle);
    // Half a duration says nothing: it is read out, and stands in the list.
    if (detailed) draw_text(painter, {middle, at.y + 36}, cell.detail, type::small(theme.ink2), Align::middle);
}

}  // namespace

float matrix_height(std::size_t roles) { return head_height + row_pitch * static_cast<float>(roles); }

Marks draw_matrix(Painter& painter, const Theme& theme, Rect rect, std::span<const MatrixRole> roles,
                  std::span<const MatrixCell> cells, const MatrixWords& words, const Emphasis& emphasis) {
    Marks marks;
    if (roles.empty()) return marks;
    const float names = rect.w < narrow ? tile + 12 : std::floor(rect.w * names_share);
    const float first = rect.x + names;
    const float pitch = std::min(widest_column, std::floor((rect.w - names) / static_cast<float>(roles.size())));
    std::uint64_t most = 0;
    for (const MatrixCell& cell : cells) most = std::max(most, cell.count);
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    draw_text_within(painter, {rect.x, rect.y + 12}, std::max(names, narrowest_name), words.given + " ↓",
                     type::small(theme.ink3));
    const float received = std::max(first, rect.x + narrowest_name + 8);
    draw_text_within(painter, {received, rect.y + 12}, rect.right() - received, words.received + " →",
                     type::small(theme.ink3));
    for (std::size_t i = 0; i < roles.size(); ++i)
        draw_role(painter, theme, {first + pitch * static_cast<float>(i), rect.y + 19}, pitch - 4, roles[i],
                  words.language);
    auto cell = cells.begin();
    for (std::size_t r = 0; r < roles.size(); ++r) {
        const float y = rect.y + head_height + row_pitch * static_cast<float>(r);
        draw_role(painter, theme, {rect.x, y + (row_pitch - gap - tile) / 2}, names - 4, roles[r], words.language);
        marks.push_back({.id = roles[r].id,
                         .bounds = {rect.x, y, rect.w, row_pitch - gap},
                         .name = roles[r].name,
                         .kind = MarkKind::figure,
                         .row = roles[r].id});
        for (; cell != cells.end() && cell->from == r; ++cell) {
            const Rect at{first + pitch * static_cast<float>(cell->to), y, pitch - gap, row_pitch - gap};
            draw_cell(painter, theme, at, *cell, most, words.language);
            Mark mark{.id = roles[r].id + ">" + roles[cell->to].id,
                      .bounds = at,
                      .name = cell->name,
                      .kind = MarkKind::part,
                      .row = roles[r].id};
            if (emphasis.hovered == mark.id) draw_hover_outline(painter, theme, at);
            if (emphasis.selected == mark.id) draw_selected_outline(painter, theme, at);
            if (emphasis.is_focused(mark.id)) draw_focus_ring(painter, theme, at);
            marks.push_back(std::move(mark));
        }
    }
    if (emphasis.late) painter.pop_alpha();
    return marks;
}

}  // namespace charts
