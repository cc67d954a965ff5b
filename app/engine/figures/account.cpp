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

// Keeps the latest limits::account_rows of what it is given, in bounded room.
template <class Item, class Before>
class Latest {
public:
    explicit Latest(Before before) : before_(std::move(before)) {}
    void add(Item item) {
        ++total_;
        items_.push_back(std::move(item));
        if (items_.size() >= 2 * base::limits::account_rows) cut();
    }
    std::uint64_t total() const { return total_; }
    // In order.
    std::vector<Item> take() {
        if (items_.size() > base::limits::account_rows) cut();
        base::heap_sort(items_.begin(), items_.end(), before_);
        return std::move(items_);
    }

private:
    Before before_;
    std::vector<Item> items_;
    std::uint64_t total_ = 0;

    void cut() {
        const auto later = [&](const Item& a, const Item& b) { return before_(b, a); };
        const auto end = items_.begin() + static_cast<std::ptrdiff_t>(base::limits::account_rows);
        std::nth_element(items_.begin(), end, items_.end(), later);
        items_.erase(end, items_.end());
    }
};

// What is listed of one account.
struct Listed {
    std::uint32_t deals = 0, open = 0, won = 0, won_valued = 0, calls = 0;
    Stamp last_contact = 0;
    bool chosen = false;
    base::Money won_value = 0;
};

std::vector<Listed> list_of(const DataSet& data, const Prepared& prepared) {
    std::vector<Listed> listed(data.accounts.ids.size());
    const bool whole = prepared.head.question.filter == Filter{};
    const std::size_t won_from = metrics::won_stage(data);
    std::vector<metrics::Passage> passages;
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        const AccountIndex account = data.deals.account[deal];
        if (account == model::no_account) continue;
        bool chosen = whole;
        if (!whole)
            metrics::each_passage_of(data, deal, prepared.selection, metrics::Unit::stay, prepared.head.question.jumps,
                                     passages, [&](const metrics::Passage&) { chosen = true; });
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
    if (whole)
        for (Listed& one : listed) one.chosen = true;
    return listed;
}

// One account's line, part after part.
class Line {
public:
    Line(const DataSet& data, const base::Zone& zone, AccountIndex account, std::uint32_t gap_days,
         AccountAnswer& answer)
        : data_(data), zone_(zone), account_(account), least_gap_s_(gap_days * day_s), answer_(answer) {}

    void tell(const metrics::Topics& topics, const std::vector<Topic>& words) {
        answer_.id = text(data_.accounts.ids[account_]);
        answer_.name = account_name(data_, account_);
        answer_.segment = text(data_.labels[data_.accounts.segment[account_]]);
        answer_.industry = text(data_.labels[data_.accounts.industry[account_]]);
        answer_.region = text(data_.labels[data_.accounts.region[account_]]);
        tell_deals();
        contacts_ = metrics::contacts_of(data_, account_);
        tell_events();
        find_end();
        find_calls();
        tell_handoffs(topics, words);
        tell_gaps();
        if (first_ != 0) answer_.from = time(first_);
        if (last_ != 0) answer_.to = time(std::max(last_, end_));
    }

private:
    struct Stay {
        metrics::Holding held;
        DealIndex deal = 0;
        std::size_t place = 0;  // among its deal's
    };
    struct Received {
        metrics::Handoff handoff;
        std::size_t place = 0;  // among its deal's
    };
    const DataSet& data_;
    const base::Zone& zone_;
    AccountIndex account_;
    std::uint32_t least_gap_s_;
    AccountAnswer& answer_;
    metrics::Selection deals_;  // the account's
    std::vector<Stay> stays_;
    std::vector<metrics::Contact> contacts_;
    std::vector<model::CallIndex> calls_;
    Stamp first_ = 0, last_ = 0;  // of all that has happened
    Stamp last_end_ = 0;          // of the stays
    Stamp begun_ = 0;             // when the last stay, renewal or expansion began
    Stamp churned_ = 0;           // the last churn
    bool goes_on_ = false;        // a deal does
    Stamp end_ = 0;               // up to when the account is to be in contact

    std::string time(Stamp at) const { return base::iso_time(at, zone_); }
    std::string deal_text(DealIndex deal) const {
        return deal == model::no_deal ? std::string() : text(data_.deals.ids[deal]);
    }
    std::string_view deal_id(DealIndex deal) const {
        return deal == model::no_deal ? std::string_view() : data_.deals.ids[deal];
    }
    void happened(Stamp at) {
        first_ = first_ == 0 ? at : std::min(first_, at);
        last_ = std::max(last_, at);
    }
    // Counted where it is not told.
    bool is_told(Stamp at) {
        answer_.totals.untimed += at == 0;
        answer_.totals.later += at > data_.cut_off;
        return metrics::has_happened(data_, at);
    }

    void tell_deals() {
        const auto by_begin = [&](DealIndex a, DealIndex b) {
            return std::pair(begun_at(a), deal_id(a)) < std::pair(begun_at(b), deal_id(b));
        };
        Latest<DealIndex, decltype(by_begin)> deals(by_begin);
        const auto order = [&](const Stay& a, const Stay& b) {
            return std::tuple(a.held.entered, deal_id(a.deal), a.place) <
                   std::tuple(b.held.entered, deal_id(b.deal), b.place);
        };
        Latest<Stay, decltype(order)> stays(order);
        metrics::Holdings holdings(data_);
        deals_.deal.restrict_to_none();
        for (DealIndex deal = 0; deal < data_.deals.ids.size(); ++deal) {
            if (data_.deals.account[deal] != account_) continue;
            deals_.deal.add(deal);
            deals.add(deal);
            const std::vector<metrics::Holding>& held = holdings.of(deal);
            for (std::size_t i = 0; i < held.size(); ++i)
                if (is_told(held[i].entered)) stays.add({held[i], deal, i}), tell_times(held[i]);
        }
        answer_.totals.deals = deals.total();
        answer_.totals.stays = stays.total();
        const std::size_t won_from = metrics::won_stage(data_);
        for (const DealIndex deal : deals.take()) {
            AccountDeal told{text(data_.deals.ids[deal]),
                             text(data_.labels[data_.deals.name[deal]]),
                             text(model::word_of(model::status_names, data_.deals.status[deal])),
                             {},
                             {},
                             {}};
            if (const Stamp begun = begun_at(deal); begun != 0) told.begun = time(begun);
            if (const Stamp won = metrics::won_at(data_, deal, won_from); metrics::has_happened(data_, won))
                told.won_at = time(won);
            if (data_.has_value(deal)) told.value = data_.deals.value[deal];
            answer_.deals.push_back(std::move(told));
        }
        stays_ = stays.take();
        for (const Stay& stay : stays_) {
            const metrics::Holding& held = stay.held;
            AccountStay told{text(data_.deals.ids[stay.deal]),
                             data_.stages[held.stage].id,
                             role_text(held.role),
                             person_text(data_, held.owner),
                             time(held.entered),
                             {},
                             {}};
            if (held.until != 0 && !held.untimed) told.to = time(held.until);
            if (!held.taken_over) told.exit = text(model::word_of(model::exit_names, held.exit));
            answer_.stays.push_back(std::move(told));
        }
    }

    Stamp begun_at(DealIndex deal) const {
        const model::SpellIndex first = data_.first_spell(deal);
        return first == data_.end_spell(deal) ? 0 : data_.spells.entered[first];
    }

    void tell_times(const metrics::Holding& held) {
        happened(held.entered);
        begun_ = std::max(begun_, held.entered);
        if (held.exit == Exit::open && !held.taken_over) goes_on_ = true;
        const Stamp end = held.untimed || held.until == 0 ? held.entered : std::min(held.until, data_.cut_off);
        last_end_ = std::max(last_end_, end);
        last_ = std::max(last_, end);
    }

    void tell_events() {
        struct Event {
            std::uint32_t row = 0;
            model::InvoiceNote note;
        };
        std::vector<Event> events;
        std::size_t note = 0;
        for (std::uint32_t row = 0; row < data_.activities.size(); ++row) {
            const model::Activity& activity = data_.activities[row];
            while (note < data_.invoice_notes.size() && data_.invoice_notes[note].activity < row) ++note;
            if (metrics::account_of(data_, activity) != account_ || !is_told(activity.at)) continue;
            happened(activity.at);
            if (activity.kind == ActivityKind::churn) churned_ = std::max(churned_, activity.at);
            if (activity.kind == ActivityKind::renewal || activity.kind == ActivityKind::expansion)
                begun_ = std::max(begun_, activity.at);
            const bool noted = note < data_.invoice_notes.size() && data_.invoice_notes[note].activity == row;
            events.push_back({row, noted ? data_.invoice_notes[note] : model::InvoiceNote()});
        }
        answer_.totals.events = events.size();
        const auto invoice_id = [&](const Event& event) {
            return event.note.invoice == model::no_invoice ? std::string_view() : data_.invoice_ids[event.note.invoice];
        };
        const auto person_id = [&](const model::Activity& one) {
            return one.person == model::no_person ? std::string_view() : std::string_view(data_.people[one.person].id);
        };
        // All that is told of one, so that of two that stand alike either may come first.
        const auto key = [&](const Event& event) {
            const model::Activity& one = data_.activities[event.row];
            return std::tuple(one.at, one.kind, deal_id(one.deal), person_id(one), one.has_value, one.value,
                              one.recurring, event.note.due, invoice_id(event));
        };
        const auto order = [&](const Event& a, const Event& b) { return key(a) < key(b); };
        Latest<Event, decltype(order)> latest(order);
        for (const Event& event : events) latest.add(event);
        for (const Event& event : latest.take()) {
            const model::Activity& one = data_.activities[event.row];
            AccountEvent told;
            told.at = time(one.at);
            told.kind = text(model::word_of(model::activity_names, one.kind));
            told.person = person_text(data_, one.person);
            told.role = role_text(metrics::acting_role(
                data_, one.person,
                one.deal == model::no_deal ? std::nullopt : metrics::stay_at(data_, one.deal, one.at)));
            told.deal = deal_text(one.deal);
            if (one.has_value) told.value = one.value;
            told.recurring = one.recurring;
            if (one.kind == ActivityKind::invoice && event.note.due != 0) told.due = time(event.note.due);
            told.invoice = text(invoice_id(event));
            answer_.events.push_back(std::move(told));
        }
    }

    // A customer who left, and with whom nothing has begun since, need not be called.
    void find_end() {
        end_ = goes_on_ ? data_.cut_off : last_end_;
        if (churned_ != 0 && churned_ >= begun_) end_ = std::min(end_, churned_), goes_on_ = false;
    }

    void find_calls() {
        for (model::CallIndex call = 0; call < data_.calls.at.size(); ++call)
            if (metrics::account_of_call(data_, call) == account_ && is_told(data_.calls.at[call]))
                calls_.push_back(call), happened(data_.calls.at[call]);
        base::heap_sort(calls_.begin(), calls_.end(), [&](model::CallIndex a, model::CallIndex b) {
            const auto& at = data_.calls.at;
            return at[a] != at[b] ? at[a] < at[b] : data_.calls.ids[a] < data_.calls.ids[b];
        });
        answer_.totals.calls = calls_.size();
    }

    void tell_call(model::CallIndex call, bool worded, const std::vector<metrics::SaidTopic>& said,
                   const std::vector<Topic>& words) {
        const metrics::CallPlace place = metrics::place_of(data_, call);
        AccountCall told;
        told.id = text(data_.calls.ids[call]);
        told.at = time(data_.calls.at[call]);
        told.person = person_text(data_, place.person);
        told.role = role_text(place.role);
        if (place.stage) told.stage = data_.stages[*place.stage].id;
        told.deal = deal_text(data_.calls.deal[call]);
        told.purpose = text(data_.labels[data_.calls.purpose[call]]);
        told.duration_ms = data_.calls.duration_s[call] * 1000;
        told.worded = worded;
        told.topics = static_cast<std::uint32_t>(said.size());
        for (std::size_t i = 0; i < std::min(call_topics, said.size()); ++i)
            told.said.push_back({words[said[i].topic].id, said[i].mentions, said[i].turn});
        answer_.calls.push_back(std::move(told));
    }

    AccountContact contact_of(const metrics::Contact& contact) const {
        if (contact.is_call()) return {time(contact.at), "call", text(data_.calls.ids[contact.call])};
        return {time(contact.at), text(model::word_of(model::activity_names, contact.kind)), {}};
    }

    // The calls are walked beside the hand-offs: before each stands what was said until then.
    void tell_handoffs(const metrics::Topics& topics, const std::vector<Topic>& words) {
        const auto order = [&](const Received& a, const Received& b) {
            return std::tuple(a.handoff.since, deal_id(a.handoff.deal), a.place) <
                   std::tuple(b.handoff.since, deal_id(b.handoff.deal), b.place);
        };
        Latest<Received, decltype(order)> received(order);
        std::size_t place = 0;
        metrics::walk_handoffs(data_, deals_, [&](const metrics::Handoff& handoff) {
            if (metrics::has_happened(data_, handoff.received)) received.add({handoff, place++});
        });
        answer_.totals.handoffs = received.total();
        const std::vector<Received> handoffs = received.take();
        metrics::Spoken spoken(words.size());
        std::size_t next = 0;
        std::uint64_t worded = 0;
        const std::size_t told_from = calls_.size() - std::min(calls_.size(), base::limits::account_rows);
        const auto walk_until = [&](Stamp end) {
            for (; next < calls_.size() && data_.calls.at[calls_[next]] < end; ++next) {
                const auto said = metrics::topics_of_call(data_, topics, calls_[next]);
                const bool has_words = metrics::has_words(data_, calls_[next]);
                worded += has_words;
                spoken.add(calls_[next], said);
                if (next >= told_from) tell_call(calls_[next], has_words, said, words);
            }
        };
        for (const Received& one : handoffs) {
            walk_until(one.handoff.since);
            tell_handoff(one.handoff, spoken, words, next, worded);
        }
        walk_until(0xffffffff);
        for (std::size_t topic = 0; topic < words.size(); ++topic)
            if (const std::uint64_t calls = spoken.calls(topic); calls > 0)
                answer_.topics.push_back({words[topic].id, words[topic].name_zh, words[topic].name_en, calls});
    }

    void tell_handoff(const metrics::Handoff& handoff, const metrics::Spoken& spoken, const std::vector<Topic>& words,
                      std::uint64_t calls, std::uint64_t worded) {
        AccountHandoff told;
        told.deal = text(data_.deals.ids[handoff.deal]);
        told.stage = data_.stages[handoff.stage].id;
        told.from_role = role_text(handoff.from_role);
        told.to_role = role_text(handoff.to_role);
        told.from_person = person_text(data_, handoff.from);
        told.to_person = person_text(data_, handoff.to);
        told.at = time(handoff.since);
        told.end = text(model::word_of(handoff_end_names, handoff.end));
        if (handoff.ended != 0) told.ended = time(handoff.ended);
        told.age_s = handoff.age;
        if (const auto* first = metrics::first_contact(contacts_, handoff.to, handoff.received))
            told.first_contact = contact_of(*first);
        if (const auto* first = metrics::first_spoken(contacts_, handoff.to, handoff.received))
            told.first_spoke = contact_of(*first);
        told.calls_before = calls;
        told.worded_before = worded;
        const auto known = spoken.most(words.size());
        told.topics_before = known.size();
        for (std::size_t i = 0; i < std::min(known_topics, known.size()); ++i)
            told.known.push_back({words[known[i].topic].id, known[i].mentions, known[i].calls,
                                  text(data_.calls.ids[known[i].last]), time(data_.calls.at[known[i].last]),
                                  known[i].last_turn});
        answer_.handoffs.push_back(std::move(told));
    }

    AccountGap gap_of(const metrics::ContactGap& gap) const {
        AccountGap told;
        told.from = time(gap.from);
        told.to = time(gap.to);
        told.length_s = gap.to - gap.from;
        told.lasts = goes_on_ && gap.to == data_.cut_off;
        Stamp most = 0;
        for (const Stay& stay : stays_) {
            const bool open = stay.held.until == 0 && !stay.held.untimed;
            const Stamp from = std::max(gap.from, stay.held.entered),
                        to = std::min(gap.to, open ? data_.cut_off : stay.held.until);
            if (to <= from || to - from <= most) continue;
            most = to - from;
            told.deal = text(data_.deals.ids[stay.deal]);
            told.stage = data_.stages[stay.held.stage].id;
            told.role = role_text(stay.held.role);
            told.person = person_text(data_, stay.held.owner);
        }
        return told;
    }

    void tell_gaps() {
        if (const auto longest = metrics::longest_gap(contacts_, end_)) answer_.longest = gap_of(*longest);
        const auto gaps = metrics::gaps_of(contacts_, end_, least_gap_s_);
        answer_.totals.gaps = gaps.size();
        for (std::size_t i = gaps.size() - std::min(gaps.size(), base::limits::account_rows); i < gaps.size(); ++i)
            answer_.gaps.push_back(gap_of(gaps[i]));
    }
};

}  // namespace

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
}

template <class Archive>
void fields(Archive& a, AccountListAnswer& v) {
    fields(a, v.head);
    a("total", v.total);
    a("waiting", v.waiting);
    a("rows", v.rows);
}

template <class Archive>
void fields(Archive& a, AccountDeal& v) {
    a("id", v.id);
    a("name", v.name);
    a("status", v.status);
    a("begun", v.begun);
    a("won_at", v.won_at);
    a("value_minor", v.value);
}

template <class Archive>
void fields(Archive& a, AccountStay& v) {
    a("deal", v.deal);
    a("stage", v.stage);
    a("role", v.role);
    a("person", v.person);
    a("from", v.from);
    a("to", v.to);
    a("exit", v.exit);
}

template <class Archive>
void fields(Archive& a, AccountContact& v) {
    a("at", v.at);
    a("kind", v.kind);
    a("call", v.call);
}

template <class Archive>
void fields(Archive& a, KnownTopic& v) {
    a("topic", v.topic);
    a("mentions", v.mentions);
    a("calls", v.calls);
    a("call", v.call);
    a("at", v.at);
    a("turn", v.turn);
}

template <class Archive>
void fields(Archive& a, AccountHandoff& v) {
    a("deal", v.deal);
    a("stage", v.stage);
    a("from_role", v.from_role);
    a("to_role", v.to_role);
    a("from_person", v.from_person);
    a("to_person", v.to_person);
    a("at", v.at);
    a("end", v.end);
    a("ended", v.ended);
    a("age_s", v.age_s);
    a("first_contact", v.first_contact);
    a("first_spoke", v.first_spoke);
    a("calls_before", v.calls_before);
    a("worded_before", v.worded_before);
    a("topics_before", v.topics_before);
    a("known", v.known);
}

template <class Archive>
void fields(Archive& a, SaidInCall& v) {
    a("topic", v.topic);
    a("mentions", v.mentions);
    a("turn", v.turn);
}

template <class Archive>
void fields(Archive& a, AccountCall& v) {
    a("id", v.id);
    a("at", v.at);
    a("person", v.person);
    a("role", v.role);
    a("stage", v.stage);
    a("deal", v.deal);
    a("purpose", v.purpose);
    a("duration_ms", v.duration_ms);
    a("worded", v.worded);
    a("topics", v.topics);
    a("said", v.said);
}

template <class Archive>
void fields(Archive& a, AccountEvent& v) {
    a("at", v.at);
    a("kind", v.kind);
    a("person", v.person);
    a("role", v.role);
    a("deal", v.deal);
    a("value_minor", v.value);
    a("recurring", v.recurring);
    a("due", v.due);
    a("invoice", v.invoice);
}

template <class Archive>
void fields(Archive& a, AccountGap& v) {
    a("from", v.from);
    a("to", v.to);
    a("length_s", v.length_s);
    a("lasts", v.lasts);
    a("deal", v.deal);
    a("stage", v.stage);
    a("role", v.role);
    a("person", v.person);
}

template <class Archive>
void fields(Archive& a, AccountTopic& v) {
    a("id", v.id);
    a("name_zh", v.name_zh);
    a("name_en", v.name_en);
    a("calls", v.calls);
}

template <class Archive>
void fields(Archive& a, AccountTotals& v) {
    a("deals", v.deals);
    a("stays", v.stays);
    a("handoffs", v.handoffs);
    a("calls", v.calls);
    a("events", v.events);
    a("gaps", v.gaps);
    a("untimed", v.untimed);
    a("later", v.later);
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
    a("totals", v.totals);
    a("deals", v.deals);
    a("stays", v.stays);
    a("handoffs", v.handoffs);
    a("calls", v.calls);
    a("events", v.events);
    a("longest", v.longest);
    a("gaps", v.gaps);
    a("topics", v.topics);
}

base::Result<AccountListAnswer> account_list(const Loaded& loaded, const Question& question) {
    auto prepared = prepare_accounts(loaded, question, Figure::account_list);
    if (!prepared) return prepared.error();
    if (question.limit > base::limits::rows_answered)
        return Error{ErrorCode::question_bad_value, "", 0, "limit", 0, std::to_string(question.limit)};
    const DataSet& data = loaded.data;
    AccountListAnswer answer;
    answer.head = prepared->head;
    if (!answer.head.refused.empty()) return answer;
    const auto sought = metrics::SoughtText::make(question.text);
    const std::vector<Listed> listed = list_of(data, *prepared);
    std::vector<AccountIndex> found;
    for (AccountIndex account = 0; account < listed.size(); ++account) {
        const Listed& one = listed[account];
        if (!one.chosen) continue;
        if (sought && !sought->find(data.labels[data.accounts.name[account]]) &&
            !sought->find(data.accounts.ids[account]))
            continue;
        found.push_back(account);
        const std::uint64_t least_s = std::uint64_t{answer.head.question.horizon_days} * day_s;
        answer.waiting += one.open > 0 && (one.last_contact == 0 || data.cut_off - one.last_contact >= least_s);
    }
    answer.total = found.size();
    const std::size_t begin = std::min<std::size_t>(question.offset, found.size());
    const std::size_t end = begin + std::min<std::size_t>(question.limit, found.size() - begin);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(end), found.end(),
                      [&](AccountIndex a, AccountIndex b) {
                          const Stamp at = listed[a].last_contact, other = listed[b].last_contact;
                          return at != other ? at > other : data.accounts.ids[a] < data.accounts.ids[b];
                      });
    for (std::size_t i = begin; i < end; ++i) {
        const AccountIndex account = found[i];
        const Listed& one = listed[account];
        AccountLine line{text(data.accounts.ids[account]),
                         account_name(data, account),
                         text(data.labels[data.accounts.segment[account]]),
                         one.deals,
                         one.open,
                         one.won,
                         one.won_value,
                         one.won_valued,
                         one.calls,
                         {}};
        if (one.last_contact != 0) line.last_contact = base::iso_time(one.last_contact, prepared->zone);
        answer.rows.push_back(std::move(line));
    }
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
    Line line(data, prepared->zone, *number, answer.head.question.horizon_days, answer);
    line.tell((*dictionary)->topics, (*dictionary)->words.topics);
    return answer;
}

SEPTET_ANSWER_CODEC(AccountListAnswer)
SEPTET_ANSWER_CODEC(AccountAnswer)

}  // namespace engine
