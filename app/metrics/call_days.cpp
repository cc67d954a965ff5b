#include "metrics/call_days.h"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>

#include "base/heap_sort.h"
#include "metrics/account.h"
#include "metrics/call_groups.h"
#include "metrics/radix_sort.h"

namespace metrics {
namespace {

constexpr std::int64_t day_s = 86'400;

std::int64_t day_of(base::Time at, const base::Zone& zone) {
    const std::int64_t local = at + zone.offset_at(at);
    return local >= 0 ? local / day_s : (local - day_s + 1) / day_s;
}

bool is_worked(std::int64_t day, const base::Zone& zone, const Calendar* calendar) {
    if (!calendar) return base::weekday_of(day) < 5;
    return calendar->between(zone.utc_from_local(day * day_s), zone.utc_from_local((day + 1) * day_s)) > 0;
}

}  // namespace

CallDays call_days(const model::DataSet& data, const Selection& selection, const base::Zone& zone,
                   const Calendar* calendar) {
    CallDays out;
    std::vector<model::Stamp> times;
    for (const model::CallIndex call : selected_calls(data, selection)) {
        const model::Stamp at = data.calls.at[call];
        out.untimed += at == 0;
        out.later += at > data.cut_off;
        if (has_happened(data, at)) times.push_back(at);
    }
    out.total = times.size();
    if (times.empty()) return out;
    radix_sort(times, [](model::Stamp at) { return at; });
    // The clock put back may show a day twice, never in the wrong order by more than one.
    for (const model::Stamp at : times) {
        const std::int64_t day = day_of(at, zone);
        if (out.days.empty() || out.days.back().day < day) out.days.push_back({day, 0});
        ++out.days.back().calls;
    }
    out.first = out.days.front().day;
    const base::Time end = std::min<base::Time>(data.cut_off, base::Time{selection.to} - 1);
    out.last = std::max(day_of(end, zone), out.days.back().day);

    std::array<std::vector<double>, 7> counts;
    std::size_t next = 0;
    for (std::int64_t day = out.first; day <= out.last; ++day) {
        const bool called = next < out.days.size() && out.days[next].day == day;
        const std::uint64_t calls = called ? out.days[next++].calls : 0;
        WeekdayCalls& weekday = out.weekdays[base::weekday_of(day)];
        ++weekday.days;
        weekday.calls += calls;
        if (!is_worked(day, zone, calendar)) continue;
        ++weekday.working_days;
        weekday.working_calls += calls;
        counts[base::weekday_of(day)].push_back(static_cast<double>(calls));
    }
    // A weekday that is worked now and then is not compared.
    std::vector<std::vector<double>> compared;
    for (std::vector<double>& of_weekday : counts)
        if (of_weekday.size() >= fewest_weekdays) compared.push_back(std::move(of_weekday));
    out.p = kruskal_wallis_p(compared);
    return out;
}

std::optional<double> kruskal_wallis_p(std::span<const std::vector<double>> groups) {
    struct Value {
        double value = 0;
        std::size_t group = 0;
    };
    std::vector<Value> values;
    std::size_t filled = 0;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        filled += groups[group].empty() ? 0 : 1;
        for (const double value : groups[group]) values.push_back({value, group});
    }
    if (filled < 2) return std::nullopt;
    base::heap_sort(values.begin(), values.end(), [](const Value& a, const Value& b) {
        return a.value != b.value ? a.value < b.value : a.group < b.group;
    });
    const auto n = static_cast<double>(values.size());
    std::vector<double> ranks(groups.size());
    double ties = 0;
    for (std::size_t begin = 0, end = 0; begin < values.size(); begin = end) {
        while (end < values.size() && values[end].value == values[begin].value) ++end;
        const auto same = static_cast<double>(end - begin);
        ties += same * same * same - same;
        for (std::size_t i = begin; i < end; ++i) ranks[values[i].group] += static_cast<double>(begin + end + 1) / 2;
    }
    const double correction = 1 - ties / (n * n * n - n);
    if (correction <= 0) return std::nullopt;
    double sum = 0;
    for (std::size_t group = 0; group < groups.size(); ++group)
        if (!groups[group].empty()) sum += ranks[group] * ranks[group] / static_cast<double>(groups[group].size());
    const double h = std::max(0.0, (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / correction);
    return boost::math::gamma_q(static_cast<double>(filled - 1) / 2, h / 2);
}

}  // namespace metrics
