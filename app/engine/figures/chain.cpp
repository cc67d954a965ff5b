#include "engine/figures/chain.h"

#include <algorithm>

#include "engine/archive.h"
#include "engine/period.h"
#include "engine/prepare.h"
#include "metrics/chain.h"

namespace engine {

namespace {

constexpr int usual_months = 3;

// Whether the data tell of both periods whole. A first week without entries is a holiday, not a gap.
bool covered(const model::DataSet& data, metrics::Period before, metrics::Period period) {
    constexpr model::Stamp quiet_s = 7 * 86'400;
    const auto first = std::min_element(data.spells.entered.begin(), data.spells.entered.end());
    return first != data.spells.entered.end() && *first < before.from + quiet_s && *first < period.from + quiet_s &&
           before.to <= data.cut_off && period.to <= data.cut_off;
}

bool is_of_part(const Filter& filter) {
    return !filter.person.empty() || !filter.team.empty() || !filter.manager.empty() || !filter.role.empty() ||
           !filter.stage.empty() || !filter.exit.empty();
}

std::optional<double> pass_of(std::uint64_t entries, double factor) {
    return entries == 0 ? std::nullopt : std::optional(factor);
}

}  // namespace

template <class Archive>
void fields(Archive& a, ChainRow& v) {
    a("role", v.role);
    a("before", v.before);
    a("after", v.after);
    a("pass_before", v.pass_before);
    a("pass_after", v.pass_after);
    a("change", v.change);
}

template <class Archive>
void fields(Archive& a, ChainAnswer& v) {
    fields(a, v.head);
    a("period", v.period);
    a("before", v.before);
    a("won_before", v.won_before);
    a("won_after", v.won_after);
    a("valued_before", v.valued_before);
    a("valued_after", v.valued_after);
    a("value_before_minor", v.value_before);
    a("value_after_minor", v.value_after);
    a("entries_change", v.entries_change);
    a("rows", v.rows);
}

base::Result<ChainAnswer> chain(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::chain);
    if (!prepared) return prepared.error();
    const model::DataSet& data = loaded.data;
    const auto period = dates_of(question.period, "period", months_before(data.cut_off, prepared->zone, usual_months));
    if (!period) return period.error();
    const auto before = dates_of(question.before, "before", just_before(*period));
    if (!before) return before.error();
    ChainAnswer answer;
    answer.head = std::move(prepared->head);
    answer.period = days_text(*period, prepared->zone);
    answer.before = days_text(*before, prepared->zone);
    if (answer.head.refused.empty() && is_of_part(question.filter)) answer.head.refused = "whole_chain_only";
    const auto roles = metrics::chain_roles(data);
    if (answer.head.refused.empty() && roles.empty()) answer.head.refused = "no_win_in_funnel";
    if (answer.head.refused.empty() &&
        !covered(data, instants_of(*before, prepared->zone), instants_of(*period, prepared->zone)))
        answer.head.refused = "period_outside_data";
    if (!answer.head.refused.empty()) return answer;
    const auto count = [&](Dates dates) {
        return metrics::chain_in(data, prepared->selection, roles, question.jumps, instants_of(dates, prepared->zone));
    };
    const metrics::ChainPeriod then = count(*before), now = count(*period);
    answer.won_before = then.won;
    answer.won_after = now.won;
    answer.valued_before = then.valued;
    answer.valued_after = now.valued;
    answer.value_before = then.value;
    answer.value_after = now.value;
    // A role that nobody entered breaks the product.
    const auto broken = [](const metrics::ChainPeriod& in) {
        return std::find(in.entries.begin(), in.entries.end(), std::uint64_t{0}) != in.entries.end();
    };
    if (broken(then) || broken(now)) {
        answer.head.refused = "too_thin";
        return answer;
    }
    const std::vector<double> old_factors = then.factors(), new_factors = now.factors();
    const std::vector<double> shares = metrics::shapley_of_product(old_factors, new_factors);
    answer.entries_change = shares.front();
    for (std::size_t k = 0; k < roles.size(); ++k)
        answer.rows.push_back({role_text(roles[k]), then.entries[k], now.entries[k],
                               pass_of(then.entries[k], old_factors[k + 1]),
                               pass_of(now.entries[k], new_factors[k + 1]), shares[k + 1]});
    return answer;
}

SEPTET_ANSWER_CODEC(ChainAnswer)

}  // namespace engine
