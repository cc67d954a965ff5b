// A quiet button on a line of its own, as high as a finger wants it where the screen is narrow: back to a list, more of its rows.
#pragma once

#include <string_view>

#include "ui/screen.h"
#include "ui/widgets.h"

namespace screens {

float row_button_height(const ui::Context& context);
// At the left upper corner of `line`, no wider than it. True where it was pressed.
bool draw_row_button(ui::Context& context, std::string_view id, charts::Rect line, const ui::Button& button);

}  // namespace screens
