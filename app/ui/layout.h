// Widths at which the layout changes, and the few lengths that the shell and the screens share. CSS pixels.
#pragma once

#include "charts/painter.h"
#include "charts/theme.h"

namespace ui {

enum class Width : std::uint8_t { phone, tablet, laptop, desk };

constexpr Width width_of(float width) {
    if (width >= 1280) return Width::desk;
    if (width >= 960) return Width::laptop;
    return width >= 600 ? Width::tablet : Width::phone;
}

constexpr float card_padding(Width width) {
    if (width == Width::desk) return charts::space::card_padding;
    return width == Width::laptop ? charts::space::card_padding_tablet : charts::space::card_padding_phone;
}

constexpr float page_margin(Width width) {
    if (width == Width::desk) return 24;
    return width == Width::phone ? 8 : 16;
}

// True where a finger, not a pointer, is to be expected: targets are at least 44 high.
constexpr bool narrow(Width width) { return width <= Width::tablet; }

// A phone on its side: its height is for the screen, not for the bars.
constexpr bool low(charts::Rect safe) { return safe.h < 480; }
constexpr float bottom_bar(charts::Rect safe) { return low(safe) ? 48 : 60; }
inline constexpr float top_bar = 56;
inline constexpr float top_bar_phone = 52;
inline constexpr float rail_wide = 184;
inline constexpr float rail_narrow = 56;
inline constexpr float widest_content = 1712;

}  // namespace ui
