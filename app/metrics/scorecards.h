// How calls were scored: by item and kind of rater, and how far people and machines agree where both scored one item of one call.
//
// Human and AI raters are never mixed. The interval of a mean is Student's, from ten scores on. Agreement is Cohen's kappa
// with linear weights over the scores that were given (metrics/agreement.h). Of several scorecards of one name, call and kind of
// rater the last one given is compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "metrics/agreement.h"
#include "metrics/intervals.h"
#include "metrics/selection.h"
#include "model/data_set.h"

namespace metrics {

inline constexpr std::uint64_t fewest_scores = 10;  // below: no interval

struct Mean {
    std::uint64_t n = 0;
    std::optional<double> mean;
    std::optional<Interval> interval;
};
Mean mean_of(const std::vector<double>& values);

struct ScoreRow {
    std::string card, item;  // item "": the card's own score
    model::Rater rater = model::Rater::unknown;
    Mean score;
    std::optional<double> most;  // where all have the same
    std::uint64_t not_applicable = 0;
};
// Σ weight · score / Σ weight · most × 100 over the items that apply and have both; 0 where a critical one has none of its points.
struct QualityRow {
    std::string card;
    model::Rater rater = model::Rater::unknown;
    Mean quality;
};
struct AgreementRow {
    std::string card, item;
    Agreement agreement;
    bool too_many_scores = false;  // more different ones than limits::score_values: no kappa
};

struct Scores {
    std::uint64_t calls = 0, cards = 0;  // scored calls, and their scorecards
    std::vector<ScoreRow> rows;          // by card, item, rater
    std::vector<QualityRow> quality;
    std::vector<AgreementRow> agreement;  // of items that both kinds have scored in some call
};
Scores scores(const model::DataSet& data, const Selection& selection);

std::optional<double> quality_of(const model::CallExtras& extras, const model::Scorecard& card);
// The item's words, its question's, or its question's id.
std::string item_text(const model::DataSet& data, const model::ScoreItem& item);

}  // namespace metrics
