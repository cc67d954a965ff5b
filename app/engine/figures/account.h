// The accounts as a list, and one account's whole line: who had its deals when, hand-offs with what the next owner had to know, calls
// and their topics, activities, times without contact. metrics/account.h says what a contact is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

// Days without a contact from which on a gap is told, where the question's `horizon_days` says none.
inline constexpr std::uint32_t usual_gap_days = 30;
// Of each account listed the weeks up to the cut-off are told: who had it, and its contacts.
inline constexpr std::size_t account_weeks = 26;
inline constexpr std::size_t account_spans = 24;  // at most so many of it, the latest
inline constexpr std::size_t known_topics = 6;    // of a hand-off
inline constexpr std::size_t call_topics = 3;     // of a call

// A time with a role: of one deal, or of several that follow each other. Weeks from the first of account_weeks on, within them.
struct AccountSpan {
    std::string role;
    double from = 0, to = 0;
};

struct AccountLine {
    std::string id, name, segment;               // name: the id where the data give none
    std::uint64_t deals = 0, open = 0, won = 0;  // open: neither won nor at an end
    base::Money won_value = 0;
    std::uint64_t won_valued = 0;  // of the won: with a value in the data's currency
    std::uint64_t calls = 0;       // of the account, up to the cut-off
    std::string last_contact;      // of the account; "": none on record
    bool silent = false;           // a deal has been open for `horizon_days`, and there was no contact in them
    bool waiting = false;          // a deal of it waits to be picked up (metrics/handoffs.h)
    std::string role,
        person;  // who has it now: of its open deals the one that changed hands last; "" nobody, or not known
    std::vector<std::uint32_t> contacts;  // of each of account_weeks, the last one up to the cut-off
    std::vector<AccountSpan> held;        // in these weeks, in order of time
};

// The accounts with a deal of which the filter keeps an entry, in the question's `order`, then by id; without a filter all of them,
// also those without deals. Of a question with `text` those whose name or id holds it; of these those that `accounts` keeps. Offset and
// limit as of `rows`. Refused "no_accounts" where the data name none.
struct AccountListAnswer {
    Head head;
    std::uint64_t total = 0;
    std::uint64_t all = 0, silent = 0, waiting = 0, customers = 0;  // how many each of AccountsKept would keep
    std::string since;                                              // the day on which account_weeks begin
    std::vector<AccountLine> rows;
};
base::Result<AccountListAnswer> account_list(const Loaded& loaded, const Question& question);

// A topic of the dictionary as it was spoken of: in a call, or in all calls of the account before a hand-off.
struct SaidTopic {
    std::string topic;
    std::uint64_t mentions = 0, calls = 0;
    std::string call, at;    // the last call that mentions it
    std::uint32_t turn = 0;  // its first turn that does
};

// Whatever happened: somebody's time with a deal in a stage, a hand-off, a call, an activity, a time without contact.
struct AccountEntry {
    std::string kind;                             // "stay", "handoff", "call", "gap", or an activity's
    std::string at, to;                           // to: of a stay or a gap; "" where its end is not known
    std::string role, person, stage, deal, name;  // name: the deal's own. Of a gap the stay that covers most of it
    std::string exit;  // of a stay, "" where somebody took over in its middle; of a gap "open": up to the cut-off
    std::string call, purpose;
    std::uint32_t duration_ms = 0;  // of a call; 0: not known
    bool worded = false;
    std::vector<SaidTopic> said;  // the most said, at most call_topics
    std::optional<base::Money> value;
    bool recurring = false;
    std::string due, invoice;  // of an invoice when it is due; its id, of a payment that of the one that it pays
};

struct AccountHandoff {
    std::string deal, name, stage, from_role, to_role, from_person, to_person;  // persons: "" not known
    std::string at;                                                             // from when it waits
    std::string end;    // "picked_up", "dropped", "bounced", "untold", "waiting" (metrics/handoffs.h)
    std::string ended;  // when; "" while it waits, and where that is not known
    std::uint32_t age_s = 0;
    // By the new owner since he had received it, up to the cut-off; "": not on record. Kinds: "call" or an activity's.
    std::string contact_at, contact_kind;               // the first contact of any kind
    std::string spoke_at, spoke_kind, spoke_call;       // the first call or meeting
    std::uint64_t calls_before = 0, worded_before = 0;  // calls of the account; of them with words
    std::uint64_t topics_before = 0;                    // different ones mentioned in them
    std::vector<SaidTopic> known;                       // what he had to know: the most said, at most known_topics
};

struct AccountTopic {
    std::string id, name_zh, name_en;
    std::uint64_t calls = 0;  // of the account, that mention it
};

// The account that the question's `account` names: everything of it, whatever the filter.
// Stays are of real entries, nothing that was jumped over. A gap is a time of `horizon_days` and more without any contact, or the longest
// where none lasts so long; the last one is counted up to the cut-off while a deal is going on, else to the end of the last stay.
// Refused "no_accounts" where the data name none; an id that no account has is an error with the path "account".
struct AccountAnswer {
    Head head;
    std::string id, name, segment, industry, region;
    std::string from, to;  // from the first to the last of what is told; to: the cut-off while a deal is going on
    std::uint64_t deals = 0, calls = 0;
    std::uint64_t entries_total = 0, handoffs_total = 0;  // told are the latest limits::account_rows of each
    std::uint64_t untimed = 0;                            // calls and activities without a time, not among the entries
    std::uint64_t later = 0;               // stays, calls and activities after the cut-off, not among the entries
    std::vector<AccountEntry> entries;     // in the order of time
    std::vector<AccountHandoff> handoffs;  // likewise
    std::vector<AccountTopic> topics;  // in the dictionary's order, those that are mentioned in a call of the account
};
base::Result<AccountAnswer> account(const Loaded& loaded, const Question& question);

}  // namespace engine
