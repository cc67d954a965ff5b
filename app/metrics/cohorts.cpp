#include "metrics/cohorts.h"

#include <algorithm>

#include "base/heap_sort.h"

namespace metrics {
namespace {

// The instant at which the month after begins.
base::Time end_of_month(std::uint32_t month, const base::Zone& zone) {
    const std::uint32_t next = month + 1;
    const base::Date date{static_cast<int>(next / 12), static_cast<int>(next % 12) + 1, 1};
    return zone.utc_from_local(base::days_from_date(date) * day_s);
}

void count(Cohort& cohort, const Passage& passage, base::Time cut_off) {
    ++cohort.entries;
    const bool advanced = passage.exit == model::Exit::advanced;
    const bool timed = !passage.untimed && passage.until >= passage.entered;
    cohort.untimed += advanced && !timed;
    for (std::size_t i = 0; i < horizons_days.size(); ++i) {
        const std::uint32_t age = horizons_days[i] * day_s;
        if (base::Time{passage.entered} + age > cut_off) break;
        ++cohort.cells[i].reached;
        cohort.cells[i].advanced += advanced && timed && passage.until - passage.entered <= age;
    }
}

}  // namespace

std::vector<Cohort> cohorts(const model::DataSet& data, const Selection& selection,
                            std::span<const Dimension> dimensions, model::Jumps jumps, const base::Zone& zone) {
    std::vector<Cohort> out;
    GroupTable table(dimensions.size());
    each_passage(data, selection, unit_of(dimensions), jumps, [&](const Passage& passage) {
        const std::size_t at = table.find_or_add(key_of(dimensions, data, zone, passage));
        if (at == out.size()) out.emplace_back();
        count(out[at], passage, data.cut_off);
    });
    const auto month = static_cast<std::size_t>(std::ranges::find(dimensions, Dimension::month) - dimensions.begin());
    for (std::size_t g = 0; g < out.size(); ++g) {
        out[g].keys = table.keys_of(g);
        const base::Time end = end_of_month(out[g].keys[month], zone);
        for (std::size_t i = 0; i < horizons_days.size(); ++i)
            out[g].cells[i].mature = end + base::Time{horizons_days[i]} * day_s <= data.cut_off;
    }
    base::heap_sort(out.begin(), out.end(), [](const Cohort& a, const Cohort& b) { return a.keys < b.keys; });
    return out;
}

}  // namespace metrics
