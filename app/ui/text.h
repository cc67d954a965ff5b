// The words of the product in both languages: assets/text/{en,zh}.json, turned into a table when it is built.
//
//     words(Text::nav_people, Language::zh)                       "人员"
//     fill(Text::rows_total, Language::en, {"342"})                "342 rows"
//
// Placeholders {0} … {9} are filled with text that is never looked at again: data is not a format string.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "charts/format.h"
#include "engine/figures/summary.h"
#include "ui/text_keys.h"

namespace ui {

using charts::Language;

std::string_view words(Text text, Language language);
std::string fill(Text text, Language language, std::initializer_list<std::string_view> values);

// "zh" or "en", as in a page's lang attribute "zh-CN" and "en".
Language language_of(std::string_view code);
std::string_view code_of(Language language);

// A role by its id, as it stands beside its tile; a role of the reader's own is its own name.
std::string_view role_words(std::string_view role, Language language);
std::string_view role_short(std::string_view role, Language language);  // under a tile on a phone
std::string_view role_task(std::string_view role, Language language);   // what the role does, one sentence
std::string_view part_words(engine::Exit part, Language language);
std::string_view figure_words(std::string_view figure, Language language);

// The data's own words in the reader's language; "not known" for the empty text.
std::string_view local(const engine::LocalName& name, Language language);
std::string_view known(std::string_view text, Language language);

}  // namespace ui
