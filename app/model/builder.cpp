#include "model/builder.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "model/journey.h"

namespace model {

using base::Error;
using base::ErrorCode;

namespace {

// A history entry as it waits for the end of the load: 12 bytes, in chunks, so that growing never copies.
struct RawEntry {
    Stamp entered = 0;
    Stamp touched = 0;
    PersonIndex owner = no_person;
    std::uint16_t stage_and_role = 0;  // 12 bits StageNumber, 4 bits Role
};

class RawEntries {
public:
    void push(RawEntry entry) {
        if (size_ % chunk == 0) chunks_.push_back(std::make_unique<std::array<RawEntry, chunk>>());
        (*this)[size_++] = entry;
    }
    RawEntry& operator[](std::size_t i) { return (*chunks_[i / chunk])[i % chunk]; }
    std::size_t size() const { return size_; }

private:
    static constexpr std::size_t chunk = 1u << 14;
    std::vector<std::unique_ptr<std::array<RawEntry, chunk>>> chunks_;
    std::size_t size_ = 0;
};

struct RawSpan {
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
    bool given = false;  // in this load; otherwise the base's spells stand
};

// The columns whose times may still be on the local clock, and which value of each.
enum class TimeColumn : std::uint8_t {
    raw_entered,
    raw_touched,
    created,
    closed,
    call,
    activity,
    reach,
    target_from,
    target_to,
    person_from,
    person_to,
    exported
};
struct LocalTime {
    std::uint32_t row = 0;
    TimeColumn column{};
};

constexpr int pending_digits = 3;  // values read before their currency is known wait in thousandths

base::Money rescale(base::Money value, int from, int to) {
    for (; from < to; ++from) value *= 10;
    for (; from > to; --from) value = (value + (value < 0 ? -5 : 5)) / 10;
    return value;
}

}  // namespace

struct Builder::State {
    const DataSet* base = nullptr;
    DataSet data;
    base::StringPool stage_ids;                // number: StageNumber
    std::vector<std::int16_t> place_of_stage;  // by StageNumber: position in data.stages, or -1
    RawEntries raw;
    std::vector<RawSpan> span_of_deal;
    std::vector<LocalTime> local_times;
    std::vector<DealIndex> pending_values;
    // Which load file gave a record last, to tell a duplicate from a merge; 0: before this load.
    std::vector<std::uint8_t> deal_file, person_file, stage_file, account_file, call_file;
    std::string file;
    std::uint8_t file_number = 0;
    bool file_has_zone = false;
    std::uint64_t file_records = 0;

    void report(ErrorCode code, std::uint64_t number, std::string_view path, std::string_view detail);
    void report_deal(ErrorCode code, DealIndex deal, const char* field, std::string_view detail);
    Label label(const Text& text);
    void set(Label& target, const Text& text);
    std::optional<Stamp> stamp(const base::ParsedTime& time, std::uint64_t number, const char* path, TimeColumn column,
                               std::size_t row);
    void set(Stamp& target, const When& time, std::uint64_t number, const char* path, TimeColumn column,
             std::size_t row);
    Stamp& time_at(LocalTime local);
    void place_local_times();
    void place_values();
    bool mark(std::vector<std::uint8_t>& files, std::size_t row, std::uint64_t number, const char* path,
              std::string_view id);
    std::optional<DealIndex> deal(std::string_view id, std::uint64_t number, const char* path);
    AccountIndex account(std::string_view id);
    bool usable_id(std::string_view id, std::uint64_t number, const char* path);
    void place_stages();
    void gather(DealIndex deal, std::vector<Entry>& entries, std::vector<AsideEntry>& aside, std::size_t& base_aside);
    void append(const Stay& stay);
    void note(const JourneyNotes& notes, DealIndex deal);
    void build_spells();
    void find_cut_off();
    void check_references();
};

void Builder::State::report(ErrorCode code, std::uint64_t number, std::string_view path, std::string_view detail) {
    Error error{
        code, file, number, std::string(path), 0, std::string(base::utf8_cut(detail, base::limits::error_detail))};
    data.report.add(std::move(error), path);
}

void Builder::State::report_deal(ErrorCode code, DealIndex deal, const char* field, std::string_view detail) {
    std::string path =
        "deals[" + std::string(base::utf8_cut(data.deals.ids[deal], base::limits::error_detail)) + "]" + field;
    Error error{code, "", 0, std::move(path), 0, std::string(base::utf8_cut(detail, base::limits::error_detail))};
    data.report.add(std::move(error), std::string("deals[]") + field);
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
    // A local time may still move by a day when it is placed.
    const std::int64_t slack = time.local ? 2 * 86'400 : 0;
    if (time.seconds < base::limits::time_min + slack || time.seconds > base::limits::time_max - slack) {
        report(ErrorCode::time_out_of_range, number, path, {});
        return std::nullopt;
    }
    if (time.local && !file_has_zone) {
        local_times.push_back({static_cast<std::uint32_t>(row), column});
        return static_cast<Stamp>(time.seconds);
    }
    return static_cast<Stamp>(time.local ? data.zone.utc_from_local(time.seconds) : time.seconds);
}

void Builder::State::set(Stamp& target, const When& time, std::uint64_t number, const char* path, TimeColumn column,
                         std::size_t row) {
    if (!time) return;
    if (const auto value = stamp(*time, number, path, column, row)) target = *value;
}

Stamp& Builder::State::time_at(LocalTime local) {
    switch (local.column) {
        case TimeColumn::raw_entered: return raw[local.row].entered;
        case TimeColumn::raw_touched: return raw[local.row].touched;
        case TimeColumn::created: return data.deals.created[local.row];
        case TimeColumn::closed: return data.deals.closed[local.row];
        case TimeColumn::call: return data.calls.at[local.row];
        case TimeColumn::activity: return data.activities[local.row].at;
        case TimeColumn::reach: return data.reach[local.row].date;
        case TimeColumn::target_from: return data.targets[local.row].from;
        case TimeColumn::target_to: return data.targets[local.row].to;
        case TimeColumn::person_from: return data.people[local.row].from;
        case TimeColumn::person_to: return data.people[local.row].to;
        case TimeColumn::exported: break;
    }
    return data.exported_at;
}

void Builder::State::place_local_times() {
    // Twice in the list means that a later record replaced an earlier value: the last one is local, placed once.
    std::sort(local_times.begin(), local_times.end(),
              [](LocalTime a, LocalTime b) { return a.column != b.column ? a.column < b.column : a.row < b.row; });
    const auto last = std::unique(local_times.begin(), local_times.end(),
                                  [](LocalTime a, LocalTime b) { return a.column == b.column && a.row == b.row; });
    for (auto local = local_times.begin(); local != last; ++local) {
        Stamp& time = time_at(*local);
        time = static_cast<Stamp>(data.zone.utc_from_local(time));
    }
    local_times = {};
}

void Builder::State::place_values() {
    for (const DealIndex deal : pending_values)
        data.deals.value[deal] = rescale(data.deals.value[deal], pending_digits, base::minor_digits(data.currency));
    pending_values = {};
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
    if (const auto known = data.deals.ids.find(id)) return *known;
    if (data.deals.ids.size() >= base::limits::deals) {
        report(ErrorCode::too_many_records, number, path, id);
        return std::nullopt;
    }
    const DealIndex deal = data.deals.ids.add(id);
    if (deal == base::StringPool::full) {
        report(ErrorCode::too_many_records, number, path, id);
        return std::nullopt;
    }
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

Builder::Builder(const DataSet* base) : state_(std::make_unique<State>()) {
    State& s = *state_;
    s.base = base;
    if (base) {
        s.data = *base;
        s.data.spells = {};  // built anew from the base's at the end
        s.data.aside.clear();
        for (Person& person : s.data.people) person.seen_roles = 0;
    }
    s.data.labels.add("");
    for (const Stage& stage : s.data.stages) s.stage_ids.add(stage.id);
}

Builder::~Builder() = default;

void Builder::begin_file(std::string_view name) {
    State& s = *state_;
    s.file = std::string(base::utf8_cut(name, base::limits::label_bytes));
    ++s.file_number;
    if (s.file_number == 0) s.file_number = 1;  // 255 files at once: duplicates across a wrap are not told apart
    s.file_has_zone = false;
    s.file_records = 0;
}

void Builder::end_file(std::uint64_t bytes) {
    State& s = *state_;
    if (s.file_has_zone) s.place_local_times();
    if (!s.data.currency.empty()) s.place_values();
    s.data.files.push_back({s.file, bytes, s.file_records});
}

void Builder::add(const MetaRecord& record) {
    State& s = *state_;
    if (record.name) s.data.name = std::string(base::utf8_cut(*record.name, base::limits::label_bytes));
    if (record.currency) s.data.currency = std::string(base::utf8_cut(*record.currency, 8));
    if (record.zone) {
        s.data.zone = *record.zone;
        s.file_has_zone = true;
    }
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
        const std::string_view currency = own.empty() ? std::string_view(s.data.currency) : own;
        const int digits = currency.empty() ? pending_digits : base::minor_digits(currency);
        if (const auto value = base::parse_money(*record.value, digits)) {
            d.value[deal] = *value;
            d.has_value[deal] = 1;
            if (currency.empty()) s.pending_values.push_back(deal);
        } else {
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
        if (const auto value = base::parse_money(*record.value, base::minor_digits(s.data.currency))) {
            activity.value = *value;
            activity.has_value = true;
        } else {
            s.report(ErrorCode::bad_number, number, "activities[].value", *record.value);
        }
    }
    s.data.activities.push_back(activity);
}

void Builder::add(const ReachRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    const auto date = s.stamp(record.date, number, "reach[].date", TimeColumn::reach, s.data.reach.size());
    if (!date) return;
    Reach reach{
        *date, s.label(record.source), s.label(record.campaign), record.impressions, record.clicks, record.leads, 0};
    if (record.cost) {
        if (const auto cost = base::parse_money(*record.cost, base::minor_digits(s.data.currency)))
            reach.cost = *cost;
        else
            s.report(ErrorCode::bad_number, number, "reach[].cost", *record.cost);
    }
    s.data.reach.push_back(reach);
}

void Builder::add(const TargetRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    const std::size_t row = s.data.targets.size();
    const auto from = s.stamp(record.from, number, "targets[].from", TimeColumn::target_from, row);
    const auto to = s.stamp(record.to, number, "targets[].to", TimeColumn::target_to, row);
    const auto value = base::parse_money(record.value, base::minor_digits(s.data.currency));
    if (!value) s.report(ErrorCode::bad_number, number, "targets[].value", record.value);
    if (!from || !to || !value) return;
    const PersonIndex owner = record.person ? person(*record.person, number, "targets[].person") : no_person;
    s.data.targets.push_back({*from, *to, s.label(record.team), owner, *value});
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
    if (row == calls.at.size()) {
        calls.at.push_back(0);
        calls.duration_s.push_back(0);
        calls.turns.push_back(0);
        calls.person.push_back(no_person);
        calls.deal.push_back(no_deal);
    }
    calls.at[row] = *at;
    if (record.duration_s) calls.duration_s[row] = *record.duration_s;
    if (record.turns != 0) calls.turns[row] = record.turns;
    if (record.person) calls.person[row] = person(*record.person, number, "calls[].person");
    if (record.deal) calls.deal[row] = s.deal(*record.deal, number, "calls[].deal").value_or(no_deal);
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
    return s.data.heap_bytes() + s.raw.size() * (sizeof(RawEntry) + finished_spell) + base_bytes +
           s.span_of_deal.capacity() * sizeof(RawSpan) + s.local_times.capacity() * sizeof(LocalTime);
}

// Where each stage number stands in the funnel, now that all declarations have been read.
void Builder::State::place_stages() {
    place_of_stage.assign(stage_ids.size(), -1);
    for (std::size_t i = 0; i < data.stages.size(); ++i) {
        Stage& stage = data.stages[i];
        if (const auto number = stage_ids.find(stage.id)) place_of_stage[*number] = static_cast<std::int16_t>(i);
        if (stage.name_en.empty()) stage.name_en = stage.name_zh.empty() ? stage.id : stage.name_zh;
        if (stage.name_zh.empty()) stage.name_zh = stage.name_en;
    }
}

// The deal's entries from this load, or from the base where this load gave none; those outside the funnel go aside.
void Builder::State::gather(DealIndex deal, std::vector<Entry>& entries, std::vector<AsideEntry>& aside,
                            std::size_t& base_aside) {
    entries.clear();
    const bool given = deal < span_of_deal.size() && span_of_deal[deal].given;
    const auto place = [&](const AsideEntry& entry) {
        const auto number = stage_ids.find(data.labels[entry.stage]);
        const int at = number ? place_of_stage[*number] : -1;
        const bool in_funnel = at >= 0 && data.stages[static_cast<std::size_t>(at)].outcome != Outcome::lost;
        if (at >= 0)
            entries.push_back({static_cast<StageIndex>(at), entry.entered, entry.touched, entry.owner, entry.role});
        if (!in_funnel) aside.push_back(entry);
        if (at < 0 && !data.stages.empty())
            report_deal(ErrorCode::unknown_stage, deal, ".history[].stage", data.labels[entry.stage]);
    };
    if (given) {
        const RawSpan span = span_of_deal[deal];
        for (std::uint32_t i = 0; i < span.count; ++i) {
            const RawEntry& entry = raw[span.begin + i];
            const StageNumber number = entry.stage_and_role & no_stage;
            if (number == no_stage) continue;
            const auto role = static_cast<Role>(entry.stage_and_role >> 12);
            const int at = place_of_stage[number];
            if (at >= 0 && data.stages[static_cast<std::size_t>(at)].outcome != Outcome::lost)
                entries.push_back({static_cast<StageIndex>(at), entry.entered, entry.touched, entry.owner, role});
            else
                place({deal, data.labels.add(stage_ids[number]), entry.entered, entry.touched, entry.owner, role});
        }
    }
    if (!base) return;
    for (; base_aside < base->aside.size() && base->aside[base_aside].deal == deal; ++base_aside)
        if (!given) place(base->aside[base_aside]);
    if (given || deal >= base->deals.spells_end.size()) return;
    const Spells& spells = base->spells;
    for (SpellIndex i = base->first_spell(deal); i < base->end_spell(deal); ++i) {
        const Role role = (spells.facts[i] & spell_own_role) != 0 ? spells.role(i) : Role::none;
        entries.push_back({spells.stage[i], spells.entered[i], spells.touched[i], spells.owner[i], role});
    }
}

void Builder::State::append(const Stay& stay) {
    const Entry& entry = stay.entry;
    const bool own = entry.own_role != Role::none;
    const Role role = own ? entry.own_role : data.stages[entry.stage].role;
    Spells& spells = data.spells;
    spells.entered.push_back(entry.entered);
    spells.until.push_back(stay.until);
    spells.touched.push_back(entry.touched);
    spells.owner.push_back(entry.owner);
    spells.stage.push_back(entry.stage);
    spells.facts.push_back(
        static_cast<std::uint8_t>(static_cast<unsigned>(stay.exit) | (static_cast<unsigned>(role) << spell_role_shift) |
                                  (stay.untimed ? spell_untimed : 0u) | (own ? spell_own_role : 0u)));
    if (entry.owner != no_person && role != Role::none)
        data.people[entry.owner].seen_roles |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(role));
}

void Builder::State::note(const JourneyNotes& notes, DealIndex deal) {
    if (notes.repeated_stage) report_deal(ErrorCode::repeated_stage, deal, ".history[]", {});
    if (notes.negative_duration) report_deal(ErrorCode::negative_duration, deal, ".closed_at", {});
    if (notes.no_closing_time) report_deal(ErrorCode::no_closing_time, deal, ".closed_at", {});
}

void Builder::State::build_spells() {
    std::size_t total = base ? base->spells.entered.size() : 0;
    for (const RawSpan& span : span_of_deal) total += span.count;
    Spells& spells = data.spells;
    spells.entered.reserve(total);
    spells.until.reserve(total);
    spells.touched.reserve(total);
    spells.owner.reserve(total);
    spells.stage.reserve(total);
    spells.facts.reserve(total);
    std::vector<Entry> entries;
    std::vector<Stay> stays;
    std::vector<AsideEntry> aside;
    std::size_t base_aside = 0;
    const DealIndex deals = data.deals.ids.size();
    data.deals.spells_end.assign(deals, 0);
    for (DealIndex deal = 0; deal < deals; ++deal) {
        gather(deal, entries, aside, base_aside);
        const Ending ending{data.deals.status[deal], data.deals.closed[deal]};
        note(settle(data.stages, data.people, entries, ending, stays), deal);
        for (const Stay& stay : stays) append(stay);
        data.deals.spells_end[deal] = static_cast<SpellIndex>(spells.entered.size());
        if (stays.empty() && data.deals.declared[deal] != 0) report_deal(ErrorCode::no_history, deal, ".history", {});
    }
    data.aside = std::move(aside);
    // What was merged or set aside has been reserved for: usually nothing.
    if (spells.entered.size() < total) {
        spells.entered.shrink_to_fit();
        spells.until.shrink_to_fit();
        spells.touched.shrink_to_fit();
        spells.owner.shrink_to_fit();
        spells.stage.shrink_to_fit();
        spells.facts.shrink_to_fit();
    }
}

void Builder::State::find_cut_off() {
    data.cut_off = data.exported_at;
    if (data.cut_off == 0) {
        const auto later = [this](Stamp time) { data.cut_off = std::max(data.cut_off, time); };
        for (const Stamp time : data.spells.entered) later(time);
        for (const Stamp time : data.spells.until) later(time);
        for (const Stamp time : data.calls.at) later(time);
        for (const Activity& activity : data.activities) later(activity.at);
        return;
    }
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal)
        for (SpellIndex s = data.first_spell(deal); s < data.end_spell(deal); ++s)
            if (data.spells.entered[s] > data.cut_off || data.spells.until[s] > data.cut_off) {
                report_deal(ErrorCode::after_cut_off, deal, ".history[].at", {});
                break;
            }
}

void Builder::State::check_references() {
    const bool people_declared =
        std::any_of(data.people.begin(), data.people.end(), [](const Person& p) { return p.declared; });
    for (Person& person : data.people)
        if (person.name.empty()) person.name = person.id;
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        for (SpellIndex s = data.first_spell(deal); people_declared && s < data.end_spell(deal); ++s) {
            const PersonIndex owner = data.spells.owner[s];
            if (owner != no_person && !data.people[owner].declared)
                report_deal(ErrorCode::unknown_person, deal, ".history[].owner", data.people[owner].id);
        }
        const std::string_view currency = data.labels[data.deals.currency[deal]];
        if (data.deals.has_value[deal] != 0 && !currency.empty() && currency != data.currency)
            report_deal(ErrorCode::mixed_currency, deal, ".currency", currency);
    }
    const auto report_call = [this](ErrorCode code, std::size_t call, std::string_view detail) {
        const std::string id(
            base::utf8_cut(data.calls.ids[static_cast<std::uint32_t>(call)], base::limits::error_detail));
        data.report.add({code, "", 0, "calls[" + id + "].deal", 0, std::string(detail)}, "calls[].deal");
    };
    const bool any_deal =
        std::any_of(data.deals.declared.begin(), data.deals.declared.end(), [](auto d) { return d != 0; });
    for (std::size_t call = 0; call < data.calls.at.size() && any_deal; ++call) {
        const DealIndex deal = data.calls.deal[call];
        if (deal == no_deal)
            report_call(ErrorCode::call_without_deal, call, {});
        else if (data.deals.declared[deal] == 0)
            report_call(ErrorCode::unknown_deal, call,
                        base::utf8_cut(data.deals.ids[deal], base::limits::error_detail));
    }
}

DataSet Builder::finish() && {
    State& s = *state_;
    s.place_local_times();
    s.place_values();
    // Found anew below, over all that is loaded.
    for (const ErrorCode code :
         {ErrorCode::unknown_stage, ErrorCode::unknown_person, ErrorCode::unknown_deal, ErrorCode::negative_duration,
          ErrorCode::after_cut_off, ErrorCode::no_history, ErrorCode::repeated_stage, ErrorCode::no_closing_time,
          ErrorCode::mixed_currency, ErrorCode::call_without_deal})
        s.data.report.drop(code);
    s.place_stages();
    s.build_spells();
    s.find_cut_off();
    s.check_references();
    return std::move(s.data);
}

}  // namespace model
