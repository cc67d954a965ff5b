// How a team is built, described and never judged: who does which stages, who goes with a customer, how often it changes hands.
//
// Counted are stays that were really entered, in stages of roles that talk to customers (all but marketer and sales manager), owned by
// people. A deal belongs to the group of its first such stay, with all its stays.
// Specialisation U = (I(person; stage) − E) / H(stage): I the mutual information with the correction of G. Miller (Information
// Theory in Psychology, 1955), (cells − 1)/2n an entropy, and E its mean over all ways to deal the same stages out to the
// same people. E is exact, not simulated: under permutation a cell is hypergeometric (N. Vinh, J. Epps, J. Bailey, JMLR 11, 2010).
// 1: who it is says which stage it is; 0: no more than chance; chance alone can fall a little below.
// Continuity C: of the deals with two or more such stays, the share that had one owner in all of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "metrics/groups.h"
#include "metrics/stays.h"

namespace metrics {

// How many stays each person had in each stage, as a table person × stage by rows.
struct Specialisation {
    double information = 0;       // I, nats, corrected
    double by_chance = 0;         // E, nats, corrected
    double entropy = 0;           // H(stage), nats, corrected
    std::optional<double> share;  // U; none where the stages or the people are not at least two
};
Specialisation specialisation(std::span<const std::uint32_t> table, std::size_t stages);

enum class TeamKind : std::uint8_t { horizontal, vertical, hybrid };
inline constexpr double kind_at = 0.5;  // U, and C, from here on count as high

// One person's stays by role, as the structure counts them.
struct Carrier {
    model::PersonIndex person = model::no_person;
    std::array<std::uint32_t, model::role_names.size()> roles{};
    std::uint64_t stays() const { return std::accumulate(roles.begin(), roles.end(), std::uint64_t{0}); }
    model::Role main_role() const {  // the first of those with most
        return static_cast<model::Role>(std::max_element(roles.begin(), roles.end()) - roles.begin());
    }
};

struct Structure {
    std::vector<std::uint32_t> keys;  // as asked for
    std::uint64_t stays = 0;          // of people
    std::uint64_t unowned = 0;        // beside them: owner not known, or a bot
    std::uint64_t people = 0, stages = 0;
    Specialisation specialised;
    std::uint64_t deals = 0;        // with two stays or more, all of people
    std::uint64_t one_owner = 0;    // of those
    std::uint64_t handoffs = 0;     // changes of owner in those
    std::vector<Carrier> carriers;  // everybody of `people`, in no order
    // None where there are fewer than fewest_entries deals or stays, or no U.
    std::optional<TeamKind> kind() const;
};

// By keys, ascending. `dimensions` of the deal's first stay: team, source, segment, month.
std::vector<Structure> structures(const model::DataSet& data, const Selection& selection,
                                  std::span<const Dimension> dimensions, model::Jumps jumps, const base::Zone& zone);

}  // namespace metrics
