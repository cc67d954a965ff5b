// Vertical, horizontal or hybrid: specialisation and continuity of all and of each team.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_structure_card();

}  // namespace screens
