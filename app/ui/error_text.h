// An Error as a sentence in the reader's language: where it happened, then what is wrong.
//
//     "deals.json, record 4,812, field deals[].history[].at: a date or time could not be read: 2026-13-01"
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "ui/text.h"

namespace ui {

// What is wrong, without the place.
std::string error_words(const base::Error& error, Language language);
// Where it happened; "" where nothing is named.
std::string error_place(const base::Error& error, Language language);
std::string error_sentence(const base::Error& error, Language language);

// A defect's id ("unknown_person") as words; an id this version does not know is shown as it is.
std::string defect_words(std::string_view id, Language language);

// "These data cannot say: …". The word is engine::Head::refused, which is a defect's id or a word of its own.
std::string refusal_sentence(std::string_view word, Language language);

}  // namespace ui
