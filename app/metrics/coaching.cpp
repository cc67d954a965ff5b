#include "metrics/coaching.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include "base/heap_sort.h"
#include "base/random.h"
#include "metrics/behaviour.h"
#include "metrics/months.h"

namespace metrics {

using model::CallIndex;
using model::DataSet;
using model::PersonIndex;

namespace {

constexpr std::size_t roles = static_cast<std::size_t>(model::Role::none);
constexpr std::size_t ways_drawn = 1'999;
constexpr std::size_t fewest_drawn = 199;
constexpr std::size_t draws = 20'000'000;  // of all ways together: many people need fewer
constexpr double fewest_ways = 40;

struct Held {
    CallIndex call = 0;
    PersonIndex person = model::no_person;
};

// A role's calls with figures, by person in the order of ids, then by time, then by id.
struct RoleCalls {
    std::vector<Held> calls;
    std::vector<std::uint32_t> untimed;  // by person, calls without figures
    std::uint64_t all_untimed = 0;
};

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Student's interval of the mean; none where all values are alike. P(|t| > x) is the regularised beta function of f / (f + x²).
std::optional<Interval> interval_of(std::span<const double> values, double mean) {
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    if (!(squares > 0)) return std::nullopt;
    const auto n = static_cast<double>(values.size()), freedom = n - 1;
    const double t = std::sqrt(freedom * (1 / boost::math::ibeta_inv(freedom / 2, 0.5, 0.05) - 1));
    const double reach = t * std::sqrt(squares / freedom / n);
    return Interval{mean - reach, mean + reach};
}

// In how many ways so many can be chosen of so many; as far as it matters.
double ways_to_choose(std::size_t chosen, std::size_t of) {
    double ways = 1;
    for (std::size_t i = 0; i < std::min(chosen, of - chosen) && ways < fewest_ways; ++i)
        ways *= static_cast<double>(of - i) / static_cast<double>(i + 1);
    return ways;
}

struct Unusual {
    HearReason reason;
    CallMeasure measure;
};
constexpr Unusual unusual_measures[] = {{HearReason::longest_monologue, CallMeasure::longest_monologue},
                                        {HearReason::most_interruptions, CallMeasure::interruptions},
                                        {HearReason::least_customer_talk, CallMeasure::talk_ratio},
                                        {HearReason::most_silence, CallMeasure::silence}};

class RoleTold {
public:
    RoleTold(const DataSet& data, std::span<const CallFigures> figures, const RoleCalls& calls, const base::Zone& zone)
        : data_(data), figures_(figures), calls_(calls), zone_(zone) {}

    RoleCoaching tell(const Selection& selection, PeoplePart& part, std::uint32_t horizon_s,
                      const std::optional<Coaching>& coaching, std::uint64_t seed) {
        out_.calls = calls_.calls.size();
        out_.untimed = calls_.all_untimed;
        take_months();
        take_ranges();
        for (std::size_t begin = 0, end = 0; begin < calls_.calls.size(); begin = end) {
            while (end < calls_.calls.size() && calls_.calls[end].person == calls_.calls[begin].person) ++end;
            if (!selection.person.has(calls_.calls[begin].person)) continue;
            ++out_.asked;
            if (part.offset > 0)
                --part.offset;
            else if (part.limit > 0)
                --part.limit,
                    out_.people.push_back(tell_rep(std::span(calls_.calls).subspan(begin, end - begin), horizon_s));
        }
        if (coaching)
            for (std::size_t m = 0; m < call_measures; ++m)
                out_.effects[m] = tell_effect(static_cast<CallMeasure>(m), selection.person, *coaching, seed);
        return std::move(out_);
    }

private:
    const DataSet& data_;
    std::span<const CallFigures> figures_;
    const RoleCalls& calls_;
    const base::Zone& zone_;
    RoleCoaching out_;
    std::array<std::vector<double>, call_measures> all_;  // of the role's calls, sorted

    std::optional<double> value(CallMeasure measure, const Held& held) const {
        return value_of(measure, figures_[held.call]);
    }
    std::vector<double> values(CallMeasure measure, std::span<const Held> calls) const {
        std::vector<double> found;
        for (const Held& held : calls)
            if (const auto one = value(measure, held)) found.push_back(*one);
        return found;
    }

    void take_months() {
        for (const Held& held : calls_.calls) out_.months.push_back(month_of(data_.calls.at[held.call], zone_));
        std::sort(out_.months.begin(), out_.months.end());
        out_.months.erase(std::unique(out_.months.begin(), out_.months.end()), out_.months.end());
        if (out_.months.size() > most_months) out_.months.erase(out_.months.begin(), out_.months.end() - most_months);
    }

    void take_ranges() {
        for (std::size_t m = 0; m < call_measures; ++m) {
            const auto measure = static_cast<CallMeasure>(m);
            std::vector<double> means;
            out_.reps = 0;
            for (std::size_t begin = 0, end = 0; begin < calls_.calls.size(); begin = end) {
                while (end < calls_.calls.size() && calls_.calls[end].person == calls_.calls[begin].person) ++end;
                ++out_.reps;
                const auto own = values(measure, std::span(calls_.calls).subspan(begin, end - begin));
                if (own.size() >= fewest_own_calls) means.push_back(mean_of(own));
            }
            MeasureRange& range = out_.ranges[m];
            all_[m] = values(measure, calls_.calls);
            range.calls = figure_of(all_[m]);
            const MeasureFigure middle = range_of(means);
            range.reps = middle.n;
            range.quartile1 = middle.quartile1;
            range.median = middle.median;
            range.quartile3 = middle.quartile3;
        }
    }

    Rep tell_rep(std::span<const Held> calls, std::uint32_t horizon_s) const {
        Rep rep;
        rep.person = calls.front().person;
        rep.calls = calls.size();
        rep.untimed = calls_.untimed[rep.person];
        for (std::size_t m = 0; m < call_measures; ++m) rep.measures[m] = tell_own(static_cast<CallMeasure>(m), calls);
        rep.to_hear = choose_calls(calls, horizon_s);
        return rep;
    }

    OwnMeasure tell_own(CallMeasure measure, std::span<const Held> calls) const {
        OwnMeasure own;
        const auto found = values(measure, calls);
        own.n = found.size();
        if (found.empty()) return own;
        own.mean = mean_of(found);
        own.months.resize(out_.months.size());
        for (const Held& held : calls) {
            const auto one = value(measure, held);
            const auto at =
                std::lower_bound(out_.months.begin(), out_.months.end(), month_of(data_.calls.at[held.call], zone_));
            if (!one || at == out_.months.end() || *at != month_of(data_.calls.at[held.call], zone_)) continue;
            MonthOf& month = own.months[static_cast<std::size_t>(at - out_.months.begin())];
            month.mean = month.mean.value_or(0) + *one;
            ++month.n;
        }
        for (MonthOf& month : own.months)
            if (month.mean) *month.mean /= static_cast<double>(month.n);
        if (found.size() < fewest_own_calls) return own;
        own.interval = interval_of(found, *own.mean);
        const MeasureRange& range = out_.ranges[static_cast<std::size_t>(measure)];
        if (range.quartile1)
            own.differs = own.interval->low > *range.quartile3 ? 1 : own.interval->high < *range.quartile1 ? -1 : 0;
        return own;
    }

    // The share of the role's calls with less; none where too few have it.
    std::optional<double> above(CallMeasure measure, const Held& held) const {
        const std::vector<double>& all = all_[static_cast<std::size_t>(measure)];
        const auto own = value(measure, held);
        if (!own || all.size() < fewest_role_calls) return std::nullopt;
        const auto less = std::lower_bound(all.begin(), all.end(), *own) - all.begin();
        return static_cast<double>(less) / static_cast<double>(all.size());
    }

    CallToHear heard(const Held& held, HearReason reason, CallMeasure measure, double share) const {
        return {held.call, reason, measure, *value(measure, held), share};
    }

    bool lost_after(const Held& held, std::uint32_t horizon_s) const {
        const CallPlace place = place_of(data_, held.call);
        if (!place.stay || data_.spells.untimed(*place.stay) || data_.spells.exit(*place.stay) != model::Exit::lost)
            return false;
        const std::uint64_t at = data_.calls.at[held.call], until = data_.spells.until[*place.stay];
        return until > at && until <= std::min<std::uint64_t>(at + horizon_s, data_.cut_off);
    }

    // The calls stand in order of time, so that the last of equals is the later one.
    std::vector<CallToHear> choose_calls(std::span<const Held> calls, std::uint32_t horizon_s) const {
        std::vector<CallToHear> chosen;
        std::optional<CallToHear> lost;
        for (const Held& held : calls) {
            if (!lost_after(held, horizon_s)) continue;
            std::optional<CallToHear> own;
            for (const Unusual& one : unusual_measures)
                if (const auto share = above(one.measure, held); share && (!own || *share > own->above))
                    own = heard(held, HearReason::lost_after, one.measure, *share);
            if (own && (!lost || own->above >= lost->above)) lost = own;
        }
        if (lost) chosen.push_back(*lost);
        while (chosen.size() < calls_to_hear) {
            std::optional<CallToHear> next;
            for (const Unusual& one : unusual_measures) {
                if (std::any_of(chosen.begin(), chosen.end(),
                                [&](const CallToHear& other) { return other.reason == one.reason; }))
                    continue;
                std::optional<CallToHear> best;
                for (const Held& held : calls) {
                    const bool taken = std::any_of(chosen.begin(), chosen.end(),
                                                   [&](const CallToHear& other) { return other.call == held.call; });
                    const auto share = above(one.measure, held);
                    if (!taken && share && *share > unusual && (!best || *value(one.measure, held) >= best->value))
                        best = heard(held, one.reason, one.measure, *share);
                }
                if (best && (!next || best->above > next->above)) next = best;
            }
            if (!next) break;
            chosen.push_back(*next);
        }
        return chosen;
    }

    CoachingEffect tell_effect(CallMeasure measure, const Choice& coached, const Coaching& windows,
                               std::uint64_t seed) const {
        struct Gathered {
            std::vector<double> before, after, changes;
        };
        Gathered gathered[2];
        CoachingEffect effect;
        for (std::size_t begin = 0, end = 0; begin < calls_.calls.size(); begin = end) {
            std::vector<double> before, after;
            for (; end < calls_.calls.size() && calls_.calls[end].person == calls_.calls[begin].person; ++end) {
                const auto one = value(measure, calls_.calls[end]);
                const model::Stamp at = data_.calls.at[calls_.calls[end].call];
                if (one && windows.before.has(at)) before.push_back(*one);
                if (one && windows.after.has(at)) after.push_back(*one);
            }
            if (before.size() < fewest_own_calls || after.size() < fewest_own_calls) continue;
            const bool other = !coached.has(calls_.calls[begin].person);
            CoachingSide& side = other ? effect.others : effect.coached;
            ++side.people;
            side.calls_before += before.size();
            side.calls_after += after.size();
            Gathered& into = gathered[other];
            into.before.push_back(mean_of(before));
            into.after.push_back(mean_of(after));
            into.changes.push_back(into.after.back() - into.before.back());
        }
        for (const bool other : {false, true}) {
            CoachingSide& side = other ? effect.others : effect.coached;
            if (side.people == 0) continue;
            side.before = mean_of(gathered[other].before);
            side.after = mean_of(gathered[other].after);
        }
        if (effect.coached.people == 0 || effect.others.people == 0) return effect;
        const Shift shift = shift_of(gathered[0].changes, gathered[1].changes, seed);
        effect.difference = shift.difference;
        effect.interval = shift.interval;
        return effect;
    }
};

std::array<RoleCalls, roles> calls_by_role(const DataSet& data, std::span<const CallFigures> figures,
                                           const Selection& everybody) {
    std::array<RoleCalls, roles> out;
    for (RoleCalls& of : out) of.untimed.resize(data.people.size());
    for (CallIndex call = 0; call < figures.size(); ++call) {
        const CallPlace place = place_of(data, call);
        if (place.person == model::no_person || place.role == model::Role::none || data.people[place.person].bot ||
            data.calls.at[call] > data.cut_off || !selects_call(everybody, data, call, place))
            continue;
        RoleCalls& of = out[static_cast<std::size_t>(place.role)];
        if (figures[call].timed())
            of.calls.push_back({call, place.person});
        else
            ++of.untimed[place.person], ++of.all_untimed;
    }
    for (RoleCalls& of : out)
        base::heap_sort(of.calls.begin(), of.calls.end(), [&](const Held& a, const Held& b) {
            if (a.person != b.person) return data.people[a.person].id < data.people[b.person].id;
            return std::tuple(data.calls.at[a.call], data.calls.ids[a.call]) <
                   std::tuple(data.calls.at[b.call], data.calls.ids[b.call]);
        });
    return out;
}

}  // namespace

bool RoleCoaching::ranged() const {
    return std::any_of(ranges.begin(), ranges.end(),
                       [](const MeasureRange& range) { return range.median.has_value(); });
}

bool RoleCoaching::compared() const {
    return std::any_of(effects.begin(), effects.end(),
                       [](const CoachingEffect& effect) { return effect.interval.has_value(); });
}

Shift shift_of(std::span<const double> coached, std::span<const double> others, std::uint64_t seed) {
    const std::size_t m = coached.size(), n = others.size(), all = m + n;
    Shift out{mean_of(coached) - mean_of(others), {}};
    if (ways_to_choose(m, all) < fewest_ways) return out;
    std::vector<double> changes(coached.begin(), coached.end());
    changes.insert(changes.end(), others.begin(), others.end());
    const double sum = std::accumulate(changes.begin(), changes.end(), 0.0);
    std::vector<std::uint32_t> order(all);
    std::iota(order.begin(), order.end(), 0u);
    base::Random random(seed);
    const std::size_t drawn = std::clamp(draws / all, fewest_drawn, ways_drawn);
    // A shift is rejected where too few ways of choosing whom to call coached give as much as those who were. With a shift the
    // difference of a way moves by the share of the coached that it chooses less that of the others: each way has one shift at
    // which it gives as much, and the limits are ranks of these.
    std::vector<double> lows, highs;
    for (std::size_t i = 0; i < drawn; ++i) {
        double chosen = 0;
        std::size_t of_coached = 0;
        for (std::size_t k = 0; k < m; ++k) {
            std::swap(order[k], order[k + random.below(static_cast<std::uint32_t>(all - k))]);
            chosen += changes[order[k]];
            of_coached += order[k] < m;
        }
        const double mc = static_cast<double>(m), nc = static_cast<double>(n), own = static_cast<double>(of_coached);
        const double difference = chosen / mc - (sum - chosen) / nc;
        const double moves = own / mc - (mc - own) / nc;
        const bool same = of_coached == m;
        constexpr double no_end = std::numeric_limits<double>::infinity();
        lows.push_back(same ? -no_end : (out.difference - difference) / (1 - moves));
        highs.push_back(same ? no_end : lows.back());
    }
    const std::size_t rank = (drawn + 1) / 40;
    std::sort(lows.begin(), lows.end());
    std::sort(highs.begin(), highs.end());
    const Interval interval{lows[rank - 1], highs[drawn - rank]};
    if (std::isfinite(interval.low) && std::isfinite(interval.high)) out.interval = interval;
    return out;
}

std::vector<RoleCoaching> coaching_of(const DataSet& data, std::span<const CallFigures> figures,
                                      const Selection& selection, PeoplePart part, std::uint32_t horizon_s,
                                      const base::Zone& zone, const std::optional<Coaching>& coaching,
                                      std::uint64_t seed) {
    Selection everybody = selection;
    everybody.person = {};
    const auto by_role = calls_by_role(data, figures, everybody);
    std::vector<RoleCoaching> out;
    for (std::size_t role = 0; role < roles; ++role) {
        if (by_role[role].calls.size() + by_role[role].all_untimed == 0) continue;
        RoleTold told(data, figures, by_role[role], zone);
        out.push_back(told.tell(selection, part, horizon_s, coaching, seed));
        out.back().role = static_cast<model::Role>(role);
    }
    return out;
}

}  // namespace metrics
