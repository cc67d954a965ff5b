// A text looked for in all that is said: where it stands, as folded characters (base::utf8_fold: whatever the case and width), anywhere,
// also inside words; a malformed byte matches nothing.
//
// How: of the text's characters the one is taken whose last bytes are rarest in a sample of the transcripts, and sixteen bytes at once are
// scanned for any spelling of these two bytes; only where they stand it is compared. What a call says mostly lies together in memory,
// so it is scanned as one. A text that holds the one before, as when it is typed on, is looked for only where that one was found.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/data_set.h"

namespace metrics {

struct TextMatch {
    std::size_t begin = 0, end = 0;  // bytes
};

// Sixteen at once, in a few instructions of every processor and of WebAssembly.
using Bytes = std::uint8_t __attribute__((vector_size(16)));

class SoughtText {
public:
    // Without outer white space. None where it is empty, has more than limits::searched characters, or is not UTF-8.
    static std::optional<SoughtText> make(std::string_view text);

    const std::u32string& folded() const { return folded_; }
    // Takes as the place to look at the one that is rarest in `sample`; any sample gives the same matches.
    void sharpen(std::string_view sample);
    // The first match that begins at `from` or behind.
    std::optional<TextMatch> find(std::string_view text, std::size_t from = 0) const;
    // The first place at `from` or behind where a match may stand around; text.size(): nowhere.
    std::size_t candidate(std::string_view text, std::size_t from) const;
    // The match around this candidate.
    std::optional<TextMatch> match(std::string_view text, std::size_t candidate) const;

private:
    // Two bytes in a row, each with the bits that count; sixteen times, as they are compared.
    struct Pair {
        std::array<Bytes, 2> bits{}, bytes{};
        std::uint8_t back = 0;  // from the first of the two to its character's beginning
        bool is(std::uint8_t first, std::uint8_t second) const {
            return (first & bits[0][0]) == bytes[0][0] && (second & bits[1][0]) == bytes[1][0];
        }
    };
    std::u32string folded_;
    std::vector<std::vector<std::string>> spellings_;  // by character of folded_: every UTF-8 that folds to it
    std::size_t anchor_ = 0;                           // the character looked for first
    std::vector<Pair> pairs_;                          // its spellings' ends
    std::vector<Pair> pairs_of(std::size_t character) const;
};

// The turns in which a text is said, by call in the order of the data.
struct FoundTurns {
    std::vector<model::CallIndex> calls;
    std::vector<std::uint32_t> ends;  // by place in `calls`: one behind its last in `turns`
    std::vector<model::TurnIndex> turns;
};

// Of one data set; keeps what it found last, for the text that goes on.
class TranscriptSearch {
public:
    const FoundTurns& find(const model::DataSet& data, SoughtText& text);

private:
    std::optional<std::u32string> last_;
    FoundTurns found_;
};

}  // namespace metrics
