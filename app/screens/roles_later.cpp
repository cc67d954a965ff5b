#include "screens/roles_later.h"

namespace screens {

CardStack make_roles_stack() {
    CardStack stack;
    return stack;
}

}  // namespace screens
