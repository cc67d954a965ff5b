#include "metrics/stays.h"

namespace metrics {

using model::Exit;
using model::Outcome;
using model::Role;

namespace {

// The stages between two spells that a deal jumped over.
void pass_between(const model::DataSet& data, const Passage& from, const Passage& to, std::vector<Passage>& out) {
    for (unsigned stage = from.stage + 1u; stage < to.stage; ++stage) {
        if (data.stages[stage].outcome == Outcome::lost) continue;
        const Role role = data.stages[stage].role;
        Passage passed;
        passed.deal = to.deal;
        passed.entered = passed.until = to.entered;
        passed.stage = static_cast<model::StageIndex>(stage);
        passed.role = role;
        passed.owner = role == to.role ? to.owner : role == from.role ? from.owner : model::no_person;
        passed.exit = Exit::advanced;
        passed.passed = true;
        out.push_back(passed);
    }
}

}  // namespace

void stays_of(const model::DataSet& data, model::DealIndex deal, model::Jumps jumps, std::vector<Passage>& out) {
    out.clear();
    const model::Spells& spells = data.spells;
    const model::SpellIndex first = data.first_spell(deal);
    for (model::SpellIndex s = first; s < data.end_spell(deal); ++s) {
        Passage stay;
        stay.deal = deal;
        stay.entered = spells.entered[s];
        stay.until = spells.until[s];
        stay.owner = spells.owner[s];
        stay.stage = spells.stage[s];
        stay.role = spells.role(s);
        stay.exit = spells.exit(s);
        stay.untimed = spells.untimed(s);
        stay.mid_entry = s == first && stay.stage > 0;
        if (s > first && jumps == model::Jumps::passing && spells.exit(s - 1) == Exit::advanced) {
            const Passage before = out.back();
            pass_between(data, before, stay, out);
        }
        out.push_back(stay);
    }
}

void join_visits(std::vector<Passage>& passages) {
    std::size_t last = 0;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        const Passage stay = passages[i];
        Passage& visit = passages[last];
        const bool first = i == 0;
        // A lost deal that comes again is a new arrival even in the same role.
        const bool goes_on = !first && visit.exit != Exit::lost;
        if (goes_on && visit.role == stay.role) {
            visit.until = stay.until;
            visit.exit = stay.exit;
            visit.untimed = stay.untimed;
            visit.passed = visit.passed && stay.passed;
            continue;
        }
        Passage begun = stay;
        if (goes_on) {
            visit.after = stay.role;
            begun.before = visit.role;
            begun.came_back = visit.exit == Exit::back;
        }
        if (!first) ++last;
        passages[last] = begun;
    }
    if (!passages.empty()) passages.resize(last + 1);
}

}  // namespace metrics
