#include "screens/screens.h"

namespace screens {

std::span<const ui::Screen> all() {
    static constexpr ui::Screen screens[] = {
        {ui::ScreenId::roles, ui::Text::nav_roles, charts::Icon::roles, make_roles},
        {ui::ScreenId::people, ui::Text::nav_people, charts::Icon::people, make_people},
        {ui::ScreenId::data, ui::Text::nav_data, charts::Icon::data, make_data},
    };
    return screens;
}

}  // namespace screens
