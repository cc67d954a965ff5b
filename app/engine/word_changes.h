// Small changes over the dictionary and the quality rules in force: what a reader adds and drops on screen, as a question's
// `topic_changes` and `rule_changes`. Small, so that they fit a link.
//
//     [{"topic": "price", "add": ["discount*"], "drop": ["cost"]}, {"topic": "Delivery", "add": ["ship*"]}]
//     [{"rule": "opening", "weight": 2, "add": ["greetings"]}, {"rule": "Names a date", "add": ["monday"], "by": "rep", "last_s": 120}]
//
// A topic that the dictionary has not is a new one; so is a rule that no set has, which then needs words. A rule's own words are its
// first list of phrases, as one reads; a change is made in every set that has the rule. A new rule stands in every set, but one
// whose words are all Chinese only in that of Chinese, as no other call could keep it. Dropping what is not there and adding what is
// changes nothing: a link outlives the starter words. Weight 0 switches a rule off: it is not critical then.
// Read strictly, as engine/dictionary.h; errors name the change ("topic_changes[price].add"): too_many_records past
// limits::word_changes, unknown_rule, missing_field where a rule has no words or would lose its last.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/dictionary.h"

namespace engine {

struct TopicChange {
    std::string topic;  // its id; of a new one its name too, where there is no `name`
    std::string name;   // "": as it is
    std::vector<std::string> add, drop;
    friend bool operator==(const TopicChange&, const TopicChange&) = default;
};

struct RuleChange {
    std::string rule;
    std::string name;
    std::optional<double> weight;
    std::optional<bool> critical;
    std::vector<std::string> add, drop;
    // Of a new rule only: who is to say its words ("rep", "customer", "anyone" or ""), or not to, in so many first or last seconds.
    std::string by;
    bool forbidden = false;
    std::optional<double> first_s, last_s;
    friend bool operator==(const RuleChange&, const RuleChange&) = default;
};

// Whether it can be looked for (metrics/phrases.h).
bool word_allowed(std::string_view word);
// Whether both find the same.
bool same_word(std::string_view a, std::string_view b);

// Of "" none.
base::Result<std::vector<TopicChange>> read_topic_changes(std::string_view json);
base::Result<std::vector<RuleChange>> read_rule_changes(std::string_view json);
// "" of none.
std::string write_changes(const std::vector<TopicChange>& changes);
std::string write_changes(const std::vector<RuleChange>& changes);

base::Result<Dictionary> changed(Dictionary dictionary, const std::vector<TopicChange>& changes);
// `rules` is what read_rules has taken, and so is what comes back: always a list of sets.
base::Result<std::string> changed_rules(std::string_view rules, const std::vector<RuleChange>& changes);

// The starter rules of all languages as read_rules takes them.
std::string starter_rules_json();
// As read_dictionary takes it, whatever its languages have in common.
std::string write_dictionary(const Dictionary& dictionary);

}  // namespace engine
