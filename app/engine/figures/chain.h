// What was won in two periods, and which role changed it. metrics/chain.h has the definitions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct ChainRow {
    std::string role;
    Rate before, after;    // of the deals that came to the role, those that came further (the last: were won)
    bool differs = false;  // the two rates by more than chance: Newcombe's 95 % interval holds no 0
    double change = 0;     // wins more or fewer, because of this role
    std::optional<double> value_change_minor;  // the value of wins more or less, because of this role
};

// Deals by when they entered the first role, each followed for the horizon: Question::horizon_days, by default what nine of ten
// wins needed. Question::period, by default the last three whole months that are as old as that (two or one where the data are not
// long enough), against Question::before, by default as many months or days just before it. Refused with a filter of people, roles,
// stages or exits ("whole_chain_only"): a chain is walked whole; where the data begin after the first week of a period
// ("period_outside_data"); where a period ends less than the horizon before the cut-off ("period_too_young"); where a role had fewer
// than 30 deals or passed on fewer than 10 in one of the two periods ("too_thin"), or the funnel has no win ("no_win_in_funnel").
struct ChainAnswer {
    Head head;
    Days period, before;  // as counted
    std::uint32_t horizon_days = 0;
    std::uint64_t entries_before = 0, entries_after = 0;
    std::uint64_t won_before = 0, won_after = 0;
    std::uint64_t valued_before = 0, valued_after = 0;
    base::Money value_before = 0, value_after = 0;
    std::uint64_t beside_before = 0, beside_after = 0;  // deals that began behind the first role: not in the chain
    std::uint64_t beside_won_before = 0, beside_won_after = 0;  // of those
    double entries_change = 0;                                  // wins more or fewer because more or fewer came in
    std::vector<ChainRow> rows;  // in the order of the chain; with entries_change they sum to won_after − won_before
    // The same of the value, where every win has one: with the rows' they sum to value_after − value_before.
    std::optional<double> entries_value_change_minor, value_per_win_change_minor;
};

base::Result<ChainAnswer> chain(const Loaded& loaded, const Question& question);

}  // namespace engine
