// On which days people call, and whether weekdays differ by more than chance (definition call_days/1).
//
// Counted are calls of the selection that have happened, each on its day of the zone's clock. Weekdays are compared over working days:
// those of the calendar, without one Monday to Friday; a working day without a call counts as 0. The test is Kruskal and Wallis's (JASA
// 47, 1952) on the days' counts, with the correction for ties: it asks nothing of how counts are spread, and a day with very many calls
// weighs no more than the highest rank.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "metrics/calendar.h"
#include "metrics/selection.h"

namespace metrics {

struct WeekdayCalls {
    std::uint64_t days = 0, calls = 0;                  // from the first day to the last, worked or not
    std::uint64_t working_days = 0, working_calls = 0;  // of them
};

struct CallDays {
    struct Day {
        std::int64_t day = 0;  // since 1970, of the zone's clock
        std::uint64_t calls = 0;
    };
    std::vector<Day> days;  // those with calls, in order
    std::int64_t first = 0,
                 last = -1;  // the first with a call; the last of the data, or of the selection where that ends before
    std::uint64_t total = 0;
    std::uint64_t untimed = 0, later = 0;    // left out: without a time, after the cut-off
    std::array<WeekdayCalls, 7> weekdays{};  // Monday first
    std::optional<double> p;                 // that weekdays do not differ; none where they cannot be compared
};

CallDays call_days(const model::DataSet& data, const Selection& selection, const base::Zone& zone,
                   const Calendar* calendar);

// From how many working days of each weekday on they are compared.
inline constexpr std::uint64_t fewest_weekdays = 5;

// The chance of ranks at least so far apart where the groups do not differ: the upper tail of χ² with groups − 1 degrees. None where
// fewer than two groups have values, or all values are the same.
std::optional<double> kruskal_wallis_p(std::span<const std::vector<double>> groups);

}  // namespace metrics
