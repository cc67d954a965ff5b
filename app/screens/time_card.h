// How long deals stay in each stage of the chosen role, how many have grown stale, how long it takes to win one.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_time_card();

}  // namespace screens
