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
inline constexpr std::size_t known_topics = 6;  // of a hand-off
inline constexpr std::size_t call_topics = 3;   // of a call

struct AccountLine {
    std::string id, name, segment;               // name: the id where the data give none
    std::uint64_t deals = 0, open = 0, won = 0;  // open: neither won nor at an end
    base::Money won_value = 0;
    std::uint64_t won_valued = 0;  // of the won: with a value in the data's currency
    std::uint64_t calls = 0;       // of the account, up to the cut-off
    std::string last_contact;      // of the account; "": none on record
};

// The accounts with a deal of which the filter keeps an entry, those last in contact first, then by id; without a filter all of them,
// also those without deals. Of a question with `text` those whose name or id holds it. Offset and limit as of `rows`.
// Refused "no_accounts" where the data name none.
struct AccountListAnswer {
    Head head;
    std::uint64_t total = 0;
    std::uint64_t waiting = 0;  // of them: with an open deal, and no contact in the last `horizon_days`
    std::vector<AccountLine> rows;
};
base::Result<AccountListAnswer> account_list(const Loaded& loaded, const Question& question);

struct AccountDeal {
    std::string id, name, status;  // "open", "won", "lost", "left"
    std::string begun, won_at;     // its first entry; "" where there is none
    std::optional<base::Money> value;
};

// One person's time with a deal in a stage.
struct AccountStay {
    std::string deal, stage, role, person;
    std::string from, to;  // to: "" while it lasts, or where its end is not known
    std::string exit;      // of the stay; "" where somebody else took over in its middle
};

// Somebody's contact with the customer; kind: "call" or an activity's.
struct AccountContact {
    std::string at, kind, call;  // call: its id
};

// What the next owner had to know: a topic of the account's calls before the hand-off, and where it was spoken of last.
struct KnownTopic {
    std::string topic;
    std::uint64_t mentions = 0, calls = 0;
    std::string call, at;    // the last call that mentions it
    std::uint32_t turn = 0;  // its first turn that does
};

struct AccountHandoff {
    std::string deal, stage, from_role, to_role, from_person, to_person;  // persons: "" not known
    std::string at;                                                       // from when it waits
    std::string end;    // "picked_up", "dropped", "bounced", "untold", "waiting" (metrics/handoffs.h)
    std::string ended;  // when; "" while it waits, and where that is not known
    std::uint32_t age_s = 0;
    // By the new owner since he had received it, up to the cut-off.
    std::optional<AccountContact> first_contact, first_spoke;
    std::uint64_t calls_before = 0, worded_before = 0;  // calls of the account; of them with words
    std::uint64_t topics_before = 0;                    // different ones mentioned in them
    std::vector<KnownTopic> known;                      // the most said, at most known_topics
};

struct SaidInCall {
    std::string topic;
    std::uint32_t mentions = 0;
    std::uint32_t turn = 0;  // the first one that mentions it
};

struct AccountCall {
    std::string id, at, person, role, stage, deal, purpose;
    std::uint32_t duration_ms = 0;  // 0: not known
    bool worded = false;
    std::uint32_t topics = 0;      // different ones mentioned
    std::vector<SaidInCall> said;  // the most said, at most call_topics
};

struct AccountEvent {
    std::string at, kind, person, role, deal;  // kind: model::activity_names; role: "" where nothing says it
    std::optional<base::Money> value;
    bool recurring = false;
    std::string due, invoice;  // of an invoice when it is due; its id, of a payment that of the one that it pays
};

// A time without any contact, and with whom the account was then: the stay that covers most of it.
struct AccountGap {
    std::string from, to;
    std::uint32_t length_s = 0;
    bool lasts = false;  // up to the cut-off
    std::string deal, stage, role, person;
};

struct AccountTopic {
    std::string id, name_zh, name_en;
    std::uint64_t calls = 0;  // of the account, that mention it
};

// How many there are of each; told are the latest limits::account_rows.
struct AccountTotals {
    std::uint64_t deals = 0, stays = 0, handoffs = 0, calls = 0, events = 0, gaps = 0;
    std::uint64_t untimed = 0;  // calls and activities without a time, in none of these
    std::uint64_t later = 0;    // stays, calls and activities after the cut-off, in none of these
};

// The account that the question's `account` names: everything of it, whatever the filter. Each list in the order of time.
// Stays are of real entries, nothing that was jumped over. Gaps last `horizon_days` and more; the last one is counted up to the cut-off
// while a deal is going on, else to the end of the last stay.
// Refused "no_accounts" where the data name none; an id that no account has is an error with the path "account".
struct AccountAnswer {
    Head head;
    std::string id, name, segment, industry, region;
    std::string from, to;  // from the first to the last of what is told; to: the cut-off while a deal is going on
    AccountTotals totals;
    std::vector<AccountDeal> deals;
    std::vector<AccountStay> stays;
    std::vector<AccountHandoff> handoffs;
    std::vector<AccountCall> calls;
    std::vector<AccountEvent> events;
    std::optional<AccountGap> longest;  // none where there was no contact
    std::vector<AccountGap> gaps;
    std::vector<AccountTopic> topics;  // in the dictionary's order, those that are mentioned in a call of the account
};
base::Result<AccountAnswer> account(const Loaded& loaded, const Question& question);

}  // namespace engine
