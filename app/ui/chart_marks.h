// A chart's marks as things to press, with their nodes: a table for those who read, hit areas for those who point.
//
//     const charts::Emphasis emphasis = emphasis_of(ui, "roles.funnel", selected);
//     const charts::Marks marks = charts::draw_funnel(…, emphasis);
//     if (const charts::Mark* mark = use_marks(ui, "roles.funnel", title, rect, marks).mark) …
#pragma once

#include <string>
#include <string_view>

#include "charts/ledger.h"
#include "charts/mark.h"
#include "engine/answer.h"
#include "ui/text.h"
#include "ui/ui.h"
#include "ui/view_state.h"

namespace ui {

struct MarkPress {
    const charts::Mark* mark = nullptr;
    bool touched = false;
};

enum class MarkTips : std::uint8_t { none, names };  // names: a tooltip for each, where no card explains them

// What the reader points at and where the keyboard is, among the marks of the chart with this id.
// The views live as long as the frame.
charts::Emphasis emphasis_of(Ui& ui, std::string_view beginning, std::string_view selected);

// `id` is the chart's; its marks are "id.mark". Gives the mark that was pressed.
MarkPress use_marks(Ui& ui, std::string_view id, std::string_view name, charts::Rect rect, const charts::Marks& marks,
                    MarkTips tips = MarkTips::none);

charts::Ledger chart_ledger(const engine::Ledger& ledger);
engine::Exit exit_of(charts::Part part);
charts::PartWords part_names(Language language);

// The chart's id of a stage or its part, and back.
std::string mark_id(const Mark& mark);
Mark mark_of_id(std::string_view id);

}  // namespace ui
