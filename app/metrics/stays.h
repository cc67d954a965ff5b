// The walk that every figure of the ledger makes: over the stays of deals in stages, or over their visits to roles.
//
// A *stay* is a spell, or, where jumps count as passing, a stage that a deal jumped over: entered and advanced from in the
// same second, marked `passed`. It belongs to whoever took the deal over it: the next owner if the stage is of his role,
// else the one before if it is of his, else nobody.
// A *visit* is a run of stays of one deal in stages of one role: one entry, one exit, the owner of its first stay.
#pragma once

#include <cstdint>
#include <vector>

#include "metrics/selection.h"
#include "model/data_set.h"

namespace metrics {

enum class Unit : std::uint8_t { stay, visit };

struct Passage {
    model::DealIndex deal = 0;
    model::Stamp entered = 0;
    model::Stamp until = 0;  // 0 while open
    model::PersonIndex owner = model::no_person;
    model::StageIndex stage = 0;  // of a visit: its first
    model::Role role = model::Role::none;
    model::Exit exit = model::Exit::open;
    bool passed = false;     // nothing of it was really entered
    bool untimed = false;    // `until` is not the time of the exit: not known, or before the entry
    bool mid_entry = false;  // the deal's first, though not in the funnel's first stage
    // Visits only: the roles before and after (none: outside the funnel), and whether it came back from there.
    model::Role before = model::Role::none;
    model::Role after = model::Role::none;
    bool came_back = false;
};

inline bool selects(const Selection& selection, const model::DataSet& data, const Passage& p) {
    const auto team = [&] { return p.owner == model::no_person ? 0 : data.people[p.owner].team; };
    return p.entered >= selection.from && p.entered < selection.to && selection.person.has(p.owner) &&
           (!selection.team.restricted() || selection.team.has(team())) && selection.under.has(p.owner) &&
           selection.role.has(static_cast<std::size_t>(p.role)) && selection.stage.has(p.stage) &&
           selection.exit.has(static_cast<std::size_t>(p.exit));
}

// Fills `out` (cleared first) with the deal's stays in order.
void stays_of(const model::DataSet& data, model::DealIndex deal, model::Jumps jumps, std::vector<Passage>& out);
// Turns stays in order into visits, in place.
void join_visits(std::vector<Passage>& passages);

// Whether any of the deal's spells was entered in the selection's time: they stand in order, passages begin with one.
inline bool has_time(const model::DataSet& data, const Selection& selection, model::DealIndex deal) {
    return data.spells.entered[data.first_spell(deal)] < selection.to &&
           data.spells.entered[data.end_spell(deal) - 1] >= selection.from;
}

// Calls take(passage) for every passage selected of one deal; `passages` is room to work in.
template <class Take>
void each_passage_of(const model::DataSet& data, model::DealIndex deal, const Selection& selection, Unit unit,
                     model::Jumps jumps, std::vector<Passage>& passages, Take&& take) {
    if (data.first_spell(deal) == data.end_spell(deal) || !has_time(data, selection, deal) ||
        !selection.has_deal(data, deal))
        return;
    stays_of(data, deal, jumps, passages);
    if (unit == Unit::visit) join_visits(passages);
    for (const Passage& passage : passages)
        if (selects(selection, data, passage)) take(passage);
}

// Calls take(passage) for every passage selected, deal by deal.
template <class Take>
void each_passage(const model::DataSet& data, const Selection& selection, Unit unit, model::Jumps jumps, Take&& take) {
    std::vector<Passage> passages;
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal)
        each_passage_of(data, deal, selection, unit, jumps, passages, take);
}

}  // namespace metrics
