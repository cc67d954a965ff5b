#include "engine/calendar.h"

#include <algorithm>
#include <string>

#include "base/limits.h"
#include "base/time.h"

namespace engine {
namespace {

base::Error bad(const char* path, std::string_view detail) {
    return {base::ErrorCode::question_bad_value, "", 0, path, 0, base::error_detail(detail)};
}

base::Status read_days(const char* path, const std::vector<std::string>& texts, std::vector<std::int64_t>& days) {
    if (texts.size() > base::limits::holidays) return bad(path, "");
    for (const std::string& text : texts) {
        const auto time = base::parse_time(text);
        if (!time || !time->date_only) return bad(path, text);
        days.push_back(time->seconds / 86'400);
    }
    return base::Nothing{};
}

// No deal is created, and no stay entered, before.
base::Time first_time(const model::DataSet& data) {
    model::Stamp first = data.cut_off;
    for (const model::Stamp entered : data.spells.entered)
        if (entered != 0) first = std::min(first, entered);
    for (const model::Stamp created : data.deals.created)
        if (created != 0) first = std::min(first, created);
    return first;
}

}  // namespace

base::Result<std::optional<metrics::Calendar>> calendar_of(const Loaded& loaded, Calendar& calendar,
                                                           const base::Zone& zone) {
    if (calendar == Calendar()) return std::optional<metrics::Calendar>();
    const auto& hours = calendar.hours;
    if (hours.size() != 2 || hours[0] >= hours[1] || hours[1] > 24) return bad("calendar.hours", "");
    metrics::WorkingHours working{hours[0], hours[1], 0, {}, {}};
    if (calendar.weekdays.empty()) calendar.weekdays = {1, 2, 3, 4, 5};
    for (const std::uint32_t weekday : calendar.weekdays) {
        if (weekday < 1 || weekday > 7) return bad("calendar.weekdays", std::to_string(weekday));
        working.weekdays |= 1u << (weekday - 1);
    }
    if (const base::Status read = read_days("calendar.holidays", calendar.holidays, working.holidays); !read)
        return read.error();
    if (const base::Status read = read_days("calendar.extra_days", calendar.extra_days, working.extra_days); !read)
        return read.error();
    return std::optional<metrics::Calendar>(std::in_place, working, zone, first_time(loaded.data),
                                            base::Time{loaded.data.cut_off});
}

}  // namespace engine
