// Structure: how the teams are built, who carries which part of the chain, what each role is for, and who is responsible for whom.
#include "screens/card_stack.h"
#include "screens/carriers_card.h"
#include "screens/guide_card.h"
#include "screens/organisation_card.h"
#include "screens/screens.h"
#include "screens/structure_card.h"

namespace screens {

std::unique_ptr<ui::ScreenBody> make_structure() {
    CardStack stack;
    stack.add(make_structure_card());
    stack.add(make_carriers_card());
    stack.add(make_guide_card());
    stack.add(make_organisation_card());
    return std::make_unique<StackScreen>(std::move(stack));
}

}  // namespace screens
