// Records that come by the hundred or the thousand, as in ingest/septet_rare_records.cpp: compiled small.
#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "model/builder_state.h"

namespace model {

using base::ErrorCode;

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
