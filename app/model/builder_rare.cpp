// What happens once a load or a file, and records that come by the hundred or the thousand: compiled small.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

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

void Builder::State::report_deal(ErrorCode code, DealIndex deal, const char* field, std::string_view detail) {
    std::string path =
        "deals[" + std::string(base::utf8_cut(data.deals.ids[deal], base::limits::error_detail)) + "]" + field;
    Error error{code, "", 0, std::move(path), 0, std::string(base::utf8_cut(detail, base::limits::error_detail))};
    data.report.add(std::move(error), std::string("deals[]") + field);
}

void Builder::State::report_call(ErrorCode code, std::uint32_t call, const char* field, std::string_view detail) {
    const std::string id(base::utf8_cut(data.calls.ids[call], base::limits::error_detail));
    Error error{code, "", 0, "calls[" + id + "]." + field, 0, base::error_detail(detail)};
    data.report.add(std::move(error), std::string("calls[].") + field);
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
    if (base && base->extras) base->extras->go_on(*this);
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
           s.span_of_deal.capacity() * sizeof(RawSpan) + local_times + (s.extras ? s.extras->heap_bytes() : 0);
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

}  // namespace model
