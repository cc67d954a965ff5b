// A picture a team: who carries which part of the chain.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_carriers_card();

}  // namespace screens
