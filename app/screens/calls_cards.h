// Conversations: the calls as a list, and how their turns are counted.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_call_ranges_card();  // everybody of the role
std::unique_ptr<StackCard> make_coaching_card();     // of the chosen one
std::unique_ptr<StackCard> make_topics_card();
std::unique_ptr<StackCard> make_quality_card();
std::unique_ptr<StackCard> make_scorecards_card();
std::unique_ptr<StackCard> make_behaviour_card();
std::unique_ptr<StackCard> make_vendor_figures_card();  // where another system computed any
std::unique_ptr<StackCard> make_calls_card();
std::unique_ptr<StackCard> make_call_rules_card();

}  // namespace screens
