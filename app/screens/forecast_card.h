// Will we hit the number: won so far, likely from open deals and from those to come, against the target.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_forecast_card();

}  // namespace screens
