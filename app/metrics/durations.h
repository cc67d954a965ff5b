// Time (definition time/1): how long stays last, how old the open ones are, how long a deal takes from created to won.
//
// How long: Kaplan–Meier over any exit (metrics/survival.h), the open stays waiting at their age at the cut-off; the median's
// interval is where the log-log limits of the curve come down to a half, as R's survfit gives it. Open ages, settled stays and
// cycles are told as counted: the p-th quantile of n is the ⌈p·n⌉-th smallest, the first by which so many are through.
// Stages jumped over and stays whose end is not known last no time: they are left out, and counted.
// Where there is a calendar all of this is in its working seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/calendar.h"
#include "metrics/ledger.h"
#include "metrics/survival.h"

namespace metrics {

// Fewer settled stays tell nothing of which open one is stale.
inline constexpr std::size_t fewest_settled = 10;

using Seconds = std::optional<std::uint32_t>;

struct Quantiles {
    std::uint64_t count = 0;
    Seconds median, p90;
};

Quantiles quantiles(std::span<const std::uint32_t> ages);

// Median and p90 by Kaplan–Meier; none where the curve, or the limit of its interval, does not come down so far.
struct Lasting {
    Seconds median, median_low, median_high, p90;
};
Lasting lasting(std::span<Observed> observed);  // sorts it

struct TimeGroup {
    std::vector<std::uint32_t> keys;  // as the ledger's
    std::uint64_t entries = 0;
    std::uint64_t passed = 0;   // of the entries: jumped over
    std::uint64_t untimed = 0;  // of the entries: the end is not known, or entered after the cut-off
    std::uint64_t settled = 0;  // of the others: with an exit
    Lasting lasting;
    Quantiles open;
    // Open for longer than nine of ten settled stays of that stage (visits: of that role), over all the data whatever the filter.
    std::uint64_t stale = 0;
    std::uint64_t stale_unknown = 0;  // open where too few are settled to tell
    base::Money stale_value = 0;      // as the ledger's values
    std::uint64_t stale_valued = 0;
    Seconds stale_after;  // where the group is of one stage (visits: of one role)
};

struct TimeFigure {
    std::vector<TimeGroup> groups;  // by keys, ascending
    // Of the deals with an entry selected that are won: created → won. Those still open are not waited for.
    Quantiles cycle;
    std::uint64_t cycle_untimed = 0;  // won, but won when is not known, or before it was created
    std::uint64_t cycle_from_first_entry =
        0;  // of the cycle's: created when is not known, counted from the first entry
};

TimeFigure durations(const model::DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                     model::Jumps jumps, const base::Zone& zone, const Calendar* calendar);

}  // namespace metrics
