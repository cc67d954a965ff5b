#include "engine/figures/rule_book.h"

#include <utility>

#include "engine/archive.h"
#include "engine/prepare.h"
#include "engine/transcripts.h"
#include "engine/word_changes.h"

namespace engine {

template <class Archive>
void fields(Archive& a, RuleBookAnswer& v) {
    fields(a, v.head);
    a("dictionary", v.dictionary);
    a("rules", v.rules);
}

base::Result<RuleBookAnswer> rule_book(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::rule_book);
    if (!prepared) return prepared.error();
    // Read, not kept: whoever tries a change out on this figure must not throw away what the others have found with the last one.
    const auto dictionary = read_dictionary_of(question);
    if (!dictionary) return dictionary.error();
    auto rules = rules_json_of(question);
    if (!rules) return rules.error();
    RuleBookAnswer answer;
    answer.head = std::move(prepared->head);
    answer.dictionary.json = write_dictionary(*dictionary);
    answer.rules.json = std::move(*rules);
    return answer;
}

SEPTET_ANSWER_CODEC(RuleBookAnswer)

}  // namespace engine
