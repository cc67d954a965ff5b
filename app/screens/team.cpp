// Team, for who has five seconds: what changed against the period before, and where money is stuck.
#include "screens/card_stack.h"
#include "screens/chain_card.h"
#include "screens/handoff_cards.h"
#include "screens/screens.h"

namespace screens {

std::unique_ptr<ui::ScreenBody> make_team() {
    CardStack stack;
    stack.add(make_chain_card());
    stack.add(make_handoffs_card());
    return std::make_unique<StackScreen>(std::move(stack));
}

}  // namespace screens
