// An account's time line: a lane a role, in it the stays as bars and under them calls and other events as marks; hand-offs as connectors
// from lane to lane, times without contact hatched over all lanes, the months at the foot. Marks that would lie on each other are one
// with their number.
//
//     const Marks marks = draw_account_lanes(painter, theme, {x, y, w, account_lanes_height(account, w)}, account, emphasis);
//
// Times are whole seconds on the local clock.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "charts/format.h"
#include "charts/mark.h"
#include "charts/painter.h"
#include "charts/theme.h"

namespace charts {

struct AccountBar {
    std::string id;
    std::int64_t from = 0, to = 0;
    std::string label;  // where it fits
    std::string name;   // read out
    Part end = Part::open;
};

enum class AccountSign : std::uint8_t { call, silent_call, meeting, message, ticket, invoice, payment, change };

struct AccountEvent {
    std::string id;
    std::int64_t at = 0;
    AccountSign sign = AccountSign::call;
    std::string name;
};

struct AccountLane {
    std::string id;      // a role's; of what has no role one that begins with an underline
    std::string name;    // "Closer"
    std::string detail;  // under it: who
    std::vector<AccountBar> bars;
    std::vector<AccountEvent> events;
};

struct AccountLink {
    std::string id;
    std::int64_t at = 0;
    std::size_t from = 0, to = 0;  // lanes
    bool waits = false;            // not yet picked up: drawn as an alert
    std::string name;
};

struct AccountLanes {
    Language language = Language::en;
    std::int64_t from = 0, to = 0;
    std::vector<AccountLane> lanes;  // events in order of time
    std::vector<AccountLink> links;
    std::vector<AccountBar> silences;       // labels stand over them: "41 d"
    std::string silences_name, links_name;  // of the two rows of marks that are no lane
    std::string several;                    // "{} more", of marks that are one
};

// Below this width the names stand above their lanes.
inline constexpr float account_names_beside = 640;

float account_lanes_height(const AccountLanes& account, float width);
// Marks: a row of silences and one of hand-offs, where there are any; then a row a lane with its bars and events. Events that are one
// mark have the id of their last call, else of their first.
Marks draw_account_lanes(Painter& painter, const Theme& theme, Rect rect, const AccountLanes& account,
                         const Emphasis& emphasis);

// One event's sign, centred: for the legend.
void draw_account_sign(Painter& painter, const Theme& theme, Point centre, AccountSign sign, Color color);

}  // namespace charts
