// Calls and what is said in them, as columns. Conversations by chat are calls too.
//
// A call's turns stand together in the order of their beginnings; so do its speakers. Times inside a call are milliseconds
// from its beginning. A turn costs 14 bytes beside its text.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/string_pool.h"
#include "base/text_list.h"
#include "model/indices.h"
#include "model/vocabulary.h"

namespace model {

// Whose side a speaker is on; `unknown` where the data do not say.
enum class Side : std::uint8_t { rep, customer, other, unknown };
inline constexpr std::array<std::string_view, 4> side_names{"rep", "customer", "other", ""};

enum class Direction : std::uint8_t { in, out, unknown };
inline constexpr std::array<std::string_view, 3> direction_names{"in", "out", ""};

enum class Channel : std::uint8_t { phone, video, onsite, chat, unknown };
inline constexpr std::array<std::string_view, 5> channel_names{"phone", "video", "onsite", "chat", ""};

inline constexpr std::uint32_t no_time_ms = 0xffffffff;  // a turn's time that the data do not say
inline constexpr std::int8_t no_sentiment = -128;
inline constexpr std::uint32_t no_speaker = 0xff;  // a turn without one, or past the limit of a call's speakers

struct Calls {
    base::StringPool ids;
    std::vector<Stamp> at;
    std::vector<std::uint32_t> duration_s;  // 0: not known
    std::vector<PersonIndex> person;
    std::vector<DealIndex> deal;
    std::vector<AccountIndex> account;
    std::vector<Label> language, purpose, recording;  // recording: an address, never fetched
    std::vector<Role> role;                           // `none`: not named
    std::vector<Direction> direction;
    std::vector<Channel> channel;
    std::vector<TurnIndex> turns_begin;
    std::vector<std::uint32_t> turns;  // how many
    std::vector<std::uint32_t> speakers_begin;
    std::vector<std::uint8_t> speakers;  // how many
};

struct Speaker {
    Label name = 0;  // else the id by which the turns know the speaker
    PersonIndex person = no_person;
    Side side = Side::unknown;
};

// Of all calls. What a later file replaced stays here, without a call that points at it.
struct Turns {
    base::TextList text;
    std::vector<std::uint32_t> start_ms, end_ms;  // no_time_ms: not known; end ≥ start where both are
    std::vector<std::uint8_t> speaker;            // place in its call's speakers, or no_speaker
    std::vector<std::int8_t> sentiment;           // -100 … 100, or no_sentiment
};

}  // namespace model
