#include "engine/figures/retention.h"

#include <algorithm>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/customers.h"
#include "engine/period.h"
#include "engine/prepare.h"
#include "metrics/collection.h"
#include "metrics/retention.h"

namespace engine {

namespace {

constexpr int usual_months = 12;
constexpr std::uint32_t usual_horizon_days = 30;
constexpr std::uint32_t most_horizon_days = 3'650;
constexpr base::Time day_s = 86'400;
constexpr base::Time known_after_s = 31 * day_s;  // a month's payments, before the start's recurring value is known

// The most of the last whole months that begin late enough; all twelve where none do, to be refused.
Dates usual_period(const model::DataSet& data, model::Stamp recorded_from, const base::Zone& zone) {
    for (int months = usual_months; months > 0; --months) {
        const Dates dates = months_before(data.cut_off, zone, months);
        if (instants_of(dates, zone).from >= recorded_from + known_after_s) return dates;
    }
    return months_before(data.cut_off, zone, usual_months);
}

// What the data never record cannot be told from what never happened.
void refuse_parts(const metrics::Customers& customers, RetentionAnswer& answer) {
    const auto recorded = [&](model::ActivityKind kind) { return customers.recorded[static_cast<std::size_t>(kind)]; };
    const bool losses = recorded(model::ActivityKind::churn) ||
                        std::any_of(customers.list.begin(), customers.list.end(),
                                    [](const metrics::Customer& customer) { return customer.cancelled != 0; });
    if (!losses) answer.kept_refused = answer.value_refused = "no_churn_recorded";
    const bool changes = recorded(model::ActivityKind::expansion) || recorded(model::ActivityKind::contraction);
    if (answer.value_refused.empty() && !changes) answer.value_refused = "no_changes_recorded";
    if (!recorded(model::ActivityKind::referral)) answer.referrals_refused = "no_referrals_recorded";
    if (!recorded(model::ActivityKind::invoice)) answer.collection_refused = "no_invoices";
}

Estimate estimate_of(const std::optional<metrics::Retained>& retained) {
    Estimate out;
    if (!retained) return out;
    out.estimate = retained->estimate;
    if (retained->interval) {
        out.low = retained->interval->low;
        out.high = retained->interval->high;
    }
    return out;
}

RetentionRow row_of(const metrics::Retention& told, const metrics::CollectionRate& collected,
                    const RetentionAnswer& answer) {
    RetentionRow row;
    const metrics::Collection& sum = collected.sum;
    row.invoices = sum.invoices;
    row.invoices_paid = sum.paid;
    row.invoiced = sum.invoiced;
    row.collected = sum.received;
    row.collected_late = sum.late;
    row.collected_unnamed = sum.unnamed;
    row.collection = estimate_of(collected.rate);
    row.invoices_young = sum.young;
    row.invoices_valueless = sum.valueless;
    row.young = sum.young_value;
    row.payments_apart = sum.apart;
    row.apart = sum.apart_value;
    row.present = told.present;
    row.kept = rate_of(told.at_start - told.lost, told.at_start);
    if (!answer.kept_refused.empty()) row.kept = {row.kept.hits, row.kept.of, {}, {}, {}};
    row.valued = told.valued;
    row.contracted = told.contracted;
    row.churned = told.churned;
    row.expanded = told.expanded;
    row.start = told.start;
    row.contraction = told.contraction;
    row.churn = told.churn;
    row.expansion = told.expansion;
    row.end = base::sum(base::sum(told.start, told.expansion), -base::sum(told.contraction, told.churn));
    if (answer.value_refused.empty()) {
        row.gross = estimate_of(told.gross);
        row.net = estimate_of(told.net);
    }
    row.untold = told.untold;
    row.silent = told.silent;
    row.differs = told.differs;
    row.referrals = told.referrals;
    row.referring = rate_of(told.referring, told.present);
    if (!answer.referrals_refused.empty()) row.referring = {told.referring, told.present, {}, {}, {}};
    return row;
}

}  // namespace

template <class Archive>
void fields(Archive& a, RetentionRow& v) {
    a.named_keys(v.keys);
    a("present", v.present);
    a("kept", v.kept);
    a("valued", v.valued);
    a("contracted", v.contracted);
    a("churned", v.churned);
    a("expanded", v.expanded);
    a("start_minor", v.start);
    a("contraction_minor", v.contraction);
    a("churn_minor", v.churn);
    a("expansion_minor", v.expansion);
    a("end_minor", v.end);
    a("gross", v.gross);
    a("net", v.net);
    a("untold", v.untold);
    a("silent", v.silent);
    a("differs", v.differs);
    a("referrals", v.referrals);
    a("referring", v.referring);
    a("invoices", v.invoices);
    a("invoices_paid", v.invoices_paid);
    a("invoiced_minor", v.invoiced);
    a("collected_minor", v.collected);
    a("collected_late_minor", v.collected_late);
    a("collected_unnamed_minor", v.collected_unnamed);
    a("collection", v.collection);
    a("invoices_young", v.invoices_young);
    a("invoices_valueless", v.invoices_valueless);
    a("young_minor", v.young);
    a("payments_apart", v.payments_apart);
    a("apart_minor", v.apart);
}

template <class Archive>
void fields(Archive& a, RetentionAnswer& v) {
    fields(a, v.head);
    a("period", v.period);
    a("kept_refused", v.kept_refused);
    a("value_refused", v.value_refused);
    a("referrals_refused", v.referrals_refused);
    a("collection_refused", v.collection_refused);
    a("new_customers", v.new_customers);
    a("deals_won", v.deals_won);
    a("deals_valued", v.deals_valued);
    a("signed_minor", v.signed_value);
    a("payments", v.payments);
    a("payments_valued", v.payments_valued);
    a("received_minor", v.received);
    a("total", v.total);
    a.by = &v.head.question.by;
    a("rows", v.rows);
}

base::Result<RetentionAnswer> retention(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::retention);
    if (!prepared) return prepared.error();
    if (auto error = wrong_by(question.by, false)) return *std::move(error);
    const model::DataSet& data = loaded.data;
    const base::Zone& zone = prepared->zone;
    const metrics::Customers customers = metrics::customers_of(data);
    const auto dates = dates_of(question.period, "period", usual_period(data, customers.recorded_from, zone));
    if (!dates) return dates.error();
    const metrics::Period period = instants_of(*dates, zone);
    RetentionAnswer answer;
    answer.head = std::move(prepared->head);
    std::uint32_t& days = answer.head.question.horizon_days;
    if (days == 0) days = usual_horizon_days;
    if (days > most_horizon_days)
        return base::Error{base::ErrorCode::question_bad_value, "", 0, "horizon_days", 0, std::to_string(days)};
    answer.period = days_text(*dates, zone);
    answer.head.refused = refusal_of(customers, question.filter);
    // The day of the cut-off may be the last: as far as it goes.
    const bool covered = period.from >= customers.recorded_from && period.to <= data.cut_off + day_s;
    if (answer.head.refused.empty() && !covered) answer.head.refused = "period_outside_data";
    if (!answer.head.refused.empty()) return answer;
    const std::vector<metrics::Kept> kept = metrics::kept_in(data, customers, period);
    const std::uint32_t horizon_days = answer.head.question.horizon_days;
    const auto collected = metrics::collected_in(data, customers, period, horizon_days, zone);
    const auto groups_by = [&](std::span<const metrics::Dimension> dimensions) {
        return metrics::customer_groups(data, customers, prepared->selection, dimensions, zone);
    };
    const auto whole = groups_by({});
    const auto chosen = whole.empty() ? std::vector<std::uint32_t>() : whole.front().customers;
    const auto is_of_period = [&](std::uint32_t place) {
        return kept[place].present || collected[place].invoices + collected[place].young > 0;
    };
    if (std::none_of(chosen.begin(), chosen.end(), is_of_period)) {
        answer.head.refused = "no_customers";
        return answer;
    }
    refuse_parts(customers, answer);
    const metrics::Retention total = metrics::retention_of(kept, chosen, question.seed);
    if (answer.value_refused.empty() && total.valued == 0) answer.value_refused = "no_recurring_value";
    answer.total = row_of(total, metrics::collection_of(collected, chosen, question.seed), answer);
    const metrics::Receipts receipts = metrics::receipts_in(data, customers, chosen, period);
    answer.deals_won = receipts.deals;
    answer.deals_valued = receipts.valued_deals;
    answer.signed_value = receipts.signed_value;
    answer.payments = receipts.payments;
    answer.payments_valued = receipts.valued_payments;
    answer.received = receipts.received;
    for (const std::uint32_t place : chosen) answer.new_customers += period.has(customers.list[place].won);
    if (prepared->dimensions.empty()) return answer;
    struct Told {
        std::vector<std::uint32_t> keys;
        RetentionRow row;
    };
    std::vector<Told> listed;
    for (const metrics::CustomerGroup& group : groups_by(prepared->dimensions)) {
        RetentionRow row = row_of(metrics::retention_of(kept, group.customers, question.seed),
                                  metrics::collection_of(collected, group.customers, question.seed), answer);
        row.keys = keys_text(data, prepared->dimensions, group.keys);
        if (row.present + row.invoices + row.invoices_young > 0) listed.push_back({group.keys, std::move(row)});
    }
    base::heap_sort(listed.begin(), listed.end(), [&](const Told& a, const Told& b) {
        return listed_before(prepared->dimensions, a.keys, a.row.keys, b.keys, b.row.keys);
    });
    for (Told& told : listed) answer.rows.push_back(std::move(told.row));
    return answer;
}

SEPTET_ANSWER_CODEC(RetentionAnswer)

}  // namespace engine
