// What moving a role's conversion, time or people would bring; the moves are of the view and go with a link.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_what_if_card();

}  // namespace screens
