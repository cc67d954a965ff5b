#include "engine/figures/scorecards.h"

#include <algorithm>

#include "engine/archive.h"
#include "engine/prepare.h"
#include "metrics/scorecards.h"

namespace engine {

namespace {

std::string rater_text(model::Rater rater) { return text(model::word_of(model::rater_names, rater)); }

template <class Row>
void put(const metrics::Mean& mean, Row& row) {
    row.n = mean.n;
    row.mean = mean.mean;
    if (!mean.interval) return;
    row.low = mean.interval->low;
    row.high = mean.interval->high;
}

AgreementRow row_of(const metrics::AgreementRow& found) {
    AgreementRow row{found.card, found.item, found.agreement.items, found.agreement.same, {}, {}, {}, {}};
    if (const auto& kappa = found.agreement.weighted) {
        row.kappa = kappa->kappa;
        row.low = std::max(-1.0, kappa->kappa - metrics::z_95 * kappa->standard_error);
        row.high = std::min(1.0, kappa->kappa + metrics::z_95 * kappa->standard_error);
    } else {
        row.why_not = found.too_many_scores ? "many_scores" : found.agreement.few() ? "few" : "one_score";
    }
    return row;
}

}  // namespace

template <class Archive>
void fields(Archive& a, ScoreRow& v) {
    a("card", v.card);
    a("item", v.item);
    a("rater", v.rater);
    a("n", v.n);
    a("not_applicable", v.not_applicable);
    a("mean", v.mean);
    a("low", v.low);
    a("high", v.high);
    a("max", v.max);
}

template <class Archive>
void fields(Archive& a, ScorecardQuality& v) {
    a("card", v.card);
    a("rater", v.rater);
    a("n", v.n);
    a("mean", v.mean);
    a("low", v.low);
    a("high", v.high);
}

template <class Archive>
void fields(Archive& a, AgreementRow& v) {
    a("card", v.card);
    a("item", v.item);
    a("both", v.both);
    a("same", v.same);
    a("kappa", v.kappa);
    a("low", v.low);
    a("high", v.high);
    a("why_not", v.why_not);
}

template <class Archive>
void fields(Archive& a, ScorecardsAnswer& v) {
    fields(a, v.head);
    a("calls", v.calls);
    a("cards", v.cards);
    a("rows", v.rows);
    a("quality", v.quality);
    a("agreement", v.agreement);
}

base::Result<ScorecardsAnswer> scorecards(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::scorecards);
    if (!prepared) return prepared.error();
    ScorecardsAnswer answer;
    answer.head = std::move(prepared->head);
    if (!question.filter.exit.empty()) answer.head.refused = "chosen_by_exit";
    if (!loaded.data.extras || loaded.data.extras->scorecards.empty()) answer.head.refused = "no_scorecards";
    if (!answer.head.refused.empty()) return answer;
    const metrics::Scores found = metrics::scores(loaded.data, prepared->selection);
    answer.calls = found.calls;
    answer.cards = found.cards;
    for (const metrics::ScoreRow& one : found.rows) {
        ScoreRow row{one.card, one.item, rater_text(one.rater), 0, one.not_applicable, {}, {}, {}, one.most};
        put(one.score, row);
        answer.rows.push_back(std::move(row));
    }
    for (const metrics::QualityRow& one : found.quality) {
        ScorecardQuality row{one.card, rater_text(one.rater), 0, {}, {}, {}};
        put(one.quality, row);
        answer.quality.push_back(std::move(row));
    }
    for (const metrics::AgreementRow& one : found.agreement) answer.agreement.push_back(row_of(one));
    return answer;
}

SEPTET_ANSWER_CODEC(ScorecardsAnswer)

}  // namespace engine
