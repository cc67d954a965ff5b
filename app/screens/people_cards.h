// People compared fairly: the funnel plot of the chosen role, with what can be said about its people and what cannot.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_people_funnel_card();

}  // namespace screens
