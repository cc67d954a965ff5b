#include "engine/figures/coaching.h"

#include <algorithm>

#include "engine/archive.h"
#include "engine/period.h"
#include "engine/transcripts.h"
#include "metrics/coaching.h"
#include "metrics/conversion.h"

namespace engine {

namespace {

constexpr std::uint32_t usual_horizon_days = 14;

std::string measure_text(std::size_t measure) { return text(metrics::call_measure_names[measure]); }

CoachingRange range_of(std::size_t measure, const metrics::MeasureRange& from) {
    return {.id = measure_text(measure),
            .reps = from.reps,
            .quartile1 = from.quartile1,
            .median = from.median,
            .quartile3 = from.quartile3,
            .calls = from.calls.n,
            .calls_quartile1 = from.calls.quartile1,
            .calls_median = from.calls.median,
            .calls_quartile3 = from.calls.quartile3};
}

Estimate estimate_with(std::optional<double> estimate, const std::optional<metrics::Interval>& interval) {
    Estimate out{estimate, {}, {}, {}};
    if (!interval) return out;
    out.low = interval->low;
    out.high = interval->high;
    return out;
}

CoachingOwn own_of(std::size_t measure, const metrics::OwnMeasure& from) {
    CoachingOwn own;
    own.id = measure_text(measure);
    own.n = from.n;
    own.mean = estimate_with(from.mean, from.interval);
    own.differs = from.differs;
    for (const metrics::MonthOf& month : from.months) {
        own.monthly_n.push_back(month.n);
        own.monthly.push_back(month.mean);
    }
    return own;
}

CoachingSide side_of(const metrics::CoachingSide& from) {
    return {from.people, from.calls_before, from.calls_after, from.before, from.after};
}

CoachingPerson person_of(const model::DataSet& data, const metrics::Rep& from, const base::Zone& zone) {
    CoachingPerson person;
    person.person = person_text(data, from.person);
    person.calls = from.calls;
    person.untimed = from.untimed;
    for (std::size_t m = 0; m < metrics::call_measures; ++m) person.measures.push_back(own_of(m, from.measures[m]));
    for (const metrics::CallToHear& heard : from.to_hear) {
        const model::DealIndex deal = data.calls.deal[heard.call];
        person.hear.push_back({text(data.calls.ids[heard.call]), base::iso_time(data.calls.at[heard.call], zone),
                               deal == model::no_deal ? std::string() : text(data.deals.ids[deal]),
                               text(model::word_of(metrics::hear_reason_names, heard.reason)),
                               measure_text(static_cast<std::size_t>(heard.measure)), heard.value, heard.above});
    }
    return person;
}

CoachingRole role_of(const model::DataSet& data, const metrics::RoleCoaching& from, const base::Zone& zone,
                     bool effects) {
    CoachingRole role;
    role.role = role_text(from.role);
    role.reps = from.reps;
    role.calls = from.calls;
    role.untimed = from.untimed;
    if (!from.ranged()) role.range_refused = "few_reps";
    for (const std::uint32_t month : from.months) role.months.push_back(month_text(month));
    for (std::size_t m = 0; m < metrics::call_measures; ++m) role.ranges.push_back(range_of(m, from.ranges[m]));
    role.asked = from.asked;
    for (const metrics::Rep& rep : from.people) role.people.push_back(person_of(data, rep, zone));
    if (!effects) return role;
    if (!from.compared()) role.effect_refused = "few_before_after";
    for (std::size_t m = 0; m < metrics::call_measures; ++m) {
        const metrics::CoachingEffect& effect = from.effects[m];
        role.effects.push_back({measure_text(m), side_of(effect.coached), side_of(effect.others),
                                estimate_with(effect.difference, effect.interval)});
    }
    return role;
}

// The windows of the coaching; none where there is nothing to compare.
base::Result<std::optional<metrics::Coaching>> windows_of(const Question& question, model::Stamp cut_off,
                                                          const base::Zone& zone, CoachingAnswer& answer) {
    using Windows = std::optional<metrics::Coaching>;
    if (question.period == Days{} || question.filter.person.empty()) {
        answer.effect_refused = "no_coaching_date";
        return Windows();
    }
    Days period = question.period;
    if (period.to.empty()) period.to = base::iso_date(base::Time{cut_off} + metrics::day_s, zone);
    const auto after = dates_of(period, "period", {});
    if (!after) return after.error();
    const auto before = dates_of(question.before, "before", {2 * after->from - after->to, after->from});
    if (!before) return before.error();
    if (before->to > after->from)
        return base::Error{base::ErrorCode::question_bad_value, "", 0, "before", 0, question.before.to};
    answer.before = days_text(*before, zone);
    answer.after = days_text(*after, zone);
    return Windows({instants_of(*before, zone), instants_of(*after, zone)});
}

}  // namespace

template <class Archive>
void fields(Archive& a, CoachingRange& v) {
    a("id", v.id);
    a("reps", v.reps);
    a("quartile1", v.quartile1);
    a("median", v.median);
    a("quartile3", v.quartile3);
    a("calls", v.calls);
    a("calls_quartile1", v.calls_quartile1);
    a("calls_median", v.calls_median);
    a("calls_quartile3", v.calls_quartile3);
}

template <class Archive>
void fields(Archive& a, CoachingOwn& v) {
    a("id", v.id);
    a("n", v.n);
    a("mean", v.mean);
    a("differs", v.differs);
    a("monthly_n", v.monthly_n);
    a("monthly", v.monthly);
}

template <class Archive>
void fields(Archive& a, CoachingHear& v) {
    a("call", v.call);
    a("at", v.at);
    a("deal", v.deal);
    a("reason", v.reason);
    a("id", v.id);
    a("value", v.value);
    a("above", v.above);
}

template <class Archive>
void fields(Archive& a, CoachingPerson& v) {
    a("person", v.person);
    a("calls", v.calls);
    a("untimed", v.untimed);
    a("measures", v.measures);
    a("hear", v.hear);
}

template <class Archive>
void fields(Archive& a, CoachingSide& v) {
    a("people", v.people);
    a("calls_before", v.calls_before);
    a("calls_after", v.calls_after);
    a("before", v.before);
    a("after", v.after);
}

template <class Archive>
void fields(Archive& a, CoachingEffect& v) {
    a("id", v.id);
    a("coached", v.coached);
    a("others", v.others);
    a("difference", v.difference);
}

template <class Archive>
void fields(Archive& a, CoachingRole& v) {
    a("role", v.role);
    a("reps", v.reps);
    a("calls", v.calls);
    a("untimed", v.untimed);
    a("range_refused", v.range_refused);
    a("effect_refused", v.effect_refused);
    a("months", v.months);
    a("ranges", v.ranges);
    a("asked", v.asked);
    a("people", v.people);
    a("effects", v.effects);
}

template <class Archive>
void fields(Archive& a, CoachingAnswer& v) {
    fields(a, v.head);
    a("before", v.before);
    a("after", v.after);
    a("effect_refused", v.effect_refused);
    a("roles", v.roles);
}

base::Result<CoachingAnswer> coaching(const Loaded& loaded, const Question& question) {
    auto prepared = prepare_calls(loaded, question, Figure::coaching, usual_horizon_days);
    if (!prepared) return prepared.error();
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    const model::DataSet& data = loaded.data;
    const base::Zone& zone = prepared->zone;
    CoachingAnswer answer;
    answer.head = std::move(prepared->head);
    if (!answer.head.refused.empty()) return answer;
    const auto windows = windows_of(question, data.cut_off, zone, answer);
    if (!windows) return windows.error();
    const auto& figures = call_figures(loaded, question, **dictionary);
    const std::uint32_t horizon_s = answer.head.question.horizon_days * metrics::day_s;
    const metrics::PeoplePart part{question.offset, question.limit};
    for (const metrics::RoleCoaching& told :
         metrics::coaching_of(data, figures, prepared->selection, part, horizon_s, zone, *windows, question.seed))
        answer.roles.push_back(role_of(data, told, zone, windows->has_value()));
    if (answer.roles.empty()) answer.head.refused = "no_calls";
    return answer;
}

SEPTET_ANSWER_CODEC(CoachingAnswer)

}  // namespace engine
