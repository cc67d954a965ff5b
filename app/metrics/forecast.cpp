#include "metrics/forecast.h"

#include <algorithm>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>

#include "metrics/conversion.h"

namespace metrics {

using model::Exit;
using model::StageIndex;
using model::Stamp;

namespace {

constexpr std::size_t cut_draws = 200;  // for the range of one day of a back-test

std::uint32_t drawn_binomial(base::Random& random, std::uint32_t of, double chance) {
    if (of == 0 || chance <= 0) return 0;
    if (chance >= 1) return of;
    if (of == 1) return random.unit() < chance;
    return static_cast<std::uint32_t>(
        boost::random::binomial_distribution<std::int32_t, double>(static_cast<std::int32_t>(of), chance)(random));
}

std::uint32_t drawn_poisson(base::Random& random, double mean) {
    if (mean <= 0) return 0;
    return static_cast<std::uint32_t>(boost::random::poisson_distribution<std::int32_t, double>(mean)(random));
}

double below(std::span<const double> sorted, double share) {
    return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
}

Expected range_of(double mean, std::vector<double> draws) {
    std::sort(draws.begin(), draws.end());
    return {mean, below(draws, 0.1), below(draws, 0.9)};
}

double stretched(double draw, double mean, double stretch, double most) {
    return std::clamp(mean + stretch * (draw - mean), 0., std::max(most, 0.));
}

// Open deals with one chance: those of one stage and age.
struct Alike {
    StageIndex stage = 0;
    std::uint32_t age_days = 0;
    std::uint32_t count = 0;
    std::vector<double> values = {};  // one a deal, where they are given
};

std::vector<Alike> alike(std::size_t stages, const std::vector<OpenDeal>& open, std::span<const double> values) {
    const auto cell_of = [](const OpenDeal& deal) {
        return deal.stage * flow_days + std::min<std::size_t>(deal.age_days, flow_days - 1);
    };
    std::vector<std::uint32_t> cells(stages * flow_days);  // counts, then places
    for (const OpenDeal& deal : open) ++cells[cell_of(deal)];
    std::vector<Alike> out;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (cells[cell] == 0) continue;
        out.push_back(
            {static_cast<StageIndex>(cell / flow_days), static_cast<std::uint32_t>(cell % flow_days), cells[cell]});
        cells[cell] = static_cast<std::uint32_t>(out.size() - 1);
    }
    for (std::size_t i = 0; i < values.size(); ++i) out[cells[cell_of(open[i])]].values.push_back(values[i]);
    // The order of the deals is the files'.
    for (Alike& group : out) std::sort(group.values.begin(), group.values.end());
    return out;
}

// The values of what was won by `as_of`, ascending.
std::vector<double> won_values(const model::DataSet& data, const FlowHistory& history, Stamp as_of) {
    std::vector<double> out;
    for (const FlowHistory::Win& win : history.wins)
        if (win.at <= as_of && data.has_value(win.deal)) out.push_back(static_cast<double>(data.deals.value[win.deal]));
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

bool can_forecast(const FlowHistory& history, Stamp as_of) {
    if (history.first == 0 || as_of < history.first + std::uint64_t{fewest_days} * day_s) return false;
    const auto won = std::count_if(history.wins.begin(), history.wins.end(),
                                   [&](const FlowHistory::Win& win) { return win.at <= as_of; });
    return static_cast<std::uint64_t>(won) >= fewest_wins;
}

Forecast forecast(const model::DataSet& data, const FlowHistory& history, Stamp as_of, std::uint32_t within,
                  std::uint64_t seed, std::span<const StageMove> moves, double stretch) {
    Forecast out;
    const std::vector<double> won = won_values(data, history, as_of);
    double sum = 0;
    for (const double value : won) sum += value;
    const double mean_value = won.empty() ? 0 : sum / static_cast<double>(won.size());
    const auto [counts, open] = known_at(history, as_of);
    std::vector<double> values;
    for (const OpenDeal& deal : open) {
        const bool known = data.has_value(deal.deal);
        out.unvalued += !known;
        values.push_back(known ? static_cast<double>(data.deals.value[deal.deal]) : mean_value);
    }
    out.open = open.size();
    std::vector<Alike> groups = alike(history.stages, open, values);
    const std::vector<double> a_day = arrivals(history, as_of);
    const Flow flow(counts, within, moves);
    for (std::size_t stage = 0; stage < history.stages; ++stage)
        out.stages.push_back({static_cast<StageIndex>(stage), 0, 0, 0});
    for (const Alike& group : groups) {
        const double chance = flow.wins(group.stage, group.age_days, within);
        StageForecast& stage = out.stages[group.stage];
        stage.open += group.count;
        stage.won += chance * group.count;
        for (const double value : group.values) stage.value += chance * value;
    }
    for (const StageForecast& stage : out.stages) {
        out.from_open.mean += stage.won;
        out.open_value.mean += stage.value;
    }
    out.from_new.mean = wins_of_new(flow, a_day, within);
    out.new_value.mean = out.from_new.mean * mean_value;

    double valued_in_all = 0;
    for (const double value : values) valued_in_all += value;
    base::Random random(seed);
    std::vector<double> of_open, of_new, value_of_open, value_of_new;
    for (std::size_t draw = 0; draw < forecast_draws; draw += draws_per_flow) {
        const Flow drawn(counts.resampled(random), within, moves);
        const double new_wins = wins_of_new(drawn, a_day, within);
        std::vector<double> chances;
        for (const Alike& group : groups) chances.push_back(drawn.wins(group.stage, group.age_days, within));
        for (std::size_t i = 0; i < draws_per_flow; ++i) {
            double count = 0, value = 0;
            for (std::size_t g = 0; g < groups.size(); ++g) {
                std::vector<double>& list = groups[g].values;
                const std::uint32_t size = groups[g].count;
                const std::uint32_t wins = drawn_binomial(random, size, chances[g]);
                count += wins;
                // Any of them is as likely: the first steps of a shuffle.
                for (std::uint32_t w = 0; w < wins; ++w) {
                    std::swap(list[w], list[w + random.below(size - w)]);
                    value += list[w];
                }
            }
            count = stretched(count, out.from_open.mean, stretch, static_cast<double>(out.open));
            value = stretched(value, out.open_value.mean, stretch, valued_in_all);
            const std::uint32_t more = drawn_poisson(random, new_wins);
            double more_value = 0;
            for (std::uint32_t w = 0; w < more && !won.empty(); ++w)
                more_value += won[random.below(static_cast<std::uint32_t>(won.size()))];
            of_open.push_back(count);
            of_new.push_back(more);
            value_of_open.push_back(value);
            value_of_new.push_back(more_value);
            out.draws.push_back(count + more);
            out.value_draws.push_back(value + more_value);
        }
    }
    out.from_open = range_of(out.from_open.mean, std::move(of_open));
    out.from_new = range_of(out.from_new.mean, std::move(of_new));
    out.open_value = range_of(out.open_value.mean, std::move(value_of_open));
    out.new_value = range_of(out.new_value.mean, std::move(value_of_new));
    out.won = range_of(out.from_open.mean + out.from_new.mean, out.draws);
    out.value = range_of(out.open_value.mean + out.new_value.mean, out.value_draws);
    std::sort(out.draws.begin(), out.draws.end());
    std::sort(out.value_draws.begin(), out.value_draws.end());
    return out;
}

namespace {

// Of the deals decided by each of the times that were in a stage, the share that was won; by time and stage.
std::vector<std::vector<double>> stage_weights(const FlowHistory& history, std::span<const Stamp> times) {
    struct Decided {
        std::uint64_t all = 0, won = 0;
    };
    // What is decided and does not change any more counts from its time on, the rest at one time only.
    std::vector<std::vector<Decided>> from(times.size(), std::vector<Decided>(history.stages)), at = from;
    std::vector<std::uint64_t> counted(history.stages);  // which of the countings was the last
    std::uint64_t counting = 0;
    auto win = history.wins.begin();
    for (std::size_t first = 0, end = 0; first < history.stays.size(); first = end) {
        const model::DealIndex deal = history.stays[first].deal;
        while (end < history.stays.size() && history.stays[end].deal == deal) ++end;
        const std::span stays = std::span(history.stays).subspan(first, end - first);
        while (win != history.wins.end() && win->deal < deal) ++win;
        const bool wins = win != history.wins.end() && win->deal == deal;
        bool settled = false;
        for (std::size_t t = among(times, stays.front()).known; t < times.size() && !settled; ++t) {
            const bool is_won = wins && win->at <= times[t];
            bool is_open = false;
            settled = is_won || !wins;
            for (const FlowHistory::Stay& stay : stays) {
                const bool known = stay.entered <= times[t];
                const bool ended = stay.exit != Exit::open && stay.until <= times[t];
                is_open = is_open || (known && !ended);
                settled = settled && known && ended;
            }
            if (is_open && !is_won) continue;
            std::vector<Decided>& into = settled ? from[t] : at[t];
            ++counting;
            for (const FlowHistory::Stay& stay : stays) {
                if (stay.entered > times[t] || counted[stay.stage] == counting) continue;
                counted[stay.stage] = counting;
                ++into[stay.stage].all;
                into[stay.stage].won += is_won;
            }
        }
    }
    std::vector<std::vector<double>> out(times.size());
    std::vector<Decided> so_far(history.stages);
    for (std::size_t t = 0; t < times.size(); ++t)
        for (std::size_t stage = 0; stage < history.stages; ++stage) {
            so_far[stage].all += from[t][stage].all;
            so_far[stage].won += from[t][stage].won;
            const auto all = static_cast<double>(so_far[stage].all + at[t][stage].all);
            out[t].push_back(all == 0 ? 0 : static_cast<double>(so_far[stage].won + at[t][stage].won) / all);
        }
    return out;
}

class BackTester {
public:
    BackTester(const FlowHistory& history, std::uint32_t within, std::uint64_t seed)
        : history_(history), random_(seed) {
        out_.within_days = within;
        for (int i = 0; i < bins; ++i) out_.bins.push_back({i / double{bins}, (i + 1) / double{bins}, 0, 0, 0});
    }

    void test(Stamp at, const FlowKnown& known, std::span<const double> weights) {
        const auto& [counts, open] = known;
        const std::uint32_t within = out_.within_days;
        const Flow flow(counts, within);
        BackTestCut cut{at, open.size(), 0, 0, 0, 0, 0};
        auto win = history_.wins.begin();
        for (const OpenDeal& deal : open) {
            while (win != history_.wins.end() && win->deal < deal.deal) ++win;
            const bool won = win != history_.wins.end() && win->deal == deal.deal && win->at > at &&
                             win->at <= at + std::uint64_t{within} * day_s;
            const double chance = flow.wins(deal.stage, deal.age_days, within), weight = weights[deal.stage];
            cut.expected += chance;
            cut.by_stage_weights += weight;
            cut.won += won;
            out_.brier += (chance - won) * (chance - won);
            out_.brier_of_stage_weights += (weight - won) * (weight - won);
            Calibration& bin = out_.bins[std::min(static_cast<std::size_t>(chance * bins), std::size_t{bins - 1})];
            ++bin.deals;
            bin.won += won;
            bin.expected += chance;
        }
        const std::vector<Alike> groups = alike(history_.stages, open, {});
        std::vector<double> draws;
        for (std::size_t draw = 0; draw < cut_draws; draw += draws_per_flow) {
            const Flow drawn(counts.resampled(random_), within);
            std::vector<double> chances;
            for (const Alike& group : groups) chances.push_back(drawn.wins(group.stage, group.age_days, within));
            for (std::size_t i = 0; i < draws_per_flow; ++i) {
                double count = 0;
                for (std::size_t g = 0; g < groups.size(); ++g)
                    count += drawn_binomial(random_, groups[g].count, chances[g]);
                draws.push_back(count);
            }
        }
        double square = 0;
        for (const double draw : draws) square += (draw - cut.expected) * (draw - cut.expected);
        const double off = static_cast<double>(cut.won) - cut.expected;
        // No draw differs where no deal can be won within the days: then nothing is said by what came.
        off_.push_back(square > 0 ? off * off / (square / static_cast<double>(draws.size())) : 1);
        const Expected range = range_of(cut.expected, std::move(draws));
        cut.low = range.low;
        cut.high = range.high;
        out_.deals += open.size();
        won_ += cut.won;
        out_.cuts.push_back(cut);
    }

    BackTest finish() {
        if (out_.deals == 0) return std::move(out_);
        const double deals = static_cast<double>(out_.deals), rate = static_cast<double>(won_) / deals;
        out_.stretch = stretch_without(off_.size());
        for (std::size_t i = 0; i < out_.cuts.size(); ++i) {
            BackTestCut& cut = out_.cuts[i];
            const double stretch = stretch_without(i), open = static_cast<double>(cut.open);
            cut.low = stretched(cut.low, cut.expected, stretch, open);
            cut.high = stretched(cut.high, cut.expected, stretch, open);
        }
        out_.brier /= deals;
        out_.brier_of_stage_weights /= deals;
        out_.brier_of_rate = rate * (1 - rate);
        std::erase_if(out_.bins, [](const Calibration& bin) { return bin.deals == 0; });
        return std::move(out_);
    }

private:
    // Of the days but one: a day's own range is not made from what came of it.
    double stretch_without(std::size_t day) const {
        if (off_.size() < fewest_for_stretch) return 1;
        const auto days = static_cast<double>(off_.size() - (day < off_.size()));
        double sum = 0;
        for (std::size_t i = 0; i < off_.size(); ++i) sum += i == day ? 0 : off_[i];
        if (sum <= days) return 1;
        // Abramowitz and Stegun, 26.7.5, at the 90th of a hundred: Student's quantile of so many degrees over the normal one.
        constexpr double z = 1.2815515655446004, z2 = z * z;
        const double t = 1 + (z2 + 1) / (4 * days) + ((5 * z2 + 16) * z2 + 3) / (96 * days * days);
        return std::sqrt(sum / days) * t;
    }

    static constexpr int bins = 10;
    const FlowHistory& history_;
    base::Random random_;
    BackTest out_;
    std::vector<double> off_;  // by day: the square of what came off the expected, over the variance of the draws
    std::uint64_t won_ = 0;
};

}  // namespace

BackTest back_test(const FlowHistory& history, std::span<const Stamp> cuts, Stamp cut_off, std::uint32_t within,
                   std::uint64_t seed) {
    std::vector<Stamp> tested;
    for (const Stamp at : cuts)
        if (can_forecast(history, at) && at + std::uint64_t{within} * day_s <= cut_off) tested.push_back(at);
    const std::vector<FlowKnown> known = known_at(history, tested);
    const std::vector<std::vector<double>> weights = stage_weights(history, tested);
    BackTester tester(history, within, seed);
    for (std::size_t i = 0; i < tested.size(); ++i) tester.test(tested[i], known[i], weights[i]);
    return tester.finish();
}

}  // namespace metrics
