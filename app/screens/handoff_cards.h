// Hand-offs from role to role as a list, and the pairs of people behind the one that is chosen.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_handoffs_card();
std::unique_ptr<StackCard> make_pairs_card();

}  // namespace screens
