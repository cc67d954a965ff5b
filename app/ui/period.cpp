#include "ui/period.h"

#include <algorithm>
#include <cstdint>

#include "base/time.h"

namespace ui {
namespace {

constexpr std::int64_t day_seconds = 86'400;

std::optional<std::int64_t> days_of(std::string_view day) {
    if (!is_day(day)) return std::nullopt;
    return base::parse_time(day)->seconds / day_seconds;
}

std::string moved(std::string_view day, std::int64_t by) {
    const std::optional<std::int64_t> days = days_of(day);
    return days ? base::iso_day(*days + by) : std::string(day);
}

std::string month_start(base::Date date, int by) {
    const int months = date.year * 12 + date.month - 1 + by;
    return base::iso_day(base::days_from_date({months / 12, months % 12 + 1, 1}));
}

}  // namespace

bool is_day(std::string_view text) {
    if (text.size() != 10) return false;
    const std::optional<base::ParsedTime> time = base::parse_time(text);
    return time && time->date_only && time->seconds >= 0;
}

std::string day_before(std::string_view day) { return moved(day, -1); }
std::string day_after(std::string_view day) { return moved(day, 1); }

std::string period_words(const engine::Days& days, charts::Language language) {
    return charts::format_date_range(days.from, day_before(days.to), language);
}

engine::Days preset_days(Preset preset, std::string_view cut_off) {
    const std::optional<std::int64_t> last = days_of(cut_off.substr(0, 10));
    if (!last) return {};
    const base::Date date = base::date_from_days(*last);
    const std::string to = base::iso_day(*last + 1);
    switch (preset) {
        case Preset::this_month: return {month_start(date, 0), to};
        case Preset::last_30: return {base::iso_day(*last - 29), to};
        case Preset::last_90: return {base::iso_day(*last - 89), to};
        case Preset::this_quarter: return {month_start(date, -((date.month - 1) % 3)), to};
        case Preset::this_year: return {month_start(date, 1 - date.month), to};
    }
    return {};
}

engine::Days month_days(std::string_view month) {
    const std::optional<std::int64_t> first = days_of(std::string(month.substr(0, 7)) + "-01");
    if (!first) return {};
    const base::Date date = base::date_from_days(*first);
    return {month_start(date, 0), month_start(date, 1)};
}

engine::Days months_days(std::string_view first, std::string_view last) {
    return {month_days(first).from, month_days(last).to};
}

std::optional<charts::Brush> period_among(const engine::Days& days, std::string_view first_month, std::size_t months) {
    const std::optional<std::int64_t> begin = days_of(std::string(first_month.substr(0, 7)) + "-01");
    if (!begin || (days.from.empty() && days.to.empty())) return std::nullopt;
    const base::Date origin = base::date_from_days(*begin);
    const auto most = static_cast<float>(months);
    const auto place = [&](std::string_view day, float otherwise) {
        const std::optional<std::int64_t> at = days_of(day);
        if (!at) return otherwise;
        const base::Date date = base::date_from_days(*at);
        const engine::Days month = month_days(day);
        const auto length = static_cast<float>(*days_of(month.to) - *days_of(month.from));
        const int whole = (date.year - origin.year) * 12 + date.month - origin.month;
        return std::clamp(static_cast<float>(whole) + static_cast<float>(date.day - 1) / length, 0.f, most);
    };
    const charts::Brush brush{place(days.from, 0), place(days.to, most)};
    return brush.to > brush.from ? std::optional(brush) : std::nullopt;
}

std::vector<std::string> months_between(std::string_view first, std::string_view last, std::size_t most) {
    std::vector<std::string> months;
    const std::string end(last.substr(0, 7));
    engine::Days month = month_days(first);
    if (!is_day(last.substr(0, 10))) return months;
    while (!month.from.empty() && month.from.substr(0, 7) <= end) {
        months.push_back(month.from.substr(0, 7));
        month = month_days(month.to);
    }
    if (months.size() > most) months.erase(months.begin(), months.end() - static_cast<std::ptrdiff_t>(most));
    return months;
}

}  // namespace ui
