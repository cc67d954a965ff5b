// How much comes to each role and how much its people get done, week by week.
//
// Visits (metrics/stays.h) that arrive and visits that end, with any exit, in the whole weeks before a time; what an end counts for is
// who owned the visit, bots aside. No data say how long somebody works on a visit, so the service rate of a role is what its people
// attain: of the person-weeks in which at least one visit ended, the count that three of four stay at or below.
// Utilisation ρ = arrival rate / (people × service rate): near 1, what arrives is all that these people attain in a good week.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/stays.h"

namespace metrics {

inline constexpr std::size_t capacity_weeks = 13;
inline constexpr std::uint64_t fewest_person_weeks = 10;  // below: no service rate

struct RoleLoad {
    model::Role role = model::Role::none;
    std::uint64_t people = 0;             // who owned a visit that arrived or ended in these weeks
    std::vector<std::uint32_t> arrivals;  // by week, the earliest first
    std::vector<std::vector<std::uint32_t>>
        done;                   // by week: visits ended, one number a person with at least one, ascending
    std::uint64_t unowned = 0;  // arrivals whose owner is not known or a bot
};

struct Utilisation {
    double arrivals_a_week = 0;
    double rate = 0;  // visits ended a person and week
    double share = 0;
};

// `weeks`: which to use, each as often as it stands there. None with too few person-weeks or nobody.
std::optional<Utilisation> utilisation(const RoleLoad& load, std::span<const std::size_t> weeks);

// Takes visits one by one, of any time, and counts those of the `capacity_weeks` before `end`.
class LoadCounter {
public:
    LoadCounter(const model::DataSet& data, std::span<const model::Role> roles, model::Stamp end);
    void take(const Passage& visit);
    // By role as given.
    std::vector<RoleLoad> finish();

private:
    struct PersonWeeks {
        std::array<std::uint32_t, capacity_weeks> done{};
        bool active = false;
    };
    const model::DataSet& data_;
    model::Stamp end_;
    std::array<std::size_t, 8> place_{};  // by role: in `loads_`, or behind them
    std::vector<RoleLoad> loads_;
    std::vector<std::vector<PersonWeeks>> weeks_;  // by role and person
};

// All of the selection but its time: a part of the weeks is no load.
Selection of_all_time(Selection selection);

// Of the selection but for its time.
std::vector<RoleLoad> role_loads(const model::DataSet& data, const Selection& selection,
                                 std::span<const model::Role> roles, model::Jumps jumps, model::Stamp end);

}  // namespace metrics
