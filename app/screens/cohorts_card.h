// Of the visits to the chosen role, by month of entry: how many had advanced by an age.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_cohorts_card();

}  // namespace screens
