// People of one role compared fairly: on entries old enough to have an outcome, against the role's own spread and mix.
//
// Horizon H of a role: of 7, 14, 30, 60, 90, 180, 365 days the longest that at least two thirds of its entries have reached by
// the cut-off (7 where none has). A person's count is advances within H of the entries that are at least H old: what is still
// young is neither a hit nor a miss. Entries are visits; bots and owners not known are left out.
// A stratum is source × segment × third of deal value within the role (unknown its own); strata of fewer than 30
// entries are one, because their rates would only repeat the few people in them.
// Value over average: (shrunken ratio − 1) · Σ over the strata of n · rate · what an advance is worth later, where the shrunken ratio is
// 1 + (observed/expected − 1) · n/(n + M); its interval by the quantiles of a Poisson count of the observed mean, which is where
// a bootstrap of the person's advances ends.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "metrics/conversion.h"
#include "metrics/intervals.h"
#include "metrics/shrinkage.h"
#include "metrics/standardisation.h"
#include "metrics/stays.h"

namespace metrics {

struct ValueOverAverage {
    double estimate = 0;  // minor units
    Interval interval;
};

struct ComparedPerson {
    model::PersonIndex person = model::no_person;
    Count count;                       // advances within the horizon, of entries at least as old
    std::optional<Shrunken> shrunken;  // none where these people do not differ
    int outside = 0;                   // of the limits round the role's rate: ±1 beyond 95 %, ±2 beyond 99.8 %
    Indirect adjusted;
    std::optional<Direct> direct;
    std::optional<double> top_third;
    std::optional<ValueOverAverage> value;
};

struct ComparedRole {
    model::Role role = model::Role::none;
    std::uint32_t horizon_days = 0;
    Count count;
    std::optional<Spread> spread;        // none: too few to say
    std::vector<ComparedPerson> people;  // by person's id
};

// Takes visits one by one, in any order, and compares those who owned them.
class PeopleVisits {
public:
    explicit PeopleVisits(const model::DataSet& data) : data_(data) {}
    void take(const Passage& visit);
    // By role, ascending.
    std::vector<ComparedRole> compare() const;

    struct Entry {
        model::DealIndex deal;
        std::uint32_t age;          // at the cut-off
        std::uint32_t advanced_at;  // age at which it advanced, or never
        model::PersonIndex person;
    };
    static constexpr std::uint32_t never = 0xffffffff;

private:
    const model::DataSet& data_;
    std::array<std::vector<Entry>, 8> by_role_;
};

// Of the visits selected.
std::vector<ComparedRole> compare_people(const model::DataSet& data, const Selection& selection, model::Jumps jumps);

}  // namespace metrics
