// The chain as it is walked: boxes of roles, arrows of hand-offs, what waits between them, and where most money lies.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_flow_card();

}  // namespace screens
