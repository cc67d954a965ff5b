// The fields of the Septet format that are read, by kind of record. A field's place in its list is its slot in the reader.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ingest::septet {

// The last three are parts of a deal or a call, not records of their own.
enum class Kind : std::uint8_t {
    meta,
    stage,
    person,
    account,
    deal,
    activity,
    reach,
    target,
    call,
    history,
    speaker,
    turn
};
inline constexpr std::size_t kinds = 12;

enum class Shape : std::uint8_t {
    text,  // a string, or a number taken as its text (ids)
    number,
    time,   // a string
    flag,   // true or false
    list,   // an array, read on its own
    group,  // an object, read on its own
    words,  // a string, or {"zh": …, "en": …}
    later,  // anything; read by the part of the module that comes later
};

struct Field {
    std::string_view name;
    Shape shape = Shape::text;
};

inline constexpr std::size_t slots = 17;  // the most fields of one kind

struct Meta {
    enum : std::size_t { septet, name, exported_at, timezone, currency, calendar };
};
inline constexpr std::array<Field, 6> meta_fields{{{"septet", Shape::number},
                                                   {"name"},
                                                   {"exported_at", Shape::time},
                                                   {"timezone"},
                                                   {"currency"},
                                                   {"calendar", Shape::group}}};

// The lists of the calendar: a list's place is its slot.
struct Calendar {
    enum : std::size_t { hours, weekdays, holidays, extra_days };
};
inline constexpr std::array<std::string_view, 4> calendar_lists{"hours", "weekdays", "holidays", "extra_days"};
inline std::string calendar_path(std::size_t list) { return "calendar." + std::string(calendar_lists[list]) + "[]"; }

struct Stage {
    enum : std::size_t { id, name, role, outcome, zh, en };
};  // zh and en are filled from the name's object
inline constexpr std::array<Field, 4> stage_fields{{{"id"}, {"name", Shape::words}, {"role"}, {"outcome"}}};

struct Person {
    enum : std::size_t { id, name, roles, manager, team, from, to, kind, email, phone };
};
inline constexpr std::array<Field, 10> person_fields{{{"id"},
                                                      {"name"},
                                                      {"roles", Shape::list},
                                                      {"manager"},
                                                      {"team"},
                                                      {"from", Shape::time},
                                                      {"to", Shape::time},
                                                      {"kind"},
                                                      {"email", Shape::later},
                                                      {"phone", Shape::later}}};

struct Account {
    enum : std::size_t { id, name, segment, industry, region, contacts };
};
inline constexpr std::array<Field, 6> account_fields{
    {{"id"}, {"name"}, {"segment"}, {"industry"}, {"region"}, {"contacts", Shape::later}}};

struct Deal {
    enum : std::size_t {
        id,
        account,
        name,
        source,
        campaign,
        segment,
        value,
        currency,
        created_at,
        closed_at,
        status,
        lost_reason,
        history,
        contacts
    };
};
inline constexpr std::array<Field, 14> deal_fields{{{"id"},
                                                    {"account"},
                                                    {"name"},
                                                    {"source"},
                                                    {"campaign"},
                                                    {"segment"},
                                                    {"value", Shape::number},
                                                    {"currency"},
                                                    {"created_at", Shape::time},
                                                    {"closed_at", Shape::time},
                                                    {"status"},
                                                    {"lost_reason"},
                                                    {"history", Shape::list},
                                                    {"contacts", Shape::later}}};

struct History {
    enum : std::size_t { stage, at, owner, role, first_touch_at, assigned_at };
};
inline constexpr std::array<Field, 6> history_fields{{{"stage"},
                                                      {"at", Shape::time},
                                                      {"owner"},
                                                      {"role"},
                                                      {"first_touch_at", Shape::time},
                                                      {"assigned_at", Shape::time}}};

// In NDJSON a line's "type" is the record's kind, so the activity's own is either that word itself or in "activity".
struct Activity {
    enum : std::size_t { type, at, account, deal, person, value, recurring, id, due, invoice, activity };
};
inline constexpr std::array<Field, 11> activity_fields{{{"type"},
                                                        {"at", Shape::time},
                                                        {"account"},
                                                        {"deal"},
                                                        {"person"},
                                                        {"value", Shape::number},
                                                        {"recurring", Shape::flag},
                                                        {"id"},
                                                        {"due", Shape::time},
                                                        {"invoice"},
                                                        {"activity"}}};

struct Reach {
    enum : std::size_t { date, source, campaign, impressions, clicks, leads, cost };
};
inline constexpr std::array<Field, 7> reach_fields{{{"date", Shape::time},
                                                    {"source"},
                                                    {"campaign"},
                                                    {"impressions", Shape::number},
                                                    {"clicks", Shape::number},
                                                    {"leads", Shape::number},
                                                    {"cost", Shape::number}}};

struct Target {
    enum : std::size_t { from, to, value, team, person };
};
inline constexpr std::array<Field, 5> target_fields{
    {{"from", Shape::time}, {"to", Shape::time}, {"value", Shape::number}, {"team"}, {"person"}}};

struct Call {
    enum : std::size_t {
        id,
        at,
        duration_s,
        person,
        deal,
        account,
        role,
        direction,
        channel,
        language,
        recording_url,
        purpose,
        speakers,
        turns,
        metrics,
        topics,
        scorecards
    };
};
inline constexpr std::array<Field, 17> call_fields{{{"id"},
                                                    {"at", Shape::time},
                                                    {"duration_s", Shape::number},
                                                    {"person"},
                                                    {"deal"},
                                                    {"account"},
                                                    {"role"},
                                                    {"direction"},
                                                    {"channel"},
                                                    {"language"},
                                                    {"recording_url"},
                                                    {"purpose"},
                                                    {"speakers", Shape::list},
                                                    {"turns", Shape::list},
                                                    {"metrics", Shape::later},
                                                    {"topics", Shape::later},
                                                    {"scorecards", Shape::later}}};

struct Speaker {
    enum : std::size_t { id, side, person, name };
};
inline constexpr std::array<Field, 4> speaker_fields{{{"id"}, {"side"}, {"person"}, {"name"}}};

struct Turn {
    enum : std::size_t { speaker, start_s, end_s, text, sentiment };
};
inline constexpr std::array<Field, 5> turn_fields{
    {{"speaker"}, {"start_s", Shape::number}, {"end_s", Shape::number}, {"text"}, {"sentiment", Shape::number}}};

struct KindInfo {
    std::string_view list;    // the key of the list at the top level
    std::string_view word;    // a line's "type" in NDJSON
    std::string_view prefix;  // of a field's path in messages
    std::span<const Field> fields;
};

inline constexpr std::array<KindInfo, kinds> kind_infos{{
    {"", "meta", "", meta_fields},
    {"stages", "stage", "stages[].", stage_fields},
    {"people", "person", "people[].", person_fields},
    {"accounts", "account", "accounts[].", account_fields},
    {"deals", "deal", "deals[].", deal_fields},
    {"activities", "activity", "activities[].", activity_fields},
    {"reach", "reach", "reach[].", reach_fields},
    {"targets", "target", "targets[].", target_fields},
    {"calls", "call", "calls[].", call_fields},
    {"", "", "deals[].history[].", history_fields},
    {"", "", "calls[].speakers[].", speaker_fields},
    {"", "", "calls[].turns[].", turn_fields},
}};

inline constexpr const KindInfo& info(Kind kind) { return kind_infos[static_cast<std::size_t>(kind)]; }

}  // namespace ingest::septet
