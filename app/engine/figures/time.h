// How long a stay lasts, how old the open ones are, how long a deal takes to be won; by any of By.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

using Seconds = std::optional<std::uint32_t>;

struct TimeRow {
    Keys keys;
    std::uint64_t entries = 0;
    std::uint64_t passed = 0;   // of the entries: jumped over; no time
    std::uint64_t untimed = 0;  // of the entries: how long is not known
    std::uint64_t n = 0;        // the others
    std::uint64_t settled = 0;  // of n: ended; the rest are open
    // Kaplan–Meier over any exit, the open ones waiting; the median's log-log 95 % interval. None: it does not come so far.
    Seconds median_s, median_low_s, median_high_s, p90_s;
    std::uint64_t open = 0;
    Seconds open_median_s, open_p90_s;  // ages of the open
    Seconds stale_after_s;              // p90 of the settled stays of the row's stage (visits: role), over all the data
    std::optional<std::uint64_t> stale;  // open for longer than that; none where too few are settled to tell
    base::Money stale_value = 0;
    std::uint64_t stale_valued = 0;
};

// Created → won, of the deals won only: those still open are not waited for.
struct Cycle {
    std::string basis = "won";
    std::uint64_t n = 0;
    std::uint64_t untimed = 0;           // won, but won when is not known, or before it was created
    std::uint64_t from_first_entry = 0;  // of n: created when is not known, counted from the first entry
    Seconds median_s, p90_s;
};

struct TimeAnswer {
    Head head;
    std::uint32_t day_s = 86'400;  // what a day is: the calendar's working hours, or a day and a night
    Cycle cycle;
    std::vector<TimeRow> rows;  // as the ledger lists them
};

base::Result<TimeAnswer> time_in_stage(const Loaded& loaded, const Question& question);

}  // namespace engine
