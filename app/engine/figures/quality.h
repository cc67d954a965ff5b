// Calls held to rules (质检), by any of By: their scores, and how often each rule was kept. One call's own stands in figures/calls.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

// A rule in the calls of a row; rules of one id in the sets of several languages are one.
struct QualityRuleRow {
    std::string id, name_zh, name_en;
    double weight = 1;
    bool critical = false;
    std::uint64_t applied = 0;    // kept + broken + not_known
    std::uint64_t not_known = 0;  // the data do not say who spoke, when, or the figure
    Rate kept;                    // of kept and broken: compliance, 命中率
};

struct QualityRow {
    Keys keys;
    std::uint64_t calls = 0;
    // Of the calls: with a score; and without, because nothing is said, there are no rules for their language, or no rule, or not a
    // critical one, could be told.
    std::uint64_t scored = 0;
    std::uint64_t no_words = 0, no_rules = 0, unsettled = 0;
    std::uint64_t critical = 0;  // of the scored: a critical rule is broken, which makes the score 0
    // Of the calls' scores, 0 … 100; the mean's 95 % interval from metrics::least_scored calls on.
    std::optional<double> mean, low, high, median;
    std::vector<QualityRuleRow> rules;  // all that the calls' sets have, in their order
};

// By nothing where the question does not say. A filter's days are those of the calls; one by exit is refused ("chosen_by_exit").
struct QualityAnswer {
    Head head;
    QualityRow all;
    std::vector<QualityRow> rows;
};
base::Result<QualityAnswer> quality(const Loaded& loaded, const Question& question);

}  // namespace engine
