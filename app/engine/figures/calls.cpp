#include "engine/figures/calls.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/call_question.h"
#include "engine/prepare.h"
#include "engine/transcripts.h"
#include "metrics/account.h"
#include "metrics/call_groups.h"
#include "metrics/scorecards.h"
#include "metrics/vendor_figures.h"

namespace engine {

namespace {

using base::Error;
using base::ErrorCode;
using metrics::CallDoubt;

static_assert(fewest_own_calls == metrics::fewest_own_calls);

CallMeasure measure_of(std::size_t measure, const metrics::MeasureFigure& figure) {
    return {text(metrics::call_measure_names[measure]),
            figure.n,
            figure.mean,
            figure.median,
            figure.quartile1,
            figure.quartile3};
}

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
    for (std::size_t i = 0; i < metrics::call_measures; ++i) row.measures.push_back(measure_of(i, group.measures[i]));
    return row;
}

std::optional<std::uint32_t> known(std::uint32_t ms) {
    return ms == model::no_time_ms ? std::nullopt : std::optional(ms);
}

std::optional<double> known(double score) { return std::isnan(score) ? std::nullopt : std::optional(score); }

std::string measure_text(const std::optional<metrics::CallMeasure>& measure) {
    return measure ? text(metrics::call_measure_names[static_cast<std::size_t>(*measure)]) : std::string();
}

void tell_vendor_figures(const Loaded& loaded, const std::vector<metrics::CallFigures>& figures,
                         const metrics::Selection& selection, CallsAnswer& answer) {
    const model::DataSet& data = loaded.data;
    for (const metrics::VendorFigure& one : metrics::vendor_figures(data, figures, selection)) {
        if (answer.vendor_figures.size() == base::limits::vendor_figures_answered) break;
        answer.vendor_figures.push_back({text(data.labels[one.vendor]), text(data.labels[one.name]),
                                         text(data.labels[one.unit]), text(model::word_of(model::side_names, one.side)),
                                         one.n, one.mean, measure_text(one.measure), one.both, one.their_mean,
                                         one.our_mean});
    }
    if (!data.extras) return;
    for (const model::PersonMetric& one : data.extras->person_metrics) {
        if (answer.vendor_people.size() == base::limits::vendor_figures_answered) break;
        answer.vendor_people.push_back({text(data.labels[one.vendor]), text(data.labels[one.name]),
                                        text(data.labels[one.user]), text(data.labels[one.address]),
                                        text(data.labels[one.from]), text(data.labels[one.to]), one.value});
    }
    const auto key = [](const VendorPersonFigure& one) {
        return std::tie(one.vendor, one.name, one.person, one.address, one.from, one.to);
    };
    base::heap_sort(answer.vendor_people.begin(), answer.vendor_people.end(),
                    [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

void tell_extras(const model::DataSet& data, model::CallIndex call, CallAnswer& answer) {
    if (!data.extras) return;
    const model::CallExtras& extras = *data.extras;
    for (const model::CallMetric& one : metrics::rows_of_call(extras.metrics, call)) {
        const auto equivalent = metrics::equivalent_of(data, one);
        answer.vendor_values.push_back(
            {text(data.labels[one.vendor]), text(data.labels[one.name]), text(data.labels[one.unit]),
             text(model::word_of(model::side_names, one.side)), text(data.labels[one.speaker]),
             measure_text(equivalent ? std::optional(equivalent->measure) : std::nullopt), one.value});
    }
    const auto key = [](const VendorValue& one) { return std::tie(one.vendor, one.name, one.side, one.speaker); };
    base::heap_sort(answer.vendor_values.begin(), answer.vendor_values.end(),
                    [&](const auto& a, const auto& b) { return key(a) < key(b); });
    for (const model::CallTopic& one : metrics::rows_of_call(extras.topics, call)) {
        VendorTopic topic{
            text(data.labels[one.vendor]), text(data.labels[one.name]), one.count, known(one.length_ms), {}};
        for (std::uint32_t i = 0; i < one.spans; ++i) {
            const model::TopicSpan span = extras.spans[one.spans_begin + i];
            topic.spans.push_back({span.start_ms, span.end_ms});
        }
        answer.vendor_topics.push_back(std::move(topic));
    }
    base::heap_sort(answer.vendor_topics.begin(), answer.vendor_topics.end(), [](const auto& a, const auto& b) {
        return std::tie(a.vendor, a.name, a.count) < std::tie(b.vendor, b.name, b.count);
    });
    for (const model::Scorecard& one : metrics::rows_of_call(extras.scorecards, call)) {
        ScorecardOfCall card{text(data.labels[one.name]),
                             text(model::word_of(model::rater_names, one.rater)),
                             text(data.labels[one.rated_by]),
                             known(one.score),
                             known(one.most),
                             metrics::quality_of(extras, one),
                             {}};
        for (std::uint32_t i = 0; i < one.items; ++i) {
            const model::ScoreItem& item = extras.items[one.items_begin + i];
            card.items.push_back({metrics::item_text(data, item), known(item.score), known(item.most), item.weight,
                                  item.critical, item.not_applicable});
        }
        answer.scorecards.push_back(std::move(card));
    }
    base::heap_sort(answer.scorecards.begin(), answer.scorecards.end(), [](const auto& a, const auto& b) {
        return std::tie(a.name, a.rater, a.rated_by) < std::tie(b.name, b.rater, b.rated_by);
    });
}

// What a line of the list and the call itself both say.
template <class Told>
void tell_call(const model::DataSet& data, model::CallIndex call, const base::Zone& zone,
               const metrics::CallFigures& figures, Told& told) {
    const metrics::CallPlace place = metrics::place_of(data, call);
    const model::Calls& all = data.calls;
    told.id = text(all.ids[call]);
    if (all.at[call] != 0) told.at = base::iso_time(all.at[call], zone);
    if (const auto account = metrics::account_of_call(data, call); account != model::no_account)
        told.account = text(data.accounts.ids[account]);
    if (all.deal[call] != model::no_deal) {
        told.deal = text(data.deals.ids[all.deal[call]]);
        told.name = text(data.name_of(all.deal[call]));
    } else if (all.account[call] != model::no_account) {
        told.name = text(data.labels[data.accounts.name[all.account[call]]]);
    }
    told.person = person_text(data, place.person);
    told.role = role_text(place.role);
    if (place.stage) told.stage = data.stages[*place.stage].id;
    told.language = text(data.labels[all.language[call]]);
    told.purpose = text(data.labels[all.purpose[call]]);
    told.channel = text(model::word_of(model::channel_names, all.channel[call]));
    told.doubt = text(metrics::call_doubt_names[static_cast<std::size_t>(figures.doubt)]);
    told.duration_ms = figures.doubt == CallDoubt::no_turns ? all.duration_s[call] * 1000 : figures.duration_ms;
    told.turns = figures.turns;
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

// The place in its set of this rule where the call broke it.
std::optional<std::size_t> broken_rule(const metrics::CallQuality& quality, const RuleBook& book, std::string_view id) {
    for (std::size_t i = 0; i < quality.results.size(); ++i)
        if (quality.results[i] == metrics::RuleResult::broken && book.words[quality.set][i].id == id) return i;
    return std::nullopt;
}

// A rule has one id in the sets of all languages, and perhaps its name from each.
void name_rule(const RuleBook& book, std::string_view id, CallListAnswer& answer) {
    for (const std::vector<RuleWords>& set : book.words)
        for (const RuleWords& rule : set) {
            if (rule.id != id) continue;
            if (answer.rule_zh.empty()) answer.rule_zh = rule.name_zh;
            if (answer.rule_en.empty()) answer.rule_en = rule.name_en;
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
void fields(Archive& a, VendorFigure& v) {
    a("vendor", v.vendor);
    a("name", v.name);
    a("unit", v.unit);
    a("side", v.side);
    a("n", v.n);
    a("mean", v.mean);
    a("measure", v.measure);
    a("both", v.both);
    a("their_mean", v.their_mean);
    a("our_mean", v.our_mean);
}

template <class Archive>
void fields(Archive& a, VendorPersonFigure& v) {
    a("vendor", v.vendor);
    a("name", v.name);
    a("person", v.person);
    a("address", v.address);
    a("from", v.from);
    a("to", v.to);
    a("value", v.value);
}

template <class Archive>
void fields(Archive& a, CallsAnswer& v) {
    fields(a, v.head);
    a("all", v.all);
    a.by = &v.head.question.by;
    a("rows", v.rows);
    a("ranges", v.ranges);
    a("vendor_figures", v.vendor_figures);
    a("vendor_people", v.vendor_people);
}

template <class Archive>
void fields(Archive& a, CallLine& v) {
    a("id", v.id);
    a("at", v.at);
    a("person", v.person);
    a("role", v.role);
    a("stage", v.stage);
    a("deal", v.deal);
    a("account", v.account);
    a("name", v.name);
    a("purpose", v.purpose);
    a("language", v.language);
    a("channel", v.channel);
    a("doubt", v.doubt);
    a("duration_ms", v.duration_ms);
    a("turns", v.turns);
    a("talk_ratio", v.talk_ratio);
    a("turn", v.turn);
}

template <class Archive>
void fields(Archive& a, CallListAnswer& v) {
    fields(a, v.head);
    a("rule_zh", v.rule_zh);
    a("rule_en", v.rule_en);
    a("total", v.total);
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
void fields(Archive& a, CallSpeech& v) {
    a("side", v.side);
    a("from_ms", v.from_ms);
    a("to_ms", v.to_ms);
}

template <class Archive>
void fields(Archive& a, CallSilence& v) {
    a("from_ms", v.from_ms);
    a("to_ms", v.to_ms);
}

template <class Archive>
void fields(Archive& a, CallInterruption& v) {
    a("at_ms", v.at_ms);
    a("by", v.by);
}

template <class Archive>
void fields(Archive& a, CallValue& v) {
    a("id", v.id);
    a("value", v.value);
}

template <class Archive>
void fields(Archive& a, VendorValue& v) {
    a("vendor", v.vendor);
    a("name", v.name);
    a("unit", v.unit);
    a("side", v.side);
    a("speaker", v.speaker);
    a("measure", v.measure);
    a("value", v.value);
}

template <class Archive>
void fields(Archive& a, VendorSpan& v) {
    a("start_ms", v.start_ms);
    a("end_ms", v.end_ms);
}

template <class Archive>
void fields(Archive& a, VendorTopic& v) {
    a("vendor", v.vendor);
    a("name", v.name);
    a("count", v.count);
    a("length_ms", v.length_ms);
    a("spans", v.spans);
}

template <class Archive>
void fields(Archive& a, ScoredItem& v) {
    a("label", v.label);
    a("score", v.score);
    a("max", v.max);
    a("weight", v.weight);
    a("critical", v.critical);
    a("not_applicable", v.not_applicable);
}

template <class Archive>
void fields(Archive& a, ScorecardOfCall& v) {
    a("name", v.name);
    a("rater", v.rater);
    a("rated_by", v.rated_by);
    a("score", v.score);
    a("max", v.max);
    a("quality", v.quality);
    a("items", v.items);
}

template <class Archive>
void fields(Archive& a, CallAnswer& v) {
    fields(a, v.head);
    a("id", v.id);
    a("at", v.at);
    a("deal", v.deal);
    a("account", v.account);
    a("name", v.name);
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
    a("speech", v.speech);
    a("silences", v.silences);
    a("interruptions", v.interruptions);
    a("vendor_values", v.vendor_values);
    a("vendor_topics", v.vendor_topics);
    a("scorecards", v.scorecards);
    a("speakers", v.speakers);
    a("said", v.said);
    a("topics", v.topics);
    a("found", v.found);
    a("quality", v.quality);
    a("mentions", v.mentions);
}

base::Result<CallsAnswer> calls(const Loaded& loaded, const Question& question) {
    auto prepared = prepare_calls(loaded, question, Figure::calls, 0);
    if (!prepared) return prepared.error();
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    CallsAnswer answer;
    answer.head = std::move(prepared->head);
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
    for (std::size_t i = 0; i < metrics::call_measures; ++i)
        answer.ranges.push_back(measure_of(i, metrics::range_of(found, static_cast<metrics::CallMeasure>(i))));
    for (const metrics::CallGroup& group : found)
        answer.rows.push_back(row_of(group, keys_text(loaded.data, dimensions, group.keys)));
    tell_vendor_figures(loaded, figures, prepared->selection, answer);
    return answer;
}

base::Result<CallListAnswer> call_list(const Loaded& loaded, const Question& question) {
    auto prepared = prepare_calls(loaded, question, Figure::call_list, 0);
    if (!prepared) return prepared.error();
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    if (question.limit > base::limits::rows_answered)
        return Error{ErrorCode::question_bad_value, "", 0, "limit", 0, std::to_string(question.limit)};
    const model::DataSet& data = loaded.data;
    CallListAnswer answer;
    answer.head = std::move(prepared->head);
    if (!answer.head.refused.empty()) return answer;
    std::vector<model::CallIndex> found = metrics::selected_calls(data, prepared->selection);
    if (question.spoken) std::erase_if(found, [&](model::CallIndex one) { return data.calls.turns[one] == 0; });
    const auto& figures = call_figures(loaded, question, **dictionary);
    const RuleBook* book = nullptr;
    if (!question.broken.empty()) {
        const auto rules = rules_of(loaded, question);
        if (!rules) return rules.error();
        book = *rules;
        name_rule(*book, question.broken, answer);
        const auto& quality = call_quality(loaded, question, **dictionary, *book);
        std::erase_if(found, [&](model::CallIndex one) { return !broken_rule(quality[one], *book, question.broken); });
    }
    metrics::sort_newest_first(data, found);
    answer.total = found.size();
    const std::size_t begin = std::min<std::size_t>(question.offset, found.size());
    const std::size_t end = begin + std::min<std::size_t>(question.limit, found.size() - begin);
    for (std::size_t i = begin; i < end; ++i) {
        const metrics::CallFigures& of_call = figures[found[i]];
        CallLine line;
        tell_call(data, found[i], prepared->zone, of_call, line);
        line.talk_ratio = metrics::value_of(metrics::CallMeasure::talk_ratio, of_call);
        if (book) {
            const auto quality = metrics::quality_of(data, found[i], of_call, book->sets, true);
            const auto& evidence = quality.evidence[*broken_rule(quality, *book, question.broken)];
            if (!evidence.empty()) line.turn = evidence.front().turn - data.calls.turns_begin[found[i]];
        }
        answer.rows.push_back(std::move(line));
    }
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
    metrics::CallEvents events;
    const metrics::CallFigures figures =
        metrics::figures_of(data, index, rules_of(question.call_rules), &(*dictionary)->fillers, &events);
    for (const auto& one : events.speech)
        answer.speech.push_back({text(model::word_of(model::side_names, one.side)), one.from_ms, one.to_ms});
    for (const auto& silence : events.silences) answer.silences.push_back({silence.from_ms, silence.to_ms});
    for (const auto& one : events.interruptions)
        answer.interruptions.push_back({one.at_ms, text(model::word_of(model::side_names, one.by))});
    tell_call(data, index, prepared->zone, figures, answer);
    answer.recording = text(data.labels[data.calls.recording[index]]);
    answer.direction = text(model::word_of(model::direction_names, data.calls.direction[index]));
    answer.untimed = figures.untimed;
    answer.rep_speech_ms = figures.rep.speech_ms;
    answer.customer_speech_ms = figures.customer.speech_ms;
    answer.answers = figures.answers;
    answer.early_answers = figures.early_answers;
    for (std::size_t i = 0; i < metrics::call_measures; ++i)
        answer.values.push_back(
            {text(metrics::call_measure_names[i]), metrics::value_of(static_cast<metrics::CallMeasure>(i), figures)});
    tell_extras(data, index, answer);
    tell_turns(data, index, question, answer);
    tell_mentions(data, index, question, **dictionary, answer);
    tell_found(question.text, question.offset, answer);
    tell_quality(data, index, figures, **rules, answer.quality);
    return answer;
}

SEPTET_ANSWER_CODEC(CallsAnswer)
SEPTET_ANSWER_CODEC(CallListAnswer)
SEPTET_ANSWER_CODEC(CallAnswer)

}  // namespace engine
