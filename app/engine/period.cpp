#include "engine/period.h"

#include <algorithm>
#include <string>

#include "metrics/months.h"

namespace engine {

namespace {

std::int64_t first_of_month(std::int64_t month) {  // year × 12 + month − 1
    return base::days_from_date({static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, 1});
}

std::string day_text(std::int64_t day, const base::Zone& zone) {
    return base::iso_date(zone.utc_from_local(day * 86'400), zone);
}

}  // namespace

base::Result<Dates> dates_of(const Days& days, const char* path, Dates usual) {
    if (days == Days{}) return usual;
    const auto from = base::parse_time(days.from), to = base::parse_time(days.to);
    const auto bad = [&](const std::string& text) {
        return base::Error{base::ErrorCode::question_bad_value, "", 0, path, 0, base::error_detail(text)};
    };
    if (!from || !from->date_only) return bad(days.from);
    if (!to || !to->date_only || to->seconds <= from->seconds) return bad(days.to);
    return Dates{from->seconds / 86'400, to->seconds / 86'400};
}

Dates months_before(model::Stamp cut_off, const base::Zone& zone, int months) {
    const std::int64_t month = metrics::month_of(cut_off, zone);
    return {first_of_month(month - months), first_of_month(month)};
}

Dates just_before(Dates period) {
    const base::Date from = base::date_from_days(period.from), to = base::date_from_days(period.to);
    if (from.day != 1 || to.day != 1) return {2 * period.from - period.to, period.from};
    const std::int64_t months = (to.year - from.year) * 12 + (to.month - from.month);
    return {first_of_month(from.year * 12 + from.month - 1 - months), period.from};
}

Days days_text(Dates dates, const base::Zone& zone) { return {day_text(dates.from, zone), day_text(dates.to, zone)}; }

metrics::Period instants_of(Dates dates, const base::Zone& zone) {
    const auto stamp = [&](std::int64_t day) {
        return static_cast<model::Stamp>(std::clamp<base::Time>(zone.utc_from_local(day * 86'400), 0, 0xffffffff));
    };
    return {stamp(dates.from), stamp(dates.to)};
}

}  // namespace engine
