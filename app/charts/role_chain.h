// The chain of roles: of each what came in and where it went, the share that goes on with its interval, and what else is said of it;
// between two what is handed over. Side by side on a desk, under each other on a phone.
//
//     Marks marks = draw_role_chain(painter, theme, {x, y, w, role_chain_height(steps.size(), wide)}, steps, wide, language, emphasis);
//
// Bars are as wide as entries, on one scale. Marks: a part per role, its id the role's; `between` is in the mark's name of the role before.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "charts/format.h"
#include "charts/ledger.h"
#include "charts/mark.h"

namespace charts {

struct StepFigure {
    std::string name;    // "Half through in"
    std::string figure;  // "4 d 18 h"
    bool lead = false;   // on a phone beside the name; the others in one line under the bar
};

struct StepRate {
    double estimate = 0, low = 0, high = 0;
};

struct RoleStep {
    std::string id;            // of the role
    std::string name;          // "Lead nurturer"
    std::string short_name{};  // where the name has no room
    std::string note;          // under it: "13 people"
    Ledger ledger;
    std::vector<StepFigure> figures{};
    std::optional<StepRate> rate{};  // beside the lead figure, on a track from 0 to 100 %
    std::string tag{};               // "slowest"
    bool holds_back = false;         // the tag says why the role may hold the chain back: it is in alert
    std::string between{};           // under the arrow to the next: "614 · half in 9 h"
    bool between_alert = false;
    std::string spoken{};  // the mark's name
};

// `figures`: how many each role has, the most of all.
float role_chain_height(std::size_t steps, std::size_t figures, bool wide);
Marks draw_role_chain(Painter& painter, const Theme& theme, Rect rect, std::span<const RoleStep> steps, bool wide,
                      Language language, const Emphasis& emphasis);

}  // namespace charts
