// What is said in calls: who speaks how long and how they take turns, by any of By; and one call, turn by turn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

// One figure over the calls of a row: the mean of the calls' own, their median and quartiles; n calls have it.
struct CallMeasure {
    std::string id;  // metrics::call_measure_names: "talk_ratio", "patience_s" …
    std::uint64_t n = 0;
    std::optional<double> mean, median, quartile1, quartile3;
};

struct CallRow {
    Keys keys;
    std::uint64_t calls = 0;
    // Of the calls: with figures of time; and those that have none, by why not.
    std::uint64_t timed = 0;
    std::uint64_t no_turns = 0, one_speaker = 0, sides_unknown = 0, untimed = 0;
    std::optional<double> pooled_talk_ratio;  // all of the reps' speech by all of the reps' and the customers'
    std::vector<CallMeasure> measures;        // all, in the same order in every row
};

// A figure that another system computed, over the calls chosen; n values, of several speakers each one's.
struct VendorFigure {
    std::string vendor, name, unit, side;  // side: whose, "" of the whole call
    std::uint64_t n = 0;
    double mean = 0;
    std::string measure;     // of CallMeasure the id of the equivalent; "" where there is none
    std::uint64_t both = 0;  // calls that have theirs and ours: the means of both over these, in our unit
    std::optional<double> their_mean, our_mean;
};

// A figure that another system computed of a person over a period, from calls that need not be loaded.
struct VendorPersonFigure {
    std::string vendor, name, person, address, from, to;  // person: by our id where he is known, else by theirs
    double value = 0;
};

// Of a person, to be among the range of people.
inline constexpr std::uint64_t fewest_own_calls = 5;

// Default by role. A filter's days are those of the calls; one by exit is refused ("chosen_by_exit").
struct CallsAnswer {
    Head head;
    CallRow all;
    std::vector<CallRow> rows;
    // Over the rows: the median and quartiles of the means of those with at least fewest_own_calls calls; n rows, of which there have to
    // be five (metrics/call_groups.h).
    std::vector<CallMeasure> ranges;
    std::vector<VendorFigure> vendor_figures;  // at most limits::vendor_figures_answered
    std::vector<VendorPersonFigure> vendor_people;
};
base::Result<CallsAnswer> calls(const Loaded& loaded, const Question& question);

struct CallLine {
    std::string id, at, person, role, stage, deal, account, name;  // name: of the deal, else of its account
    std::string purpose, language, channel;
    std::string doubt;              // why there are no figures of time; "" where there are
    std::uint32_t duration_ms = 0;  // 0: not known
    std::uint32_t turns = 0;
    std::optional<double> talk_ratio;
    std::optional<std::uint32_t> turn;  // of a broken rule: of the call's turns the first that shows it
};

// The calls of the filter, newest first, then by id: those from the question's `offset` on, at most `limit`. Where a rule is named,
// only those in which it was broken; a rule that is in no set was broken in none.
struct CallListAnswer {
    Head head;
    std::string rule_zh, rule_en;  // the names of that rule
    std::uint64_t total = 0;
    std::vector<CallLine> rows;
};
base::Result<CallListAnswer> call_list(const Loaded& loaded, const Question& question);

struct CallSpeaker {
    std::string name, person, side;  // person: an id; side: "rep", "customer", "other", "" not known
};

struct CallTurn {
    std::uint32_t speaker = 0;  // place in `speakers`; 255: not known
    std::optional<std::uint32_t> start_ms, end_ms;
    std::optional<double> sentiment;  // -1 … 1, as the data say it
    std::string text;
};

struct CallSpeech {
    std::string side;
    std::uint32_t from_ms = 0, to_ms = 0;
};

struct CallSilence {
    std::uint32_t from_ms = 0, to_ms = 0;
};

struct CallInterruption {
    std::uint32_t at_ms = 0;
    std::string by;  // side
};

struct CallValue {
    std::string id;
    std::optional<double> value;
};

// A topic of the dictionary that is mentioned in the call.
struct CallTopic {
    std::string id, name_zh, name_en;
    std::uint32_t rep = 0, customer = 0, other = 0;  // mentions by side; other: also not known whose
    std::uint32_t first_turn = 0;                    // place among the call's turns
    std::optional<std::uint32_t> first_ms;
};

// A phrase of a topic in a turn's text.
struct CallMention {
    std::uint32_t turn = 0;            // place among the call's turns: offset + place in `said`
    std::uint32_t begin = 0, end = 0;  // bytes of its text
    std::string topic, phrase;         // the topic's id; the phrase as the dictionary has it
};

// Where the question's `text` is said.
struct CallMatch {
    std::uint32_t turn = 0;            // place among the call's turns
    std::uint32_t begin = 0, end = 0;  // bytes of its text
};

// Where something that a rule looks for is said.
struct CallEvidence {
    std::uint32_t turn = 0;            // place among the call's turns
    std::uint32_t begin = 0, end = 0;  // bytes of its text
    std::string phrase;                // as the rule has it
};

struct CallRule {
    std::string id, name_zh, name_en;
    double weight = 1;
    bool critical = false;
    std::string result;                  // metrics::rule_result_names: "kept", "broken", "not_known", "not_applicable"
    std::vector<CallEvidence> evidence;  // in order; at most limits::evidence, of the whole call
};

// The call held to the rules of its language (metrics/quality.h).
struct CallScore {
    std::string language;         // of the call, as it is judged by: "zh", "en"; "" where nothing is said
    std::optional<double> score;  // 0 … 100
    bool critical = false;        // a critical rule is broken
    std::vector<CallRule> rules;  // none where there are no rules for the language
};

struct VendorValue {
    std::string vendor, name, unit, side, speaker, measure;
    double value = 0;
};

struct VendorSpan {
    std::uint32_t start_ms = 0, end_ms = 0;
};

struct VendorTopic {
    std::string vendor, name;
    std::uint32_t count = 0;
    std::optional<std::uint32_t> length_ms;
    std::vector<VendorSpan> spans;
};

struct ScoredItem {
    std::string label;
    std::optional<double> score, max;
    double weight = 1;
    bool critical = false, not_applicable = false;
};

struct ScorecardOfCall {
    std::string name, rater, rated_by;  // rater: "human", "ai", "" not known
    std::optional<double> score, max, quality;
    std::vector<ScoredItem> items;
};

// One call, as the question's `call` names it; at most limits::turns_answered turns from `offset` on.
struct CallAnswer {
    Head head;
    std::string id, at, deal, account, name, person, role, stage, language, purpose, channel, direction, recording;
    std::string doubt;  // why there are no figures of time; "" where there are
    std::uint32_t duration_ms = 0;
    std::uint32_t turns = 0, untimed = 0;
    std::uint32_t rep_speech_ms = 0, customer_speech_ms = 0;
    std::uint32_t answers = 0, early_answers = 0;  // of the rep to the customer; those that began before he had ended
    std::vector<CallValue> values;                 // by metrics::call_measure_names
    std::vector<CallSpeech> speech;                // side by side, in the order of time
    std::vector<CallSilence> silences;
    std::vector<CallInterruption> interruptions;
    // In other systems' words; ours stand in `values`.
    std::vector<VendorValue> vendor_values;
    std::vector<VendorTopic> vendor_topics;
    std::vector<ScorecardOfCall> scorecards;
    std::vector<CallSpeaker> speakers;
    std::vector<CallTurn> said;
    std::vector<CallTopic> topics;  // of the whole call, in the dictionary's order
    std::vector<CallMatch> found;   // in the turns of `said`, in order; at most limits::mentions_answered
    CallScore quality;
    // In the turns of `said`, by turn, the topics' order, begin; they may overlap; at most limits::mentions_answered.
    std::vector<CallMention> mentions;
};
base::Result<CallAnswer> call(const Loaded& loaded, const Question& question);

}  // namespace engine
