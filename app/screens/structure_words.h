// What the cards of Structure share: their one question, and how a group and its kind are said.
#pragma once

#include <string>
#include <string_view>

#include "engine/figures/structure.h"
#include "ui/screen.h"

namespace screens {

using StructureHeld = ui::Held<engine::StructureAnswer>;

StructureHeld ask_structure(ui::Context& context);  // by team
std::string_view kind_words(const ui::Context& context, const std::string& kind);
// The team's name; "No team", and "All together" for the whole.
std::string structure_name(const ui::Context& context, const engine::StructureRow& row);

}  // namespace screens
