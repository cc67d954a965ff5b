// Team's other four answers, and what of the roles is told beside the ledger.
#pragma once

#include <memory>

#include "screens/team_chain.h"

namespace screens {

// The five answers as they lie on the screen. `facts`: none while they are on their way.
class TeamLater {
public:
    virtual ~TeamLater() = default;
    virtual const ChainFacts* facts(ui::Context& context) = 0;
    // The number, above the chain; then what changed, where money is stuck, whether to trust it, below it.
    virtual float number_height(ui::Context& context, float width) = 0;
    virtual void draw_number(ui::Context& context, charts::Rect card) = 0;
    virtual float draw_rest(ui::Context& context, charts::Rect area) = 0;  // gives the lower edge
};

std::unique_ptr<TeamLater> make_team_later();

}  // namespace screens
