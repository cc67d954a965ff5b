#include "base/utf8.h"

#include <cstring>

namespace base {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// Bytes in the well-formed sequence that begins at `at` (Unicode 15, table 3-7), 0 where it is malformed.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const unsigned char lead = byte_at(text, at);
    const std::size_t left = text.size() - at;
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return left >= 2 && is_continuation(byte_at(text, at + 1)) ? 2 : 0;
    if (lead < 0xF0) {
        if (left < 3) return 0;
        const unsigned char second = byte_at(text, at + 1);
        const unsigned char lowest = lead == 0xE0 ? 0xA0 : 0x80;   // below: not the shortest form
        const unsigned char highest = lead == 0xED ? 0x9F : 0xBF;  // above: a surrogate
        return second >= lowest && second <= highest && is_continuation(byte_at(text, at + 2)) ? 3 : 0;
    }
    if (lead < 0xF5) {
        if (left < 4) return 0;
        const unsigned char second = byte_at(text, at + 1);
        const unsigned char lowest = lead == 0xF0 ? 0x90 : 0x80;   // below: not the shortest form
        const unsigned char highest = lead == 0xF4 ? 0x8F : 0xBF;  // above: past U+10FFFF
        return second >= lowest && second <= highest && is_continuation(byte_at(text, at + 2)) &&
                       is_continuation(byte_at(text, at + 3))
                   ? 4
                   : 0;
    }
    return 0;
}

bool in(char32_t code_point, char32_t first, char32_t last) { return code_point >= first && code_point <= last; }

}  // namespace

bool utf8_valid(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (text.size() - at >= 8) {
            std::uint64_t eight;
            std::memcpy(&eight, text.data() + at, 8);
            if ((eight & 0x8080808080808080u) == 0) {
                at += 8;
                continue;
            }
        }
        const std::size_t length = sequence_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

char32_t utf8_next(std::string_view text, std::size_t& at) {
    const std::size_t length = sequence_length(text, at);
    const char32_t lead = byte_at(text, at);
    if (length <= 1) {
        ++at;
        return length == 1 ? lead : 0xFFFD;
    }
    char32_t code_point = lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) code_point = code_point << 6 | (byte_at(text, at + i) & 0x3Fu);
    at += length;
    return code_point;
}

void utf8_append(std::string& out, char32_t c) {
    if (c > 0x10FFFF || in(c, 0xD800, 0xDFFF)) c = 0xFFFD;
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
    } else {
        if (c < 0x10000) {
            out += static_cast<char>(0xE0 | c >> 12);
        } else {
            out += static_cast<char>(0xF0 | c >> 18);
            out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        }
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    }
    out += static_cast<char>(0x80 | (c & 0x3F));
}

std::string_view utf8_cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    // A sequence has at most three continuation bytes; more are malformed, and cut anywhere.
    for (std::size_t back = 0; back <= 3 && back <= bytes; ++back) {
        if (!is_continuation(byte_at(text, bytes - back))) return text.substr(0, bytes - back);
    }
    return text.substr(0, bytes);
}

// Simple case folding (Unicode CaseFolding.txt, status C) of the blocks that names and labels are written in.
char32_t utf8_fold(char32_t c) {
    if (in(c, 0xFF01, 0xFF5E)) c -= 0xFF01 - 0x21;  // full-width ASCII
    if (c == 0x3000) return ' ';                    // ideographic space
    if (c < 0x80) return in(c, 'A', 'Z') ? c + 0x20 : c;
    if (c < 0x100) return in(c, 0xC0, 0xDE) && c != 0xD7 ? c + 0x20 : c;
    if (c < 0x180) {  // Latin Extended-A: pairs, upper case first
        if (c == 0x130 || c == 0x138 || c == 0x149 || c == 0x17F) return c;
        if (c == 0x178) return 0xFF;
        const bool upper_is_odd = in(c, 0x139, 0x148) || in(c, 0x179, 0x17E);
        return (c % 2 == 1) == upper_is_odd ? c + 1 : c;
    }
    if (c < 0x370) return c;
    if (c < 0x400) {  // Greek
        if (in(c, 0x391, 0x3A9) && c != 0x3A2) return c + 0x20;
        if (in(c, 0x3AA, 0x3AB)) return c + 0x20;
        if (c == 0x386) return 0x3AC;
        if (in(c, 0x388, 0x38A)) return c + 0x25;
        if (c == 0x38C) return 0x3CC;
        if (in(c, 0x38E, 0x38F)) return c + 0x3F;
        return c == 0x3C2 ? 0x3C3 : c;  // final sigma
    }
    if (c < 0x530) {  // Cyrillic
        if (in(c, 0x400, 0x40F)) return c + 0x50;
        if (in(c, 0x410, 0x42F)) return c + 0x20;
        if (c == 0x4C0) return 0x4CF;
        if (in(c, 0x4C1, 0x4CE)) return c % 2 == 1 ? c + 1 : c;
        if (in(c, 0x460, 0x481) || in(c, 0x48A, 0x4BF) || c >= 0x4D0) return c % 2 == 0 ? c + 1 : c;
    }
    return c;
}

std::string utf8_fold(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) utf8_append(folded, utf8_fold(utf8_next(text, at)));
    return folded;
}

}  // namespace base
