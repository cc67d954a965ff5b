// Answers, one struct per figure: small values as the screens read them. engine/codec.h writes and reads them as JSON.
// Times are ISO 8601 text in the question's zone; money is minor units; undefined is nullopt ("–" on the screen, null in JSON).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/money.h"
#include "base/result.h"
#include "engine/question.h"

namespace engine {

// What every answer carries beside its rows.
struct Head {
    Question question;                 // with its defaults filled in
    std::uint32_t revision = 0;        // of the loaded data; grows with every load
    std::string cut_off;               // "2026-09-18T18:00:00+08:00"; "" where nothing is loaded
    std::string definition;            // id and version of the figure's definition, "ledger/1"
    std::vector<std::string> defects;  // names of the defects that touch this figure
    // Of those: because of which it misleads as a whole, not in some of its rows only. The screens draw it muted.
    std::vector<std::string> misleading{};
    // Why the data cannot answer, in a word ("no_owner_history", "too_thin"); then there are no rows. "" otherwise.
    std::string refused{};
};

// One name per By of the question, in its order: the data's id, or "" where it is not known.
using Keys = std::vector<std::string>;

// entries = advanced + lost + back + left + open, always.
struct Ledger {
    std::uint64_t entries = 0;
    std::uint64_t advanced = 0;
    std::uint64_t lost = 0;
    std::uint64_t back = 0;
    std::uint64_t left = 0;
    std::uint64_t open = 0;
    std::uint64_t passed = 0;  // of the entries: stages passed by a jump
    std::uint64_t mid_entry =
        0;  // of the entries: deals whose first known stage this is, though it is not the funnel's first
    base::Money value = 0;     // of the entries' deals, in the data's currency; deals in others are not added
    std::uint64_t valued = 0;  // entries whose deal has a value
};

// A share of counts with its interval. Where `of` is 0 there is none.
struct Rate {
    std::uint64_t hits = 0;
    std::uint64_t of = 0;
    std::optional<double> estimate;
    std::optional<double> low;  // Wilson, 95 %
    std::optional<double> high;
};

// An estimate with its standard error and its 95 % interval, where they are defined.
struct Estimate {
    std::optional<double> estimate{}, se{}, low{}, high{};
    friend bool operator==(const Estimate&, const Estimate&) = default;
};

}  // namespace engine
