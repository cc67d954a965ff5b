// Rules of what a good call holds (质检), as data: the starter sets are assets/rules/*.json, a question may carry its own, one set or a
// list of sets; assets/rules/schema.json is their shape, docs/format.md says what they mean, metrics/quality.h how they are judged.
//
//     {"language": "en", "rules": [
//       {"id": "next_step", "name": "Next step agreed", "weight": 2, "when": {"phrases": ["next week"], "by": "rep", "last_s": 120}}]}
//
// Read strictly; errors name the rule in their path ("rules[next_step].when.phrases"): as engine/dictionary.h, and unknown_rule,
// rule_cycle, unknown_word, bad_number; too_many_records past limits::rules, rule_conditions, rule_sets, phrases; json_depth past
// limits::rule_depth.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "metrics/quality.h"

namespace engine {

struct RuleWords {
    std::string id, name_zh, name_en;
};

struct RuleBook {
    std::vector<metrics::QualitySet> sets;
    std::vector<std::vector<RuleWords>> words;  // by set and rule
    std::vector<std::vector<std::string>>
        phrases;  // by set: of its lists, one behind another, as Evidence::phrase numbers them
};

base::Result<RuleBook> read_rules(std::string_view json);

// The starter rules, a set for each language, as read_rules takes them.
std::string starter_rules_json();

}  // namespace engine
