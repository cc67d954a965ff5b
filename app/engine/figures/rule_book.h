// What is in force: the topics with their words and the rules of what a good call holds, with the question's changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct BookTopic {
    std::string id, name_zh, name_en;
    std::vector<std::string> phrases;
    bool changed = false;
    bool added = false;  // a topic of the changes alone
};

// A condition and those inside it, one behind another, each before its parts.
struct BookCondition {
    std::uint32_t depth = 0;  // its parts stand right behind it, one deeper
    std::string kind;         // "phrases" (a part is what it is to stand after), "measure", "all", "any", "not", "rule"
    std::vector<std::string> phrases;
    std::string by;  // "rep", "customer", "anyone"
    std::uint32_t at_least = 1;
    std::optional<double> first_s, last_s, within_s;
    std::string measure;  // metrics::call_measure_names
    std::optional<double> above, below;
    std::string rule;  // its id
};

// The rule in the calls of one language.
struct BookForm {
    std::string language;
    std::vector<BookCondition> when;
};

// Rules of one id in the sets of several languages are one.
struct BookRule {
    std::string id, name_zh, name_en;
    double weight = 1;
    bool critical = false;
    std::vector<std::string> words;  // its own, which changes are of, of all languages; none: it has no list
    bool last = false;               // of one language only one is left, which cannot be dropped
    bool changed = false;
    bool added = false;  // a rule of the changes alone
    std::vector<BookForm> forms;
};

struct RuleBookAnswer {
    Head head;
    std::vector<BookTopic> topics;
    std::vector<BookRule> rules;
    Verbatim dictionary, rule_sets;  // the same as files: what a question may carry as `dictionary` and `rules`
};
base::Result<RuleBookAnswer> rule_book(const Loaded& loaded, const Question& question);

}  // namespace engine
