#include "engine/figures/people.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "metrics/people.h"

namespace engine {

using metrics::Dimension;
using model::DataSet;
using model::PersonIndex;
using model::Role;

std::span<const std::string_view> answer_words(Differ) {
    static constexpr std::array<std::string_view, 3> words{"too_few", "no_evidence", "differ"};
    return words;
}

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

Estimate estimate_of(double value, const metrics::Interval& interval) {
    return {value, {}, interval.low, interval.high};
}

Comparison comparison_of(const DataSet& data, const metrics::ComparedPerson& person) {
    Comparison out;
    out.person = person_text(data, person.person);
    out.within = rate_of(person.count.hits, person.count.of);
    if (person.shrunken) out.shrunken = estimate_of(person.shrunken->estimate, person.shrunken->interval);
    out.outside = person.outside;
    out.observed = person.adjusted.observed;
    if (person.adjusted.ratio) {
        out.expected = person.adjusted.expected;
        out.adjusted = estimate_of(*person.adjusted.ratio, *person.adjusted.interval);
    }
    if (person.direct) out.direct = estimate_of(person.direct->rate, person.direct->interval);
    out.top_third = person.top_third;
    if (person.value) out.value_minor = estimate_of(person.value->estimate, person.value->interval);
    return out;
}

// Lines for the funnel plot: volumes in equal steps of their square root, because the limits narrow with it.
std::vector<Limits> limits_of(const metrics::ComparedRole& role) {
    constexpr int steps = 24;
    std::uint64_t most = 0;
    for (const metrics::ComparedPerson& person : role.people) most = std::max(most, person.count.of);
    const double rate = static_cast<double>(role.count.hits) / static_cast<double>(role.count.of);
    std::vector<Limits> limits;
    for (int step = 1; step <= steps; ++step) {
        const double share = static_cast<double>(step) / steps;
        const auto of = static_cast<std::uint64_t>(static_cast<double>(most) * share * share + 0.5);
        if (of == 0 || (!limits.empty() && limits.back().of == of)) continue;
        const auto inner = metrics::binomial_limits(of, rate, 0.95), outer = metrics::binomial_limits(of, rate, 0.998);
        limits.push_back({of, inner.low, inner.high, outer.low, outer.high});
    }
    return limits;
}

RoleComparison comparison_of(const DataSet& data, const metrics::ComparedRole& role) {
    RoleComparison out;
    out.role = role_text(role.role);
    out.horizon_days = role.horizon_days;
    out.within = rate_of(role.count.hits, role.count.of);
    for (const metrics::ComparedPerson& person : role.people) out.people.push_back(comparison_of(data, person));
    base::heap_sort(out.people.begin(), out.people.end(), [&](const Comparison& a, const Comparison& b) {
        const auto name = [&](const Comparison& c) { return data.people[*data.person_ids.find(c.person)].name; };
        return std::tuple(name(a), a.person) < std::tuple(name(b), b.person);
    });
    if (!role.spread) return out;
    out.differ = role.spread->differ ? Differ::differ : Differ::no_evidence;
    out.p = role.spread->p;
    out.weight = role.spread->weight;
    out.limits = limits_of(role);
    return out;
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
void fields(Archive& a, Comparison& v) {
    a("person", v.person);
    a("within", v.within);
    a("shrunken", v.shrunken);
    a("outside", v.outside);
    a("observed", v.observed);
    a("expected", v.expected);
    a("adjusted", v.adjusted);
    a("direct", v.direct);
    a("top_third", v.top_third);
    a("value_minor", v.value_minor);
}

template <class Archive>
void fields(Archive& a, Limits& v) {
    a("of", v.of);
    a("low_95", v.low_95);
    a("high_95", v.high_95);
    a("low_998", v.low_998);
    a("high_998", v.high_998);
}

template <class Archive>
void fields(Archive& a, RoleComparison& v) {
    a("role", v.role);
    a("horizon_days", v.horizon_days);
    a("within", v.within);
    a("differ", v.differ);
    a("p", v.p);
    a("weight", v.weight);
    a("people", v.people);
    a("limits", v.limits);
}

template <class Archive>
void fields(Archive& a, PeopleAnswer& v) {
    fields(a, v.head);
    a("rows", v.rows);
    a("roles", v.roles);
    a("comparisons", v.comparisons);
}

base::Result<PeopleAnswer> people(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::people);
    if (!prepared) return prepared.error();
    const std::array dimensions{Dimension::role, Dimension::person};
    const auto figure =
        loaded.ledgers.ledger(loaded.data, prepared->selection, dimensions, question.jumps, prepared->zone);
    PeopleAnswer answer;
    answer.head = std::move(prepared->head);
    answer.head.question.by = {By::role, By::person};
    if (!answer.head.refused.empty()) return answer;
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
    base::heap_sort(answer.rows.begin(), answer.rows.end(),
                    [&](const PeopleRow& a, const PeopleRow& b) { return place(a) < place(b); });
    for (const metrics::ComparedRole& role : metrics::compare_people(loaded.data, prepared->selection, question.jumps))
        answer.comparisons.push_back(comparison_of(loaded.data, role));
    return answer;
}

SEPTET_ANSWER_CODEC(PeopleAnswer)

}  // namespace engine
