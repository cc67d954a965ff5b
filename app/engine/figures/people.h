// The ledger per person and role, with the rate advanced / entries.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

// Somebody in a role, compared with the role; metrics/people.h says how.
struct Comparison {
    std::string person;
    Rate within;               // advanced within the role's horizon, of entries at least as old
    Estimate shrunken;         // null where these people do not differ
    std::int32_t outside = 0;  // of the role's limits: ±1 beyond 95 %, ±2 beyond 99.8 %
    std::uint64_t observed = 0;
    std::optional<double> expected;   // advances that the role would have made of the same mix
    Estimate adjusted;                // observed / expected, exact Poisson interval
    Estimate direct;                  // the rate with the role's own mix, where there are entries in all of it
    std::optional<double> top_third;  // probability to be in the top third
    Estimate value_minor;             // value over average
};

enum class Differ : std::uint8_t { too_few, no_evidence, differ };
std::span<const std::string_view> answer_words(Differ);

// The limits round the role's rate at one volume, for drawing.
struct Limits {
    std::uint64_t of = 0;
    double low_95 = 0, high_95 = 0, low_998 = 0, high_998 = 0;
};

struct RoleComparison {
    std::string role;
    std::uint32_t horizon_days = 0;
    Rate within;
    Differ differ = Differ::too_few;
    std::optional<double> p;         // of the test that all are alike
    std::optional<double> weight;    // M, in entries: how much the role says beside a person's own entries
    std::vector<Comparison> people;  // by name; bots left out
    std::vector<Limits> limits;      // by volume
};

struct PeopleAnswer {
    Head head;
    std::vector<PeopleRow> rows;   // by role, then by name
    std::vector<PeopleRow> roles;  // the same figures for all people of each role together, person ""; bots left out
    std::vector<RoleComparison> comparisons;
};

base::Result<PeopleAnswer> people(const Loaded& loaded, const Question& question);

}  // namespace engine
