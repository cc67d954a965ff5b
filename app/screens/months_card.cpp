#include "screens/months_card.h"

#include <algorithm>
#include <cmath>

#include "charts/text.h"
#include "engine/figures/ledger.h"
#include "engine/figures/summary.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/period.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float narrowest_column = 30;
// From the last month back: as long as more than one entry in ten is open, its end is not yet known.
constexpr std::uint64_t settled_of_open = 10;

LedgerHeld ask_months(ui::Context& context) {
    engine::Question question = ui::base_question(context.view, engine::Figure::ledger);
    question.by = {engine::By::role, engine::By::month};
    question.filter.entered = {};
    return context.answers.ask<engine::LedgerAnswer>("months", question);
}

std::string chosen_month(const ui::View& view) {
    const engine::Days& days = view.filter.entered;
    if (days.from.empty() || !(ui::month_days(days.from) == days)) return {};
    return days.from.substr(0, 7);
}

}  // namespace

void MonthsCard::derive(ui::Context& context, const LedgerHeld& months, std::size_t most) {
    const std::string role(context.role());
    if (months.serial == serial_ && role == role_ && context.language() == language_ && most == most_) return;
    serial_ = months.serial;
    role_ = role;
    language_ = context.language();
    most_ = most;
    months_.clear();
    finding_.clear();
    if (!months.answer) return;
    const engine::SummaryAnswer& summary = context.names.summary();
    for (const std::string& month : ui::months_between(summary.first_entry, summary.last_entry, most))
        months_.push_back({month, {}, false});
    for (const engine::LedgerRow& row : months.answer->rows) {
        if (row.keys.size() != 2 || row.keys[0] != role) continue;
        const auto place =
            std::find_if(months_.begin(), months_.end(), [&](const auto& month) { return month.id == row.keys[1]; });
        if (place != months_.end()) place->ledger = ui::chart_ledger(row.ledger);
    }
    const charts::TrendMonth* most_entries = nullptr;
    for (const charts::TrendMonth& month : months_)
        if (!most_entries || month.ledger.entries > most_entries->ledger.entries) most_entries = &month;
    for (auto month = months_.rbegin(); month != months_.rend(); ++month) {
        if (month->ledger.open * settled_of_open <= month->ledger.entries) break;
        month->young = true;
    }
    finding_ = context.say(Text::months_none);
    if (most_entries && most_entries->ledger.entries > 0) {
        finding_ = context.say(Text::months_title_most,
                               {charts::format_month(most_entries->id, charts::Year::shown, language_),
                                charts::format_count(most_entries->ledger.entries)});
    }
}

void MonthsCard::press(ui::Context& context, const std::string& month) {
    ui::View next = context.view;
    next.filter.entered = chosen_month(context.view) == month ? engine::Days{} : ui::month_days(month);
    next.rows.reset();
    context.go(std::move(next));
}

void MonthsCard::draw(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const LedgerHeld months = ask_months(context);
    const float inner = card.w - 2 * ui::card_padding(context.width());
    derive(context, months, static_cast<std::size_t>(std::max(3.f, std::floor((inner - 48) / narrowest_column))));
    const std::string question =
        context.say(Text::months_question, {ui::role_words(context.role(), context.language())});
    const bool late = ui::shows_late(ui, months);
    const Rect body = ui::begin_card(ui, card,
                                     {.id = "roles.months",
                                      .question = question,
                                      .title = finding_,
                                      .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                      .of = ui::head_of(months)});
    if (ui::draw_absence(ui, "roles.months", body, months, 3)) return ui::end_card(ui);
    const std::string selected = chosen_month(context.view);
    charts::Emphasis emphasis = ui::emphasis_of(ui, "roles.trend.", selected);
    emphasis.dim_others = !selected.empty();
    emphasis.late = late;
    const charts::TrendWords words{.language = context.language(),
                                   .parts = ui::part_names(context.language()),
                                   .entries = std::string(context.say(Text::part_entries)),
                                   .young = std::string(context.say(Text::months_young))};
    const std::string_view note = context.say(Text::months_foot);
    const Rect plot{body.x, body.y + 4, body.w, body.h - ui::footnote_height(ui, body.w, note) - 8};
    const charts::Marks marks = charts::draw_trend(ui.painter(), ui.theme(), plot, months_, words, emphasis);
    const ui::MarkPress pressed = ui::use_marks(ui, "roles.trend", finding_, plot, marks, ui::MarkTips::names);
    if (pressed.mark && months.state == ui::AnswerState::ready) press(context, pressed.mark->row);
    ui::draw_footnote(ui, "roles.months.foot", body, note);
    if (late) ui::draw_late_note(ui, "roles.months", card);
    ui::end_card(ui);
}

}  // namespace screens
