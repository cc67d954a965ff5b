#include "metrics/chain.h"

#include <algorithm>
#include <array>

#include "metrics/conversion.h"
#include "metrics/wins.h"

namespace metrics {

using model::Outcome;
using model::Role;

namespace {

// How far a deal of the chain came, and when.
struct Walk {
    model::Stamp began = 0;
    std::size_t first = 0;                             // the role of the chain in which it began
    std::array<model::Stamp, most_factors> reached{};  // by role of the chain, it or a later one; 0: not
    model::Stamp won = 0;
};

// Calls take(deal, walk) for every deal selected that was in a role of the chain.
template <class Take>
void each_walk(const model::DataSet& data, const Selection& selection, std::span<const Role> roles, model::Jumps jumps,
               Take&& take) {
    const std::size_t won = won_stage(data);
    std::vector<Passage> stays;
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        if (data.first_spell(deal) == data.end_spell(deal) || !selection.has_deal(data, deal)) continue;
        stays_of(data, deal, jumps, stays);
        Walk walk;
        std::size_t far = 0;  // roles reached, those jumped over included
        for (const Passage& stay : stays) {
            if (stay.stage >= won) break;
            const auto at = static_cast<std::size_t>(std::find(roles.begin(), roles.end(), stay.role) - roles.begin());
            if (at == roles.size()) continue;
            if (far == 0) {
                walk.began = stay.entered;
                walk.first = at;
            }
            for (; far <= at; ++far) walk.reached[far] = stay.entered;
        }
        if (far == 0) continue;
        walk.won = won_at(data, deal, won);
        for (; walk.won != 0 && far < roles.size(); ++far) walk.reached[far] = walk.won;
        take(deal, walk);
    }
}

}  // namespace

std::vector<double> shapley_of_product(std::span<const double> before, std::span<const double> after) {
    const std::size_t count = std::min(before.size(), most_factors);
    const std::size_t sets = std::size_t{1} << count;
    // Weight of a set of moved factors that another joins: |S|! (K − |S| − 1)! / K!.
    std::array<double, most_factors> weight{};
    for (std::size_t size = 0; size < count; ++size) {
        double one = 1.0 / static_cast<double>(count);
        for (std::size_t i = 1; i <= size; ++i) one *= static_cast<double>(i) / static_cast<double>(count - i);
        weight[size] = one;
    }
    std::vector<double> shares(count);
    for (std::size_t set = 0; set < sets; ++set) {
        std::size_t size = 0;
        for (std::size_t i = 0; i < count; ++i) size += set >> i & 1u;
        for (std::size_t i = 0; i < count; ++i) {
            if ((set >> i & 1u) != 0) continue;
            double others = 1;
            for (std::size_t j = 0; j < count; ++j)
                if (j != i) others *= (set >> j & 1u) != 0 ? after[j] : before[j];
            shares[i] += weight[size] * others * (after[i] - before[i]);
        }
    }
    return shares;
}

std::vector<double> ChainCohort::factors() const {
    std::vector<double> out;
    if (reached.empty()) return out;
    out.push_back(static_cast<double>(reached.front()));
    for (std::size_t k = 0; k < reached.size(); ++k)
        out.push_back(reached[k] == 0 ? 0 : static_cast<double>(passed(k)) / static_cast<double>(reached[k]));
    return out;
}

bool ChainCohort::tells() const {
    for (std::size_t k = 0; k < reached.size(); ++k)
        if (reached[k] < fewest_entries || passed(k) < fewest_advances) return false;
    return !reached.empty();
}

std::vector<Role> chain_roles(const model::DataSet& data) {
    std::vector<Role> roles;
    const std::size_t won = won_stage(data);
    for (std::size_t stage = 0; stage < won; ++stage) {
        const Role role = data.stages[stage].role;
        const bool known = std::find(roles.begin(), roles.end(), role) != roles.end();
        if (role != Role::none && data.stages[stage].outcome != Outcome::lost && !known) roles.push_back(role);
    }
    return roles;
}

ChainCohort chain_of(const model::DataSet& data, const Selection& selection, std::span<const Role> roles,
                     model::Jumps jumps, Period period, std::uint32_t horizon_s) {
    ChainCohort out;
    out.reached.resize(roles.size());
    each_walk(data, selection, roles, jumps, [&](model::DealIndex deal, const Walk& walk) {
        if (!period.has(walk.began)) return;
        const auto in_time = [&](model::Stamp time) {
            return time != 0 && time <= std::uint64_t{walk.began} + horizon_s;
        };
        const bool won = in_time(walk.won);
        if (walk.first != 0) {
            ++out.beside;
            out.beside_won += won;
            return;
        }
        for (std::size_t k = 0; k < roles.size() && in_time(walk.reached[k]); ++k) ++out.reached[k];
        if (!won) return;
        ++out.won;
        if (!data.has_value(deal)) return;
        ++out.valued;
        out.value = base::sum(out.value, data.deals.value[deal]);
    });
    return out;
}

std::uint32_t chain_horizon_days(const model::DataSet& data, const Selection& selection, std::span<const Role> roles,
                                 model::Jumps jumps) {
    std::array<std::uint64_t, horizons_days.size()> within{};
    std::uint64_t won = 0;
    each_walk(data, selection, roles, jumps, [&](model::DealIndex, const Walk& walk) {
        if (walk.first != 0 || walk.won == 0) return;
        ++won;
        for (std::size_t i = 0; i < within.size(); ++i)
            within[i] += walk.won <= std::uint64_t{walk.began} + horizons_days[i] * day_s;
    });
    for (std::size_t i = 0; i < within.size(); ++i)
        if (won != 0 && 10 * within[i] >= 9 * won) return horizons_days[i];
    return horizons_days.back();
}

}  // namespace metrics
