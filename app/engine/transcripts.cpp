#include "engine/transcripts.h"

#include <utility>

#include "engine/strict_json.h"

namespace engine {

Transcripts& transcripts_of(const Loaded& loaded) {
    if (!loaded.transcripts) loaded.transcripts = std::make_shared<Transcripts>();
    return *loaded.transcripts;
}

base::Result<const CompiledDictionary*> dictionary_of(const Loaded& loaded, const Question& question) {
    Transcripts& kept = transcripts_of(loaded);
    const std::string& json = question.dictionary.json;
    if (kept.dictionary && kept.dictionary_json == json) return std::as_const(kept).dictionary.get();
    base::Result<Dictionary> read =
        json.empty() ? base::Result<Dictionary>(starter_dictionary()) : read_dictionary(json);
    base::Result<CompiledDictionary> compiled =
        read ? compile(std::move(*read)) : base::Result<CompiledDictionary>(read.error());
    if (!compiled) {
        base::Error error = compiled.error();
        error.path = path_to("dictionary", error.path);
        return error;
    }
    kept.mentions.reset();
    kept.quality.reset();
    loaded.calls.clear();
    kept.dictionary = std::make_unique<CompiledDictionary>(std::move(*compiled));
    kept.dictionary_json = json;
    return std::as_const(kept).dictionary.get();
}

const std::vector<metrics::CallFigures>& call_figures(const Loaded& loaded, const Question& question,
                                                      const CompiledDictionary& dictionary) {
    return loaded.calls.of(loaded.data, rules_of(question.call_rules), &dictionary.fillers);
}

base::Result<const RuleBook*> rules_of(const Loaded& loaded, const Question& question) {
    Transcripts& kept = transcripts_of(loaded);
    const std::string& json = question.rules.json;
    if (kept.rules && kept.rules_json == json) return std::as_const(kept).rules.get();
    base::Result<RuleBook> read = json.empty() ? base::Result<RuleBook>(starter_rule_book()) : read_rules(json);
    if (!read) {
        base::Error error = read.error();
        error.path = error.path.starts_with("rules") ? error.path : "rules" + error.path;
        return error;
    }
    kept.quality.reset();
    kept.rules = std::make_unique<RuleBook>(std::move(*read));
    kept.rules_json = json;
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
