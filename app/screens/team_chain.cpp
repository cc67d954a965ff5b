#include "screens/team_chain.h"

#include <algorithm>

#include "charts/legend.h"
#include "engine/figures/summary.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/filters.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

// A role's entries and what is open, whatever else is known; the later part adds two figures.
constexpr std::size_t figures_at_first = 2;
constexpr std::size_t figures_later = 2;
constexpr float legend_gap = 2;
constexpr float steps_wide_from = 900;

bool wide(float width) { return width >= steps_wide_from; }

charts::Legend legend_of(const ui::Context& context) {
    return {.parts = ui::part_names(context.language()),
            .note = std::string(context.say(Text::funnel_legend)),
            .small = true};
}

}  // namespace

void TeamChain::derive(ui::Context& context, const LedgerHeld& visits, const ChainFacts* facts) {
    const std::uint32_t edition = facts ? facts->edition : 0;
    if (serial_ == visits.serial && edition_ == edition && language_ == context.language() && !steps_.empty()) return;
    serial_ = visits.serial;
    edition_ = edition;
    language_ = context.language();
    steps_.clear();
    const bool unfiltered = ui::chips_of(context).empty();
    for (const std::string& role : context.names.summary().roles) {
        charts::RoleStep step;
        step.id = role;
        step.name = ui::role_words(role, language_);
        step.short_name = ui::role_short(role, language_);
        // Whoever has the role, so beside entries that are not chosen among.
        if (unfiltered)
            step.note = context.say(Text::tile_people, {charts::format_count(context.names.people_in(role))});
        if (const engine::LedgerRow* row = visits_of(visits, role)) step.ledger = ui::chart_ledger(row->ledger);
        const std::string entries = charts::format_count(step.ledger.entries),
                          open = charts::format_count(step.ledger.open);
        step.figures.push_back({std::string(context.say(Text::team_in)), entries});
        step.spoken =
            context.say(Text::team_step_spoken, {step.name, entries, charts::format_count(step.ledger.advanced), open});
        if (facts)
            for (const RoleFacts& fact : facts->roles) {
                if (fact.role != role) continue;
                step.figures.insert(step.figures.end(), fact.figures.begin(), fact.figures.end());
                step.rate = fact.rate;
                step.tag = fact.tag;
                step.holds_back = fact.holds_back;
                step.between = fact.between;
                step.between_alert = fact.between_alert;
                step.spoken += fact.spoken;
            }
        if (facts && step.figures.size() == 1) {  // after the win nothing is estimated: counts alone
            step.figures.push_back(
                {std::string(context.say(Text::team_advanced)), charts::format_count(step.ledger.advanced), true});
            step.figures.push_back({std::string(context.say(Text::team_lost)), charts::format_count(step.ledger.lost)});
        }
        step.figures.push_back({std::string(context.say(Text::team_open)), open});
        steps_.push_back(std::move(step));
    }
    finding_ = facts ? facts->finding : std::string();
}

ui::CardHead TeamChain::head_of(const ui::Context& context, const ChainFacts* facts) const {
    return {.id = "team.chain",
            .question = context.say(Text::team_chain_question),
            .title = finding_,
            .of = facts ? facts->of : nullptr,
            .quiet = true};
}

const std::string& TeamChain::foot_of(const ChainFacts& facts, float width) {
    return wide(width) ? facts.foot : facts.foot_narrow;
}

float TeamChain::refusal_height(ui::Context& context, float width, const ChainFacts* facts) {
    if (!facts || facts->refused.empty()) return 0;
    return ui::paragraph_height(context.ui.painter(), width, facts->refused, charts::type::body({}),
                                charts::type::body_line) +
           8;
}

float TeamChain::height(ui::Context& context, float width, const ChainFacts* facts) {
    derive(context, ask_visits(context), facts);
    const float inner = width - 2 * ui::card_padding(context.width());
    ui::CardHead head = head_of(context, facts);
    if (!facts) head.title = " ";  // its line is kept, so that nothing moves when it comes
    return ui::card_head_height(context.ui, width, head) +
           charts::legend_height(context.ui.painter(), inner, legend_of(context)) + legend_gap +
           charts::role_chain_height(steps_.size(), figures_at_first + figures_later, wide(inner)) +
           (facts ? 4 + ui::footnote_height(context.ui, inner, foot_of(*facts, inner)) : 16) +
           refusal_height(context, inner, facts) + ui::card_padding(context.width());
}

void TeamChain::draw(ui::Context& context, Rect card, const ChainFacts* facts) {
    ui::Ui& ui = context.ui;
    const LedgerHeld visits = ask_visits(context);
    derive(context, visits, facts);
    const bool late = ui::shows_late(ui, visits);
    ui::CardHead head = head_of(context, facts);
    head.tone = late ? ui::CardTone::late : ui::CardTone::plain;
    Rect body = ui::begin_card(ui, card, head);
    if (ui::draw_absence(ui, "team.chain", body, visits, 3)) return ui::end_card(ui);
    if (!facts) body.y += charts::type::title_line;
    if (const float height = refusal_height(context, body.w, facts); height > 0) {
        ui::paragraph(ui, "team.chain.refused", {body.x, body.y}, body.w, facts->refused,
                      charts::type::body(ui.theme().ink2), charts::type::body_line);
        body.y += height;
        body.h -= height;
    }
    const charts::Legend legend = legend_of(context);
    const float legend_height = charts::legend_height(ui.painter(), body.w, legend);
    charts::draw_legend(ui.painter(), ui.theme(), {body.x, body.y, body.w, legend_height}, legend);
    const float top = body.y + legend_height + legend_gap;
    const Rect plot{body.x, top, body.w,
                    charts::role_chain_height(steps_.size(), figures_at_first + figures_later, wide(body.w))};
    charts::Emphasis emphasis = ui::emphasis_of(ui, "team.roles", {});
    emphasis.late = late;
    const charts::Marks marks =
        charts::draw_role_chain(ui.painter(), ui.theme(), plot, steps_, wide(body.w), context.language(), emphasis);
    const ui::MarkPress press =
        ui::use_marks(ui, "team.roles", context.say(Text::team_chain_question), plot, marks, ui::MarkTips::names);
    if (press.mark) {
        ui::View next = context.view;
        next.screen = ui::ScreenId::roles;
        next.role = press.mark->id == context.names.default_role() ? std::string() : press.mark->id;
        context.go(std::move(next));
    }
    if (facts) ui::draw_footnote(ui, "team.chain.foot", body, foot_of(*facts, body.w));
    if (late) ui::draw_late_note(ui, "team.chain", card);
    ui::end_card(ui);
}

}  // namespace screens
