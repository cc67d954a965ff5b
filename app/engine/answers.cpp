// From metrics' figures, in numbers, to answers, in the data's own texts.
#include <algorithm>
#include <array>
#include <tuple>

#include "base/limits.h"
#include "engine/engine.h"
#include "engine/selection.h"
#include "metrics/intervals.h"
#include "metrics/ledger.h"
#include "metrics/reach.h"
#include "metrics/rows.h"

namespace engine {

using base::Error;
using base::ErrorCode;
using metrics::Dimension;
using model::DataSet;
using model::PersonIndex;
using model::Role;

namespace {

std::string text(std::string_view view) { return std::string(view); }
std::string role_text(Role role) { return text(model::word_of(model::role_names, role)); }
std::string person_text(const DataSet& data, PersonIndex person) {
    return person == model::no_person ? std::string() : data.people[person].id;
}

// The figures that a finding touches: by the list that it was found in, then by what was found.
std::vector<std::string> touched_figures(const model::Finding& finding) {
    const std::string_view path = finding.path;
    if (path.starts_with("calls")) return {"calls"};
    if (path.starts_with("reach")) return {"reach"};
    if (path.starts_with("activities") || path.starts_with("targets")) return {};
    switch (finding.code) {
        case ErrorCode::unknown_person: return {"people"};
        case ErrorCode::mixed_currency:
        case ErrorCode::bad_currency:
        case ErrorCode::bad_number: return {"value"};
        case ErrorCode::negative_duration:
        case ErrorCode::no_closing_time: return {"time"};
        case ErrorCode::duplicate_id: return {};
        default: return {"ledger", "people", "rows"};
    }
}

std::vector<std::string> defects_touching(const DataSet& data, const std::string& figure) {
    std::vector<std::string> names;
    for (const model::Finding& finding : data.report.findings()) {
        const auto figures = touched_figures(finding);
        const std::string name = base::error_name(finding.code);
        const bool touches = std::find(figures.begin(), figures.end(), figure) != figures.end();
        if (touches && (names.empty() || names.back() != name)) names.push_back(name);
    }
    return names;
}

std::vector<By> default_by(Figure figure) {
    switch (figure) {
        case Figure::ledger:
        case Figure::rows: return {By::stage};
        case Figure::people: return {By::role, By::person};
        case Figure::reach: return {By::source};
        case Figure::summary:
        case Figure::defects: return {};
    }
    return {};
}

Dimension dimension_of(By by) { return static_cast<Dimension>(by); }
static_assert(static_cast<int>(By::month) == static_cast<int>(Dimension::month) &&
              static_cast<int>(By::source) == static_cast<int>(Dimension::source));

std::string month_text(std::uint32_t number) {
    const std::string month = std::to_string(number % 12 + 1);
    return std::to_string(number / 12) + (month.size() == 1 ? "-0" : "-") + month;
}

std::string key_text(const DataSet& data, Dimension dimension, std::uint32_t number) {
    switch (dimension) {
        case Dimension::stage: return data.stages[number].id;
        case Dimension::role: return role_text(static_cast<Role>(number));
        case Dimension::person: return person_text(data, static_cast<PersonIndex>(number));
        case Dimension::team:
        case Dimension::source:
        case Dimension::segment: return text(data.labels[number]);
        case Dimension::month: return month_text(number);
    }
    return {};
}

Ledger answer_of(const metrics::Ledger& ledger) {
    using model::Exit;
    Ledger out;
    out.entries = ledger.entries();
    out.advanced = ledger[Exit::advanced];
    out.lost = ledger[Exit::lost];
    out.back = ledger[Exit::back];
    out.left = ledger[Exit::left];
    out.open = ledger[Exit::open];
    out.passed = ledger.passed;
    out.mid_entry = ledger.mid_entry;
    out.value = ledger.value;
    out.valued = ledger.valued;
    return out;
}

std::vector<Flow> flows_of(const std::array<std::uint64_t, 8>& forward, const std::array<std::uint64_t, 8>& back) {
    std::vector<Flow> flows;
    for (std::size_t role = 0; role < forward.size(); ++role) {
        if (forward[role] != 0) flows.push_back({role_text(static_cast<Role>(role)), forward[role], false});
        if (back[role] != 0) flows.push_back({role_text(static_cast<Role>(role)), back[role], true});
    }
    return flows;
}

// What every figure needs before it begins: the question with its defaults, the zone, the selection.
struct Prepared {
    Head head;
    base::Zone zone;
    metrics::Selection selection;
    std::vector<Dimension> dimensions;
};

base::Result<Prepared> prepare(const DataSet& data, std::uint32_t revision, ingest::FindZone find_zone,
                               const Question& question, Figure figure) {
    if (revision == 0) return Error{ErrorCode::nothing_loaded, "", 0, "", 0, ""};
    Prepared out;
    out.head.question = question;
    out.head.question.figure = figure;
    if (question.by.empty()) out.head.question.by = default_by(figure);
    std::vector<By>& by = out.head.question.by;
    for (std::size_t i = 0; i < by.size(); ++i)
        if (std::find(by.begin(), by.begin() + static_cast<std::ptrdiff_t>(i), by[i]) !=
            by.begin() + static_cast<std::ptrdiff_t>(i))
            return Error{ErrorCode::question_bad_value, "", 0, "by", 0, name_of(by[i])};
    for (const By one : by) out.dimensions.push_back(dimension_of(one));
    out.zone = data.zone;
    if (!question.zone.empty() && question.zone != data.zone.name()) {
        auto zone = find_zone(question.zone);
        if (!zone) return Error{ErrorCode::question_bad_value, "", 0, "zone", 0, base::error_detail(question.zone)};
        out.zone = *std::move(zone);
    }
    out.head.question.zone = out.zone.name();
    auto selection = select(data, question.filter, out.zone);
    if (!selection) return selection.error();
    out.selection = *std::move(selection);
    out.head.revision = revision;
    if (data.cut_off != 0) out.head.cut_off = base::iso_time(data.cut_off, out.zone);
    out.head.definition = std::string(name_of(figure)) + "/1";
    out.head.defects = defects_touching(data, name_of(figure));
    return out;
}

Rate rate_of(std::uint64_t hits, std::uint64_t of) {
    Rate rate{hits, of, {}, {}, {}};
    if (const auto interval = metrics::wilson(hits, of)) {
        rate.estimate = static_cast<double>(hits) / static_cast<double>(of);
        rate.low = interval->low;
        rate.high = interval->high;
    }
    return rate;
}

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

std::vector<std::string> texts_of(const DataSet& data, const std::vector<bool>& used) {
    std::vector<std::string> texts;
    for (std::uint32_t label = 0; label < used.size(); ++label)
        if (used[label]) texts.push_back(text(data.labels[label]));
    std::sort(texts.begin(), texts.end());
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
    std::sort(answer.people.begin(), answer.people.end(), [](const PersonInfo& a, const PersonInfo& b) {
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

Counts counts_of(const DataSet& data) {
    Counts counts;
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        if (data.deals.declared[deal] == 0) continue;
        ++counts.deals;
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

Row row_of(const DataSet& data, const base::Zone& zone, const metrics::Passage& passage) {
    const model::Deals& deals = data.deals;
    const model::DealIndex deal = passage.deal;
    const model::AccountIndex account = deals.account[deal];
    Row row;
    row.deal = text(deals.ids[deal]);
    row.name = text(data.labels[deals.name[deal]]);
    if (row.name.empty() && account != model::no_account) row.name = text(data.labels[data.accounts.name[account]]);
    if (account != model::no_account) row.account = text(data.accounts.ids[account]);
    row.stage = data.stages[passage.stage].id;
    row.role = role_text(passage.role);
    row.person = person_text(data, passage.owner);
    row.source = text(data.labels[deals.source[deal]]);
    row.segment = text(data.labels[data.segment_of(deal)]);
    row.entered = base::iso_time(passage.entered, zone);
    if (passage.until != 0) row.until = base::iso_time(passage.until, zone);
    row.exit = passage.exit;
    row.passed = passage.passed;
    if (passage.exit == Exit::lost) row.lost_reason = text(data.labels[deals.lost_reason[deal]]);
    if (deals.has_value[deal] != 0) row.value = deals.value[deal];
    row.currency = text(data.labels[deals.currency[deal]]);
    return row;
}

}  // namespace

base::Result<SummaryAnswer> Engine::summary(const Question& question) {
    auto prepared = prepare(data_, revision_, find_zone_, question, Figure::summary);
    if (!prepared) return prepared.error();
    SummaryAnswer answer;
    answer.head = std::move(prepared->head);
    answer.name = data_.name;
    answer.demo = demo_;
    answer.zone = data_.zone.name();
    answer.currency = data_.currency;
    answer.minor_digits = base::minor_digits(data_.currency);
    if (!data_.spells.entered.empty()) {
        const auto [first, last] = std::minmax_element(data_.spells.entered.begin(), data_.spells.entered.end());
        answer.first_entry = base::iso_date(*first, prepared->zone);
        answer.last_entry = base::iso_date(*last, prepared->zone);
    }
    answer.counts = counts_of(data_);
    answer.heap_bytes = data_.heap_bytes();
    list_stages(data_, answer);
    list_people(data_, answer);
    list_words(data_, answer);
    for (const model::LoadedFile& file : data_.files) answer.files.push_back({file.name, file.bytes, file.records});
    return answer;
}

base::Result<LedgerAnswer> Engine::ledger(const Question& question) {
    auto prepared = prepare(data_, revision_, find_zone_, question, Figure::ledger);
    if (!prepared) return prepared.error();
    const auto figure =
        metrics::ledger(data_, prepared->selection, prepared->dimensions, question.jumps, prepared->zone);
    LedgerAnswer answer;
    answer.head = std::move(prepared->head);
    answer.total = answer_of(figure.total);
    const bool visits = metrics::unit_of(prepared->dimensions) == metrics::Unit::visit;
    for (const metrics::Group& group : figure.groups) {
        LedgerRow row;
        for (std::size_t i = 0; i < group.keys.size(); ++i)
            row.keys.push_back(key_text(data_, prepared->dimensions[i], group.keys[i]));
        row.ledger = answer_of(group.ledger);
        if (visits) {
            row.received = flows_of(group.flows.received, group.flows.received_back);
            row.passed_on = flows_of(group.flows.passed_on, group.flows.passed_back);
        }
        answer.rows.push_back(std::move(row));
    }
    // Numbers of labels and people depend on the order of the files; texts do not. Stages, roles and months sort by number.
    const auto& dimensions = prepared->dimensions;
    std::vector<std::size_t> order(answer.rows.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        for (std::size_t i = 0; i < dimensions.size(); ++i) {
            const bool by_number = dimensions[i] == Dimension::stage || dimensions[i] == Dimension::role ||
                                   dimensions[i] == Dimension::month;
            const auto& x = figure.groups[a].keys[i];
            const auto& y = figure.groups[b].keys[i];
            if (x == y) continue;
            if (by_number) return x < y;
            return answer.rows[a].keys[i] < answer.rows[b].keys[i];
        }
        return false;
    });
    std::vector<LedgerRow> sorted;
    for (const std::size_t i : order) sorted.push_back(std::move(answer.rows[i]));
    answer.rows = std::move(sorted);
    return answer;
}

base::Result<PeopleAnswer> Engine::people(const Question& question) {
    auto prepared = prepare(data_, revision_, find_zone_, question, Figure::people);
    if (!prepared) return prepared.error();
    const std::array dimensions{Dimension::role, Dimension::person};
    const auto figure = metrics::ledger(data_, prepared->selection, dimensions, question.jumps, prepared->zone);
    PeopleAnswer answer;
    answer.head = std::move(prepared->head);
    answer.head.question.by = default_by(Figure::people);
    std::array<metrics::Ledger, 8> roles{};
    std::array<bool, 8> seen{};
    for (const metrics::Group& group : figure.groups) {
        const std::uint32_t role = group.keys[0];
        const auto person = static_cast<PersonIndex>(group.keys[1]);
        PeopleRow row = people_row(static_cast<Role>(role), group.ledger);
        row.person = person_text(data_, person);
        row.bot = person != model::no_person && data_.people[person].bot;
        answer.rows.push_back(std::move(row));
        seen[role] = true;
        if (!answer.rows.back().bot) add(roles[role], group.ledger);
    }
    for (std::size_t role = 0; role < roles.size(); ++role)
        if (seen[role]) answer.roles.push_back(people_row(static_cast<Role>(role), roles[role]));
    const auto place = [&](const PeopleRow& row) {
        const auto person = data_.person_ids.find(row.person);
        const std::string name = person && !row.person.empty() ? data_.people[*person].name : std::string();
        return std::tuple(*model::find_word<Role>(model::role_names, row.role), row.person.empty(), name, row.person);
    };
    std::sort(answer.rows.begin(), answer.rows.end(),
              [&](const PeopleRow& a, const PeopleRow& b) { return place(a) < place(b); });
    return answer;
}

base::Result<RowsAnswer> Engine::rows(const Question& question) {
    auto prepared = prepare(data_, revision_, find_zone_, question, Figure::rows);
    if (!prepared) return prepared.error();
    if (question.limit > base::limits::rows_answered)
        return Error{ErrorCode::question_bad_value, "", 0, "limit", 0, std::to_string(question.limit)};
    const auto figure = metrics::rows(data_, prepared->selection, metrics::unit_of(prepared->dimensions),
                                      question.jumps, question.offset, question.limit);
    RowsAnswer answer;
    answer.head = std::move(prepared->head);
    answer.total = figure.total;
    for (const metrics::Passage& passage : figure.rows) answer.rows.push_back(row_of(data_, prepared->zone, passage));
    return answer;
}

base::Result<DefectsAnswer> Engine::defects(const Question& question) {
    auto prepared = prepare(data_, revision_, find_zone_, question, Figure::defects);
    if (!prepared) return prepared.error();
    DefectsAnswer answer;
    answer.head = std::move(prepared->head);
    for (const model::Finding& finding : data_.report.findings())
        answer.rows.push_back({base::error_name(finding.code), finding.path, model::is_skipped(finding.code),
                               finding.count, touched_figures(finding), finding.examples});
    // What was left out weighs more than what looks odd; then the more frequent.
    std::sort(answer.rows.begin(), answer.rows.end(), [](const Defect& a, const Defect& b) {
        if (a.skipped != b.skipped) return a.skipped;
        return std::tie(b.count, a.id, a.path) < std::tie(a.count, b.id, b.path);
    });
    return answer;
}

base::Result<ReachAnswer> Engine::reach(const Question& question) {
    auto prepared = prepare(data_, revision_, find_zone_, question, Figure::reach);
    if (!prepared) return prepared.error();
    const bool by_month = prepared->dimensions.front() == Dimension::month;
    if (prepared->dimensions.size() != 1 || (!by_month && prepared->dimensions.front() != Dimension::source))
        return Error{ErrorCode::question_bad_value, "", 0, "by", 0, name_of(prepared->head.question.by.back())};
    const auto figure = metrics::reach(data_, prepared->selection, by_month, prepared->zone);
    ReachAnswer answer;
    answer.head = std::move(prepared->head);
    const auto row_from = [](const metrics::ReachGroup& group, Keys keys) {
        return ReachRow{std::move(keys), group.impressions, group.clicks, group.leads, group.cost};
    };
    for (const metrics::ReachGroup& group : figure.groups)
        answer.rows.push_back(row_from(group, {by_month ? month_text(group.key) : text(data_.labels[group.key])}));
    if (!by_month)
        std::sort(answer.rows.begin(), answer.rows.end(),
                  [](const ReachRow& a, const ReachRow& b) { return a.keys < b.keys; });
    answer.total = row_from(figure.total, {});
    return answer;
}

std::string Engine::ask(std::string_view question_json) {
    const auto question = read_question(question_json);
    if (!question) return write(question.error());
    const auto said = [](const auto& answer) { return answer ? write(*answer) : write(answer.error()); };
    switch (question->figure) {
        case Figure::summary: return said(summary(*question));
        case Figure::ledger: return said(ledger(*question));
        case Figure::people: return said(people(*question));
        case Figure::rows: return said(rows(*question));
        case Figure::defects: return said(defects(*question));
        case Figure::reach: return said(reach(*question));
    }
    return {};
}

}  // namespace engine
