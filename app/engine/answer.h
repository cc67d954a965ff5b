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

// How many entries came from, or exits went to, another role; role "" is outside the funnel (a new deal; an end).
struct Flow {
    std::string role;
    std::uint64_t count = 0;
    bool back = false;  // came, or went, against the order of stages
};

struct LedgerRow {
    Keys keys;
    Ledger ledger;
    std::vector<Flow> received;   // only by role without stage: entries by the role before
    std::vector<Flow> passed_on;  // only by role without stage: exits by the role after
};

struct LedgerAnswer {
    Head head;
    std::vector<LedgerRow> rows;  // in the order of stages, roles, then by key text
    Ledger total;
};

// A share of counts with its interval. Where `of` is 0 there is none.
struct Rate {
    std::uint64_t hits = 0;
    std::uint64_t of = 0;
    std::optional<double> estimate;
    std::optional<double> low;  // Wilson, 95 %
    std::optional<double> high;
};

struct PeopleRow {
    std::string role;
    std::string person;  // "" unknown
    bool bot = false;
    Ledger ledger;  // of visits: what the person received in this role
    Rate advanced;  // advanced of entries
};

struct PeopleAnswer {
    Head head;
    std::vector<PeopleRow> rows;   // by role, then by name
    std::vector<PeopleRow> roles;  // the same figures for all people of each role together, person ""; bots left out
};

struct Row {
    std::string deal;
    std::string name;  // of the deal, else of its account, else ""
    std::string account;
    std::string stage;
    std::string role;
    std::string person;
    std::string source;
    std::string segment;
    std::string entered;  // ISO time
    std::string until;    // ISO time; "" while open
    Exit exit = Exit::open;
    bool passed = false;  // not entered, only jumped over
    std::string lost_reason;
    std::optional<base::Money> value;
    std::string currency;  // where it is not the data's
};

struct RowsAnswer {
    Head head;
    std::vector<Row> rows;  // by time of entry, then by deal id
    std::uint64_t total = 0;
};

struct LocalName {
    std::string zh;
    std::string en;
};

struct StageInfo {
    std::string id;
    LocalName name;
    std::string role;     // "" where the data names none
    std::string outcome;  // "won", "lost" or ""
};

struct PersonInfo {
    std::string id;
    std::string name;
    std::vector<std::string> roles;  // declared, or seen in the spells
    std::string manager;
    std::string team;
    bool bot = false;
    bool declared = true;  // false: only referred to
};

struct Counts {
    std::uint64_t deals = 0, won = 0, lost = 0, left = 0, open = 0;
    std::uint64_t spells = 0, people = 0, accounts = 0, calls = 0, turns = 0, activities = 0, reach = 0, targets = 0;
};

struct FileInfo {
    std::string name;
    std::uint64_t bytes = 0;  // unzipped
    std::uint64_t records = 0;
};

struct SummaryAnswer {
    Head head;
    std::string name;
    bool demo = false;
    std::string zone;
    std::string currency;
    int minor_digits = 2;
    std::string first_entry;  // ISO dates of the first and last entry into a stage
    std::string last_entry;
    Counts counts;
    std::uint64_t heap_bytes = 0;  // of the columns
    std::vector<StageInfo> stages;
    std::vector<PersonInfo> people;                     // by name
    std::vector<std::string> roles;                     // those that own a stage, in funnel order
    std::vector<std::string> teams, sources, segments;  // by text
    std::vector<FileInfo> files;
};

struct Defect {
    std::string id;        // "unknown_person", "negative_duration" …: a base::error_name
    std::string path;      // the field, "deals[].history[].at"
    bool skipped = false;  // the record or field was left out; otherwise it was kept, and the figures named are touched
    std::uint64_t count = 0;
    std::vector<std::string> figures;   // Figure names, or "time"
    std::vector<base::Error> examples;  // at most limits::reports_kept
};

struct DefectsAnswer {
    Head head;
    std::vector<Defect> rows;  // the gravest first
};

struct ReachRow {
    Keys keys;  // the source or the month, as the question's `by` says
    std::uint64_t impressions = 0, clicks = 0, leads = 0;
    base::Money cost = 0;
};

struct ReachAnswer {
    Head head;
    std::vector<ReachRow> rows;
    ReachRow total;
};

}  // namespace engine
