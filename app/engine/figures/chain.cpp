#include "engine/figures/chain.h"

#include <algorithm>

#include "engine/archive.h"
#include "engine/period.h"
#include "engine/prepare.h"
#include "metrics/chain.h"
#include "metrics/conversion.h"
#include "metrics/intervals.h"

namespace engine {

namespace {

bool refuses_young(const model::DataSet& data, metrics::Period period, std::uint32_t horizon_days) {
    return std::uint64_t{period.to} + horizon_days * metrics::day_s > data.cut_off;
}

// The last three whole months that are old enough; fewer where the data do not reach back over as many before them.
Dates usual_period(const model::DataSet& data, std::uint32_t horizon_days, const base::Zone& zone) {
    const std::uint32_t waited = horizon_days * metrics::day_s;
    const model::Stamp end = data.cut_off > waited ? data.cut_off - waited : 0;
    Dates period = months_before(end, zone, 3);
    for (int months = 2; months > 0 && !begins_by(data, instants_of(just_before(period), zone).from); --months)
        period = months_before(end, zone, months);
    return period;
}

}  // namespace

template <class Archive>
void fields(Archive& a, ChainRow& v) {
    a("role", v.role);
    a("before", v.before);
    a("after", v.after);
    a("differs", v.differs);
    a("change", v.change);
    a("value_change_minor", v.value_change_minor);
}

template <class Archive>
void fields(Archive& a, ChainAnswer& v) {
    fields(a, v.head);
    a("period", v.period);
    a("before", v.before);
    a("horizon_days", v.horizon_days);
    a("entries_before", v.entries_before);
    a("entries_after", v.entries_after);
    a("won_before", v.won_before);
    a("won_after", v.won_after);
    a("valued_before", v.valued_before);
    a("valued_after", v.valued_after);
    a("value_before_minor", v.value_before);
    a("value_after_minor", v.value_after);
    a("beside_before", v.beside_before);
    a("beside_after", v.beside_after);
    a("beside_won_before", v.beside_won_before);
    a("beside_won_after", v.beside_won_after);
    a("entries_change", v.entries_change);
    a("rows", v.rows);
    a("entries_value_change_minor", v.entries_value_change_minor);
    a("value_per_win_change_minor", v.value_per_win_change_minor);
}

namespace {

// Which factor changed the value of the wins, where every win has one.
void add_value_changes(const metrics::ChainCohort& then, const metrics::ChainCohort& now, ChainAnswer& answer) {
    if (then.valued != then.won || now.valued != now.won) return;
    const auto factors = [](const metrics::ChainCohort& cohort) {
        std::vector<double> out = cohort.factors();
        out.push_back(static_cast<double>(cohort.value) / static_cast<double>(cohort.won));
        return out;
    };
    const std::vector<double> shares = metrics::shapley_of_product(factors(then), factors(now));
    answer.entries_value_change_minor = shares.front();
    answer.value_per_win_change_minor = shares.back();
    for (std::size_t k = 0; k < answer.rows.size(); ++k) answer.rows[k].value_change_minor = shares[k + 1];
}

}  // namespace

base::Result<ChainAnswer> chain(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::chain);
    if (!prepared) return prepared.error();
    const model::DataSet& data = loaded.data;
    const base::Zone& zone = prepared->zone;
    const auto roles = metrics::chain_roles(data);
    ChainAnswer answer;
    answer.head = std::move(prepared->head);
    answer.horizon_days = question.horizon_days != 0
                              ? question.horizon_days
                              : metrics::chain_horizon_days(data, prepared->selection, roles, question.jumps);
    answer.head.question.horizon_days = answer.horizon_days;
    const auto period = dates_of(question.period, "period", usual_period(data, answer.horizon_days, zone));
    if (!period) return period.error();
    const auto before = dates_of(question.before, "before", just_before(*period));
    if (!before) return before.error();
    answer.period = days_text(*period, zone);
    answer.before = days_text(*before, zone);
    const metrics::Period now_in = instants_of(*period, zone), then_in = instants_of(*before, zone);
    const auto refuse = [&](const char* why) {
        if (answer.head.refused.empty()) answer.head.refused = why;
    };
    if (is_of_part(question.filter)) refuse("whole_chain_only");
    if (roles.empty()) refuse("no_win_in_funnel");
    if (!begins_by(data, std::min(now_in.from, then_in.from))) refuse("period_outside_data");
    if (refuses_young(data, now_in, answer.horizon_days) || refuses_young(data, then_in, answer.horizon_days))
        refuse("period_too_young");
    if (!answer.head.refused.empty()) return answer;
    const auto count = [&](metrics::Period in) {
        return metrics::chain_of(data, prepared->selection, roles, question.jumps, in,
                                 answer.horizon_days * metrics::day_s);
    };
    const metrics::ChainCohort then = count(then_in), now = count(now_in);
    answer.entries_before = then.reached.front();
    answer.entries_after = now.reached.front();
    answer.won_before = then.won;
    answer.won_after = now.won;
    answer.valued_before = then.valued;
    answer.valued_after = now.valued;
    answer.value_before = then.value;
    answer.value_after = now.value;
    answer.beside_before = then.beside;
    answer.beside_after = now.beside;
    answer.beside_won_before = then.beside_won;
    answer.beside_won_after = now.beside_won;
    if (!then.tells() || !now.tells()) refuse("too_thin");
    if (!answer.head.refused.empty()) return answer;
    const std::vector<double> shares = metrics::shapley_of_product(then.factors(), now.factors());
    answer.entries_change = shares.front();
    for (std::size_t k = 0; k < roles.size(); ++k) {
        const auto difference = metrics::newcombe(now.passed(k), now.reached[k], then.passed(k), then.reached[k]);
        answer.rows.push_back({role_text(roles[k]),
                               rate_of(then.passed(k), then.reached[k]),
                               rate_of(now.passed(k), now.reached[k]),
                               difference && (difference->low > 0 || difference->high < 0),
                               shares[k + 1],
                               {}});
    }
    add_value_changes(then, now, answer);
    return answer;
}

SEPTET_ANSWER_CODEC(ChainAnswer)

}  // namespace engine
