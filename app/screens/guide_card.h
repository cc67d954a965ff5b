// The guide to the seven roles: what each is for, and how it stands in the loaded data.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_guide_card();

}  // namespace screens
