#include "engine/figures/account.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "engine/transcripts.h"
#include "metrics/account.h"
#include "metrics/call_groups.h"
#include "metrics/handoffs.h"
#include "metrics/holdings.h"
#include "metrics/search.h"
#include "metrics/stays.h"
#include "metrics/wins.h"

namespace engine {

namespace {

using base::Error;
using base::ErrorCode;
using model::AccountIndex;
using model::ActivityKind;
using model::DataSet;
using model::DealIndex;
using model::Stamp;

constexpr std::uint32_t most_gap_days = 3'650;
constexpr std::uint32_t day_s = 86'400;
constexpr std::array<std::string_view, metrics::handoff_ends> handoff_end_names{"picked_up", "dropped", "bounced",
                                                                                "untold", "waiting"};

// The question's least gap in days; none where it cannot be.
base::Result<Prepared> prepare_accounts(const Loaded& loaded, const Question& question, Figure figure) {
    auto prepared = prepare(loaded, question, figure);
    if (!prepared) return prepared;
    std::uint32_t& days = prepared->head.question.horizon_days;
    if (days == 0) days = usual_gap_days;
    if (days > most_gap_days)
        return Error{ErrorCode::question_bad_value, "", 0, "horizon_days", 0, std::to_string(days)};
    if (loaded.data.accounts.ids.size() == 0) prepared->head.refused = "no_accounts";
    return prepared;
}

std::string account_name(const DataSet& data, AccountIndex account) {
    const std::string_view name = data.labels[data.accounts.name[account]];
    return text(name.empty() ? data.accounts.ids[account] : name);
}

// What is listed of one account.
struct Listed {
    std::uint32_t deals = 0, open = 0, won = 0, won_valued = 0, calls = 0;
    Stamp last_contact = 0;
    Stamp open_since = 0;  // of its open deals the first to begin; 0: none, or not known
    bool chosen = false, waits = false;
    base::Money won_value = 0;
};

std::vector<Listed> list_of(const DataSet& data, const Question& question, const metrics::Selection& selection) {
    std::vector<Listed> listed(data.accounts.ids.size());
    const bool whole = question.filter == Filter{};
    const std::size_t won_from = metrics::won_stage(data);
    std::vector<metrics::Passage> passages;
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        const AccountIndex account = data.deals.account[deal];
        if (account == model::no_account) continue;
        bool chosen = whole;
        if (!whole)
            metrics::each_passage_of(data, deal, selection, metrics::Unit::stay, question.jumps, passages,
                                     [&](const metrics::Passage&) { chosen = true; });
        if (!chosen) continue;
        Listed& one = listed[account];
        one.chosen = true;
        ++one.deals;
        const Stamp won = metrics::won_at(data, deal, won_from);
        const model::SpellIndex end = data.end_spell(deal);
        const bool goes_on = end == data.first_spell(deal) ? data.deals.status[deal] == model::Status::open
                                                           : data.spells.exit(end - 1) == Exit::open;
        if (!metrics::has_happened(data, won)) {
            one.open += goes_on;
            const Stamp began =
                end == data.first_spell(deal) ? data.deals.created[deal] : data.spells.entered[data.first_spell(deal)];
            if (goes_on && began != 0 && (one.open_since == 0 || began < one.open_since)) one.open_since = began;
            continue;
        }
        ++one.won;
        if (!data.has_value(deal)) continue;
        ++one.won_valued;
        one.won_value = base::sum(one.won_value, data.deals.value[deal]);
    }
    const auto contact = [&](AccountIndex account, Stamp at) {
        if (account == model::no_account || !metrics::has_happened(data, at)) return false;
        listed[account].last_contact = std::max(listed[account].last_contact, at);
        return true;
    };
    for (model::CallIndex call = 0; call < data.calls.at.size(); ++call) {
        const AccountIndex account = metrics::account_of_call(data, call);
        if (contact(account, data.calls.at[call])) ++listed[account].calls;
    }
    for (const model::Activity& activity : data.activities)
        if (metrics::is_contact(activity.kind)) contact(metrics::account_of(data, activity), activity.at);
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal)
        for (model::SpellIndex s = data.first_spell(deal); s < data.end_spell(deal); ++s)
            contact(data.deals.account[deal], data.spells.touched[s]);
    DealIndex deal = 0;
    for (const model::Takeover& taken : data.takeovers) {
        while (data.end_spell(deal) <= taken.spell) ++deal;
        contact(data.deals.account[deal], taken.touched);
    }
    for (const metrics::Handoff& handoff : metrics::waiting_handoffs(data, selection, nullptr))
        if (const AccountIndex account = data.deals.account[handoff.deal]; account != model::no_account)
            listed[account].waits = true;
    if (whole)
        for (Listed& one : listed) one.chosen = true;
    return listed;
}

// Whom one could not have called for so long is not left alone for so long.
bool is_silent(const DataSet& data, const Listed& one, std::uint32_t horizon_days) {
    const std::uint64_t least_s = std::uint64_t{horizon_days} * day_s;
    const Stamp since = std::min(std::max(one.last_contact, one.open_since), data.cut_off);
    return one.open > 0 && data.cut_off - since >= least_s;
}

bool is_kept(AccountsKept kept, const DataSet& data, const Listed& one, std::uint32_t horizon_days) {
    switch (kept) {
        case AccountsKept::all: return true;
        case AccountsKept::silent: return is_silent(data, one, horizon_days);
        case AccountsKept::waiting: return one.waits;
        case AccountsKept::customers: return one.won > 0;
    }
    return true;
}

// Whether one account comes before another.
class Order {
public:
    Order(const DataSet& data, const std::vector<Listed>& listed, const Question& question)
        : data_(data),
          listed_(listed),
          order_(question.order),
          turned_(question.turned),
          horizon_days_(question.horizon_days) {}

    bool operator()(AccountIndex a, AccountIndex b) const {
        if (a == b) return false;
        const int compared = order_ == AccountsOrder::name ? -compare(account_name(data_, a), account_name(data_, b))
                                                           : compare(key(a), key(b));
        if (compared != 0) return turned_ ? compared < 0 : compared > 0;
        return data_.accounts.ids[a] < data_.accounts.ids[b];
    }

private:
    const DataSet& data_;
    const std::vector<Listed>& listed_;
    AccountsOrder order_;
    bool turned_;
    std::uint32_t horizon_days_;

    template <class T>
    static int compare(const T& a, const T& b) {
        return a < b ? -1 : b < a ? 1 : 0;
    }
    std::pair<base::Money, std::uint64_t> key(AccountIndex account) const {
        const Listed& one = listed_[account];
        switch (order_) {
            case AccountsOrder::deals: return {0, one.deals};
            case AccountsOrder::open: return {0, one.open};
            case AccountsOrder::won: return {one.won_value, one.won};
            case AccountsOrder::calls: return {0, one.calls};
            case AccountsOrder::attention:
                if (is_silent(data_, one, horizon_days_))
                    return {1, data_.cut_off - std::min(one.last_contact, data_.cut_off)};
                return {0, one.last_contact};
            default: return {0, one.last_contact};
        }
    }
};

constexpr std::uint32_t no_row = 0xffffffff;

// Who had the accounts of the rows in the last weeks, and when they were in contact.
class Weeks {
public:
    Weeks(const DataSet& data, std::vector<AccountLine>& rows, const std::vector<AccountIndex>& of)
        : data_(data), rows_(rows), row_(data.accounts.ids.size(), no_row) {
        for (std::uint32_t i = 0; i < of.size(); ++i) row_[of[i]] = i;
        for (AccountLine& line : rows_) line.contacts.resize(account_weeks);
    }

    // When they begin.
    Stamp since() const { return data_.cut_off > span_s ? data_.cut_off - span_s : 1; }

    void tell() {
        for (model::CallIndex call = 0; call < data_.calls.at.size(); ++call)
            contact(metrics::account_of_call(data_, call), data_.calls.at[call]);
        for (const model::Activity& activity : data_.activities)
            if (metrics::is_contact(activity.kind)) contact(metrics::account_of(data_, activity), activity.at);
        metrics::Holdings holdings(data_);
        std::vector<Stamp> latest(rows_.size());
        for (DealIndex deal = 0; deal < data_.deals.ids.size(); ++deal) {
            const AccountIndex account = data_.deals.account[deal];
            if (account == model::no_account || row_[account] == no_row) continue;
            for (const metrics::Holding& held : holdings.of(deal)) {
                contact(account, held.touched);
                hold(row_[account], held, latest[row_[account]]);
            }
        }
        for (AccountLine& line : rows_) {
            base::heap_sort(line.held.begin(), line.held.end(), [](const AccountSpan& a, const AccountSpan& b) {
                return std::tie(a.from, a.to, a.role) < std::tie(b.from, b.to, b.role);
            });
            join(line.held);
        }
    }

private:
    static constexpr std::uint32_t week_s = 7 * day_s;
    static constexpr std::uint32_t span_s = account_weeks * week_s;
    const DataSet& data_;
    std::vector<AccountLine>& rows_;
    std::vector<std::uint32_t> row_;  // by account

    void contact(AccountIndex account, Stamp at) {
        if (account == model::no_account || row_[account] == no_row || !metrics::has_happened(data_, at)) return;
        const std::uint32_t ago = (data_.cut_off - at) / week_s;
        if (ago < account_weeks) ++rows_[row_[account]].contacts[account_weeks - 1 - ago];
    }

    void hold(std::uint32_t row, const metrics::Holding& held, Stamp& latest) {
        if (!metrics::has_happened(data_, held.entered)) return;
        AccountLine& line = rows_[row];
        const bool open = held.exit == Exit::open && !held.taken_over;
        if (open && held.entered >= latest) {
            latest = held.entered;
            line.role = role_text(held.role);
            line.person = person_text(data_, held.owner);
        }
        const Stamp until = open ? data_.cut_off : held.untimed ? 0 : std::min(held.until, data_.cut_off);
        const Stamp from = std::max(held.entered, since());
        if (until <= from || held.role == model::Role::none) return;
        const auto weeks = [&](Stamp at) { return static_cast<double>(at - since()) / week_s; };
        line.held.push_back({role_text(held.role), weeks(from), weeks(until)});
    }

    // Those of a role that follow each other are one.
    static void join(std::vector<AccountSpan>& held) {
        std::vector<AccountSpan> joined;
        for (AccountSpan& span : held) {
            if (!joined.empty() && joined.back().role == span.role && span.from <= joined.back().to)
                joined.back().to = std::max(joined.back().to, span.to);
            else
                joined.push_back(std::move(span));
        }
        if (joined.size() > account_spans)
            joined.erase(joined.begin(), joined.end() - static_cast<std::ptrdiff_t>(account_spans));
        held = std::move(joined);
    }
};

// An entry with what tells two of one second apart.
struct Placed {
    Stamp at = 0;
    Stamp until = 0;        // of a stay, at most the cut-off
    std::size_t place = 0;  // among its deal's
    AccountEntry told;
};

bool before(const Placed& a, const Placed& b) {
    const auto key = [](const Placed& one) {
        const AccountEntry& told = one.told;
        return std::tie(one.at, told.kind, told.deal, one.place, told.call, told.person, told.invoice, told.due,
                        told.recurring, told.value);
    };
    return key(a) < key(b);
}

// Leaves the latest limits::account_rows, in order.
template <class Item, class Before>
void keep_latest(std::vector<Item>& items, Before before_) {
    base::heap_sort(items.begin(), items.end(), before_);
    if (items.size() > base::limits::account_rows)
        items.erase(items.begin(), items.end() - static_cast<std::ptrdiff_t>(base::limits::account_rows));
}

// One account's line, part after part.
class Line {
public:
    Line(const DataSet& data, const base::Zone& zone, AccountIndex account, const CompiledDictionary& dictionary,
         AccountAnswer& answer)
        : data_(data),
          zone_(zone),
          account_(account),
          topics_(dictionary.topics),
          words_(dictionary.words.topics),
          answer_(answer) {}

    void tell(std::uint32_t gap_days) {
        answer_.id = text(data_.accounts.ids[account_]);
        answer_.name = account_name(data_, account_);
        answer_.segment = text(data_.labels[data_.accounts.segment[account_]]);
        answer_.industry = text(data_.labels[data_.accounts.industry[account_]]);
        answer_.region = text(data_.labels[data_.accounts.region[account_]]);
        contacts_ = metrics::contacts_of(data_, account_);
        tell_stays();
        tell_events();
        find_calls();
        tell_handoffs();
        tell_gaps(gap_days * day_s);
        keep_latest(entries_, before);
        for (Placed& entry : entries_) answer_.entries.push_back(std::move(entry.told));
        if (first_ != 0) answer_.from = time(first_);
        if (last_ != 0) answer_.to = time(std::max(last_, end_));
    }

private:
    const DataSet& data_;
    const base::Zone& zone_;
    AccountIndex account_;
    const metrics::Topics& topics_;
    const std::vector<Topic>& words_;
    AccountAnswer& answer_;
    metrics::Selection deals_;  // the account's
    std::vector<Placed> entries_;
    std::vector<metrics::Contact> contacts_;
    std::vector<model::CallIndex> calls_;
    Stamp first_ = 0, last_ = 0;  // of all that has happened
    Stamp last_end_ = 0;          // of the stays
    Stamp begun_ = 0;             // when the last stay, renewal or expansion began
    Stamp churned_ = 0;           // the last churn
    bool goes_on_ = false;        // a deal does
    Stamp end_ = 0;               // up to when the account is to be in contact

    std::string time(Stamp at) const { return at == 0 ? std::string() : base::iso_time(at, zone_); }

    // Counted where it is not told.
    bool is_told(Stamp at) {
        answer_.untimed += at == 0;
        answer_.later += at > data_.cut_off;
        if (!metrics::has_happened(data_, at)) return false;
        first_ = first_ == 0 ? at : std::min(first_, at);
        last_ = std::max(last_, at);
        return true;
    }

    // In bounded room; valid until the next one.
    AccountEntry& add(std::string_view kind, Stamp at, std::size_t place, DealIndex deal, model::Role role,
                      model::PersonIndex person) {
        ++answer_.entries_total;
        if (entries_.size() >= 2 * base::limits::account_rows) keep_latest(entries_, before);
        Placed& one = entries_.emplace_back();
        one.at = at;
        one.place = place;
        one.told.kind = kind;
        one.told.at = time(at);
        one.told.role = role_text(role);
        one.told.person = person_text(data_, person);
        tell_deal(deal, one.told.deal, one.told.name);
        return one.told;
    }

    void tell_deal(DealIndex deal, std::string& id, std::string& name) const {
        if (deal == model::no_deal) return;
        id = data_.deals.ids[deal];
        name = data_.labels[data_.deals.name[deal]];
    }

    void tell_stays() {
        metrics::Holdings holdings(data_);
        deals_.deal.restrict_to_none();
        for (DealIndex deal = 0; deal < data_.deals.ids.size(); ++deal) {
            if (data_.deals.account[deal] != account_) continue;
            deals_.deal.add(deal);
            ++answer_.deals;
            const std::vector<metrics::Holding>& held = holdings.of(deal);
            for (std::size_t i = 0; i < held.size(); ++i)
                if (is_told(held[i].entered)) tell_stay(held[i], deal, i);
        }
    }

    void tell_stay(const metrics::Holding& held, DealIndex deal, std::size_t place) {
        AccountEntry& told = add("stay", held.entered, place, deal, held.role, held.owner);
        told.stage = data_.stages[held.stage].id;
        const bool ends = held.until != 0 && !held.untimed;
        if (ends) told.to = time(held.until);
        if (!held.taken_over) told.exit = model::word_of(model::exit_names, held.exit);
        begun_ = std::max(begun_, held.entered);
        goes_on_ = goes_on_ || (held.exit == Exit::open && !held.taken_over);
        const Stamp end = ends ? std::min(held.until, data_.cut_off) : held.entered;
        entries_.back().until = held.exit == Exit::open && !ends ? data_.cut_off : end;
        last_end_ = std::max(last_end_, end);
        last_ = std::max(last_, end);
    }

    void tell_events() {
        std::size_t note = 0;
        for (std::uint32_t row = 0; row < data_.activities.size(); ++row) {
            const model::Activity& one = data_.activities[row];
            while (note < data_.invoice_notes.size() && data_.invoice_notes[note].activity < row) ++note;
            if (metrics::account_of(data_, one) != account_ || !is_told(one.at)) continue;
            if (one.kind == ActivityKind::churn) churned_ = std::max(churned_, one.at);
            if (one.kind == ActivityKind::renewal || one.kind == ActivityKind::expansion)
                begun_ = std::max(begun_, one.at);
            const auto stay = one.deal == model::no_deal ? std::nullopt : metrics::stay_at(data_, one.deal, one.at);
            AccountEntry& told = add(model::word_of(model::activity_names, one.kind), one.at, 0, one.deal,
                                     metrics::acting_role(data_, one.person, stay), one.person);
            if (one.has_value) told.value = one.value;
            told.recurring = one.recurring;
            if (note == data_.invoice_notes.size() || data_.invoice_notes[note].activity != row) continue;
            const model::InvoiceNote& noted = data_.invoice_notes[note];
            told.due = time(noted.due);
            if (noted.invoice != model::no_invoice) told.invoice = data_.invoice_ids[noted.invoice];
        }
        // A customer who left, and with whom nothing has begun since, need not be called.
        end_ = goes_on_ ? data_.cut_off : last_end_;
        if (churned_ != 0 && churned_ >= begun_) end_ = std::min(end_, churned_), goes_on_ = false;
    }

    // In order of time, as they stand among the contacts.
    void find_calls() {
        for (model::CallIndex call = 0; call < data_.calls.at.size(); ++call)
            if (metrics::account_of_call(data_, call) == account_) is_told(data_.calls.at[call]);
        for (const metrics::Contact& contact : contacts_)
            if (contact.is_call()) calls_.push_back(contact.call);
        answer_.calls = calls_.size();
    }

    SaidTopic said_of(std::uint32_t topic, std::uint64_t mentions, std::uint64_t calls, model::CallIndex call,
                      std::uint32_t turn) const {
        return {words_[topic].id, mentions, calls, text(data_.calls.ids[call]), time(data_.calls.at[call]), turn};
    }

    void tell_call(model::CallIndex call, bool worded, const std::vector<metrics::SaidTopic>& said) {
        const metrics::CallPlace place = metrics::place_of(data_, call);
        AccountEntry& told = add("call", data_.calls.at[call], 0, data_.calls.deal[call], place.role, place.person);
        told.call = data_.calls.ids[call];
        if (place.stage) told.stage = data_.stages[*place.stage].id;
        told.purpose = data_.labels[data_.calls.purpose[call]];
        told.duration_ms = data_.calls.duration_s[call] * 1000;
        told.worded = worded;
        for (std::size_t i = 0; i < std::min(call_topics, said.size()); ++i)
            told.said.push_back(said_of(said[i].topic, said[i].mentions, 1, call, said[i].turn));
    }

    // The calls are walked beside the hand-offs: before each stands what was said until then.
    void tell_handoffs() {
        struct Received {
            metrics::Handoff handoff;
            std::size_t place = 0;  // among its deal's
        };
        const auto order = [&](const Received& a, const Received& b) {
            return std::tuple(a.handoff.since, data_.deals.ids[a.handoff.deal], a.place) <
                   std::tuple(b.handoff.since, data_.deals.ids[b.handoff.deal], b.place);
        };
        std::vector<Received> received;
        metrics::walk_handoffs(data_, deals_, [&](const metrics::Handoff& handoff) {
            if (!metrics::has_happened(data_, handoff.received)) return;
            if (received.size() >= 2 * base::limits::account_rows) keep_latest(received, order);
            received.push_back({handoff, static_cast<std::size_t>(answer_.handoffs_total++)});
        });
        keep_latest(received, order);
        answer_.entries_total += answer_.handoffs_total - received.size();
        metrics::Spoken spoken(words_.size());
        std::size_t next = 0;
        std::uint64_t worded = 0;
        const auto walk_until = [&](Stamp end) {
            for (; next < calls_.size() && data_.calls.at[calls_[next]] < end; ++next) {
                const auto said = metrics::topics_of_call(data_, topics_, calls_[next]);
                const bool has_words = metrics::has_words(data_, calls_[next]);
                worded += has_words;
                spoken.add(calls_[next], said);
                tell_call(calls_[next], has_words, said);
            }
        };
        for (const Received& one : received) {
            walk_until(one.handoff.since);
            tell_handoff(one.handoff, one.place, spoken, next, worded);
        }
        walk_until(0xffffffff);
        for (std::size_t topic = 0; topic < words_.size(); ++topic)
            if (const std::uint64_t calls = spoken.calls(topic); calls > 0)
                answer_.topics.push_back({words_[topic].id, words_[topic].name_zh, words_[topic].name_en, calls});
    }

    static std::string kind_of(const metrics::Contact& contact) {
        return text(contact.is_call() ? "call" : model::word_of(model::activity_names, contact.kind));
    }

    void tell_handoff(const metrics::Handoff& handoff, std::size_t place, const metrics::Spoken& spoken,
                      std::uint64_t calls, std::uint64_t worded) {
        AccountEntry& entry = add("handoff", handoff.since, place, handoff.deal, handoff.to_role, handoff.to);
        entry.stage = data_.stages[handoff.stage].id;
        AccountHandoff told;
        tell_deal(handoff.deal, told.deal, told.name);
        told.stage = entry.stage;
        told.from_role = role_text(handoff.from_role);
        told.to_role = role_text(handoff.to_role);
        told.from_person = person_text(data_, handoff.from);
        told.to_person = person_text(data_, handoff.to);
        told.at = time(handoff.since);
        told.end = model::word_of(handoff_end_names, handoff.end);
        told.ended = time(handoff.ended);
        told.age_s = handoff.age;
        if (const auto* first = metrics::first_contact(contacts_, handoff.to, handoff.received)) {
            told.contact_at = time(first->at);
            told.contact_kind = kind_of(*first);
        }
        if (const auto* first = metrics::first_spoken(contacts_, handoff.to, handoff.received)) {
            told.spoke_at = time(first->at);
            told.spoke_kind = kind_of(*first);
            if (first->is_call()) told.spoke_call = data_.calls.ids[first->call];
        }
        told.calls_before = calls;
        told.worded_before = worded;
        const auto known = spoken.most(words_.size());
        told.topics_before = known.size();
        for (std::size_t i = 0; i < std::min(known_topics, known.size()); ++i)
            told.known.push_back(
                said_of(known[i].topic, known[i].mentions, known[i].calls, known[i].last, known[i].last_turn));
        answer_.handoffs.push_back(std::move(told));
    }

    void tell_gaps(std::uint32_t least_s) {
        auto gaps = metrics::gaps_of(contacts_, end_, least_s);
        const auto longest = metrics::longest_gap(contacts_, end_);
        if (gaps.empty() && longest) gaps.push_back(*longest);
        const std::size_t told = std::min(gaps.size(), base::limits::account_rows);
        answer_.entries_total += gaps.size() - told;
        keep_latest(entries_, before);
        const std::size_t others = entries_.size();
        for (std::size_t i = gaps.size() - told; i < gaps.size(); ++i) {
            AccountEntry& gap = add("gap", gaps[i].from, 0, model::no_deal, model::Role::none, model::no_person);
            gap.to = time(gaps[i].to);
            if (goes_on_ && gaps[i].to == data_.cut_off) gap.exit = "open";
            Stamp most = 0;
            for (std::size_t stay = 0; stay < others; ++stay) {
                const Stamp from = std::max(gaps[i].from, entries_[stay].at),
                            to = std::min(gaps[i].to, entries_[stay].until);
                if (to <= from || to - from <= most) continue;
                most = to - from;
                const AccountEntry& told_stay = entries_[stay].told;
                gap.role = told_stay.role;
                gap.person = told_stay.person;
                gap.stage = told_stay.stage;
                gap.deal = told_stay.deal;
                gap.name = told_stay.name;
            }
        }
    }
};

}  // namespace

template <class Archive>
void fields(Archive& a, AccountSpan& v) {
    a("role", v.role);
    a("from", v.from);
    a("to", v.to);
}

template <class Archive>
void fields(Archive& a, AccountLine& v) {
    a("id", v.id);
    a("name", v.name);
    a("segment", v.segment);
    a("deals", v.deals);
    a("open", v.open);
    a("won", v.won);
    a("won_value_minor", v.won_value);
    a("won_valued", v.won_valued);
    a("calls", v.calls);
    a("last_contact", v.last_contact);
    a("silent", v.silent);
    a("waiting", v.waiting);
    a("role", v.role);
    a("person", v.person);
    a("contacts", v.contacts);
    a("held", v.held);
}

template <class Archive>
void fields(Archive& a, AccountListAnswer& v) {
    fields(a, v.head);
    a("total", v.total);
    a("all", v.all);
    a("silent", v.silent);
    a("waiting", v.waiting);
    a("customers", v.customers);
    a("since", v.since);
    a("rows", v.rows);
}

template <class Archive>
void fields(Archive& a, SaidTopic& v) {
    a("topic", v.topic);
    a("mentions", v.mentions);
    a("calls", v.calls);
    a("call", v.call);
    a("at", v.at);
    a("turn", v.turn);
}

template <class Archive>
void fields(Archive& a, AccountEntry& v) {
    a("kind", v.kind);
    a("at", v.at);
    a("to", v.to);
    a("role", v.role);
    a("person", v.person);
    a("stage", v.stage);
    a("deal", v.deal);
    a("name", v.name);
    a("exit", v.exit);
    a("call", v.call);
    a("purpose", v.purpose);
    a("duration_ms", v.duration_ms);
    a("worded", v.worded);
    a("said", v.said);
    a("value_minor", v.value);
    a("recurring", v.recurring);
    a("due", v.due);
    a("invoice", v.invoice);
}

template <class Archive>
void fields(Archive& a, AccountHandoff& v) {
    a("deal", v.deal);
    a("name", v.name);
    a("stage", v.stage);
    a("from_role", v.from_role);
    a("to_role", v.to_role);
    a("from_person", v.from_person);
    a("to_person", v.to_person);
    a("at", v.at);
    a("end", v.end);
    a("ended", v.ended);
    a("age_s", v.age_s);
    a("contact_at", v.contact_at);
    a("contact_kind", v.contact_kind);
    a("spoke_at", v.spoke_at);
    a("spoke_kind", v.spoke_kind);
    a("spoke_call", v.spoke_call);
    a("calls_before", v.calls_before);
    a("worded_before", v.worded_before);
    a("topics_before", v.topics_before);
    a("known", v.known);
}

template <class Archive>
void fields(Archive& a, AccountTopic& v) {
    a("id", v.id);
    a("name_zh", v.name_zh);
    a("name_en", v.name_en);
    a("calls", v.calls);
}

template <class Archive>
void fields(Archive& a, AccountAnswer& v) {
    fields(a, v.head);
    a("id", v.id);
    a("name", v.name);
    a("segment", v.segment);
    a("industry", v.industry);
    a("region", v.region);
    a("from", v.from);
    a("to", v.to);
    a("deals", v.deals);
    a("calls", v.calls);
    a("entries_total", v.entries_total);
    a("handoffs_total", v.handoffs_total);
    a("untimed", v.untimed);
    a("later", v.later);
    a("entries", v.entries);
    a("handoffs", v.handoffs);
    a("topics", v.topics);
}

// Every account's, found out on first need: "" where its name has no Chinese.
const std::vector<std::string>& initials_of(const Loaded& loaded) {
    const model::Accounts& accounts = loaded.data.accounts;
    std::vector<std::string>& kept = loaded.account_initials;
    if (!kept.empty() || !loaded.find_initials) return kept;
    base::Initials initials;
    for (const auto name : accounts.name) initials.want(loaded.data.labels[name]);
    initials.learn(loaded.find_initials(initials.characters()));
    for (const auto name : accounts.name) kept.push_back(initials.of(loaded.data.labels[name], false));
    return kept;
}

// What the reader looks for: in the name, in the id, or among the initials of the name.
class SoughtAccount {
public:
    SoughtAccount(const Loaded& loaded, std::string_view wanted)
        : data_(loaded.data), text_(metrics::SoughtText::make(wanted)) {
        if (!text_) return;
        for (const char32_t c : text_->folded()) {
            if (c >= 0x80) return;
            if (c != ' ') letters_ += static_cast<char>(c);
        }
        initials_ = &initials_of(loaded);
    }
    bool is(AccountIndex account) const {
        return !text_ || text_->find(data_.labels[data_.accounts.name[account]]) ||
               text_->find(data_.accounts.ids[account]) ||
               (initials_ && account < initials_->size() && (*initials_)[account].find(letters_) != std::string::npos);
    }

private:
    const DataSet& data_;
    std::optional<metrics::SoughtText> text_;
    std::string letters_;
    const std::vector<std::string>* initials_ = nullptr;
};

base::Result<AccountListAnswer> account_list(const Loaded& loaded, const Question& question) {
    auto prepared = prepare_accounts(loaded, question, Figure::account_list);
    if (!prepared) return prepared.error();
    if (question.limit > base::limits::rows_answered)
        return Error{ErrorCode::question_bad_value, "", 0, "limit", 0, std::to_string(question.limit)};
    const DataSet& data = loaded.data;
    AccountListAnswer answer;
    answer.head = std::move(prepared->head);
    if (!answer.head.refused.empty()) return answer;
    const SoughtAccount sought(loaded, question.text);
    const std::vector<Listed> listed = list_of(data, question, prepared->selection);
    const std::uint32_t horizon = answer.head.question.horizon_days;
    std::vector<AccountIndex> found;
    for (AccountIndex account = 0; account < listed.size(); ++account) {
        const Listed& one = listed[account];
        if (!one.chosen) continue;
        if (!sought.is(account)) continue;
        ++answer.all;
        answer.silent += is_kept(AccountsKept::silent, data, one, horizon);
        answer.waiting += is_kept(AccountsKept::waiting, data, one, horizon);
        answer.customers += is_kept(AccountsKept::customers, data, one, horizon);
        if (is_kept(question.accounts, data, one, horizon)) found.push_back(account);
    }
    answer.total = found.size();
    const std::size_t begin = std::min<std::size_t>(question.offset, found.size());
    const std::size_t end = begin + std::min<std::size_t>(question.limit, found.size() - begin);
    // The first ones of the order come off a heap, one by one, and stand at its end.
    const Order before_other(data, listed, answer.head.question);
    const auto later = [&](AccountIndex a, AccountIndex b) { return before_other(b, a); };
    std::make_heap(found.begin(), found.end(), later);
    for (std::size_t i = 0; i < end; ++i)
        std::pop_heap(found.begin(), found.end() - static_cast<std::ptrdiff_t>(i), later);
    std::vector<AccountIndex> shown;
    for (std::size_t i = begin; i < end; ++i) shown.push_back(found[found.size() - 1 - i]);
    for (const AccountIndex account : shown) {
        const Listed& one = listed[account];
        AccountLine line;
        line.id = data.accounts.ids[account];
        line.name = account_name(data, account);
        line.segment = text(data.labels[data.accounts.segment[account]]);
        line.deals = one.deals;
        line.open = one.open;
        line.won = one.won;
        line.won_value = one.won_value;
        line.won_valued = one.won_valued;
        line.calls = one.calls;
        if (one.last_contact != 0) line.last_contact = base::iso_time(one.last_contact, prepared->zone);
        line.silent = is_silent(data, one, horizon);
        line.waiting = one.waits;
        answer.rows.push_back(std::move(line));
    }
    Weeks weeks(data, answer.rows, shown);
    weeks.tell();
    answer.since = base::iso_date(weeks.since(), prepared->zone);
    return answer;
}

base::Result<AccountAnswer> account(const Loaded& loaded, const Question& question) {
    auto prepared = prepare_accounts(loaded, question, Figure::account);
    if (!prepared) return prepared.error();
    const DataSet& data = loaded.data;
    AccountAnswer answer;
    answer.head = std::move(prepared->head);
    if (!answer.head.refused.empty()) return answer;
    const auto number = data.accounts.ids.find(question.account);
    if (!number) return Error{ErrorCode::question_bad_value, "", 0, "account", 0, base::error_detail(question.account)};
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    Line(data, prepared->zone, *number, **dictionary, answer).tell(answer.head.question.horizon_days);
    return answer;
}

SEPTET_ANSWER_CODEC(AccountListAnswer)
SEPTET_ANSWER_CODEC(AccountAnswer)

}  // namespace engine
