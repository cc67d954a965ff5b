// Which role holds the chain back: three readings by role, side by side.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_constraint_card();

}  // namespace screens
