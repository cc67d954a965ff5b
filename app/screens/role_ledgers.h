// The ledgers that the cards of a role share: one question for all roles, so that choosing another asks nothing.
#pragma once

#include <string_view>
#include <vector>

#include "charts/funnel.h"
#include "engine/figures/ledger.h"
#include "engine/figures/reach.h"
#include "ui/screen.h"

namespace screens {

using LedgerHeld = ui::Held<engine::LedgerAnswer>;

engine::Question visits_question(const ui::View& view);
LedgerHeld ask_visits(ui::Context& context);  // by role: what each received and passed on
LedgerHeld ask_stages(ui::Context& context);  // by role and stage
ui::Held<engine::ReachAnswer> ask_reach(ui::Context& context);

// The role's row; nullptr where it has no entries.
const engine::LedgerRow* visits_of(const LedgerHeld& visits, std::string_view role);
// The role's stages in funnel order, named; those of the data that nobody entered as well, with zeros.
std::vector<charts::FunnelStage> stages_of(const ui::Context& context, const engine::LedgerAnswer& stages,
                                           std::string_view role);
const engine::Ledger* stage_ledger(const engine::LedgerAnswer& stages, std::string_view role, std::string_view stage);
charts::FunnelWords funnel_words(const ui::Context& context);

}  // namespace screens
