// Text helpers over a Painter: alignment, a baseline for a given height, and cutting what does not fit.
//
//     draw_text(painter, {right, baseline}, "29.5 %", type::body(theme.ink), Align::end);
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "charts/painter.h"

namespace charts {

enum class Align : std::uint8_t { start, middle, end };

// Draws the text with its start, middle or end at anchor.x; gives its width.
float draw_text(Painter& painter, Point anchor, std::string_view text, const TextStyle& style,
                Align align = Align::start);
// The same, cut with "…" where it is wider than `width`.
float draw_text_within(Painter& painter, Point anchor, float width, std::string_view text, const TextStyle& style,
                       Align align = Align::start);

float text_width(Painter& painter, std::string_view text, const TextStyle& style);

// The longest beginning that fits `width` with "…" behind it; the whole text where it fits; "" where not even "…" does.
std::string fit_text(Painter& painter, std::string_view text, float width, const TextStyle& style);

// The baseline of text centred on y: capitals, digits and Chinese look centred at 0.36 em.
constexpr float centred_baseline(float y, float size) { return y + 0.36f * size; }

}  // namespace charts
