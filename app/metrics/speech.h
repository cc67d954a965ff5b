// What a turn's text holds: words, 字, questions. Definition speech/1.
//
// A word is a run of letters and digits of a script that puts spaces between words; an apostrophe, a hyphen or a decimal
// point inside joins. A 字 is one Han character, kana or bopomofo. Punctuation is neither. A sentence ends at . ! ? … ; or
// their full-width forms, at a line break, and where the turn ends.
// A question is a sentence that ends in ? or ？, or in 吗 or 呢; 吗 asks before a comma or a space too, since recognisers
// often set no other mark (呢 there only draws breath: 这个呢，). 反问 and indirect questions are counted as they are written.
#pragma once

#include <cstdint>
#include <string_view>

namespace metrics {

struct SpokenText {
    std::uint32_t words = 0;
    std::uint32_t characters = 0;  // 字
    std::uint32_t questions = 0;
    bool marked = false;  // it has a sign that ends a sentence: the recogniser sets them

    // Of a text in both, as many as are said: an English word among 字 counts as one.
    std::uint32_t units() const { return words + characters; }
    void operator+=(const SpokenText& other) {
        words += other.words;
        characters += other.characters;
        questions += other.questions;
        marked |= other.marked;
    }
};

// Any bytes; malformed ones part words. O(length).
SpokenText read_speech(std::string_view text);

}  // namespace metrics
