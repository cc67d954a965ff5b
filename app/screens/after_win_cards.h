// Accounts: what happens to a customer after the win, what is left of the customers of a period, what was signed and received, and
// who looks after them.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_recurrent_card();
std::unique_ptr<StackCard> make_retention_card();
std::unique_ptr<StackCard> make_collection_card();
std::unique_ptr<StackCard> make_keepers_card();

}  // namespace screens
