#include "model/builder.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/builder_state.h"

namespace model {

using base::Error;
using base::ErrorCode;

namespace {

// "+08:00"
std::string offset_text(std::int32_t offset) {
    const int minutes = std::abs(offset) / 60;
    char text[24];
    std::snprintf(text, sizeof text, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return text;
}

}  // namespace

void Builder::State::report(ErrorCode code, std::uint64_t number, std::string_view path, std::string_view detail) {
    Error error{
        code, file, number, std::string(path), 0, std::string(base::utf8_cut(detail, base::limits::error_detail))};
    data.report.add(std::move(error), path);
}

Label Builder::State::label(const Text& text) {
    if (!text) return 0;
    const Label label = data.labels.add(base::utf8_cut(*text, base::limits::label_bytes));
    if (label != base::StringPool::full) return label;
    report(ErrorCode::too_many_records, 0, "labels", *text);
    return 0;
}

void Builder::State::set(Label& target, const Text& text) {
    if (text) target = label(text);
}

std::optional<Stamp> Builder::State::stamp(const base::ParsedTime& time, std::uint64_t number, const char* path,
                                           TimeColumn column, std::size_t row) {
    if (!time.local) count_offset(time.offset);
    // A local time may still move by a day when it is placed.
    const std::int64_t slack = time.local ? 2 * 86'400 : 0;
    if (time.seconds < base::limits::time_min + slack || time.seconds > base::limits::time_max - slack) {
        report(ErrorCode::time_out_of_range, number, path, {});
        return std::nullopt;
    }
    if (time.local && !file_has_zone) {
        local_times[static_cast<std::size_t>(column)].push_back(static_cast<std::uint32_t>(row));
        return static_cast<Stamp>(time.seconds);
    }
    return static_cast<Stamp>(time.local ? data.zone.utc_from_local(time.seconds) : time.seconds);
}

void Builder::State::count_offset(std::int32_t offset) {
    const auto same = std::find_if(file_offsets.begin(), file_offsets.end(),
                                   [offset](const auto& counted) { return counted.first == offset; });
    if (same != file_offsets.end()) {
        ++same->second;
        // The usual one stands first.
        if (same != file_offsets.begin() && same->second > file_offsets.front().second)
            std::iter_swap(same, file_offsets.begin());
    } else if (file_offsets.size() < base::limits::offsets_told) {
        file_offsets.emplace_back(offset, 1);
    }
}

// One zone's clock has two offsets an hour apart at most; more than that is several zones. Those are counted that lie more
// than an hour from the usual one.
void Builder::State::check_offsets() {
    if (file_offsets.empty()) return;
    auto usual = file_offsets.front();
    for (const auto& told : file_offsets)
        if (told.second > usual.second || (told.second == usual.second && told.first < usual.first)) usual = told;
    for (const auto& [offset, count] : file_offsets)
        if (std::abs(offset - usual.first) > 3'600)
            data.report.add(
                {ErrorCode::mixed_zones, file, 0, {}, 0, offset_text(usual.first) + " / " + offset_text(offset)},
                "timezone", count);
}

void Builder::State::set(Stamp& target, const When& time, std::uint64_t number, const char* path, TimeColumn column,
                         std::size_t row) {
    if (!time) return;
    if (const auto value = stamp(*time, number, path, column, row)) target = *value;
}

std::optional<base::Money> Builder::State::money(std::string_view text, std::uint64_t number, const char* path,
                                                 MoneyColumn column, std::size_t row) {
    const auto value =
        base::parse_money(text, file_currency.empty() ? waiting_digits : base::minor_digits(file_currency));
    if (!value) report(ErrorCode::bad_number, number, path, text);
    if (value && file_currency.empty()) waiting_money.push_back({static_cast<std::uint32_t>(row), column});
    if (value && column != MoneyColumn::deal && is_foreign(file_currency)) {
        report(ErrorCode::mixed_currency, number, path, file_currency);
        return std::nullopt;
    }
    return value;
}

bool Builder::State::mark(std::vector<std::uint8_t>& files, std::size_t row, std::uint64_t number, const char* path,
                          std::string_view id) {
    if (files.size() <= row) files.resize(row + 1);
    const bool duplicate = files[row] == file_number;
    if (duplicate) report(ErrorCode::duplicate_id, number, path, id);
    files[row] = file_number;
    return duplicate;
}

bool Builder::State::usable_id(std::string_view id, std::uint64_t number, const char* path) {
    if (id.size() <= base::limits::id_bytes) return true;
    report(ErrorCode::json_string_size, number, path, id);
    return false;
}

std::optional<DealIndex> Builder::State::deal(std::string_view id, std::uint64_t number, const char* path) {
    if (!usable_id(id, number, path)) return std::nullopt;
    const DealIndex deals = data.deals.ids.size();
    const DealIndex deal =
        deals < base::limits::deals ? data.deals.ids.add(id) : data.deals.ids.find(id).value_or(base::StringPool::full);
    if (deal == base::StringPool::full) {
        report(ErrorCode::too_many_records, number, path, id);
        return std::nullopt;
    }
    if (deal < deals) return deal;
    Deals& d = data.deals;
    d.account.push_back(no_account);
    for (auto* column : {&d.name, &d.source, &d.campaign, &d.segment, &d.lost_reason, &d.currency})
        column->push_back(0);
    d.value.push_back(0);
    d.created.push_back(0);
    d.closed.push_back(0);
    d.status.push_back(Status::open);
    d.has_value.push_back(0);
    d.declared.push_back(0);
    return deal;
}

AccountIndex Builder::State::account(std::string_view id) {
    const std::string_view cut = base::utf8_cut(id, base::limits::id_bytes);
    const AccountIndex account = data.accounts.ids.add(cut);
    if (account == base::StringPool::full) {
        report(ErrorCode::too_many_records, 0, "accounts", id);
        return no_account;
    }
    if (account == data.accounts.name.size())
        for (auto* column :
             {&data.accounts.name, &data.accounts.segment, &data.accounts.industry, &data.accounts.region})
            column->push_back(0);
    return account;
}

std::uint32_t Builder::State::invoice(std::string_view id, std::uint64_t number, const char* path) {
    if (!usable_id(id, number, path)) return no_invoice;
    const std::uint32_t invoice = data.invoice_ids.add(id);
    if (invoice != base::StringPool::full) return invoice;
    report(ErrorCode::too_many_records, number, path, id);
    return no_invoice;
}

Builder::Builder(const DataSet* base) : state_(std::make_unique<State>()) {
    State& s = *state_;
    s.base = base;
    if (base) {
        s.data = *base;
        s.data.spells = {};  // built anew from the base's at the end
        s.data.assigned.clear();
        s.data.takeovers.clear();
        s.data.aside.clear();
        for (Person& person : s.data.people) person.seen_roles = 0;
    }
    s.data.labels.add("");
    if (base && base->extras) extras();
    for (const Stage& stage : s.data.stages) s.stage_ids.add(stage.id);
}

Builder::~Builder() = default;

void Builder::begin_file(std::string_view name) {
    State& s = *state_;
    s.file = std::string(base::utf8_cut(name, base::limits::label_bytes));
    ++s.file_number;
    if (s.file_number == 0) s.file_number = 1;  // 255 files at once: duplicates across a wrap are not told apart
    s.file_has_zone = false;
    s.file_offsets.clear();
    s.file_currency.clear();
    s.file_records = 0;
}

void Builder::end_file(std::uint64_t bytes) {
    State& s = *state_;
    if (s.file_has_zone) s.place_local_times();
    s.check_offsets();
    if (!s.file_currency.empty()) s.place_money(s.file_currency);
    s.data.files.push_back({s.file, bytes, s.file_records});
}

void Builder::add(const MetaRecord& record) {
    State& s = *state_;
    if (record.name) s.data.name = std::string(base::utf8_cut(*record.name, base::limits::label_bytes));
    if (record.currency) s.file_currency = std::string(*record.currency);
    // The first currency is the data's; values of files in another one are kept apart.
    if (s.data.currency.empty()) s.data.currency = s.file_currency;
    if (record.zone) {
        s.data.zone = *record.zone;
        s.file_has_zone = true;
    }
    if (record.calendar) s.data.calendar = record.calendar;
    if (record.exported_at) {
        const Stamp before = s.data.exported_at;
        s.set(s.data.exported_at, record.exported_at, 0, "exported_at", TimeColumn::exported, 0);
        // Of several files the latest cut-off holds; a local one still to be placed is hours off at most.
        s.data.exported_at = std::max(before, s.data.exported_at);
    }
}

void Builder::add(const StageRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    if (!s.usable_id(record.id, number, "stages[].id")) return;
    std::vector<Stage>& stages = s.data.stages;
    const auto same =
        std::find_if(stages.begin(), stages.end(), [&](const Stage& stage) { return stage.id == record.id; });
    const auto place = static_cast<std::size_t>(same - stages.begin());
    if (place == stages.size()) {
        if (stages.size() >= base::limits::stages) {
            s.report(ErrorCode::too_many_stages, number, "stages[]", record.id);
            return;
        }
        stages.push_back(Stage{std::string(record.id), {}, {}, Role::none, Outcome::none});
        stage(record.id, number);
    }
    Stage& stage = stages[place];
    s.mark(s.stage_file, place, number, "stages[].id", record.id);
    const auto name = [](const Text& text) { return std::string(base::utf8_cut(*text, base::limits::label_bytes)); };
    if (record.name_zh) stage.name_zh = name(record.name_zh);
    if (record.name_en) stage.name_en = name(record.name_en);
    if (record.role) stage.role = *record.role;
    if (record.outcome) stage.outcome = *record.outcome;
}

void Builder::add(const PersonRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    const PersonIndex index = person(record.id, number, "people[].id");
    if (index == no_person) return;
    s.mark(s.person_file, index, number, "people[].id", record.id);
    const PersonIndex manager = record.manager ? this->person(*record.manager, number, "people[].manager") : no_person;
    Person& target = s.data.people[index];
    target.declared = true;
    if (record.name) target.name = std::string(base::utf8_cut(*record.name, base::limits::label_bytes));
    if (record.roles) target.declared_roles = *record.roles;
    if (record.manager) target.manager = manager;
    if (record.bot) target.bot = *record.bot;
    s.set(target.team, record.team);
    s.set(target.from, record.from, number, "people[].from", TimeColumn::person_from, index);
    s.set(target.to, record.to, number, "people[].to", TimeColumn::person_to, index);
}

void Builder::add(const AccountRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    if (!s.usable_id(record.id, number, "accounts[].id")) return;
    const AccountIndex account = s.account(record.id);
    if (account == no_account) return;
    s.mark(s.account_file, account, number, "accounts[].id", record.id);
    s.set(s.data.accounts.name[account], record.name);
    s.set(s.data.accounts.segment[account], record.segment);
    s.set(s.data.accounts.industry[account], record.industry);
    s.set(s.data.accounts.region[account], record.region);
}

void Builder::add(const DealRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    const auto found = s.deal(record.id, number, "deals[].id");
    if (!found) return;
    const DealIndex deal = *found;
    s.mark(s.deal_file, deal, number, "deals[].id", record.id);
    Deals& d = s.data.deals;
    d.declared[deal] = 1;
    if (record.account) d.account[deal] = s.account(*record.account);
    s.set(d.name[deal], record.name);
    s.set(d.source[deal], record.source);
    s.set(d.campaign[deal], record.campaign);
    s.set(d.segment[deal], record.segment);
    s.set(d.currency[deal], record.currency);
    s.set(d.lost_reason[deal], record.lost_reason);
    if (record.status) d.status[deal] = *record.status;
    s.set(d.created[deal], record.created_at, number, "deals[].created_at", TimeColumn::created, deal);
    s.set(d.closed[deal], record.closed_at, number, "deals[].closed_at", TimeColumn::closed, deal);
    if (record.value) {
        const std::string_view own = s.data.labels[d.currency[deal]];
        const auto value = own.empty() ? s.money(*record.value, number, "deals[].value", MoneyColumn::deal, deal)
                                       : base::parse_money(*record.value, base::minor_digits(own));
        if (value) {
            d.value[deal] = *value;
            d.has_value[deal] = own.empty() && s.file_currency.empty() ? waiting_value : 1;
            if (own.empty() && s.is_foreign(s.file_currency)) d.currency[deal] = s.label(s.file_currency);
        } else if (!own.empty()) {
            s.report(ErrorCode::bad_number, number, "deals[].value", *record.value);
        }
    }
    if (!record.has_history) return;
    if (s.span_of_deal.size() <= deal) s.span_of_deal.resize(std::max<std::size_t>(deal + 1, d.declared.size()));
    RawSpan& span = s.span_of_deal[deal];
    span = {static_cast<std::uint32_t>(s.raw.size()), 0, true};
    for (const HistoryRecord& entry : record.history) {
        if (span.count == base::limits::history) {
            s.report(ErrorCode::too_many_records, number, "deals[].history[]", record.id);
            break;
        }
        const std::size_t row = s.raw.size();
        const auto entered = s.stamp(entry.entered, number, "deals[].history[].at", TimeColumn::raw_entered, row);
        if (!entered) continue;
        RawEntry raw{*entered, 0, entry.owner, 0};
        const Role role = entry.role.value_or(Role::none);
        raw.stage_and_role = static_cast<std::uint16_t>(entry.stage | (static_cast<unsigned>(role) << 12));
        s.set(raw.touched, entry.touched, number, "deals[].history[].first_touch_at", TimeColumn::raw_touched, row);
        if (entry.assigned) {
            const auto at = s.stamp(*entry.assigned, number, "deals[].history[].assigned_at", TimeColumn::raw_assigned,
                                    s.raw_assigned.size());
            if (at) s.raw_assigned.push_back({static_cast<std::uint32_t>(row), *at});
        }
        s.raw.push(raw);
        ++span.count;
    }
}

void Builder::add(const ActivityRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    Activity activity{.kind = record.kind, .recurring = record.recurring};
    const auto at = s.stamp(record.at, number, "activities[].at", TimeColumn::activity, s.data.activities.size());
    if (!at) return;
    activity.at = *at;
    if (record.account) activity.account = s.account(*record.account);
    if (record.deal) activity.deal = s.deal(*record.deal, number, "activities[].deal").value_or(no_deal);
    if (record.person) activity.person = person(*record.person, number, "activities[].person");
    if (record.value) {
        const auto value =
            s.money(*record.value, number, "activities[].value", MoneyColumn::activity, s.data.activities.size());
        activity.value = value.value_or(0);
        activity.has_value = value.has_value();
    }
    const auto row = static_cast<std::uint32_t>(s.data.activities.size());
    const bool is_invoice = record.kind == ActivityKind::invoice;
    const Text& named = is_invoice ? record.id : record.invoice;
    InvoiceNote note{.activity = row};
    if (named && !named->empty())
        note.invoice = s.invoice(*named, number, is_invoice ? "activities[].id" : "activities[].invoice");
    s.set(note.due, record.due, number, "activities[].due", TimeColumn::due, s.data.invoice_notes.size());
    if (is_invoice && note.invoice != no_invoice)
        s.mark(s.invoice_file, note.invoice, number, "activities[].id", *named);
    if (is_invoice || note.invoice != no_invoice) s.data.invoice_notes.push_back(note);
    s.data.activities.push_back(activity);
}

void Builder::add(const ReachRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    const auto date = s.stamp(record.date, number, "reach[].date", TimeColumn::reach, s.data.reach.size());
    if (!date) return;
    Reach reach{
        *date, s.label(record.source), s.label(record.campaign), record.impressions, record.clicks, record.leads, 0};
    if (record.cost)
        reach.cost = s.money(*record.cost, number, "reach[].cost", MoneyColumn::reach, s.data.reach.size()).value_or(0);
    s.data.reach.push_back(reach);
}

void Builder::add(const TargetRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    const std::size_t row = s.data.targets.size();
    const auto from = s.stamp(record.from, number, "targets[].from", TimeColumn::target_from, row);
    const auto to = s.stamp(record.to, number, "targets[].to", TimeColumn::target_to, row);
    if (!from || !to) return;
    const auto value = s.money(record.value, number, "targets[].value", MoneyColumn::target, row);
    if (!value) return;
    const PersonIndex owner = record.person ? person(*record.person, number, "targets[].person") : no_person;
    s.data.targets.push_back({*from, *to, s.label(record.team), owner, *value});
}

void Builder::State::add_call_row() {
    Calls& calls = data.calls;
    calls.at.push_back(0);
    calls.duration_s.push_back(0);
    calls.person.push_back(no_person);
    calls.deal.push_back(no_deal);
    calls.account.push_back(no_account);
    for (auto* column : {&calls.language, &calls.purpose, &calls.recording}) column->push_back(0);
    calls.role.push_back(Role::none);
    calls.direction.push_back(Direction::unknown);
    calls.channel.push_back(Channel::unknown);
    for (auto* column : {&calls.turns_begin, &calls.turns, &calls.speakers_begin}) column->push_back(0);
    calls.speakers.push_back(0);
}

// A call's turns in the order of their beginnings. One without a time stays behind the one it stood behind.
TurnIndex Builder::State::add_turns(std::span<const TurnRecord> given, std::uint64_t number) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order;  // when, place in `given`
    order.reserve(given.size());
    std::uint32_t last = 0;
    for (const TurnRecord& turn : given) {
        if (turn.start_ms != no_time_ms) last = turn.start_ms;
        order.emplace_back(last, static_cast<std::uint32_t>(order.size()));
    }
    if (!std::is_sorted(order.begin(), order.end())) base::heap_sort(order.begin(), order.end());
    Turns& turns = data.turns;
    const auto begin = static_cast<TurnIndex>(turns.start_ms.size());
    for (const auto& [when, place] : order) {
        const TurnRecord& turn = given[place];
        const std::string_view text = base::utf8_cut(turn.text, base::TextList::longest);
        if (text.size() < turn.text.size()) report(ErrorCode::text_too_long, number, "calls[].turns[].text", {});
        if (turns.start_ms.size() == no_time_ms || !turns.text.add(text)) {
            report(ErrorCode::too_many_records, number, "calls[].turns[]", {});
            break;
        }
        turns.start_ms.push_back(turn.start_ms);
        turns.end_ms.push_back(turn.end_ms);
        turns.speaker.push_back(static_cast<std::uint8_t>(turn.speaker));
        turns.sentiment.push_back(turn.sentiment);
    }
    return begin;
}

void Builder::add(const CallRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    Calls& calls = s.data.calls;
    if (!s.usable_id(record.id, number, "calls[].id")) return;
    const std::uint32_t row = calls.ids.find(record.id).value_or(calls.ids.size());
    const auto at = s.stamp(record.at, number, "calls[].at", TimeColumn::call, row);
    if (!at) return;
    if (calls.ids.add(record.id) == base::StringPool::full) {
        s.report(ErrorCode::too_many_records, number, "calls[].id", record.id);
        return;
    }
    s.mark(s.call_file, row, number, "calls[].id", record.id);
    if (row == calls.at.size()) s.add_call_row();
    calls.at[row] = *at;
    if (record.duration_s) calls.duration_s[row] = *record.duration_s;
    if (record.person) calls.person[row] = person(*record.person, number, "calls[].person");
    if (record.deal) calls.deal[row] = s.deal(*record.deal, number, "calls[].deal").value_or(no_deal);
    if (record.account) calls.account[row] = s.account(*record.account);
    s.set(calls.language[row], record.language);
    s.set(calls.purpose[row], record.purpose);
    s.set(calls.recording[row], record.recording);
    if (record.role) calls.role[row] = *record.role;
    if (record.direction) calls.direction[row] = *record.direction;
    if (record.channel) calls.channel[row] = *record.channel;
    // Turns count their speakers by place, so a file that gives turns gives both.
    if (!record.has_turns) return;
    calls.speakers_begin[row] = static_cast<std::uint32_t>(s.data.speakers.size());
    calls.speakers[row] = static_cast<std::uint8_t>(record.speakers.size());
    for (const SpeakerRecord& given : record.speakers) {
        Speaker speaker{s.label(given.name.empty() ? given.id : given.name), no_person,
                        given.side.value_or(Side::unknown)};
        if (!given.person.empty()) speaker.person = person(given.person, number, "calls[].speakers[].person");
        // Somebody of the company's own people: on its side, unless the data say otherwise.
        if (!given.side && speaker.person != no_person) speaker.side = Side::rep;
        s.data.speakers.push_back(speaker);
    }
    calls.turns_begin[row] = s.add_turns(record.turns, number);
    calls.turns[row] = static_cast<std::uint32_t>(s.data.turns.start_ms.size()) - calls.turns_begin[row];
}

StageNumber Builder::stage(std::string_view id, std::uint64_t number) {
    State& s = *state_;
    if (!s.usable_id(id, number, "deals[].history[].stage")) return no_stage;
    if (const auto known = s.stage_ids.find(id)) return static_cast<StageNumber>(*known);
    if (s.stage_ids.size() >= no_stage) {
        s.report(ErrorCode::too_many_stages, number, "deals[].history[].stage", id);
        return no_stage;
    }
    return static_cast<StageNumber>(s.stage_ids.add(id));
}

PersonIndex Builder::person(std::string_view id, std::uint64_t number, const char* path) {
    State& s = *state_;
    if (!s.usable_id(id, number, path)) return no_person;
    if (const auto known = s.data.person_ids.find(id)) return static_cast<PersonIndex>(*known);
    if (s.data.people.size() >= base::limits::people) {
        s.report(ErrorCode::too_many_people, number, path, id);
        return no_person;
    }
    Person added;
    added.id = std::string(id);
    s.data.people.push_back(std::move(added));
    return static_cast<PersonIndex>(s.data.person_ids.add(id));
}

void Builder::report(ErrorCode code, std::uint64_t number, std::string_view path, std::string_view detail) {
    state_->report(code, number, path, detail);
}

std::uint64_t Builder::records() const {
    std::uint64_t records = state_->file_records;
    for (const LoadedFile& file : state_->data.files) records += file.records;
    return records;
}

std::size_t Builder::peak_bytes() const {
    const State& s = *state_;
    constexpr std::size_t finished_spell = 16;
    const std::size_t base_bytes = s.base ? s.base->spell_bytes() : 0;
    std::size_t local_times = 0;
    for (const auto& rows : s.local_times) local_times += rows.capacity() * sizeof(std::uint32_t);
    return s.data.heap_bytes() + s.raw.size() * (sizeof(RawEntry) + finished_spell + sizeof(Stamp)) +
           s.raw_assigned.size() * (sizeof(RawAssigned) + sizeof(AssignedSpell)) + base_bytes +
           s.span_of_deal.capacity() * sizeof(RawSpan) + local_times + (s.extras ? bytes_of(*s.extras) : 0);
}

}  // namespace model
