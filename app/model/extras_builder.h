// Gathers what model/call_extras.h holds while a Builder loads, and joins it at the end: transcripts to calls, speakers to people, calls
// to deals and accounts. In the part of the engine's module that comes later.
//
// People are joined by id, else by e-mail address, else by telephone number; deals and accounts by the id that the call
// names, else by their contacts. Who or what answers to one address twice is not joined. Nothing is made up: a call of which nobody is found
// counts without a person and is reported, unless the data declare no people at all; then those of the company's side become people.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/builder.h"
#include "model/call_extras.h"

namespace model {

// "mailto:Ann@Example.com" → "ann@example.com", "+49 (0)30 12" → "4903012": what addresses are compared by; "" where it is neither.
std::string contact_key(std::string_view address);

struct PartyRecord {
    std::string_view speaker{}, user{}, name{}, mail{}, phone{};
    Side side = Side::unknown;
    bool host = false;
};

struct TranscriptRecord {
    std::string_view call{};
    std::span<const std::string> speakers{};  // ids, as parties have them
    std::span<const TurnRecord> turns{};
    std::uint32_t duration_s = 0;
    std::string_view language{};
    Channel channel = Channel::unknown;
    bool alone = false;
};

struct MetricRecord {
    std::string_view vendor{}, name{}, unit{}, speaker{};
    Side side = Side::unknown;
    double value = 0;
};

struct TopicRecord {
    std::string_view vendor{}, name{};
    std::uint32_t count = 0;
    std::uint32_t length_ms = no_time_ms;
    std::span<const TopicSpan> spans{};
};

struct ScoreItemRecord {
    std::string_view question{}, label{};
    double score = no_score, most = no_score, weight = 1;
    bool critical = false, not_applicable = false;
};

struct ScorecardRecord {
    std::string_view own_id{}, name{}, rated_by{};
    Rater rater = Rater::unknown;
    double score = no_score, most = no_score;
    std::span<const ScoreItemRecord> items{};
};

// What a Builder itself asks of it is virtual: such calls alone may stand in the module's first part.
class ExtrasBuilder {
public:
    ExtrasBuilder(Builder& builder, Builder::State& state);
    virtual ~ExtrasBuilder();
    ExtrasBuilder(const ExtrasBuilder&) = delete;
    ExtrasBuilder& operator=(const ExtrasBuilder&) = delete;

    // What follows is one record's: it replaces what earlier records said of the same.
    void begin_record() { ++extras_->serial; }

    void add_metric(std::string_view call, const MetricRecord& record);
    void add_topic(std::string_view call, const TopicRecord& record);
    void add_scorecard(std::string_view call, const ScorecardRecord& record);
    void add_question(std::string_view id, std::string_view label, double most);
    void add_person_metric(std::string_view vendor, std::string_view name, double value, std::string_view user,
                           std::string_view address, std::string_view from, std::string_view to);
    void add_party(std::string_view call, const PartyRecord& record);
    void add_link(std::string_view call, std::string_view target, bool account);
    // `address` as it is written.
    void add_contact(Addressee kind, std::string_view id, std::string_view address);
    void add_transcript(const TranscriptRecord& record, std::uint64_t number);

    // At the end of a load, when all records are there and local times are placed: before the cut-off is looked for.
    virtual void settle();
    virtual std::size_t heap_bytes() const;

private:
    struct Joins;
    Builder& builder_;
    Builder::State& state_;
    std::shared_ptr<CallExtras> extras_;

    Label label(std::string_view text);
    template <class Row>
    Row row_of(std::string_view call);
    template <class Row>
    void place(std::vector<Row>& rows);
    void make_calls();
    void replace();
    void place_transcripts();
    PersonIndex person_of(const CallParty& party, Joins& joins);
    void join_people(Joins& joins);
    void join_deals(const Joins& joins);
    void report_lost();
};

}  // namespace model
