// Team, for who has five seconds: will we hit the number, which role holds the chain back, what changed.
#include "screens/card_stack.h"
#include "screens/screens.h"

namespace screens {

std::unique_ptr<ui::ScreenBody> make_team() {
    CardStack stack;
    return std::make_unique<StackScreen>(std::move(stack));
}

}  // namespace screens
