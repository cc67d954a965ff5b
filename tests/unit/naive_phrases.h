// Phrases found in the plainest way, to hold metrics::Phrases to. Of letters it knows those of ASCII, é and д.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "metrics/phrases.h"

namespace tests {

using metrics::PhraseHit;

// The text as folded characters; each phrase is tried at each of them.
struct Letter {
    char32_t c;
    std::uint32_t begin, end;
};
inline bool of_word(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == U'é' || c == U'д'; }

inline std::vector<Letter> letters_of(std::string_view text) {
    std::vector<Letter> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = static_cast<std::uint32_t>(at);
        const char32_t read = base::utf8_next(text, at);
        const bool whole = read != 0xFFFD;
        std::string folded;
        base::utf8_append(folded, read);
        folded = base::utf8_fold(folded);
        std::size_t zero = 0;
        char32_t c = whole ? base::utf8_next(folded, zero) : 0xFFFD;
        if (c == U'’' || c == U'‘') c = '\'';
        if (c == '\t' || c == '\n' || c == 0xA0) c = ' ';
        const auto end = static_cast<std::uint32_t>(at);
        if (c == ' ' && !out.empty() && out.back().c == ' ')
            out.back().end = end;
        else
            out.push_back({c, begin, end});
    }
    return out;
}

inline std::vector<PhraseHit> naively(const std::vector<std::string_view>& phrases, std::string_view text) {
    const std::vector<Letter> letters = letters_of(text);
    const std::size_t n = letters.size();
    // Whether a word goes on between letter i - 1 and letter i.
    std::vector<bool> inside(n + 1);
    for (std::size_t i = 1; i < n; ++i) {
        const auto word = [&](std::size_t at) { return at < n && of_word(letters[at].c); };
        const auto quote = [&](std::size_t at) { return at < n && letters[at].c == '\''; };
        inside[i] = (word(i - 1) && word(i)) || (word(i - 1) && quote(i) && word(i + 1)) ||
                    (i > 1 && word(i - 2) && quote(i - 1) && word(i));
    }
    std::vector<PhraseHit> out;
    for (std::uint32_t p = 0; p < phrases.size(); ++p) {
        std::vector<Letter> wanted = letters_of(phrases[p]);
        if (wanted.front().c == ' ') wanted.erase(wanted.begin());
        if (wanted.back().c == ' ') wanted.pop_back();
        const bool any_ending = wanted.back().c == '*';
        if (any_ending) wanted.pop_back();
        for (std::size_t i = 0; i + wanted.size() <= n; ++i) {
            if (inside[i]) continue;
            bool same = true;
            for (std::size_t k = 0; same && k < wanted.size(); ++k) same = letters[i + k].c == wanted[k].c;
            std::size_t end = i + wanted.size();
            if (!same || (inside[end] && !any_ending)) continue;
            while (inside[end]) ++end;
            out.push_back({p, letters[i].begin, letters[end - 1].end});
        }
    }
    std::sort(out.begin(), out.end(), [](const PhraseHit& a, const PhraseHit& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end != b.end ? a.end < b.end : a.phrase < b.phrase;
    });
    return out;
}

}  // namespace tests
