// What is in force: the topics with their phrases and the quality rules, with the question's changes, as files of their schemas.
#pragma once

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct RuleBookAnswer {
    Head head;
    Verbatim dictionary;  // as a question's `dictionary`
    Verbatim rules;       // as a question's `rules`
};
base::Result<RuleBookAnswer> rule_book(const Loaded& loaded, const Question& question);

}  // namespace engine
