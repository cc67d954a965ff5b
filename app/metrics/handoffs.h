// Hand-offs: changes of owner between consecutive stays of one deal or in the middle of one (model::Takeover), or of role where
// an owner is not known.
//
// A hand-off belongs to whoever received it, from the entry or the takeover until the stay ends or somebody else takes over. It
// waits from then – from its assigned_at, where that lies within – until *picked up*: the first touch on record, else the new
// owner's first activity or call on that deal; one before the assignment has waited 0. It may end otherwise before: *dropped*
// (the deal lost), *bounced* (back to the one it came from, into whichever stage); or without a touch on record (*untold*: not
// known when it was picked up, censored there). Else it is still *waiting* at the cut-off. Shares are cumulative incidences
// (metrics/survival.h) in which picked up, dropped and bounced compete; one that ended at a time that is not known is counted
// and left out of them. A lost deal that comes again is a new arrival, not a hand-off.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/money.h"
#include "metrics/calendar.h"
#include "metrics/conversion.h"
#include "metrics/stays.h"

namespace metrics {

enum class HandoffEnd : std::uint8_t { picked_up, dropped, bounced, untold, waiting };
inline constexpr std::size_t handoff_ends = 5;

struct Handoff {
    model::DealIndex deal = 0;
    model::StageIndex stage = 0;
    model::Role from_role = model::Role::none, to_role = model::Role::none;
    model::PersonIndex from = model::no_person, to = model::no_person;
    model::Stamp received = 0;  // the entry or the takeover
    model::Stamp since = 0;     // from when it waits
    model::Stamp ended = 0;     // when it was picked up, dropped or sent back; 0: it waits, or when is not known
    std::uint32_t age = 0;  // seconds, of the calendar where there is one, from `since` to the end, or to the cut-off
    HandoffEnd end = HandoffEnd::waiting;
    bool untimed = false;  // ended, but when is not known
};

// Those that wait, of those that the selection holds: by when and by whom they were received, deal by deal in order. Stages jumped
// over receive nothing.
std::vector<Handoff> waiting_handoffs(const model::DataSet& data, const Selection& selection, const Calendar* calendar);

// The ages up to which a queue is told in classes, ascending; a wait of just so much is in the class that ends there, and beyond the
// last there is one more. Four and eight hours where a day (of_day, seconds) is longer, one, two, four and seven days, and the target, so
// that no class has both what is late and what is not.
std::vector<std::uint32_t> queue_age_ends(std::uint32_t of_day, std::uint32_t target_s);

// Every one of those that the selection holds, ages in calendar time, deal by deal in order.
void walk_handoffs(const model::DataSet& data, const Selection& selection,
                   const std::function<void(const Handoff&)>& take);

// Whether any deal was with two in a row who are both known: without, persons have no hand-offs to show.
bool has_owner_history(const model::DataSet& data);

struct HandoffGroup {
    std::vector<std::uint32_t> keys;  // as asked for: from role, to role, from person, to person
    std::array<std::uint64_t, handoff_ends> ends{};
    std::uint64_t owner_unknown = 0;           // of them, where the new owner is not known
    base::Money value = 0, waiting_value = 0;  // of deals with a value in the data's currency
    std::uint64_t waiting_valued = 0;          // of those that wait, with such a value
    std::uint32_t oldest = 0;                  // age of the one that waits longest
    std::span<Observed> times;                 // sorted; Cause: advanced is picked up, lost dropped, other bounced
    // As conversion's rules of the horizon and of what is told see it.
    ConversionGroup timed() const {
        ConversionGroup group;
        group.times = times;
        group.advances = static_cast<std::uint32_t>(ends[static_cast<std::size_t>(HandoffEnd::picked_up)]);
        return group;
    }
    std::uint64_t count() const { return ends[0] + ends[1] + ends[2] + ends[3] + ends[4]; }
    std::uint64_t operator[](HandoffEnd end) const { return ends[static_cast<std::size_t>(end)]; }
};

enum class HandoffKey : std::uint8_t { roles, people, roles_and_people };

// Moves with its groups: they point into `times`.
struct HandoffGroups {
    HandoffGroups() = default;
    HandoffGroups(HandoffGroups&&) = default;
    HandoffGroups& operator=(HandoffGroups&&) = default;
    std::vector<Observed> times, all_times;
    std::vector<HandoffGroup> groups;  // by keys, ascending
    HandoffGroup total;
    model::Stamp first = 0;  // when the first began to wait; the cut-off where there is none
};
HandoffGroups group_handoffs(const model::DataSet& data, const Selection& selection, const Calendar* calendar,
                             HandoffKey by);

}  // namespace metrics
