// The ledger per person and role, with the rate advanced / entries.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct PeopleRow {
    std::string role;
    std::string person;  // "" unknown
    bool bot = false;
    Ledger ledger;  // of visits: what the person received in this role
    Rate advanced;  // advanced of entries
};

struct PeopleAnswer {
    Head head;
    std::vector<PeopleRow> rows;   // by role, then by name
    std::vector<PeopleRow> roles;  // the same figures for all people of each role together, person ""; bots left out
};

base::Result<PeopleAnswer> people(const Loaded& loaded, const Question& question);

}  // namespace engine
