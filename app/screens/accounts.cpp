// Accounts: what happens after the win.
#include "screens/after_win_cards.h"
#include "screens/card_stack.h"
#include "screens/screens.h"

namespace screens {

std::unique_ptr<ui::ScreenBody> make_accounts() {
    CardStack stack;
    stack.add(make_recurrent_card());
    stack.add(make_retention_card());
    stack.add(make_collection_card());
    stack.add(make_keepers_card());
    return std::make_unique<StackScreen>(std::move(stack));
}

}  // namespace screens
