// The screens there are, in the order of the navigation. The mains hand them to the shell.
#pragma once

#include <span>

#include "ui/screen.h"

namespace screens {

std::span<const ui::Screen> all();

std::unique_ptr<ui::ScreenBody> make_team();
void ask_team_ahead(const ui::View& view, ui::Answers& answers);
std::unique_ptr<ui::ScreenBody> make_roles();
std::unique_ptr<ui::ScreenBody> make_people();
std::unique_ptr<ui::ScreenBody> make_handoffs();
std::unique_ptr<ui::ScreenBody> make_conversations();
std::unique_ptr<ui::ScreenBody> make_accounts();
std::unique_ptr<ui::ScreenBody> make_structure();
std::unique_ptr<ui::ScreenBody> make_data();

}  // namespace screens
