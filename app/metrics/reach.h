// Aggregates from before a lead has a name: how many saw, clicked, left their name, and what it cost.
#pragma once

#include <cstdint>
#include <vector>

#include "base/money.h"
#include "base/time.h"
#include "metrics/selection.h"

namespace metrics {

struct ReachGroup {
    std::uint32_t key = 0;  // Label of the source, or year × 12 + month − 1
    std::uint64_t impressions = 0, clicks = 0, leads = 0;
    base::Money cost = 0;
};

struct ReachFigure {
    std::vector<ReachGroup> groups;  // by key, ascending
    ReachGroup total;
};

// Only the period and the source of the selection have a meaning here.
ReachFigure reach(const model::DataSet& data, const Selection& selection, bool by_month, const base::Zone& zone);

}  // namespace metrics
