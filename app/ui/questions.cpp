#include "ui/questions.h"

#include <string>

namespace ui {

engine::Question base_question(const View& view, engine::Figure figure) {
    engine::Question question;
    question.figure = figure;
    question.filter = view.filter;
    question.jumps = view.jumps;
    return question;
}

engine::Question defects_question() {
    engine::Question question;
    question.figure = engine::Figure::defects;
    return question;
}

engine::Question rows_question(const View& view, std::string_view role, const Mark& mark, std::uint32_t offset) {
    engine::Question question = base_question(view, engine::Figure::rows);
    question.filter.role = {std::string(role)};
    // Without a stage the rows are visits: one for each entry into the role.
    question.by = {mark.stage.empty() ? engine::By::role : engine::By::stage};
    if (!mark.stage.empty()) question.filter.stage = {mark.stage};
    if (mark.part) question.filter.exit = {*mark.part};
    if (mark.of_person) question.filter.person = {mark.person};
    question.offset = offset;
    question.limit = rows_page;
    return question;
}

}  // namespace ui
