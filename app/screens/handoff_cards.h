// Hand-offs from role to role, and those that wait to be picked up.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_handoffs_card();
std::unique_ptr<StackCard> make_queue_card();

}  // namespace screens
