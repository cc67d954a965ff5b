#include "ui/chart_marks.h"

namespace ui {

charts::Emphasis emphasis_of(Ui& ui, std::string_view beginning, std::string_view selected) {
    return {.hovered = ui.hovered_under(beginning),
            .focused = ui.focused_under(beginning),
            .selected = selected,
            .motion = &ui.motion(),
            .chart = beginning};
}

MarkPress use_marks(Ui& ui, std::string_view id, std::string_view name, charts::Rect rect, const charts::Marks& marks,
                    MarkTips tips) {
    const Group table(ui,
                      {.id = std::string(id), .role = SemanticRole::table, .name = std::string(name), .bounds = rect});
    MarkPress press;
    const charts::Mark* before = nullptr;
    for (const charts::Mark& mark : marks) {
        const std::string own = std::string(id) + "." + mark.id;
        const bool same_row = before && mark.row == before->row;
        const bool figure = mark.kind == charts::MarkKind::figure && !mark.part;
        const bool head = mark.kind == charts::MarkKind::row || (figure && (mark.row.empty() || !same_row));
        if (before && (head || !same_row)) ui.close();
        // Cells that no head goes before are a row without one.
        if (head || !same_row) ui.open({.id = own + ".row", .role = SemanticRole::row, .bounds = mark.bounds});
        before = &mark;
        ui.add({.id = own,
                .role = head ? SemanticRole::rowheader : SemanticRole::cell,
                .name = mark.name,
                .bounds = mark.bounds});
        Hit hit;
        if (mark.kind == charts::MarkKind::figure)
            hit.focused = ui.follows_focus(own, mark.bounds);
        else
            hit = ui.press(own, mark.bounds);
        if (tips == MarkTips::names) ui.figure_tip(hit, mark.bounds, mark.name);
        if (hit.clicked) press = {&mark, hit.touched};
    }
    if (before) ui.close();
    return press;
}

charts::Ledger chart_ledger(const engine::Ledger& ledger) {
    return {ledger.entries, ledger.advanced, ledger.lost, ledger.back, ledger.left, ledger.open};
}

engine::Exit exit_of(charts::Part part) { return static_cast<engine::Exit>(part); }

charts::PartWords part_names(Language language) {
    charts::PartWords names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = part_words(static_cast<engine::Exit>(i), language);
    return names;
}

std::string mark_id(const Mark& mark) {
    if (!mark.part) return mark.stage;
    return charts::part_mark_id(mark.stage, static_cast<charts::Part>(*mark.part));
}

Mark mark_of_id(std::string_view id) {
    Mark mark;
    mark.stage = id;
    const std::size_t dot = id.rfind('.');
    if (dot == std::string_view::npos) return mark;
    for (const charts::Part part : charts::all_parts) {
        if (charts::part_id(part) != id.substr(dot + 1)) continue;
        mark.stage = id.substr(0, dot);
        mark.part = exit_of(part);
    }
    return mark;
}

}  // namespace ui
