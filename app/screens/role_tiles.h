// The seven roles in a row, each with its letters, its name and its leading count; pressing one chooses it.
#pragma once

#include "screens/role_ledgers.h"

namespace screens {

// Gives the lower edge.
float draw_role_tiles(ui::Context& context, charts::Rect area);

}  // namespace screens
