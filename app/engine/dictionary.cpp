#include "engine/dictionary.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/limits.h"
#include "engine/starters.h"
#include "engine/strict_json.h"

namespace engine {
namespace {

using base::ErrorCode;
using Json = StrictReading::Json;

void read_topics(StrictReading& reading, const Json& list, Dictionary& out) {
    std::set<std::string> ids;
    std::size_t phrases = 0;
    if (!reading.is_list(list, "topics", base::limits::topics)) return;
    for (const Json& one : list) {
        const std::string place = "topics[" + std::to_string(out.topics.size() + 1) + "]";
        if (!reading.is_object(one, place, {"id", "name", "phrases"})) return;
        Topic topic;
        topic.id = reading.text(one, place, "id", base::limits::id_bytes, true);
        const std::string path = "topics[" + topic.id + "]";
        auto [name_zh, name_en] = reading.name(one, path, topic.id);
        topic.name_zh = std::move(name_zh);
        topic.name_en = std::move(name_en);
        topic.phrases = reading.texts(one, path, "phrases", base::limits::phrases - phrases, true);
        phrases += topic.phrases.size();
        check_phrases(reading, path_to(path, "phrases"), topic.phrases);
        if (!ids.insert(topic.id).second) reading.fail(ErrorCode::given_twice, "topics", topic.id);
        if (reading.error()) return;
        out.topics.push_back(std::move(topic));
    }
}

}  // namespace

void check_phrases(StrictReading& reading, const std::string& path, const std::vector<std::string>& phrases) {
    std::set<std::string> known;
    for (std::size_t i = 0; i < phrases.size() && !reading.error(); ++i) {
        base::Result<std::string> folded = metrics::folded_phrase(phrases[i]);
        if (!folded)
            reading.fail(folded.error().code, path, phrases[i], i + 1);
        else if (!known.insert(std::move(*folded)).second)
            reading.fail(ErrorCode::given_twice, path, phrases[i], i + 1);
    }
}

base::Result<Dictionary> read_dictionary(std::string_view json) {
    StrictReading reading;
    Dictionary out;
    const Json root = reading.parse(json, base::limits::dictionary_bytes);
    if (!reading.error() && reading.is_object(root, "", {"$schema", "language", "topics", "fillers"})) {
        out.language = reading.text(root, "", "language", base::limits::id_bytes, false);
        if (const Json* const list = reading.member(root, "", "topics", true)) read_topics(reading, *list, out);
        out.fillers = reading.texts(root, "", "fillers", base::limits::phrases, false);
        check_phrases(reading, "fillers", out.fillers);
    }
    if (reading.error()) return *reading.error();
    return out;
}

Dictionary starter_dictionary() {
    Dictionary out;
    for (const std::string_view text : starter_dictionaries) {
        const base::Result<Dictionary> read = read_dictionary(text);
        if (!read) continue;  // a test holds them to be readable
        for (const Topic& topic : read->topics) {
            const auto same = std::find_if(out.topics.begin(), out.topics.end(),
                                           [&](const Topic& known) { return known.id == topic.id; });
            if (same == out.topics.end()) {
                out.topics.push_back(topic);
                continue;
            }
            same->phrases.insert(same->phrases.end(), topic.phrases.begin(), topic.phrases.end());
            (read->language == "zh" ? same->name_zh : same->name_en) = topic.name_en;
        }
        out.fillers.insert(out.fillers.end(), read->fillers.begin(), read->fillers.end());
    }
    return out;
}

const std::string& CompiledDictionary::phrase(std::uint32_t number) const {
    std::uint32_t topic = 0;
    while (number >= words.topics[topic].phrases.size())
        number -= static_cast<std::uint32_t>(words.topics[topic++].phrases.size());
    return words.topics[topic].phrases[number];
}

base::Result<CompiledDictionary> compile(Dictionary dictionary) {
    CompiledDictionary out;
    out.words = std::move(dictionary);
    std::vector<std::vector<std::string_view>> phrases;
    for (const Topic& topic : out.words.topics) phrases.emplace_back(topic.phrases.begin(), topic.phrases.end());
    base::Result<metrics::Topics> topics = metrics::Topics::make(phrases);
    if (!topics) return topics.error();
    base::Result<metrics::Phrases> fillers =
        metrics::Phrases::make(std::vector<std::string_view>(out.words.fillers.begin(), out.words.fillers.end()));
    if (!fillers) return fillers.error();
    out.topics = std::move(*topics);
    out.fillers = std::move(*fillers);
    return out;
}

}  // namespace engine
