// How teams are built, and what the people under each manager did. metrics/structure.h has the definitions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct RoleStays {
    std::string role;
    std::uint64_t stays = 0;
};

struct CarrierRow {
    std::string person;
    std::uint64_t stays = 0;
    std::vector<RoleStays> roles;  // those with any, in the chain's order
};

struct StructureRow {
    Keys keys;
    std::uint64_t stays = 0,
                  unowned = 0;  // in stages of roles that talk to customers: of people, and of bots or nobody known
    std::uint64_t people = 0, stages = 0;
    std::optional<double> specialisation;          // U
    std::optional<double> information, by_chance;  // I and E, nats: where U is told
    Rate continuity;                          // C: deals with one owner, of those with two stays or more, all of people
    std::optional<double> handoffs_per_deal;  // of the same deals
    std::string kind;                         // "horizontal", "vertical", "hybrid"; "" where too few to tell
    // At most limits::carriers_told of `people`: of every main role the busiest, then the second busiest, and so on; listed by main
    // role in the chain's order, the busiest first.
    std::vector<CarrierRow> carriers;
};

// By nothing, or by team, source, segment or month, of the deal's first such stay. Refused without owners ("no_owner_history").
struct StructureAnswer {
    Head head;
    StructureRow whole;
    std::vector<StructureRow> rows;
};

base::Result<StructureAnswer> structure(const Loaded& loaded, const Question& question);

struct OrganisationRow {
    std::string person, name;
    std::string manager;  // id of the one above; "" at the top
    std::uint32_t depth = 0;
    std::uint32_t people = 0;  // under this one, at any depth
    Ledger own;                // visits that this one owned
    Ledger all;                // with those of everybody under this one: what a filter by this manager counts
};

// A row for everybody who has people under him, top down, each before those under him. People without a manager and without
// people of their own are in no row: `unplaced` counts their visits. A circle of managers (a finding about the data) has no top:
// it is entered at the first id of it.
struct OrganisationAnswer {
    Head head;
    std::vector<OrganisationRow> rows;
    Ledger unplaced, unknown;  // of people in no row; of owners not known
    Ledger total;              // tops + unplaced + unknown
};

base::Result<OrganisationAnswer> organisation(const Loaded& loaded, const Question& question);

}  // namespace engine
