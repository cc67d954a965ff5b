// Where a text is said: in how many calls and turns, and the turns themselves, those of the newest calls first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct SearchMark {
    std::uint32_t begin = 0, end = 0;  // bytes of the excerpt
};

// One turn in which it is said.
struct SearchHit {
    std::string call, at, deal, account, person;  // ids; the call's beginning
    std::uint32_t turn = 0;                       // place among the call's turns
    std::optional<std::uint32_t> start_ms;
    std::string speaker, side;                   // the speaker's name; "rep", "customer", "other", "" not known
    std::string excerpt;                         // of what is said, round the first match
    bool cut_before = false, cut_after = false;  // the turn goes on before it, behind it
    std::vector<SearchMark> marks;               // every match in the excerpt; at least one
};

// Of the question's `text`, whatever the case and width, anywhere in the transcripts of the calls that the filter keeps; `offset` and
// `limit` say which hits. Nothing is found of an empty text, or one longer than limits::searched characters.
struct SearchAnswer {
    Head head;
    std::uint64_t of_calls = 0;  // that the filter keeps
    std::uint64_t calls = 0;     // in which it is said
    std::uint64_t turns = 0;     // likewise
    std::vector<SearchHit> hits;
};
base::Result<SearchAnswer> search(const Loaded& loaded, const Question& question);

}  // namespace engine
