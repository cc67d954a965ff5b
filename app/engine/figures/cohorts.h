// Of the entries of a month, how many had advanced by an age, as counted; by month and any of By.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct CohortCell {
    std::uint32_t days = 0;
    bool mature = false;  // all of the month's entries have reached the age
    Rate rate;            // advanced within the age, of those that have reached it; an estimate only where mature
};

struct CohortRow {
    Keys keys;
    std::uint64_t entries = 0;
    std::uint64_t untimed = 0;      // of them: advanced, but when is not known; within no age
    std::vector<CohortCell> cells;  // by days, as far as the data reach in any row
};

struct CohortsAnswer {
    Head head;
    std::vector<CohortRow> rows;  // as the ledger lists them
};

base::Result<CohortsAnswer> cohorts(const Loaded& loaded, const Question& question);

}  // namespace engine
