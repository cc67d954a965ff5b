// Conversations: the calls as a list, and how their turns are counted.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_call_ranges_card();  // everybody of the role
std::unique_ptr<StackCard> make_calls_card();
std::unique_ptr<StackCard> make_call_rules_card();

}  // namespace screens
