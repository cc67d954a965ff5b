#include "metrics/reach.h"

#include <algorithm>

#include "metrics/months.h"

namespace metrics {

namespace {

void add(ReachGroup& group, const model::Reach& reach) {
    group.impressions += reach.impressions;
    group.clicks += reach.clicks;
    group.leads += reach.leads;
    group.cost += reach.cost;
}

}  // namespace

ReachFigure reach(const model::DataSet& data, const Selection& selection, bool by_month, const base::Zone& zone) {
    ReachFigure figure;
    for (const model::Reach& row : data.reach) {
        if (row.date < selection.from || row.date >= selection.to || !selection.source.has(row.source)) continue;
        const std::uint32_t key = by_month ? month_of(row.date, zone) : row.source;
        auto at = std::lower_bound(figure.groups.begin(), figure.groups.end(), key,
                                   [](const ReachGroup& group, std::uint32_t k) { return group.key < k; });
        if (at == figure.groups.end() || at->key != key) {
            at = figure.groups.insert(at, ReachGroup{});
            at->key = key;
        }
        add(*at, row);
        add(figure.total, row);
    }
    return figure;
}

}  // namespace metrics
