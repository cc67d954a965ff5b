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
    std::uint64_t before = 0, after = 0;            // entries into the role
    std::optional<double> pass_before, pass_after;  // entries into the next role (the last: wins) for each of those
    double change = 0;                              // wins more or fewer, because of this role
};

// Question::period, by default the last three whole months before the cut-off, against Question::before, by default as many months or
// days just before it. Refused with a filter of people, roles, stages or exits ("whole_chain_only"): a chain is walked whole;
// where the data begin after the first week of a period or end before a period does ("period_outside_data"); where a role had no entries in one of the two periods ("too_thin"), or the funnel has no win ("no_win_in_funnel").
struct ChainAnswer {
    Head head;
    Days period, before;  // as counted
    std::uint64_t won_before = 0, won_after = 0;
    std::uint64_t valued_before = 0, valued_after = 0;
    base::Money value_before = 0, value_after = 0;
    double entries_change = 0;   // wins more or fewer because more or fewer came in
    std::vector<ChainRow> rows;  // in the order of the chain; with entries_change they sum to won_after − won_before
};

base::Result<ChainAnswer> chain(const Loaded& loaded, const Question& question);

}  // namespace engine
