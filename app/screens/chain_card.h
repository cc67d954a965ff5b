// What changed against the period before, by role: bars that sum to the change in wins.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_chain_card();

}  // namespace screens
