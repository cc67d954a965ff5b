// What became in a period of those who were customers when it began. metrics/retention.h has the definitions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct RetentionRow {
    Keys keys;
    std::uint64_t present = 0;                                // customers at some time of the period
    Rate kept;                                                // of the customers at its start, not lost by its end
    std::uint64_t valued = 0;                                 // of those at the start, with a known recurring value
    std::uint64_t contracted = 0, churned = 0, expanded = 0;  // of the valued
    // Per month: at the start, what was lost of it, what the kept ones added, and what comes out.
    base::Money start = 0, contraction = 0, churn = 0, expansion = 0, end = 0;
    Estimate gross, net;        // no standard error; without an interval where there are too few
    std::uint64_t untold = 0;   // customers with an expansion or contraction of no known value
    std::uint64_t silent = 0;   // kept on record, but they stopped paying
    std::uint64_t differs = 0;  // whose last payment is not what the record adds up to
    std::uint64_t referrals = 0;
    Rate referring;  // of the present, with a referral in the period
    // What was invoiced and came in by so many days after it was due (metrics/collection.h): counted, wholly paid in time, and money.
    std::uint64_t invoices = 0, invoices_paid = 0;
    base::Money invoiced = 0, collected = 0, collected_late = 0;
    base::Money collected_unnamed = 0;  // of the collected in time and late, by payments that name no invoice
    Estimate collection;                // collected / invoiced; as gross
    std::uint64_t invoices_young = 0, invoices_valueless = 0;  // due in the period, and not counted
    base::Money young = 0;
    std::uint64_t payments_apart = 0;  // of the period, that fit no invoice wholly, and by how much
    base::Money apart = 0;
};

// Question::period, by default the last twelve whole months before the cut-off, or as many as begin at least 31 days after the first
// activity; the cut-off's day may be its last.
// By any of role, person and team (of who looks after the customer, beside role), source, segment.
// Refused whole: "no_activities", "not_of_customers" (engine/customers.h), "period_outside_data", "no_customers" (nobody selected
// was one).
// Refused in part, without estimates: `kept_refused` "no_churn_recorded" (no loss of a customer is on record at all); `value_refused` the
// same, "no_changes_recorded" (neither an expansion nor a contraction is), "no_recurring_value" (of nobody is it known what they
// paid a month); `referrals_refused` "no_referrals_recorded"; `collection_refused` "no_invoices": then there is what was signed and what was
// received, and no share of the two. Question::horizon_days: of collection, 30 where it is 0.
struct RetentionAnswer {
    Head head;
    Days period;  // as counted
    std::string kept_refused, value_refused, referrals_refused, collection_refused;
    std::uint64_t new_customers = 0;                // first won in the period: in no rate here
    std::uint64_t deals_won = 0, deals_valued = 0;  // in the period, of these customers
    base::Money signed_value = 0;                   // of those
    std::uint64_t payments = 0, payments_valued = 0;
    base::Money received = 0;
    RetentionRow total;
    std::vector<RetentionRow> rows;  // none without `by`
};

base::Result<RetentionAnswer> retention(const Loaded& loaded, const Question& question);

}  // namespace engine
