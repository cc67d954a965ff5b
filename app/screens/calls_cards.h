// Conversations: the calls as a list, and how they are read: how turns are counted, topics and rules.
#pragma once

#include <memory>

#include "screens/card_stack.h"

namespace screens {

std::unique_ptr<StackCard> make_call_ranges_card();  // everybody of the role
std::unique_ptr<StackCard> make_coaching_card();     // of the chosen one
std::unique_ptr<StackCard> make_topics_card();
std::unique_ptr<StackCard> make_topic_stages_card();
std::unique_ptr<StackCard> make_quality_card();
std::unique_ptr<StackCard> make_scorecards_card();
std::unique_ptr<StackCard> make_behaviour_card();
std::unique_ptr<StackCard> make_vendor_figures_card();  // where another system computed any
std::unique_ptr<StackCard> make_call_days_card();
std::unique_ptr<StackCard> make_calls_card();
std::unique_ptr<StackCard> make_call_rules_card();
std::unique_ptr<StackCard> make_topic_words_card();
std::unique_ptr<StackCard> make_rule_words_card();

}  // namespace screens
