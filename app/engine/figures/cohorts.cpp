#include "engine/figures/cohorts.h"

#include <algorithm>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "metrics/cohorts.h"

namespace engine {
namespace {

CohortCell cell_of(std::uint32_t days, const metrics::CohortCell& cell) {
    CohortCell out{days, cell.mature, {cell.advanced, cell.reached, {}, {}, {}}};
    if (cell.mature) out.rate = rate_of(cell.advanced, cell.reached);
    return out;
}

// How many of the ages some entry has reached.
std::size_t ages_reached(const std::vector<metrics::Cohort>& cohorts) {
    std::size_t ages = 0;
    for (const metrics::Cohort& cohort : cohorts)
        while (ages < cohort.cells.size() && cohort.cells[ages].reached > 0) ++ages;
    return ages;
}

}  // namespace

template <class Archive>
void fields(Archive& a, CohortCell& v) {
    a("days", v.days);
    a("mature", v.mature);
    fields(a, v.rate);
}

template <class Archive>
void fields(Archive& a, CohortRow& v) {
    a.named_keys(v.keys);
    a("entries", v.entries);
    a("untimed", v.untimed);
    a("cells", v.cells);
}

template <class Archive>
void fields(Archive& a, CohortsAnswer& v) {
    fields(a, v.head);
    a.by = &v.head.question.by;
    a("rows", v.rows);
}

base::Result<CohortsAnswer> cohorts(const Loaded& loaded, const Question& question) {
    Question asked = question;
    if (std::ranges::find(asked.by, By::month) == asked.by.end()) asked.by.push_back(By::month);
    auto prepared = prepare(loaded, asked, Figure::cohorts);
    if (!prepared) return prepared.error();
    CohortsAnswer answer;
    answer.head = std::move(prepared->head);
    // Entries chosen by how they ended say nothing of how entries end.
    if (!question.filter.exit.empty()) answer.head.refused = "chosen_by_exit";
    if (!answer.head.refused.empty()) return answer;
    const auto& dimensions = prepared->dimensions;
    auto cohorts = metrics::cohorts(loaded.data, prepared->selection, dimensions, question.jumps, prepared->zone);
    base::heap_sort(cohorts.begin(), cohorts.end(), [&](const metrics::Cohort& a, const metrics::Cohort& b) {
        return listed_before(dimensions, a.keys, keys_text(loaded.data, dimensions, a.keys), b.keys,
                             keys_text(loaded.data, dimensions, b.keys));
    });
    const std::size_t ages = ages_reached(cohorts);
    for (const metrics::Cohort& cohort : cohorts) {
        CohortRow row{keys_text(loaded.data, dimensions, cohort.keys), cohort.entries, cohort.untimed, {}};
        for (std::size_t i = 0; i < ages; ++i) row.cells.push_back(cell_of(metrics::horizons_days[i], cohort.cells[i]));
        answer.rows.push_back(std::move(row));
    }
    return answer;
}

SEPTET_ANSWER_CODEC(CohortsAnswer)

}  // namespace engine
