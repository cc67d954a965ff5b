#include "metrics/calendar.h"

#include <algorithm>

namespace metrics {
namespace {

constexpr std::int64_t day = 86'400;
// No clock is put forward and back within so many seconds.
constexpr std::int64_t undisturbed = 6 * 3'600;

std::int64_t day_of(std::int64_t local) { return local >= 0 ? local / day : (local - day + 1) / day; }

// The first instant in (before, after] with another offset than `before`; both have different ones, at most a day apart.
base::Time change_between(const base::Zone& zone, base::Time before, base::Time after) {
    const std::int32_t offset = zone.offset_at(before);
    while (after - before > 1) {
        const base::Time middle = before + (after - before) / 2;
        (zone.offset_at(middle) == offset ? before : after) = middle;
    }
    return after;
}

}  // namespace

Calendar::Calendar(const WorkingHours& hours, const base::Zone& zone, base::Time first, base::Time last)
    : open_(hours.from * 3'600), close_(hours.to * 3'600), first_(first), last_(std::max(first, last)) {
    // A clock is at most a day away from UTC.
    first_day_ = day_of(first_) - 1;
    const std::int64_t end_day = day_of(last_) + 3;
    std::vector<std::int64_t> holidays = hours.holidays, extra = hours.extra_days;
    std::sort(holidays.begin(), holidays.end());
    std::sort(extra.begin(), extra.end());
    days_before_.reserve(static_cast<std::size_t>(end_day - first_day_));
    std::uint32_t working = 0;
    for (std::int64_t number = first_day_; number < end_day; ++number) {
        days_before_.push_back(working);
        const bool weekday = (hours.weekdays >> base::weekday_of(number) & 1u) != 0;
        const bool usual = weekday && !std::binary_search(holidays.begin(), holidays.end(), number);
        working += usual || std::binary_search(extra.begin(), extra.end(), number);
    }
    stretches_.push_back({first_, zone.offset_at(first_), 0});
    for (base::Time at = first_; at < last_;) {
        const base::Time next = std::min(at + undisturbed, last_);
        const Stretch before = stretches_.back();
        if (zone.offset_at(next) != before.offset) {
            const base::Time from = change_between(zone, at, next);
            const std::int64_t worked =
                before.worked + shown_before(from + before.offset) - shown_before(before.from + before.offset);
            stretches_.push_back({from, zone.offset_at(from), worked});
            at = from;
        } else {
            at = next;
        }
    }
}

std::int64_t Calendar::shown_before(std::int64_t local) const {
    const std::int64_t number = day_of(local);
    const auto at = static_cast<std::size_t>(number - first_day_);
    const std::int64_t hours_s = close_ - open_;
    const bool works = days_before_[at + 1] > days_before_[at];
    const std::int64_t today = works ? std::clamp<std::int64_t>(local - number * day - open_, 0, hours_s) : 0;
    return days_before_[at] * hours_s + today;
}

std::int64_t Calendar::worked_before(base::Time utc) const {
    const auto after = std::upper_bound(stretches_.begin(), stretches_.end(), utc,
                                        [](base::Time at, const Stretch& stretch) { return at < stretch.from; });
    const Stretch& in = *(after - 1);
    return in.worked + shown_before(utc + in.offset) - shown_before(in.from + in.offset);
}

std::uint32_t Calendar::between(base::Time from, base::Time to) const {
    from = std::clamp(from, first_, last_);
    to = std::clamp(to, first_, last_);
    return to <= from ? 0 : static_cast<std::uint32_t>(worked_before(to) - worked_before(from));
}

}  // namespace metrics
