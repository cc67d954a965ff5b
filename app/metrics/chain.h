// The chain of roles from the first entry to the win, and which of them changed what was won between two periods.
//
// Cohort basis: the deals that entered the first role of the chain in a period, each followed for the same time, the horizon, so
// that no period is younger than another. Won = N · Π p_k (· value of a win), where N is those deals and p_k the share of those that
// came as far as role k that came to the next one too (of the last: were won). Each counts once, and as far as it came, so the
// counts are nested, no p_k passes 1, and the product is the wins themselves, exactly.
// Deals that begin in a later role are no part of it: they are counted beside it.
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

struct ChainCohort {
    std::vector<std::uint64_t> reached;  // by role of the chain: deals that came to it or beyond within the horizon
    std::uint64_t won = 0;               // within the horizon
    std::uint64_t valued = 0;            // of the won, with a value in the data's currency
    base::Money value = 0;               // of those
    std::uint64_t beside = 0;            // deals that began in the period, but behind the first role
    std::uint64_t beside_won = 0;        // of those, within the horizon
    // Of those that came to the role the ones that came further.
    std::uint64_t passed(std::size_t role) const { return role + 1 < reached.size() ? reached[role + 1] : won; }
    // N, then p_k for each role; 0 where nobody came to a role.
    std::vector<double> factors() const;
    // Whether every role has entries and passes enough to be told (metrics/conversion.h).
    bool tells() const;
};

// The roles of the stages before the win, in the order of the funnel, each once.
std::vector<model::Role> chain_roles(const model::DataSet& data);

// Of the selection only what it says of deals is used.
ChainCohort chain_of(const model::DataSet& data, const Selection& selection, std::span<const model::Role> roles,
                     model::Jumps jumps, Period period, std::uint32_t horizon_s);

// The shortest of `horizons_days` within which nine of ten of the wins came, counted from the entry into the first role; the
// longest where none does or nothing was won.
std::uint32_t chain_horizon_days(const model::DataSet& data, const Selection& selection,
                                 std::span<const model::Role> roles, model::Jumps jumps);

}  // namespace metrics
