// What a reader changes of the dictionary and the quality rules in force, as a question's `topic_changes` and `rule_changes`: small, so
// that it fits a link. By id, as a JSON merge patch (RFC 7396): what is null goes, what is not there is new. A list of texts may also be
// changed by what is added and dropped, so that one phrase more does not cost the whole list.
//
//     topic_changes {"price": {"phrases": {"add": ["discount*"], "drop": ["cost"]}}, "weather": null, "Delivery": {"phrases": ["ship*"]}}
//     rule_changes  {"en": {"opening": {"weight": 2, "when": {"first_s": 30}}, "listening": null}}     by the set's language, then by id
//
// Dropping what is not there and adding what is changes nothing: a link outlives the starter words. What comes of it is read by the
// one strict reader (engine/dictionary.h, engine/quality_rules.h), so a change can make nothing that a file could not hold. Errors name
// the change: wrong_type ("topic_changes.price"), unknown_word of a set that is not there, too_many_records past limits::word_changes.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "engine/dictionary.h"

namespace engine {

using Json = nlohmann::ordered_json;

// The text as an object, {} where it is none or nested past limits::json_depth.
Json object_in(std::string_view text);

// `dictionary` and `rules` are what their readers have taken; what comes back is yet to be read. Of rules it is always a list of sets.
base::Result<std::string> changed_topics(std::string_view dictionary, std::string_view changes);
base::Result<std::string> changed_rules(std::string_view rules, std::string_view changes);

// What makes `to` of `from`, two topics or two rules; {} where they are the same.
Json change_between(const Json& from, const Json& to);

// Whether it can be looked for (metrics/phrases.h), and whether both find the same.
bool phrase_allowed(std::string_view phrase);
bool same_phrase(std::string_view a, std::string_view b);

// As read_dictionary takes it; a phrase of several languages stands once.
std::string write_dictionary(const Dictionary& dictionary);

}  // namespace engine
