#include "metrics/durations.h"

#include <algorithm>
#include <cmath>

namespace metrics {
namespace {

using model::Exit;

std::uint32_t quantile_of(const std::vector<std::uint32_t>& sorted, std::uint64_t tenths) {
    return sorted[static_cast<std::size_t>((sorted.size() * tenths + 9) / 10 - 1)];
}

// What is between two instants: seconds, or working seconds where there is a calendar.
class Clock {
public:
    explicit Clock(const Calendar* calendar) : calendar_(calendar) {}
    std::uint32_t between(model::Stamp from, model::Stamp to) const {
        return calendar_ ? calendar_->between(from, to) : to - from;
    }

private:
    const Calendar* calendar_;
};

// How long a passage lasted, or has lasted at the cut-off; none where that is not known.
Seconds age_of(const Passage& passage, model::Stamp cut_off, Clock clock) {
    const model::Stamp end = passage.exit == Exit::open ? cut_off : passage.until;
    if (passage.untimed || passage.entered > cut_off || end < passage.entered) return std::nullopt;
    return clock.between(passage.entered, end);
}

// The place whose settled stays say what is stale there.
std::size_t place_of(const Passage& passage, Unit unit) {
    return unit == Unit::stay ? passage.stage : static_cast<std::size_t>(passage.role);
}

// By place: the p90 of the settled stays of all the data.
std::vector<Seconds> stale_limits(const model::DataSet& data, Unit unit, Clock clock) {
    std::vector<std::vector<std::uint32_t>> settled(256);
    each_passage(data, Selection(), unit, model::Jumps::strict, [&](const Passage& passage) {
        const Seconds age = age_of(passage, data.cut_off, clock);
        if (age && passage.exit != Exit::open) settled[place_of(passage, unit)].push_back(*age);
    });
    std::vector<Seconds> limits;
    for (auto& ages : settled) {
        std::sort(ages.begin(), ages.end());
        limits.push_back(ages.size() < fewest_settled ? Seconds() : quantile_of(ages, 9));
    }
    return limits;
}

struct OpenStay {
    std::uint32_t age = 0;
    Passage passage;
};

// What is collected of one group.
struct Collected {
    TimeGroup group;
    std::vector<Observed> observed;
    std::vector<OpenStay> open;
    std::size_t place = 0;
    bool one_place = true;
};

void take(Collected& to, const Passage& passage, Seconds age, std::size_t place) {
    TimeGroup& group = to.group;
    if (group.entries == 0) to.place = place;
    to.one_place = to.one_place && to.place == place;
    ++group.entries;
    group.passed += passage.passed;
    group.untimed += !passage.passed && !age;
    if (passage.passed || !age) return;
    const bool open = passage.exit == Exit::open;
    group.settled += !open;
    to.observed.push_back({*age, 0, open ? Cause::open : Cause::advanced});
    if (open) to.open.push_back({*age, passage});
}

void finish(Collected& of, const model::DataSet& data, Unit unit, const std::vector<Seconds>& limits) {
    TimeGroup& group = of.group;
    group.lasting = lasting(of.observed);
    std::vector<std::uint32_t> ages;
    Ledger stale;
    for (const OpenStay& stay : of.open) {
        ages.push_back(stay.age);
        const Seconds limit = limits[place_of(stay.passage, unit)];
        group.stale_unknown += !limit;
        if (limit && stay.age > *limit) stale.add(data, stay.passage);
    }
    group.open = quantiles(ages);
    group.stale = stale.entries();
    group.stale_value = stale.value;
    group.stale_valued = stale.valued;
    if (of.one_place && group.entries > 0) group.stale_after = limits[of.place];
}

// Created → won of the deals that have a passage selected.
class Cycles {
public:
    Cycles(const model::DataSet& data, Clock clock) : data_(data), clock_(clock) {}

    // Passages come deal by deal.
    void take(const Passage& passage) {
        if (taken_ && last_ == passage.deal) return;
        taken_ = true;
        last_ = passage.deal;
        const model::SpellIndex end = data_.end_spell(passage.deal);
        const bool at_end = data_.stages[data_.spells.stage[end - 1]].outcome == model::Outcome::won;
        if (!at_end && data_.deals.status[passage.deal] != model::Status::won) return;
        const model::Stamp first = data_.spells.entered[data_.first_spell(passage.deal)];
        const bool dated = data_.deals.created[passage.deal] != 0;
        const model::Stamp created = dated ? data_.deals.created[passage.deal] : first;
        const model::Stamp won = at_end ? data_.spells.entered[end - 1] : data_.deals.closed[passage.deal];
        if (won < created || won > data_.cut_off) {
            ++untimed;
            return;
        }
        ages.push_back(clock_.between(created, won));
        from_first_entry += !dated;
    }

    std::vector<std::uint32_t> ages;
    std::uint64_t untimed = 0, from_first_entry = 0;

private:
    const model::DataSet& data_;
    Clock clock_;
    model::DealIndex last_ = 0;
    bool taken_ = false;
};

}  // namespace

Quantiles quantiles(std::vector<std::uint32_t>& ages) {
    Quantiles out{ages.size(), {}, {}};
    if (ages.empty()) return out;
    std::sort(ages.begin(), ages.end());
    out.median = quantile_of(ages, 5);
    out.p90 = quantile_of(ages, 9);
    return out;
}

Lasting lasting(std::span<Observed> observed) {
    const Incidence curve = aalen_johansen(observed);
    Lasting out{quantile(curve, 0.5), {}, {}, quantile(curve, 0.9)};
    double greenwood = 0;
    for (std::size_t i = 0; i < curve.age.size() && !out.median_high; ++i) {
        const double n = curve.at_risk[i];
        const double d = curve.exits[i];
        greenwood += d / (n * (n - d));
        const double s = curve.survival[i];
        if (d >= n) break;  // no interval at S = 0
        const auto interval = log_log(s, s * std::sqrt(greenwood));
        if (!interval) continue;
        if (!out.median_low && interval->low <= 0.5) out.median_low = curve.age[i];
        if (interval->high <= 0.5) out.median_high = curve.age[i];
    }
    return out;
}

TimeFigure durations(const model::DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                     model::Jumps jumps, const base::Zone& zone, const Calendar* calendar) {
    const Unit unit = unit_of(dimensions);
    const Clock clock(calendar);
    GroupTable table(dimensions.size());
    std::vector<Collected> collected;
    Cycles cycles(data, clock);
    each_passage(data, selection, unit, jumps, [&](const Passage& passage) {
        const std::size_t at = table.find_or_add(key_of(dimensions, data, zone, passage));
        if (at == collected.size()) collected.emplace_back();
        take(collected[at], passage, age_of(passage, data.cut_off, clock), place_of(passage, unit));
        cycles.take(passage);
    });
    const std::vector<Seconds> limits = stale_limits(data, unit, clock);
    TimeFigure figure;
    for (std::size_t g = 0; g < collected.size(); ++g) {
        finish(collected[g], data, unit, limits);
        collected[g].group.keys = table.keys_of(g);
        figure.groups.push_back(std::move(collected[g].group));
    }
    std::sort(figure.groups.begin(), figure.groups.end(), [](const auto& a, const auto& b) { return a.keys < b.keys; });
    figure.cycle = quantiles(cycles.ages);
    figure.cycle_untimed = cycles.untimed;
    figure.cycle_from_first_entry = cycles.from_first_entry;
    return figure;
}

}  // namespace metrics
