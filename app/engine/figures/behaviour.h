// Which ways of talking go with advancing, within people. metrics/behaviour.h has the definitions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct BehaviourThird {
    std::uint64_t hits = 0, of = 0;  // calls that advanced, of how many
};

// One role and measure. What says nothing – no stratum has both outcomes and two values – has no p and is no cell.
struct BehaviourCell {
    std::string id;            // metrics::call_measure_names: "talk_ratio", "patience_s" …
    std::uint64_t calls = 0;   // that have the measure
    std::uint64_t strata = 0;  // rep × purpose × language, that say something
    BehaviourThird top, bottom;
    Estimate difference;  // share advanced of the top third less that of the bottom third; no standard error
    std::optional<double> p, adjusted;  // adjusted: over all cells of the answer (Benjamini, Hochberg)
    bool found = false;                 // adjusted at most q
};

struct BehaviourRole {
    std::string role;
    std::uint64_t reps = 0, calls = 0, advanced = 0;    // calls compared; of those advanced
    std::uint64_t untimed = 0, young = 0, unknown = 0;  // left out: without figures of time; by their outcome
    std::string refused;               // "few_reps" (under 8), "few_calls" (under 200); "" where there are cells
    std::vector<BehaviourCell> cells;  // one for each measure, in the same order in every role
};

// A filter's days are those of the calls. Question::horizon_days: 14 where it is 0. Refused: "no_calls" (none in the data, or none
// chosen whose rep and role are known), "chosen_by_exit".
struct BehaviourAnswer {
    Head head;
    double q = 0;             // false discovery rate
    std::uint64_t cells = 0;  // with a p, over all roles
    std::uint64_t found = 0;
    std::vector<BehaviourRole> roles;
};
base::Result<BehaviourAnswer> behaviour(const Loaded& loaded, const Question& question);

}  // namespace engine
