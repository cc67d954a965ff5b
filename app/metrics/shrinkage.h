// What counts of several people say about each of them, and whether they differ at all.
//
// Each person's hits are taken as beta-binomial: k ~ BetaBinomial(n, μM, (1 − μ)M), where μ is the rate of the whole role and M how
// much alike its people are (in entries). (μ, M) by marginal maximum likelihood. A person's estimate is (k + μM)/(n + M), with
// the quantiles of Beta(k + μM, n − k + (1 − μ)M) as its interval.
// Whether they differ is the likelihood ratio against one rate for all; under one rate it is 0 half of the time and χ² with
// one degree of freedom otherwise (S. Self, K.-Y. Liang, JASA 82, 1987). Where they do not differ at 5 %, everybody's estimate
// is the role's rate: there is no evidence that these people differ.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/intervals.h"

namespace metrics {

struct Count {
    std::uint64_t hits = 0;
    std::uint64_t of = 0;
};

struct Spread {
    double rate = 0;               // μ; the pooled rate where they do not differ
    std::optional<double> weight;  // M; none: infinite, no overdispersion at all
    double ratio = 0;              // 2 (log-likelihood at the maximum − at one rate for all), ≥ 0
    double p = 1;
    bool differ = false;
};

// None for fewer than two groups with entries, or where nobody or everybody hit.
std::optional<Spread> spread_of(std::span<const Count> groups, double level = 0.05);

// Log-likelihood of the counts but for the binomial coefficients.
double beta_binomial_log_likelihood(std::span<const Count> groups, double rate, double weight);

struct Shrunken {
    double estimate = 0;
    Interval interval;
};
// None where the people do not differ.
std::optional<Shrunken> shrink(const Spread& spread, Count group);

// For each group the probability that its rate is in the top third: of the threshold t with Σ P(rate > t) = a third of the groups,
// P(rate > t) under the group's own posterior. Empty where the people do not differ.
std::vector<double> top_third(const Spread& spread, std::span<const Count> groups);

}  // namespace metrics
