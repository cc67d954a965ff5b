#include "engine/figures/rule_book.h"

#include <algorithm>
#include <utility>

#include "engine/archive.h"
#include "engine/prepare.h"
#include "engine/transcripts.h"
#include "engine/word_changes.h"

namespace engine {

namespace {

std::string text_of(const Json& object, const char* key, const char* otherwise) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string(otherwise);
}

std::optional<double> number_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
}

// Of a condition that read_rules has taken, which bounds the depth.
void describe(const Json& in, std::uint32_t depth, std::vector<BookCondition>& out) {
    BookCondition& one = out.emplace_back();
    one.depth = depth;
    const auto part = [&](const char* key) {
        const auto found = in.find(key);
        return found == in.end() || found->is_null() ? nullptr : &*found;
    };
    if (const Json* const phrases = part("phrases")) {
        one.kind = "phrases";
        one.phrases = phrases->get<std::vector<std::string>>();
        one.by = text_of(in, "by", "anyone");
        one.at_least = static_cast<std::uint32_t>(number_of(in, "at_least").value_or(1));
        one.first_s = number_of(in, "first_s");
        one.last_s = number_of(in, "last_s");
        one.within_s = number_of(in, "within_s");
        if (const Json* const after = part("after")) describe(*after, depth + 1, out);
    } else if (part("measure")) {
        one.kind = "measure";
        one.measure = text_of(in, "measure", "");
        one.above = number_of(in, "above");
        one.below = number_of(in, "below");
    } else if (part("rule")) {
        one.kind = "rule";
        one.rule = text_of(in, "rule", "");
    } else if (const Json* const no = part("not")) {
        one.kind = "not";
        describe(*no, depth + 1, out);
    } else {
        const char* const key = part("any") ? "any" : "all";
        one.kind = key;
        for (const Json& inner : *part(key)) describe(inner, depth + 1, out);
    }
}

// The first list, as one reads: what changes are made of.
const std::vector<std::string>* own_words(const std::vector<BookCondition>& when) {
    for (const BookCondition& one : when)
        if (one.kind == "phrases") return &one.phrases;
    return nullptr;
}

void add_form(BookRule& rule, std::string language, const Json& when) {
    BookForm form{std::move(language), {}};
    describe(when, 0, form.when);
    if (const auto* const words = own_words(form.when)) {
        rule.last = rule.last || words->size() == 1;
        for (const std::string& word : *words)
            if (std::find(rule.words.begin(), rule.words.end(), word) == rule.words.end()) rule.words.push_back(word);
    }
    rule.forms.push_back(std::move(form));
}

std::vector<BookRule> rules_in(const RuleBook& book, const Json& sets) {
    std::vector<BookRule> out;
    for (std::size_t set = 0; set < book.sets.size(); ++set) {
        const Json& rules = (sets.is_array() ? sets[set] : sets).at("rules");
        for (std::size_t i = 0; i < book.words[set].size(); ++i) {
            const RuleWords& words = book.words[set][i];
            const metrics::QualityRule& rule = book.sets[set].rules[i];
            auto same = std::find_if(out.begin(), out.end(), [&](const BookRule& one) { return one.id == words.id; });
            if (same == out.end()) {
                out.push_back(
                    {words.id, words.name_zh, words.name_en, rule.weight, rule.critical, {}, false, false, false, {}});
                same = out.end() - 1;
            } else if (book.sets[set].language == "zh") {
                same->name_zh = words.name_zh;
            }
            add_form(*same, book.sets[set].language, rules[i].at("when"));
        }
    }
    return out;
}

}  // namespace

template <class Archive>
void fields(Archive& a, BookTopic& v) {
    a("id", v.id);
    a("name_zh", v.name_zh);
    a("name_en", v.name_en);
    a("phrases", v.phrases);
    a("changed", v.changed);
    a("added", v.added);
}

template <class Archive>
void fields(Archive& a, BookCondition& v) {
    a("depth", v.depth);
    a("kind", v.kind);
    a("phrases", v.phrases);
    a("by", v.by);
    a("at_least", v.at_least);
    a("first_s", v.first_s);
    a("last_s", v.last_s);
    a("within_s", v.within_s);
    a("measure", v.measure);
    a("above", v.above);
    a("below", v.below);
    a("rule", v.rule);
}

template <class Archive>
void fields(Archive& a, BookForm& v) {
    a("language", v.language);
    a("when", v.when);
}

template <class Archive>
void fields(Archive& a, BookRule& v) {
    a("id", v.id);
    a("name_zh", v.name_zh);
    a("name_en", v.name_en);
    a("weight", v.weight);
    a("critical", v.critical);
    a("words", v.words);
    a("last", v.last);
    a("changed", v.changed);
    a("added", v.added);
    a("forms", v.forms);
}

template <class Archive>
void fields(Archive& a, RuleBookAnswer& v) {
    fields(a, v.head);
    a("topics", v.topics);
    a("rules", v.rules);
    a("dictionary", v.dictionary);
    a("rule_sets", v.rule_sets);
}

base::Result<RuleBookAnswer> rule_book(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::rule_book);
    if (!prepared) return prepared.error();
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    const auto rules = rules_of(loaded, question);
    if (!rules) return rules.error();
    RuleBookAnswer answer;
    answer.head = std::move(prepared->head);
    const Transcripts& kept = transcripts_of(loaded);
    const auto topic_changes = read_topic_changes(question.topic_changes.json);
    const auto rule_changes = read_rule_changes(question.rule_changes.json);
    if (!topic_changes) return topic_changes.error();
    if (!rule_changes) return rule_changes.error();
    const Dictionary& words = (*dictionary)->words;
    for (std::size_t i = 0; i < words.topics.size(); ++i) {
        const Topic& topic = words.topics[i];
        const bool changed = std::any_of(topic_changes->begin(), topic_changes->end(),
                                         [&](const TopicChange& change) { return change.topic == topic.id; });
        answer.topics.push_back(
            {topic.id, topic.name_zh, topic.name_en, topic.phrases, changed, i >= kept.topics_given});
    }
    answer.rules = rules_in(**rules, Json::parse(kept.rules_in_force, nullptr, false));
    for (BookRule& rule : answer.rules) {
        rule.changed = std::any_of(rule_changes->begin(), rule_changes->end(),
                                   [&](const RuleChange& change) { return change.rule == rule.id; });
        rule.added = std::none_of(kept.rules_given.begin(), kept.rules_given.end(),
                                  [&](const RuleWords& given) { return given.id == rule.id; });
    }
    answer.dictionary.json = write_dictionary(words);
    answer.rule_sets.json = kept.rules_in_force;
    return answer;
}

SEPTET_ANSWER_CODEC(RuleBookAnswer)

}  // namespace engine
