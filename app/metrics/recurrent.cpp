#include "metrics/recurrent.h"

#include <algorithm>
#include <cmath>

#include "metrics/months.h"

namespace metrics {

namespace {

// How many are at risk, and Σ d_i / n_i² so far, at each age with events.
struct Steps {
    std::vector<std::uint32_t> age;
    std::vector<double> at_risk;
    std::vector<double> mean;     // Σ d_i / n_i, after the step
    std::vector<double> squares;  // Σ d_i / n_i², after the step

    // Steps at ages up to this one.
    std::size_t up_to(std::uint32_t until) const {
        return static_cast<std::size_t>(std::upper_bound(age.begin(), age.end(), until) - age.begin());
    }
};

// Ages at which watching begins and ends, of those ever at risk.
struct Edges {
    std::vector<std::uint32_t> from, until;

    explicit Edges(std::span<const Watched> watched) {
        for (const Watched& one : watched) {
            if (one.from > one.until) continue;
            from.push_back(one.from);
            until.push_back(one.until);
        }
        std::sort(from.begin(), from.end());
        std::sort(until.begin(), until.end());
    }
    std::uint32_t at_risk(std::uint32_t age) const {
        const auto begun = std::upper_bound(from.begin(), from.end(), age) - from.begin();
        const auto ended = std::lower_bound(until.begin(), until.end(), age) - until.begin();
        return static_cast<std::uint32_t>(begun - ended);
    }
};

Steps steps_of(const Edges& edges, std::span<const Recurrence> events) {
    Steps steps;
    double mean = 0, squares = 0;
    for (std::size_t i = 0; i < events.size();) {
        const std::uint32_t age = events[i].age;
        double size = 0;
        for (; i < events.size() && events[i].age == age; ++i) size += events[i].size;
        const double n = edges.at_risk(age);
        mean += size / n;
        squares += size / n / n;
        steps.age.push_back(age);
        steps.at_risk.push_back(n);
        steps.mean.push_back(mean);
        steps.squares.push_back(squares);
    }
    return steps;
}

double before(std::span<const double> sums, std::size_t steps) { return steps == 0 ? 0 : sums[steps - 1]; }

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

std::vector<MeanAt> mean_cumulative(std::span<const Watched> watched, std::span<Recurrence> events,
                                    std::span<const std::uint32_t> ages) {
    std::sort(events.begin(), events.end(), [](const Recurrence& a, const Recurrence& b) {
        return a.age != b.age ? a.age < b.age : a.who != b.who ? a.who < b.who : a.size < b.size;
    });
    const Edges edges(watched);
    const Steps steps = steps_of(edges, events);
    struct Span {
        std::size_t first = 0, end = 0;  // steps while at risk
    };
    std::vector<Span> spans;
    for (const Watched& one : watched) {
        Span span{one.from == 0 ? 0 : steps.up_to(one.from - 1), steps.up_to(one.until)};
        span.end = std::max(span.end, span.first);
        spans.push_back(span);
    }
    std::vector<double> own(watched.size());  // Σ of the customer's events over those at risk then
    std::vector<MeanAt> out;
    std::size_t event = 0, step = 0;
    for (const std::uint32_t age : ages) {
        for (; event < events.size() && events[event].age <= age; ++event) {
            while (steps.age[step] < events[event].age) ++step;
            own[events[event].who] += events[event].size / steps.at_risk[step];
        }
        const std::size_t reached = steps.up_to(age);
        double variance = 0;
        for (std::size_t k = 0; k < watched.size(); ++k) {
            const std::size_t first = std::min(spans[k].first, reached), end = std::min(spans[k].end, reached);
            const double influence = own[k] - (before(steps.squares, end) - before(steps.squares, first));
            variance += influence * influence;
        }
        MeanAt at{.age = age, .at_risk = edges.at_risk(age), .mean = {}};
        at.mean.estimate = before(steps.mean, reached);
        at.mean.se = std::sqrt(variance);
        at.mean.interval = log_interval(at.mean.estimate, at.mean.se);
        out.push_back(at);
    }
    return out;
}

std::uint32_t least_at_risk(std::span<const Watched> watched, std::uint32_t age) {
    const Edges edges(watched);
    // It is least at the beginning, or just after somebody's end.
    std::uint32_t least = edges.at_risk(0);
    for (const std::uint32_t end : edges.until) {
        if (end >= age) break;
        least = std::min(least, edges.at_risk(end + 1));
    }
    return least;
}

std::vector<RecurrentGroup> recurrent_groups(const model::DataSet& data, const Customers& customers,
                                             std::span<const CustomerGroup> groups) {
    std::vector<RecurrentGroup> out;
    for (const CustomerGroup& group : groups) {
        RecurrentGroup told{.keys = group.keys, .watched = {}, .events = {}};
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
            const auto who = static_cast<std::uint32_t>(told.watched.size());
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
            told.watched.push_back(from > until ? Watched{1, 0} : Watched{age_of(from), age_of(until)});
            told.lost += lost != 0;
        }
        out.push_back(std::move(told));
    }
    return out;
}

}  // namespace metrics
