#include "metrics/forecast.h"

#include <algorithm>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>
#include <map>

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

// Open deals with one chance: those of one stage and age.
struct Alike {
    StageIndex stage = 0;
    std::uint32_t age_days = 0;
    std::vector<double> values;  // one a deal
};

std::vector<Alike> alike(const std::vector<OpenDeal>& open, std::span<const double> values) {
    std::map<std::pair<StageIndex, std::uint32_t>, std::vector<double>> groups;
    for (std::size_t i = 0; i < open.size(); ++i) {
        const std::uint32_t age = std::min<std::uint32_t>(open[i].age_days, flow_days - 1);
        groups[{open[i].stage, age}].push_back(values.empty() ? 0 : values[i]);
    }
    std::vector<Alike> out;
    for (auto& [key, list] : groups) {
        std::sort(list.begin(), list.end());  // the order of the deals is the files'
        out.push_back({key.first, key.second, std::move(list)});
    }
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
                  std::uint64_t seed, std::span<const StageMove> moves) {
    Forecast out;
    const std::vector<double> won = won_values(data, history, as_of);
    double sum = 0;
    for (const double value : won) sum += value;
    const double mean_value = won.empty() ? 0 : sum / static_cast<double>(won.size());
    const std::vector<OpenDeal> open = open_deals(history, as_of);
    std::vector<double> values;
    for (const OpenDeal& deal : open) {
        const bool known = data.has_value(deal.deal);
        out.unvalued += !known;
        values.push_back(known ? static_cast<double>(data.deals.value[deal.deal]) : mean_value);
    }
    out.open = open.size();
    std::vector<Alike> groups = alike(open, values);
    const std::vector<double> a_day = arrivals(history, as_of);
    const FlowCounts counts(history, as_of);
    const Flow flow(counts, within, moves);
    for (std::size_t stage = 0; stage < history.stages; ++stage)
        out.stages.push_back({static_cast<StageIndex>(stage), 0, 0, 0});
    for (const Alike& group : groups) {
        const double chance = flow.wins(group.stage, group.age_days, within);
        StageForecast& stage = out.stages[group.stage];
        stage.open += group.values.size();
        stage.won += chance * static_cast<double>(group.values.size());
        for (const double value : group.values) stage.value += chance * value;
    }
    for (const StageForecast& stage : out.stages) {
        out.from_open.mean += stage.won;
        out.open_value.mean += stage.value;
    }
    out.from_new.mean = wins_of_new(flow, a_day, within);
    out.new_value.mean = out.from_new.mean * mean_value;

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
                const auto size = static_cast<std::uint32_t>(list.size());
                const std::uint32_t wins = drawn_binomial(random, size, chances[g]);
                count += wins;
                // Any of them is as likely: the first steps of a shuffle.
                for (std::uint32_t w = 0; w < wins; ++w) {
                    std::swap(list[w], list[w + random.below(size - w)]);
                    value += list[w];
                }
            }
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

// Of the deals decided by `as_of` that were in a stage, the share that was won; by stage.
std::vector<double> stage_weights(const FlowHistory& history, Stamp as_of) {
    std::vector<std::uint64_t> decided(history.stages), won(history.stages);
    std::vector<bool> was_in(history.stages);
    auto win = history.wins.begin();
    for (std::size_t i = 0; i < history.stays.size();) {
        const model::DealIndex deal = history.stays[i].deal;
        std::fill(was_in.begin(), was_in.end(), false);
        bool is_open = false;
        for (; i < history.stays.size() && history.stays[i].deal == deal; ++i) {
            const FlowHistory::Stay& stay = history.stays[i];
            if (stay.entered > as_of) continue;
            was_in[stay.stage] = true;
            is_open = is_open || stay.exit == Exit::open || stay.until > as_of;
        }
        while (win != history.wins.end() && win->deal < deal) ++win;
        const bool is_won = win != history.wins.end() && win->deal == deal && win->at <= as_of;
        if (is_open && !is_won) continue;
        for (std::size_t stage = 0; stage < history.stages; ++stage) {
            decided[stage] += was_in[stage];
            won[stage] += was_in[stage] && is_won;
        }
    }
    std::vector<double> out;
    for (std::size_t stage = 0; stage < history.stages; ++stage)
        out.push_back(decided[stage] == 0 ? 0 : static_cast<double>(won[stage]) / static_cast<double>(decided[stage]));
    return out;
}

class BackTester {
public:
    BackTester(const FlowHistory& history, std::uint32_t within, std::uint64_t seed)
        : history_(history), random_(seed) {
        out_.within_days = within;
        for (int i = 0; i < bins; ++i) out_.bins.push_back({i / double{bins}, (i + 1) / double{bins}, 0, 0, 0});
    }

    void test(Stamp at) {
        const std::uint32_t within = out_.within_days;
        const std::vector<OpenDeal> open = open_deals(history_, at);
        const FlowCounts counts(history_, at);
        const Flow flow(counts, within);
        const std::vector<double> weights = stage_weights(history_, at);
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
        const std::vector<Alike> groups = alike(open, {});
        std::vector<double> draws;
        for (std::size_t draw = 0; draw < cut_draws; draw += draws_per_flow) {
            const Flow drawn(counts.resampled(random_), within);
            std::vector<double> chances;
            for (const Alike& group : groups) chances.push_back(drawn.wins(group.stage, group.age_days, within));
            for (std::size_t i = 0; i < draws_per_flow; ++i) {
                double count = 0;
                for (std::size_t g = 0; g < groups.size(); ++g)
                    count += drawn_binomial(random_, static_cast<std::uint32_t>(groups[g].values.size()), chances[g]);
                draws.push_back(count);
            }
        }
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
        out_.brier /= deals;
        out_.brier_of_stage_weights /= deals;
        out_.brier_of_rate = rate * (1 - rate);
        std::erase_if(out_.bins, [](const Calibration& bin) { return bin.deals == 0; });
        return std::move(out_);
    }

private:
    static constexpr int bins = 10;
    const FlowHistory& history_;
    base::Random random_;
    BackTest out_;
    std::uint64_t won_ = 0;
};

}  // namespace

BackTest back_test(const FlowHistory& history, std::span<const Stamp> cuts, Stamp cut_off, std::uint32_t within,
                   std::uint64_t seed) {
    BackTester tester(history, within, seed);
    for (const Stamp at : cuts)
        if (can_forecast(history, at) && at + std::uint64_t{within} * day_s <= cut_off) tester.test(at);
    return tester.finish();
}

}  // namespace metrics
