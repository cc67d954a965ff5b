// When a team works: the same hours on each working day, by its local clock.
#pragma once

#include <cstdint>
#include <vector>

namespace model {

struct WorkingHours {
    std::uint32_t from = 0;                // full hours of the local clock
    std::uint32_t to = 24;                 // 24: midnight
    std::uint32_t weekdays = 0b0011111;    // bit 0 Monday … bit 6 Sunday
    std::vector<std::int64_t> holidays;    // days since 1970, in any order
    std::vector<std::int64_t> extra_days;  // worked whatever the weekday and the holidays say (China's make-up days)
};

}  // namespace model
