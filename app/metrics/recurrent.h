// After the win (definition recurrent/1): how many payments, tickets, expansions a customer has had by an age since the first win,
// on average – the mean cumulative function.
//
// With n_i customers at risk at age t_i and d_i events there, M(t) = Σ d_i / n_i over t_i ≤ t (W. Nelson, J. Qual. Technol. 20,
// 1988; the Nelson–Aalen estimate of recurrent events). At risk is who was won and is watched at that age, with events or
// without: from the day of the first win on – in data that record customers only later, from then on (Customers::recorded_from): a
// late entry – up to the cut-off or the loss for good (metrics/customers.h), included.
// So it is what a customer has who stays; those lost do not pull it down (what does: D. Ghosh, D. Lin, Biometrics 56, 2000; not
// offered).
// The variance allows for customers who differ, whose events depend on each other (J. Lawless, C. Nadeau, Technometrics 37, 1995):
// Σ_k U_k(t)², U_k(t) = Σ_{t_i ≤ t} Y_k(t_i)/n_i · (d_ki − d_i/n_i). It is R's survfit(Surv(t1, t2, event) ~ 1, id, cluster = id), the
// infinitesimal jackknife: std.chaz. Intervals are pointwise, on the log scale: M · exp(± z · se/M).
// With the size of an event in place of 1 (its value) the same gives the mean sum a customer.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/customers.h"
#include "metrics/survival.h"

namespace metrics {

// Seconds since the first win in which one customer is at risk, both ends included; from > until: never.
struct Watched {
    std::uint32_t from = 0, until = 0;
    bool has(std::uint32_t age) const { return age >= from && age <= until; }
};

struct Recurrence {
    std::uint32_t who = 0;  // position of its customer
    std::uint32_t age = 0;  // while that one is at risk
    double size = 1;        // 1, or its value
    auto operator<=>(const Recurrence&) const = default;
};

struct MeanAt {
    std::uint32_t age = 0;
    std::uint32_t at_risk = 0;
    Estimated mean;  // the interval where the mean and its standard error are above 0
};

// Who is watched when, in the order of ages: made once a group, asked for every kind of event.
class Watching {
public:
    Watching() = default;
    explicit Watching(std::vector<Watched> watched);
    std::span<const Watched> all() const { return watched_; }
    // Positions of those ever at risk, by `from` and by `until`.
    std::span<const std::uint32_t> by_from() const { return by_from_; }
    std::span<const std::uint32_t> by_until() const { return by_until_; }
    std::uint32_t at_risk(std::uint32_t age) const;
    // The fewest at risk at any age from 0 to this one: a mean is told only as far as ten always are.
    std::uint32_t least(std::uint32_t age) const;

private:
    std::vector<Watched> watched_;
    std::vector<std::uint32_t> by_from_, by_until_;
    std::vector<std::uint32_t> least_;  // by place in `by_until_`: the fewest just after it or one before
};

// At ascending ages. Sorts the events, so that their order changes nothing. O(events + customers × ages).
std::vector<MeanAt> mean_cumulative(const Watching& watching, std::vector<Recurrence>& events,
                                    std::span<const std::uint32_t> ages);

inline constexpr std::array<model::ActivityKind, 7> recurrent_kinds{
    model::ActivityKind::payment,   model::ActivityKind::ticket,      model::ActivityKind::renewal,
    model::ActivityKind::expansion, model::ActivityKind::contraction, model::ActivityKind::referral,
    model::ActivityKind::review};

struct RecurrentEvents {
    std::vector<Recurrence> all;     // of size 1
    std::vector<Recurrence> valued;  // those with a value, of its size in minor units
    std::uint64_t left_out = 0;  // before the win or the data, after the loss for good; or the win is before the data
};

struct RecurrentGroup {
    std::vector<std::uint32_t> keys;
    Watching watched;
    std::uint64_t lost = 0;         // of the watched, for good
    std::uint64_t before_data = 0;  // customers whose first win is not in the data: their age is not known
    std::array<RecurrentEvents, recurrent_kinds.size()> events;
};

std::vector<RecurrentGroup> recurrent_groups(const model::DataSet& data, const Customers& customers,
                                             std::span<const CustomerGroup> groups);

}  // namespace metrics
