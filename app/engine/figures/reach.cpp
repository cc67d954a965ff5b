#include "engine/figures/reach.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "metrics/reach.h"

namespace engine {

using metrics::Dimension;
using model::DataSet;
using model::PersonIndex;
using model::Role;

namespace {}  // namespace

template <class Archive>
void fields(Archive& a, ReachRow& v) {
    a.named_keys(v.keys);
    a("impressions", v.impressions);
    a("clicks", v.clicks);
    a("leads", v.leads);
    a("cost_minor", v.cost);
}

template <class Archive>
void fields(Archive& a, ReachAnswer& v) {
    fields(a, v.head);
    a.by = &v.head.question.by;
    a("rows", v.rows);
    a("total", v.total);
}

base::Result<ReachAnswer> reach(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::reach);
    if (!prepared) return prepared.error();
    const bool by_month = prepared->dimensions.front() == Dimension::month;
    if (prepared->dimensions.size() != 1 || (!by_month && prepared->dimensions.front() != Dimension::source))
        return Error{ErrorCode::question_bad_value, "", 0, "by", 0, name_of(prepared->head.question.by.back())};
    const auto figure = metrics::reach(loaded.data, prepared->selection, by_month, prepared->zone);
    ReachAnswer answer;
    answer.head = std::move(prepared->head);
    const auto row_from = [](const metrics::ReachGroup& group, Keys keys) {
        return ReachRow{std::move(keys), group.impressions, group.clicks, group.leads, group.cost};
    };
    for (const metrics::ReachGroup& group : figure.groups)
        answer.rows.push_back(
            row_from(group, {by_month ? month_text(group.key) : text(loaded.data.labels[group.key])}));
    if (!by_month)
        base::heap_sort(answer.rows.begin(), answer.rows.end(),
                        [](const ReachRow& a, const ReachRow& b) { return a.keys < b.keys; });
    answer.total = row_from(figure.total, {});
    return answer;
}

SEPTET_ANSWER_CODEC(ReachAnswer)

}  // namespace engine
