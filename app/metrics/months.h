// Months as numbers that sort, year × 12 + month − 1, and the days of times, on the clock of a zone.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/time.h"
#include "model/data_set.h"

namespace metrics {

inline constexpr std::uint32_t no_month = 0xffffffff;  // of what has no time

inline std::uint32_t month_of(model::Stamp time, const base::Zone& zone) {
    const std::int64_t local = static_cast<std::int64_t>(time) + zone.offset_at(time);
    const base::Date date = base::date_from_days(local / 86'400);
    return static_cast<std::uint32_t>(date.year * 12 + date.month - 1);
}

// When the local day of a time began.
inline model::Stamp midnight_of(model::Stamp time, const base::Zone& zone) {
    const std::int64_t local = static_cast<std::int64_t>(time) + zone.offset_at(time);
    return static_cast<model::Stamp>(std::max<std::int64_t>(time - local % 86'400, 0));
}

}  // namespace metrics
