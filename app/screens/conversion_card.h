// Of the visits to the chosen role, how many advance and how many are lost by their age, waiting for those still open.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_conversion_card();

}  // namespace screens
