#include "screens/roles_later.h"

#include "screens/conversion_card.h"

namespace screens {

CardStack make_roles_stack() {
    CardStack stack;
    stack.add(make_conversion_card());
    return stack;
}

}  // namespace screens
