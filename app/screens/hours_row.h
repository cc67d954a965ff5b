// A row in a card of durations: calendar time or working hours, and the way to change the hours. Above what it shapes.
#pragma once

#include <string_view>

#include "ui/screen.h"

namespace screens {

float hours_row_height(const ui::Context& context);
// `id` is the card's; at the area's upper edge.
void draw_hours_row(ui::Context& context, std::string_view id, charts::Rect area);

}  // namespace screens
