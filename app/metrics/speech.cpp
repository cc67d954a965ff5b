#include "metrics/speech.h"

#include <array>

#include "base/utf8.h"

namespace metrics {
namespace {

enum class Sign : std::uint8_t { other, letter, digit, joiner, point, character, stop, question, pause };

constexpr bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Han with its extensions and compatibility forms, kana, bopomofo (Unicode 15, Blocks.txt).
constexpr bool is_character(char32_t c) {
    return in(c, 0x4E00, 0x9FFF) || in(c, 0x3400, 0x4DBF) || in(c, 0x3041, 0x30FF) || in(c, 0x3105, 0x312F) ||
           in(c, 0xF900, 0xFAFF) || in(c, 0x20000, 0x3FFFF) || c == 0x3007;
}

constexpr Sign ascii_sign(char32_t c) {
    if (in(c, 'a', 'z') || in(c, 'A', 'Z')) return Sign::letter;
    if (in(c, '0', '9')) return Sign::digit;
    if (c == '\'' || c == '-') return Sign::joiner;
    if (c == '.') return Sign::point;
    if (c == '?') return Sign::question;
    if (c == '!' || c == ';' || c == '\n' || c == '\r') return Sign::stop;
    if (c == ' ' || c == ',' || c == '\t' || c == ':') return Sign::pause;
    return Sign::other;
}

constexpr std::array<Sign, 128> ascii_signs = [] {
    std::array<Sign, 128> signs{};
    for (char32_t c = 0; c < signs.size(); ++c) signs[c] = ascii_sign(c);
    return signs;
}();

Sign sign_of(char32_t c) {
    if (c < 128) return ascii_signs[c];
    if (is_character(c)) return Sign::character;
    if (in(c, 0xFF01, 0xFF5E)) return c == 0xFF0E ? Sign::stop : ascii_signs[c - 0xFF01 + 0x21];  // full-width ASCII
    if (c == 0x3002 || c == 0x2026) return Sign::stop;                                            // 。 …
    if (c == 0x3000 || c == 0x3001 || c == 0x00A0) return Sign::pause;   // ideographic space, 、
    if (c == 0x2019 || c == 0x2010 || c == 0x2011) return Sign::joiner;  // ’ ‐ ‑
    if (in(c, 0x2000, 0x206F) || in(c, 0x3001, 0x303F) || c == 0xFFFD) return Sign::other;
    if (in(c, 0x80, 0xBF)) return c == 0xAA || c == 0xB5 || c == 0xBA ? Sign::letter : Sign::other;
    if (c == 0xD7 || c == 0xF7 || in(c, 0x2190, 0x2BFF) || in(c, 0xFE00, 0xFE6F) || in(c, 0x1F000, 0x1FAFF))
        return Sign::other;
    return Sign::letter;
}

}  // namespace

SpokenText read_speech(std::string_view text) {
    SpokenText found;
    bool in_word = false;
    bool digits = false;  // the word so far ends in a digit
    bool asks = false;    // the sentence so far ends in 吗 or 呢
    bool asked = false;   // counted as a question at a comma or space, and nothing said since
    bool any = false;     // the sentence has said something
    const auto end_sentence = [&](bool question) {
        if (any && (question || asks) && !asked) ++found.questions;
        asks = asked = any = false;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t c = base::utf8_next(text, at);
        const Sign sign = sign_of(c);
        const auto next = [&] {
            std::size_t behind = at;
            return at < text.size() ? sign_of(base::utf8_next(text, behind)) : Sign::other;
        };
        switch (sign) {
            case Sign::letter:
            case Sign::digit:
                if (!in_word) ++found.words;
                in_word = any = true;
                digits = sign == Sign::digit;
                asks = asked = false;
                continue;
            case Sign::joiner:
                if (in_word && (next() == Sign::letter || next() == Sign::digit)) continue;
                break;
            case Sign::point:
                // 3.5 and a.m are one word, the end of a sentence is not inside one.
                if (in_word && digits && next() == Sign::digit) continue;
                if (in_word && !digits && next() == Sign::letter) continue;
                found.marked = true;
                end_sentence(false);
                break;
            case Sign::character:
                ++found.characters;
                any = true;
                asked = false;
                asks = c == U'吗' || c == U'呢';
                break;
            case Sign::question:
                found.marked = true;
                end_sentence(true);
                break;
            case Sign::stop:
                found.marked |= text[here] != '\n' && text[here] != '\r';
                end_sentence(false);
                break;
            case Sign::pause:
                if (asks && !asked && here >= 3 && text.substr(here - 3, 3) == "吗") {
                    ++found.questions;
                    asked = true;
                }
                if (c != ' ' && c != 0x3000) asks = false;
                break;
            case Sign::other: break;
        }
        in_word = false;
    }
    end_sentence(false);
    return found;
}

}  // namespace metrics
