// The tree of managers, each with what everybody under him did.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_organisation_card();

}  // namespace screens
