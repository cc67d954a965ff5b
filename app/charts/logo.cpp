#include "charts/logo.h"

#include "base/utf8.h"
#include "charts/text.h"

namespace charts {

void draw_logo(Painter& painter, const Theme& theme, Point corner, float size) {
    const float unit = size / 24;
    for (std::size_t i = 0; i < role_count; ++i) {
        const auto step = static_cast<float>(i);
        const float height = 24 - 3 * step;
        painter.fill_rect({corner.x + 3.6f * step * unit, corner.y + 1.5f * step * unit, 2.4f * unit, height * unit},
                          theme.roles[i].fill, unit);
    }
}

void draw_role_tile(Painter& painter, const Theme& theme, Rect tile, std::string_view role_id, Language language) {
    const auto role = role_from_id(role_id);
    const Color fill = role ? theme.role(*role).fill : theme.band;
    const Color letters = role ? theme.role(*role).letters : theme.ink2;
    painter.fill_rect(tile, fill, space::tile_radius);
    std::size_t first = 0;
    if (!role_id.empty()) base::utf8_next(role_id, first);
    const std::string_view text = role ? role_letters(*role, language) : role_id.substr(0, first);
    const bool character = role && language == Language::zh;
    const TextStyle style{tile.h * (character ? 0.6f : 0.48f), Weight::semibold, letters};
    draw_text(painter, {tile.x + tile.w / 2, centred_baseline(tile.y + tile.h / 2, style.size)}, text, style,
              Align::middle);
}

}  // namespace charts
