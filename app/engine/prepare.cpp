#include "engine/prepare.h"

#include <algorithm>

#include "engine/codec.h"
#include "engine/selection.h"
#include "metrics/intervals.h"
#include "metrics/months.h"

namespace engine {

using base::Error;
using base::ErrorCode;
using metrics::Dimension;
using model::DataSet;
using model::PersonIndex;
using model::Role;

namespace {

std::vector<By> default_by(Figure figure) {
    switch (figure) {
        case Figure::ledger:
        case Figure::rows:
        case Figure::conversion:
        case Figure::time: return {By::stage};
        case Figure::people: return {By::role, By::person};
        case Figure::reach: return {By::source};
        case Figure::calls: return {By::role};
        default: return {};
    }
}

Dimension dimension_of(By by) { return static_cast<Dimension>(by); }
static_assert(static_cast<int>(By::month) == static_cast<int>(Dimension::month) &&
              static_cast<int>(By::source) == static_cast<int>(Dimension::source));

bool found(const DataSet& data, ErrorCode code) {
    const auto& findings = data.report.findings();
    return std::any_of(findings.begin(), findings.end(), [code](const model::Finding& f) { return f.code == code; });
}

// Rates of people, where owners are known only because the deal was won, would all be near 1: worse than none.
bool is_of_people(const Question& question) {
    const auto asks = [&](By by) { return std::find(question.by.begin(), question.by.end(), by) != question.by.end(); };
    const auto chooses = [](const Filter& filter) {
        return !filter.person.empty() || !filter.team.empty() || !filter.manager.empty();
    };
    const bool by_itself = question.figure == Figure::people || question.figure == Figure::structure ||
                           question.figure == Figure::organisation || question.figure == Figure::constraint;
    return by_itself || asks(By::person) || asks(By::team) || chooses(question.filter) ||
           (question.against && chooses(*question.against));
}

// Of a finding that touches the figure: whether it misleads as a whole.
bool misleads(const DataSet& data, const Question& question, const model::Finding& finding) {
    switch (finding.code) {
        case ErrorCode::no_stage_history: return true;
        case ErrorCode::truncated_history: {
            // What was entered after the export begins to be whole is not touched; the chain has periods of its own.
            const std::string& whole_from = finding.examples.front().detail;
            return question.figure != Figure::chain &&
                   (question.filter.entered.from < whole_from ||
                    (question.against && question.against->entered.from < whole_from));
        }
        case ErrorCode::owners_only_on_won:
        case ErrorCode::owner_not_yet_known: return is_of_people(question);
        case ErrorCode::mass_import: return finding.count * 50 >= data.spells.entered.size();
        default: return false;
    }
}

// Of a finding that touches the figure: whether it can touch this question.
bool concerns(const Question& question, const model::Finding& finding) {
    const bool of_ledger = question.figure == Figure::ledger;
    const bool by_source = std::find(question.by.begin(), question.by.end(), By::source) != question.by.end();
    switch (finding.code) {
        case ErrorCode::similar_names:
            return !finding.path.starts_with("deals") || by_source || !question.filter.source.empty();
        case ErrorCode::owners_only_on_won:
        case ErrorCode::owner_not_yet_known: return !of_ledger || is_of_people(question);
        default: return true;
    }
}

void tell_defects(const DataSet& data, Head& head) {
    const std::string figure(name_of(head.question.figure));
    for (const model::Finding& finding : data.report.findings()) {
        const auto figures = touched_figures(finding);
        if (std::find(figures.begin(), figures.end(), figure) == figures.end()) continue;
        if (!concerns(head.question, finding)) continue;
        const std::string name = base::error_name(finding.code);
        if (head.defects.empty() || head.defects.back() != name) head.defects.push_back(name);
        if (misleads(data, head.question, finding)) head.misleading.push_back(name);
    }
}

std::string refusal_of(const DataSet& data, const Question& question) {
    const bool counts_only = question.figure == Figure::ledger || question.figure == Figure::rows ||
                             question.figure == Figure::summary || question.figure == Figure::defects ||
                             question.figure == Figure::reach || question.figure == Figure::organisation;
    // Customers have been won, all of them.
    const bool of_won = question.figure == Figure::recurrent || question.figure == Figure::retention;
    if (!counts_only && !of_won && is_of_people(question) && found(data, ErrorCode::owners_only_on_won))
        return base::error_name(ErrorCode::owners_only_on_won);
    return {};
}

}  // namespace

bool is_of_part(const Filter& filter) {
    return !filter.person.empty() || !filter.team.empty() || !filter.manager.empty() || !filter.role.empty() ||
           !filter.stage.empty() || !filter.exit.empty();
}

std::string text(std::string_view view) { return std::string(view); }
std::string role_text(Role role) { return text(model::word_of(model::role_names, role)); }
std::string person_text(const DataSet& data, PersonIndex person) {
    return person == model::no_person ? std::string() : data.people[person].id;
}

// The figures that a finding touches: by the list that it was found in, then by what was found. docs/defects.md has the table.
std::vector<std::string> touched_figures(const model::Finding& finding) {
    using Figures = std::vector<std::string>;
    static const Figures entries{"ledger",    "people",       "rows",     "conversion", "cohorts",
                                 "time",      "handoffs",     "queue",    "chain",      "constraint",
                                 "structure", "organisation", "forecast", "what_if",    "behaviour"};
    static const Figures owners{"people", "handoffs", "queue", "constraint", "structure", "organisation"};
    const std::string_view path = finding.path;
    // "gong: …", "vcon: …": another system's.
    if (path.starts_with("calls") || path.find(':') != path.npos)
        return {"calls",  "call",   "call_list", "call_days",  "behaviour", "coaching",
                "topics", "search", "quality",   "scorecards", "account"};
    if (path.starts_with("reach")) return {"reach"};
    if (path.starts_with("activities")) return {"recurrent", "retention", "account"};
    if (path.starts_with("targets")) return {"forecast"};
    if (path.starts_with("calendar")) return {"time", "handoffs", "queue", "call_days"};
    switch (finding.code) {
        case ErrorCode::unknown_person:
        case ErrorCode::owner_missing:
        case ErrorCode::suspected_bot: return owners;
        case ErrorCode::owners_only_on_won:
        case ErrorCode::owner_not_yet_known:
            return {"ledger",   "people", "conversion", "cohorts",   "time",
                    "handoffs", "queue",  "constraint", "structure", "organisation"};
        case ErrorCode::similar_names: return path.starts_with("people") ? owners : Figures{"ledger"};
        case ErrorCode::names_not_compared: return {};
        case ErrorCode::manager_cycle: return {"people", "ledger", "organisation"};
        case ErrorCode::truncated_history:
            return {"ledger", "conversion", "cohorts", "time", "people", "chain", "constraint", "forecast", "what_if"};
        case ErrorCode::no_stage_history:
            return {"conversion", "cohorts",  "time",    "handoffs",  "chain",  "constraint",
                    "structure",  "forecast", "what_if", "behaviour", "account"};
        case ErrorCode::mass_import:
            return {"cohorts", "time", "conversion", "handoffs", "constraint", "forecast", "what_if", "behaviour"};
        case ErrorCode::mixed_zones:
            return {"cohorts", "time", "conversion", "handoffs", "queue", "behaviour", "call_days"};
        case ErrorCode::mixed_currency:
        case ErrorCode::bad_currency:
        case ErrorCode::bad_number: return {"value", "forecast"};
        case ErrorCode::negative_duration:
        case ErrorCode::no_closing_time:
            return {"time", "conversion", "constraint", "forecast", "what_if", "behaviour"};
        case ErrorCode::duplicate_id: return {};
        default: return entries;
    }
}

std::string month_text(std::uint32_t number) {
    const std::string month = std::to_string(number % 12 + 1);
    return std::to_string(number / 12) + (month.size() == 1 ? "-0" : "-") + month;
}

std::string key_text(const DataSet& data, Dimension dimension, std::uint32_t number) {
    switch (dimension) {
        case Dimension::stage: return number < data.stages.size() ? data.stages[number].id : std::string();
        case Dimension::role: return role_text(static_cast<Role>(number));
        case Dimension::person: return person_text(data, static_cast<PersonIndex>(number));
        case Dimension::team:
        case Dimension::source:
        case Dimension::segment: return text(data.labels[number]);
        case Dimension::month: return number == metrics::no_month ? std::string() : month_text(number);
    }
    return {};
}

Keys keys_text(const DataSet& data, const std::vector<Dimension>& dimensions,
               const std::vector<std::uint32_t>& numbers) {
    Keys keys;
    for (std::size_t i = 0; i < numbers.size(); ++i) keys.push_back(key_text(data, dimensions[i], numbers[i]));
    return keys;
}

bool listed_before(const std::vector<Dimension>& dimensions, const std::vector<std::uint32_t>& numbers_a,
                   const Keys& keys_a, const std::vector<std::uint32_t>& numbers_b, const Keys& keys_b) {
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        if (numbers_a[i] == numbers_b[i]) continue;
        const bool by_number =
            dimensions[i] == Dimension::stage || dimensions[i] == Dimension::role || dimensions[i] == Dimension::month;
        return by_number ? numbers_a[i] < numbers_b[i] : keys_a[i] < keys_b[i];
    }
    return false;
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

Rate rate_of(std::uint64_t hits, std::uint64_t of) {
    Rate rate{hits, of, {}, {}, {}};
    if (const auto interval = metrics::wilson(hits, of)) {
        rate.estimate = static_cast<double>(hits) / static_cast<double>(of);
        rate.low = interval->low;
        rate.high = interval->high;
    }
    return rate;
}

Estimate estimate_of(const metrics::Estimated& estimated) {
    Estimate out{estimated.estimate, estimated.se, {}, {}};
    if (estimated.interval) {
        out.low = estimated.interval->low;
        out.high = estimated.interval->high;
    }
    return out;
}

base::Result<Prepared> prepare(const Loaded& loaded, const Question& question, Figure figure) {
    const DataSet& data = loaded.data;
    if (loaded.revision == 0) return Error{ErrorCode::nothing_loaded, "", 0, "", 0, ""};
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
        auto zone = loaded.find_zone(question.zone);
        if (!zone) return Error{ErrorCode::question_bad_value, "", 0, "zone", 0, base::error_detail(question.zone)};
        out.zone = *std::move(zone);
    }
    out.head.question.zone = out.zone.name();
    auto selection = select(data, question.filter, out.zone);
    if (!selection) return selection.error();
    out.selection = *std::move(selection);
    out.head.revision = loaded.revision;
    if (data.cut_off != 0) out.head.cut_off = base::iso_time(data.cut_off, out.zone);
    out.head.definition = std::string(name_of(figure)) + "/1";
    out.head.refused = refusal_of(data, out.head.question);
    tell_defects(data, out.head);
    return out;
}

}  // namespace engine
