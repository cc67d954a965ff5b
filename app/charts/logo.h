// The Septet mark: seven bars, one per role, narrowing from left to right; and a role's tile with its letters.
#pragma once

#include <string_view>

#include "charts/painter.h"
#include "charts/theme.h"

namespace charts {

// Square; 24 is its size in the rail.
void draw_logo(Painter& painter, const Theme& theme, Point corner, float size = 24);

// `role_id` as in the data; a role that is not one of the seven gets a neutral tile with its first letter.
void draw_role_tile(Painter& painter, const Theme& theme, Rect tile, std::string_view role_id, Language language);

}  // namespace charts
