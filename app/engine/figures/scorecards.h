// How calls were scored, by people and by machines, and how far the two agree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct ScoreRow {
    std::string card, item, rater;  // item "": the card's own score; rater: "human", "ai", "" not known
    std::uint64_t n = 0, not_applicable = 0;
    std::optional<double> mean, low, high, max;  // max: the highest possible, where all have the same
};

// Quality over all items of a scorecard, 0 to 100 (metrics/scorecards.h).
struct ScorecardQuality {
    std::string card, rater;
    std::uint64_t n = 0;
    std::optional<double> mean, low, high;
};

// People against machines on one item, in calls that both have scored.
struct AgreementRow {
    std::string card, item;
    std::uint64_t both = 0, same = 0;
    std::optional<double> kappa, low, high;
    std::string why_not;  // "few", "many_scores", "one_score": why there is no kappa
};

// Of the calls that the filter chooses, as `calls` does. `refused`: "no_scorecards".
struct ScorecardsAnswer {
    Head head;
    std::uint64_t calls = 0, cards = 0;  // scored calls, and their scorecards
    std::vector<ScoreRow> rows;
    std::vector<ScorecardQuality> quality;
    std::vector<AgreementRow> agreement;
};
base::Result<ScorecardsAnswer> scorecards(const Loaded& loaded, const Question& question);

}  // namespace engine
