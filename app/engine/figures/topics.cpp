#include "engine/figures/topics.h"

#include <algorithm>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "engine/transcripts.h"

namespace engine {

namespace {

TopicSides sides_of(const std::array<std::uint64_t, metrics::topic_sides>& by) { return {by[0], by[1], by[2]}; }

TopicRow row_of(const Topic& topic, const metrics::TopicFigure& figure, const metrics::TopicGroup& group) {
    TopicRow row{topic.id,
                 topic.name_zh,
                 topic.name_en,
                 rate_of(figure.calls, group.worded),
                 sides_of(figure.by),
                 sides_of(figure.calls_by),
                 sides_of(figure.first_by),
                 figure.timed,
                 figure.mean_first_s,
                 figure.median_first_s,
                 {},
                 {},
                 {}};
    for (std::size_t i = 0; i < metrics::deal_outcomes; ++i) {
        if (group.outcomes[i] == 0) continue;
        row.outcomes.push_back({i < model::exit_names.size() ? text(model::exit_names[i]) : std::string(),
                                rate_of(figure.outcomes[i], group.outcomes[i])});
    }
    for (std::size_t i = 0; i < group.months.size(); ++i)
        row.months.push_back(rate_of(figure.months[i], group.months[i]));
    return row;
}

TopicGroup group_of(const CompiledDictionary& dictionary, const metrics::TopicGroup& group, Keys keys) {
    TopicGroup out{std::move(keys), group.calls, group.worded, {}};
    for (std::size_t i = 0; i < group.topics.size(); ++i) {
        out.topics.push_back(row_of(dictionary.words.topics[i], group.topics[i], group));
        if (group.phrases.empty()) continue;
        const std::size_t told = std::min(group.phrases[i].size(), base::limits::keywords_answered);
        for (std::size_t p = 0; p < told; ++p) {
            const metrics::PhraseFigure& one = group.phrases[i][p];
            out.topics.back().phrases.push_back({dictionary.phrase(one.phrase), one.mentions, one.calls});
        }
    }
    return out;
}

}  // namespace

template <class Archive>
void fields(Archive& a, TopicPhrase& v) {
    a("phrase", v.phrase);
    a("mentions", v.mentions);
    a("calls", v.calls);
}

template <class Archive>
void fields(Archive& a, TopicOutcome& v) {
    a("exit", v.exit);
    a("rate", v.rate);
}

template <class Archive>
void fields(Archive& a, TopicSides& v) {
    a("rep", v.rep);
    a("customer", v.customer);
    a("other", v.other);
}

template <class Archive>
void fields(Archive& a, TopicRow& v) {
    a("id", v.id);
    a("name_zh", v.name_zh);
    a("name_en", v.name_en);
    a("rate", v.rate);
    a("mentions", v.mentions);
    a("calls", v.calls);
    a("first", v.first);
    a("timed", v.timed);
    a("mean_first_s", v.mean_first_s);
    a("median_first_s", v.median_first_s);
    a("outcomes", v.outcomes);
    a("months", v.months);
    a("phrases", v.phrases);
}

template <class Archive>
void fields(Archive& a, TopicGroup& v) {
    a.named_keys(v.keys);
    a("calls", v.calls);
    a("worded", v.worded);
    a("topics", v.topics);
}

template <class Archive>
void fields(Archive& a, TopicsAnswer& v) {
    fields(a, v.head);
    a("all", v.all);
    a("months", v.months);
    a.by = &v.head.question.by;
    a("rows", v.rows);
}

base::Result<TopicsAnswer> topics(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::topics);
    if (!prepared) return prepared.error();
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    const CompiledDictionary& words = **dictionary;
    TopicsAnswer answer;
    answer.head = std::move(prepared->head);
    std::string& refused = answer.head.refused;
    if (!question.filter.exit.empty()) refused = "chosen_by_exit";
    if (loaded.data.calls.at.empty()) refused = "no_calls";
    if (!refused.empty()) return answer;
    const metrics::Mentions& mentions = mentions_of(loaded, words);
    if (mentions.too_many) {
        refused = "too_many_hits";
        return answer;
    }
    const auto& dimensions = prepared->dimensions;
    const auto all = metrics::group_calls(loaded.data, prepared->selection, {}, prepared->zone);
    const auto by = metrics::group_calls(loaded.data, prepared->selection, dimensions, prepared->zone);
    if (by.keys.size() * words.words.topics.size() > base::limits::topic_cells) {
        refused = "too_many_groups";
        return answer;
    }
    const metrics::TopicGroups whole = metrics::topic_groups(loaded.data, words.topics, mentions, all, prepared->zone,
                                                             {.months = true, .phrases = true});
    if (whole.groups.empty() || whole.groups.front().worded == 0) {
        refused = "no_transcripts";
        return answer;
    }
    answer.all = group_of(words, whole.groups.front(), {});
    for (const std::uint32_t month : whole.months) answer.months.push_back(month_text(month));
    if (dimensions.empty()) return answer;
    auto found = metrics::topic_groups(loaded.data, words.topics, mentions, by, prepared->zone,
                                       {.months = false, .phrases = by.keys.size() <= base::limits::curves_answered})
                     .groups;
    base::heap_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
        return listed_before(dimensions, a.keys, keys_text(loaded.data, dimensions, a.keys), b.keys,
                             keys_text(loaded.data, dimensions, b.keys));
    });
    for (const metrics::TopicGroup& group : found)
        answer.rows.push_back(group_of(words, group, keys_text(loaded.data, dimensions, group.keys)));
    return answer;
}

SEPTET_ANSWER_CODEC(TopicsAnswer)

}  // namespace engine
