// After the win: how often what recurs has happened to a customer by an age, on average. metrics/recurrent.h has the definitions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

// Between two points the mean goes up in steps; they lie an equal time apart, from 0 to the horizon.
struct RecurrentPoint {
    std::uint32_t age_s = 0;
    Estimate mean;
};

struct RecurrentRow {
    Keys keys;
    std::string kind;          // "payment", "ticket", …
    std::uint64_t events = 0;  // of customers at risk
    std::uint64_t valued = 0;  // of those, with a value
    // Others: before the win or the data, after the loss, of customers from before the data.
    std::uint64_t left_out = 0;
    Estimate mean;   // events a customer by the horizon
    Estimate value;  // the sum of their values a customer, minor units; none where an event has no value
    std::vector<RecurrentPoint> curve;  // of the mean, for at most 12 rows
};

// A group of customers, whose rows are under its keys.
struct RecurrentGroup {
    Keys keys;
    std::uint64_t customers = 0;    // won in the data
    std::uint64_t lost = 0;         // of those, for good by the cut-off: watched until then
    std::uint64_t before_data = 0;  // others, won before the data: their age is not known, they are left out
    std::uint64_t at_risk = 0;      // at the horizon
    // Why there is no estimate: "few" (under ten customers), "young" (not ten at risk so long).
    std::string counts_only;
};

// By any of role, person and team (of who looks after the customer, beside role), source, segment, and month of the first win.
// Question::horizon_days, else the largest of 7 … 365 days up to which every group always has ten at risk; groups that have not
// even for 7 days have no say. Kinds that the data never mention have no rows. Refused: "no_activities", "not_of_customers"
// (engine/customers.h), "no_customers" (nobody selected has been won in the data), "horizon_beyond_data".
struct RecurrentAnswer {
    Head head;
    std::uint32_t horizon_days = 0;  // 0: the data reach none
    std::vector<RecurrentGroup> groups;
    std::vector<RecurrentRow> rows;  // by group, then kind
};

base::Result<RecurrentAnswer> recurrent(const Loaded& loaded, const Question& question);

}  // namespace engine
