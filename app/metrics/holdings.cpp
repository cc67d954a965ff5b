#include "metrics/holdings.h"

namespace metrics {

const std::vector<Holding>& Holdings::of(model::DealIndex deal) {
    const model::Spells& spells = data_.spells;
    const auto skip_to = [](const auto& table, std::size_t& at, model::SpellIndex spell) {
        while (at < table.size() && table[at].spell < spell) ++at;
    };
    held_.clear();
    for (model::SpellIndex s = data_.first_spell(deal); s < data_.end_spell(deal); ++s) {
        skip_to(data_.assigned, assigned_, s);
        skip_to(data_.takeovers, taken_, s);
        const bool told = assigned_ < data_.assigned.size() && data_.assigned[assigned_].spell == s;
        const model::Stamp assigned = told ? data_.assigned[assigned_].at : 0;
        held_.push_back({spells.stage[s], spells.role(s), spells.owner[s], spells.entered[s], assigned,
                         spells.touched[s], spells.until[s], spells.exit(s), spells.untimed(s), false});
        for (; taken_ < data_.takeovers.size() && data_.takeovers[taken_].spell == s; ++taken_) {
            const model::Takeover& taken = data_.takeovers[taken_];
            Holding next = held_.back();
            held_.back().taken_over = true;
            held_.back().until = taken.at;
            held_.back().untimed = false;
            next.role = taken.role;
            next.owner = taken.owner;
            next.entered = taken.at;
            next.assigned = taken.assigned;
            next.touched = taken.touched;
            // The stay ended before it was taken over: when, is not known.
            next.untimed = next.untimed || (next.until != 0 && next.until < taken.at);
            held_.push_back(next);
        }
    }
    return held_;
}

}  // namespace metrics
