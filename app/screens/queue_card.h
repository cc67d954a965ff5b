// Those that wait to be picked up, of all hand-offs or of the one that is chosen: by age, against the target, and one by one.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

// As high as it is drawn: beside another card it fills its height with rows.
std::unique_ptr<StackCard> make_queue_card();

}  // namespace screens
