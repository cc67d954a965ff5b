#include "engine/figures/summary.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "metrics/account.h"
#include "metrics/wins.h"

namespace engine {

using metrics::Dimension;
using model::DataSet;
using model::PersonIndex;
using model::Role;

namespace {

std::vector<std::string> texts_of(const DataSet& data, const std::vector<bool>& used) {
    std::vector<std::string> texts;
    for (std::uint32_t label = 0; label < used.size(); ++label)
        if (used[label]) texts.push_back(text(data.labels[label]));
    base::heap_sort(texts.begin(), texts.end());
    return texts;
}

void list_words(const DataSet& data, SummaryAnswer& answer) {
    std::vector<bool> sources(data.labels.size()), segments(data.labels.size()), teams(data.labels.size());
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        sources[data.deals.source[deal]] = true;
        segments[data.segment_of(deal)] = true;
    }
    for (const model::Person& person : data.people) teams[person.team] = true;
    sources[0] = segments[0] = teams[0] = false;
    answer.sources = texts_of(data, sources);
    answer.segments = texts_of(data, segments);
    answer.teams = texts_of(data, teams);
}

void list_people(const DataSet& data, SummaryAnswer& answer) {
    for (const model::Person& person : data.people) {
        PersonInfo info{
            person.id,  person.name,    {}, person_text(data, person.manager), text(data.labels[person.team]),
            person.bot, person.declared};
        const unsigned roles = person.declared_roles | person.seen_roles;
        for (unsigned role = 0; role < 7; ++role)
            if ((roles >> role & 1u) != 0) info.roles.push_back(role_text(static_cast<Role>(role)));
        answer.people.push_back(std::move(info));
    }
    base::heap_sort(answer.people.begin(), answer.people.end(), [](const PersonInfo& a, const PersonInfo& b) {
        return a.name != b.name ? a.name < b.name : a.id < b.id;
    });
}

void list_stages(const DataSet& data, SummaryAnswer& answer) {
    for (const model::Stage& stage : data.stages) {
        answer.stages.push_back({stage.id,
                                 {stage.name_zh, stage.name_en},
                                 role_text(stage.role),
                                 text(model::word_of(model::outcome_names, stage.outcome))});
        const std::string role = role_text(stage.role);
        const bool new_role = std::find(answer.roles.begin(), answer.roles.end(), role) == answer.roles.end();
        if (!role.empty() && stage.outcome != model::Outcome::lost && new_role) answer.roles.push_back(role);
    }
}

Calendar calendar_of(const model::WorkingHours& hours) {
    Calendar calendar{{hours.from, hours.to}, {}, {}, {}};
    for (std::uint32_t day = 0; day < 7; ++day)
        if ((hours.weekdays >> day & 1u) != 0) calendar.weekdays.push_back(day + 1);
    for (const std::int64_t day : hours.holidays) calendar.holidays.push_back(base::iso_day(day));
    for (const std::int64_t day : hours.extra_days) calendar.extra_days.push_back(base::iso_day(day));
    return calendar;
}

Counts counts_of(const DataSet& data) {
    Counts counts;
    const std::size_t won_from = metrics::won_stage(data);
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        if (data.deals.declared[deal] == 0) continue;
        ++counts.deals;
        counts.ever_won += metrics::has_happened(data, metrics::won_at(data, deal, won_from));
        switch (data.deals.status[deal]) {
            case model::Status::won: ++counts.won; break;
            case model::Status::lost: ++counts.lost; break;
            case model::Status::left: ++counts.left; break;
            case model::Status::open: ++counts.open; break;
        }
    }
    counts.spells = data.spells.entered.size();
    counts.people = data.people.size();
    counts.accounts = data.accounts.ids.size();
    counts.calls = data.calls.at.size();
    for (const std::uint32_t turns : data.calls.turns) counts.turns += turns;
    counts.activities = data.activities.size();
    counts.reach = data.reach.size();
    counts.targets = data.targets.size();
    return counts;
}

}  // namespace

template <class Archive>
void fields(Archive& a, LocalName& v) {
    a("zh", v.zh);
    a("en", v.en);
}

template <class Archive>
void fields(Archive& a, StageInfo& v) {
    a("id", v.id);
    a("name", v.name);
    a("role", v.role);
    a("outcome", v.outcome);
}

template <class Archive>
void fields(Archive& a, PersonInfo& v) {
    a("id", v.id);
    a("name", v.name);
    a("roles", v.roles);
    a("manager", v.manager);
    a("team", v.team);
    a("bot", v.bot);
    a("declared", v.declared);
}

template <class Archive>
void fields(Archive& a, Counts& v) {
    a("deals", v.deals);
    a("won", v.won);
    a("lost", v.lost);
    a("left", v.left);
    a("open", v.open);
    a("ever_won", v.ever_won);
    a("spells", v.spells);
    a("people", v.people);
    a("accounts", v.accounts);
    a("calls", v.calls);
    a("turns", v.turns);
    a("activities", v.activities);
    a("reach", v.reach);
    a("targets", v.targets);
}

template <class Archive>
void fields(Archive& a, FileInfo& v) {
    a("name", v.name);
    a("bytes", v.bytes);
    a("records", v.records);
}

template <class Archive>
void fields(Archive& a, SummaryAnswer& v) {
    fields(a, v.head);
    a("name", v.name);
    a("demo", v.demo);
    a("zone", v.zone);
    a("currency", v.currency);
    a("minor_digits", v.minor_digits);
    a("calendar", v.calendar);
    a("first_entry", v.first_entry);
    a("last_entry", v.last_entry);
    a("counts", v.counts);
    a("heap_bytes", v.heap_bytes);
    a("stages", v.stages);
    a("people", v.people);
    a("roles", v.roles);
    a("teams", v.teams);
    a("sources", v.sources);
    a("segments", v.segments);
    a("files", v.files);
}

base::Result<SummaryAnswer> summary(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::summary);
    if (!prepared) return prepared.error();
    SummaryAnswer answer;
    answer.head = std::move(prepared->head);
    answer.name = loaded.data.name;
    answer.demo = loaded.demo;
    answer.zone = loaded.data.zone.name();
    answer.currency = loaded.data.currency;
    answer.minor_digits = base::minor_digits(loaded.data.currency);
    if (loaded.data.calendar) answer.calendar = calendar_of(*loaded.data.calendar);
    if (!loaded.data.spells.entered.empty()) {
        const auto [first, last] =
            std::minmax_element(loaded.data.spells.entered.begin(), loaded.data.spells.entered.end());
        answer.first_entry = base::iso_date(*first, prepared->zone);
        answer.last_entry = base::iso_date(*last, prepared->zone);
    }
    answer.counts = counts_of(loaded.data);
    answer.heap_bytes = loaded.data.heap_bytes();
    list_stages(loaded.data, answer);
    list_people(loaded.data, answer);
    list_words(loaded.data, answer);
    for (const model::LoadedFile& file : loaded.data.files)
        answer.files.push_back({file.name, file.bytes, file.records});
    return answer;
}

SEPTET_ANSWER_CODEC(SummaryAnswer)

}  // namespace engine
