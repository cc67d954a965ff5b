#include "engine/figures/ledger.h"

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

namespace {

std::vector<Flow> flows_of(const std::array<std::uint64_t, 8>& forward, const std::array<std::uint64_t, 8>& back) {
    std::vector<Flow> flows;
    for (std::size_t role = 0; role < forward.size(); ++role) {
        if (forward[role] != 0) flows.push_back({role_text(static_cast<Role>(role)), forward[role], false});
        if (back[role] != 0) flows.push_back({role_text(static_cast<Role>(role)), back[role], true});
    }
    return flows;
}

}  // namespace

template <class Archive>
void fields(Archive& a, Flow& v) {
    a("role", v.role);
    a("count", v.count);
    a("back", v.back);
}

template <class Archive>
void fields(Archive& a, LedgerRow& v) {
    a.named_keys(v.keys);
    fields(a, v.ledger);
    a("received", v.received);
    a("passed_on", v.passed_on);
}

template <class Archive>
void fields(Archive& a, LedgerAnswer& v) {
    fields(a, v.head);
    a.by = &v.head.question.by;
    a("rows", v.rows);
    a("total", v.total);
}

base::Result<LedgerAnswer> ledger(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::ledger);
    if (!prepared) return prepared.error();
    const auto figure =
        loaded.ledgers.ledger(loaded.data, prepared->selection, prepared->dimensions, question.jumps, prepared->zone);
    LedgerAnswer answer;
    answer.head = std::move(prepared->head);
    answer.total = answer_of(figure.total);
    const bool visits = metrics::unit_of(prepared->dimensions) == metrics::Unit::visit;
    const auto& dimensions = prepared->dimensions;
    std::vector<std::size_t> order;
    std::vector<Keys> keys;
    for (const metrics::Group& group : figure.groups) {
        order.push_back(order.size());
        keys.push_back(keys_text(loaded.data, dimensions, group.keys));
    }
    base::heap_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return listed_before(dimensions, figure.groups[a].keys, keys[a], figure.groups[b].keys, keys[b]);
    });
    for (const std::size_t i : order) {
        const metrics::Group& group = figure.groups[i];
        LedgerRow row{std::move(keys[i]), answer_of(group.ledger), {}, {}};
        if (visits) {
            row.received = flows_of(group.flows.received, group.flows.received_back);
            row.passed_on = flows_of(group.flows.passed_on, group.flows.passed_back);
        }
        answer.rows.push_back(std::move(row));
    }
    return answer;
}

SEPTET_ANSWER_CODEC(LedgerAnswer)

}  // namespace engine
