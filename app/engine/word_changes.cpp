#include "engine/word_changes.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "engine/codec.h"
#include "engine/strict_json.h"

namespace engine {
namespace {

using base::ErrorCode;

std::string folded(std::string_view phrase) {
    auto out = metrics::folded_phrase(phrase);
    return out ? std::move(*out) : std::string(phrase);
}

bool is_texts(const Json& json) {
    return json.is_array() && std::all_of(json.begin(), json.end(), [](const Json& one) { return one.is_string(); });
}

// {"add": […], "drop": […]} or one of them.
bool changes_texts(const Json& change) {
    if (!change.is_object() || change.empty()) return false;
    for (const auto& [key, value] : change.items())
        if ((key != "add" && key != "drop") || !is_texts(value)) return false;
    return true;
}

std::set<std::string> folded_texts(const Json& texts) {
    std::set<std::string> out;
    for (const Json& one : texts) out.insert(folded(one.get_ref<const std::string&>()));
    return out;
}

// `texts` without what `taken` has, each once.
Json without(const Json& texts, std::set<std::string> taken) {
    Json out = Json::array();
    for (const Json& one : texts)
        if (taken.insert(folded(one.get_ref<const std::string&>())).second) out.push_back(one);
    return out;
}

Json texts_at(const Json& object, const char* key) { return object.value(key, Json::array()); }

// The depth is that of `change`, which is at most limits::json_depth.
void apply(Json& target, const Json& change) {
    if (is_texts(target) && changes_texts(change)) {
        target = without(target, folded_texts(texts_at(change, "drop")));
        for (Json& one : without(texts_at(change, "add"), folded_texts(target))) target.push_back(std::move(one));
        return;
    }
    if (!change.is_object()) {
        target = change;
        return;
    }
    if (!target.is_object()) target = Json::object();
    for (const auto& [key, value] : change.items()) {
        if (value.is_null())
            target.erase(key);
        else
            apply(target[key], value);
    }
}

base::Error change_error(ErrorCode code, const std::string& path, std::string_view detail) {
    return base::Error{code, "", 0, base::error_detail(path), 0, base::error_detail(detail)};
}

// `list` holds objects with an id each. Gives how many changes are left of `most`.
base::Result<std::size_t> change_list(Json& list, const Json& changes, const std::string& path, std::size_t most) {
    if (!changes.is_object()) return change_error(ErrorCode::wrong_type, path, changes.type_name());
    if (changes.size() > most) return change_error(ErrorCode::too_many_records, path, {});
    for (const auto& item : changes.items()) {
        const std::string& id = item.key();
        const Json& change = item.value();
        auto found = std::find_if(list.begin(), list.end(), [&](const Json& one) { return one["id"] == id; });
        if (change.is_null()) {
            if (found != list.end()) list.erase(found);
            continue;
        }
        if (!change.is_object()) return change_error(ErrorCode::wrong_type, path_to(path, id), change.type_name());
        if (found == list.end()) {
            list.push_back(Json{{"id", id}});
            found = list.end() - 1;
        }
        apply(*found, change);
        (*found)["id"] = id;
    }
    return most - changes.size();
}

base::Result<Json> read_changes(std::string_view text, const char* key) {
    StrictReading reading;
    Json out = nesting(text) > base::limits::json_depth ? Json() : reading.parse(text, base::limits::rules_bytes);
    if (reading.error()) return change_error(reading.error()->code, key, {});
    if (!out.is_object()) return change_error(ErrorCode::wrong_type, key, out.type_name());
    return out;
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

Json object_in(std::string_view text) {
    if (nesting(text) > base::limits::json_depth) return Json::object();
    Json out = Json::parse(text, nullptr, false);
    return out.is_object() ? out : Json::object();
}

base::Result<std::string> changed_topics(std::string_view dictionary, std::string_view changes) {
    const auto wanted = read_changes(changes, "topic_changes");
    if (!wanted) return wanted.error();
    Json out = Json::parse(dictionary, nullptr, false);
    const auto left = change_list(out["topics"], *wanted, "topic_changes", base::limits::word_changes);
    if (!left) return left.error();
    return dumped(out);
}

base::Result<std::string> changed_rules(std::string_view rules, std::string_view changes) {
    const auto wanted = read_changes(changes, "rule_changes");
    if (!wanted) return wanted.error();
    Json sets = Json::parse(rules, nullptr, false);
    if (sets.is_object()) sets = Json::array({std::move(sets)});
    std::size_t left = base::limits::word_changes;
    for (const auto& item : wanted->items()) {
        const std::string& language = item.key();
        const auto set = std::find_if(sets.begin(), sets.end(),
                                      [&](const Json& one) { return one.value("language", Json("")) == language; });
        if (set == sets.end()) return change_error(ErrorCode::unknown_word, "rule_changes", language);
        const auto after = change_list((*set)["rules"], item.value(), path_to("rule_changes", language), left);
        if (!after) return after.error();
        left = *after;
    }
    return dumped(sets);
}

Json change_between(const Json& from, const Json& to) {
    Json out = Json::object();
    for (const auto& [key, was] : from.items())
        if (!to.contains(key)) out[key] = nullptr;
    for (const auto& [key, is] : to.items()) {
        const auto was = from.find(key);
        Json change = is;
        if (was != from.end() && *was == is) continue;
        if (was != from.end() && was->is_object() && is.is_object()) {
            change = change_between(*was, is);
            if (change.empty()) continue;
        } else if (was != from.end() && is_texts(*was) && is_texts(is)) {
            change = Json::object();
            Json add = without(is, folded_texts(*was)), drop = without(*was, folded_texts(is));
            if (!add.empty()) change["add"] = std::move(add);
            if (!drop.empty()) change["drop"] = std::move(drop);
            if (change.empty()) change = is;
        }
        out[key] = std::move(change);
    }
    return out;
}

bool phrase_allowed(std::string_view phrase) { return static_cast<bool>(metrics::folded_phrase(phrase)); }

bool same_phrase(std::string_view a, std::string_view b) { return folded(a) == folded(b); }

std::string write_dictionary(const Dictionary& dictionary) {
    Json topics = Json::array();
    for (const Topic& topic : dictionary.topics)
        topics.push_back(Json{{"id", topic.id},
                              {"name", Json{{"zh", topic.name_zh}, {"en", topic.name_en}}},
                              {"phrases", without(topic.phrases, {})}});
    Json out = Json::object();
    if (!dictionary.language.empty()) out["language"] = dictionary.language;
    out["topics"] = std::move(topics);
    out["fillers"] = without(dictionary.fillers, {});
    return dumped(out);
}

}  // namespace engine
