// What became, in a period, of those who were customers when it began (definition retention/1).
//
// A customer at the start is one since before it (Customer::since) who was not lost by then. Lost is who is lost for good by the
// period's end. New customers do not count.
//
// Recurring value at a moment, per month: what the last recurring payment or renewal before it said, at most 400 days old, with
// the recurring expansions and contractions since. Payments of its day for different deals add up; of one deal the greatest
// counts; renewals only where that day has no payment. Who has none is a customer without a known value: left out of the sums,
// and counted.
//   gross = (start − contraction − churn) / start   contraction of a customer at most the own start; churn: what is then left of it
//   net   = gross + expansion / start               expansion of those who are not lost
// Intervals: bootstrap over the customers (B. Efron, Ann. Stat. 7, 1979), 2.5 to 97.5 % of the resamples, where there are at least 30
// customers with a value and ten of them moved it; docs/honesty.md says how often they hold.
// Changes and losses are those on record. Two counts say where the record may be wanting: `silent` and `differs`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/customers.h"
#include "metrics/intervals.h"
#include "metrics/period.h"

namespace metrics {

inline constexpr std::uint32_t fewest_valued = 30;  // customers with a value, below: no interval
inline constexpr std::uint32_t fewest_moved = 10;   // of them with a loss (net: or an expansion), below: no interval

// Of one customer.
struct Kept {
    bool present = false;  // a customer at some time of the period
    bool at_start = false;
    bool lost = false;     // of those at the start
    bool untold = false;   // an expansion or contraction has no value
    bool silent = false;   // not lost, paid by the month in the 100 days before the period, not in its last 100
    bool differs = false;  // not lost, and the last payment before the end is not what the record adds up to
    std::optional<base::Money> start;                       // known, and above 0
    base::Money contraction = 0, churn = 0, expansion = 0;  // of those with a start
    std::uint32_t referrals = 0;                            // by those present
};

// By customer, in the order of Customers::list.
std::vector<Kept> kept_in(const model::DataSet& data, const Customers& customers, Period period);

// The recurring value at a moment; none where it is not known. The activities are one customer's, in order.
std::optional<base::Money> monthly_at(std::span<const model::Activity> activities, model::Stamp at,
                                      const base::Zone& zone);

struct Retained {
    double estimate = 0;
    std::optional<Interval> interval;
};

// What of one customer's start, and of what came to it, a ratio is made of.
struct Share {
    double start = 0, lost = 0, gained = 0;
};
struct GrossAndNet {
    Retained gross, net;
};
// Of at least one share, of a start above 0.
GrossAndNet retained(std::span<const Share> shares, std::uint64_t seed);

struct Retention {
    std::uint64_t present = 0, at_start = 0, lost = 0;
    std::uint64_t valued = 0;                                 // of those at the start, with a known value
    std::uint64_t contracted = 0, churned = 0, expanded = 0;  // of the valued
    std::uint64_t untold = 0, silent = 0, differs = 0;
    std::uint64_t referrals = 0, referring = 0;
    base::Money start = 0, contraction = 0, churn = 0, expansion = 0;
    std::optional<Retained> gross, net;  // none without a start
};

// Of the customers at these positions. The seed is the question's.
Retention retention_of(std::span<const Kept> kept, std::span<const std::uint32_t> customers, std::uint64_t seed);

// What customers signed and paid in a period. No share of the two: payments may be of earlier customers (metrics/collection.h has one).
struct Receipts {
    std::uint64_t deals = 0, valued_deals = 0;  // won in it; of those, with a value in the data's currency
    base::Money signed_value = 0;
    std::uint64_t payments = 0, valued_payments = 0;
    base::Money received = 0;
};
Receipts receipts_in(const model::DataSet& data, const Customers& customers, std::span<const std::uint32_t> chosen,
                     Period period);

}  // namespace metrics
