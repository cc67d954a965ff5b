// 回款率: of what was invoiced, how much came in by the due date and `horizon_days` more (definition retention/1, collection).
//
// Counted are invoices of a value above 0 that fall due in the period and whose last day – `horizon_days` after the day on
// which they are due, to its end, on the clock of the zone – is over at the cut-off. The others of the period are young: they
// are waited for.
//   rate = received by the end of that day / invoiced; money, of all invoices counted together
// A payment that names an invoice pays that one, whoever's it is; what it has too much pays nothing. After those, a payment
// that names none pays its customer's oldest unpaid invoices in order, by when they were written, then due: before they were
// written too, but not where it came more than 31 days before the first of them (it is for something that is not in the data).
// What fits no invoice is told apart. Payments after the cut-off, without a value in the data's currency, or of a value not
// above 0 pay nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"
#include "metrics/customers.h"
#include "metrics/period.h"
#include "metrics/retention.h"

namespace metrics {

// Of one customer, or of several together.
struct Collection {
    std::uint64_t invoices = 0;                        // counted
    std::uint64_t paid = 0;                            // of those, wholly in time
    base::Money invoiced = 0, received = 0, late = 0;  // late: by the cut-off, after the last day
    std::uint64_t young = 0;
    base::Money young_value = 0;
    std::uint64_t valueless = 0;  // fall due in the period, without a value above 0 in the data's currency
    base::Money unnamed = 0;      // of `received` and `late`, by payments that name no invoice
    std::uint64_t apart = 0;      // payments of the period that, or a part of which, fit no invoice
    base::Money apart_value = 0;  // of those, what fits none

    void operator+=(const Collection& other);
};

// By customer, in the order of Customers::list. None of anybody where the data have no invoices.
std::vector<Collection> collected_in(const model::DataSet& data, const Customers& customers, Period period,
                                     std::uint32_t horizon_days, const base::Zone& zone);

struct CollectionRate {
    Collection sum;
    std::optional<Retained> rate;  // none where nothing is counted; its interval as that of gross retention
};

// Of the customers at these positions. The seed is the question's.
CollectionRate collection_of(std::span<const Collection> collected, std::span<const std::uint32_t> customers,
                             std::uint64_t seed);

}  // namespace metrics
