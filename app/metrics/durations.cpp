#include "metrics/durations.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/heap_sort.h"
#include "metrics/grouped_times.h"
#include "metrics/wins.h"

namespace metrics {
namespace {

using model::Exit;

// The number at this place, were they sorted, by its digits from the highest down: three passes, nothing moved.
std::uint32_t nth_smallest(std::span<const std::uint32_t> numbers, std::size_t nth) {
    constexpr unsigned bits = 11;
    std::uint32_t found = 0;
    for (unsigned digit = 3; digit-- > 0;) {
        const unsigned shift = digit * bits;
        std::array<std::size_t, 1u << bits> count{};
        for (const std::uint32_t number : numbers)
            if ((std::uint64_t{number} ^ found) >> (shift + bits) == 0) ++count[number >> shift & ((1u << bits) - 1)];
        std::uint32_t value = 0;
        while (nth >= count[value]) nth -= count[value++];
        found |= value << shift;
    }
    return found;
}

std::uint32_t quantile_of(std::span<const std::uint32_t> ages, std::uint64_t tenths) {
    return nth_smallest(ages, static_cast<std::size_t>((ages.size() * tenths + 9) / 10 - 1));
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
    for (const auto& ages : settled) limits.push_back(ages.size() < fewest_settled ? Seconds() : quantile_of(ages, 9));
    return limits;
}

struct OpenStay {
    std::uint32_t age = 0;
    Passage passage;
};

// What is collected of one group.
struct Collected {
    TimeGroup group;
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
    if (open) to.open.push_back({*age, passage});
}

void finish(Collected& of, const model::DataSet& data, Unit unit, const std::vector<Seconds>& limits) {
    TimeGroup& group = of.group;
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
    Cycles(const model::DataSet& data, Clock clock) : data_(data), clock_(clock), won_from_(won_stage(data)) {}

    // Passages come deal by deal.
    void take(const Passage& passage) {
        if (taken_ && last_ == passage.deal) return;
        taken_ = true;
        last_ = passage.deal;
        const model::Stamp won = won_at(data_, passage.deal, won_from_);
        if (won == 0 && data_.deals.status[passage.deal] != model::Status::won) return;
        const model::Stamp first = data_.spells.entered[data_.first_spell(passage.deal)];
        const bool dated = data_.deals.created[passage.deal] != 0;
        const model::Stamp created = dated ? data_.deals.created[passage.deal] : first;
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
    std::size_t won_from_;
    model::DealIndex last_ = 0;
    bool taken_ = false;
};

// Whether both log-log limits are above a half for sure, told without exponentials: the lower one is where z · se is below
// S |log S| (1 − |log S| / log 2), for log x ≥ 1 − 1/x, and that is at least S (1 − S) (2 S − 1), for |log S| is between 1 − S and
// 2 (1 − S) log 2. A little is left for rounding.
bool limits_above_half(double survival, double greenwood) {
    const double least = 0.999 * (1 - survival) * (2 * survival - 1);
    return least > 0 && z_95 * z_95 * greenwood < least * least;
}

}  // namespace

Quantiles quantiles(std::span<const std::uint32_t> ages) {
    Quantiles out{ages.size(), {}, {}};
    if (ages.empty()) return out;
    out.median = quantile_of(ages, 5);
    out.p90 = quantile_of(ages, 9);
    return out;
}

Lasting lasting(std::span<Observed> observed) {
    sort_observed(observed);
    Lasting out;
    double greenwood = 0;
    bool has_limits = true;  // no more behind the upper one, and where S is 0
    for (Curve curve(observed); (has_limits || !out.p90) && curve.next();) {
        if (!out.median && curve.is_down(0.5)) out.median = curve.age();
        if (!out.p90 && curve.is_down(0.9)) out.p90 = curve.age();
        const double n = curve.at_risk(), d = curve.exits(), s = curve.survival();
        has_limits = has_limits && d < n;
        if (!has_limits) continue;
        greenwood += d / (n * (n - d));
        if (limits_above_half(s, greenwood)) continue;
        const auto interval = log_log(s, s * std::sqrt(greenwood));
        if (!interval) continue;
        if (!out.median_low && interval->low <= 0.5) out.median_low = curve.age();
        if (interval->high <= 0.5) out.median_high = curve.age();
        has_limits = !out.median_high;
    }
    return out;
}

TimeFigure durations(const model::DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                     model::Jumps jumps, const base::Zone& zone, const Calendar* calendar) {
    const Unit unit = unit_of(dimensions);
    const Clock clock(calendar);
    GroupTable table(dimensions.size());
    std::vector<Collected> collected;
    GroupedTimes times;
    times.reserve(data.spells.entered.size());
    Cycles cycles(data, clock);
    each_passage(data, selection, unit, jumps, [&](const Passage& passage) {
        const std::size_t at = table.find_or_add(key_of(dimensions, data, zone, passage));
        if (at == collected.size()) collected.emplace_back();
        const Seconds age = age_of(passage, data.cut_off, clock);
        take(collected[at], passage, age, place_of(passage, unit));
        if (age && !passage.passed) times.add(at, *age, passage.exit == Exit::open ? Cause::open : Cause::advanced);
        cycles.take(passage);
    });
    const std::vector<Seconds> limits = stale_limits(data, unit, clock);
    std::vector<Observed> observed;
    const auto sorted = times.sort(collected.size(), observed);
    TimeFigure figure;
    for (std::size_t g = 0; g < collected.size(); ++g) {
        finish(collected[g], data, unit, limits);
        collected[g].group.lasting = lasting(sorted[g]);
        collected[g].group.keys = table.keys_of(g);
        figure.groups.push_back(std::move(collected[g].group));
    }
    base::heap_sort(figure.groups.begin(), figure.groups.end(),
                    [](const auto& a, const auto& b) { return a.keys < b.keys; });
    figure.cycle = quantiles(cycles.ages);
    figure.cycle_untimed = cycles.untimed;
    figure.cycle_from_first_entry = cycles.from_first_entry;
    return figure;
}

}  // namespace metrics
