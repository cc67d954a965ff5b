// Text on more than one line: broken at spaces and between Chinese characters, never before ，。；：？）」 and the like.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "charts/painter.h"

namespace ui {

// Views into the text, without the spaces at the breaks.
std::vector<std::string_view> break_lines(charts::Painter& painter, std::string_view text, float width,
                                          const charts::TextStyle& style);
// Draws from the first line's upper edge on; gives the lower edge of the last line.
float draw_paragraph(charts::Painter& painter, charts::Point corner, float width, std::string_view text,
                     const charts::TextStyle& style, float line_height);
// Under some of a paragraph's bytes a colour, on every line that they run over; drawn before its text.
struct TextMark {
    std::size_t begin = 0, end = 0;
    charts::Color color;
};
void draw_marks_under(charts::Painter& painter, charts::Point corner, float width, std::string_view text,
                      const charts::TextStyle& style, float line_height, std::span<const TextMark> marks);
float paragraph_height(charts::Painter& painter, float width, std::string_view text, const charts::TextStyle& style,
                       float line_height);

}  // namespace ui
