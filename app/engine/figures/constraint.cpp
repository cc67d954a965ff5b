#include "engine/figures/constraint.h"

#include "engine/archive.h"
#include "engine/prepare.h"
#include "metrics/chain.h"
#include "metrics/constraint.h"

namespace engine {

namespace {

// The role whose reading is largest, "" where none has it or nothing is above 0.
std::string worst(const std::vector<ConstraintRow>& rows, std::optional<double> ConstraintRow::* reading) {
    std::string role;
    double most = 0;
    for (const ConstraintRow& row : rows)
        if ((row.*reading).value_or(0) > most) {
            most = *(row.*reading);
            role = row.role;
        }
    return role;
}

ConstraintRow row_of(const metrics::RoleConstraint& from) {
    ConstraintRow row;
    row.role = role_text(from.role);
    row.horizon_days = from.horizon_days;
    row.people = from.people;
    row.rate = rate_of(from.count.hits, from.count.of);
    if (from.conversion) {
        row.attained = from.conversion->attained;
        row.wins_more = from.conversion->gap;
    }
    if (from.wait) {
        row.visits = from.wait->visits;
        row.median_s = from.wait->median;
        row.best_quartile_s = from.wait->best_quartile;
        row.saved_days = (static_cast<double>(from.wait->median) - from.wait->best_quartile) / metrics::day_s;
    }
    if (from.utilised) {
        row.arrivals_a_week = from.utilised->arrivals_a_week;
        row.rate_a_week = from.utilised->rate;
        row.utilisation = from.utilised->share;
    }
    row.worst_conversion = from.worst_conversion;
    row.worst_wait = from.worst_wait;
    row.worst_utilisation = from.worst_utilised;
    return row;
}

}  // namespace

template <class Archive>
void fields(Archive& a, ConstraintRow& v) {
    a("role", v.role);
    a("rate", v.rate);
    a("horizon_days", v.horizon_days);
    a("attained", v.attained);
    a("wins_more", v.wins_more);
    a("visits", v.visits);
    a("median_s", v.median_s);
    a("best_quartile_s", v.best_quartile_s);
    a("saved_days", v.saved_days);
    a("people", v.people);
    a("arrivals_a_week", v.arrivals_a_week);
    a("rate_a_week", v.rate_a_week);
    a("utilisation", v.utilisation);
    a("worst_conversion", v.worst_conversion);
    a("worst_wait", v.worst_wait);
    a("worst_utilisation", v.worst_utilisation);
}

template <class Archive>
void fields(Archive& a, ConstraintAnswer& v) {
    fields(a, v.head);
    a("weeks", v.weeks);
    a("won", v.won);
    a("by_conversion", v.by_conversion);
    a("by_wait", v.by_wait);
    a("by_utilisation", v.by_utilisation);
    a("rows", v.rows);
}

base::Result<ConstraintAnswer> constraint(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::constraint);
    if (!prepared) return prepared.error();
    const model::DataSet& data = loaded.data;
    ConstraintAnswer answer;
    answer.head = std::move(prepared->head);
    const auto refuse = [&](const char* why) {
        if (answer.head.refused.empty()) answer.head.refused = why;
    };
    if (is_of_part(question.filter)) refuse("whole_chain_only");
    if (metrics::chain_roles(data).empty()) refuse("no_win_in_funnel");
    if (!answer.head.refused.empty()) return answer;
    const metrics::Constraint found = metrics::constraint(data, prepared->selection, question.jumps, question.seed);
    answer.weeks = metrics::capacity_weeks;
    answer.won = found.won;
    for (const metrics::RoleConstraint& role : found.roles) answer.rows.push_back(row_of(role));
    answer.by_conversion = worst(answer.rows, &ConstraintRow::wins_more);
    answer.by_wait = worst(answer.rows, &ConstraintRow::saved_days);
    answer.by_utilisation = worst(answer.rows, &ConstraintRow::utilisation);
    return answer;
}

SEPTET_ANSWER_CODEC(ConstraintAnswer)

}  // namespace engine
