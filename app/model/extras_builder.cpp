#include "model/extras_builder.h"

#include <algorithm>
#include <array>
#include <compare>
#include <utility>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/builder_state.h"

namespace model {

using base::ErrorCode;

namespace {

template <class T>
std::size_t column_bytes(const std::vector<T>& column) {
    return column.capacity() * sizeof(T);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "call.wav" → "call"
std::string_view without_ending(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

// Record ids of one well-known CRM come with 15 characters or 18; the first 15 tell them apart.
constexpr std::size_t short_id = 15, long_id = 18;
std::string_view shortened(std::string_view id) { return id.size() == long_id ? id.substr(0, short_id) : id; }

// Texts and what they stand for, to be looked up once all are there.
class Lookup {
public:
    void add(std::string key, std::uint32_t value) {
        if (!key.empty()) entries_.emplace_back(std::move(key), value);
    }
    void sort() {
        base::heap_sort(entries_.begin(), entries_.end());
        entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
    }
    // Of the text, in ascending order.
    std::span<const std::pair<std::string, std::uint32_t>> of(const std::string& key) const {
        const auto begin =
            std::lower_bound(entries_.begin(), entries_.end(), key,
                             [](const auto& entry, const std::string& text) { return entry.first < text; });
        auto end = begin;
        while (end != entries_.end() && end->first == key) ++end;
        return {entries_.data() + (begin - entries_.begin()), static_cast<std::size_t>(end - begin)};
    }
    std::optional<std::uint32_t> only(const std::string& key) const {
        const auto found = of(key);
        return found.size() == 1 ? std::optional(found.front().second) : std::nullopt;
    }

private:
    std::vector<std::pair<std::string, std::uint32_t>> entries_;
};

// By what rows are sorted, and where a row stood. One type for all tables: a sort each would be a screen's worth of code.
struct Place {
    std::array<std::uint32_t, 6> key{};
    std::uint32_t order = 0;
    std::uint32_t at = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
};

void sort(std::vector<Place>& places) { base::heap_sort(places.begin(), places.end()); }

// `order`: of rows with one key, by the row and where it stands.
template <class Row, class Key, class Order>
std::vector<Place> places_of(const std::vector<Row>& rows, Key key, Order order) {
    std::vector<Place> places(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        places[i] = {key(rows[i]), order(rows[i], static_cast<std::uint32_t>(i)), static_cast<std::uint32_t>(i)};
    sort(places);
    return places;
}

template <class Row>
void take(std::vector<Row>& rows, const std::vector<Place>& places) {
    std::vector<Row> taken;
    taken.reserve(places.size());
    for (const Place& place : places) taken.push_back(rows[place.at]);
    rows = std::move(taken);
}

// Leaves of the places of one key those that the latest record gave.
void drop_earlier(std::vector<Place>& places) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const bool first = kept == 0 || places[kept - 1].key != places[i].key;
        if (first || places[kept - 1].order == places[i].order) places[kept++] = places[i];
    }
    places.resize(kept);
}

template <class Row, class Key>
void keep_latest(std::vector<Row>& rows, Key key) {
    std::vector<Place> places = places_of(rows, key, [](const Row& row, std::uint32_t) { return ~row.serial; });
    drop_earlier(places);
    take(rows, places);
}

// Of rows without a record's number, the last of each key.
template <class Row, class Key>
void keep_last(std::vector<Row>& rows, Key key) {
    std::vector<Place> places = places_of(rows, key, [](const Row&, std::uint32_t at) { return ~at; });
    drop_earlier(places);
    take(rows, places);
}

// In order of call; of one call as they came.
template <class Row>
void sort_by_call(std::vector<Row>& rows) {
    const auto key = [](const Row& row) { return std::array<std::uint32_t, 6>{row.call, row.serial}; };
    take(rows, places_of(rows, key, [](const Row&, std::uint32_t) { return 0u; }));
}

template <class Row>
std::span<const Row> rows_of(const std::vector<Row>& rows, CallIndex call) {
    const auto before = [](const Row& row, CallIndex other) { return row.call < other; };
    const auto begin = std::lower_bound(rows.begin(), rows.end(), call, before);
    auto end = begin;
    while (end != rows.end() && end->call == call) ++end;
    return {rows.data() + (begin - rows.begin()), static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::size_t CallExtras::heap_bytes() const {
    return column_bytes(metrics) + column_bytes(topics) + column_bytes(spans) + column_bytes(scorecards) +
           column_bytes(items) + column_bytes(questions) + column_bytes(person_metrics) + column_bytes(parties) +
           column_bytes(links) + column_bytes(contacts) + column_bytes(transcripts) + column_bytes(speaker_ids);
}

std::string contact_key(std::string_view address) {
    constexpr std::size_t fewest_digits = 5;  // an extension is no number
    for (const std::string_view scheme : {"mailto:", "tel:", "sip:"})
        if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
    address = base::utf8_cut(address, base::limits::id_bytes);
    if (address.find('@') != std::string_view::npos) {
        const std::size_t begin = address.find_first_not_of(" \t");
        const std::size_t end = address.find_last_not_of(" \t");
        return base::utf8_fold(address.substr(begin, end - begin + 1));
    }
    std::string digits;
    for (std::size_t i = 0; i < address.size(); ++i) {
        // "+49 (0)30": the nought is dialled inside the country only.
        if (address.substr(i).starts_with("(0)")) {
            i += 2;
            continue;
        }
        if (is_digit(address[i]))
            digits += address[i];
        else if (std::string_view("+-–./() \t").find(address[i]) == std::string_view::npos)
            return {};
    }
    if (digits.starts_with("00")) digits.erase(0, 2);
    return digits.size() < fewest_digits ? std::string() : digits;
}

ExtrasBuilder& Builder::extras() {
    if (!state_->extras) state_->extras.reset(new ExtrasBuilder(*this, *state_));
    return *state_->extras;
}

void Builder::count_record() { ++state_->file_records; }

ExtrasBuilder::ExtrasBuilder(Builder& builder, Builder::State& state)
    : builder_(builder),
      state_(state),
      extras_(state.data.extras ? std::make_shared<CallExtras>(*state.data.extras) : std::make_shared<CallExtras>()) {}

ExtrasBuilder::~ExtrasBuilder() = default;

std::size_t ExtrasBuilder::heap_bytes() const { return extras_->heap_bytes(); }

Label ExtrasBuilder::label(std::string_view text) { return text.empty() ? 0 : state_.label(text); }

template <class Row>
Row ExtrasBuilder::row_of(std::string_view call) {
    Row row;
    row.id = label(call);
    row.serial = extras_->serial;
    return row;
}

void ExtrasBuilder::add_metric(std::string_view call, const MetricRecord& record) {
    auto row = row_of<CallMetric>(call);
    row.vendor = label(record.vendor);
    row.name = label(record.name);
    row.unit = label(record.unit);
    row.speaker = label(record.speaker);
    row.side = record.side;
    row.value = record.value;
    extras_->metrics.push_back(row);
}

void ExtrasBuilder::add_topic(std::string_view call, const TopicRecord& record) {
    auto row = row_of<CallTopic>(call);
    row.vendor = label(record.vendor);
    row.name = label(record.name);
    row.count = record.count;
    row.length_ms = record.length_ms;
    row.spans_begin = static_cast<std::uint32_t>(extras_->spans.size());
    row.spans = static_cast<std::uint32_t>(record.spans.size());
    extras_->spans.insert(extras_->spans.end(), record.spans.begin(), record.spans.end());
    extras_->topics.push_back(row);
}

void ExtrasBuilder::add_scorecard(std::string_view call, const ScorecardRecord& record) {
    auto row = row_of<Scorecard>(call);
    row.own_id = label(record.own_id);
    row.name = label(record.name);
    row.rated_by = label(record.rated_by);
    row.rater = record.rater;
    row.score = record.score;
    row.most = record.most;
    row.items_begin = static_cast<std::uint32_t>(extras_->items.size());
    row.items = static_cast<std::uint32_t>(record.items.size());
    for (const ScoreItemRecord& item : record.items)
        extras_->items.push_back({label(item.question), label(item.label), item.score, item.most, item.weight,
                                  item.critical, item.not_applicable});
    extras_->scorecards.push_back(row);
}

void ExtrasBuilder::add_question(std::string_view id, std::string_view text, double most) {
    extras_->questions.push_back({label(id), label(text), most});
}

void ExtrasBuilder::add_person_metric(std::string_view vendor, std::string_view name, double value,
                                      std::string_view user, std::string_view address, std::string_view from,
                                      std::string_view to) {
    extras_->person_metrics.push_back({label(vendor), label(name), label(user), label(contact_key(address)),
                                       label(from), label(to), value, extras_->serial});
}

void ExtrasBuilder::add_party(std::string_view call, const PartyRecord& record) {
    auto row = row_of<CallParty>(call);
    row.speaker = label(record.speaker);
    row.user = label(record.user);
    row.name = label(record.name);
    row.mail = label(contact_key(record.mail));
    row.phone = label(contact_key(record.phone));
    row.side = record.side;
    row.host = record.host;
    extras_->parties.push_back(row);
}

void ExtrasBuilder::add_link(std::string_view call, std::string_view target, bool account) {
    auto row = row_of<CallLink>(call);
    row.target = label(target);
    row.account = account;
    extras_->links.push_back(row);
}

void ExtrasBuilder::add_contact(Addressee kind, std::string_view id, std::string_view address) {
    const std::string key = contact_key(address);
    if (!key.empty()) extras_->contacts.push_back({kind, label(id), label(key)});
}

void ExtrasBuilder::add_transcript(const TranscriptRecord& record, std::uint64_t number) {
    auto row = row_of<Transcript>(record.call);
    row.turns_begin = state_.add_turns(record.turns, number);
    row.turns = static_cast<std::uint32_t>(state_.data.turns.start_ms.size()) - row.turns_begin;
    row.speakers_begin = static_cast<std::uint32_t>(state_.data.speakers.size());
    row.speakers = static_cast<std::uint32_t>(record.speakers.size());
    row.names_begin = static_cast<std::uint32_t>(extras_->speaker_ids.size());
    row.duration_s = record.duration_s;
    row.language = label(record.language);
    row.channel = record.channel;
    row.alone = record.alone;
    for (const std::string& speaker : record.speakers) {
        extras_->speaker_ids.push_back(label(speaker));
        state_.data.speakers.push_back({extras_->speaker_ids.back(), no_person, Side::unknown});
    }
    extras_->transcripts.push_back(row);
}

// A transcript that tells of a call by itself belongs to the call of its id, or of its recording's name; else it is one, at no
// known time.
void ExtrasBuilder::make_calls() {
    Calls& calls = state_.data.calls;
    Lookup recordings;
    const bool any = std::any_of(extras_->transcripts.begin(), extras_->transcripts.end(),
                                 [](const Transcript& one) { return one.alone; });
    if (!any) return;
    for (CallIndex call = 0; call < calls.at.size(); ++call) {
        const std::string_view address = state_.data.labels[calls.recording[call]];
        const std::string_view name = address.substr(address.rfind('/') + 1);
        recordings.add(std::string(without_ending(name.substr(0, name.find('?')))), call);
    }
    recordings.sort();
    std::vector<std::pair<Label, Label>> renamed;  // by the id that a transcript gave
    for (Transcript& one : extras_->transcripts) {
        if (!one.alone) continue;
        const std::string id(state_.data.labels[one.id]);
        const std::string_view stem = without_ending(id);
        if (calls.ids.find(id)) continue;
        auto found = calls.ids.find(stem);
        if (!found) found = recordings.only(std::string(stem));
        if (found) {
            renamed.emplace_back(one.id, state_.data.labels.add(std::string(calls.ids[*found])));
            continue;
        }
        if (calls.ids.add(id) == base::StringPool::full) continue;
        state_.add_call_row();
    }
    base::heap_sort(renamed.begin(), renamed.end());
    const auto rename = [&](OfCall& row) {
        const auto at = std::lower_bound(renamed.begin(), renamed.end(), std::pair(row.id, Label{0}));
        if (at != renamed.end() && at->first == row.id) row.id = at->second;
    };
    for (CallMetric& row : extras_->metrics) rename(row);
    for (CallTopic& row : extras_->topics) rename(row);
    for (CallParty& row : extras_->parties) rename(row);
    for (Transcript& row : extras_->transcripts) rename(row);
}

template <class Row>
void ExtrasBuilder::place(std::vector<Row>& rows) {
    const Calls& calls = state_.data.calls;
    for (Row& row : rows) {
        const auto found = calls.ids.find(state_.data.labels[row.id]);
        row.call = found && *found < calls.at.size() ? *found : no_call;
    }
}

// What later records gave anew takes the place of what was there.
void ExtrasBuilder::replace() {
    using Key = std::array<std::uint32_t, 6>;
    keep_latest(extras_->metrics, [](const CallMetric& m) {
        return Key{m.id, m.vendor, m.name, m.speaker, static_cast<std::uint32_t>(m.side)};
    });
    keep_latest(extras_->topics, [](const CallTopic& t) { return Key{t.id, t.vendor}; });
    keep_latest(extras_->scorecards, [](const Scorecard& s) { return Key{s.id, s.own_id}; });
    // A host who is named alone stands beside those who are listed.
    keep_latest(extras_->parties,
                [](const CallParty& p) { return Key{p.id, p.host && p.name == 0 && p.mail == 0 ? 1u : 0u}; });
    keep_last(extras_->questions, [](const ScoreQuestion& q) { return Key{q.id}; });
    keep_last(extras_->contacts,
              [](const Contact& c) { return Key{static_cast<std::uint32_t>(c.kind), c.id, c.address}; });
    keep_latest(extras_->links, [](const CallLink& l) { return Key{l.id}; });
    keep_latest(extras_->transcripts, [](const Transcript& t) { return Key{t.id}; });
    keep_latest(extras_->person_metrics,
                [](const PersonMetric& m) { return Key{m.vendor, m.name, m.user, m.address, m.from, m.to}; });
    place(extras_->metrics);
    place(extras_->topics);
    place(extras_->scorecards);
    place(extras_->parties);
    place(extras_->links);
    place(extras_->transcripts);
    sort_by_call(extras_->metrics);
    sort_by_call(extras_->topics);
    sort_by_call(extras_->scorecards);
    sort_by_call(extras_->parties);
    sort_by_call(extras_->links);
    sort_by_call(extras_->transcripts);
}

void ExtrasBuilder::place_transcripts() {
    Calls& calls = state_.data.calls;
    for (const Transcript& one : extras_->transcripts) {
        if (one.call == no_call) continue;
        // Turns stand in the order in which they were read: what a later file said of the call holds.
        if (calls.turns[one.call] != 0 && calls.turns_begin[one.call] > one.turns_begin) continue;
        calls.turns_begin[one.call] = one.turns_begin;
        calls.turns[one.call] = one.turns;
        calls.speakers_begin[one.call] = one.speakers_begin;
        calls.speakers[one.call] = static_cast<std::uint8_t>(one.speakers);
        if (one.duration_s != 0 && calls.duration_s[one.call] == 0) calls.duration_s[one.call] = one.duration_s;
        if (one.language != 0 && calls.language[one.call] == 0) calls.language[one.call] = one.language;
        if (calls.channel[one.call] == Channel::unknown) calls.channel[one.call] = one.channel;
    }
}

// What addresses lead to.
struct ExtrasBuilder::Joins {
    Lookup people, deals, accounts;
    Lookup addresses;    // of the other system's users, by their id there: labels
    Lookup short_deals;  // by the first characters of their ids
    bool people_declared = false;
};

PersonIndex ExtrasBuilder::person_of(const CallParty& party, Joins& joins) {
    DataSet& data = state_.data;
    std::string user(data.labels[party.user]);
    std::vector<std::string> addresses{std::string(data.labels[party.mail]), std::string(data.labels[party.phone])};
    for (const auto& [id, address] : joins.addresses.of(user)) addresses.emplace_back(data.labels[address]);
    if (const auto known = user.empty() ? std::nullopt : data.person_ids.find(user))
        return static_cast<PersonIndex>(*known);
    for (const std::string& address : addresses)
        if (const auto found = address.empty() ? std::nullopt : joins.people.only(address))
            return static_cast<PersonIndex>(*found);
    // Among people whom nobody listed one more is found by what names him.
    if (joins.people_declared || party.side != Side::rep) return no_person;
    std::string id = std::move(user);
    for (const std::string& address : addresses)
        if (id.empty()) id = address;
    if (id.empty()) return no_person;
    const PersonIndex made = builder_.person(id, 0, "calls[].person");
    if (made == no_person) return made;
    data.people[made].name = std::string(data.labels[party.name]);
    for (const std::string& address : addresses) joins.people.add(address, made);
    joins.people.sort();
    return made;
}

void ExtrasBuilder::join_people(Joins& joins) {
    DataSet& data = state_.data;
    Calls& calls = data.calls;
    const auto undeclared = [&](PersonIndex person) { return person == no_person || !data.people[person].declared; };
    std::size_t transcript = 0;
    for (std::size_t i = 0; i < extras_->parties.size();) {
        const CallIndex call = extras_->parties[i].call;
        if (call == no_call) break;
        const auto parties = rows_of(extras_->parties, call);
        i += parties.size();
        while (transcript < extras_->transcripts.size() && extras_->transcripts[transcript].call < call) ++transcript;
        const bool said = transcript < extras_->transcripts.size() && extras_->transcripts[transcript].call == call;
        PersonIndex host = no_person, only = no_person;
        bool several = false;
        std::string_view named;
        for (const CallParty& party : parties) {
            PersonIndex person = no_person;
            if (party.side == Side::rep || party.side == Side::unknown) person = person_of(party, joins);
            for (const Label text : {party.phone, party.mail, party.user, party.name})
                if (party.side == Side::rep && text != 0) named = data.labels[text];
            if (person != no_person) {
                if (party.host) host = person;
                several |= only != no_person && only != person;
                only = person;
            }
            if (!said) continue;
            const Transcript& one = extras_->transcripts[transcript];
            for (std::uint32_t k = 0; k < one.speakers; ++k) {
                if (extras_->speaker_ids[one.names_begin + k] != party.speaker || party.speaker == 0) continue;
                Speaker& speaker = data.speakers[one.speakers_begin + k];
                if (party.name != 0) speaker.name = party.name;
                speaker.person = person;
                speaker.side = party.side == Side::unknown && person != no_person ? Side::rep : party.side;
            }
        }
        const PersonIndex rep = host != no_person ? host : several ? no_person : only;
        if (undeclared(calls.person[call]) && rep != no_person) calls.person[call] = rep;
        if (calls.person[call] == no_person && only == no_person)
            state_.report_call(ErrorCode::call_without_person, call, "person", named);
    }
}

// By the ids that the call names, else by the customer's addresses: the only deal that has one, or the only one open at the time.
void ExtrasBuilder::join_deals(const Joins& joins) {
    DataSet& data = state_.data;
    Calls& calls = data.calls;
    const auto deal_of = [&](std::string_view id) -> std::optional<std::uint32_t> {
        const auto known = data.deals.ids.find(id);
        if (known && data.deals.declared[*known] != 0) return known;
        return id.size() >= short_id ? joins.short_deals.only(std::string(shortened(id))) : std::nullopt;
    };
    for (const CallLink& link : extras_->links) {
        if (link.call == no_call) break;
        const std::string_view id = data.labels[link.target];
        if (link.account) {
            const auto account = data.accounts.ids.find(id);
            if (account && calls.account[link.call] == no_account) calls.account[link.call] = *account;
        } else if (const auto deal = deal_of(id)) {
            if (calls.deal[link.call] == no_deal) calls.deal[link.call] = *deal;
        } else if (calls.deal[link.call] == no_deal && data.deals.ids.size() != 0) {
            state_.report_call(ErrorCode::unknown_deal, link.call, "deal", id);
        }
    }
    std::vector<std::pair<AccountIndex, DealIndex>> of_account;
    const bool by_account = std::any_of(extras_->contacts.begin(), extras_->contacts.end(),
                                        [](const Contact& one) { return one.kind == Addressee::account; });
    for (DealIndex deal = 0; by_account && deal < data.deals.account.size(); ++deal)
        if (data.deals.declared[deal] != 0) of_account.emplace_back(data.deals.account[deal], deal);
    base::heap_sort(of_account.begin(), of_account.end());
    for (const CallParty& party : extras_->parties) {
        if (party.call == no_call) break;
        if (party.side == Side::rep || calls.deal[party.call] != no_deal) continue;
        const Stamp at = calls.at[party.call];
        std::vector<std::uint32_t> open, all;
        const auto take = [&](std::uint32_t deal) {
            const Stamp closed = data.deals.closed[deal];
            all.push_back(deal);
            if (at != 0 && data.deals.created[deal] <= at && (closed == 0 || closed >= at)) open.push_back(deal);
        };
        for (const Label address : {party.mail, party.phone}) {
            if (address == 0) continue;
            const std::string key(data.labels[address]);
            for (const auto& [text, deal] : joins.deals.of(key)) take(deal);
            const auto account = joins.accounts.only(key);
            if (!account) continue;
            if (calls.account[party.call] == no_account) calls.account[party.call] = *account;
            if (!all.empty()) continue;
            const auto before = [](const auto& pair, AccountIndex other) { return pair.first < other; };
            for (auto owned = std::lower_bound(of_account.begin(), of_account.end(), *account, before);
                 owned != of_account.end() && owned->first == *account; ++owned)
                take(owned->second);
        }
        for (auto* found : {&all, &open}) {
            base::heap_sort(found->begin(), found->end());
            found->erase(std::unique(found->begin(), found->end()), found->end());
        }
        if (all.size() == 1 || open.size() == 1) calls.deal[party.call] = all.size() == 1 ? all.front() : open.front();
    }
}

// What belongs to calls that are not there waits for them, and is told.
void ExtrasBuilder::report_lost() {
    const auto tell = [&](const auto& rows, const char* path) {
        for (const auto& row : rows)
            if (row.call == no_call)
                state_.data.report.add(
                    {ErrorCode::unknown_call, "", 0, path, 0, base::error_detail(state_.data.labels[row.id])}, path);
    };
    tell(extras_->transcripts, "calls[].turns");
    tell(extras_->scorecards, "calls[].scorecards");
    tell(extras_->metrics, "calls[].metrics");
    tell(extras_->topics, "calls[].topics");
    for (CallIndex call = 0; call < state_.data.calls.at.size(); ++call)
        if (state_.data.calls.at[call] == 0) state_.report_call(ErrorCode::call_without_time, call, "at", {});
}

void ExtrasBuilder::settle() {
    DataSet& data = state_.data;
    make_calls();
    replace();
    place_transcripts();
    Joins joins;
    for (const Contact& contact : extras_->contacts) {
        const std::string_view id = data.labels[contact.id];
        const std::string address(data.labels[contact.address]);
        if (contact.kind == Addressee::user) {
            joins.addresses.add(std::string(id), contact.address);
            continue;
        }
        const auto& ids = contact.kind == Addressee::person ? data.person_ids
                          : contact.kind == Addressee::deal ? data.deals.ids
                                                            : data.accounts.ids;
        Lookup& lookup = contact.kind == Addressee::person ? joins.people
                         : contact.kind == Addressee::deal ? joins.deals
                                                           : joins.accounts;
        if (const auto known = ids.find(id)) lookup.add(address, *known);
    }
    for (std::size_t i = 0; i < data.people.size(); ++i) {
        joins.people_declared |= data.people[i].declared;
        const std::string& id = data.people[i].id;
        if (id.find('@') != std::string::npos || id.starts_with('+'))
            joins.people.add(contact_key(id), static_cast<std::uint32_t>(i));
    }
    if (!extras_->links.empty())
        for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
            const std::string_view id = data.deals.ids[deal];
            if (data.deals.declared[deal] != 0 && (id.size() == short_id || id.size() == long_id))
                joins.short_deals.add(std::string(shortened(id)), deal);
        }
    for (Lookup* lookup : {&joins.people, &joins.deals, &joins.accounts, &joins.addresses, &joins.short_deals})
        lookup->sort();
    join_people(joins);
    join_deals(joins);
    report_lost();
    extras_->go_on = [](Builder& builder) { builder.extras(); };
    extras_->bytes = extras_->heap_bytes();
    data.extras = extras_;
}

}  // namespace model
