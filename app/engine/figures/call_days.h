// How many calls on which day, and whether weekdays differ: metrics/call_days.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

// Working days of a weekday from which on it is compared (metrics/call_days.h).
inline constexpr std::uint64_t fewest_weekdays = 5;

struct CallDay {
    std::string day;  // "2026-09-18"
    std::uint64_t calls = 0;
};

struct WeekdayCalls {
    std::uint32_t weekday = 1;          // 1 Monday … 7 Sunday
    std::uint64_t days = 0, calls = 0;  // from the first day to the last, worked or not
    std::uint64_t working_days = 0, working_calls = 0;
};

// Of the calls that the filter keeps; its days are those of the calls. Working days are those of the question's calendar, without one
// Monday to Friday. Refused "no_calls", "chosen_by_exit".
struct CallDaysAnswer {
    Head head;
    std::string from,
        to;  // the first day with a call, and the last of the data or of the filter; "" where there is no call
    std::uint64_t total = 0;
    std::uint64_t untimed = 0, later = 0;  // left out: without a time, after the cut-off
    std::vector<CallDay> days;             // those with calls, in order
    std::vector<WeekdayCalls> weekdays;    // all seven
    std::optional<double> p;               // that the weekdays do not differ; none where they cannot be compared
};
base::Result<CallDaysAnswer> call_days(const Loaded& loaded, const Question& question);

}  // namespace engine
