// What is loaded: one sales team's people, deals, stays in stages, calls and activities, as columns.
//
// A DataSet is finished and never changes; model/builder.h makes one from records, also on top of another.
// Rows of one table share an index; ids and labels are numbers into string pools (label 0 is ""). Times are whole seconds
// since 1970 in 32 bits, 0 for "none". Money is minor units. A spell costs 16 bytes.
//
//     for (DealIndex deal : …) for (SpellIndex s = first_spell(deal); s < end_spell(deal); ++s) data.spells.entered[s] …
//
// Spells of one deal stand together in the order in which they were entered; ties stand in the order of stages.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/string_pool.h"
#include "base/time.h"
#include "model/call_extras.h"
#include "model/calls.h"
#include "model/indices.h"
#include "model/report.h"
#include "model/vocabulary.h"
#include "model/working_hours.h"

namespace model {

struct Stage {
    std::string id;
    std::string name_zh;
    std::string name_en;
    Role role = Role::none;
    Outcome outcome = Outcome::none;  // a stage with outcome `lost` is an exit, not part of the funnel
};

struct Person {
    std::string id;
    std::string name;                 // the id where the data give none
    std::uint8_t declared_roles = 0;  // bit per Role
    std::uint8_t seen_roles = 0;      // roles of the spells owned
    PersonIndex manager = no_person;
    Label team = 0;
    Stamp from = 0;
    Stamp to = 0;
    bool bot = false;
    bool declared = false;  // false: only referred to
};

struct Accounts {
    base::StringPool ids;
    std::vector<Label> name, segment, industry, region;
};

struct Deals {
    base::StringPool ids;  // a deal's number is its id's number
    std::vector<AccountIndex> account;
    std::vector<Label> name, source, campaign, segment, lost_reason, currency;  // segment falls back to the account's
    std::vector<base::Money> value;
    std::vector<Stamp> created, closed;
    std::vector<Status> status;
    std::vector<std::uint8_t> has_value;
    std::vector<std::uint8_t> declared;  // 0: only a call or an activity refers to it
    std::vector<SpellIndex> spells_end;  // one behind the deal's last spell; its first is the end of the deal before
};

// Bits of Spells::facts.
inline constexpr std::uint8_t spell_exit_mask = 0x07;  // an Exit
inline constexpr unsigned spell_role_shift = 3;        // three bits: a Role (7: none)
inline constexpr std::uint8_t spell_untimed = 0x40;    // the time of the exit is not known or contradicts the entry
inline constexpr std::uint8_t spell_own_role = 0x80;   // the entry named its role; otherwise it is the stage's

struct Spells {
    std::vector<Stamp> entered;
    std::vector<Stamp> until;        // 0 while open
    std::vector<Stamp> touched;      // first touch by the owner; 0: not known
    std::vector<PersonIndex> owner;  // on entry
    std::vector<StageIndex> stage;
    std::vector<std::uint8_t> facts;
    Exit exit(SpellIndex s) const { return static_cast<Exit>(facts[s] & spell_exit_mask); }
    Role role(SpellIndex s) const { return static_cast<Role>((facts[s] >> spell_role_shift) & 7u); }
    bool untimed(SpellIndex s) const { return (facts[s] & spell_untimed) != 0; }
};

// Most stays begin their owner's clock with the entry and keep their owner. For the others there are two sparse tables beside
// the 16 bytes, each in order of spell, then of time.
//
// When a stay's owner on entry was given it, where the data say so.
struct AssignedSpell {
    SpellIndex spell = 0;
    Stamp at = 0;
};
// Who took a stay over in its middle: an entry into the stage that the deal was in, of another owner or role. The ledger
// does not see it: the stay goes on, and belongs to its owner on entry.
struct Takeover {
    SpellIndex spell = 0;
    Stamp at = 0;
    Stamp assigned = 0;  // 0: not known
    Stamp touched = 0;   // 0: not known
    PersonIndex owner = no_person;
    Role role = Role::none;
    bool own_role = false;  // the entry named it; otherwise it is the stage's
};

// An entry into a stage that is not in the funnel: not declared (a file read later may declare it), or with outcome `lost`.
struct AsideEntry {
    DealIndex deal = 0;
    Label stage = 0;  // its id
    Stamp entered = 0;
    Stamp touched = 0;
    Stamp assigned = 0;
    PersonIndex owner = no_person;
    Role role = Role::none;  // where the entry named one
};

enum class ActivityKind : std::uint8_t {
    touch,
    meeting,
    email,
    ticket,
    ticket_closed,
    invoice,
    payment,
    renewal,
    expansion,
    contraction,
    churn,
    referral,
    review
};
inline constexpr std::array<std::string_view, 13> activity_names{
    "touch",   "meeting",   "email",       "ticket", "ticket_closed", "invoice", "payment",
    "renewal", "expansion", "contraction", "churn",  "referral",      "review"};

struct Activity {
    ActivityKind kind{};
    PersonIndex person = no_person;
    Stamp at = 0;
    AccountIndex account = no_account;
    DealIndex deal = no_deal;
    bool recurring = false;
    bool has_value = false;
    base::Money value = 0;
};

// What few activities say of invoices, beside them and in their order: an invoice its own id and when it is due, a payment the one
// that it pays, which may not be there. Of invoices that came again, by their id, the last one stands.
struct InvoiceNote {
    std::uint32_t activity = 0;
    std::uint32_t invoice = no_invoice;  // number in DataSet::invoice_ids; an invoice without one cannot be named
    Stamp due = 0;                       // 0: with the invoice
};

struct Reach {
    Stamp date = 0;
    Label source = 0;
    Label campaign = 0;
    std::uint64_t impressions = 0, clicks = 0, leads = 0;
    base::Money cost = 0;
};

struct Target {
    Stamp from = 0, to = 0;
    Label team = 0;
    PersonIndex person = no_person;
    base::Money value = 0;
};

struct LoadedFile {
    std::string name;
    std::uint64_t bytes = 0;  // unzipped
    std::uint64_t records = 0;
};

struct DataSet {
    std::string name;
    std::string currency;    // ISO 4217; "" where the data name none
    Label own_currency = 0;  // its label; 0 where no deal names it
    base::Zone zone;
    std::optional<WorkingHours> calendar;  // none: the data give none
    Stamp exported_at = 0;                 // as the data say; 0 where they do not
    Stamp cut_off = 0;                     // exported_at, else the last time in the data
    std::vector<Stage> stages;             // declared, in funnel order
    std::vector<Person> people;
    base::StringPool person_ids;
    base::StringPool labels;
    Accounts accounts;
    Deals deals;
    Spells spells;
    std::vector<AssignedSpell> assigned;
    std::vector<Takeover> takeovers;
    std::vector<AsideEntry> aside;
    Calls calls;
    std::vector<Speaker> speakers;  // of all calls
    Turns turns;
    std::shared_ptr<const CallExtras> extras;  // none where no file has any
    std::vector<Activity> activities;
    base::StringPool invoice_ids;
    std::vector<InvoiceNote> invoice_notes;
    std::vector<Reach> reach;
    std::vector<Target> targets;
    std::vector<LoadedFile> files;
    Report report;

    SpellIndex first_spell(DealIndex deal) const { return deal == 0 ? 0 : deals.spells_end[deal - 1]; }
    SpellIndex end_spell(DealIndex deal) const { return deals.spells_end[deal]; }
    // Whether the deal has a value in the data's currency: others are not added to it.
    bool has_value(DealIndex deal) const {
        const Label own = deals.currency[deal];
        return deals.has_value[deal] != 0 && (own == 0 || own == own_currency);
    }
    // The deal's own name, else its account's, else "".
    std::string_view name_of(DealIndex deal) const {
        const Label own = deals.name[deal];
        const AccountIndex account = deals.account[deal];
        return own == 0 && account != no_account ? labels[accounts.name[account]] : labels[own];
    }
    // The deal's own segment, else its account's.
    Label segment_of(DealIndex deal) const;
    // The bytes that the columns and pools hold.
    std::size_t heap_bytes() const;
    // Bytes of Spells alone.
    std::size_t spell_bytes() const;
};

}  // namespace model
