#include "engine/figures/calls.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "metrics/call_groups.h"
#include "metrics/scorecards.h"
#include "metrics/vendor_figures.h"

namespace engine {

namespace {

using base::Error;
using base::ErrorCode;
using metrics::CallDoubt;

metrics::CallRules rules_of(const CallRules& rules) {
    return {.merge_ms = rules.merge_ms,
            .backchannel_ms = rules.backchannel_ms,
            .backchannel_words = rules.backchannel_words,
            .backchannel_characters = rules.backchannel_characters,
            .interruption_ms = rules.interruption_ms,
            .silence_ms = rules.silence_ms};
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

}  // namespace

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
    a("vendor_figures", v.vendor_figures);
    a("vendor_people", v.vendor_people);
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
    a("vendor_values", v.vendor_values);
    a("vendor_topics", v.vendor_topics);
    a("scorecards", v.scorecards);
    a("speakers", v.speakers);
    a("said", v.said);
}

base::Result<CallsAnswer> calls(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::calls);
    if (!prepared) return prepared.error();
    CallsAnswer answer;
    answer.head = std::move(prepared->head);
    if (!question.filter.exit.empty()) answer.head.refused = "chosen_by_exit";
    if (loaded.data.calls.at.empty()) answer.head.refused = "no_calls";
    if (!answer.head.refused.empty()) return answer;
    const auto& figures = loaded.calls.of(loaded.data, rules_of(question.call_rules));
    const auto& dimensions = prepared->dimensions;
    const auto groups = [&](const std::vector<metrics::Dimension>& by) {
        return metrics::call_groups(loaded.data, figures, prepared->selection, by, prepared->zone);
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
    tell_vendor_figures(loaded, figures, prepared->selection, answer);
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
    CallAnswer answer;
    answer.head = std::move(prepared->head);
    const metrics::CallPlace place = metrics::place_of(data, index);
    const model::Calls& all = data.calls;
    answer.id = question.call;
    if (all.at[index] != 0) answer.at = base::iso_time(all.at[index], prepared->zone);
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

    const metrics::CallFigures figures = metrics::figures_of(data, index, rules_of(question.call_rules));
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
    tell_extras(data, index, answer);
    tell_turns(data, index, question, answer);
    return answer;
}

SEPTET_ANSWER_CODEC(CallsAnswer)
SEPTET_ANSWER_CODEC(CallAnswer)

}  // namespace engine
