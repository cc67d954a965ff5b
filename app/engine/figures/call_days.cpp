#include "engine/figures/call_days.h"

#include "base/time.h"
#include "engine/archive.h"
#include "engine/calendar.h"
#include "engine/call_question.h"
#include "engine/prepare.h"
#include "metrics/call_days.h"

namespace engine {

namespace {

static_assert(fewest_weekdays == metrics::fewest_weekdays);

}  // namespace

template <class Archive>
void fields(Archive& a, CallDay& v) {
    a("day", v.day);
    a("calls", v.calls);
}

template <class Archive>
void fields(Archive& a, WeekdayCalls& v) {
    a("weekday", v.weekday);
    a("days", v.days);
    a("calls", v.calls);
    a("working_days", v.working_days);
    a("working_calls", v.working_calls);
}

template <class Archive>
void fields(Archive& a, CallDaysAnswer& v) {
    fields(a, v.head);
    a("from", v.from);
    a("to", v.to);
    a("total", v.total);
    a("untimed", v.untimed);
    a("later", v.later);
    a("days", v.days);
    a("weekdays", v.weekdays);
    a("p", v.p);
}

base::Result<CallDaysAnswer> call_days(const Loaded& loaded, const Question& question) {
    auto prepared = prepare_calls(loaded, question, Figure::call_days, 0);
    if (!prepared) return prepared.error();
    CallDaysAnswer answer;
    answer.head = std::move(prepared->head);
    const auto calendar = calendar_of(loaded, answer.head.question.calendar, prepared->zone);
    if (!calendar) return calendar.error();
    if (!answer.head.refused.empty()) return answer;
    const metrics::CallDays found =
        metrics::call_days(loaded.data, prepared->selection, prepared->zone, *calendar ? &**calendar : nullptr);
    answer.total = found.total;
    answer.untimed = found.untimed;
    answer.later = found.later;
    answer.p = found.p;
    if (!found.days.empty()) {
        answer.from = base::iso_day(found.first);
        answer.to = base::iso_day(found.last);
    }
    for (const metrics::CallDays::Day& one : found.days) answer.days.push_back({base::iso_day(one.day), one.calls});
    for (std::size_t i = 0; i < found.weekdays.size(); ++i) {
        const metrics::WeekdayCalls& of = found.weekdays[i];
        answer.weekdays.push_back(
            {static_cast<std::uint32_t>(i + 1), of.days, of.calls, of.working_days, of.working_calls});
    }
    return answer;
}

SEPTET_ANSWER_CODEC(CallDaysAnswer)

}  // namespace engine
