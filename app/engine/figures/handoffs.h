// Hand-offs between roles or people, and the queue of those that wait. metrics/handoffs.h has the definitions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct HandoffRow {
    std::string from_role, to_role;      // by role
    std::string from_person, to_person;  // by person; "" not known
    // count = picked_up + dropped + bounced + untold + waiting, always.
    std::uint64_t count = 0, picked_up = 0, dropped = 0, bounced = 0, untold = 0, waiting = 0;
    std::uint64_t owner_unknown = 0;
    base::Money value = 0;
    base::Money waiting_value = 0;
    std::uint64_t waiting_valued = 0;  // of waiting: with a value in the data's currency
    std::uint32_t oldest_s = 0;        // the longest wait
    // Of pick-ups, waiting for those still open; none under 30 hand-offs or 10 pick-ups, and where fewer than half (nine in
    // ten) are picked up at all.
    std::optional<std::uint32_t> median_s, p90_s;
    std::uint64_t in_time = 0;  // of picked_up: within Question::target_s
    std::uint32_t at_risk = 0;  // watched, and not yet ended, up to the target
    std::string counts_only;    // why there is no within_target: "few", "young" (as conversion's); "" where there is
    Estimate within_target;     // picked up within Question::target_s
    Estimate drop, bounce;      // at the answer's horizon
};

// `by`: {role} role × role (the default), {person} person × person, {role, person} both.
// Refused by person where no two stays in a row know their owners ("no_owner_history").
// With a calendar all seconds, those of the target too, are working seconds.
struct HandoffsAnswer {
    Head head;
    std::uint32_t day_s = 86'400;    // seconds of a day: of the calendar's working hours where there is one
    std::uint32_t horizon_days = 0;  // of drop and bounce, by conversion's horizon rule; 0: the data are shorter
    std::vector<HandoffRow> rows;    // by from and to, roles in their order, people by id
    HandoffRow total;
};

base::Result<HandoffsAnswer> handoffs(const Loaded& loaded, const Question& question);

struct QueueRow {
    std::string deal, name, account, stage;
    std::string from_role, to_role, from_person, to_person;
    std::string since;  // ISO time
    std::uint32_t age_s = 0;
    bool late = false;  // older than Question::target_s
    std::optional<base::Money> value;
};

// Those that have waited for more than `over_s` and at most `up_to_s`; none: no end, the last class.
struct QueueAge {
    std::uint32_t over_s = 0;
    std::optional<std::uint32_t> up_to_s;
    std::uint64_t count = 0;
};

// All or, with Question::handed, those from one role to another; working seconds with a calendar.
struct QueueAnswer {
    Head head;
    std::uint32_t day_s = 86'400;
    std::vector<QueueRow> rows;  // the longest wait first, or the most valuable; offset and limit as of `rows`
    std::uint64_t total = 0;     // the hand-offs' waiting for the same filter
    std::uint64_t late = 0;      // beyond Question::target_s
    base::Money value = 0;       // of the `valued`, in the data's currency
    std::uint64_t valued = 0;    // of total
    std::vector<QueueAge> ages;  // every class, empty ones too; their counts sum to total
};

base::Result<QueueAnswer> queue(const Loaded& loaded, const Question& question);

}  // namespace engine
