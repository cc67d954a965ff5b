#include "metrics/flow.h"

#include <algorithm>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>
#include <utility>

#include "metrics/conversion.h"
#include "metrics/wins.h"

namespace metrics {

using model::Exit;
using model::StageIndex;
using model::Stamp;

FlowHistory flow_history(const model::DataSet& data, const Selection& selection) {
    FlowHistory out;
    out.stages = won_stage(data);
    std::vector<Passage> stays;
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        if (data.first_spell(deal) == data.end_spell(deal) || !selection.has_deal(data, deal)) continue;
        stays_of(data, deal, model::Jumps::passing, stays);
        bool first = true;
        for (std::size_t i = 0; i < stays.size() && stays[i].stage < out.stages; ++i) {
            const Passage& stay = stays[i];
            if (stay.untimed) {
                ++out.untimed;
                continue;
            }
            const StageIndex next =
                stay.exit == Exit::back && i + 1 < stays.size() ? stays[i + 1].stage : StageIndex{0};
            const model::Stamp until = stay.exit == Exit::open ? 0 : stay.until;
            out.stays.push_back({deal, stay.entered, until, stay.stage, next, stay.exit, first});
            if (out.first == 0 || stay.entered < out.first) out.first = stay.entered;
            first = false;
        }
        if (const model::Stamp at = won_at(data, deal, out.stages)) out.wins.push_back({deal, at});
    }
    return out;
}

std::vector<double> arrivals(const FlowHistory& history, Stamp as_of) {
    std::vector<double> a_day(history.stages);
    const std::uint32_t span = std::min<std::uint32_t>(arrival_days * day_s, as_of - history.first);
    if (span < day_s) return a_day;
    for (const FlowHistory::Stay& stay : history.stays)
        if (stay.first && stay.entered <= as_of && stay.entered > as_of - span) a_day[stay.stage] += 1;
    for (double& rate : a_day) rate /= static_cast<double>(span) / day_s;
    return a_day;
}

std::vector<FlowKnown> known_at(const FlowHistory& history, std::span<const Stamp> times) {
    using Kind = FlowCounts::Kind;
    constexpr Kind back = FlowCounts::back;
    // A stage's rows in the order of the cells: kinds, and in place of `back` every stage that it can go back to.
    const std::size_t rows = history.stages + FlowCounts::kinds - 1;
    const auto row_of = [&](std::size_t stage, Kind kind, std::size_t to) {
        return stage * rows + kind + (kind == back ? to : kind > back ? history.stages - 1 : 0);
    };
    std::vector<FlowKnown> out(times.size(), FlowKnown{FlowCounts(history.stages), {}});
    std::vector<std::vector<std::uint32_t>> ended(times.size());  // row and day of what ends up to each time
    const auto place_of = [](std::size_t row, std::uint32_t days) {
        return static_cast<std::uint32_t>(row * flow_days + std::min<std::size_t>(days, flow_days - 1));
    };
    for (const FlowHistory::Stay& stay : history.stays) {
        const StayAmong is = among(times, stay);
        for (std::size_t t = is.known; t < is.ended; ++t)
            out[t].open.push_back({stay.deal, stay.stage, (times[t] - stay.entered) / day_s});
        if (is.ended == times.size()) continue;
        const Kind kind = stay.exit == Exit::advanced ? FlowCounts::advanced
                          : stay.exit == Exit::lost   ? FlowCounts::lost
                          : stay.exit == Exit::back   ? back
                                                      : FlowCounts::left;
        ended[is.ended].push_back(place_of(row_of(stay.stage, kind, stay.next), (stay.until - stay.entered) / day_s));
    }
    std::vector<std::vector<std::uint32_t>> days(history.stages * rows);  // by row
    const auto add = [&](std::uint32_t place) {
        auto& row = days[place / flow_days];
        row.resize(flow_days);
        ++row[place % flow_days];
    };
    for (std::size_t t = 0; t < times.size(); ++t) {
        // What has ended stays so; what is open is so at this time only.
        for (const std::uint32_t place : ended[t]) add(place);
        for (std::size_t stage = 0; stage < history.stages; ++stage) days[row_of(stage, FlowCounts::open, 0)].clear();
        for (const OpenDeal& deal : out[t].open) add(place_of(row_of(deal.stage, FlowCounts::open, 0), deal.age_days));
        for (std::size_t stage = 0; stage < history.stages; ++stage)
            for (std::size_t row = 0; row < rows; ++row) {
                const auto& counts = days[stage * rows + row];
                const bool goes_back = row >= back && row < back + history.stages;
                const auto kind = static_cast<Kind>(row < back ? row : goes_back ? back : row - history.stages + 1);
                const auto to = static_cast<StageIndex>(goes_back ? row - back : 0);
                for (std::size_t day = 0; day < counts.size(); ++day)
                    if (counts[day] > 0)
                        out[t].counts.cells_.push_back(
                            {counts[day], static_cast<std::uint16_t>(day), kind, static_cast<StageIndex>(stage), to});
            }
    }
    return out;
}

FlowKnown known_at(const FlowHistory& history, Stamp as_of) {
    return std::move(known_at(history, std::span(&as_of, 1)).front());
}

FlowCounts FlowCounts::resampled(base::Random& random) const {
    FlowCounts out = *this;
    for (Cell& cell : out.cells_)
        cell.count = static_cast<std::uint32_t>(
            boost::random::poisson_distribution<std::int32_t, double>(static_cast<double>(cell.count))(random));
    return out;
}

Flow::Flow(const FlowCounts& counts, std::uint32_t horizon, std::span<const StageMove> moves)
    : horizon_(std::min<std::uint32_t>(horizon, flow_days - 1)) {
    estimate(counts);
    if (!moves.empty()) move(moves);
    reckon();
    reckon_ever();
}

void Flow::estimate(const FlowCounts& counts) {
    stages_.resize(counts.stages_);
    std::vector<std::array<std::uint32_t, flow_days>> ends(counts.stages_), exits(counts.stages_);
    for (const FlowCounts::Cell& cell : counts.cells_) {
        ends[cell.stage][cell.day] += cell.count;
        if (cell.kind != FlowCounts::open) exits[cell.stage][cell.day] += cell.count;
    }
    // Share of the entries that stand for one exit of that day: S before the day, by those at risk.
    std::vector<std::array<double, flow_days>> each(counts.stages_);
    for (std::size_t s = 0; s < stages_.size(); ++s) {
        std::uint32_t at_risk = 0;
        for (const std::uint32_t count : ends[s]) at_risk += count;
        double survival = 1;
        for (std::size_t day = 0; day < flow_days; ++day) {
            if (at_risk >= fewest_at_risk) stages_[s].known_to = static_cast<std::uint32_t>(day);
            if (at_risk > 0) {
                each[s][day] = survival / at_risk;
                survival *= 1 - static_cast<double>(exits[s][day]) / at_risk;
            }
            stages_[s].survival[day] = survival;
            at_risk -= ends[s][day];
        }
    }
    for (const FlowCounts::Cell& cell : counts.cells_) {
        OfStage& stage = stages_[cell.stage];
        const double share = cell.count * each[cell.stage][cell.day];
        if (cell.kind == FlowCounts::advanced) {
            stage.advance[cell.day] += share;
            stage.advances += share;
        } else if (cell.kind == FlowCounts::back) {
            if (stage.back.empty() || stage.back.back().first != cell.to)
                stage.back.emplace_back(cell.to, std::vector<double>(flow_days));
            stage.back.back().second[cell.day] += share;
        }
    }
}

void Flow::move(std::span<const StageMove> moves) {
    for (std::size_t s = 0; s < stages_.size(); ++s) {
        const StageMove& by = moves[s];
        if (by.conversion == 1 && by.wait == 1) continue;
        OfStage& stage = stages_[s];
        // What does not advance keeps its own proportions; where everything advances, what no longer does stays.
        const double conversion = stage.advances > 0 ? std::min(by.conversion, 1 / stage.advances) : 1;
        const double others =
            stage.advances < 1 ? std::max(0., (1 - conversion * stage.advances) / (1 - stage.advances)) : 1;
        const OfStage old = stage;
        std::array<double, flow_days> gone{};  // all that exits, by day
        stage.advance.fill(0);
        for (auto& [to, days] : stage.back) std::fill(days.begin(), days.end(), 0.);
        double survived = 1;
        for (std::size_t day = 0; day < flow_days; ++day) {
            const auto later = std::min<std::size_t>(
                static_cast<std::size_t>(std::lround(static_cast<double>(day) * by.wait)), flow_days - 1);
            stage.advance[later] += conversion * old.advance[day];
            for (std::size_t b = 0; b < old.back.size(); ++b)
                stage.back[b].second[later] += others * old.back[b].second[day];
            const double exits = survived - old.survival[day];
            survived = old.survival[day];
            gone[later] += conversion * old.advance[day] + others * (exits - old.advance[day]);
        }
        double survival = 1;
        for (std::size_t day = 0; day < flow_days; ++day) {
            survival = std::max(0., survival - gone[day]);
            stage.survival[day] = survival;
        }
        stage.known_to = std::min<std::uint32_t>(
            static_cast<std::uint32_t>(std::lround(static_cast<double>(old.known_to) * by.wait)), flow_days - 1);
        stage.advances *= conversion;
    }
}

void Flow::reckon() {
    won_.assign(stages_.size() + 1, std::vector<double>(horizon_ + 1));
    std::fill(won_.back().begin(), won_.back().end(), 1.);
    for (std::size_t t = 0; t <= horizon_; ++t)
        for (std::size_t s = stages_.size(); s-- > 0;) {
            const OfStage& stage = stages_[s];
            double sum = 0;
            for (std::size_t u = 0; u <= t; ++u) sum += stage.advance[u] * won_[s + 1][t - u];
            // Back on the day of the entry counts a day later: the stage before is not reckoned for this day yet.
            for (const auto& [to, days] : stage.back)
                for (std::size_t u = 0; t > 0 && u <= t; ++u)
                    sum += days[u] * won_[to][t - std::max<std::size_t>(u, 1)];
            won_[s][t] = sum;
        }
}

// Gauss–Seidel from the win backwards: exact at once where nothing goes back, else each sweep adds one more time round.
void Flow::reckon_ever() {
    constexpr int most_sweeps = 1000;
    constexpr double settled = 1e-13;
    ever_.assign(stages_.size() + 1, 0.);
    ever_.back() = 1;
    std::vector<std::vector<std::pair<StageIndex, double>>> back(stages_.size());
    for (std::size_t s = 0; s < stages_.size(); ++s)
        for (const auto& [to, days] : stages_[s].back) {
            double sum = 0;
            for (const double share : days) sum += share;
            back[s].emplace_back(to, sum);
        }
    for (int sweep = 0; sweep < most_sweeps; ++sweep) {
        double change = 0;
        for (std::size_t s = stages_.size(); s-- > 0;) {
            double sum = std::min(1., stages_[s].advances) * ever_[s + 1];
            for (const auto& [to, share] : back[s]) sum += share * ever_[to];
            change = std::max(change, std::abs(sum - ever_[s]));
            ever_[s] = std::min(1., sum);
        }
        if (change < settled) break;
    }
}

double Flow::wins_from_entry(StageIndex stage, std::uint32_t within) const {
    return std::min(1., won_[stage][std::min(within, horizon_)]);
}

double Flow::wins(StageIndex stage, std::uint32_t age_days, std::uint32_t within) const {
    const OfStage& of = stages_[stage];
    const std::size_t age = std::min(age_days, of.known_to), most = std::min(within, horizon_);
    const double still = of.survival[age];
    if (still <= 0) return 0;
    double sum = 0;
    for (std::size_t u = 1; u <= most && age + u < flow_days; ++u) {
        sum += of.advance[age + u] * won_[stage + 1u][most - u];
        for (const auto& [to, days] : of.back) sum += days[age + u] * won_[to][most - u];
    }
    return std::min(1., sum / still);
}

double wins_of_new(const Flow& flow, std::span<const double> a_day, std::uint32_t within) {
    double sum = 0;
    for (std::size_t stage = 0; stage < a_day.size(); ++stage)
        for (std::uint32_t day = 0; a_day[stage] > 0 && day < within; ++day)
            sum += a_day[stage] *
                   (flow.wins_from_entry(static_cast<StageIndex>(stage), within - day) +
                    flow.wins_from_entry(static_cast<StageIndex>(stage), within - day - 1)) /
                   2;
    return sum;
}

}  // namespace metrics
