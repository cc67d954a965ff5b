#include "charts/matrix.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "charts/logo.h"
#include "charts/text.h"
#include "charts/wrap.h"

namespace charts {
namespace {

constexpr float head_height = 44;
constexpr float row_pitch = 48;  // a finger's
constexpr float gap = 3;
constexpr float tile = 20;
constexpr float cell_radius = 3;
constexpr float names_width = 104;  // on a phone the tile alone stands for the role
constexpr float narrow = 480;
constexpr float widest_column = 132;
constexpr float legend_line = 20;
constexpr float legend_indent = 22;  // a swatch and the gap behind it

Color tint_of(const Theme& theme, MatrixTint tint) {
    if (tint == MatrixTint::few) return theme.surface;
    return theme.waits[static_cast<std::size_t>(tint) - 1];
}

void draw_ground(Painter& painter, const Theme& theme, Rect at, MatrixTint tint) {
    painter.fill_rect(at, tint_of(theme, tint), cell_radius);
    if (tint == MatrixTint::few)
        painter.stroke_rect({at.x + .5f, at.y + .5f, at.w - 1, at.h - 1}, {theme.line2, 1, 3, 2}, cell_radius);
}

void draw_cell(Painter& painter, const Theme& theme, Rect at, const MatrixCell& cell) {
    draw_ground(painter, theme, at, cell.tint);
    const auto fits = [&](std::string_view text, const TextStyle& style) {
        return text_width(painter, text, style) <= at.w - 4;
    };
    const TextStyle large = type::lead(theme.ink), small = type::small(theme.ink2, Weight::regular);
    const TextStyle tight = type::small(theme.ink, Weight::semibold);
    const TextStyle& style = fits(cell.figure, large) ? large : tight;
    const float middle = at.x + at.w / 2;
    // Half a line says nothing: it is read out, and stands beside the queue.
    const bool detailed = fits(cell.detail, small);
    const float baseline = detailed ? at.y + 20 : centred_baseline(at.y + at.h / 2, style.size);
    if (fits(cell.figure, style)) draw_text(painter, {middle, baseline}, cell.figure, style, Align::middle);
    if (detailed) draw_text(painter, {middle, at.y + 37}, cell.detail, small, Align::middle);
}

// The tile over the name, or the tile alone where the name has no room.
void draw_column_head(Painter& painter, const Theme& theme, Rect place, const MatrixRole& role, Language language) {
    const float middle = place.x + place.w / 2;
    const TextStyle style = type::small(theme.ink2);
    const bool named = text_width(painter, role.name, style) <= place.w;
    const float top = role.id.empty() ? place.y : place.y + (named ? 0 : 8);
    if (!role.id.empty())
        draw_role_tile(painter, theme, {std::round(middle - tile / 2), top, tile, tile}, role.id, language);
    if (named || role.id.empty())
        draw_text_within(painter, {middle, place.y + 34}, place.w, role.name, style, Align::middle);
}

void draw_row_head(Painter& painter, const Theme& theme, Rect place, const MatrixRole& role, Language language) {
    const float middle = place.y + place.h / 2;
    float x = place.x;
    if (!role.id.empty()) {
        draw_role_tile(painter, theme, {x, std::round(middle - tile / 2), tile, tile}, role.id, language);
        if (place.w < names_width) return;
        x += tile + 8;
    }
    draw_text_within(painter, {x, centred_baseline(middle, 12)}, place.right() - x - 4, role.name,
                     type::label(theme.ink));
}

struct Piece {
    MatrixTint tint;
    std::string_view words;
};
std::array<Piece, 4> pieces_of(const MatrixLegend& legend) {
    return {{{MatrixTint::under_half, legend.under_half},
             {MatrixTint::within, legend.within},
             {MatrixTint::over, legend.over},
             {MatrixTint::few, legend.few}}};
}

Wrapped places_of(Painter& painter, float width, const MatrixLegend& legend) {
    std::array<float, 4> widths;
    std::ranges::transform(pieces_of(legend), widths.begin(), [&](const Piece& piece) {
        return legend_indent + text_width(painter, piece.words, type::small({}));
    });
    return wrap_items(widths, width, legend_line, 16);
}

}  // namespace

float matrix_height(std::size_t roles) { return head_height + row_pitch * static_cast<float>(roles); }

Marks draw_matrix(Painter& painter, const Theme& theme, Rect rect, std::span<const MatrixRole> roles,
                  std::span<const MatrixCell> cells, const MatrixWords& words, const Emphasis& emphasis) {
    Marks marks;
    if (roles.empty()) return marks;
    const float names = rect.w < narrow ? tile + 8 : names_width;
    const float first = rect.x + names;
    const float pitch = std::min(widest_column, std::floor((rect.w - names) / static_cast<float>(roles.size())));
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    // In the corner: which way it is read.
    const std::string corner = words.given + " ↓ " + words.received + " →";
    if (names == names_width)
        draw_text_within(painter, {rect.x, rect.y + 34}, names - 4, corner, type::small(theme.ink3));
    for (std::size_t i = 0; i < roles.size(); ++i)
        draw_column_head(painter, theme, {first + pitch * static_cast<float>(i), rect.y, pitch - gap, head_height},
                         roles[i], words.language);
    auto cell = cells.begin();
    for (std::size_t r = 0; r < roles.size(); ++r) {
        const float y = rect.y + head_height + row_pitch * static_cast<float>(r);
        const auto place = [&](std::size_t to) {
            return Rect{first + pitch * static_cast<float>(to), y, pitch - gap, row_pitch - gap};
        };
        draw_row_head(painter, theme, {rect.x, y, names, row_pitch - gap}, roles[r], words.language);
        painter.fill_rect(place(r), theme.sunken, cell_radius);
        marks.push_back({.id = roles[r].id,
                         .bounds = {rect.x, y, rect.w, row_pitch - gap},
                         .name = roles[r].name,
                         .kind = MarkKind::figure,
                         .row = roles[r].id});
        for (std::size_t to = 0; to < roles.size(); ++to) {
            const Rect at = place(to);
            if (cell == cells.end() || cell->from != r || cell->to != to) {
                if (to != r) painter.fill_circle({at.x + at.w / 2, at.y + at.h / 2}, 1, theme.line2);
                continue;
            }
            draw_cell(painter, theme, at, *cell);
            Mark mark{.id = roles[r].id + ">" + roles[to].id,
                      .bounds = at,
                      .name = cell->name,
                      .kind = MarkKind::part,
                      .row = roles[r].id};
            if (emphasis.hovered == mark.id) draw_hover_outline(painter, theme, at);
            if (emphasis.selected == mark.id) draw_selected_outline(painter, theme, at);
            if (emphasis.is_focused(mark.id)) draw_focus_ring(painter, theme, at);
            marks.push_back(std::move(mark));
            ++cell;
        }
    }
    if (emphasis.late) painter.pop_alpha();
    return marks;
}

float matrix_legend_height(Painter& painter, float width, const MatrixLegend& legend) {
    return places_of(painter, width, legend).height;
}

void draw_matrix_legend(Painter& painter, const Theme& theme, Rect rect, const MatrixLegend& legend) {
    const Wrapped places = places_of(painter, rect.w, legend);
    const std::array<Piece, 4> pieces = pieces_of(legend);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Rect& item = places.items[i];
        const Point at{rect.x + item.x, rect.y + item.y};
        draw_ground(painter, theme, {at.x, at.y + 4, 16, 12}, pieces[i].tint);
        draw_text_within(painter, {at.x + legend_indent, centred_baseline(at.y + 10, 11)}, item.w - legend_indent,
                         pieces[i].words, type::small(theme.ink2));
    }
}

}  // namespace charts
