// Hand-offs: changes of owner between consecutive stays of one deal, or of role where an owner is not known.
//
// A hand-off belongs to the stay that received it. It waits from the entry into that stay until *picked up*: the stay's first touch,
// else the new owner's first activity or call on that deal from then on. It may end otherwise before: *dropped* (the deal lost),
// *bounced* (back to the one it came from, into whichever stage); or the stay ends without a touch on record (*untold*: not known when it was picked
// up, censored there). Else it is still *waiting* at the cut-off. Shares are cumulative incidences (metrics/survival.h) in which
// picked up, dropped and bounced compete. A lost deal that comes again is a new arrival, not a hand-off.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/money.h"
#include "metrics/stays.h"
#include "metrics/survival.h"

namespace metrics {

enum class HandoffEnd : std::uint8_t { picked_up, dropped, bounced, untold, waiting };
inline constexpr std::size_t handoff_ends = 5;

struct Handoff {
    model::DealIndex deal = 0;
    model::StageIndex stage = 0;
    model::Role from_role = model::Role::none, to_role = model::Role::none;
    model::PersonIndex from = model::no_person, to = model::no_person;
    model::Stamp since = 0;
    std::uint32_t age = 0;  // seconds from `since` to the end, or to the cut-off
    HandoffEnd end = HandoffEnd::waiting;
};

// Those whose receiving stay the selection holds, deal by deal in order. Stages jumped over receive nothing.
std::vector<Handoff> handoffs(const model::DataSet& data, const Selection& selection);

// Whether any deal has two stays in a row whose owners are both known: without, persons have no hand-offs to show.
bool has_owner_history(const model::DataSet& data);

struct HandoffGroup {
    std::vector<std::uint32_t> keys;  // as asked for: from role, to role, from person, to person
    std::array<std::uint64_t, handoff_ends> ends{};
    std::uint64_t owner_unknown = 0;           // of them, where the new owner is not known
    base::Money value = 0, waiting_value = 0;  // of deals with a value in the data's currency
    std::uint32_t oldest = 0;                  // age of the one that waits longest
    std::vector<Observed> observed;            // sorted; Cause: advanced is picked up, lost dropped, other bounced
    std::uint64_t count() const { return ends[0] + ends[1] + ends[2] + ends[3] + ends[4]; }
    std::uint64_t operator[](HandoffEnd end) const { return ends[static_cast<std::size_t>(end)]; }
};

enum class HandoffKey : std::uint8_t { roles, people, roles_and_people };

// By keys, ascending.
std::vector<HandoffGroup> group_handoffs(const model::DataSet& data, std::span<const Handoff> all, HandoffKey by);

}  // namespace metrics
