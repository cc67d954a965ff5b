#include "metrics/behaviour.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <tuple>

#include "base/heap_sort.h"

namespace metrics {

using model::DataSet;
using model::Stamp;

namespace {

double square(double x) { return x * x; }

// What the strata add up to.
struct Sums {
    double t = 0, variance = 0;
    double weight = 0, difference = 0, sato_p = 0, sato_q = 0;  // of the risk difference
    std::vector<std::pair<std::uint32_t, double>> parts;        // deal, its call's part of T
    std::size_t deals = 0;
};

void take_thirds(Count top, Count bottom, Sums& sums) {
    const auto n1 = static_cast<double>(top.of), n0 = static_cast<double>(bottom.of), n = n1 + n0;
    if (n1 == 0 || n0 == 0) return;
    const auto x1 = static_cast<double>(top.hits), x0 = static_cast<double>(bottom.hits);
    sums.weight += n1 * n0 / n;
    sums.difference += (x1 * n0 - x0 * n1) / n;
    sums.sato_p += (n1 * n1 * x0 - n0 * n0 * x1 + n1 * n0 * (n0 - n1) / 2) / (n * n);
    sums.sato_q += (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n);
}

std::size_t deals_of(std::span<const JudgedCall> calls) {
    std::vector<std::uint32_t> deals;
    for (const JudgedCall& call : calls) deals.push_back(call.deal);
    base::heap_sort(deals.begin(), deals.end());
    return static_cast<std::size_t>(std::unique(deals.begin(), deals.end()) - deals.begin());
}

// One stratum, in order of value.
void take_stratum(std::span<const JudgedCall> calls, Association& out, Sums& sums) {
    const auto n = static_cast<double>(calls.size());
    const auto advanced = static_cast<double>(
        std::count_if(calls.begin(), calls.end(), [](const JudgedCall& call) { return call.advanced; }));
    const auto deals = static_cast<double>(deals_of(calls));
    if (calls.front().value == calls.back().value || advanced == 0 || advanced == n || deals < 2) return;
    ++out.strata;
    const double grown = deals / (deals - 1);
    const double middle = (n + 1) / 2, share = advanced / n, weight = 1 / (n + 1);
    double ranks = 0;
    Count top, bottom;
    for (std::size_t begin = 0, end = 0; begin < calls.size(); begin = end) {
        while (end < calls.size() && calls[end].value == calls[begin].value) ++end;
        const double rank = static_cast<double>(begin + end + 1) / 2;
        const double at = (rank - 0.5) / n;
        for (std::size_t i = begin; i < end; ++i) {
            const double part = weight * (rank - middle) * ((calls[i].advanced ? 1 : 0) - share);
            sums.t += part;
            sums.parts.emplace_back(calls[i].deal, grown * part);
            if (at * 3 > 2 || at * 3 < 1) {
                Count& third = at * 3 > 2 ? top : bottom;
                ++third.of;
                third.hits += calls[i].advanced;
            }
        }
        ranks += static_cast<double>(end - begin) * square(rank - middle);
    }
    sums.variance += square(weight) * ranks * n * share * (1 - share) / (n - 1);
    take_thirds(top, bottom, sums);
    out.top = {out.top.hits + top.hits, out.top.of + top.of};
    out.bottom = {out.bottom.hits + bottom.hits, out.bottom.of + bottom.of};
}

// How much more the sum varies because calls with one deal go together; 0 where they do not.
double shared_variance(Sums& sums) {
    auto& parts = sums.parts;
    base::heap_sort(parts.begin(), parts.end());
    double shared = 0;
    for (std::size_t begin = 0, end = 0; begin < parts.size(); begin = end) {
        double sum = 0;
        ++sums.deals;
        for (; end < parts.size() && parts[end].first == parts[begin].first; ++end) {
            sum += parts[end].second;
            shared -= square(parts[end].second);
        }
        shared += square(sum);
    }
    return std::max(0.0, shared);
}

// The parts of one role's calls, as strata and deals without gaps.
struct Gathered {
    RoleBehaviour role;
    std::vector<model::CallIndex> calls;
    std::vector<bool> advanced;
    std::vector<model::PersonIndex> people;
};

}  // namespace

CallOutcome outcome_of(const DataSet& data, model::CallIndex call, const CallPlace& place, std::uint32_t horizon_s) {
    const std::uint64_t at = data.calls.at[call], end = at + horizon_s;
    if (!place.stay || at > data.cut_off) return CallOutcome::unknown;
    const auto behind = [&](const model::Stage& stage) { return stage.outcome != model::Outcome::lost; };
    const auto& stages = data.stages;
    if (std::none_of(stages.data() + *place.stage + 1, stages.data() + stages.size(), behind))
        return CallOutcome::unknown;
    const model::Exit exit = data.spells.exit(*place.stay);
    if (exit == model::Exit::open) return end <= data.cut_off ? CallOutcome::not_advanced : CallOutcome::young;
    const Stamp until = data.spells.until[*place.stay];
    if (data.spells.untimed(*place.stay) || until <= at) return CallOutcome::unknown;
    return exit == model::Exit::advanced && until <= end ? CallOutcome::advanced : CallOutcome::not_advanced;
}

Association associate(std::vector<JudgedCall>& calls) {
    Association out;
    out.calls = calls.size();
    base::heap_sort(calls.begin(), calls.end(), [](const JudgedCall& a, const JudgedCall& b) {
        return std::tie(a.stratum, a.value) < std::tie(b.stratum, b.value);
    });
    Sums sums;
    for (std::size_t begin = 0, end = 0; begin < calls.size(); begin = end) {
        while (end < calls.size() && calls[end].stratum == calls[begin].stratum) ++end;
        take_stratum(std::span(calls).subspan(begin, end - begin), out, sums);
    }
    if (!(sums.variance > 0)) return out;
    const double variance = sums.variance + shared_variance(sums);
    const double freedom = std::max(1.0, static_cast<double>(sums.deals) - static_cast<double>(out.strata));
    out.p = boost::math::ibeta(freedom / 2, 0.5, freedom / (freedom + square(sums.t) / variance));
    if (sums.weight == 0) return out;
    const double difference = sums.difference / sums.weight;
    const double sato = (difference * sums.sato_p + sums.sato_q) / square(sums.weight);
    const double reach = z_95 * std::sqrt(std::max(0.0, sato) * variance / sums.variance);
    out.difference = difference;
    out.interval = Interval{std::max(-1.0, difference - reach), std::min(1.0, difference + reach)};
    return out;
}

std::vector<RoleBehaviour> behaviour_of(const DataSet& data, std::span<const CallFigures> figures,
                                        const Selection& selection, std::uint32_t horizon_s) {
    constexpr std::size_t roles = static_cast<std::size_t>(model::Role::none);
    std::array<Gathered, roles> gathered;
    for (model::CallIndex call = 0; call < figures.size(); ++call) {
        const CallPlace place = place_of(data, call);
        if (place.person == model::no_person || place.role == model::Role::none || data.people[place.person].bot ||
            !selects_call(selection, data, call, place))
            continue;
        Gathered& of = gathered[static_cast<std::size_t>(place.role)];
        if (!figures[call].timed()) {
            ++of.role.untimed;
            continue;
        }
        const CallOutcome outcome = outcome_of(data, call, place, horizon_s);
        of.role.young += outcome == CallOutcome::young;
        of.role.unknown += outcome == CallOutcome::unknown;
        if (outcome == CallOutcome::young || outcome == CallOutcome::unknown) continue;
        of.calls.push_back(call);
        of.people.push_back(place.person);
        of.advanced.push_back(outcome == CallOutcome::advanced);
        of.role.advanced += outcome == CallOutcome::advanced;
    }
    std::vector<RoleBehaviour> out;
    for (std::size_t role = 0; role < roles; ++role) {
        Gathered& of = gathered[role];
        RoleBehaviour& told = of.role;
        told.role = static_cast<model::Role>(role);
        told.calls = of.calls.size();
        if (told.calls + told.untimed + told.young + told.unknown == 0) continue;
        std::vector<std::uint32_t> strata;
        GroupTable table(3);
        for (std::size_t i = 0; i < of.calls.size(); ++i)
            strata.push_back(static_cast<std::uint32_t>(
                table.find_or_add({of.people[i], data.calls.purpose[of.calls[i]], data.calls.language[of.calls[i]]})));
        std::sort(of.people.begin(), of.people.end());
        told.reps = static_cast<std::uint64_t>(std::unique(of.people.begin(), of.people.end()) - of.people.begin());
        if (!told.few_reps() && !told.few_calls())
            for (std::size_t m = 0; m < call_measures; ++m) {
                std::vector<JudgedCall> watched;
                for (std::size_t i = 0; i < of.calls.size(); ++i)
                    if (const auto value = value_of(static_cast<CallMeasure>(m), figures[of.calls[i]]))
                        watched.push_back({strata[i], data.calls.deal[of.calls[i]], *value, of.advanced[i]});
                told.measures[m] = associate(watched);
            }
        out.push_back(std::move(told));
    }
    return out;
}

}  // namespace metrics
