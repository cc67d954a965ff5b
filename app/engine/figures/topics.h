// What is spoken of in calls, by any of By: of the calls with words, in how many a topic is mentioned, by whom, when, and how the
// deal's stay went on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct TopicPhrase {
    std::string phrase;  // as the dictionary has it
    std::uint64_t mentions = 0;
    std::uint64_t calls = 0;
};

// Of the calls with words whose deal's stay ended so: those in which the topic is mentioned.
struct TopicOutcome {
    std::string exit;  // "advanced", "lost", "back", "left", "open"; "" the call has no deal, or it stood nowhere
    Rate rate;
};

// What each side did: rep, customer, and others with those of whom it is not known.
struct TopicSides {
    std::uint64_t rep = 0, customer = 0, other = 0;
};

struct TopicRow {
    std::string id, name_zh, name_en;
    Rate rate;  // calls in which it is mentioned, of those with words
    TopicSides mentions;
    TopicSides calls;                                    // in which the side mentions it
    TopicSides first;                                    // in which the side is the first to
    std::uint64_t timed = 0;                             // calls in which the first mention has a time
    std::optional<double> mean_first_s, median_first_s;  // of these, from the call's beginning
    std::vector<TopicOutcome> outcomes;                  // those that occur, in the order of their words above
    std::vector<Rate> months;                            // by TopicsAnswer::months; of `all` only
    std::vector<TopicPhrase>
        phrases;  // mentioned most, by calls; none where there are more than limits::curves_answered rows
};

struct TopicGroup {
    Keys keys;
    std::uint64_t calls = 0;
    std::uint64_t worded = 0;      // of them: with words, which every rate is of
    std::vector<TopicRow> topics;  // all of the dictionary, in its order
};

// By nothing where the question does not say. A filter's days are those of the calls; one by exit is refused ("chosen_by_exit").
struct TopicsAnswer {
    Head head;
    TopicGroup all;
    std::vector<std::string> months;  // "2026-01", ascending: those with such calls
    std::vector<TopicGroup> rows;
};
base::Result<TopicsAnswer> topics(const Loaded& loaded, const Question& question);

}  // namespace engine
