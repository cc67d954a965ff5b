#include "engine/figures/quality.h"

#include <algorithm>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "engine/transcripts.h"

namespace engine {

namespace {

QualityRow row_of(const RuleBook& book, const metrics::QualityGroup& group, Keys keys) {
    QualityRow row;
    row.keys = std::move(keys);
    row.calls = group.calls;
    row.scored = group.scored;
    row.no_words = group.no_words;
    row.no_rules = group.no_rules;
    row.unsettled = group.unsettled;
    row.critical = group.critical;
    row.mean = group.mean;
    row.median = group.median;
    if (group.interval) {
        row.low = group.interval->low;
        row.high = group.interval->high;
    }
    for (std::size_t set = 0; set < book.sets.size(); ++set)
        for (std::size_t i = 0; i < book.words[set].size(); ++i) {
            const RuleWords& words = book.words[set][i];
            const metrics::RuleFigure& figure = group.rules[set][i];
            auto same = std::find_if(row.rules.begin(), row.rules.end(),
                                     [&](const QualityRuleRow& known) { return known.id == words.id; });
            if (same == row.rules.end()) {
                const metrics::QualityRule& rule = book.sets[set].rules[i];
                row.rules.push_back({words.id, words.name_zh, words.name_en, rule.weight, rule.critical, 0, 0, {}});
                same = row.rules.end() - 1;
            } else if (book.sets[set].language == "zh") {
                same->name_zh = words.name_zh;
            }
            same->applied += figure.applied();
            same->not_known += figure.not_known;
            same->kept = rate_of(same->kept.hits + figure.kept, same->kept.of + figure.kept + figure.broken);
        }
    return row;
}

}  // namespace

template <class Archive>
void fields(Archive& a, QualityRuleRow& v) {
    a("id", v.id);
    a("name_zh", v.name_zh);
    a("name_en", v.name_en);
    a("weight", v.weight);
    a("critical", v.critical);
    a("applied", v.applied);
    a("not_known", v.not_known);
    a("kept", v.kept);
}

template <class Archive>
void fields(Archive& a, QualityRow& v) {
    a.named_keys(v.keys);
    a("calls", v.calls);
    a("scored", v.scored);
    a("no_words", v.no_words);
    a("no_rules", v.no_rules);
    a("unsettled", v.unsettled);
    a("critical", v.critical);
    a("mean", v.mean);
    a("low", v.low);
    a("high", v.high);
    a("median", v.median);
    a("rules", v.rules);
}

template <class Archive>
void fields(Archive& a, QualityAnswer& v) {
    fields(a, v.head);
    a("all", v.all);
    a.by = &v.head.question.by;
    a("rows", v.rows);
}

base::Result<QualityAnswer> quality(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::quality);
    if (!prepared) return prepared.error();
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    const auto rules = rules_of(loaded, question);
    if (!rules) return rules.error();
    const RuleBook& book = **rules;
    QualityAnswer answer;
    answer.head = std::move(prepared->head);
    std::string& refused = answer.head.refused;
    if (!question.filter.exit.empty()) refused = "chosen_by_exit";
    if (loaded.data.calls.at.empty()) refused = "no_calls";
    if (!refused.empty()) return answer;
    const auto& judged = call_quality(loaded, question, **dictionary, book);
    const auto& dimensions = prepared->dimensions;
    const auto groups = [&](const std::vector<metrics::Dimension>& by) {
        return metrics::quality_groups(judged, book.sets,
                                       metrics::group_calls(loaded.data, prepared->selection, by, prepared->zone));
    };
    const auto all = groups({});
    const metrics::QualityGroup none;
    const metrics::QualityGroup& whole = all.empty() ? none : all.front();
    if (whole.calls == whole.no_words)
        refused = "no_transcripts";
    else if (whole.calls == whole.no_words + whole.no_rules)
        refused = "no_rules";
    if (!refused.empty()) return answer;
    answer.all = row_of(book, whole, {});
    if (dimensions.empty()) return answer;
    auto found = groups(dimensions);
    if (found.size() * answer.all.rules.size() > base::limits::topic_cells) {
        refused = "too_many_groups";
        return answer;
    }
    base::heap_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
        return listed_before(dimensions, a.keys, keys_text(loaded.data, dimensions, a.keys), b.keys,
                             keys_text(loaded.data, dimensions, b.keys));
    });
    for (const metrics::QualityGroup& group : found)
        answer.rows.push_back(row_of(book, group, keys_text(loaded.data, dimensions, group.keys)));
    return answer;
}

SEPTET_ANSWER_CODEC(QualityAnswer)

}  // namespace engine
