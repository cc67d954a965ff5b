#include "screens/funnel_card.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/interval_dots.h"
#include "charts/legend.h"
#include "charts/text.h"
#include "engine/figures/ledger.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr const char* card_id = "roles.funnel_card";
constexpr float narrowest_desk_funnel = 560;
constexpr float inline_details = 76;

charts::Legend legend_of(const ui::Context& context, bool phone) {
    charts::Legend legend{.parts = ui::part_names(context.language())};
    if (!phone) legend.note = context.say(Text::funnel_legend);
    return legend;
}

float toggle_width(ui::Context& context) {
    const charts::TextStyle style = charts::type::label({}, charts::Weight::semibold);
    charts::Painter& painter = context.ui.painter();
    const float widest = std::max(charts::text_width(painter, context.say(Text::jumps_on), style),
                                  charts::text_width(painter, context.say(Text::jumps_off), style));
    return std::ceil(2 * widest + 48);
}

std::vector<charts::FunnelFlow> received_flows(const ui::Context& context, const engine::LedgerRow& row) {
    std::vector<charts::FunnelFlow> flows;
    for (const engine::Flow& flow : row.received) {
        const std::string_view role = context.ui.chinese() ? ui::role_short(flow.role, ui::Language::zh)
                                                           : ui::role_words(flow.role, ui::Language::en);
        std::string name = flow.role.empty() ? std::string(context.say(Text::flow_direct))
                                             : context.say(flow.back ? Text::flow_back_from : Text::flow_from, {role});
        flows.push_back({flow.role, std::move(name), flow.count});
    }
    return flows;
}

std::vector<charts::FunnelFlow> passed_flows(const ui::Context& context, const engine::LedgerRow& row) {
    std::vector<charts::FunnelFlow> flows;
    for (const engine::Flow& flow : row.passed_on) {
        if (flow.back) continue;
        const std::string_view name =
            flow.role.empty() ? context.say(Text::flow_end) : ui::role_words(flow.role, context.language());
        flows.push_back({flow.role, std::string(name), flow.count});
    }
    return flows;
}

}  // namespace

std::string funnel_finding(const ui::Context& context, const std::vector<charts::FunnelStage>& stages, bool brief) {
    const charts::FunnelStage* worst = nullptr;
    std::uint64_t entries = 0;
    std::uint64_t open = 0;
    for (const charts::FunnelStage& stage : stages) {
        entries += stage.ledger.entries;
        open += stage.ledger.open;
        if (!worst || stage.ledger.lost > worst->ledger.lost) worst = &stage;
    }
    if (entries == 0) return std::string(context.say(Text::funnel_none));
    const charts::Ledger& ledger = worst->ledger;
    if (ledger.lost == 0)
        return context.say(Text::funnel_none_lost, {charts::format_count(entries), charts::format_count(open)});
    if (brief) return context.say(Text::funnel_most_lost_short, {worst->name});
    return context.say(Text::funnel_most_lost,
                       {worst->name, charts::format_count(ledger.lost), charts::format_count(ledger.entries)});
}

charts::FunnelView FunnelCard::funnel_view(const ui::Context& context, float width) const {
    const float inner = width - 2 * ui::card_padding(context.width());
    if (inner >= narrowest_desk_funnel) return {charts::FunnelLayout::desk, 0};
    return {charts::FunnelLayout::phone, inline_details};
}

std::optional<ui::Mark> FunnelCard::attended(const ui::Context& context) const {
    for (const std::string_view id :
         {context.ui.hovered_under("roles.funnel."), context.ui.focused_under("roles.funnel.")})
        if (!id.empty() && id.front() != '_') return ui::mark_of_id(id);
    return context.view.pin;
}

void FunnelCard::derive(ui::Context& context, const LedgerHeld& stages, const LedgerHeld& visits) {
    Derived wanted{stages.serial, visits.serial, std::string(context.role()), context.language()};
    if (wanted == derived_) return;
    derived_ = std::move(wanted);
    funnel_ = {};
    if (stages.answer) funnel_.stages = stages_of(context, *stages.answer, derived_.role);
    if (const engine::LedgerRow* row = visits_of(visits, derived_.role)) {
        funnel_.received = row->ledger.entries;
        funnel_.received_from = received_flows(context, *row);
        funnel_.passed_on = row->ledger.advanced;
        funnel_.passed_to = passed_flows(context, *row);
    }
    question_ = context.say(Text::funnel_question, {ui::role_words(derived_.role, derived_.language)});
    if (context.width() == ui::Width::phone && stages.answer) {
        question_ += " · " + std::string(context.say(Text::received)) + " " + charts::format_count(funnel_.received);
        question_ += " · " + std::string(context.say(Text::passed_on)) + " " + charts::format_count(funnel_.passed_on);
    }
    finding_ =
        stages.answer ? funnel_finding(context, funnel_.stages, context.width() == ui::Width::phone) : std::string();
}

float FunnelCard::height(ui::Context& context, float width) {
    const LedgerHeld stages = ask_stages(context);
    derive(context, stages, ask_visits(context));
    const float padding = ui::card_padding(context.width());
    const charts::FunnelView view = funnel_view(context, width);
    const bool phone = view.layout == charts::FunnelLayout::phone;
    selected_ = context.view.pin ? ui::mark_id(*context.view.pin) : std::string();
    const charts::Emphasis emphasis{.selected = selected_};
    const ui::CardHead head{.id = card_id,
                            .question = question_,
                            .title = finding_,
                            .keep_right = phone ? 0 : toggle_width(context),
                            .of = ui::head_of(stages)};
    const float legend = charts::legend_height(context.ui.painter(), width - 2 * padding, legend_of(context, phone));
    const float funnel = stages.answer ? charts::funnel_height(funnel_, view, emphasis) : 268;
    return ui::card_head_height(context.ui, width, head) + legend + 8 + funnel + (phone ? padding : 12);
}

void FunnelCard::press(ui::Context& context, const ui::Mark& mark, bool touched) {
    ui::View next = context.view;
    const bool again = next.pin == mark;
    // A finger sees nothing before it presses: the first touch shows the details, the second opens the rows.
    if (mark.part && (!touched || again)) return context.open_rows(mark);
    if (again)
        next.pin.reset();
    else
        next.pin = mark;
    context.go(std::move(next), ui::History::replace);
}

void FunnelCard::draw(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const LedgerHeld stages = ask_stages(context);
    const bool phone = funnel_view(context, card.w).layout == charts::FunnelLayout::phone;
    const bool late = ui::shows_late(ui, stages);
    const ui::CardHead head{.id = card_id,
                            .question = question_,
                            .title = finding_,
                            .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                            .keep_right = phone ? 0 : toggle_width(context),
                            .of = ui::head_of(stages)};
    Rect body = ui::begin_card(ui, card, head);
    if (!phone) draw_jumps(context, {body.right() - toggle_width(context), card.y + 14, toggle_width(context), 28});
    if (!ui::draw_absence(ui, card_id, {body.x, body.y + 24, body.w, body.h - 24}, stages, 4)) {
        const charts::Legend legend = legend_of(context, phone);
        const float legend_height = charts::legend_height(ui.painter(), body.w, legend);
        charts::draw_legend(ui.painter(), ui.theme(), {body.x, body.y, body.w, legend_height}, legend);
        body.y += legend_height + 8;
        draw_plot(context, body, funnel_view(context, card.w), stages.state == ui::AnswerState::ready, late);
    }
    if (late) ui::draw_late_note(ui, card_id, card);
    ui::end_card(ui);
}

// How jumps over stages are counted shapes the picture, so the choice stands beside it.
void FunnelCard::draw_jumps(ui::Context& context, Rect place) {
    const std::array<ui::Choice, 2> choices{
        {{"passing", context.say(Text::jumps_on)}, {"strict", context.say(Text::jumps_off)}}};
    const std::size_t chosen = context.view.jumps == engine::Jumps::passing ? 0 : 1;
    const auto pressed =
        ui::toggle_row(context.ui, "roles.jumps", place, choices, chosen, context.say(Text::jumps_toggle));
    if (!pressed) return;
    ui::View next = context.view;
    next.jumps = *pressed == 0 ? engine::Jumps::passing : engine::Jumps::strict;
    context.go(std::move(next));
}

void FunnelCard::draw_plot(ui::Context& context, Rect body, const charts::FunnelView& view, bool ready, bool late) {
    ui::Ui& ui = context.ui;
    const Rect plot{body.x, body.y, body.w, charts::funnel_height(funnel_, view, {.selected = selected_})};
    charts::Emphasis emphasis = ui::emphasis_of(ui, "roles.funnel.", selected_);
    emphasis.late = late;
    const charts::Marks marks =
        charts::draw_funnel(ui.painter(), ui.theme(), plot, funnel_, funnel_words(context), view, emphasis);
    const ui::MarkPress pressed = ui::use_marks(ui, "roles.funnel", finding_, plot, marks);
    if (pressed.mark && ready) {
        ui::Mark mark{.stage = pressed.mark->row};
        if (pressed.mark->part) mark.part = ui::exit_of(*pressed.mark->part);
        press(context, mark, pressed.touched);
    }
    if (view.layout == charts::FunnelLayout::desk || !context.view.pin) return;
    for (std::size_t i = 0; i < funnel_.stages.size(); ++i) {
        if (funnel_.stages[i].id != context.view.pin->stage) continue;
        const Rect row = charts::funnel_row(plot, funnel_, view, emphasis, i);
        draw_inline_details(context, {plot.x, row.bottom() - inline_details, plot.w, inline_details},
                            *context.view.pin);
    }
}

void FunnelCard::draw_inline_details(ui::Context& context, Rect area, const ui::Mark& mark) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const LedgerHeld stages = ask_stages(context);
    const engine::Ledger* ledger = stages.answer ? stage_ledger(*stages.answer, context.role(), mark.stage) : nullptr;
    if (!ledger) return;
    std::string sum;
    const std::array<std::uint64_t, 5> counts{ledger->advanced, ledger->lost, ledger->back, ledger->left, ledger->open};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (i > 0) sum += " + ";
        sum += std::string(ui::part_words(static_cast<engine::Exit>(i), context.language())) + " " +
               charts::format_count(counts[i]);
    }
    sum += " = " + charts::format_count(ledger->entries);
    const std::uint64_t shown = mark.part ? counts[static_cast<std::size_t>(*mark.part)] : ledger->entries;
    ui::paragraph(ui, "roles.inline.sum", {area.x, area.y + 2}, area.w, sum, charts::type::label(theme.ink),
                  charts::type::label_line);
    const Rect line{area.x, area.bottom() - 40, area.w, 36};
    const ui::Mark whole{.stage = mark.stage};
    if (ui::link(ui, "roles.inline.rows", line, context.say(Text::open_rows, {charts::format_count(shown)}),
                 charts::Icon::chevron_right, charts::Align::end))
        context.open_rows(mark);
    if (mark.part &&
        ui::link(ui, "roles.inline.whole", line, context.say(Text::open_rows, {charts::format_count(ledger->entries)})))
        context.open_rows(whole);
}

}  // namespace screens
