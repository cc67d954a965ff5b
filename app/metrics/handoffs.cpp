#include "metrics/handoffs.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace metrics {

using model::Exit;

namespace {

// When somebody did something about a deal: activities and calls, sorted.
class Touches {
public:
    explicit Touches(const model::DataSet& data) {
        for (const model::Activity& activity : data.activities)
            if (activity.deal != model::no_deal && activity.person != model::no_person)
                touches_.push_back({activity.deal, activity.person, activity.at});
        for (std::size_t call = 0; call < data.calls.at.size(); ++call)
            if (data.calls.deal[call] != model::no_deal && data.calls.person[call] != model::no_person)
                touches_.push_back({data.calls.deal[call], data.calls.person[call], data.calls.at[call]});
        std::sort(touches_.begin(), touches_.end());
    }
    // 0: none.
    model::Stamp first(model::DealIndex deal, model::PersonIndex person, model::Stamp from) const {
        const Touch wanted{deal, person, from};
        const auto at = std::lower_bound(touches_.begin(), touches_.end(), wanted);
        return at != touches_.end() && at->deal == deal && at->person == person ? at->at : 0;
    }

private:
    struct Touch {
        model::DealIndex deal;
        model::PersonIndex person;
        model::Stamp at;
        bool operator<(const Touch& other) const {
            return std::tie(deal, person, at) < std::tie(other.deal, other.person, other.at);
        }
    };
    std::vector<Touch> touches_;
};

bool is_handoff(const model::Spells& spells, model::SpellIndex before, model::SpellIndex after) {
    if (spells.exit(before) == Exit::lost || spells.exit(before) == Exit::left) return false;
    const model::PersonIndex from = spells.owner[before], to = spells.owner[after];
    if (from != model::no_person && to != model::no_person) return from != to;
    return spells.role(before) != spells.role(after);
}

void settle(const model::DataSet& data, const Touches& touches, model::SpellIndex spell, bool last, Handoff& handoff) {
    const model::Spells& spells = data.spells;
    const Exit exit = spells.exit(spell);
    const bool open = exit == Exit::open;
    const model::Stamp end = open ? std::max(data.cut_off, handoff.since) : spells.until[spell];
    model::Stamp touched = spells.touched[spell];
    if (touched < handoff.since && handoff.to != model::no_person)
        touched = touches.first(handoff.deal, handoff.to, handoff.since);
    if (touched >= handoff.since && touched != 0 && touched <= end) {
        handoff.end = HandoffEnd::picked_up;
        handoff.age = touched - handoff.since;
        return;
    }
    handoff.age = end - handoff.since;
    const bool to_giver = !last && (handoff.from != model::no_person ? spells.owner[spell + 1] == handoff.from
                                                                     : spells.role(spell + 1) == handoff.from_role);
    handoff.end = open                 ? HandoffEnd::waiting
                  : exit == Exit::lost ? HandoffEnd::dropped
                  : to_giver           ? HandoffEnd::bounced
                                       : HandoffEnd::untold;
}

}  // namespace

std::vector<Handoff> handoffs(const model::DataSet& data, const Selection& selection) {
    const Touches touches(data);
    const model::Spells& spells = data.spells;
    std::vector<Handoff> all;
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        const model::SpellIndex first = data.first_spell(deal), end = data.end_spell(deal);
        if (end - first < 2 || !selection.has_deal(data, deal)) continue;
        for (model::SpellIndex s = first + 1; s < end; ++s) {
            if (!is_handoff(spells, s - 1, s)) continue;
            Passage received;
            received.deal = deal;
            received.entered = spells.entered[s];
            received.owner = spells.owner[s];
            received.stage = spells.stage[s];
            received.role = spells.role(s);
            received.exit = spells.exit(s);
            if (!selects(selection, data, received)) continue;
            Handoff handoff{deal,
                            received.stage,
                            spells.role(s - 1),
                            received.role,
                            spells.owner[s - 1],
                            received.owner,
                            received.entered,
                            0,
                            HandoffEnd::waiting};
            settle(data, touches, s, s + 1 == end, handoff);
            all.push_back(handoff);
        }
    }
    return all;
}

bool has_owner_history(const model::DataSet& data) {
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal)
        for (model::SpellIndex s = data.first_spell(deal) + 1; s < data.end_spell(deal); ++s)
            if (data.spells.owner[s - 1] != model::no_person && data.spells.owner[s] != model::no_person) return true;
    return false;
}

std::vector<HandoffGroup> group_handoffs(const model::DataSet& data, std::span<const Handoff> all, HandoffKey by) {
    constexpr Cause cause_of[handoff_ends] = {Cause::advanced, Cause::lost, Cause::other, Cause::open, Cause::open};
    std::map<std::vector<std::uint32_t>, HandoffGroup> groups;
    for (const Handoff& handoff : all) {
        std::vector<std::uint32_t> keys;
        if (by != HandoffKey::people)
            keys = {static_cast<std::uint32_t>(handoff.from_role), static_cast<std::uint32_t>(handoff.to_role)};
        if (by != HandoffKey::roles) keys.insert(keys.end(), {handoff.from, handoff.to});
        HandoffGroup& group = groups[keys];
        ++group.ends[static_cast<std::size_t>(handoff.end)];
        group.owner_unknown += handoff.to == model::no_person;
        group.observed.push_back({handoff.age, 0, cause_of[static_cast<std::size_t>(handoff.end)]});
        const bool waiting = handoff.end == HandoffEnd::waiting;
        if (waiting) group.oldest = std::max(group.oldest, handoff.age);
        if (!data.has_value(handoff.deal)) continue;
        group.value += data.deals.value[handoff.deal];
        if (waiting) group.waiting_value += data.deals.value[handoff.deal];
    }
    std::vector<HandoffGroup> out;
    for (auto& [keys, group] : groups) {
        group.keys = keys;
        sort_observed(group.observed);
        out.push_back(std::move(group));
    }
    return out;
}

}  // namespace metrics
