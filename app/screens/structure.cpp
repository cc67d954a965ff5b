// Structure: vertical, horizontal or hybrid, and who answers for whom.
#include "screens/card_stack.h"
#include "screens/screens.h"

namespace screens {

std::unique_ptr<ui::ScreenBody> make_structure() {
    CardStack stack;
    return std::make_unique<StackScreen>(std::move(stack));
}

}  // namespace screens
