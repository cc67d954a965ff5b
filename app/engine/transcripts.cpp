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

// An error of what stands at this key of the question.
base::Error error_at(base::Error error, const char* key) {
    error.path = error.path.starts_with('[') ? key + error.path : path_to(key, error.path);
    return error;
}

// With the changes, once they are read anew.
base::Result<std::string> checked_rules(std::string json, const char* key, RuleBook& book) {
    base::Result<RuleBook> read = read_rules(json);
    if (!read) return error_at(read.error(), key);
    book = std::move(*read);
    return json;
}

base::Result<std::string> rules_with_changes(const Question& question, RuleBook& book) {
    const std::string &own = question.rules.json, &changes = question.rule_changes.json;
    auto json = checked_rules(own.empty() ? starter_rules_json() : own, "rules", book);
    if (!json || changes.empty()) return json;
    json = changed_rules(*json, changes);
    if (!json) return json;
    return checked_rules(std::move(*json), "rule_changes", book);
}

}  // namespace

base::Result<Dictionary> read_dictionary_of(const Question& question) {
    const std::string &own = question.dictionary.json, &changes = question.topic_changes.json;
    base::Result<Dictionary> read = own.empty() ? base::Result<Dictionary>(starter_dictionary()) : read_dictionary(own);
    if (!read) return error_at(read.error(), "dictionary");
    if (changes.empty()) return read;
    const auto changed = changed_topics(own.empty() ? write_dictionary(*read) : own, changes);
    if (!changed) return changed.error();
    read = read_dictionary(*changed);
    if (!read) return error_at(read.error(), "topic_changes");
    return read;
}

base::Result<std::string> rules_json_of(const Question& question) {
    RuleBook unused;
    return rules_with_changes(question, unused);
}

base::Result<const CompiledDictionary*> dictionary_of(const Loaded& loaded, const Question& question) {
    Transcripts& kept = transcripts_of(loaded);
    const std::string &json = question.dictionary.json, &changes = question.topic_changes.json;
    if (kept.dictionary && kept.dictionary_json == json && kept.topic_changes_json == changes)
        return std::as_const(kept).dictionary.get();
    base::Result<Dictionary> read = read_dictionary_of(question);
    if (!read) return read.error();
    base::Result<CompiledDictionary> compiled = compile(std::move(*read));
    if (!compiled) return error_at(compiled.error(), changes.empty() ? "dictionary" : "topic_changes");
    kept.mentions.reset();
    kept.quality.reset();
    loaded.calls.clear();
    kept.dictionary = std::make_unique<CompiledDictionary>(std::move(*compiled));
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
    RuleBook book;
    const auto read = rules_with_changes(question, book);
    if (!read) return read.error();
    kept.quality.reset();
    kept.rules = std::make_unique<RuleBook>(std::move(book));
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
