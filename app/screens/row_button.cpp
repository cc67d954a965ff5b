#include "screens/row_button.h"

#include <algorithm>

namespace screens {

float row_button_height(const ui::Context& context) { return ui::narrow(context.width()) ? 44 : 32; }

bool draw_row_button(ui::Context& context, std::string_view id, charts::Rect line, const ui::Button& button) {
    const float width = std::min(line.w, ui::button_width(context.ui, button));
    return ui::quiet_button(context.ui, id, {line.x, line.y, width, row_button_height(context)}, button);
}

}  // namespace screens
