// The chain of roles from the first entry to the win, and which of them changed what was won between two periods.
//
// Period basis: of what happened in a period, whenever its deals began, so that nothing waits for young deals. Won = N · Π p_k, where N
// is the entries into the first role, and p_k the entries into the next role (of the last: the wins) for each entry into role k.
// Entries are first arrivals: coming back is none. The product is the wins themselves, exactly.
// The change of a product by its factors: Shapley (L. Shapley, 1953) over all 2^K orders of moving them; sums to the change.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/money.h"
#include "metrics/period.h"
#include "metrics/stays.h"

namespace metrics {

inline constexpr std::size_t most_factors = 10;

// How much each factor changed the product. At most `most_factors`, of the same length.
std::vector<double> shapley_of_product(std::span<const double> before, std::span<const double> after);

struct ChainPeriod {
    std::vector<std::uint64_t> entries;  // by role of the chain
    std::uint64_t won = 0;
    std::uint64_t valued = 0;  // of the won, with a value in the data's currency
    base::Money value = 0;     // of those
    // N, then p_k for each role; 0 where a role had no entries.
    std::vector<double> factors() const;
};

// The roles of the stages before the win, in the order of the funnel, each once.
std::vector<model::Role> chain_roles(const model::DataSet& data);

// Of the selection only what it says of deals is used.
ChainPeriod chain_in(const model::DataSet& data, const Selection& selection, std::span<const model::Role> roles,
                     model::Jumps jumps, Period period);

}  // namespace metrics
