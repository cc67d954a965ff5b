// The last weeks of one account in a line of a list: a bar a week for its contacts, and under them in whose hands it was, in the roles'
// colours. All lines of a list have the same weeks and the same scale.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "charts/painter.h"
#include "charts/theme.h"

namespace charts {

struct RoleSpan {
    std::string role;
    float from = 0, to = 0;  // 0 … 1, of the strip's time
};

inline constexpr float account_strip_height = 26;

// `most`: contacts of a week that make a bar as high as it gets; more make none higher.
void draw_account_strip(Painter& painter, const Theme& theme, Rect rect, std::span<const std::uint32_t> contacts,
                        std::uint32_t most, std::span<const RoleSpan> held);

}  // namespace charts
