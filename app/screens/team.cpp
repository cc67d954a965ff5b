// Team, for who has five seconds: the number, the constraint, what changed, where money is stuck; and what a change would bring.
#include "screens/card_stack.h"
#include "screens/chain_card.h"
#include "screens/constraint_card.h"
#include "screens/forecast_card.h"
#include "screens/handoff_cards.h"
#include "screens/screens.h"
#include "screens/what_if_card.h"

namespace screens {

std::unique_ptr<ui::ScreenBody> make_team() {
    CardStack stack;
    stack.add(make_forecast_card());
    stack.add(make_constraint_card());
    stack.add(make_chain_card());
    stack.add(make_handoffs_card());
    stack.add(make_what_if_card());
    return std::make_unique<StackScreen>(std::move(stack));
}

}  // namespace screens
