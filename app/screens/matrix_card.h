// Role by role: how long each waits for the other, and what is lost there.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_matrix_card();

}  // namespace screens
