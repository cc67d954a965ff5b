#include "metrics/call_groups.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/heap_sort.h"
#include "metrics/months.h"
#include "metrics/radix_sort.h"

namespace metrics {
namespace {

using model::DataSet;
using model::Role;

constexpr double ms_a_minute = 60'000;
constexpr double ms_an_hour = 3'600'000;

std::optional<double> part(double of, double whole) { return whole > 0 ? std::optional(of / whole) : std::nullopt; }

// Whether a side's speech is counted in 字 or in words; neither where it says nothing.
bool counted_in(bool characters, const SideFigures& side) {
    return side.text.units() > 0 && (side.text.characters > side.text.words) == characters;
}

std::optional<double> rate_of_speech(const SideFigures& side, bool characters) {
    if (!counted_in(characters, side)) return std::nullopt;
    return part(side.text.units(), side.speech_ms / ms_a_minute);
}

std::optional<double> rate_of_fillers(const CallFigures& call, bool characters) {
    if (!call.spoken() || !call.fillers || !counted_in(characters, call.rep)) return std::nullopt;
    return part(*call.fillers, call.rep.text.units() / 100.0);
}

std::optional<Role> only_role(std::uint8_t roles) {
    if (std::popcount(roles) != 1) return std::nullopt;
    return static_cast<Role>(std::countr_zero(roles));
}

model::PersonIndex rep_of(const DataSet& data, model::CallIndex call) {
    if (data.calls.person[call] != model::no_person) return data.calls.person[call];
    model::PersonIndex only = model::no_person;
    for (std::uint32_t i = 0; i < data.calls.speakers[call]; ++i) {
        const model::Speaker& speaker = data.speakers[data.calls.speakers_begin[call] + i];
        if (speaker.side != model::Side::rep || speaker.person == model::no_person) continue;
        if (only != model::no_person && only != speaker.person) return model::no_person;
        only = speaker.person;
    }
    return only;
}

std::uint32_t number_of(Dimension dimension, const DataSet& data, const base::Zone& zone, model::CallIndex call,
                        const CallPlace& place) {
    const model::DealIndex deal = data.calls.deal[call];
    switch (dimension) {
        case Dimension::stage: return place.stage ? *place.stage : no_stage_key;
        case Dimension::role: return static_cast<std::uint32_t>(place.role);
        case Dimension::person: return place.person;
        case Dimension::team: return place.person == model::no_person ? 0 : data.people[place.person].team;
        case Dimension::source: return deal == model::no_deal ? 0 : data.deals.source[deal];
        case Dimension::segment: return deal == model::no_deal ? 0 : data.segment_of(deal);
        case Dimension::month: return data.calls.at[call] == 0 ? no_month : month_of(data.calls.at[call], zone);
    }
    return 0;
}

}  // namespace

std::optional<double> value_of(CallMeasure measure, const CallFigures& call) {
    if (measure == CallMeasure::fillers_per_words || measure == CallMeasure::fillers_per_characters)
        return rate_of_fillers(call, measure == CallMeasure::fillers_per_characters);
    if (!call.timed()) return std::nullopt;
    switch (measure) {
        case CallMeasure::talk_ratio: return call.talk_ratio();
        case CallMeasure::longest_monologue: return call.rep.longest_ms / 1000.0;
        case CallMeasure::longest_story: return call.customer.longest_ms / 1000.0;
        case CallMeasure::switches: return part(call.switches, call.speech_ms / ms_a_minute);
        case CallMeasure::patience: return call.patience_ms ? std::optional(*call.patience_ms / 1000.0) : std::nullopt;
        case CallMeasure::questions: {
            const SpokenText& said = call.rep.text;
            if (said.units() == 0) return std::nullopt;
            const bool marked = said.marked || call.customer.text.marked || said.characters > said.words;
            return marked ? part(said.questions, call.duration_ms / ms_an_hour) : std::nullopt;
        }
        case CallMeasure::words_per_minute: return rate_of_speech(call.rep, false);
        case CallMeasure::characters_per_minute: return rate_of_speech(call.rep, true);
        case CallMeasure::overlap: return part(call.overlap_ms, call.duration_ms);
        case CallMeasure::interruptions: return part(call.rep.interruptions, call.duration_ms / (10 * ms_a_minute));
        case CallMeasure::customer_interruptions:
            return part(call.customer.interruptions, call.duration_ms / (10 * ms_a_minute));
        case CallMeasure::silence: return part(call.silence_ms, call.duration_ms);
        case CallMeasure::fillers_per_words:
        case CallMeasure::fillers_per_characters: break;  // they need no times
    }
    return std::nullopt;
}

std::optional<model::SpellIndex> stay_at(const DataSet& data, model::DealIndex deal, model::Stamp at) {
    std::optional<model::SpellIndex> found;
    for (model::SpellIndex s = data.first_spell(deal); s < data.end_spell(deal) && data.spells.entered[s] <= at; ++s)
        found = s;
    return found;
}

Role acting_role(const DataSet& data, model::PersonIndex person, std::optional<model::SpellIndex> stay) {
    if (person != model::no_person) {
        const model::Person& one = data.people[person];
        if (const auto role = only_role(one.declared_roles != 0 ? one.declared_roles : one.seen_roles)) return *role;
    }
    return stay ? data.spells.role(*stay) : Role::none;
}

CallPlace place_of(const DataSet& data, model::CallIndex call) {
    CallPlace place;
    place.person = rep_of(data, call);
    const model::DealIndex deal = data.calls.deal[call];
    const auto stay = deal == model::no_deal ? std::nullopt : stay_at(data, deal, data.calls.at[call]);
    place.stay = stay;
    if (stay) place.stage = data.spells.stage[*stay];
    place.role = data.calls.role[call];
    if (place.role == Role::none) place.role = acting_role(data, place.person, stay);
    return place;
}

bool selects_call(const Selection& selection, const DataSet& data, model::CallIndex call, const CallPlace& place) {
    const model::DealIndex deal = data.calls.deal[call];
    const model::Stamp at = data.calls.at[call];
    const bool known = deal != model::no_deal;
    const bool of_deal = known ? selection.has_deal(data, deal)
                               : !selection.deal.restricted() && selection.source.has(0) && selection.segment.has(0);
    const model::Label team = place.person == model::no_person ? 0 : data.people[place.person].team;
    return of_deal && at >= selection.from && at < selection.to && selection.person.has(place.person) &&
           selection.team.has(team) && selection.under.has(place.person) &&
           selection.role.has(static_cast<std::size_t>(place.role)) &&
           (place.stage ? selection.stage.has(*place.stage) : !selection.stage.restricted());
}

MeasureFigure figure_of(std::vector<double>& values) {
    MeasureFigure figure;
    figure.n = values.size();
    if (values.empty()) return figure;
    std::sort(values.begin(), values.end());
    double sum = 0;
    for (const double value : values) sum += value;
    figure.mean = sum / static_cast<double>(values.size());
    const auto quantile = [&](double p) {
        const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
        return values[std::max<std::size_t>(rank, 1) - 1];
    };
    figure.quartile1 = quantile(0.25);
    figure.median = quantile(0.5);
    figure.quartile3 = quantile(0.75);
    return figure;
}

MeasureFigure range_of(std::vector<double>& means) {
    MeasureFigure range;
    range.n = means.size();
    return means.size() < fewest_ranged_reps ? range : figure_of(means);
}

MeasureFigure range_of(std::span<const CallGroup> groups, CallMeasure measure) {
    std::vector<double> means;
    for (const CallGroup& group : groups) {
        const MeasureFigure& figure = group.measures[static_cast<std::size_t>(measure)];
        if (figure.n >= fewest_own_calls) means.push_back(*figure.mean);
    }
    return range_of(means);
}

std::vector<model::CallIndex> selected_calls(const DataSet& data, const Selection& selection) {
    std::vector<model::CallIndex> calls;
    for (model::CallIndex call = 0; call < data.calls.at.size(); ++call)
        if (selects_call(selection, data, call, place_of(data, call))) calls.push_back(call);
    return calls;
}

void sort_newest_first(const DataSet& data, std::vector<model::CallIndex>& calls) {
    const auto& at = data.calls.at;
    radix_sort(calls, [&](model::CallIndex call) { return ~at[call]; });
    for (std::size_t begin = 0, end = 0; begin < calls.size(); begin = end) {
        while (end < calls.size() && at[calls[end]] == at[calls[begin]]) ++end;
        if (end - begin > 1)
            base::heap_sort(calls.data() + begin, calls.data() + end, [&](model::CallIndex a, model::CallIndex b) {
                return data.calls.ids[a] < data.calls.ids[b];
            });
    }
}

GroupedCalls group_calls(const DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                         const base::Zone& zone) {
    GroupTable table(dimensions.size());
    GroupedCalls out;
    const std::size_t calls = data.calls.at.size();
    out.group.assign(calls, no_group);
    for (model::CallIndex call = 0; call < calls; ++call) {
        const CallPlace place = place_of(data, call);
        if (!selects_call(selection, data, call, place)) continue;
        GroupKey key{};
        for (std::size_t i = 0; i < dimensions.size(); ++i) key[i] = number_of(dimensions[i], data, zone, call, place);
        out.group[call] = static_cast<std::uint32_t>(table.find_or_add(key));
    }
    for (std::size_t i = 0; i < table.size(); ++i) out.keys.push_back(table.keys_of(i));
    return out;
}

std::vector<CallGroup> call_groups(std::span<const CallFigures> figures, const GroupedCalls& calls) {
    struct Gathered {
        std::array<std::vector<double>, call_measures> values;
        std::uint64_t rep_ms = 0, both_ms = 0;
    };
    std::vector<CallGroup> groups(calls.keys.size());
    std::vector<Gathered> gathered(groups.size());
    for (model::CallIndex call = 0; call < figures.size(); ++call) {
        const std::uint32_t at = calls.group[call];
        if (at == no_group) continue;
        const CallFigures& one = figures[call];
        ++groups[at].calls;
        ++groups[at].doubts[static_cast<std::size_t>(one.doubt)];
        for (std::size_t m = 0; m < call_measures; ++m)
            if (const auto value = value_of(static_cast<CallMeasure>(m), one)) gathered[at].values[m].push_back(*value);
        if (!one.timed()) continue;
        gathered[at].rep_ms += one.rep.speech_ms;
        gathered[at].both_ms += std::uint64_t{one.rep.speech_ms} + one.customer.speech_ms;
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        groups[i].keys = calls.keys[i];
        for (std::size_t m = 0; m < call_measures; ++m) groups[i].measures[m] = figure_of(gathered[i].values[m]);
        groups[i].pooled_talk_ratio =
            part(static_cast<double>(gathered[i].rep_ms), static_cast<double>(gathered[i].both_ms));
    }
    return groups;
}

}  // namespace metrics
