#include "metrics/handoffs.h"

#include <algorithm>

#include "base/heap_sort.h"
#include "metrics/grouped_times.h"
#include "metrics/groups.h"
#include "metrics/holdings.h"

namespace metrics {

using model::Exit;

namespace {

// When somebody did something about a deal: activities and calls, by deal, each deal's sorted.
class Touches {
public:
    explicit Touches(const model::DataSet& data) : ends_(data.deals.ids.size() + 1) {
        each(data, [&](model::DealIndex deal, model::PersonIndex, model::Stamp) { ++ends_[deal + 1]; });
        for (std::size_t deal = 1; deal < ends_.size(); ++deal) ends_[deal] += ends_[deal - 1];
        touches_.resize(ends_.back());
        // After placing, each deal's number is its end.
        each(data, [&](model::DealIndex deal, model::PersonIndex person, model::Stamp at) {
            touches_[ends_[deal]++] = std::uint64_t{person} << 32 | at;
        });
        for (model::DealIndex deal = 0; deal + 1 < ends_.size(); ++deal) std::ranges::sort(of(deal));
    }
    // 0: none.
    model::Stamp first(model::DealIndex deal, model::PersonIndex person, model::Stamp from) {
        const std::span<std::uint64_t> touches = of(deal);
        const auto at = std::ranges::lower_bound(touches, std::uint64_t{person} << 32 | from);
        return at != touches.end() && *at >> 32 == person ? static_cast<model::Stamp>(*at) : 0;
    }

private:
    std::vector<std::uint32_t> ends_;     // by deal
    std::vector<std::uint64_t> touches_;  // the person and, below, the time

    template <class Take>
    static void each(const model::DataSet& data, Take&& take) {
        for (const model::Activity& activity : data.activities)
            if (activity.deal != model::no_deal && activity.person != model::no_person)
                take(activity.deal, activity.person, activity.at);
        for (std::size_t call = 0; call < data.calls.at.size(); ++call)
            if (data.calls.deal[call] != model::no_deal && data.calls.person[call] != model::no_person)
                take(data.calls.deal[call], data.calls.person[call], data.calls.at[call]);
    }
    std::span<std::uint64_t> of(model::DealIndex deal) {
        const std::size_t begin = deal == 0 ? 0 : ends_[deal - 1];
        return std::span(touches_).subspan(begin, ends_[deal] - begin);
    }
};

bool is_handoff(const Holding& before, const Holding& after) {
    if (!before.taken_over && (before.exit == Exit::lost || before.exit == Exit::left)) return false;
    if (before.owner != model::no_person && after.owner != model::no_person) return before.owner != after.owner;
    return before.role != after.role;
}

// `next`: who had the deal after; nullptr: nobody.
void settle(const model::DataSet& data, Touches& touches, const Calendar* calendar, const Holding& held,
            const Holding* next, Handoff& handoff) {
    const bool open = held.exit == Exit::open && !held.taken_over;
    const model::Stamp end = open ? std::max(data.cut_off, held.entered) : held.until;
    const auto inside = [&](model::Stamp time) {
        return time >= held.entered && time != 0 && (held.untimed || time <= end);
    };
    if (inside(held.assigned)) handoff.since = held.assigned;
    const auto waited = [&](model::Stamp until) -> std::uint32_t {
        if (until <= handoff.since) return 0;
        return calendar ? calendar->between(handoff.since, until) : until - handoff.since;
    };
    handoff.ended = open || held.untimed ? 0 : end;
    model::Stamp touched = held.touched;
    if (touched < held.entered && handoff.to != model::no_person)
        touched = touches.first(handoff.deal, handoff.to, held.entered);
    if (inside(touched)) {
        handoff.end = HandoffEnd::picked_up;
        handoff.ended = touched;
        handoff.age = waited(touched);
        return;
    }
    handoff.untimed = held.untimed;
    handoff.age = held.untimed ? 0 : waited(end);
    const bool to_giver =
        next && (handoff.from != model::no_person ? next->owner == handoff.from : next->role == handoff.from_role);
    handoff.end = open                                          ? HandoffEnd::waiting
                  : held.exit == Exit::lost && !held.taken_over ? HandoffEnd::dropped
                  : to_giver                                    ? HandoffEnd::bounced
                                                                : HandoffEnd::untold;
}

// Calls take(handoff) for each that the selection holds, by when and by whom it was received, deal by deal in order.
template <class Take>
void each_handoff(const model::DataSet& data, const Selection& selection, const Calendar* calendar, Take&& take) {
    Touches touches(data);
    Holdings holdings(data);
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        if (!selection.has_deal(data, deal)) continue;
        const std::vector<Holding>& held = holdings.of(deal);
        for (std::size_t i = 1; i < held.size(); ++i) {
            if (!is_handoff(held[i - 1], held[i])) continue;
            Passage received;
            received.deal = deal;
            received.entered = held[i].entered;
            received.owner = held[i].owner;
            received.stage = held[i].stage;
            received.role = held[i].role;
            received.exit = held[i].exit;
            if (!selects(selection, data, received)) continue;
            Handoff handoff;
            handoff.deal = deal;
            handoff.stage = received.stage;
            handoff.from_role = held[i - 1].role;
            handoff.to_role = received.role;
            handoff.from = held[i - 1].owner;
            handoff.to = received.owner;
            handoff.received = handoff.since = received.entered;
            settle(data, touches, calendar, held[i], i + 1 < held.size() ? &held[i + 1] : nullptr, handoff);
            take(handoff);
        }
    }
}

}  // namespace

std::vector<Handoff> waiting_handoffs(const model::DataSet& data, const Selection& selection,
                                      const Calendar* calendar) {
    std::vector<Handoff> waiting;
    each_handoff(data, selection, calendar, [&](const Handoff& handoff) {
        if (handoff.end == HandoffEnd::waiting) waiting.push_back(handoff);
    });
    return waiting;
}

std::vector<std::uint32_t> queue_age_ends(std::uint32_t of_day, std::uint32_t target_s) {
    constexpr std::uint32_t hour_s = 3'600;
    std::vector<std::uint32_t> ends{of_day, 2 * of_day, 4 * of_day, 7 * of_day};
    for (const std::uint32_t hours : {4 * hour_s, 8 * hour_s})
        if (hours < of_day) ends.push_back(hours);
    if (target_s > 0) ends.push_back(target_s);
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    return ends;
}

void walk_handoffs(const model::DataSet& data, const Selection& selection,
                   const std::function<void(const Handoff&)>& take) {
    each_handoff(data, selection, nullptr, take);
}

bool has_owner_history(const model::DataSet& data) {
    Holdings holdings(data);
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        const std::vector<Holding>& held = holdings.of(deal);
        for (std::size_t i = 1; i < held.size(); ++i)
            if (held[i - 1].owner != model::no_person && held[i].owner != model::no_person) return true;
    }
    return false;
}

HandoffGroups group_handoffs(const model::DataSet& data, const Selection& selection, const Calendar* calendar,
                             HandoffKey by) {
    constexpr Cause cause_of[handoff_ends] = {Cause::advanced, Cause::lost, Cause::other, Cause::open, Cause::open};
    HandoffGroups out;
    // Roles are one small number, which the table looks up as it is.
    const bool of_roles = by != HandoffKey::people, of_people = by != HandoffKey::roles;
    GroupTable table(std::size_t{of_roles} + 2 * std::size_t{of_people});
    GroupedTimes times;
    out.first = data.cut_off;
    each_handoff(data, selection, calendar, [&](const Handoff& handoff) {
        out.first = std::min(out.first, handoff.since);
        GroupKey key{};
        std::size_t dimension = 0;
        if (of_roles)
            key[dimension++] =
                static_cast<std::uint32_t>(handoff.from_role) << 8 | static_cast<std::uint32_t>(handoff.to_role);
        if (of_people) {
            key[dimension++] = handoff.from;
            key[dimension] = handoff.to;
        }
        const std::size_t at = table.find_or_add(key);
        if (at == out.groups.size()) out.groups.emplace_back();
        HandoffGroup& group = out.groups[at];
        ++group.ends[static_cast<std::size_t>(handoff.end)];
        group.owner_unknown += handoff.to == model::no_person;
        if (!handoff.untimed) times.add(at, handoff.age, cause_of[static_cast<std::size_t>(handoff.end)]);
        const bool waiting = handoff.end == HandoffEnd::waiting;
        if (waiting) group.oldest = std::max(group.oldest, handoff.age);
        if (!data.has_value(handoff.deal)) return;
        group.value = base::sum(group.value, data.deals.value[handoff.deal]);
        if (!waiting) return;
        group.waiting_value = base::sum(group.waiting_value, data.deals.value[handoff.deal]);
        ++group.waiting_valued;
    });
    const auto sorted = times.sort(out.groups.size(), out.times);
    for (std::size_t g = 0; g < out.groups.size(); ++g) {
        HandoffGroup& group = out.groups[g];
        group.keys = table.keys_of(g);
        if (of_roles) {
            const std::uint32_t roles = group.keys[0];
            group.keys[0] = roles & 0xff;
            group.keys.insert(group.keys.begin(), roles >> 8);
        }
        group.times = sorted[g];
        for (std::size_t i = 0; i < handoff_ends; ++i) out.total.ends[i] += group.ends[i];
        out.total.owner_unknown += group.owner_unknown;
        out.total.value = base::sum(out.total.value, group.value);
        out.total.waiting_value = base::sum(out.total.waiting_value, group.waiting_value);
        out.total.waiting_valued += group.waiting_valued;
        out.total.oldest = std::max(out.total.oldest, group.oldest);
    }
    out.all_times = out.times;
    sort_observed(out.all_times);
    out.total.times = out.all_times;
    base::heap_sort(out.groups.begin(), out.groups.end(), [](const auto& a, const auto& b) { return a.keys < b.keys; });
    return out;
}

}  // namespace metrics
