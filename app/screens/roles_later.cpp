#include "screens/roles_later.h"

#include "screens/chain_card.h"
#include "screens/cohorts_card.h"
#include "screens/constraint_card.h"
#include "screens/conversion_card.h"
#include "screens/forecast_card.h"
#include "screens/time_card.h"
#include "screens/what_if_card.h"

namespace screens {

CardStack make_roles_stack() {
    CardStack stack;
    stack.add(make_conversion_card());
    stack.add(make_cohorts_card());
    stack.add(make_time_card());
    return stack;
}

CardStack make_manager_stack() {
    CardStack stack;
    stack.add(make_forecast_card());
    stack.add(make_constraint_card());
    stack.add(make_chain_card());
    stack.add(make_what_if_card());
    return stack;
}

}  // namespace screens
