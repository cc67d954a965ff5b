#include "screens/structure_words.h"

#include "ui/questions.h"

namespace screens {

using ui::Text;

StructureHeld ask_structure(ui::Context& context) {
    engine::Question question = ui::base_question(context.view, engine::Figure::structure);
    question.by = {engine::By::team};
    return context.answers.ask<engine::StructureAnswer>("structure", question);
}

std::string_view kind_words(const ui::Context& context, const std::string& kind) {
    return context.say(kind == "horizontal" ? Text::structure_horizontal
                       : kind == "vertical" ? Text::structure_vertical
                       : kind == "hybrid"   ? Text::structure_hybrid
                                            : Text::structure_few);
}

std::string structure_name(const ui::Context& context, const engine::StructureRow& row) {
    if (row.keys.empty()) return std::string(context.say(Text::structure_whole));
    return row.keys.front().empty() ? std::string(context.say(Text::structure_no_team)) : row.keys.front();
}

}  // namespace screens
