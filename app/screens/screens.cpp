#include "screens/screens.h"

namespace screens {

std::span<const ui::Screen> all() {
    static constexpr ui::Screen screens[] = {
        {ui::ScreenId::team, ui::Text::nav_team, charts::Icon::team, make_team, true, ask_team_ahead},
        {ui::ScreenId::roles, ui::Text::nav_roles, charts::Icon::roles, make_roles},
        {ui::ScreenId::people, ui::Text::nav_people, charts::Icon::people, make_people},
        {ui::ScreenId::handoffs, ui::Text::nav_handoffs, charts::Icon::handoffs, make_handoffs},
        {ui::ScreenId::conversations, ui::Text::nav_conversations, charts::Icon::conversations, make_conversations},
        {ui::ScreenId::accounts, ui::Text::nav_accounts, charts::Icon::accounts, make_accounts},
        {ui::ScreenId::structure, ui::Text::nav_structure, charts::Icon::structure, make_structure},
        {ui::ScreenId::data, ui::Text::nav_data, charts::Icon::data, make_data},
    };
    return screens;
}

}  // namespace screens
