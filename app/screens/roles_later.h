// What stands on the Roles screen below the first funnel, in the part of the page that comes later.
#pragma once

#include "screens/card_stack.h"

namespace screens {

// Where the later part begins: inlined, all of it would be in the first.
[[gnu::noinline]] CardStack make_roles_stack();
// What the sales manager answers for: the whole chain, in full.
CardStack make_manager_stack();

}  // namespace screens
