#include "metrics/recurrent.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "metrics/months.h"
#include "metrics/radix_sort.h"

namespace metrics {

namespace {

// By age, then by whose they are and how large.
void sort_by_age(std::vector<Recurrence>& events) {
    radix_sort(events, [](const Recurrence& event) { return event.age; });
    for (std::size_t begin = 0, end = 0; begin < events.size(); begin = end) {
        while (end < events.size() && events[end].age == events[begin].age) ++end;
        const auto one_age = std::span(events).subspan(begin, end - begin);
        if (one_age.size() > 1 && !std::ranges::is_sorted(one_age)) std::ranges::sort(one_age);
    }
}

// One age with events.
struct Step {
    std::uint32_t age = 0;
    double at_risk = 0;
    double mean = 0;     // Σ d_i / n_i, after the step
    double squares = 0;  // Σ d_i / n_i², after the step
};

std::vector<Step> steps_of(const Watching& watching, std::span<const Recurrence> events) {
    const std::span<const Watched> watched = watching.all();
    std::vector<Step> steps;
    Step step;
    auto begun = watching.by_from().begin();
    auto ended = watching.by_until().begin();
    for (std::size_t i = 0; i < events.size();) {
        step.age = events[i].age;
        double size = 0;
        for (; i < events.size() && events[i].age == step.age; ++i) size += events[i].size;
        while (begun != watching.by_from().end() && watched[*begun].from <= step.age) ++begun;
        while (ended != watching.by_until().end() && watched[*ended].until < step.age) ++ended;
        step.at_risk =
            static_cast<double>((begun - watching.by_from().begin()) - (ended - watching.by_until().begin()));
        step.mean += size / step.at_risk;
        step.squares += size / step.at_risk / step.at_risk;
        steps.push_back(step);
    }
    return steps;
}

// Walks steps up to ascending ages.
class StepsUpTo {
public:
    explicit StepsUpTo(const std::vector<Step>& steps) : steps_(steps) {}
    // The last step at or before this age; before the first: all 0.
    const Step& at(std::uint32_t age) {
        for (; next_ < steps_.size() && steps_[next_].age <= age; ++next_) last_ = steps_[next_];
        return last_;
    }

private:
    const std::vector<Step>& steps_;
    std::size_t next_ = 0;
    Step last_;
};

// Σ (each − taken)², in four sums that do not wait for each other.
double squares_less(std::span<const double> each, double taken) {
    std::array<double, 4> sums{};
    for (std::size_t i = 0; i < each.size(); ++i) sums[i % 4] += (each[i] - taken) * (each[i] - taken);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

std::optional<Interval> log_interval(double mean, double se) {
    // Customers who are all alike have no spread, but for what rounding leaves of it.
    if (!(mean > 0) || !(se > 1e-12 * mean)) return std::nullopt;
    const double factor = std::exp(z_95 * se / mean);
    return Interval{mean / factor, mean * factor};
}

RecurrentEvents* events_of(RecurrentGroup& group, model::ActivityKind kind) {
    const auto found = std::find(recurrent_kinds.begin(), recurrent_kinds.end(), kind);
    return found == recurrent_kinds.end() ? nullptr
                                          : &group.events[static_cast<std::size_t>(found - recurrent_kinds.begin())];
}

}  // namespace

Watching::Watching(std::vector<Watched> watched) : watched_(std::move(watched)) {
    for (std::uint32_t k = 0; k < watched_.size(); ++k)
        if (watched_[k].from <= watched_[k].until) by_from_.push_back(k);
    by_until_ = by_from_;
    radix_sort(by_from_, [this](std::uint32_t k) { return watched_[k].from; });
    radix_sort(by_until_, [this](std::uint32_t k) { return watched_[k].until; });
    // It is least at the beginning, or just after somebody's end.
    std::size_t begun = 0, ended = 0;
    for (const std::uint32_t k : by_until_) {
        const std::uint64_t after = std::uint64_t{watched_[k].until} + 1;
        while (begun < by_from_.size() && watched_[by_from_[begun]].from <= after) ++begun;
        while (ended < by_until_.size() && watched_[by_until_[ended]].until < after) ++ended;
        const auto there = static_cast<std::uint32_t>(begun - ended);
        least_.push_back(least_.empty() ? there : std::min(least_.back(), there));
    }
}

std::uint32_t Watching::at_risk(std::uint32_t age) const {
    const auto begun = std::ranges::partition_point(by_from_, [&](auto k) { return watched_[k].from <= age; });
    const auto ended = std::ranges::partition_point(by_until_, [&](auto k) { return watched_[k].until < age; });
    return static_cast<std::uint32_t>((begun - by_from_.begin()) - (ended - by_until_.begin()));
}

std::uint32_t Watching::least(std::uint32_t age) const {
    const auto ended = std::ranges::partition_point(by_until_, [&](auto k) { return watched_[k].until < age; });
    const std::uint32_t at_first = at_risk(0);
    if (ended == by_until_.begin()) return at_first;
    return std::min(at_first, least_[static_cast<std::size_t>(ended - by_until_.begin() - 1)]);
}

std::vector<MeanAt> mean_cumulative(const Watching& watching, std::vector<Recurrence>& events,
                                    std::span<const std::uint32_t> ages) {
    sort_by_age(events);
    const std::vector<Step> steps = steps_of(watching, events);
    const std::span<const Watched> watched = watching.all();
    // Of those at risk, side by side: Σ of the own events over those at risk then, and the squares before the first age, so that
    // without the squares so far it is the influence. Of those no more at risk the influence stays.
    std::vector<double> own;
    std::vector<std::uint32_t> who, place(watched.size());
    double settled = 0;
    StepsUpTo at_begin(steps), at_end(steps), at_events(steps), at_age(steps);
    std::vector<MeanAt> out;
    std::size_t event = 0, begun = 0, ended = 0;
    for (const std::uint32_t age : ages) {
        for (; begun < watching.by_from().size(); ++begun) {
            const std::uint32_t k = watching.by_from()[begun], from = watched[k].from;
            if (from > age) break;
            place[k] = static_cast<std::uint32_t>(who.size());
            who.push_back(k);
            own.push_back(from == 0 ? 0 : at_begin.at(from - 1).squares);
        }
        for (; event < events.size() && events[event].age <= age; ++event)
            own[place[events[event].who]] += events[event].size / at_events.at(events[event].age).at_risk;
        for (; ended < watching.by_until().size(); ++ended) {
            const std::uint32_t k = watching.by_until()[ended], until = watched[k].until;
            if (until >= age) break;
            const double influence = own[place[k]] - at_end.at(until).squares;
            settled += influence * influence;
            own[place[k]] = own.back();
            who[place[k]] = who.back();
            place[who.back()] = place[k];
            own.pop_back();
            who.pop_back();
        }
        const Step& so_far = at_age.at(age);
        MeanAt at{.age = age, .at_risk = watching.at_risk(age), .mean = {}};
        at.mean.estimate = so_far.mean;
        at.mean.se = std::sqrt(settled + squares_less(own, so_far.squares));
        at.mean.interval = log_interval(at.mean.estimate, at.mean.se);
        out.push_back(at);
    }
    return out;
}

std::vector<RecurrentGroup> recurrent_groups(const model::DataSet& data, const Customers& customers,
                                             std::span<const CustomerGroup> groups) {
    std::vector<RecurrentGroup> out;
    for (const CustomerGroup& group : groups) {
        RecurrentGroup told{.keys = group.keys, .watched = {}, .events = {}};
        std::vector<Watched> watched;
        for (const std::uint32_t place : group.customers) {
            const Customer& customer = customers.list[place];
            if (customer.won == 0) {
                ++told.before_data;
                for (const model::Activity& activity : customers.activities_of(customer))
                    if (RecurrentEvents* events = events_of(told, activity.kind)) ++events->left_out;
                continue;
            }
            const model::Stamp lost = customers.lost_by(customer, data.cut_off);
            const model::Stamp until = lost == 0 ? data.cut_off : lost;
            // An event of the day of the win may have no time of day: it is after the win.
            const model::Stamp from = std::max(midnight_of(customer.won, data.zone), customers.recorded_from);
            const auto age_of = [&](model::Stamp at) { return at - std::min(at, customer.won); };
            const auto who = static_cast<std::uint32_t>(watched.size());
            for (const model::Activity& activity : customers.activities_of(customer)) {
                RecurrentEvents* events = events_of(told, activity.kind);
                if (!events) continue;
                if (activity.at < from || activity.at > until) {
                    ++events->left_out;
                    continue;
                }
                events->all.push_back({who, age_of(activity.at), 1});
                if (activity.has_value)
                    events->valued.push_back({who, age_of(activity.at), static_cast<double>(activity.value)});
            }
            watched.push_back(from > until ? Watched{1, 0} : Watched{age_of(from), age_of(until)});
            told.lost += lost != 0;
        }
        told.watched = Watching(std::move(watched));
        out.push_back(std::move(told));
    }
    return out;
}

}  // namespace metrics
