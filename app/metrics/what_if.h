// What moving a role's conversion, wait or head count would do: the same chances as the forecast's, with the moves.
//
// A role's conversion is moved by moving the share of each of its stages that advances by the same root of the factor, its wait by
// stretching the days of each; no share passes 1. Two results: the deals won within the days to come, where the moves hold from now on,
// and what the chain wins a month in the long run, if deals keep arriving as in the last `arrival_days`. In the long run a role does at
// most people × service rate (metrics/capacity.h): what arrives beyond it is not done.
// Intervals: from the 2.5th to the 97.5th of every hundred of `what_if_draws` draws of the counts behind the flow (what is not known),
// base and moved from the same draw.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/capacity.h"
#include "metrics/flow.h"
#include "metrics/intervals.h"

namespace metrics {

inline constexpr std::size_t what_if_draws = 200;
inline constexpr double month_days = 30;

struct RoleMove {
    double conversion = 1;
    double wait = 1;
    std::int32_t people = 0;
};

struct Compared {  // base against moved
    double base = 0, moved = 0;
    Interval base_interval, moved_interval, difference_interval;
};

struct RoleWhatIf {
    model::Role role = model::Role::none;
    double pass = 0,
           pass_moved = 0;  // of what comes to the role, the share that comes to the next one, in the long run
    bool capped = false;    // the conversion asked for would pass 1 in a stage
    double load = 0, load_moved = 0;  // arrivals a week, in the long run, unhindered
    std::uint64_t people = 0;
    std::optional<double> rate;         // visits a person and week; none: too little to say, and no bound
    std::optional<double> bound_moved;  // wins a month if this role, with its people moved, did all it can
};

struct WhatIf {
    Compared within;                        // wins of the open and of the new within the days to come
    Compared a_month;                       // in the long run, without bounds
    double bounded = 0, bounded_moved = 0;  // a month, with the bounds of people
    std::optional<model::Role> bound_by;    // the role that holds most back in the moved chain
    std::vector<RoleWhatIf> roles;
};

// `moves`: one a role of `loads`, which are of all roles of the chain.
WhatIf what_if(const model::DataSet& data, const FlowHistory& history, std::span<const RoleLoad> loads,
               std::span<const RoleMove> moves, std::uint32_t within, std::uint64_t seed);

}  // namespace metrics
