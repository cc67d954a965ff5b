#include "engine/figures/calls.h"

#include <algorithm>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "engine/transcripts.h"
#include "metrics/call_groups.h"

namespace engine {

namespace {

using base::Error;
using base::ErrorCode;
using metrics::CallDoubt;

CallRow row_of(const metrics::CallGroup& group, Keys keys) {
    CallRow row;
    row.keys = std::move(keys);
    const auto doubts = [&](CallDoubt doubt) { return group.doubts[static_cast<std::size_t>(doubt)]; };
    row.calls = group.calls;
    row.timed = doubts(CallDoubt::none);
    row.no_turns = doubts(CallDoubt::no_turns);
    row.one_speaker = doubts(CallDoubt::one_speaker);
    row.sides_unknown = doubts(CallDoubt::sides_unknown);
    row.untimed = doubts(CallDoubt::untimed);
    row.pooled_talk_ratio = group.pooled_talk_ratio;
    for (std::size_t i = 0; i < metrics::call_measures; ++i) {
        const metrics::MeasureFigure& figure = group.measures[i];
        row.measures.push_back({text(metrics::call_measure_names[i]), figure.n, figure.mean, figure.median,
                                figure.quartile1, figure.quartile3});
    }
    return row;
}

std::optional<std::uint32_t> known(std::uint32_t ms) {
    return ms == model::no_time_ms ? std::nullopt : std::optional(ms);
}

void tell_turns(const model::DataSet& data, model::CallIndex call, const Question& question, CallAnswer& answer) {
    const auto sides = metrics::sides_of(data, call);
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const model::Speaker& speaker = data.speakers[data.calls.speakers_begin[call] + i];
        answer.speakers.push_back({text(data.labels[speaker.name]), person_text(data, speaker.person),
                                   text(model::word_of(model::side_names, sides[i]))});
    }
    const model::TurnIndex begin = data.calls.turns_begin[call];
    const std::uint64_t end =
        std::min<std::uint64_t>(answer.turns, std::uint64_t{question.offset} + base::limits::turns_answered);
    for (std::uint32_t i = question.offset; i < end; ++i) {
        const model::TurnIndex turn = begin + i;
        CallTurn told{data.turns.speaker[turn],
                      known(data.turns.start_ms[turn]),
                      known(data.turns.end_ms[turn]),
                      {},
                      text(data.turns.text[turn])};
        if (data.turns.sentiment[turn] != model::no_sentiment) told.sentiment = data.turns.sentiment[turn] / 100.0;
        answer.said.push_back(std::move(told));
    }
}

void tell_mentions(const model::DataSet& data, model::CallIndex call, const Question& question,
                   const CompiledDictionary& dictionary, CallAnswer& answer) {
    const auto sides = metrics::sides_of(data, call);
    std::vector<CallTopic> topics(dictionary.words.topics.size());
    std::vector<metrics::PhraseHit> mentions;
    for (std::uint32_t i = 0; i < answer.turns; ++i) {
        const model::TurnIndex turn = data.calls.turns_begin[call] + i;
        const std::uint32_t speaker = data.turns.speaker[turn];
        const auto side = metrics::topic_side(speaker < sides.size() ? sides[speaker] : model::Side::unknown);
        dictionary.topics.find(data.turns.text[turn], mentions);
        for (const metrics::PhraseHit& mention : mentions) {
            const std::uint32_t number = dictionary.topics.topic_of(mention.phrase);
            CallTopic& topic = topics[number];
            if (topic.rep + topic.customer + topic.other == 0) {
                topic.first_turn = i;
                if (const auto at = metrics::said_at_ms(data, turn, mention.begin)) topic.first_ms = at;
            }
            ++(side == 0 ? topic.rep : side == 1 ? topic.customer : topic.other);
            if (i < question.offset || i - question.offset >= answer.said.size()) continue;
            if (answer.mentions.size() == base::limits::mentions_answered) continue;
            answer.mentions.push_back(
                {i, mention.begin, mention.end, dictionary.words.topics[number].id, dictionary.phrase(mention.phrase)});
        }
    }
    for (std::size_t i = 0; i < topics.size(); ++i) {
        if (topics[i].rep + topics[i].customer + topics[i].other == 0) continue;
        const Topic& words = dictionary.words.topics[i];
        topics[i].id = words.id;
        topics[i].name_zh = words.name_zh;
        topics[i].name_en = words.name_en;
        answer.topics.push_back(std::move(topics[i]));
    }
}

void tell_found(std::string_view text, std::uint32_t first_turn, CallAnswer& answer) {
    const auto sought = metrics::SoughtText::make(text);
    for (std::uint32_t i = 0; sought && i < answer.said.size(); ++i)
        for (auto match = sought->find(answer.said[i].text); match;
             match = sought->find(answer.said[i].text, match->end)) {
            if (answer.found.size() == base::limits::mentions_answered) return;
            answer.found.push_back(
                {first_turn + i, static_cast<std::uint32_t>(match->begin), static_cast<std::uint32_t>(match->end)});
        }
}

void tell_quality(const model::DataSet& data, model::CallIndex call, const metrics::CallFigures& figures,
                  const RuleBook& book, CallScore& out) {
    const metrics::CallQuality quality = metrics::quality_of(data, call, figures, book.sets, true);
    if (quality.worded) out.language = metrics::language_of(data, call);
    out.score = quality.score;
    out.critical = quality.critical;
    for (std::size_t i = 0; i < quality.results.size(); ++i) {
        const RuleWords& words = book.words[quality.set][i];
        const metrics::QualityRule& rule = book.sets[quality.set].rules[i];
        CallRule told{words.id,    words.name_zh, words.name_en,
                      rule.weight, rule.critical, text(model::word_of(metrics::rule_result_names, quality.results[i])),
                      {}};
        for (const metrics::Evidence& place : quality.evidence[i])
            told.evidence.push_back({place.turn - data.calls.turns_begin[call], place.begin, place.end,
                                     book.phrases[quality.set][place.phrase]});
        out.rules.push_back(std::move(told));
    }
}

}  // namespace

template <class Archive>
void fields(Archive& a, CallMatch& v) {
    a("turn", v.turn);
    a("begin", v.begin);
    a("end", v.end);
}

template <class Archive>
void fields(Archive& a, CallEvidence& v) {
    a("turn", v.turn);
    a("begin", v.begin);
    a("end", v.end);
    a("phrase", v.phrase);
}

template <class Archive>
void fields(Archive& a, CallRule& v) {
    a("id", v.id);
    a("name_zh", v.name_zh);
    a("name_en", v.name_en);
    a("weight", v.weight);
    a("critical", v.critical);
    a("result", v.result);
    a("evidence", v.evidence);
}

template <class Archive>
void fields(Archive& a, CallScore& v) {
    a("language", v.language);
    a("score", v.score);
    a("critical", v.critical);
    a("rules", v.rules);
}

template <class Archive>
void fields(Archive& a, CallTopic& v) {
    a("id", v.id);
    a("name_zh", v.name_zh);
    a("name_en", v.name_en);
    a("rep", v.rep);
    a("customer", v.customer);
    a("other", v.other);
    a("first_turn", v.first_turn);
    a("first_ms", v.first_ms);
}

template <class Archive>
void fields(Archive& a, CallMention& v) {
    a("turn", v.turn);
    a("begin", v.begin);
    a("end", v.end);
    a("topic", v.topic);
    a("phrase", v.phrase);
}

template <class Archive>
void fields(Archive& a, CallMeasure& v) {
    a("id", v.id);
    a("n", v.n);
    a("mean", v.mean);
    a("median", v.median);
    a("quartile1", v.quartile1);
    a("quartile3", v.quartile3);
}

template <class Archive>
void fields(Archive& a, CallRow& v) {
    a.named_keys(v.keys);
    a("calls", v.calls);
    a("timed", v.timed);
    a("no_turns", v.no_turns);
    a("one_speaker", v.one_speaker);
    a("sides_unknown", v.sides_unknown);
    a("untimed", v.untimed);
    a("pooled_talk_ratio", v.pooled_talk_ratio);
    a("measures", v.measures);
}

template <class Archive>
void fields(Archive& a, CallsAnswer& v) {
    fields(a, v.head);
    a("all", v.all);
    a.by = &v.head.question.by;
    a("rows", v.rows);
}

template <class Archive>
void fields(Archive& a, CallSpeaker& v) {
    a("name", v.name);
    a("person", v.person);
    a("side", v.side);
}

template <class Archive>
void fields(Archive& a, CallTurn& v) {
    a("speaker", v.speaker);
    a("start_ms", v.start_ms);
    a("end_ms", v.end_ms);
    a("sentiment", v.sentiment);
    a("text", v.text);
}

template <class Archive>
void fields(Archive& a, CallValue& v) {
    a("id", v.id);
    a("value", v.value);
}

template <class Archive>
void fields(Archive& a, CallAnswer& v) {
    fields(a, v.head);
    a("id", v.id);
    a("at", v.at);
    a("deal", v.deal);
    a("account", v.account);
    a("person", v.person);
    a("role", v.role);
    a("stage", v.stage);
    a("language", v.language);
    a("purpose", v.purpose);
    a("channel", v.channel);
    a("direction", v.direction);
    a("recording", v.recording);
    a("doubt", v.doubt);
    a("duration_ms", v.duration_ms);
    a("turns", v.turns);
    a("untimed", v.untimed);
    a("rep_speech_ms", v.rep_speech_ms);
    a("customer_speech_ms", v.customer_speech_ms);
    a("answers", v.answers);
    a("early_answers", v.early_answers);
    a("values", v.values);
    a("speakers", v.speakers);
    a("said", v.said);
    a("topics", v.topics);
    a("found", v.found);
    a("quality", v.quality);
    a("mentions", v.mentions);
}

base::Result<CallsAnswer> calls(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::calls);
    if (!prepared) return prepared.error();
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    CallsAnswer answer;
    answer.head = std::move(prepared->head);
    if (!question.filter.exit.empty()) answer.head.refused = "chosen_by_exit";
    if (loaded.data.calls.at.empty()) answer.head.refused = "no_calls";
    if (!answer.head.refused.empty()) return answer;
    const auto& figures = call_figures(loaded, question, **dictionary);
    const auto& dimensions = prepared->dimensions;
    const auto groups = [&](const std::vector<metrics::Dimension>& by) {
        return metrics::call_groups(figures,
                                    metrics::group_calls(loaded.data, prepared->selection, by, prepared->zone));
    };
    const auto all = groups({});
    answer.all = row_of(all.empty() ? metrics::CallGroup{} : all.front(), {});
    auto found = groups(dimensions);
    base::heap_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
        return listed_before(dimensions, a.keys, keys_text(loaded.data, dimensions, a.keys), b.keys,
                             keys_text(loaded.data, dimensions, b.keys));
    });
    for (const metrics::CallGroup& group : found)
        answer.rows.push_back(row_of(group, keys_text(loaded.data, dimensions, group.keys)));
    return answer;
}

base::Result<CallAnswer> call(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::call);
    if (!prepared) return prepared.error();
    const model::DataSet& data = loaded.data;
    const auto number = data.calls.ids.find(question.call);
    if (!number || *number >= data.calls.at.size())
        return Error{ErrorCode::question_bad_value, "", 0, "call", 0, base::error_detail(question.call)};
    const model::CallIndex index = *number;
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    const auto rules = rules_of(loaded, question);
    if (!rules) return rules.error();
    CallAnswer answer;
    answer.head = std::move(prepared->head);
    const metrics::CallPlace place = metrics::place_of(data, index);
    const model::Calls& all = data.calls;
    answer.id = question.call;
    answer.at = base::iso_time(all.at[index], prepared->zone);
    if (all.deal[index] != model::no_deal) answer.deal = text(data.deals.ids[all.deal[index]]);
    if (all.account[index] != model::no_account) answer.account = text(data.accounts.ids[all.account[index]]);
    answer.person = person_text(data, place.person);
    answer.role = role_text(place.role);
    if (place.stage) answer.stage = data.stages[*place.stage].id;
    answer.language = text(data.labels[all.language[index]]);
    answer.purpose = text(data.labels[all.purpose[index]]);
    answer.recording = text(data.labels[all.recording[index]]);
    answer.channel = text(model::word_of(model::channel_names, all.channel[index]));
    answer.direction = text(model::word_of(model::direction_names, all.direction[index]));

    const metrics::CallFigures figures =
        metrics::figures_of(data, index, rules_of(question.call_rules), &(*dictionary)->fillers);
    answer.doubt = text(metrics::call_doubt_names[static_cast<std::size_t>(figures.doubt)]);
    answer.duration_ms = figures.doubt == CallDoubt::no_turns ? all.duration_s[index] * 1000 : figures.duration_ms;
    answer.turns = figures.turns;
    answer.untimed = figures.untimed;
    answer.rep_speech_ms = figures.rep.speech_ms;
    answer.customer_speech_ms = figures.customer.speech_ms;
    answer.answers = figures.answers;
    answer.early_answers = figures.early_answers;
    for (std::size_t i = 0; i < metrics::call_measures; ++i)
        answer.values.push_back(
            {text(metrics::call_measure_names[i]), metrics::value_of(static_cast<metrics::CallMeasure>(i), figures)});
    tell_turns(data, index, question, answer);
    tell_mentions(data, index, question, **dictionary, answer);
    tell_found(question.text, question.offset, answer);
    tell_quality(data, index, figures, **rules, answer.quality);
    return answer;
}

SEPTET_ANSWER_CODEC(CallsAnswer)
SEPTET_ANSWER_CODEC(CallAnswer)

}  // namespace engine
