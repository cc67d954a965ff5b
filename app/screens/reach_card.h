// The marketer's funnel before the funnel: impressions, clicks and leads by source, sums in which nobody has a name yet.
#pragma once

#include "screens/role_ledgers.h"

namespace screens {

// 0 where the data have no reach figures and none are on their way.
float reach_card_height(ui::Context& context, float width);
void draw_reach_card(ui::Context& context, charts::Rect card);

}  // namespace screens
