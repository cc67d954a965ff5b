// A question: which figure, of what, broken down how. A small value that names everything that shapes its answer,
// so an answer can be cached by its question, a link is the inputs of the current questions, and an export carries them.
//
//     {"figure": "ledger", "by": ["role", "stage"], "filter": {"source": ["ads"], "entered": ["2026-01-01", "2026-07-01"]}}
//
// What is absent has its default; an unknown key or word is an error that names it. Ids are the data's own texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "model/vocabulary.h"

namespace engine {

enum class Figure : std::uint8_t {
    summary,       // what is loaded: names, counts, cut-off, stages, people, words for the filters
    ledger,        // entries and where they went, by any of By
    people,        // the ledger per person and role, with the rate advanced / entries and its Wilson interval
    rows,          // the entries behind a mark, one a row
    defects,       // what was skipped and what is odd in the data, with examples
    reach,         // aggregates before a lead has a name: impressions, clicks, leads, cost, by source
    conversion,    // of the entries, how many advance within a horizon, waiting for those still open (Aalen–Johansen)
    cohorts,       // the same by month of entry and age, as counted; immature cells marked
    time,          // how long a stay lasts (Kaplan–Meier), how old the open ones are, how long a deal takes to be won
    handoffs,      // role to role or person to person: pick-up, drop, bounce, what is waiting
    queue,         // the stays that wait to be picked up, one a row
    chain,         // what was won between two periods, and which role changed it
    constraint,    // which role holds the chain back, three readings
    structure,     // specialisation, continuity, hand-offs a deal: vertical, horizontal or hybrid
    organisation,  // what the people under each manager did, at any depth
    recurrent,     // after the win: mean cumulative number of events an account
    retention,     // gross and net retention, collection, referrals
    forecast,      // what will be won by a date, of what is open, against the targets; with its back-test
    what_if,       // the same with a role's conversion, wait or head count moved
    calls,         // what is said in calls: who speaks how long, how they take turns
    call,          // one call, turn by turn
    call_list,     // the calls, one a row, newest first
    call_days,     // how many calls on which day, and whether weekdays differ
    behaviour,     // which ways of talking go with advancing, within people
    coaching,      // where a rep differs from his role, what to listen to, what a coaching changed
    topics,        // what is spoken of in calls, by whom and when, by the phrases of a dictionary
    search,        // where a text is said in the transcripts
    quality,       // calls held to rules: scores, and how often each rule was kept
    scorecards,    // how calls were scored, by people and by machines, and how far the two agree
    rule_book,     // the topics and the quality rules in force, in words and as files
    account_list,  // the accounts, one a row, all or some of them, in an order
    account,       // one account's whole line: stays, hand-offs, calls, activities, gaps
};

// `stage` counts stays in one stage. `role` without `stage` counts visits: a run of stays of one deal in stages of one
// role is one entry, and moving about inside the role is neither an entry nor an exit.
enum class By : std::uint8_t { stage, role, person, team, source, segment, month };

using Exit = model::Exit;    // advanced, lost, back, left, open
using Jumps = model::Jumps;  // passing (default), strict

struct Days {
    std::string from;  // "2026-01-01", included; "" open
    std::string to;    // excluded; "" open
    friend bool operator==(const Days&, const Days&) = default;
};

// Empty lists do not filter. Lists are "one of"; the fields are "and". In person, team, source and segment the empty
// text "" stands for "not known".
struct Filter {
    Days entered;  // when the stay (or the visit) began
    std::vector<std::string> source;
    std::vector<std::string> segment;
    std::vector<std::string> team;     // the owner's team
    std::vector<std::string> manager;  // the owner is one of these or reports to one, at any depth
    std::vector<std::string> person;   // the owner on entry
    std::vector<std::string> role;
    std::vector<std::string> stage;
    std::vector<Exit> exit;
    std::vector<std::string> deal;
    friend bool operator==(const Filter&, const Filter&) = default;
};

// Which accounts are listed: all; those with an open deal and no contact in the last `horizon_days`; those of which a deal waits to be
// picked up by its new owner; those with a won deal.
enum class AccountsKept : std::uint8_t { all, silent, waiting, customers };
// What they are listed by, the largest, latest or first name at the top; what is equal, by id. Attention: the silent ones, whom nobody
// spoke to for longest at the top, then the others by the last contact.
enum class AccountsOrder : std::uint8_t { attention, contact, name, deals, open, won, calls };

// Working time: a day is then the calendar's working hours. Absent (no hours): calendar time.
struct Calendar {
    std::vector<std::uint32_t> hours;     // {9, 18}: from, to, full hours of the local clock
    std::vector<std::uint32_t> weekdays;  // 1 Monday … 7 Sunday; default Monday to Friday
    std::vector<std::string> holidays;    // "2026-10-01"
    std::vector<std::string> extra_days;  // worked, whatever the weekday: "2026-10-10"
    friend bool operator==(const Calendar&, const Calendar&) = default;
};

// What a what-if moves of one role: factors of its conversion and its wait, people more or fewer.
struct Move {
    std::string role;
    double conversion = 1;
    double wait = 1;
    std::int32_t people = 0;
    friend bool operator==(const Move&, const Move&) = default;
};

// Two roles, of which one hands over to the other; "" is no role.
struct Handed {
    std::string from;
    std::string to;
    friend bool operator==(const Handed&, const Handed&) = default;
};

// How turns are counted (metrics/calls.h); milliseconds, words, 字.
struct CallRules {
    std::uint32_t merge_ms = 300;
    std::uint32_t backchannel_ms = 1000;
    std::uint32_t backchannel_words = 2;
    std::uint32_t backchannel_characters = 3;
    std::uint32_t interruption_ms = 1000;
    std::uint32_t silence_ms = 3000;
    friend bool operator==(const CallRules&, const CallRules&) = default;
};

// A JSON object or list of the question that the figure itself reads (engine/dictionary.h, engine/quality_rules.h, engine/word_changes.h); as it stands.
struct Verbatim {
    std::string json;  // "": absent
    friend bool operator==(const Verbatim&, const Verbatim&) = default;
};

struct Question {
    Figure figure = Figure::summary;
    std::vector<By> by;  // default: ledger and rows {stage}, people {role, person}, reach {source}
    Filter filter;
    Jumps jumps = Jumps::passing;
    std::string zone;                                // IANA; default: the data's
    std::uint32_t offset = 0;                        // rows, search: the first row wanted
    std::uint32_t limit = base::limits::rows_usual;  // rows, search: at most limits::rows_answered
    std::optional<Filter> against;                   // conversion: the second group, for the difference of the two
    Days period;                                     // chain, retention, forecast, what_if: the period meant
    Days before;                                     // chain: the period compared with; default: as long, just before
    std::uint32_t horizon_days = 0;                  // 0: by the horizon rule
    std::string from_stage;                          // conversion: the path from entry into this stage …
    std::string to_stage;                            // … to entry into that one
    Calendar calendar;                               // time, handoffs, queue, call_days
    std::uint32_t target_s = 86'400;                 // handoffs, queue: the service target for a pick-up
    std::optional<Handed> handed;                    // queue: only those from one role to the other
    bool by_value = false;                           // queue: the most valuable first, not the longest wait
    std::uint64_t seed = 1;                          // of whatever is simulated
    std::vector<Move> scenario;                      // what_if
    CallRules call_rules;                            // calls, call, quality
    bool spoken = false;                             // call_list: only those with turns
    std::string broken;                              // call_list: only those in which this rule was broken
    std::string call;                                // call: which one, by id
    std::string account;                             // account: which one, by id
    AccountsKept accounts = AccountsKept::all;       // account_list: which ones
    AccountsOrder order = AccountsOrder::attention;  // account_list
    bool turned = false;                             // account_list: in the opposite order
    std::string text;                                // search, call, account_list: what is looked for
    Verbatim dictionary;                             // topics, calls, call, quality; absent: the starter dictionaries
    Verbatim rules;                                  // quality, call; absent: the starter rules
    Verbatim topic_changes;                          // small changes over the dictionary
    Verbatim rule_changes;                           // small changes over the rules
    friend bool operator==(const Question&, const Question&) = default;
};

}  // namespace engine
