#include "engine/figures/recurrent.h"

#include <algorithm>
#include <optional>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/customers.h"
#include "engine/prepare.h"
#include "metrics/conversion.h"
#include "metrics/recurrent.h"

namespace engine {

namespace {

constexpr std::uint32_t curve_steps = 48;
static_assert(metrics::day_s % curve_steps == 0);

bool told_until(const metrics::RecurrentGroup& group, std::uint32_t days) {
    return group.watched.least(days * metrics::day_s) >= metrics::fewest_at_risk;
}

std::uint32_t longest_of(const std::vector<metrics::RecurrentGroup>& groups) {
    std::uint32_t longest = 0;
    for (const metrics::RecurrentGroup& group : groups)
        for (const metrics::Watched& one : group.watched.all()) longest = std::max(longest, one.until);
    return longest;
}

std::uint32_t horizon_of(const std::vector<metrics::RecurrentGroup>& groups) {
    std::uint32_t horizon = 0;
    for (const std::uint32_t days : metrics::horizons_days) {
        const bool all = std::all_of(groups.begin(), groups.end(), [&](const metrics::RecurrentGroup& group) {
            return told_until(group, days) || !told_until(group, metrics::horizons_days.front());
        });
        const bool any =
            std::any_of(groups.begin(), groups.end(), [&](const auto& group) { return told_until(group, days); });
        if (all && any) horizon = days;
    }
    return horizon;
}

struct Told {
    metrics::RecurrentGroup group;
    Keys texts;
};

RecurrentGroup group_of(const Told& told, std::uint32_t horizon_days) {
    RecurrentGroup out;
    out.keys = told.texts;
    out.customers = told.group.watched.all().size();
    out.lost = told.group.lost;
    out.before_data = told.group.before_data;
    for (const metrics::Watched& one : told.group.watched.all()) out.at_risk += one.has(horizon_days * metrics::day_s);
    const bool few = out.customers < metrics::fewest_at_risk;
    out.counts_only = few ? "few" : horizon_days == 0 || !told_until(told.group, horizon_days) ? "young" : "";
    return out;
}

RecurrentRow row_of(Told& told, std::size_t kind, std::uint32_t horizon_days, bool estimated, bool with_curve) {
    metrics::RecurrentEvents& events = told.group.events[kind];
    RecurrentRow row;
    row.keys = told.texts;
    row.kind = text(model::word_of(model::activity_names, metrics::recurrent_kinds[kind]));
    row.events = events.all.size();
    row.valued = events.valued.size();
    row.left_out = events.left_out;
    if (!estimated) return row;
    const std::uint32_t horizon = horizon_days * metrics::day_s;
    std::vector<std::uint32_t> ages;
    for (std::uint32_t step = with_curve ? 0 : curve_steps; step <= curve_steps; ++step)
        ages.push_back(horizon / curve_steps * step);
    const auto means = metrics::mean_cumulative(told.group.watched, events.all, ages);
    row.mean = estimate_of(means.back().mean);
    if (row.valued > 0 && row.valued == row.events)
        row.value = estimate_of(
            metrics::mean_cumulative(told.group.watched, events.valued, std::span(&horizon, 1)).front().mean);
    if (with_curve)
        for (const metrics::MeanAt& at : means) row.curve.push_back({at.age, estimate_of(at.mean)});
    return row;
}

}  // namespace

template <class Archive>
void fields(Archive& a, RecurrentPoint& v) {
    a("age_s", v.age_s);
    a("mean", v.mean);
}

template <class Archive>
void fields(Archive& a, RecurrentRow& v) {
    a.named_keys(v.keys);
    a("kind", v.kind);
    a("events", v.events);
    a("valued", v.valued);
    a("left_out", v.left_out);
    a("mean", v.mean);
    a("value_minor", v.value);
    a("curve", v.curve);
}

template <class Archive>
void fields(Archive& a, RecurrentGroup& v) {
    a.named_keys(v.keys);
    a("customers", v.customers);
    a("lost", v.lost);
    a("before_data", v.before_data);
    a("at_risk", v.at_risk);
    a("counts_only", v.counts_only);
}

template <class Archive>
void fields(Archive& a, RecurrentAnswer& v) {
    fields(a, v.head);
    a.by = &v.head.question.by;
    a("horizon_days", v.horizon_days);
    a("groups", v.groups);
    a("rows", v.rows);
}

base::Result<RecurrentAnswer> recurrent(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::recurrent);
    if (!prepared) return prepared.error();
    if (auto error = wrong_by(question.by, true)) return *std::move(error);
    const model::DataSet& data = loaded.data;
    const auto& dimensions = prepared->dimensions;
    RecurrentAnswer answer;
    answer.head = std::move(prepared->head);
    const metrics::Customers customers = metrics::customers_of(data);
    answer.head.refused = refusal_of(customers, question.filter);
    if (!answer.head.refused.empty()) return answer;
    std::vector<metrics::RecurrentGroup> groups = metrics::recurrent_groups(
        data, customers, metrics::customer_groups(data, customers, prepared->selection, dimensions, prepared->zone));
    if (std::none_of(groups.begin(), groups.end(), [](const auto& group) { return !group.watched.all().empty(); })) {
        answer.head.refused = "no_customers";
        return answer;
    }
    if (std::uint64_t{question.horizon_days} * metrics::day_s > longest_of(groups)) {
        answer.head.refused = "horizon_beyond_data";
        return answer;
    }
    answer.horizon_days = question.horizon_days != 0 ? question.horizon_days : horizon_of(groups);
    std::vector<Told> listed;
    for (metrics::RecurrentGroup& group : groups) {
        Keys texts = keys_text(data, dimensions, group.keys);
        listed.push_back({std::move(group), std::move(texts)});
    }
    base::heap_sort(listed.begin(), listed.end(), [&](const Told& a, const Told& b) {
        return listed_before(dimensions, a.group.keys, a.texts, b.group.keys, b.texts);
    });
    std::vector<std::size_t> kinds;
    for (std::size_t kind = 0; kind < metrics::recurrent_kinds.size(); ++kind)
        if (customers.recorded[static_cast<std::size_t>(metrics::recurrent_kinds[kind])]) kinds.push_back(kind);
    const bool with_curves = listed.size() * kinds.size() <= base::limits::curves_answered;
    for (Told& told : listed) {
        answer.groups.push_back(group_of(told, answer.horizon_days));
        const bool estimated = answer.groups.back().counts_only.empty();
        for (const std::size_t kind : kinds)
            answer.rows.push_back(row_of(told, kind, answer.horizon_days, estimated, with_curves));
    }
    return answer;
}

SEPTET_ANSWER_CODEC(RecurrentAnswer)

}  // namespace engine
