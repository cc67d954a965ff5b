#include "engine/transcripts.h"

#include <utility>

#include "engine/strict_json.h"
#include "engine/word_changes.h"

namespace engine {

Transcripts& transcripts_of(const Loaded& loaded) {
    if (!loaded.transcripts) loaded.transcripts = std::make_shared<Transcripts>();
    return *loaded.transcripts;
}

namespace {

// An error of what stands at this key of the question, or of changes, which name themselves.
base::Error error_at(base::Error error, const char* key) {
    if (!error.path.starts_with(key) && !error.path.starts_with("topic_changes") &&
        !error.path.starts_with("rule_changes"))
        error.path = error.path.starts_with('[') ? key + error.path : path_to(key, error.path);
    return error;
}

base::Result<CompiledDictionary> dictionary_with(const std::string& json, const std::string& changes_json,
                                                 std::size_t& given) {
    base::Result<Dictionary> read =
        json.empty() ? base::Result<Dictionary>(starter_dictionary()) : read_dictionary(json);
    if (!read) return error_at(read.error(), "dictionary");
    given = read->topics.size();
    const auto changes = read_topic_changes(changes_json);
    if (!changes) return changes.error();
    read = changed(std::move(*read), *changes);
    if (!read) return read.error();
    base::Result<CompiledDictionary> compiled = compile(std::move(*read));
    if (!compiled) return error_at(compiled.error(), changes->empty() ? "dictionary" : "topic_changes");
    return compiled;
}

base::Result<RuleBook> rules_with(const std::string& json, const std::string& changes_json, std::string& in_force,
                                  std::vector<RuleWords>& given) {
    in_force = json.empty() ? starter_rules_json() : json;
    base::Result<RuleBook> read = read_rules(in_force);
    if (!read) return error_at(read.error(), "rules");
    for (const auto& set : read->words) given.insert(given.end(), set.begin(), set.end());
    const auto changes = read_rule_changes(changes_json);
    if (!changes) return changes.error();
    if (changes->empty()) return read;
    base::Result<std::string> made = changed_rules(in_force, *changes);
    if (!made) return made.error();
    in_force = std::move(*made);
    read = read_rules(in_force);  // more of something than there may be
    if (!read) return error_at(read.error(), "rule_changes");
    return read;
}

}  // namespace

base::Result<const CompiledDictionary*> dictionary_of(const Loaded& loaded, const Question& question) {
    Transcripts& kept = transcripts_of(loaded);
    const std::string &json = question.dictionary.json, &changes = question.topic_changes.json;
    if (kept.dictionary && kept.dictionary_json == json && kept.topic_changes_json == changes)
        return std::as_const(kept).dictionary.get();
    std::size_t given = 0;
    base::Result<CompiledDictionary> compiled = dictionary_with(json, changes, given);
    if (!compiled) return compiled.error();
    kept.mentions.reset();
    kept.quality.reset();
    loaded.calls.clear();
    kept.dictionary = std::make_unique<CompiledDictionary>(std::move(*compiled));
    kept.topics_given = given;
    kept.dictionary_json = json;
    kept.topic_changes_json = changes;
    return std::as_const(kept).dictionary.get();
}

const std::vector<metrics::CallFigures>& call_figures(const Loaded& loaded, const Question& question,
                                                      const CompiledDictionary& dictionary) {
    return loaded.calls.of(loaded.data, rules_of(question.call_rules), &dictionary.fillers);
}

base::Result<const RuleBook*> rules_of(const Loaded& loaded, const Question& question) {
    Transcripts& kept = transcripts_of(loaded);
    const std::string &json = question.rules.json, &changes = question.rule_changes.json;
    if (kept.rules && kept.rules_json == json && kept.rule_changes_json == changes)
        return std::as_const(kept).rules.get();
    std::string in_force;
    std::vector<RuleWords> given;
    base::Result<RuleBook> read = rules_with(json, changes, in_force, given);
    if (!read) return read.error();
    kept.quality.reset();
    kept.rules = std::make_unique<RuleBook>(std::move(*read));
    kept.rules_in_force = std::move(in_force);
    kept.rules_given = std::move(given);
    kept.rules_json = json;
    kept.rule_changes_json = changes;
    return std::as_const(kept).rules.get();
}

const std::vector<metrics::CallQuality>& call_quality(const Loaded& loaded, const Question& question,
                                                      const CompiledDictionary& dictionary, const RuleBook& rules) {
    Transcripts& kept = transcripts_of(loaded);
    if (kept.quality && kept.quality_counted == question.call_rules) return *kept.quality;
    kept.quality_counted = question.call_rules;
    kept.quality = std::make_unique<std::vector<metrics::CallQuality>>(
        metrics::quality_of_all(loaded.data, call_figures(loaded, question, dictionary), rules.sets));
    return *kept.quality;
}

const metrics::Mentions& mentions_of(const Loaded& loaded, const CompiledDictionary& dictionary) {
    Transcripts& kept = transcripts_of(loaded);
    if (!kept.mentions)
        kept.mentions = std::make_unique<metrics::Mentions>(metrics::find_mentions(loaded.data, dictionary.topics));
    return *kept.mentions;
}

}  // namespace engine
