#include "metrics/scorecards.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <map>
#include <tuple>

#include "base/limits.h"
#include "metrics/call_groups.h"
#include "metrics/vendor_figures.h"

namespace metrics {
namespace {

using model::Rater;
using Item = std::pair<std::string, std::string>;  // card, item

struct Gathered {
    std::vector<double> values;
    std::optional<double> most;
    bool one_most = true;
    std::uint64_t not_applicable = 0;
};

// Of one call and item the last score of each kind.
struct Both {
    double human = model::no_score, ai = model::no_score;
};

std::optional<double> most_of(const model::CallExtras& extras, const model::ScoreItem& item) {
    if (!std::isnan(item.most)) return item.most;
    for (const model::ScoreQuestion& question : extras.questions)
        if (item.question != 0 && question.id == item.question && !std::isnan(question.most)) return question.most;
    return std::nullopt;
}

AgreementRow agreement_of(const Item& item, const std::vector<std::pair<double, double>>& pairs) {
    AgreementRow row{item.first, item.second, {}, false};
    std::vector<double> given;
    for (const auto& [human, ai] : pairs) {
        given.push_back(human);
        given.push_back(ai);
        row.agreement.same += human == ai;
    }
    row.agreement.items = pairs.size();
    std::sort(given.begin(), given.end());
    given.erase(std::unique(given.begin(), given.end()), given.end());
    row.too_many_scores = given.size() > base::limits::score_values;
    if (row.too_many_scores) return row;
    const auto place = [&](double score) {
        return static_cast<std::size_t>(std::lower_bound(given.begin(), given.end(), score) - given.begin());
    };
    std::vector<std::uint32_t> table(given.size() * given.size());
    for (const auto& [human, ai] : pairs) ++table[place(human) * given.size() + place(ai)];
    row.agreement = agreement(table, given.size(), Weights::linear);
    return row;
}

}  // namespace

Mean mean_of(const std::vector<double>& values) {
    Mean out;
    out.n = values.size();
    if (values.empty()) return out;
    const auto n = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    out.mean = sum / n;
    for (const double value : values) squares += (value - *out.mean) * (value - *out.mean);
    if (out.n < fewest_scores || squares == 0) return out;
    // P(|T| > t) = I(ν / (ν + t²); ν/2, 1/2) (Abramowitz and Stegun 26.7.1), by the quantile that intervals of shares use too.
    constexpr double outside = 0.05;
    const double x = boost::math::ibeta_inv((n - 1) / 2, 0.5, outside);
    const double t = std::sqrt((n - 1) * (1 - x) / x);
    const double half = t * std::sqrt(squares / (n - 1) / n);
    out.interval = Interval{*out.mean - half, *out.mean + half};
    return out;
}

std::string item_text(const model::DataSet& data, const model::ScoreItem& item) {
    if (item.label != 0) return std::string(data.labels[item.label]);
    for (const model::ScoreQuestion& question : data.extras->questions)
        if (question.id == item.question && question.label != 0) return std::string(data.labels[question.label]);
    return std::string(data.labels[item.question]);
}

std::optional<double> quality_of(const model::CallExtras& extras, const model::Scorecard& card) {
    double got = 0, most = 0;
    for (std::uint32_t i = 0; i < card.items; ++i) {
        const model::ScoreItem& item = extras.items[card.items_begin + i];
        const auto top = most_of(extras, item);
        if (item.not_applicable || std::isnan(item.score) || !top) continue;
        if (item.critical && item.score <= 0) return 0;
        got += item.weight * item.score;
        most += item.weight * *top;
    }
    constexpr double percent = 100;
    return most > 0 ? std::optional(percent * got / most) : std::nullopt;
}

Scores scores(const model::DataSet& data, const Selection& selection) {
    Scores out;
    if (!data.extras) return out;
    const model::CallExtras& extras = *data.extras;
    std::map<std::tuple<std::string, std::string, Rater>, Gathered> gathered;
    std::map<std::pair<std::string, Rater>, std::vector<double>> qualities;
    std::map<Item, std::vector<std::pair<double, double>>> pairs;
    std::map<Item, Both> of_call;
    const auto end_call = [&] {
        for (const auto& [item, both] : of_call)
            if (!std::isnan(both.human) && !std::isnan(both.ai)) pairs[item].emplace_back(both.human, both.ai);
        of_call.clear();
    };
    model::CallIndex last = model::no_call;
    bool chosen = false;
    for (const model::Scorecard& card : extras.scorecards) {
        if (card.call == model::no_call) break;
        if (card.call != last) {
            end_call();
            chosen = selects_call(selection, data, card.call, place_of(data, card.call));
            out.calls += chosen;
        }
        last = card.call;
        if (!chosen) continue;
        ++out.cards;
        const std::string name(data.labels[card.name]);
        const auto take = [&](const std::string& item, double score, std::optional<double> most, bool applies) {
            Gathered& all = gathered[{name, item, card.rater}];
            if (!applies) ++all.not_applicable;
            if (!applies || std::isnan(score)) return;
            all.one_most = all.one_most && most && (all.values.empty() || all.most == most);
            all.most = most;
            all.values.push_back(score);
            Both& both = of_call[{name, item}];
            if (card.rater == Rater::human) both.human = score;
            if (card.rater == Rater::ai) both.ai = score;
        };
        if (!std::isnan(card.score))
            take({}, card.score, std::isnan(card.most) ? std::nullopt : std::optional(card.most), true);
        for (std::uint32_t i = 0; i < card.items; ++i) {
            const model::ScoreItem& item = extras.items[card.items_begin + i];
            take(item_text(data, item), item.score, most_of(extras, item), !item.not_applicable);
        }
        if (const auto quality = quality_of(extras, card)) qualities[{name, card.rater}].push_back(*quality);
    }
    end_call();
    for (const auto& [key, all] : gathered)
        out.rows.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), mean_of(all.values),
                            all.one_most ? all.most : std::nullopt, all.not_applicable});
    for (const auto& [key, values] : qualities) out.quality.push_back({key.first, key.second, mean_of(values)});
    for (const auto& [item, scored] : pairs) out.agreement.push_back(agreement_of(item, scored));
    return out;
}

}  // namespace metrics
