#include "charts/role_parts.h"

#include <algorithm>
#include <cmath>

#include "charts/logo.h"
#include "charts/text.h"

namespace charts {
namespace {

constexpr float head_height = 26;
constexpr float tile = 18;
constexpr float bar_height = 10;
constexpr float names_share = .34f, widest_names = 148;
constexpr float totals_width = 48;

}  // namespace

float role_parts_height(std::size_t people, float row) { return head_height + row * static_cast<float>(people); }

Marks draw_role_parts(Painter& painter, const Theme& theme, Rect rect, float row, std::span<const std::string> roles,
                      std::span<const PartsPerson> people, const Emphasis& emphasis, Language language) {
    Marks marks;
    if (roles.empty()) return marks;
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    const float names = std::min(widest_names, std::floor(rect.w * names_share));
    const float left = rect.x + names;
    const float pitch = (rect.w - names - totals_width) / static_cast<float>(roles.size());
    const float longest = pitch - 6;
    for (std::size_t i = 0; i < roles.size(); ++i)
        draw_role_tile(painter, theme, {std::round(left + pitch * static_cast<float>(i)), rect.y, tile, tile}, roles[i],
                       language);
    float y = rect.y + head_height;
    for (const PartsPerson& person : people) {
        const Rect line{rect.x, y, rect.w, row};
        const float middle = y + row / 2;
        if (emphasis.hovered == person.id) painter.fill_rect(line, theme.sunken, space::tile_radius);
        draw_text_within(painter, {rect.x + 4, centred_baseline(middle, 12)}, names - 12, person.shown,
                         type::label(theme.ink));
        for (std::size_t i = 0; i < std::min(roles.size(), person.shares.size()); ++i) {
            const float x = std::round(left + pitch * static_cast<float>(i));
            const Rect track{x, std::round(middle - bar_height / 2), longest, bar_height};
            painter.fill_rect(track, theme.band, space::bar_radius);
            const double share = person.shares[i];
            if (share <= 0) continue;
            const float width = std::max(2.f, longest * static_cast<float>(std::min(share, 1.)));
            painter.fill_rect({track.x, track.y, width, track.h}, theme.accent, space::bar_radius);
        }
        draw_text(painter, {rect.right() - 4, centred_baseline(middle, 12)}, person.total, type::label(theme.ink2),
                  Align::end);
        painter.line({rect.x, line.bottom() - .5f}, {rect.right(), line.bottom() - .5f}, {theme.line, 1});
        if (emphasis.is_focused(person.id))
            draw_focus_ring(painter, theme, {line.x + 3, line.y + 3, line.w - 6, row - 6});
        marks.push_back(
            {.id = person.id, .bounds = line, .name = person.name, .kind = MarkKind::row, .row = person.id});
        y += row;
    }
    if (emphasis.late) painter.pop_alpha();
    return marks;
}

}  // namespace charts
