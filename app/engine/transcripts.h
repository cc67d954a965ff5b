// What is found out from the calls' texts on first need and kept: the dictionary in force, its mentions, the rules in force, the
// index of a search. Of one load: the engine throws it away with the data.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/call_question.h"
#include "engine/dictionary.h"
#include "engine/loaded.h"
#include "engine/quality_rules.h"
#include "engine/question.h"
#include "metrics/calls.h"
#include "metrics/search.h"
#include "metrics/topics.h"

namespace engine {

struct Transcripts {
    std::string dictionary_json, topic_changes_json;
    std::unique_ptr<CompiledDictionary> dictionary;
    std::unique_ptr<metrics::Mentions> mentions;  // by `dictionary`
    std::string rules_json, rule_changes_json;
    std::unique_ptr<RuleBook> rules;
    std::unique_ptr<std::vector<metrics::CallQuality>> quality;  // by `rules`, `dictionary` and `quality_counted`
    CallRules quality_counted;
    metrics::TranscriptSearch search;
    std::vector<model::CallIndex> newest_first;
};

// The question's dictionary, or the starter one, with the question's changes; an error's path begins with "dictionary" or
// "topic_changes". Nothing is kept of it.
base::Result<Dictionary> read_dictionary_of(const Question& question);
// The question's rules, or the starter ones, with the question's changes, as JSON that read_rules has taken: a list of sets, or one;
// an error's path begins with "rules" or "rule_changes".
base::Result<std::string> rules_json_of(const Question& question);

// The same dictionary, kept. Valid until another is asked for.
base::Result<const CompiledDictionary*> dictionary_of(const Loaded& loaded, const Question& question);

Transcripts& transcripts_of(const Loaded& loaded);

// Of all calls, by the question's rules, fillers counted by this dictionary.
const std::vector<metrics::CallFigures>& call_figures(const Loaded& loaded, const Question& question,
                                                      const CompiledDictionary& dictionary);
// The same rules as rules_json_of, kept. Valid until others are asked for.
base::Result<const RuleBook*> rules_of(const Loaded& loaded, const Question& question);
const std::vector<metrics::CallQuality>& call_quality(const Loaded& loaded, const Question& question,
                                                      const CompiledDictionary& dictionary, const RuleBook& rules);
const metrics::Mentions& mentions_of(const Loaded& loaded, const CompiledDictionary& dictionary);

}  // namespace engine
