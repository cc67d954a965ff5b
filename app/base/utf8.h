// UTF-8: checking, walking and folding text that comes from data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

// True where every byte belongs to a shortest-form code point outside the surrogates (Unicode 15, table 3-7).
bool utf8_valid(std::string_view text);

// The code point that begins at `at`, which moves behind it. A malformed byte gives U+FFFD and moves by one.
// `at` must lie inside the text.
char32_t utf8_next(std::string_view text, std::size_t& at);

// A surrogate or a number past U+10FFFF is written as U+FFFD.
void utf8_append(std::string& out, char32_t code_point);

// The longest prefix of at most `bytes` bytes that ends between two code points (malformed text: about there).
std::string_view utf8_cut(std::string_view text, std::size_t bytes);

// Text for comparing in a search: ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic in lower case, full-width forms as
// half-width, malformed bytes as U+FFFD.
std::string utf8_fold(std::string_view text);
char32_t utf8_fold(char32_t code_point);

}  // namespace base
