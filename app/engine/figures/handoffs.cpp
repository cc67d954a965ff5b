#include "engine/figures/handoffs.h"

#include <algorithm>
#include <string_view>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/calendar.h"
#include "engine/prepare.h"
#include "metrics/handoffs.h"

namespace engine {

using metrics::Cause;
using metrics::HandoffEnd;
using metrics::HandoffKey;
using model::PersonIndex;
using model::Role;

namespace {

std::uint32_t horizon_of(const std::vector<metrics::HandoffGroup>& groups, std::uint32_t longest_s,
                         std::uint32_t day_s) {
    std::vector<metrics::ConversionGroup> timed;
    for (const metrics::HandoffGroup& group : groups) timed.push_back(group.timed());
    std::vector<const metrics::ConversionGroup*> all;
    for (const metrics::ConversionGroup& group : timed) all.push_back(&group);
    return metrics::horizon_of(all, longest_s, day_s).value_or(0);
}

HandoffRow row_of(const metrics::HandoffGroup& group, std::uint32_t horizon, std::uint32_t target) {
    using metrics::Shown;
    HandoffRow row;
    row.count = group.count();
    row.picked_up = group[HandoffEnd::picked_up];
    row.dropped = group[HandoffEnd::dropped];
    row.bounced = group[HandoffEnd::bounced];
    row.untold = group[HandoffEnd::untold];
    row.waiting = group[HandoffEnd::waiting];
    row.owner_unknown = group.owner_unknown;
    row.value = group.value;
    row.waiting_value = group.waiting_value;
    row.waiting_valued = group.waiting_valued;
    row.oldest_s = group.oldest;
    const metrics::ConversionGroup timed = group.timed();
    row.in_time = static_cast<std::uint64_t>(std::ranges::count_if(
        timed.times, [&](const metrics::Observed& o) { return o.cause == Cause::advanced && o.age <= target; }));
    row.at_risk = metrics::at_risk_at(timed.times, target);
    metrics::Showing showing(timed);
    const Shown shown = showing.at(target);
    row.counts_only = shown == Shown::few ? "few" : shown == Shown::young ? "young" : "";
    if (timed.few()) return row;
    // The first ages by which a half and nine of ten of all are picked up. What one half is in doubles, a sum of steps may miss by
    // an ulp.
    constexpr double ulps = 1e-12;
    for (metrics::Curve curve(timed.times); !row.p90_s && curve.next();) {
        const double picked = curve.incidence(Cause::advanced);
        if (!row.median_s && picked >= 0.5 - ulps) row.median_s = curve.age();
        if (picked >= 0.9 - ulps) row.p90_s = curve.age();
    }
    const bool tells_late = horizon != 0 && showing.at(horizon) == Shown::estimate;
    std::vector<std::uint32_t> ages;
    if (shown == Shown::estimate) ages.push_back(target);
    if (tells_late) ages.push_back(horizon);
    std::sort(ages.begin(), ages.end());
    ages.erase(std::unique(ages.begin(), ages.end()), ages.end());
    for (const metrics::AtAge& at : metrics::estimates_at(timed.times, ages)) {
        if (shown == Shown::estimate && at.age == target) row.within_target = estimate_of(at.of(Cause::advanced));
        if (!tells_late || at.age != horizon) continue;
        row.drop = estimate_of(at.of(Cause::lost));
        row.bounce = estimate_of(at.of(Cause::other));
    }
    return row;
}

// Roles in their order; among equal roles people by id, which no order of files changes.
std::vector<const metrics::HandoffGroup*> listed(const model::DataSet& data,
                                                 const std::vector<metrics::HandoffGroup>& groups, HandoffKey key) {
    std::vector<const metrics::HandoffGroup*> out;
    for (const metrics::HandoffGroup& group : groups) out.push_back(&group);
    if (key == HandoffKey::roles) return out;
    const auto id_of = [&](std::uint32_t person) -> std::string_view {
        return person == model::no_person ? std::string_view() : data.people[person].id;
    };
    base::heap_sort(out.begin(), out.end(), [&](const metrics::HandoffGroup* a, const metrics::HandoffGroup* b) {
        std::size_t at = 0;
        if (key == HandoffKey::roles_and_people)
            for (; at < 2; ++at)
                if (a->keys[at] != b->keys[at]) return a->keys[at] < b->keys[at];
        if (a->keys[at] != b->keys[at]) return id_of(a->keys[at]) < id_of(b->keys[at]);
        return id_of(a->keys[at + 1]) < id_of(b->keys[at + 1]);
    });
    return out;
}

base::Result<HandoffKey> key_of(const std::vector<By>& by) {
    bool roles = false, people = false;
    for (const By one : by) {
        roles = roles || one == By::role;
        people = people || one == By::person;
        if (one != By::role && one != By::person)
            return Error{ErrorCode::question_bad_value, "", 0, "by", 0, name_of(one)};
    }
    return roles && people ? HandoffKey::roles_and_people : people ? HandoffKey::people : HandoffKey::roles;
}

// The pair of roles that a queue is of; none: of all.
using HandedRoles = std::optional<std::pair<Role, Role>>;
base::Result<HandedRoles> handed_of(const Question& question) {
    if (!question.handed) return HandedRoles{};
    const auto from = model::find_word<Role>(model::role_names, question.handed->from);
    if (!from) return Error{ErrorCode::question_bad_value, "", 0, "handed.from", 0, question.handed->from};
    const auto to = model::find_word<Role>(model::role_names, question.handed->to);
    if (!to) return Error{ErrorCode::question_bad_value, "", 0, "handed.to", 0, question.handed->to};
    return HandedRoles{{*from, *to}};
}

void sort_queue(const model::DataSet& data, std::vector<metrics::Handoff>& waiting, bool by_value) {
    base::heap_sort(waiting.begin(), waiting.end(), [&](const metrics::Handoff& a, const metrics::Handoff& b) {
        if (by_value) {
            const bool a_has = data.has_value(a.deal), b_has = data.has_value(b.deal);
            if (a_has != b_has) return a_has;
            if (a_has && data.deals.value[a.deal] != data.deals.value[b.deal])
                return data.deals.value[a.deal] > data.deals.value[b.deal];
        }
        return a.age != b.age ? a.age > b.age : data.deals.ids[a.deal] < data.deals.ids[b.deal];
    });
}

std::vector<QueueAge> ages_of(const std::vector<metrics::Handoff>& waiting, std::uint32_t day_s,
                              std::uint32_t target_s) {
    const std::vector<std::uint32_t> ends = metrics::queue_age_ends(day_s, target_s);
    std::vector<QueueAge> ages(ends.size() + 1);
    for (std::size_t i = 0; i < ends.size(); ++i) {
        ages[i].up_to_s = ends[i];
        ages[i + 1].over_s = ends[i];
    }
    for (const metrics::Handoff& one : waiting)
        ++ages[static_cast<std::size_t>(std::ranges::lower_bound(ends, one.age) - ends.begin())].count;
    return ages;
}

}  // namespace

template <class Archive>
void fields(Archive& a, HandoffRow& v) {
    a("from_role", v.from_role);
    a("to_role", v.to_role);
    a("from_person", v.from_person);
    a("to_person", v.to_person);
    a("count", v.count);
    a("picked_up", v.picked_up);
    a("dropped", v.dropped);
    a("bounced", v.bounced);
    a("untold", v.untold);
    a("waiting", v.waiting);
    a("owner_unknown", v.owner_unknown);
    a("value_minor", v.value);
    a("waiting_value_minor", v.waiting_value);
    a("waiting_valued", v.waiting_valued);
    a("oldest_s", v.oldest_s);
    a("median_s", v.median_s);
    a("p90_s", v.p90_s);
    a("in_time", v.in_time);
    a("at_risk", v.at_risk);
    a("counts_only", v.counts_only);
    a("within_target", v.within_target);
    a("drop", v.drop);
    a("bounce", v.bounce);
}

template <class Archive>
void fields(Archive& a, HandoffsAnswer& v) {
    fields(a, v.head);
    a("day_s", v.day_s);
    a("horizon_days", v.horizon_days);
    a("rows", v.rows);
    a("total", v.total);
}

template <class Archive>
void fields(Archive& a, QueueRow& v) {
    a("deal", v.deal);
    a("name", v.name);
    a("account", v.account);
    a("stage", v.stage);
    a("from_role", v.from_role);
    a("to_role", v.to_role);
    a("from_person", v.from_person);
    a("to_person", v.to_person);
    a("since", v.since);
    a("age_s", v.age_s);
    a("late", v.late);
    a("value_minor", v.value);
}

template <class Archive>
void fields(Archive& a, QueueAge& v) {
    a("over_s", v.over_s);
    a("up_to_s", v.up_to_s);
    a("count", v.count);
}

template <class Archive>
void fields(Archive& a, QueueAnswer& v) {
    fields(a, v.head);
    a("day_s", v.day_s);
    a("rows", v.rows);
    a("total", v.total);
    a("late", v.late);
    a("value_minor", v.value);
    a("valued", v.valued);
    a("ages", v.ages);
}

base::Result<HandoffsAnswer> handoffs(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::handoffs);
    if (!prepared) return prepared.error();
    const auto calendar = calendar_of(loaded, prepared->head.question.calendar, prepared->zone);
    if (!calendar) return calendar.error();
    const metrics::Calendar* working = *calendar ? &**calendar : nullptr;
    HandoffsAnswer answer;
    answer.head = std::move(prepared->head);
    if (working) answer.day_s = working->day_s();
    const auto key = key_of(answer.head.question.by);
    if (!key) return key.error();
    const bool of_people = *key != HandoffKey::roles;
    if (answer.head.refused.empty() && of_people && !metrics::has_owner_history(loaded.data))
        answer.head.refused = "no_owner_history";
    if (!answer.head.refused.empty()) return answer;
    const metrics::HandoffGroups grouped = metrics::group_handoffs(loaded.data, prepared->selection, working, *key);
    const model::Stamp cut_off = loaded.data.cut_off;
    const std::uint32_t longest = working ? working->between(grouped.first, cut_off) : cut_off - grouped.first;
    answer.horizon_days = horizon_of(grouped.groups, longest, answer.day_s);
    const std::uint32_t horizon = answer.horizon_days * answer.day_s;
    for (const metrics::HandoffGroup* group : listed(loaded.data, grouped.groups, *key)) {
        HandoffRow row = row_of(*group, horizon, question.target_s);
        std::size_t next = 0;
        if (*key != HandoffKey::people) {
            row.from_role = role_text(static_cast<Role>(group->keys[next++]));
            row.to_role = role_text(static_cast<Role>(group->keys[next++]));
        }
        if (of_people) {
            row.from_person = person_text(loaded.data, static_cast<PersonIndex>(group->keys[next++]));
            row.to_person = person_text(loaded.data, static_cast<PersonIndex>(group->keys[next]));
        }
        answer.rows.push_back(std::move(row));
    }
    answer.total = row_of(grouped.total, horizon, question.target_s);
    return answer;
}

base::Result<QueueAnswer> queue(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::queue);
    if (!prepared) return prepared.error();
    if (question.limit > base::limits::rows_answered)
        return Error{ErrorCode::question_bad_value, "", 0, "limit", 0, std::to_string(question.limit)};
    const auto calendar = calendar_of(loaded, prepared->head.question.calendar, prepared->zone);
    if (!calendar) return calendar.error();
    const auto handed = handed_of(question);
    if (!handed) return handed.error();
    QueueAnswer answer;
    answer.head = std::move(prepared->head);
    const metrics::Calendar* working = *calendar ? &**calendar : nullptr;
    if (working) answer.day_s = working->day_s();
    if (!answer.head.refused.empty()) return answer;
    const model::DataSet& data = loaded.data;
    std::vector<metrics::Handoff> waiting = metrics::waiting_handoffs(data, prepared->selection, working);
    if (*handed)
        std::erase_if(waiting, [&](const metrics::Handoff& one) {
            return one.from_role != (*handed)->first || one.to_role != (*handed)->second;
        });
    sort_queue(data, waiting, question.by_value);
    answer.total = waiting.size();
    answer.ages = ages_of(waiting, answer.day_s, question.target_s);
    const std::size_t end = std::min<std::size_t>(waiting.size(), std::size_t{question.offset} + question.limit);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const metrics::Handoff& handoff = waiting[i];
        const bool late = handoff.age > question.target_s;
        answer.late += late;
        if (data.has_value(handoff.deal)) {
            answer.value = base::sum(answer.value, data.deals.value[handoff.deal]);
            ++answer.valued;
        }
        if (i < question.offset || i >= end) continue;
        const model::AccountIndex account = data.deals.account[handoff.deal];
        QueueRow row;
        row.deal = text(data.deals.ids[handoff.deal]);
        row.name = text(data.name_of(handoff.deal));
        if (account != model::no_account) row.account = text(data.accounts.ids[account]);
        row.stage = data.stages[handoff.stage].id;
        row.from_role = role_text(handoff.from_role);
        row.to_role = role_text(handoff.to_role);
        row.from_person = person_text(data, handoff.from);
        row.to_person = person_text(data, handoff.to);
        row.since = base::iso_time(handoff.since, prepared->zone);
        row.age_s = handoff.age;
        row.late = late;
        if (data.has_value(handoff.deal)) row.value = data.deals.value[handoff.deal];
        answer.rows.push_back(std::move(row));
    }
    return answer;
}

SEPTET_ANSWER_CODEC(HandoffsAnswer)
SEPTET_ANSWER_CODEC(QueueAnswer)

}  // namespace engine
