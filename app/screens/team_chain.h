// Team's second answer: the chain of roles. Here from the ledger alone, so that it is the first thing seen; what else is known of the
// roles comes with the later part.
#pragma once

#include <string>
#include <vector>

#include "charts/role_chain.h"
#include "screens/role_ledgers.h"
#include "ui/card.h"

namespace screens {

// What the later part adds to a role's step.
struct RoleFacts {
    std::string role;
    std::vector<charts::StepFigure> figures;
    std::optional<charts::StepRate> rate;
    std::string tag;
    bool holds_back = false;
    std::string between;
    bool between_alert = false;
    std::string spoken;
};

struct ChainFacts {
    std::string refused;  // why there is no finding, and no facts of roles
    std::string finding;
    std::string foot;                  // of what is drawn side by side
    std::string foot_narrow;           // of what is drawn under each other
    const engine::Head* of = nullptr;  // of the answer that the finding rests on
    std::vector<RoleFacts> roles;
    std::uint32_t edition = 0;  // differs between any two
};

class TeamChain {
public:
    float height(ui::Context& context, float width, const ChainFacts* facts);
    void draw(ui::Context& context, charts::Rect card, const ChainFacts* facts);

private:
    void derive(ui::Context& context, const LedgerHeld& visits, const ChainFacts* facts);
    static float refusal_height(ui::Context& context, float width, const ChainFacts* facts);
    static const std::string& foot_of(const ChainFacts& facts, float width);
    ui::CardHead head_of(const ui::Context& context, const ChainFacts* facts) const;

    std::uint32_t serial_ = 0;
    std::uint32_t edition_ = 0;
    ui::Language language_{};
    std::vector<charts::RoleStep> steps_;
    std::string finding_;
};

}  // namespace screens
