#include "metrics/capacity.h"

#include <algorithm>
#include <array>

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

std::vector<RoleLoad> role_loads(const model::DataSet& data, const Selection& selection,
                                 std::span<const model::Role> roles, model::Jumps jumps, model::Stamp end) {
    const std::size_t people = data.people.size();
    std::vector<RoleLoad> out;
    std::vector<std::vector<std::array<std::uint32_t, capacity_weeks>>> done(roles.size());
    std::vector<std::vector<bool>> active(roles.size(), std::vector<bool>(people));
    for (std::size_t r = 0; r < roles.size(); ++r) {
        out.push_back({roles[r], 0, std::vector<std::uint32_t>(capacity_weeks), {}, 0});
        done[r].resize(people);
    }
    Selection of_all_time = selection;
    of_all_time.from = Selection().from;
    of_all_time.to = Selection().to;
    each_passage(data, of_all_time, Unit::visit, jumps, [&](const Passage& visit) {
        const auto r = static_cast<std::size_t>(std::find(roles.begin(), roles.end(), visit.role) - roles.begin());
        if (r == roles.size()) return;
        const bool owned = visit.owner != model::no_person && !data.people[visit.owner].bot;
        const std::size_t in = week_of(visit.entered, end),
                          ended = visit.untimed ? capacity_weeks : week_of(visit.until, end);
        if (in < capacity_weeks) {
            ++out[r].arrivals[in];
            out[r].unowned += !owned;
        }
        if (!owned) return;
        if (ended < capacity_weeks) ++done[r][visit.owner][ended];
        if (in < capacity_weeks || ended < capacity_weeks) active[r][visit.owner] = true;
    });
    for (std::size_t r = 0; r < roles.size(); ++r) {
        out[r].people = static_cast<std::uint64_t>(std::count(active[r].begin(), active[r].end(), true));
        out[r].done.resize(capacity_weeks);
        for (const auto& weeks : done[r])
            for (std::size_t week = 0; week < capacity_weeks; ++week)
                if (weeks[week] > 0) out[r].done[week].push_back(weeks[week]);
        for (auto& counts : out[r].done) std::sort(counts.begin(), counts.end());
    }
    return out;
}

}  // namespace metrics
