#include "screens/flow_card.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/heap_sort.h"
#include "charts/flow.h"
#include "screens/handoff_words.h"
#include "screens/hours_row.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr std::uint64_t fewest_drawn = 10;
constexpr std::size_t most_jumps = 3;
constexpr float legend_gap = 8;

// The chart, with the row behind each arrow, and what it leaves to words.
struct Drawn {
    charts::Flow flow;
    std::vector<const engine::HandoffRow*> rows;
    std::vector<const engine::HandoffRow*> few, more, inside;
};

class FlowCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const auto held = ask_role_handoffs(context);
        const std::string finding = finding_of(context, held.answer);
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        const Drawn drawn = drawn_of(context, held.answer);
        const float body =
            is_drawn(held) ? charts::flow_height(inner, drawn.flow) + legend_height(context, inner, drawn) : 180;
        return ui::card_head_height(context.ui, width, head_of(context, finding, ui::head_of(held))) +
               hours_row_height(context) + body + 12 +
               ui::footnote_height(context.ui, inner, note_of(context, held.answer, drawn)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const auto held = ask_role_handoffs(context);
        const std::string finding = finding_of(context, held.answer);
        const bool late = ui::shows_late(ui, held);
        ui::CardHead head = head_of(context, finding, ui::head_of(held));
        head.tone = late ? ui::CardTone::late : ui::CardTone::plain;
        Rect body = ui::begin_card(ui, card, head);
        draw_hours_row(context, "flow", body);
        body.y += hours_row_height(context);
        body.h -= hours_row_height(context);
        if (ui::draw_absence(ui, "flow", body, held, 4)) return ui::end_card(ui);
        const Drawn drawn = drawn_of(context, held.answer);
        if (is_drawn(held)) {
            const Rect plot{body.x, body.y, body.w, charts::flow_height(body.w, drawn.flow)};
            draw_chart(context, plot, drawn, finding, late);
            draw_legend(context, {body.x, plot.bottom() + legend_gap, body.w, 0}, drawn);
        }
        ui::draw_footnote(ui, "flow.foot", body, note_of(context, held.answer, drawn));
        if (late) ui::draw_late_note(ui, "flow", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static bool is_drawn(const HandoffsHeld& held) {
        return held.answer && held.answer->head.refused.empty() && !held.answer->rows.empty();
    }

    static ui::CardHead head_of(const ui::Context& context, std::string_view finding, const engine::Head* of) {
        return {.id = "flow", .question = context.say(Text::flow_question), .title = finding, .of = of};
    }

    // Where most money waits or, where no money is known, most customers; nullptr where nothing waits.
    static const engine::HandoffRow* most_of(const engine::HandoffsAnswer& answer) {
        const auto most = std::ranges::max_element(answer.rows, [](const auto& a, const auto& b) {
            return a.waiting_value != b.waiting_value ? a.waiting_value < b.waiting_value : a.waiting < b.waiting;
        });
        return most == answer.rows.end() || most->waiting == 0 ? nullptr : &*most;
    }

    static std::string finding_of(const ui::Context& context, const engine::HandoffsAnswer* answer) {
        if (!answer || !answer->head.refused.empty()) return {};
        if (answer->rows.empty()) return std::string(context.say(Text::handoffs_none));
        const engine::HandoffRow* most = most_of(*answer);
        if (!most) return std::string(context.say(Text::handoffs_nothing_waits));
        const std::string pair = pair_words(context, most->from_role, most->to_role);
        if (most->waiting_value <= 0)
            return context.say(Text::flow_title_count, {pair, charts::format_count(most->waiting),
                                                        charts::format_count(answer->total.waiting)});
        const double share =
            static_cast<double>(most->waiting_value) / static_cast<double>(answer->total.waiting_value);
        return context.say(Text::flow_title,
                           {pair, waiting_value_words(context, *most), waiting_value_words(context, answer->total),
                            charts::format_percent(share)});
    }

    static Drawn drawn_of(const ui::Context& context, const engine::HandoffsAnswer* answer) {
        Drawn out;
        if (!answer) return out;
        out.flow.language = context.language();
        const std::vector<std::string> ids = roles_of(*answer);
        for (const std::string& id : ids) out.flow.roles.push_back(box_of(context, id));
        const auto place = [&](const std::string& id) {
            return static_cast<std::size_t>(std::ranges::find(ids, id) - ids.begin());
        };
        const engine::HandoffRow* most = most_of(*answer);
        std::vector<const engine::HandoffRow*> jumps;
        for (const engine::HandoffRow& row : answer->rows) {
            const std::size_t from = place(row.from_role), to = place(row.to_role);
            if (from == to)
                out.inside.push_back(&row);
            else if (to == from + 1)
                out.rows.push_back(&row);
            else if (row.count < fewest_drawn && &row != most)
                out.few.push_back(&row);
            else
                (to + 1 == from ? out.rows : jumps).push_back(&row);
        }
        // The most hand-offs first, but what the title names has its line in any case.
        base::heap_sort(jumps.begin(), jumps.end(), [&](const auto* a, const auto* b) {
            if ((a == most) != (b == most)) return a == most;
            return a->count != b->count ? a->count > b->count : a < b;
        });
        for (std::size_t i = 0; i < jumps.size(); ++i) (i < most_jumps ? out.rows : out.more).push_back(jumps[i]);
        for (const engine::HandoffRow* row : out.rows)
            out.flow.arrows.push_back(arrow_of(context, *row, place(row->from_role), place(row->to_role), row == most));
        out.flow.square = charts::flow_square(out.flow.arrows);
        return out;
    }

    static charts::FlowRole box_of(const ui::Context& context, const std::string& id) {
        charts::FlowRole box{
            id, std::string(id.empty() ? context.say(Text::role_none) : ui::role_words(id, context.language())), {}};
        for (const std::string_view line :
             ui::break_lines(context.ui.painter(), box.name, charts::flow_name_width,
                             charts::type::label(context.ui.theme().ink, charts::Weight::semibold)))
            box.lines.emplace_back(line);
        return box;
    }

    static charts::FlowArrow arrow_of(const ui::Context& context, const engine::HandoffRow& row, std::size_t from,
                                      std::size_t to, bool most) {
        const std::string pair = pair_words(context, row.from_role, row.to_role);
        const std::string count = charts::format_count(row.count), median = brief_duration(context, row.median_s);
        const std::string waits =
            context.say(Text::flow_waits, {charts::format_count(row.waiting), waiting_value_words(context, row)});
        charts::FlowArrow arrow{from,   to,          row.count, context.say(Text::flow_pick_up, {median}),
                                median, row.waiting, waits,     handoff_spoken(context, pair, row),
                                most};
        if (to + 1 == from) arrow.label = context.say(Text::flow_back, {count, median});
        if (to + 1 != from && to != from + 1) arrow.label = charts::format_named(pair, count, context.language());
        if (to != from + 1 && row.waiting > 0) arrow.label += " · " + waits;
        return arrow;
    }

    static std::string note_of(const ui::Context& context, const engine::HandoffsAnswer* answer, const Drawn& drawn) {
        std::string note = context.say(Text::flow_foot, {ui::hours_basis(context)});
        const auto add = [&](Text text, const std::vector<const engine::HandoffRow*>& rows, bool inside) {
            if (rows.empty()) return;
            std::string list;
            for (const engine::HandoffRow* row : rows)
                list += (list.empty()           ? ""
                         : context.ui.chinese() ? "、"
                                                : ", ") +
                        (inside ? std::string(ui::role_words(row->from_role, context.language()))
                                : pair_words(context, row->from_role, row->to_role)) +
                        " " + charts::format_count(row->count);
            note += context.say(text, {list});
        };
        add(Text::flow_few, drawn.few, false);
        add(Text::flow_more, drawn.more, false);
        add(Text::flow_inside, drawn.inside, true);
        if (answer && answer->total.owner_unknown > 0)
            note += context.say(Text::handoffs_unknown, {charts::format_count(answer->total.owner_unknown),
                                                         charts::format_count(answer->total.count)});
        return note;
    }

    static std::string legend_of(const ui::Context& context, const Drawn& drawn) {
        const std::string squares = context.say(Text::flow_legend, {charts::format_count(drawn.flow.square)});
        const bool lines = std::ranges::any_of(
            drawn.flow.arrows, [](const charts::FlowArrow& arrow) { return arrow.to != arrow.from + 1; });
        return lines ? squares + " · " + std::string(context.say(Text::flow_legend_lines)) : squares;
    }

    static float legend_height(ui::Context& context, float width, const Drawn& drawn) {
        return legend_gap + ui::paragraph_height(context.ui.painter(), width, legend_of(context, drawn),
                                                 charts::type::small(context.ui.theme().ink3),
                                                 charts::type::small_line);
    }

    static void draw_legend(ui::Context& context, Rect place, const Drawn& drawn) {
        ui::paragraph(context.ui, "flow.legend", {place.x, place.y}, place.w, legend_of(context, drawn),
                      charts::type::small(context.ui.theme().ink3), charts::type::small_line);
    }

    // A table for those who read, the arrows for those who point.
    static void draw_chart(ui::Context& context, Rect plot, const Drawn& drawn, const std::string& finding, bool late) {
        ui::Ui& ui = context.ui;
        charts::Emphasis emphasis = ui::emphasis_of(ui, "flow.arrows.", context.view.handed);
        emphasis.late = late;
        const charts::Marks marks = charts::draw_flow(ui.painter(), ui.theme(), plot, drawn.flow, emphasis);
        const ui::Group table(ui,
                              {.id = "flow.arrows", .role = ui::SemanticRole::table, .name = finding, .bounds = plot});
        {
            const ui::Group heads(ui, {.id = "flow.heads", .role = ui::SemanticRole::row, .bounds = plot});
            std::size_t column = 0;
            for (const Text text : {Text::nav_handoffs, Text::matrix_from, Text::matrix_to, Text::handoffs_count,
                                    Text::handoffs_median, Text::handoffs_waiting, Text::flow_value})
                ui.add({.id = "flow.head." + std::to_string(column++),
                        .role = ui::SemanticRole::columnheader,
                        .name = std::string(context.say(text))});
        }
        for (std::size_t i = 0; i < marks.size(); ++i) {
            const charts::Mark& mark = marks[i];
            const engine::HandoffRow& row = *drawn.rows[i];
            const std::string id = "flow.arrows." + mark.id;
            const ui::Group line(ui, {.id = id + ".row", .role = ui::SemanticRole::row, .bounds = mark.bounds});
            ui.add({.id = id, .role = ui::SemanticRole::rowheader, .name = mark.name, .bounds = mark.bounds});
            const std::array<std::string, 6> cells{std::string(ui::role_words(row.from_role, context.language())),
                                                   std::string(ui::role_words(row.to_role, context.language())),
                                                   charts::format_count(row.count),
                                                   handoff_duration(context, row.median_s),
                                                   charts::format_count(row.waiting),
                                                   waiting_value_words(context, row)};
            for (std::size_t cell = 0; cell < cells.size(); ++cell)
                ui.add({.id = id + "." + std::to_string(cell), .role = ui::SemanticRole::cell, .name = cells[cell]});
            const ui::Hit hit = ui.press(id, mark.bounds);
            ui.tip(hit, mark.bounds, mark.name);
            if (hit.clicked) press_handed(context, mark.id);
        }
    }
};

}  // namespace

std::unique_ptr<StackCard> make_flow_card() { return std::make_unique<FlowCard>(); }

}  // namespace screens
