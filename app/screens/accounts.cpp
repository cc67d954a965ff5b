// Accounts: what happens after the win.
#include "screens/card_stack.h"
#include "screens/screens.h"

namespace screens {

std::unique_ptr<ui::ScreenBody> make_accounts() {
    CardStack stack;
    return std::make_unique<StackScreen>(std::move(stack));
}

}  // namespace screens
