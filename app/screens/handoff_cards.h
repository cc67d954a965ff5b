// Hand-offs from role to role as a list and as a matrix, the pairs of people behind a cell of it, and those that wait.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_handoffs_card();
std::unique_ptr<StackCard> make_matrix_card();
std::unique_ptr<StackCard> make_pairs_card();
std::unique_ptr<StackCard> make_queue_card();

}  // namespace screens
