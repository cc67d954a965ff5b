// Aggregates from before a lead has a name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct ReachRow {
    Keys keys;  // the source or the month, as the question's `by` says
    std::uint64_t impressions = 0, clicks = 0, leads = 0;
    base::Money cost = 0;
};

struct ReachAnswer {
    Head head;
    std::vector<ReachRow> rows;
    ReachRow total;
};

base::Result<ReachAnswer> reach(const Loaded& loaded, const Question& question);

}  // namespace engine
