#include "engine/figures/rows.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/archive.h"
#include "engine/prepare.h"
#include "metrics/rows.h"

namespace engine {

using metrics::Dimension;
using model::DataSet;
using model::PersonIndex;
using model::Role;

namespace {

Row row_of(const DataSet& data, const base::Zone& zone, const metrics::Passage& passage) {
    const model::Deals& deals = data.deals;
    const model::DealIndex deal = passage.deal;
    const model::AccountIndex account = deals.account[deal];
    Row row;
    row.deal = text(deals.ids[deal]);
    row.name = text(data.name_of(deal));
    if (account != model::no_account) row.account = text(data.accounts.ids[account]);
    row.stage = data.stages[passage.stage].id;
    row.role = role_text(passage.role);
    row.person = person_text(data, passage.owner);
    row.source = text(data.labels[deals.source[deal]]);
    row.segment = text(data.labels[data.segment_of(deal)]);
    row.entered = base::iso_time(passage.entered, zone);
    if (passage.until != 0) row.until = base::iso_time(passage.until, zone);
    row.exit = passage.exit;
    row.passed = passage.passed;
    if (passage.exit == Exit::lost) row.lost_reason = text(data.labels[deals.lost_reason[deal]]);
    if (deals.has_value[deal] != 0) row.value = deals.value[deal];
    row.currency = text(data.labels[deals.currency[deal]]);
    return row;
}

}  // namespace

template <class Archive>
void fields(Archive& a, Row& v) {
    a("deal", v.deal);
    a("name", v.name);
    a("account", v.account);
    a("stage", v.stage);
    a("role", v.role);
    a("person", v.person);
    a("source", v.source);
    a("segment", v.segment);
    a("entered", v.entered);
    a("until", v.until);
    a("exit", v.exit);
    a("passed", v.passed);
    a("lost_reason", v.lost_reason);
    a("value_minor", v.value);
    a("currency", v.currency);
}

template <class Archive>
void fields(Archive& a, RowsAnswer& v) {
    fields(a, v.head);
    a("total", v.total);
    a("rows", v.rows);
}

base::Result<RowsAnswer> rows(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::rows);
    if (!prepared) return prepared.error();
    if (question.limit > base::limits::rows_answered)
        return Error{ErrorCode::question_bad_value, "", 0, "limit", 0, std::to_string(question.limit)};
    const auto figure = metrics::rows(loaded.data, prepared->selection, metrics::unit_of(prepared->dimensions),
                                      question.jumps, question.offset, question.limit);
    RowsAnswer answer;
    answer.head = std::move(prepared->head);
    answer.total = figure.total;
    for (const metrics::Passage& passage : figure.rows)
        answer.rows.push_back(row_of(loaded.data, prepared->zone, passage));
    return answer;
}

SEPTET_ANSWER_CODEC(RowsAnswer)

}  // namespace engine
