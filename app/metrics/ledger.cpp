#include "metrics/ledger.h"

#include <algorithm>

#include "base/heap_sort.h"

namespace metrics {

namespace {

void count_flows(Flows& flows, const Passage& p) {
    const auto before = static_cast<std::size_t>(p.before);
    const auto after = static_cast<std::size_t>(p.after);
    ++(p.came_back ? flows.received_back : flows.received)[before];
    if (p.exit == model::Exit::advanced) ++flows.passed_on[after];
    if (p.exit == model::Exit::back) ++flows.passed_back[after];
}

// Groups what walk(take) gives.
template <class Walk>
LedgerFigure grouped(const model::DataSet& data, std::span<const Dimension> dimensions, const base::Zone& zone,
                     Walk&& walk) {
    LedgerFigure figure;
    GroupTable table(dimensions.size());
    std::vector<Group> groups;
    walk([&](const Passage& passage) {
        const std::size_t at = table.find_or_add(key_of(dimensions, data, zone, passage));
        if (at == groups.size()) groups.emplace_back();
        groups[at].ledger.add(data, passage);
        count_flows(groups[at].flows, passage);
        figure.total.add(data, passage);
    });
    for (std::size_t i = 0; i < groups.size(); ++i) groups[i].keys = table.keys_of(i);
    base::heap_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.keys < b.keys; });
    figure.groups = std::move(groups);
    return figure;
}

}  // namespace

void Ledger::add(const model::DataSet& data, const Passage& passage) {
    ++exits[static_cast<std::size_t>(passage.exit)];
    passed += passage.passed;
    mid_entry += passage.mid_entry;
    if (!data.has_value(passage.deal)) return;
    ++valued;
    value = base::sum(value, data.deals.value[passage.deal]);
}

LedgerFigure ledger(const model::DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                    model::Jumps jumps, const base::Zone& zone) {
    return grouped(data, dimensions, zone,
                   [&](auto&& take) { each_passage(data, selection, unit_of(dimensions), jumps, take); });
}

LedgerFigure ledger_of(const model::DataSet& data, std::span<const model::DealIndex> deals, const Selection& selection,
                       std::span<const Dimension> dimensions, model::Jumps jumps, const base::Zone& zone) {
    std::vector<Passage> passages;
    return grouped(data, dimensions, zone, [&](auto&& take) {
        for (const model::DealIndex deal : deals)
            each_passage_of(data, deal, selection, unit_of(dimensions), jumps, passages, take);
    });
}

}  // namespace metrics
