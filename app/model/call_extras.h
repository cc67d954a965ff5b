// What only some exports say of calls, beside the columns of model/calls.h: another system's figures, topics and scorecards, and who
// took part by that system's own ids, addresses and numbers. Data without any have none of these tables.
//
// A row names its call by id, because transcripts, scorecards and calls come in files of their own, in any order; `call` is
// found at the end of each load, and is no_call as long as no such call is loaded. Each table stands in order of call. What a later
// file gives anew replaces what was there: figures by vendor, name and speaker; topics by vendor; scorecards by their own id.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "model/calls.h"

namespace model {

class Builder;

inline constexpr CallIndex no_call = 0xffffffff;
inline constexpr double no_score = std::numeric_limits<double>::quiet_NaN();

struct OfCall {
    Label id = 0;  // the call's
    CallIndex call = no_call;
    std::uint32_t serial = 0;  // of the record that gave the row; later ones are greater
};

// A figure that another system computed, in its own words and units.
struct CallMetric : OfCall {
    Label vendor = 0, name = 0, unit = 0;
    Label speaker = 0;  // whose it is, as the vendor says; 0: of the whole call
    Side side = Side::unknown;
    double value = 0;
};

struct CallTopic : OfCall {
    Label vendor = 0, name = 0;
    std::uint32_t count = 0;               // how often; 0: not told
    std::uint32_t length_ms = no_time_ms;  // for how long; no_time_ms: not told
    std::uint32_t spans_begin = 0, spans = 0;
};
struct TopicSpan {
    std::uint32_t start_ms = 0, end_ms = 0;
};

enum class Rater : std::uint8_t { human, ai, unknown };
inline constexpr std::array<std::string_view, 3> rater_names{"human", "ai", ""};

struct Scorecard : OfCall {
    Label own_id = 0;  // 0: it has none
    Label name = 0, rated_by = 0;
    Rater rater = Rater::unknown;
    double score = no_score, most = no_score;
    std::uint32_t items_begin = 0, items = 0;
};
struct ScoreItem {
    Label question = 0;  // its id where another table has its words
    Label label = 0;
    double score = no_score, most = no_score, weight = 1;
    bool critical = false, not_applicable = false;
};
// The words of a question that scorecards name by id.
struct ScoreQuestion {
    Label id = 0, label = 0;
    double most = no_score;
};

// A figure of a person over a period, of no single call.
struct PersonMetric {
    Label vendor = 0, name = 0, user = 0, address = 0, from = 0, to = 0;
    double value = 0;
    std::uint32_t serial = 0;
};

// Somebody who took part, as the other system knows him.
struct CallParty : OfCall {
    Label speaker = 0;  // as the transcript calls him
    Label user = 0, name = 0, mail = 0, phone = 0;
    Side side = Side::unknown;
    bool host = false;
};
// A deal or an account that the other system says the call is about, by id.
struct CallLink : OfCall {
    Label target = 0;
    bool account = false;
};
// An e-mail address or telephone number by which somebody is found.
enum class Addressee : std::uint8_t { person, deal, account, user };
struct Contact {
    Addressee kind{};
    Label id = 0;       // of the person, deal, account, or the other system's user
    Label address = 0;  // in the form of contact_key()
};

// What was said, as a run of DataSet::turns and DataSet::speakers that the call points at once it is there.
struct Transcript : OfCall {
    TurnIndex turns_begin = 0;
    std::uint32_t turns = 0;
    std::uint32_t speakers_begin = 0;
    std::uint32_t speakers = 0;
    std::uint32_t names_begin = 0;  // in CallExtras::speaker_ids
    std::uint32_t duration_s = 0;
    Label language = 0;
    Channel channel = Channel::unknown;
    bool alone = false;  // it tells all there is to tell of the call: where no call has its id, it is one
};

struct CallExtras {
    std::vector<CallMetric> metrics;
    std::vector<CallTopic> topics;
    std::vector<TopicSpan> spans;
    std::vector<Scorecard> scorecards;
    std::vector<ScoreItem> items;
    std::vector<ScoreQuestion> questions;
    std::vector<PersonMetric> person_metrics;
    std::vector<CallParty> parties;
    std::vector<CallLink> links;
    std::vector<Contact> contacts;
    std::vector<Transcript> transcripts;
    std::vector<Label> speaker_ids;
    std::uint32_t serial = 0;  // the last one given
    std::size_t bytes = 0;     // that all of this holds
    // Begins a Builder's ExtrasBuilder on top of these: a pointer, because its code is in the part of the module that comes later.
    void (*go_on)(Builder&) = nullptr;

    std::size_t heap_bytes() const;
};

}  // namespace model
