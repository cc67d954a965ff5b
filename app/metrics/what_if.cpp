#include "metrics/what_if.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace metrics {

using model::StageIndex;

namespace {

constexpr std::uint32_t oldest = flow_days - 1;

struct Outlook {
    double within = 0;                      // wins
    double a_day = 0;                       // in the long run, without bounds
    double bounded = 0;                     // a day
    std::size_t bound_by = 0;               // role; behind the last: none
    std::vector<double> pass, load, bound;  // by role; a day
};

class Chain {
public:
    Chain(const FlowHistory& history, std::span<const OpenDeal> open, const model::DataSet& data,
          std::span<const RoleLoad> loads, std::uint32_t within)
        : within_(within), loads_(loads), a_day_(arrivals(history, data.cut_off)) {
        for (const OpenDeal& deal : open) open_[{deal.stage, std::min<std::uint32_t>(deal.age_days, oldest)}] += 1;
        for (std::size_t stage = 0; stage < history.stages; ++stage) {
            const auto at = std::find_if(loads.begin(), loads.end(),
                                         [&](const RoleLoad& load) { return load.role == data.stages[stage].role; });
            role_of_.push_back(static_cast<std::size_t>(at - loads.begin()));
        }
    }

    std::vector<StageMove> stage_moves(std::span<const RoleMove> moves) const {
        std::vector<double> stages(moves.size());
        for (const std::size_t role : role_of_)
            if (role < moves.size()) stages[role] += 1;
        std::vector<StageMove> out;
        for (const std::size_t role : role_of_) {
            if (role == moves.size())
                out.push_back({});
            else
                out.push_back({std::pow(moves[role].conversion, 1 / stages[role]), moves[role].wait});
        }
        return out;
    }

    std::vector<std::size_t> stages_of(std::size_t role) const {
        std::vector<std::size_t> out;
        for (std::size_t stage = 0; stage < role_of_.size(); ++stage)
            if (role_of_[stage] == role) out.push_back(stage);
        return out;
    }

    Outlook look(const FlowCounts& counts, std::span<const StageMove> stage_moves,
                 std::span<const RoleMove> moves) const {
        const Flow flow(counts, within_, stage_moves);
        Outlook out;
        for (const auto& [key, count] : open_) out.within += count * flow.wins(key.first, key.second, within_);
        out.within += wins_of_new(flow, a_day_, within_);
        const std::size_t roles = loads_.size();
        // From the entry into the first stage of each role; behind the last: the win.
        std::vector<double> won(roles + 1, 1.), comes(roles);
        for (std::size_t stage = role_of_.size(); stage-- > 0;)
            if (role_of_[stage] < roles) won[role_of_[stage]] = flow.wins_ever(static_cast<StageIndex>(stage));
        for (std::size_t stage = 0; stage < role_of_.size(); ++stage) {
            const double chance = flow.wins_ever(static_cast<StageIndex>(stage));
            out.a_day += a_day_[stage] * chance;
            const std::size_t role = role_of_[stage];
            // A deal that begins further on in the role is as good as more at its beginning.
            if (role < roles && won[role] > 0) comes[role] += a_day_[stage] * chance / won[role];
        }
        double served = 0;
        out.bound_by = roles;
        double most_hindered = 1;
        for (std::size_t role = 0; role < roles; ++role) {
            out.pass.push_back(won[role + 1] > 0 ? std::min(1., won[role] / won[role + 1]) : 0);
            out.load.push_back((role == 0 ? 0 : out.load[role - 1] * out.pass[role - 1]) + comes[role]);
            const double arriving = served + comes[role];
            const auto most = capacity(role, moves);
            out.bound.push_back(most ? *most * won[role] : -1);
            const double done = most ? std::min(arriving, *most) : arriving;
            if (arriving > 0 && done / arriving < most_hindered) {
                most_hindered = done / arriving;
                out.bound_by = role;
            }
            served = done * out.pass[role];
        }
        out.bounded = served;
        return out;
    }

    // Visits a day that the role's people attain; none: nothing says how many.
    std::optional<double> capacity(std::size_t role, std::span<const RoleMove> moves) const {
        std::vector<std::size_t> weeks(capacity_weeks);
        std::iota(weeks.begin(), weeks.end(), std::size_t{0});
        const auto used = utilisation(loads_[role], weeks);
        if (!used) return std::nullopt;
        const double people = static_cast<double>(loads_[role].people) + (moves.empty() ? 0 : moves[role].people);
        return std::max(0., people) * used->rate / 7;
    }

private:
    std::uint32_t within_;
    std::span<const RoleLoad> loads_;
    std::vector<double> a_day_;
    std::map<std::pair<StageIndex, std::uint32_t>, double> open_;
    std::vector<std::size_t> role_of_;  // by stage; behind the last: none of the chain's
};

Interval middle_95(std::vector<double>& draws) {
    std::sort(draws.begin(), draws.end());
    const auto at = [&](double share) {
        return draws[static_cast<std::size_t>(share * static_cast<double>(draws.size() - 1) + 0.5)];
    };
    return {at(0.025), at(0.975)};
}

Compared compared(double base, double moved, std::vector<double> base_draws, std::vector<double> moved_draws) {
    std::vector<double> differences;
    for (std::size_t i = 0; i < base_draws.size(); ++i) differences.push_back(moved_draws[i] - base_draws[i]);
    return {base, moved, middle_95(base_draws), middle_95(moved_draws), middle_95(differences)};
}

}  // namespace

WhatIf what_if(const model::DataSet& data, const FlowHistory& history, std::span<const RoleLoad> loads,
               std::span<const RoleMove> moves, std::uint32_t within, std::uint64_t seed) {
    const auto [counts, open] = known_at(history, data.cut_off);
    const Chain chain(history, open, data, loads, within);
    const std::vector<StageMove> stage_moves = chain.stage_moves(moves);
    const Outlook base = chain.look(counts, {}, {}), moved = chain.look(counts, stage_moves, moves);
    base::Random random(seed);
    std::vector<double> base_within, moved_within, base_month, moved_month;
    for (std::size_t draw = 0; draw < what_if_draws; ++draw) {
        const FlowCounts drawn = counts.resampled(random);
        const Outlook one = chain.look(drawn, {}, {}), other = chain.look(drawn, stage_moves, moves);
        base_within.push_back(one.within);
        moved_within.push_back(other.within);
        base_month.push_back(one.a_day * month_days);
        moved_month.push_back(other.a_day * month_days);
    }
    WhatIf out;
    out.within = compared(base.within, moved.within, std::move(base_within), std::move(moved_within));
    out.a_month =
        compared(base.a_day * month_days, moved.a_day * month_days, std::move(base_month), std::move(moved_month));
    out.bounded = base.bounded * month_days;
    out.bounded_moved = moved.bounded * month_days;
    if (moved.bound_by < loads.size()) out.bound_by = loads[moved.bound_by].role;
    const Flow unmoved(counts, 1);
    for (std::size_t role = 0; role < loads.size(); ++role) {
        RoleWhatIf row;
        row.role = loads[role].role;
        row.pass = base.pass[role];
        row.pass_moved = moved.pass[role];
        for (const std::size_t stage : chain.stages_of(role))
            row.capped = row.capped ||
                         unmoved.advances(static_cast<StageIndex>(stage)) * stage_moves[stage].conversion > 1 + 1e-12;
        row.load = base.load[role] * 7;
        row.load_moved = moved.load[role] * 7;
        row.people = loads[role].people;
        if (const auto most = chain.capacity(role, {}); most && row.people > 0)
            row.rate = *most * 7 / static_cast<double>(row.people);
        if (moved.bound[role] >= 0) row.bound_moved = moved.bound[role] * month_days;
        out.roles.push_back(row);
    }
    return out;
}

}  // namespace metrics
