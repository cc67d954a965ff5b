// What the reader changed of the topics' words and the quality rules: in the view as short texts, which a link carries, and in a
// question as engine/word_changes.h has it.
//
//     {"price", "+discount*", "-cost"}, {"Delivery", "+ship*"}             a topic; "=…": its name
//     {"opening", "*2", "!1", "+greetings"}                               a rule: weight, critical, a word more
//     {"Names a date", "@rep", "~", "<60", ">120", "+monday"}             a new one: by whom, forbidden, first and last seconds
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/word_changes.h"
#include "ui/screen.h"

namespace screens {

using ShortChange = std::vector<std::string>;

// What a link's texts do not say in this way is passed over.
std::vector<engine::TopicChange> topic_changes(const ui::View& view);
std::vector<engine::RuleChange> rule_changes(const ui::View& view);
std::vector<ShortChange> short_changes(const std::vector<engine::TopicChange>& changes);
std::vector<ShortChange> short_changes(const std::vector<engine::RuleChange>& changes);

void carry_changes(const ui::View& view, engine::Question& question);

// The change of this id, made where there is none.
engine::TopicChange& change_of(std::vector<engine::TopicChange>& changes, std::string_view id);
engine::RuleChange& change_of(std::vector<engine::RuleChange>& changes, std::string_view id);

// One word more or less; what takes back a change leaves none.
template <class Change>
void add_word(Change& change, const std::string& word) {
    if (std::erase(change.drop, word) == 0) change.add.push_back(word);
}
template <class Change>
void drop_word(Change& change, const std::string& word) {
    if (std::erase(change.add, word) == 0) change.drop.push_back(word);
}

// To the view with these changes; false, and nothing happens, where its link could not carry them.
bool go_changed(ui::Context& context, const std::vector<engine::TopicChange>& changes);
bool go_changed(ui::Context& context, const std::vector<engine::RuleChange>& changes);

}  // namespace screens
