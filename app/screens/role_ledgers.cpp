#include "screens/role_ledgers.h"

#include <algorithm>

#include "engine/figures/ledger.h"
#include "engine/figures/reach.h"
#include "engine/figures/summary.h"
#include "ui/chart_marks.h"
#include "ui/questions.h"

namespace screens {

using engine::By;
using ui::Text;

engine::Question visits_question(const ui::View& view) {
    engine::Question question = ui::base_question(view, engine::Figure::ledger);
    question.by = {By::role};
    return question;
}

LedgerHeld ask_visits(ui::Context& context) {
    return context.answers.ask<engine::LedgerAnswer>("visits", visits_question(context.view));
}

LedgerHeld ask_stages(ui::Context& context) {
    engine::Question question = ui::base_question(context.view, engine::Figure::ledger);
    question.by = {By::role, By::stage};
    return context.answers.ask<engine::LedgerAnswer>("stages", question);
}

ui::Held<engine::ReachAnswer> ask_reach(ui::Context& context) {
    if (!context.complete()) return {};
    engine::Question question;
    question.figure = engine::Figure::reach;
    // Nobody has a name yet: of the filters only these say something about reach.
    question.filter.entered = context.view.filter.entered;
    question.filter.source = context.view.filter.source;
    return context.answers.ask<engine::ReachAnswer>("reach", question);
}

const engine::LedgerRow* visits_of(const LedgerHeld& visits, std::string_view role) {
    if (!visits.answer) return nullptr;
    for (const engine::LedgerRow& row : visits.answer->rows)
        if (!row.keys.empty() && row.keys.front() == role) return &row;
    return nullptr;
}

const engine::Ledger* stage_ledger(const engine::LedgerAnswer& stages, std::string_view role, std::string_view stage) {
    for (const engine::LedgerRow& row : stages.rows)
        if (row.keys.size() == 2 && row.keys[0] == role && row.keys[1] == stage) return &row.ledger;
    return nullptr;
}

std::vector<charts::FunnelStage> stages_of(const ui::Context& context, const engine::LedgerAnswer& stages,
                                           std::string_view role) {
    std::vector<charts::FunnelStage> funnel;
    for (const engine::StageInfo& stage : context.names.summary().stages) {
        const engine::Ledger* ledger = stage_ledger(stages, role, stage.id);
        if (!ledger && (stage.role != role || stage.outcome == "lost")) continue;
        funnel.push_back({stage.id, context.names.stage_name(stage.id, context.language()),
                          ledger ? ui::chart_ledger(*ledger) : charts::Ledger{}});
    }
    return funnel;
}

charts::FunnelWords funnel_words(const ui::Context& context) {
    const auto said = [&](Text text) { return std::string(context.say(text)); };
    charts::FunnelWords words;
    words.language = context.language();
    words.parts = ui::part_names(context.language());
    words.parts_short = {said(Text::part_short_advanced), said(Text::part_short_lost), said(Text::part_short_back),
                         said(Text::part_short_left), said(Text::part_short_open)};
    words.entries = said(Text::part_entries);
    words.received = said(Text::received);
    words.passed_on = said(Text::passed_on);
    words.of_first = said(Text::of_first);
    words.of_previous = said(Text::of_previous);
    words.share_of_first = said(Text::share_of_first);
    words.share_of_previous = said(Text::share_of_previous);
    return words;
}

}  // namespace screens
