#include "engine/selection.h"

#include <algorithm>

namespace engine {

using base::Error;
using base::ErrorCode;
using metrics::Choice;

namespace {

Error bad_value(const char* path, std::string_view detail) {
    return Error{ErrorCode::question_bad_value, "", 0, path, 0, base::error_detail(detail)};
}

// Chooses the numbers that `find` gives for the texts.
template <class Find>
void choose(Choice& choice, const std::vector<std::string>& texts, Find find) {
    if (texts.empty()) return;
    choice.restrict_to_none();
    for (const std::string& text : texts)
        if (const auto number = find(text)) choice.add(*number);
}

// The managers and whoever reports to them, at any depth; a circle of managers ends where it began.
void choose_under(Choice& choice, const model::DataSet& data, const std::vector<std::string>& managers) {
    if (managers.empty()) return;
    choice.restrict_to_none();
    std::vector<std::vector<model::PersonIndex>> reports(data.people.size());
    for (model::PersonIndex person = 0; person < data.people.size(); ++person)
        if (data.people[person].manager != model::no_person) reports[data.people[person].manager].push_back(person);
    std::vector<bool> seen(data.people.size());
    std::vector<model::PersonIndex> waiting;
    for (const std::string& id : managers)
        if (const auto manager = data.person_ids.find(id)) waiting.push_back(static_cast<model::PersonIndex>(*manager));
    while (!waiting.empty()) {
        const model::PersonIndex person = waiting.back();
        waiting.pop_back();
        if (seen[person]) continue;
        seen[person] = true;
        choice.add(person);
        waiting.insert(waiting.end(), reports[person].begin(), reports[person].end());
    }
}

base::Result<model::Stamp> midnight(const std::string& day, const base::Zone& zone, model::Stamp otherwise) {
    if (day.empty()) return otherwise;
    const auto parsed = base::parse_time(day);
    if (!parsed || !parsed->date_only) return bad_value("filter.entered", day);
    const base::Time utc = zone.utc_from_local(parsed->seconds);
    return static_cast<model::Stamp>(std::clamp<base::Time>(utc, 0, 0xffffffff));
}

}  // namespace

base::Result<metrics::Selection> select(const model::DataSet& data, const Filter& filter, const base::Zone& zone) {
    metrics::Selection selection;
    const auto from = midnight(filter.entered.from, zone, selection.from);
    const auto to = midnight(filter.entered.to, zone, selection.to);
    if (!from) return from.error();
    if (!to) return to.error();
    selection.from = *from;
    selection.to = *to;

    const auto label = [&](std::string_view text) { return data.labels.find(text); };
    choose(selection.source, filter.source, label);
    choose(selection.segment, filter.segment, label);
    choose(selection.team, filter.team, label);
    choose(selection.deal, filter.deal, [&](std::string_view id) { return data.deals.ids.find(id); });
    choose(selection.person, filter.person, [&](std::string_view id) -> std::optional<std::uint32_t> {
        return id.empty() ? std::optional<std::uint32_t>(model::no_person) : data.person_ids.find(id);
    });
    choose_under(selection.under, data, filter.manager);
    choose(selection.stage, filter.stage, [&](const std::string& id) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < data.stages.size(); ++i)
            if (data.stages[i].id == id) return i;
        return std::nullopt;
    });
    for (const std::string& name : filter.role)
        if (!model::find_word<model::Role>(model::role_names, name)) return bad_value("filter.role", name);
    choose(selection.role, filter.role, [](const std::string& name) {
        const auto role = model::find_word<model::Role>(model::role_names, name);
        return role ? std::optional<std::size_t>(static_cast<std::size_t>(*role)) : std::nullopt;
    });
    for (const Exit exit : filter.exit) selection.exit.add(static_cast<std::size_t>(exit));
    return selection;
}

}  // namespace engine
