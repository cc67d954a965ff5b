// Working time: of the seconds between two instants, those at which the local clock shows working hours of a working day.
// Where the clock is put forward or back within the working hours the day has fewer or more seconds, as it really had.
#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"
#include "model/working_hours.h"

namespace metrics {

using model::WorkingHours;

class Calendar {
public:
    // Answers for instants in [first, last]; one number a day of them is kept.
    Calendar(const WorkingHours& hours, const base::Zone& zone, base::Time first, base::Time last);
    // Working seconds in [from, to); both are brought into [first, last] first. 0 where to ≤ from. O(log changes of the clock).
    std::uint32_t between(base::Time from, base::Time to) const;
    // Seconds of a working day on which the clock is left alone.
    std::uint32_t day_s() const { return close_ - open_; }

private:
    // A time in which the clock is left alone.
    struct Stretch {
        base::Time from = 0;
        std::int32_t offset = 0;
        std::int64_t worked = 0;  // seconds in the stretches before
    };
    std::uint32_t open_ = 0, close_ = 0;  // seconds of the local day
    base::Time first_ = 0, last_ = 0;
    std::int64_t first_day_ = 0;
    std::vector<std::uint32_t> days_before_;  // working days before each day
    std::vector<Stretch> stretches_;

    // Working seconds of the local clock before it shows `local`.
    std::int64_t shown_before(std::int64_t local) const;
    std::int64_t worked_before(base::Time utc) const;
};

}  // namespace metrics
