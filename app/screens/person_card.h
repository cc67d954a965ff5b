// The chosen person beside the whole role: two funnels on one scale, and what may be said about the difference.
// Only where View::who says whom.
#pragma once

#include "screens/people_table.h"

namespace screens {

float person_card_height(ui::Context& context, float width);
void draw_person_card(ui::Context& context, charts::Rect card);

}  // namespace screens
