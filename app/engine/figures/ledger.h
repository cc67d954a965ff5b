// The stage ledger: entries and where they went, by any of By.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

// How many entries came from, or exits went to, another role; role "" is outside the funnel (a new deal; an end).
struct Flow {
    std::string role;
    std::uint64_t count = 0;
    bool back = false;  // came, or went, against the order of stages
};

struct LedgerRow {
    Keys keys;
    Ledger ledger;
    std::vector<Flow> received;   // only by role without stage: entries by the role before
    std::vector<Flow> passed_on;  // only by role without stage: exits by the role after
};

struct LedgerAnswer {
    Head head;
    std::vector<LedgerRow> rows;  // in the order of stages, roles, then by key text
    Ledger total;
};

base::Result<LedgerAnswer> ledger(const Loaded& loaded, const Question& question);

}  // namespace engine
