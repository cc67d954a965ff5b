// The icons: 16 × 16, 1.5-px strokes with round ends, no fill.
//
//     draw_icon(painter, Icon::filter, {x, y}, theme.ink2);
#pragma once

#include <cstdint>

#include "charts/painter.h"

namespace charts {

enum class Icon : std::uint8_t {
    team,           // flag
    roles,          // narrowing lines
    people,         // head and shoulders
    handoffs,       // two arrows
    conversations,  // speech box
    accounts,       // lanes
    structure,      // tree
    data,           // table
    share,          // box with arrow
    export_file,    // arrow to tray
    filter,
    clock,
    close,
    plus,
    minus,
    check,
    search,
    sort_up,
    sort_down,
    chevron_left,
    chevron_right,
    chevron_up,
    chevron_down,
    warning,
    info,
    sun,
    moon,
    open_file,
    folder,
    more,  // three dots
    copy,
    undo,      // arrow turned back
    redo,      // the same to the right
    keyboard,  // box with keys
};
inline constexpr int icon_count = static_cast<int>(Icon::keyboard) + 1;

inline constexpr float icon_size = 16;

// `corner` is the upper left corner of the icon's box.
void draw_icon(Painter& painter, Icon icon, Point corner, Color color, float size = icon_size);

}  // namespace charts
