#include "engine/figures/defects.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/prepare.h"

namespace engine {

using metrics::Dimension;
using model::DataSet;
using model::PersonIndex;
using model::Role;

namespace {}  // namespace

template <class Archive>
void fields(Archive& a, Defect& v) {
    a("id", v.id);
    a("path", v.path);
    a("skipped", v.skipped);
    a("count", v.count);
    a("figures", v.figures);
    a("examples", v.examples);
}

template <class Archive>
void fields(Archive& a, DefectsAnswer& v) {
    fields(a, v.head);
    a("rows", v.rows);
}

base::Result<DefectsAnswer> defects(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::defects);
    if (!prepared) return prepared.error();
    DefectsAnswer answer;
    answer.head = std::move(prepared->head);
    for (const model::Finding& finding : loaded.data.report.findings())
        answer.rows.push_back({base::error_name(finding.code), finding.path, model::is_skipped(finding.code),
                               finding.count, touched_figures(finding), finding.examples});
    // What was left out weighs more than what looks odd; then the more frequent.
    base::heap_sort(answer.rows.begin(), answer.rows.end(), [](const Defect& a, const Defect& b) {
        if (a.skipped != b.skipped) return a.skipped;
        return std::tie(b.count, a.id, a.path) < std::tie(a.count, b.id, b.path);
    });
    return answer;
}

SEPTET_ANSWER_CODEC(DefectsAnswer)

}  // namespace engine
