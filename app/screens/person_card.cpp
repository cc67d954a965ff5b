#include "screens/person_card.h"

#include <algorithm>
#include <array>

#include "charts/comparison.h"
#include "charts/legend.h"
#include "charts/text.h"
#include "engine/figures/ledger.h"
#include "engine/figures/people.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/paragraph.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float links_height = 40;
constexpr float narrowest_with_intervals = 520;
constexpr float narrowest_with_shares = 400;

LedgerHeld ask_person(ui::Context& context) {
    engine::Question question = ui::base_question(context.view, engine::Figure::ledger);
    question.by = {engine::By::role, engine::By::stage};
    question.filter.person = {*context.view.who};
    return context.answers.ask<engine::LedgerAnswer>("person", question);
}

std::string per_hundred(std::optional<double> share) { return charts::format_fixed(share.value_or(0) * 100, 1); }

std::string finding_of(const ui::Context& context, const engine::PeopleRow* person, const engine::PeopleRow* role) {
    if (!person) return std::string(context.say(Text::people_title_none));
    if (person->ledger.entries < charts::fewest_for_a_rate || !role || !role->advanced.estimate)
        return context.say(Text::person_title_few,
                           {charts::format_count(person->advanced.hits), charts::format_count(person->advanced.of)});
    const double share = *role->advanced.estimate;
    Text text = Text::person_title_same;
    if (person->advanced.low > share) text = Text::person_title_more;
    if (person->advanced.high < share) text = Text::person_title_less;
    return context.say(text, {per_hundred(person->advanced.estimate), per_hundred(share),
                              charts::format_interval(person->advanced.low, person->advanced.high)});
}

// The interval stands in the title and in the table as well, so a narrow card leaves it to them, and a phone the share too.
std::string last_line(const ui::Context& context, const engine::PeopleRow* row, float width) {
    if (!row) return std::string(charts::undefined_figure);
    const std::string counts = charts::format_of(row->advanced.hits, row->advanced.of, context.language());
    if (row->advanced.of < charts::fewest_for_a_rate || width < narrowest_with_shares) return counts;
    if (width < narrowest_with_intervals) return counts + " · " + charts::format_percent(row->advanced.estimate);
    return counts + " · " +
           charts::format_estimate(row->advanced.estimate, row->advanced.low, row->advanced.high, context.language());
}

charts::FunnelWords words_for(const ui::Context& context, float width) {
    charts::FunnelWords words = funnel_words(context);
    if (width < narrowest_with_shares) words.share_of_first = "{}";
    if (width < narrowest_with_intervals) words.entries.clear();
    return words;
}

// Both sides need the same stages: those that either has.
std::array<charts::FunnelSide, 2> sides_of(const ui::Context& context, const LedgerHeld& person,
                                           const LedgerHeld& role) {
    std::array<charts::FunnelSide, 2> sides;
    if (!role.answer) return sides;
    sides[1].stages = stages_of(context, *role.answer, context.role());
    for (const charts::FunnelStage& stage : sides[1].stages) {
        const engine::Ledger* ledger = person.answer ? stage_ledger(*person.answer, context.role(), stage.id) : nullptr;
        sides[0].stages.push_back({stage.id, stage.name, ledger ? ui::chart_ledger(*ledger) : charts::Ledger{}});
    }
    return sides;
}

struct Shown {
    std::string name;
    std::string question;
    std::string finding;
};

Shown shown_of(ui::Context& context) {
    const PeopleHeld people = ask_people(context);
    Shown shown;
    shown.name = context.names.person_name(*context.view.who, context.language());
    shown.question = context.say(Text::person_question, {shown.name});
    if (people.answer)
        shown.finding = finding_of(context, person_row(people, context.role(), *context.view.who),
                                   role_row(people, context.role()));
    return shown;
}

charts::Legend legend_of(const ui::Context& context) {
    return {.parts = ui::part_names(context.language()), .note = std::string(context.say(Text::person_width))};
}

void draw_links(ui::Context& context, Rect line, const engine::PeopleRow& person, const std::string& name) {
    const ui::Mark mark{.person = person.person, .of_person = true};
    if (ui::link(context.ui, "person.rows", line,
                 context.say(Text::open_rows, {charts::format_count(person.ledger.entries)}),
                 charts::Icon::chevron_right))
        context.open_rows(mark);
    if (!ui::link(context.ui, "person.filter", line, context.say(Text::person_filter, {name}), std::nullopt,
                  charts::Align::end))
        return;
    ui::View next = context.view;
    next.filter.person = {person.person};
    context.go(std::move(next));
}

void draw_funnels(ui::Context& context, Rect plot, const LedgerHeld& of_person, const LedgerHeld& of_role,
                  const Shown& shown, bool late) {
    ui::Ui& ui = context.ui;
    const PeopleHeld people = ask_people(context);
    const engine::PeopleRow* person = person_row(people, context.role(), *context.view.who);
    const engine::PeopleRow* role = role_row(people, context.role());
    const Text role_name = plot.w < narrowest_with_shares ? Text::filter_role : Text::person_role;
    std::array<charts::FunnelSide, 2> sides = sides_of(context, of_person, of_role);
    sides[0].id = "person";
    sides[0].name = shown.name;
    sides[0].received = person ? person->ledger.entries : 0;
    sides[0].passed_on = last_line(context, person, plot.w);
    sides[1].id = "role";
    sides[1].name = context.say(role_name);
    sides[1].received = role ? role->ledger.entries : 0;
    sides[1].passed_on = last_line(context, role, plot.w);
    plot.h = charts::comparison_height(sides[1].stages.size());
    charts::Emphasis emphasis = ui::emphasis_of(ui, "person.funnel.", {});
    emphasis.late = late;
    const charts::Marks marks =
        charts::draw_comparison(ui.painter(), ui.theme(), plot, sides, words_for(context, plot.w), emphasis);
    const ui::MarkPress pressed = ui::use_marks(ui, "person.funnel", shown.finding, plot, marks, ui::MarkTips::names);
    const bool ready = of_person.state == ui::AnswerState::ready && of_role.state == ui::AnswerState::ready;
    if (!pressed.mark || !ready) return;
    ui::Mark mark{.stage = pressed.mark->row};
    if (pressed.mark->part) mark.part = ui::exit_of(*pressed.mark->part);
    mark.of_person = pressed.mark->id.starts_with("person.");
    if (mark.of_person) mark.person = *context.view.who;
    context.open_rows(mark);
}

}  // namespace

float person_card_height(ui::Context& context, float width) {
    const float padding = ui::card_padding(context.width());
    const LedgerHeld role = ask_stages(context);
    const std::size_t stages = role.answer ? stages_of(context, *role.answer, context.role()).size() : 4;
    const Shown shown = shown_of(context);
    const LedgerHeld of_person = ask_person(context);
    const ui::CardHead head{.id = "person",
                            .question = shown.question,
                            .title = shown.finding,
                            .keep_right = 40,
                            .of = ui::head_of(of_person)};
    return ui::card_head_height(context.ui, width, head) +
           charts::legend_height(context.ui.painter(), width - 2 * padding, legend_of(context)) + 8 +
           charts::comparison_height(stages) + links_height + padding - 8;
}

void draw_person_card(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const LedgerHeld of_person = ask_person(context);
    const LedgerHeld of_role = ask_stages(context);
    const Shown shown = shown_of(context);
    const bool late = ui::shows_late(ui, of_person) || ui::shows_late(ui, of_role);
    const ui::CardHead head{.id = "person",
                            .question = shown.question,
                            .title = shown.finding,
                            .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                            .keep_right = 40,
                            .of = ui::head_of(of_person)};
    const Rect body = ui::begin_card(ui, card, head);
    const Rect close{card.right() - 48, card.y + 8, 40, 40};
    if (ui::icon_button(ui, "person.close", close, charts::Icon::close, context.say(Text::close))) {
        ui::View next = context.view;
        next.who.reset();
        context.go(std::move(next));
    }
    const charts::Legend legend = legend_of(context);
    const float legend_height = charts::legend_height(ui.painter(), body.w, legend);
    charts::draw_legend(ui.painter(), ui.theme(), {body.x, body.y, body.w, legend_height}, legend);
    const float links = card.bottom() - links_height - 4;
    const Rect plot{body.x, body.y + legend_height + 8, body.w, links - body.y - legend_height - 8};
    if (!ui::draw_absence(ui, "person.funnel", plot, of_person, 4) &&
        !ui::draw_absence(ui, "person.funnel", plot, of_role, 4))
        draw_funnels(context, plot, of_person, of_role, shown, late);
    const PeopleHeld people = ask_people(context);
    if (const engine::PeopleRow* person = person_row(people, context.role(), *context.view.who))
        draw_links(context, {body.x, links, body.w, links_height - 4}, *person, shown.name);
    if (late) ui::draw_late_note(ui, "person", card);
    ui::end_card(ui);
}

}  // namespace screens
