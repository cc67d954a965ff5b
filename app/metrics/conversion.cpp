#include "metrics/conversion.h"

#include <algorithm>
#include <cmath>

#include "base/heap_sort.h"
#include "metrics/grouped_times.h"

namespace metrics {
namespace {

using model::Exit;

Cause cause_of(Exit exit) {
    switch (exit) {
        case Exit::advanced: return Cause::advanced;
        case Exit::lost: return Cause::lost;
        case Exit::back:
        case Exit::left: return Cause::other;
        case Exit::open: break;
    }
    return Cause::open;
}

class Collector {
public:
    Collector(const model::DataSet& data, std::span<const Dimension> dimensions, const base::Zone& zone)
        : data_(data), dimensions_(dimensions), zone_(zone), table_(dimensions.size()) {
        times_.reserve(data.spells.entered.size());
    }

    void take(const Passage& passage) {
        const std::size_t at = table_.find_or_add(key_of(dimensions_, data_, zone_, passage));
        if (at == groups_.size()) groups_.emplace_back();
        groups_[at].observed.add(data_, passage);
        const bool open = passage.exit == Exit::open;
        const model::Stamp end = open ? data_.cut_off : passage.until;
        if (passage.untimed || passage.entered > data_.cut_off || end < passage.entered) {
            ++groups_[at].left_out;
            return;
        }
        first_ = std::min(first_, passage.entered);
        groups_[at].advances += passage.exit == Exit::advanced;
        times_.add(at, end - passage.entered, cause_of(passage.exit));
    }

    ConversionEntries finish() {
        ConversionEntries out;
        const auto sorted = times_.sort(groups_.size(), out.times);
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            groups_[g].keys = table_.keys_of(g);
            groups_[g].times = sorted[g];
        }
        base::heap_sort(groups_.begin(), groups_.end(), [](const auto& a, const auto& b) { return a.keys < b.keys; });
        out.groups = std::move(groups_);
        if (!times_.empty()) out.longest_s = data_.cut_off - first_;
        return out;
    }

private:
    const model::DataSet& data_;
    std::span<const Dimension> dimensions_;
    const base::Zone& zone_;
    GroupTable table_;
    std::vector<ConversionGroup> groups_;
    GroupedTimes times_;
    model::Stamp first_ = 0xffffffff;
};

// Sorted and without delayed entry, ten are at risk up to the age of the tenth from the end.
std::optional<std::uint32_t> last_with_ten(std::span<const Observed> times) {
    if (times.size() < fewest_at_risk) return std::nullopt;
    return times[times.size() - fewest_at_risk].age;
}

bool decided(std::span<const Observed> times) {
    const auto last = last_with_ten(times);
    if (!last) return false;
    for (Curve curve(times); curve.next() && curve.age() <= *last;)
        if (curve.survival() <= decided_below) return true;
    return false;
}

// The paths of one deal, from its stays in order.
template <class Take>
void each_path(std::span<const Passage> stays, Path path, Take&& take) {
    const Passage* begun = nullptr;
    const auto end = [&](Exit exit, model::Stamp until, bool untimed) {
        Passage whole = *begun;
        whole.exit = exit;
        whole.until = until;
        whole.untimed = untimed;
        begun = nullptr;
        take(whole);
    };
    for (const Passage& stay : stays) {
        if (begun && stay.stage == path.to) end(Exit::advanced, stay.entered, false);
        if (!begun && stay.stage == path.from) begun = &stay;
        if (!begun) continue;
        if (stay.exit == Exit::lost) end(Exit::lost, stay.until, stay.untimed);
        const bool last = &stay == &stays.back();
        if (!begun || !last) continue;
        // A deal that is won without having entered the stage looked for has left the path.
        end(stay.exit == Exit::open ? Exit::open : Exit::left, stay.until, stay.untimed);
    }
}

}  // namespace

ConversionEntries conversion_entries(const model::DataSet& data, const Selection& selection,
                                     std::span<const Dimension> dimensions, model::Jumps jumps, const base::Zone& zone,
                                     std::optional<Path> path, const Selection* other) {
    Collector collector(data, dimensions, zone);
    bool shared = false;
    const auto take = [&](const Passage& passage) {
        collector.take(passage);
        shared = shared || (other && other->has_deal(data, passage.deal) && selects(*other, data, passage));
    };
    const auto finish = [&] {
        ConversionEntries out = collector.finish();
        out.shared = shared;
        return out;
    };
    if (!path) {
        each_passage(data, selection, unit_of(dimensions), jumps, take);
        return finish();
    }
    std::vector<Passage> stays;
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        if (data.first_spell(deal) == data.end_spell(deal) || !selection.has_deal(data, deal)) continue;
        stays_of(data, deal, jumps, stays);
        each_path(stays, *path, [&](const Passage& whole) {
            if (selects(selection, data, whole)) take(whole);
        });
    }
    return finish();
}

std::optional<std::uint32_t> horizon_of(std::span<const ConversionGroup* const> groups, std::uint32_t longest_s,
                                        std::uint32_t day) {
    const auto has_ten = [day](const ConversionGroup& group, std::uint32_t days) {
        return last_with_ten(group.times) >= days * day;  // no such age is before every age
    };
    std::optional<std::uint32_t> horizon;
    for (const std::uint32_t days : horizons_days) {
        if (days * day > longest_s) break;
        const bool all = std::ranges::all_of(groups, [&](const ConversionGroup* group) {
            return group->few() || !has_ten(*group, horizons_days[0]) || has_ten(*group, days);
        });
        const bool any = std::ranges::any_of(
            groups, [&](const ConversionGroup* group) { return !group->few() && has_ten(*group, days); });
        if (!all) break;
        if (any || days == horizons_days[0]) horizon = days;
    }
    return horizon;
}

Shown Showing::at(std::uint32_t age) {
    if (group_.few()) return Shown::few;
    if (last_with_ten(group_.times) >= age) return Shown::estimate;
    const auto cut_off_before = [age](const Observed& o) { return o.cause == Cause::open && o.age < age; };
    if (std::ranges::none_of(group_.times, cut_off_before)) return Shown::estimate;
    if (!decided_) decided_ = decided(group_.times);
    return *decided_ ? Shown::estimate : Shown::young;
}

Estimated difference(const Estimated& first, const Estimated& second) {
    const double estimate = first.estimate - second.estimate;
    const double se = std::hypot(first.se, second.se);
    return {estimate, se, Interval{estimate - z_95 * se, estimate + z_95 * se}};
}

}  // namespace metrics
