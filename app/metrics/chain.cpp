#include "metrics/chain.h"

#include <algorithm>
#include <array>

#include "metrics/wins.h"

namespace metrics {

using model::Outcome;
using model::Role;

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

std::vector<double> ChainPeriod::factors() const {
    std::vector<double> out;
    if (entries.empty()) return out;
    out.push_back(static_cast<double>(entries.front()));
    for (std::size_t k = 0; k < entries.size(); ++k) {
        const std::uint64_t next = k + 1 < entries.size() ? entries[k + 1] : won;
        out.push_back(entries[k] == 0 ? 0 : static_cast<double>(next) / static_cast<double>(entries[k]));
    }
    return out;
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

ChainPeriod chain_in(const model::DataSet& data, const Selection& selection, std::span<const Role> roles,
                     model::Jumps jumps, Period period) {
    ChainPeriod out;
    out.entries.resize(roles.size());
    const std::size_t won = won_stage(data);
    std::vector<Passage> visits;
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        if (data.first_spell(deal) == data.end_spell(deal) || !selection.has_deal(data, deal)) continue;
        stays_of(data, deal, jumps, visits);
        join_visits(visits);
        std::uint32_t seen = 0;  // roles the deal has been in
        for (const Passage& visit : visits) {
            const auto bit = 1u << static_cast<unsigned>(visit.role);
            const auto at = std::find(roles.begin(), roles.end(), visit.role);
            if (at != roles.end() && (seen & bit) == 0 && period.has(visit.entered))
                ++out.entries[static_cast<std::size_t>(at - roles.begin())];
            seen |= bit;
        }
        if (!period.has(won_at(data, deal, won))) continue;
        ++out.won;
        if (!data.has_value(deal)) continue;
        ++out.valued;
        out.value += data.deals.value[deal];
    }
    return out;
}

}  // namespace metrics
