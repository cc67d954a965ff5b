// What is spoken of in calls (definition topics/1): topics are lists of phrases (metrics/phrases.h), a mention is one phrase of a topic
// in one turn.
//
// Within a turn and a topic the longest phrases are counted from left to right, none that overlaps one already counted; topics do not
// see each other. A mention's moment is its turn's beginning, moved on by its place in the text as if the turn were spoken evenly; it
// has none where the turn lacks a time. Shares are of the calls with words, so a call without a transcript is in none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "metrics/call_groups.h"
#include "metrics/phrases.h"
#include "model/data_set.h"

namespace metrics {

// Phrases of several topics, ready to be looked for.
class Topics {
public:
    // The phrases of each topic. Errors as Phrases::make has them; a record is then the phrase's place among all, from 1.
    static base::Result<Topics> make(std::span<const std::vector<std::string_view>> phrases);

    std::size_t size() const { return topics_; }
    std::size_t phrases() const { return topic_of_.size(); }
    std::uint32_t topic_of(std::uint32_t phrase) const { return topic_of_[phrase]; }
    // The mentions of one text by topic, then by begin; what was in `mentions` goes. False as Phrases::find.
    bool find(std::string_view text, std::vector<PhraseHit>& mentions) const;

private:
    Phrases phrases_;
    std::vector<std::uint32_t> topic_of_;  // by phrase
    std::size_t topics_ = 0;
};

// When in the call the byte `at` of a turn's text is said, in ms; none where the turn lacks a time.
std::optional<std::uint32_t> said_at_ms(const model::DataSet& data, model::TurnIndex turn, std::uint32_t at);

// Whether anything is said in the call: a word or a 字.
bool has_words(const model::DataSet& data, model::CallIndex call);

// All mentions in the calls of one data set, as columns; those of a call stand together by turn, topic and begin.
struct Mentions {
    std::vector<std::uint32_t> calls_end;  // by call: one behind its last mention
    std::vector<model::TurnIndex> turn;
    std::vector<std::uint32_t> begin;   // byte of the turn's text
    std::vector<std::uint16_t> phrase;  // below limits::phrases
    std::vector<std::uint8_t> worded;   // by call: anything is said in it
    bool too_many = false;              // more than limits::topic_hits: there are none of any call
};
Mentions find_mentions(const model::DataSet& data, const Topics& topics);

// Who: rep, customer, others and those of whom it is not known.
inline constexpr std::size_t topic_sides = 3;
std::size_t topic_side(model::Side side);

inline constexpr std::size_t deal_outcomes = 6;  // by model::Exit, and no stay known
inline constexpr std::size_t no_outcome = 5;

struct TopicFigure {
    std::uint64_t calls = 0;                              // with words, in which it was mentioned
    std::array<std::uint64_t, topic_sides> by{};          // mentions
    std::array<std::uint64_t, topic_sides> calls_by{};    // calls in which the side mentioned it
    std::array<std::uint64_t, topic_sides> first_by{};    // calls in which the side was the first to
    std::uint64_t timed = 0;                              // calls whose first mention has a moment
    std::optional<double> mean_first_s, median_first_s;   // of these
    std::array<std::uint64_t, deal_outcomes> outcomes{};  // of `calls`, as TopicGroup::outcomes
    std::vector<std::uint64_t> months;                    // of `calls`, by TopicGroups::months; only where asked for
};

struct PhraseFigure {
    std::uint32_t phrase = 0;
    std::uint64_t mentions = 0;
    std::uint64_t calls = 0;
};

struct TopicGroup {
    std::vector<std::uint32_t> keys;
    std::uint64_t calls = 0;
    std::uint64_t worded = 0;  // of them: with words
    std::array<std::uint64_t, deal_outcomes>
        outcomes{};                     // of the worded: how the stay ended in which the deal stood at the call
    std::vector<std::uint64_t> months;  // of the worded
    std::vector<TopicFigure> topics;    // all, in their order
    std::vector<std::vector<PhraseFigure>> phrases;  // by topic: those mentioned, most calls first; where asked for
};

struct TopicsAsked {
    bool months = false;
    bool phrases = false;
};
struct TopicGroups {
    std::vector<std::uint32_t> months;  // month_of, ascending: those of the calls with words
    std::vector<TopicGroup> groups;
};
// One for each group of `calls`.
TopicGroups topic_groups(const model::DataSet& data, const Topics& topics, const Mentions& mentions,
                         const GroupedCalls& calls, const base::Zone& zone, TopicsAsked asked);

}  // namespace metrics
