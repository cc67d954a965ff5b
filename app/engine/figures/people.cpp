#include "engine/figures/people.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/archive.h"
#include "engine/prepare.h"

namespace engine {

using metrics::Dimension;
using model::DataSet;
using model::PersonIndex;
using model::Role;

namespace {

PeopleRow people_row(Role role, const metrics::Ledger& ledger) {
    PeopleRow row;
    row.role = role_text(role);
    row.ledger = answer_of(ledger);
    row.advanced = rate_of(row.ledger.advanced, row.ledger.entries);
    return row;
}

void add(metrics::Ledger& sum, const metrics::Ledger& part) {
    for (std::size_t i = 0; i < sum.exits.size(); ++i) sum.exits[i] += part.exits[i];
    sum.passed += part.passed;
    sum.mid_entry += part.mid_entry;
    sum.valued += part.valued;
    sum.value += part.value;
}

}  // namespace

template <class Archive>
void fields(Archive& a, PeopleRow& v) {
    a("role", v.role);
    a("person", v.person);
    a("bot", v.bot);
    fields(a, v.ledger);
    a("advanced_rate", v.advanced);
}

template <class Archive>
void fields(Archive& a, PeopleAnswer& v) {
    fields(a, v.head);
    a("rows", v.rows);
    a("roles", v.roles);
}

base::Result<PeopleAnswer> people(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::people);
    if (!prepared) return prepared.error();
    const std::array dimensions{Dimension::role, Dimension::person};
    const auto figure = metrics::ledger(loaded.data, prepared->selection, dimensions, question.jumps, prepared->zone);
    PeopleAnswer answer;
    answer.head = std::move(prepared->head);
    answer.head.question.by = {By::role, By::person};
    std::array<metrics::Ledger, 8> roles{};
    std::array<bool, 8> seen{};
    for (const metrics::Group& group : figure.groups) {
        const std::uint32_t role = group.keys[0];
        const auto person = static_cast<PersonIndex>(group.keys[1]);
        PeopleRow row = people_row(static_cast<Role>(role), group.ledger);
        row.person = person_text(loaded.data, person);
        row.bot = person != model::no_person && loaded.data.people[person].bot;
        answer.rows.push_back(std::move(row));
        seen[role] = true;
        if (!answer.rows.back().bot) add(roles[role], group.ledger);
    }
    for (std::size_t role = 0; role < roles.size(); ++role)
        if (seen[role]) answer.roles.push_back(people_row(static_cast<Role>(role), roles[role]));
    const auto place = [&](const PeopleRow& row) {
        const auto person = loaded.data.person_ids.find(row.person);
        const std::string name = person && !row.person.empty() ? loaded.data.people[*person].name : std::string();
        return std::tuple(*model::find_word<Role>(model::role_names, row.role), row.person.empty(), name, row.person);
    };
    std::sort(answer.rows.begin(), answer.rows.end(),
              [&](const PeopleRow& a, const PeopleRow& b) { return place(a) < place(b); });
    return answer;
}

SEPTET_ANSWER_CODEC(PeopleAnswer)

}  // namespace engine
