// The ledger of one mark in full: every part with its count and share, what the part means, and the way to its rows.
// With no mark it tells of the whole role. Its height does not depend on the mark, so nothing moves under the pointer.
#pragma once

#include "screens/role_ledgers.h"

namespace screens {

float details_height(ui::Context& context, float width);
void draw_details(ui::Context& context, charts::Rect card, const std::optional<ui::Mark>& mark);

}  // namespace screens
