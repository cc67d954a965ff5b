#include "metrics/capacity.h"

#include <algorithm>

#include "metrics/conversion.h"

namespace metrics {

namespace {

constexpr std::uint32_t week_s = 7 * day_s;

// The week of a time before `end`, the earliest first; capacity_weeks: in none.
std::size_t week_of(model::Stamp time, model::Stamp end) {
    if (time == 0 || time > end) return capacity_weeks;
    const std::size_t back = (end - time) / week_s;
    return back < capacity_weeks ? capacity_weeks - 1 - back : capacity_weeks;
}

}  // namespace

std::optional<Utilisation> utilisation(const RoleLoad& load, std::span<const std::size_t> weeks) {
    std::vector<std::uint64_t> person_weeks;  // by count of visits
    std::uint64_t arrivals = 0, all = 0;
    for (const std::size_t week : weeks) {
        arrivals += load.arrivals[week];
        for (const std::uint32_t count : load.done[week]) {
            if (count >= person_weeks.size()) person_weeks.resize(std::size_t{count} + 1);
            ++person_weeks[count];
            ++all;
        }
    }
    if (all < fewest_person_weeks || load.people == 0) return std::nullopt;
    std::uint64_t so_far = 0;
    std::size_t rate = 0;
    while (4 * (so_far += person_weeks[rate]) < 3 * all) ++rate;
    Utilisation out;
    out.arrivals_a_week = static_cast<double>(arrivals) / static_cast<double>(weeks.size());
    out.rate = static_cast<double>(rate);
    out.share = out.arrivals_a_week / (static_cast<double>(load.people) * out.rate);
    return out;
}

LoadCounter::LoadCounter(const model::DataSet& data, std::span<const model::Role> roles, model::Stamp end)
    : data_(data), end_(end), weeks_(roles.size()) {
    place_.fill(roles.size());
    for (std::size_t r = 0; r < roles.size(); ++r) {
        place_[static_cast<std::size_t>(roles[r])] = r;
        loads_.push_back({roles[r], 0, std::vector<std::uint32_t>(capacity_weeks), {}, 0});
        weeks_[r].resize(data.people.size());
    }
}

void LoadCounter::take(const Passage& visit) {
    const std::size_t r = place_[static_cast<std::size_t>(visit.role)];
    if (r == loads_.size()) return;
    const std::size_t in = week_of(visit.entered, end_),
                      ended = visit.untimed ? capacity_weeks : week_of(visit.until, end_);
    if (in == capacity_weeks && ended == capacity_weeks) return;
    const bool owned = visit.owner != model::no_person && !data_.people[visit.owner].bot;
    if (in < capacity_weeks) {
        ++loads_[r].arrivals[in];
        loads_[r].unowned += !owned;
    }
    if (!owned) return;
    weeks_[r][visit.owner].active = true;
    if (ended < capacity_weeks) ++weeks_[r][visit.owner].done[ended];
}

std::vector<RoleLoad> LoadCounter::finish() {
    for (std::size_t r = 0; r < loads_.size(); ++r) {
        loads_[r].done.resize(capacity_weeks);
        for (const PersonWeeks& person : weeks_[r]) {
            loads_[r].people += person.active;
            for (std::size_t week = 0; week < capacity_weeks; ++week)
                if (person.done[week] > 0) loads_[r].done[week].push_back(person.done[week]);
        }
        for (auto& counts : loads_[r].done) std::sort(counts.begin(), counts.end());
    }
    return std::move(loads_);
}

Selection of_all_time(Selection selection) {
    selection.from = Selection().from;
    selection.to = Selection().to;
    return selection;
}

std::vector<RoleLoad> role_loads(const model::DataSet& data, const Selection& selection,
                                 std::span<const model::Role> roles, model::Jumps jumps, model::Stamp end) {
    LoadCounter counter(data, roles, end);
    each_passage(data, of_all_time(selection), Unit::visit, jumps, [&](const Passage& visit) { counter.take(visit); });
    return counter.finish();
}

}  // namespace metrics
