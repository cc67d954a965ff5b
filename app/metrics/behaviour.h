// Which ways of talking go with advancing, within people (definition behaviour/1; metrics.md, section 9).
//
// The outcome of a call: the stay of its deal in which it was held advanced by `horizon` after it. Not known (left out,
// counted): the call has no deal or stay, the stay was over before it or ended at no known time, its stage is the funnel's
// last; young (left out, counted): the stay is open and the horizon is not over at the cut-off.
// Compared are calls of one stratum, that is of one rep, purpose and language, so a rep is compared with himself. Within it
// calls are ranked by the measure (ties: the mean of their ranks).
// Test: T = Σ_s 1/(n_s + 1) Σ_i (rank_i − mean)(outcome_i − mean), the stratified rank sum (P. van Elteren, Bull. ISI 37,
// 1960), under permutation of the outcomes within strata, by its exact moments instead of draws: mean 0, variance Σ_s 1/(n_s +
// 1)² Σ(rank − mean)² Σ(outcome − mean)² / (n_s − 1).
// Calls with one deal are no independent trials: what their parts u of T have in common, Σ_deals ((Σ u)² − Σ u²), is added to
// the variance where it is above 0; in it the parts in a stratum of g deals count g/(g − 1) times, as a jackknife's, because
// they sum to 0. The p-value is that of Student's t with as many degrees of freedom as deals less strata.
// Effect: the share that advanced of the top third of each stratum's ranks less that of the bottom third, over the strata by
// Mantel and Haenszel's weights, with the interval of T. Sato (Biometrics 45, 1989), its variance grown as that of T by the
// calls of one deal.
// Over all cells of the answer Benjamini and Hochberg's at q = 0.10. What goes together need not be cause and effect.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/call_groups.h"
#include "metrics/intervals.h"
#include "metrics/shrinkage.h"

namespace metrics {

// Of a role, with a call whose outcome and figures are known, and such calls; below: refused.
inline constexpr std::uint32_t fewest_reps = 8;
inline constexpr std::uint32_t fewest_calls = 200;
inline constexpr double discovery_rate = 0.10;  // q

enum class CallOutcome : std::uint8_t { advanced, not_advanced, young, unknown };
CallOutcome outcome_of(const model::DataSet& data, model::CallIndex call, const CallPlace& place,
                       std::uint32_t horizon_s);

// A call as the test sees it.
struct JudgedCall {
    std::uint32_t stratum = 0;
    std::uint32_t deal = 0;
    double value = 0;
    bool advanced = false;
};

struct Association {
    std::uint64_t calls = 0;
    std::uint64_t strata = 0;          // that say something: of two deals or more, with both outcomes and two values
    Count top, bottom;                 // thirds of these strata
    std::optional<double> difference;  // none without a stratum that has both thirds
    std::optional<Interval> interval;
    std::optional<double> p;  // two-sided; none where no stratum says anything
};
// Sorts the calls.
Association associate(std::vector<JudgedCall>& calls);

struct RoleBehaviour {
    model::Role role = model::Role::none;
    std::uint64_t reps = 0;   // with a call that is compared
    std::uint64_t calls = 0;  // compared
    std::uint64_t advanced = 0;
    std::uint64_t untimed = 0, young = 0, unknown = 0;  // left out: without figures; of the others, by their outcome
    bool few_reps() const { return reps < fewest_reps; }
    bool few_calls() const { return calls < fewest_calls; }
    std::array<Association, call_measures> measures;  // empty where there are too few
};

// In order of role; of people, not bots, and of calls whose rep and role are known. `figures` has one for each call of the data.
std::vector<RoleBehaviour> behaviour_of(const model::DataSet& data, std::span<const CallFigures> figures,
                                        const Selection& selection, std::uint32_t horizon_s);

}  // namespace metrics
