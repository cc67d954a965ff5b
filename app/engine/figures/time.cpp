#include "engine/figures/time.h"

#include <algorithm>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/calendar.h"
#include "engine/prepare.h"
#include "metrics/durations.h"

namespace engine {
namespace {

TimeRow row_of(const metrics::TimeGroup& group, Keys keys) {
    TimeRow row;
    row.keys = std::move(keys);
    row.entries = group.entries;
    row.passed = group.passed;
    row.untimed = group.untimed;
    row.n = group.settled + group.open.count;
    row.settled = group.settled;
    row.median_s = group.lasting.median;
    row.median_low_s = group.lasting.median_low;
    row.median_high_s = group.lasting.median_high;
    row.p90_s = group.lasting.p90;
    row.open = group.open.count;
    row.open_median_s = group.open.median;
    row.open_p90_s = group.open.p90;
    row.stale_after_s = group.stale_after;
    if (group.stale_unknown == 0) row.stale = group.stale;
    row.stale_value = group.stale_value;
    row.stale_valued = group.stale_valued;
    return row;
}

}  // namespace

template <class Archive>
void fields(Archive& a, TimeRow& v) {
    a.named_keys(v.keys);
    a("entries", v.entries);
    a("passed", v.passed);
    a("untimed", v.untimed);
    a("n", v.n);
    a("settled", v.settled);
    a("median_s", v.median_s);
    a("median_low_s", v.median_low_s);
    a("median_high_s", v.median_high_s);
    a("p90_s", v.p90_s);
    a("open", v.open);
    a("open_median_s", v.open_median_s);
    a("open_p90_s", v.open_p90_s);
    a("stale_after_s", v.stale_after_s);
    a("stale", v.stale);
    a("stale_value_minor", v.stale_value);
    a("stale_valued", v.stale_valued);
}

template <class Archive>
void fields(Archive& a, Cycle& v) {
    a("basis", v.basis);
    a("n", v.n);
    a("untimed", v.untimed);
    a("from_first_entry", v.from_first_entry);
    a("median_s", v.median_s);
    a("p90_s", v.p90_s);
}

template <class Archive>
void fields(Archive& a, TimeAnswer& v) {
    fields(a, v.head);
    a.by = &v.head.question.by;
    a("day_s", v.day_s);
    a("cycle", v.cycle);
    a("rows", v.rows);
}

base::Result<TimeAnswer> time_in_stage(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::time);
    if (!prepared) return prepared.error();
    const auto calendar = calendar_of(loaded, prepared->head.question.calendar, prepared->zone);
    if (!calendar) return calendar.error();
    TimeAnswer answer;
    answer.head = std::move(prepared->head);
    if (*calendar) answer.day_s = (*calendar)->day_s();
    // Entries chosen by how they ended say nothing of how long entries last.
    if (!question.filter.exit.empty()) answer.head.refused = "chosen_by_exit";
    if (!answer.head.refused.empty()) return answer;
    const auto& dimensions = prepared->dimensions;
    auto figure = metrics::durations(loaded.data, prepared->selection, dimensions, question.jumps, prepared->zone,
                                     *calendar ? &**calendar : nullptr);
    answer.cycle.n = figure.cycle.count;
    answer.cycle.untimed = figure.cycle_untimed;
    answer.cycle.from_first_entry = figure.cycle_from_first_entry;
    answer.cycle.median_s = figure.cycle.median;
    answer.cycle.p90_s = figure.cycle.p90;
    base::heap_sort(figure.groups.begin(), figure.groups.end(), [&](const auto& a, const auto& b) {
        return listed_before(dimensions, a.keys, keys_text(loaded.data, dimensions, a.keys), b.keys,
                             keys_text(loaded.data, dimensions, b.keys));
    });
    for (const metrics::TimeGroup& group : figure.groups)
        answer.rows.push_back(row_of(group, keys_text(loaded.data, dimensions, group.keys)));
    return answer;
}

SEPTET_ANSWER_CODEC(TimeAnswer)

}  // namespace engine
