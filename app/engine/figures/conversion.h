// Of the entries, how many advance within a horizon, waiting for those still open; by any of By, or along a path.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

// The curve between two points is drawn straight: they lie an equal step apart, from 0 to the horizon.
struct ConversionPoint {
    std::uint32_t age_s = 0;
    std::uint64_t at_risk = 0;  // followed so long
    Estimate advance, lose;
};

// The second group of a comparison.
struct ConversionOther {
    Ledger ledger;
    std::uint64_t left_out = 0;
    std::uint64_t at_risk = 0;
    std::string counts_only;
    Estimate advance, lose, other, possible;
};

// The two groups of a comparison among like entries: of those followed as long as the horizon, those of one source and segment
// together, over all such strata (metrics/stratified.h); what the two filters themselves set apart cannot be alike, and is left out. What became of an entry within the horizon, seen, not estimated.
struct LikeForLike {
    std::vector<By> by;                           // source, segment
    std::uint64_t strata = 0;                     // that hold entries of both groups
    Rate rate, against;                           // in these: advanced within the horizon, of the entries
    std::uint64_t beside = 0;                     // followed as long, in strata of one group alone
    std::optional<double> odds_ratio, low, high;  // of the first over the second; none: too thin
    std::optional<double> p;                      // that it is 1, without continuity correction
    bool thin = false;  // fewer than 30 entries in a group, or fewer than 10 of both that advanced or that did not
};

struct ConversionRow {
    Keys keys;
    Ledger ledger;               // as observed: of a path, advanced = arrived, left = ended elsewhere, open = under way
    std::uint64_t left_out = 0;  // entries whose time is not known: observed, not in the estimate
    std::uint64_t at_risk = 0;   // at the horizon
    std::string counts_only;     // why there is no estimate: "few" entries or advances, "young" data; "" where there is
    // By the horizon: advanced, lost, gone back or left; and what is still possible. They add up to 1.
    Estimate advance, lose, other, possible;
    std::vector<ConversionPoint> curve;
    std::optional<ConversionOther> against;
    Estimate difference;  // advance − against.advance
    std::optional<LikeForLike> like_for_like;
};

struct ConversionAnswer {
    Head head;
    std::uint32_t horizon_days = 0;   // 0: the data reach no horizon
    std::vector<ConversionRow> rows;  // as the ledger lists them
};

base::Result<ConversionAnswer> conversion(const Loaded& loaded, const Question& question);

}  // namespace engine
