// Hand-offs: role to role and person to person: how long customers wait between two people, and who is lost there.
#include "screens/card_stack.h"
#include "screens/handoff_cards.h"
#include "screens/screens.h"

namespace screens {

std::unique_ptr<ui::ScreenBody> make_handoffs() {
    CardStack stack;
    stack.add(make_handoffs_card());
    stack.add(make_matrix_card());
    stack.add(make_pairs_card());
    stack.add(make_queue_card());
    return std::make_unique<StackScreen>(std::move(stack));
}

}  // namespace screens
