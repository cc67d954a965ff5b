#include "engine/word_changes.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "engine/quality_rules.h"
#include "engine/starters.h"
#include "engine/strict_json.h"
#include "metrics/quality.h"

namespace engine {
namespace {

using base::ErrorCode;
using Json = StrictReading::Json;

constexpr double heaviest = 1'000;

std::string folded(const std::string& phrase) {
    auto out = metrics::folded_phrase(phrase);
    return out ? std::move(*out) : phrase;
}

template <class Change, class ReadOne>
base::Result<std::vector<Change>> read_changes(std::string_view json, const char* list, ReadOne&& read_one) {
    std::vector<Change> out;
    if (json.empty()) return out;
    StrictReading reading;
    const Json root = reading.parse(json, base::limits::rules_bytes);
    if (!reading.error() && reading.is_list(root, list, base::limits::word_changes)) {
        std::set<std::string> ids;
        for (const Json& one : root) {
            const std::string place = std::string(list) + "[" + std::to_string(out.size() + 1) + "]";
            Change change;
            const std::string id = read_one(reading, one, place, change);
            if (!reading.error() && !ids.insert(id).second) reading.fail(ErrorCode::given_twice, list, id);
            if (reading.error()) break;
            out.push_back(std::move(change));
        }
    }
    if (reading.error()) {
        base::Error error = *reading.error();
        if (error.path.empty()) error.path = list;
        return error;
    }
    return out;
}

void read_words(StrictReading& reading, const Json& one, const std::string& path, std::vector<std::string>& add,
                std::vector<std::string>& drop) {
    add = reading.texts(one, path, "add", base::limits::phrases, false);
    drop = reading.texts(one, path, "drop", base::limits::phrases, false);
    check_phrases(reading, path_to(path, "add"), add);
    check_phrases(reading, path_to(path, "drop"), drop);
}

// Words of `phrases` dropped and added; a word's folded form is what counts.
void change_words(std::vector<std::string>& phrases, const std::vector<std::string>& add,
                  const std::vector<std::string>& drop) {
    std::set<std::string> dropped, known;
    for (const std::string& word : drop) dropped.insert(folded(word));
    std::erase_if(phrases, [&](const std::string& word) { return dropped.contains(folded(word)); });
    for (const std::string& word : phrases) known.insert(folded(word));
    for (const std::string& word : add)
        if (known.insert(folded(word)).second) phrases.push_back(word);
}

base::Error change_error(ErrorCode code, const char* list, const std::string& id, std::string_view key,
                         std::string_view detail = {}) {
    return base::Error{code, "",
                       0,    base::error_detail(path_to(std::string(list) + "[" + id + "]", key)),
                       0,    base::error_detail(detail)};
}

// 基本区 and extension A: what is said.
bool has_chinese(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (const char32_t one = base::utf8_next(text, at); one >= 0x3400 && one <= 0x9FFF) return true;
    return false;
}

bool is_chinese(const Json& set) {
    const auto language = set.find("language");
    return language != set.end() && language->is_string() && language->get_ref<const std::string&>() == "zh";
}

// The first list of phrases, as one reads; read_rules has bounded the depth.
Json* own_words(Json& condition) {
    if (const auto phrases = condition.find("phrases"); phrases != condition.end()) return &*phrases;
    if (const auto no = condition.find("not"); no != condition.end()) return own_words(*no);
    for (const char* key : {"all", "any"})
        if (const auto parts = condition.find(key); parts != condition.end())
            for (Json& part : *parts)
                if (Json* const found = own_words(part)) return found;
    return nullptr;
}

Json new_rule(const RuleChange& change) {
    Json said{{"phrases", change.add}};
    if (!change.by.empty()) said["by"] = change.by;
    if (change.first_s) said["first_s"] = *change.first_s;
    if (change.last_s) said["last_s"] = *change.last_s;
    Json rule{{"id", change.rule}};
    if (!change.name.empty()) rule["name"] = change.name;
    rule["weight"] = change.weight.value_or(1);
    rule["critical"] = change.critical.value_or(false) && change.weight.value_or(1) > 0;
    rule["when"] = change.forbidden ? Json{{"not", said}} : said;
    return rule;
}

std::optional<base::Error> change_rule(Json& rule, const RuleChange& change) {
    const auto wrong = [&](ErrorCode code, std::string_view key) {
        return change_error(code, "rule_changes", change.rule, key);
    };
    if (!change.by.empty()) return wrong(ErrorCode::unknown_field, "by");
    if (change.forbidden) return wrong(ErrorCode::unknown_field, "forbidden");
    if (change.first_s) return wrong(ErrorCode::unknown_field, "first_s");
    if (change.last_s) return wrong(ErrorCode::unknown_field, "last_s");
    if (!change.name.empty()) rule["name"] = change.name;
    if (change.weight) rule["weight"] = *change.weight;
    if (change.critical) rule["critical"] = *change.critical;
    if (change.weight && *change.weight <= 0) rule["critical"] = false;
    if (change.add.empty() && change.drop.empty()) return std::nullopt;
    Json* const list = own_words(rule["when"]);
    if (!list) return wrong(ErrorCode::missing_field, "phrases");
    auto words = list->get<std::vector<std::string>>();
    change_words(words, change.add, change.drop);
    if (words.empty()) return wrong(ErrorCode::missing_field, "drop");
    *list = words;
    return std::nullopt;
}

void add_words(Json& out, const std::vector<std::string>& add, const std::vector<std::string>& drop) {
    if (!add.empty()) out["add"] = add;
    if (!drop.empty()) out["drop"] = drop;
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

bool word_allowed(std::string_view word) { return static_cast<bool>(metrics::folded_phrase(word)); }

bool same_word(std::string_view a, std::string_view b) { return folded(std::string(a)) == folded(std::string(b)); }

base::Result<std::vector<TopicChange>> read_topic_changes(std::string_view json) {
    return read_changes<TopicChange>(
        json, "topic_changes", [](StrictReading& reading, const Json& one, const std::string& place, TopicChange& out) {
            if (!reading.is_object(one, place, {"topic", "name", "add", "drop"})) return std::string();
            out.topic = reading.text(one, place, "topic", base::limits::id_bytes, true);
            const std::string path = "topic_changes[" + out.topic + "]";
            out.name = reading.text(one, path, "name", base::limits::label_bytes, false);
            read_words(reading, one, path, out.add, out.drop);
            return out.topic;
        });
}

base::Result<std::vector<RuleChange>> read_rule_changes(std::string_view json) {
    return read_changes<RuleChange>(
        json, "rule_changes", [](StrictReading& reading, const Json& one, const std::string& place, RuleChange& out) {
            if (!reading.is_object(
                    one, place,
                    {"rule", "name", "weight", "critical", "add", "drop", "by", "forbidden", "first_s", "last_s"}))
                return std::string();
            out.rule = reading.text(one, place, "rule", base::limits::id_bytes, true);
            const std::string path = "rule_changes[" + out.rule + "]";
            out.name = reading.text(one, path, "name", base::limits::label_bytes, false);
            out.weight = reading.number(one, path, "weight", 0, heaviest);
            if (reading.member(one, path, "critical", false)) out.critical = reading.boolean(one, path, "critical");
            read_words(reading, one, path, out.add, out.drop);
            out.by = reading.text(one, path, "by", base::limits::id_bytes, false);
            if (!out.by.empty() && !model::find_word<metrics::SaidBy>(metrics::said_by_names, out.by))
                reading.fail(ErrorCode::unknown_word, path_to(path, "by"), out.by);
            out.forbidden = reading.boolean(one, path, "forbidden");
            constexpr auto longest = static_cast<double>(base::limits::call_s);
            out.first_s = reading.number(one, path, "first_s", 0, longest);
            out.last_s = reading.number(one, path, "last_s", 0, longest);
            return out.rule;
        });
}

std::string write_changes(const std::vector<TopicChange>& changes) {
    if (changes.empty()) return {};
    Json out = Json::array();
    for (const TopicChange& change : changes) {
        Json one{{"topic", change.topic}};
        if (!change.name.empty()) one["name"] = change.name;
        add_words(one, change.add, change.drop);
        out.push_back(std::move(one));
    }
    return dumped(out);
}

std::string write_changes(const std::vector<RuleChange>& changes) {
    if (changes.empty()) return {};
    Json out = Json::array();
    for (const RuleChange& change : changes) {
        Json one{{"rule", change.rule}};
        if (!change.name.empty()) one["name"] = change.name;
        if (change.weight) one["weight"] = *change.weight;
        if (change.critical) one["critical"] = *change.critical;
        add_words(one, change.add, change.drop);
        if (!change.by.empty()) one["by"] = change.by;
        if (change.forbidden) one["forbidden"] = true;
        if (change.first_s) one["first_s"] = *change.first_s;
        if (change.last_s) one["last_s"] = *change.last_s;
        out.push_back(std::move(one));
    }
    return dumped(out);
}

base::Result<Dictionary> changed(Dictionary dictionary, const std::vector<TopicChange>& changes) {
    for (const TopicChange& change : changes) {
        auto topic = std::find_if(dictionary.topics.begin(), dictionary.topics.end(),
                                  [&](const Topic& one) { return one.id == change.topic; });
        if (topic == dictionary.topics.end()) {
            if (dictionary.topics.size() == base::limits::topics)
                return change_error(ErrorCode::too_many_records, "topic_changes", change.topic, "topic");
            dictionary.topics.push_back({change.topic, change.topic, change.topic, {}});
            topic = dictionary.topics.end() - 1;
        }
        if (!change.name.empty()) topic->name_zh = topic->name_en = change.name;
        change_words(topic->phrases, change.add, change.drop);
    }
    return dictionary;
}

base::Result<std::string> changed_rules(std::string_view rules, const std::vector<RuleChange>& changes) {
    StrictReading reading;
    Json root = reading.parse(rules, base::limits::rules_bytes);
    if (reading.error()) return *reading.error();
    if (root.is_object()) root = Json::array({std::move(root)});
    if (root.empty()) root.push_back(Json{{"rules", Json::array()}});
    for (const RuleChange& change : changes) {
        bool known = false;
        for (Json& set : root)
            for (Json& rule : set["rules"]) {
                if (rule["id"].get_ref<const std::string&>() != change.rule) continue;
                known = true;
                if (auto wrong = change_rule(rule, change)) return *wrong;
            }
        if (known) continue;
        if (change.add.empty())
            return change_error(ErrorCode::unknown_rule, "rule_changes", change.rule, "rule", change.rule);
        const bool chinese = std::all_of(change.add.begin(), change.add.end(), has_chinese);
        const bool chinese_only = chinese && std::any_of(root.begin(), root.end(), is_chinese);
        for (Json& set : root)
            if (!chinese_only || is_chinese(set)) set["rules"].push_back(new_rule(change));
    }
    return dumped(root);
}

std::string starter_rules_json() {
    std::string out;
    for (const std::string_view set : starter_rules) out += (out.empty() ? "[" : ",") + std::string(set);
    return out + "]";
}

std::string write_dictionary(const Dictionary& dictionary) {
    const auto once = [](const std::vector<std::string>& phrases) {
        std::vector<std::string> out;
        change_words(out, phrases, {});
        return out;
    };
    Json topics = Json::array();
    for (const Topic& topic : dictionary.topics)
        topics.push_back(Json{{"id", topic.id},
                              {"name", Json{{"zh", topic.name_zh}, {"en", topic.name_en}}},
                              {"phrases", once(topic.phrases)}});
    Json out;
    if (!dictionary.language.empty()) out["language"] = dictionary.language;
    out["topics"] = std::move(topics);
    out["fillers"] = once(dictionary.fillers);
    return dumped(out);
}

}  // namespace engine
