#include "screens/roles_later.h"

#include "screens/cohorts_card.h"
#include "screens/conversion_card.h"
#include "screens/time_card.h"

namespace screens {

CardStack make_roles_stack() {
    CardStack stack;
    stack.add(make_conversion_card());
    stack.add(make_cohorts_card());
    stack.add(make_time_card());
    return stack;
}

}  // namespace screens
