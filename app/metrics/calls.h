// Call figures from turns (definition calls/1; metrics.md, section 9): who spoke how long, how they took turns, what was asked.
//
// Turns of one speaker closer than `merge_ms` are one. A back-channel (at most `backchannel_ms`, or at most so many words or
// 字) wholly inside the speech of another side breaks no turn: it is no switch, no interruption and ends no monologue; its time
// is speech. Sides are the rep's, the customer's, and others (an operator, a voice menu), who speak and are silent but are in
// no ratio. A turn without both times is in no time figure; a call in which more than one turn in `untimed_part` has none has
// no time figures at all. Everything is in milliseconds of the call; nothing depends on how a turn is cut into pieces, on
// speakers' names, or on when the call began.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "metrics/phrases.h"
#include "metrics/speech.h"
#include "model/data_set.h"

namespace metrics {

// What the reader may change; every answer repeats it.
struct CallRules {
    std::uint32_t merge_ms = 300;
    std::uint32_t backchannel_ms = 1000;
    std::uint32_t backchannel_words = 2;
    std::uint32_t backchannel_characters = 3;
    std::uint32_t interruption_ms = 1000;
    std::uint32_t silence_ms = 3000;
    bool operator==(const CallRules&) const = default;
};

inline constexpr std::uint32_t untimed_part = 10;  // one in so many may lack its times

// Why a call has no figures, or none of a kind. The first that applies.
enum class CallDoubt : std::uint8_t {
    none,
    no_turns,       // the data say that there was a call, not what was said
    one_speaker,    // all turns are one speaker's: nobody answered, or the recogniser did not tell the two apart
    sides_unknown,  // the data do not say who of the speakers is whose
    untimed,        // too many turns without times, or a chat: words can be counted, time cannot
};
inline constexpr std::array<std::string_view, 5> call_doubt_names{"", "no_turns", "one_speaker", "sides_unknown",
                                                                  "untimed"};

// One side's part of a call.
struct SideFigures {
    std::uint32_t speech_ms = 0;   // in which somebody of the side speaks
    std::uint32_t longest_ms = 0;  // turn
    std::uint32_t interruptions = 0;
    SpokenText text;
};

struct CallFigures {
    CallDoubt doubt = CallDoubt::no_turns;
    std::uint32_t duration_ms = 0;  // as the data say it, or the last turn's end where that is later
    SideFigures rep, customer;
    std::uint32_t speech_ms = 0;   // in which anybody speaks
    std::uint32_t switches = 0;    // changes of speaker
    std::uint32_t overlap_ms = 0;  // in which rep and customer both speak
    std::uint32_t silence_ms =
        0;  // gaps of at least the rules' length with nobody speaking, from begin to end of the call
    // From the end of a customer's turn to the beginning of the rep's that follows: the median (of an even number the mean of
    // the two in the middle), of how many, and how often the rep began before the customer had ended.
    std::optional<std::uint32_t> patience_ms;
    std::uint32_t answers = 0;
    std::uint32_t early_answers = 0;
    std::optional<std::uint32_t> fillers;  // of the rep; none where no list of fillers was given
    std::uint32_t turns = 0;               // as they stand in the data
    std::uint32_t untimed = 0;             // of them: left out of time

    bool timed() const { return doubt == CallDoubt::none; }
    bool spoken() const { return doubt == CallDoubt::none || doubt == CallDoubt::untimed; }
    // Of the rep's and the customer's speech; none where neither speaks.
    std::optional<double> talk_ratio() const;
};

// The side of each speaker of a call. Where one side alone is known, the only other speaker is on the other one; somebody who is
// the call's own person is the rep.
std::vector<model::Side> sides_of(const model::DataSet& data, model::CallIndex call);

// What a call's time line shows; each list in the order of time.
struct CallEvents {
    struct Speech {
        model::Side side = model::Side::unknown;
        std::uint32_t from_ms = 0, to_ms = 0;
    };
    struct Silence {
        std::uint32_t from_ms = 0, to_ms = 0;
    };
    struct Interruption {
        std::uint32_t at_ms = 0;
        model::Side by = model::Side::unknown;
    };
    std::vector<Speech> speech;     // side by side, in which anybody of it speaks; also where there are no figures
    std::vector<Silence> silences;  // as long as their sum in the figures
    std::vector<Interruption> interruptions;
};

// `fillers`: phrases that fill a pause; the longest are counted, none that overlap. May be none. `events` where they are wanted; of a
// call without figures of time only its speech.
CallFigures figures_of(const model::DataSet& data, model::CallIndex call, const CallRules& rules,
                       const Phrases* fillers = nullptr, CallEvents* events = nullptr);

// The figures of all calls of one data set, found out on first need and kept until the rules or the fillers are others.
class CallTable {
public:
    const std::vector<CallFigures>& of(const model::DataSet& data, const CallRules& rules, const Phrases* fillers);
    void clear() { figures_.clear(); }

private:
    std::vector<CallFigures> figures_;
    CallRules rules_;
    const Phrases* fillers_ = nullptr;
};

}  // namespace metrics
