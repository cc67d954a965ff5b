#include "engine/period.h"

#include <algorithm>
#include <string>
#include <vector>

#include "metrics/conversion.h"
#include "metrics/months.h"

namespace engine {

using metrics::day_s;

namespace {

std::string day_text(std::int64_t day, const base::Zone& zone) {
    return base::iso_date(zone.utc_from_local(day * day_s), zone);
}

}  // namespace

std::int64_t first_of_month(std::int64_t month) {
    return base::days_from_date({static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, 1});
}

base::Result<Dates> dates_of(const Days& days, const char* path, Dates usual) {
    if (days == Days{}) return usual;
    const auto from = base::parse_time(days.from), to = base::parse_time(days.to);
    const auto bad = [&](const std::string& text) {
        return base::Error{base::ErrorCode::question_bad_value, "", 0, path, 0, base::error_detail(text)};
    };
    if (!from || !from->date_only) return bad(days.from);
    if (!to || !to->date_only || to->seconds <= from->seconds) return bad(days.to);
    return Dates{from->seconds / day_s, to->seconds / day_s};
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
        return static_cast<model::Stamp>(std::clamp<base::Time>(zone.utc_from_local(day * day_s), 0, 0xffffffff));
    };
    return {stamp(dates.from), stamp(dates.to)};
}

bool begins_by(const model::DataSet& data, model::Stamp from) {
    if (data.spells.entered.empty()) return false;
    std::vector<model::Stamp> entered = data.spells.entered;
    const auto first = entered.begin() + static_cast<std::ptrdiff_t>(entered.size() / 1000);
    std::nth_element(entered.begin(), first, entered.end());
    return *first < std::uint64_t{from} + 7 * day_s;
}

}  // namespace engine
