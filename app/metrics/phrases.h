// Finding phrases in what was said: a trie made once from all phrases, walked from every word of a text and every Chinese character.
//
// Compared are folded characters: base::utf8_fold's case and width (simple folding only: ß is not ss, İ is not i, é is not e, and
// half-width kana stay apart), every apostrophe as ', every run of white space as one space. A malformed byte matches nothing.
// A hit neither begins nor ends inside a word: "art" is not in "start", nor "can" in "can't" or "can’t". A word is a run of
// letters and digits of scripts that put spaces between words, with single apostrophes inside. Chinese, Japanese, Thai, Lao, Khmer and
// Burmese have no words here: their phrases are found anywhere, and a word ends where they begin ("crm" is in "用CRM系统").
// A phrase may end in *, which stands for any ending of its last word or none; the hit then reaches to the word's end.
//
// Why no failure links (Aho–Corasick): a hit's place in the original text is known for nothing, and words that begin no phrase are
// skipped; tests/bench has both. The price: a character is looked at up to limits::phrase_characters times in hostile text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace metrics {

struct PhraseHit {
    std::uint32_t phrase = 0;  // as given to Phrases::make
    std::uint32_t begin = 0;   // bytes of the original text
    std::uint32_t end = 0;
    friend bool operator==(const PhraseHit&, const PhraseHit&) = default;
};

// The phrase as it is compared: folded, without outer white space. Phrases that find the same have the same.
// Refused (bad_phrase, detail: the phrase) where it is empty or blank, not UTF-8, longer than limits::phrase_characters, or has a *
// that does not end a word of its end.
base::Result<std::string> folded_phrase(std::string_view phrase);

class Phrases {
public:
    // Refused as folded_phrase does, with record: the phrase's place from 1; too_many_records past limits::phrases.
    static base::Result<Phrases> make(std::span<const std::string_view> phrases);

    // Every hit, also those that overlap, by begin, end, phrase; what was in `hits` goes. False where there are more than
    // limits::phrase_hits, or the text is longer than 32 bits count: then the later ones are missing.
    bool find(std::string_view text, std::vector<PhraseHit>& hits) const;

    std::size_t size() const { return phrases_.size(); }
    // What it takes in memory.
    std::size_t bytes() const;

private:
    // Of a character, in one number: its symbol, 0 where no phrase has it, and what kind it is.
    using Character = std::uint32_t;
    struct Node {
        std::uint64_t has = 0;           // bit s % 64 for every child of symbol s
        std::uint32_t first_child = 0;   // children lie together, by symbol; up to the next node's first
        std::uint32_t first_phrase = 0;  // of phrases_, likewise
    };
    struct Phrase {
        std::uint32_t number = 0;
        bool any_ending = false;
    };
    struct Step;

    std::vector<Character> characters_;                           // of U+0000 to U+FFFF
    std::vector<std::pair<char32_t, Character>> far_characters_;  // beyond, those in phrases, ascending
    std::vector<std::uint32_t> first_;                            // by symbol: the root's child; 0: none
    std::vector<std::uint64_t> begins_;   // likewise: its `has`, or all where a phrase ends there
    std::vector<Node> nodes_;             // breadth first; the root is 0; one more at the end
    std::vector<std::uint32_t> symbols_;  // by node: of the edge that leads to it
    std::vector<Phrase> phrases_;         // by the node they end at, and number

    Step step(std::string_view text, std::size_t at) const;
    Step far_step(std::string_view text, std::size_t at) const;
    std::uint32_t child(std::uint32_t node, std::uint32_t symbol) const;
    bool inside_word(std::string_view text, std::size_t at, Character before, Character last) const;
    std::size_t word_end(std::string_view text, std::size_t at) const;
    void walk(std::string_view text, std::size_t begin, Step now, std::vector<PhraseHit>& hits) const;
};

// Of one topic's hits those that are counted: from left to right, the longest of those that begin together, none that overlaps
// one already taken. `hits` as `find` gives them; `topics`: by phrase.
std::vector<PhraseHit> longest_hits(std::span<const PhraseHit> hits, std::span<const std::uint32_t> topics,
                                    std::uint32_t topic);

}  // namespace metrics
