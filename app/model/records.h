// One record of each kind as a reader hands it to the Builder: plain values, absent where the record gives none.
// Texts are views that live for the call; times are as parsed, still local where they came without a zone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "model/data_set.h"
#include "model/vocabulary.h"

namespace model {

using Text = std::optional<std::string_view>;
using When = std::optional<base::ParsedTime>;

using StageNumber = std::uint16_t;  // of a stage's id, before it is known where it stands in the funnel
inline constexpr StageNumber no_stage = 0x0fff;

struct MetaRecord {
    Text name;
    When exported_at;
    Text currency;
    std::optional<base::Zone> zone;
    std::optional<WorkingHours> calendar;
};

struct StageRecord {
    std::string_view id;
    Text name_zh, name_en;
    std::optional<Role> role;
    std::optional<Outcome> outcome;
};

struct PersonRecord {
    std::string_view id;
    Text name, manager, team;
    std::optional<std::uint8_t> roles;  // bit per Role
    When from, to;
    std::optional<bool> bot;
};

struct AccountRecord {
    std::string_view id;
    Text name, segment, industry, region;
};

struct HistoryRecord {
    StageNumber stage = no_stage;   // by Builder::stage
    PersonIndex owner = no_person;  // by Builder::person
    std::optional<Role> role;
    base::ParsedTime entered;
    When touched, assigned;
};

struct DealRecord {
    std::string_view id;
    Text account, name, source, campaign, segment, currency, lost_reason;
    std::optional<std::string_view> value;  // the number's text
    When created_at, closed_at;
    std::optional<Status> status;
    bool has_history = false;
    std::span<const HistoryRecord> history;
};

struct ActivityRecord {
    ActivityKind kind{};
    base::ParsedTime at;
    Text account, deal, person;
    Text value;  // the number's text
    bool recurring = false;
    Text id, invoice;  // an invoice's own; of a payment, the one that it pays
    When due;          // of an invoice
};

struct ReachRecord {
    base::ParsedTime date;
    Text source, campaign, cost;
    std::uint64_t impressions = 0, clicks = 0, leads = 0;
};

struct TargetRecord {
    base::ParsedTime from, to;
    Text team, person;
    std::string_view value;
};

// What a reader knows of a speaker: the id is what the turns call him.
struct SpeakerRecord {
    std::string id;
    std::string name;
    std::string person;
    std::optional<Side> side;
    bool told = false;  // by the list of speakers, not by a turn alone
};

struct TurnRecord {
    std::uint32_t speaker = no_speaker;  // place among the call's speakers
    std::uint32_t start_ms = no_time_ms;
    std::uint32_t end_ms = no_time_ms;
    std::int8_t sentiment = no_sentiment;
    std::string_view text;
};

struct CallRecord {
    std::string_view id;
    base::ParsedTime at;
    std::optional<std::uint32_t> duration_s;
    Text person, deal, account, language, purpose, recording;
    std::optional<Role> role;
    std::optional<Direction> direction;
    std::optional<Channel> channel;
    std::span<const SpeakerRecord> speakers;
    bool has_turns = false;             // a list of turns was given, if an empty one
    std::span<const TurnRecord> turns;  // in the order of the file
};

}  // namespace model
