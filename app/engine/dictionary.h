// Dictionaries: what the topics of a team's calls are and how they are spoken of, and which words only fill a pause. Data, not code:
// the starter sets are assets/dictionaries/*.json, a question may carry its own; assets/dictionaries/schema.json is their shape.
//
//     {"language": "en", "topics": [{"id": "price", "name": "Price", "phrases": ["how much", "pric*"]}], "fillers": ["um"]}
//
// Phrases are as metrics/phrases.h takes them. Read strictly; errors name the topic in their path and the phrase in their detail
// (its place in `record`): bad_phrase; given_twice, of an id, or of a phrase in one topic (two topics may share one); unknown_field,
// missing_field, wrong_type; too_many_records past limits::topics or limits::phrases.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "metrics/phrases.h"
#include "metrics/topics.h"

namespace engine {

struct Topic {
    std::string id;
    std::string name_zh, name_en;  // one where the other is not given; the id where neither is
    std::vector<std::string> phrases;
};

struct Dictionary {
    std::string language;  // "zh", "en"; "" where it is of several
    std::vector<Topic> topics;
    std::vector<std::string> fillers;
};

class StrictReading;
// Of one list at `path`: each usable, none twice.
void check_phrases(StrictReading& reading, const std::string& path, const std::vector<std::string>& phrases);

base::Result<Dictionary> read_dictionary(std::string_view json);

// The starter dictionaries of all languages together, for calls in which they are mixed: topics of one id are one.
Dictionary starter_dictionary();

struct CompiledDictionary {
    Dictionary words;
    metrics::Topics topics;
    metrics::Phrases fillers;
    // A phrase by its number among all topics'.
    const std::string& phrase(std::uint32_t number) const;
};
// `dictionary` as read or starter_dictionary gives it.
base::Result<CompiledDictionary> compile(Dictionary dictionary);

}  // namespace engine
