#include "charts/account_strip.h"

#include <algorithm>
#include <cmath>

namespace charts {
namespace {

constexpr float band_height = 6;
constexpr float least_bar = 3;
constexpr float seam = 1;

}  // namespace

void draw_account_strip(Painter& painter, const Theme& theme, Rect rect, std::span<const std::uint32_t> contacts,
                        std::uint32_t most, std::span<const RoleSpan> held) {
    const float ground = rect.bottom() - band_height;
    // Where nobody had it only the ground is left.
    painter.fill_rect({rect.x, ground, rect.w, band_height}, theme.band);
    for (const RoleSpan& span : held) {
        const auto role = role_from_id(span.role);
        const float from = rect.x + rect.w * std::clamp(span.from, 0.f, 1.f);
        const float to = rect.x + rect.w * std::clamp(span.to, 0.f, 1.f);
        painter.fill_rect({from, ground, std::max(1.f, to - from), band_height},
                          role ? theme.role(*role).fill : theme.axis);
    }
    if (contacts.empty() || most == 0) return;
    const float pitch = rect.w / static_cast<float>(contacts.size()), room = ground - 2 - rect.y;
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        if (contacts[i] == 0) continue;
        const float share = static_cast<float>(std::min(contacts[i], most)) / static_cast<float>(most);
        const float height = std::max(least_bar, std::round(room * share));
        painter.fill_rect(
            {rect.x + pitch * static_cast<float>(i), ground - 2 - height, std::max(1.f, pitch - seam), height},
            theme.ink3, 1);
    }
}

}  // namespace charts
