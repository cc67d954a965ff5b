// Conversion that waits for the young deals (definition conversion/1): of the entries, how many have advanced, been lost, or
// gone back or left by an age, estimated from all of them, also those still open at the cut-off (metrics/survival.h).
//
// An entry's time runs from its entry to its exit, or to the cut-off while it is open. A stage that a deal jumped over, and the
// last stage of a funnel walked whole, advance at age 0. An entry whose exit has no time, or a time before the entry, and one
// entered after the cut-off cannot be placed: it is left out of the estimate and counted as left out.
// The data format has every stay from its entry on and no time from which a stay was watched, so nothing enters late: `seen` is
// 0. An export of closed deals only shows as a finding about the data; no delayed entry could repair it.
//
// A path goes from entry into one stage directly to the first entry into a later one, jumps over it included where jumps count
// as passing. It ends there, with the loss of the deal, or when the deal leaves (`other`); going back does not end it. An entry
// into the first stage while a path of the deal is under way begins none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/ledger.h"
#include "metrics/survival.h"

namespace metrics {

inline constexpr std::uint32_t day_s = 86'400;
inline constexpr std::array<std::uint32_t, 7> horizons_days{7, 14, 30, 60, 90, 180, 365};
inline constexpr std::uint32_t fewest_entries = 30;   // below: counts only
inline constexpr std::uint32_t fewest_advances = 10;  // below: counts only
inline constexpr std::uint32_t fewest_at_risk = 10;   // at the horizon
// Where no more than this is still possible at the last age with ten at risk, a group is decided: it is told at any horizon
// within the data.
inline constexpr double decided_below = 0.01;

struct Path {
    model::StageIndex from = 0;
    model::StageIndex to = 0;
};

struct ConversionGroup {
    std::vector<std::uint32_t> keys;  // as the ledger's
    Ledger observed;                  // of a path: advanced = arrived, open = under way
    std::uint64_t left_out = 0;       // of the observed
    std::span<Observed> times;        // of the others, sorted
    std::uint32_t advances = 0;       // of those
    bool few() const { return times.size() < fewest_entries || advances < fewest_advances; }
};

// Moves with its groups: they point into `times`.
struct ConversionEntries {
    ConversionEntries() = default;
    ConversionEntries(ConversionEntries&&) = default;
    ConversionEntries& operator=(ConversionEntries&&) = default;
    std::vector<Observed> times;
    std::vector<ConversionGroup> groups;  // by keys, ascending
    std::uint32_t longest_s = 0;          // from the first entry to the cut-off: how far the data reach
    bool shared = false;                  // some entry is in the other selection too
};

// Groups by `dimensions`: visits where role is asked for without stage, stays otherwise; paths where one is given, each with
// the numbers of its first stay. `other`: a selection to be compared with, which must share no entry.
ConversionEntries conversion_entries(const model::DataSet& data, const Selection& selection,
                                     std::span<const Dimension> dimensions, model::Jumps jumps, const base::Zone& zone,
                                     std::optional<Path> path, const Selection* other = nullptr);

// The largest of `horizons_days` within the data at which all of these groups still have ten at risk. Groups of counts only,
// and such as do not have ten at risk even at the shortest, have no say. The shortest where only such remain; none where it is
// longer than the data.
// `day`: its seconds, as the ages count them.
std::optional<std::uint32_t> horizon_of(std::span<const ConversionGroup* const> groups, std::uint32_t longest_s,
                                        std::uint32_t day = day_s);

// Whether a group is told at this age, or why it shows counts only. Told are groups of which nobody was cut off before that
// age, or ten are at risk there, or which are decided.
enum class Shown : std::uint8_t { estimate, few, young };
class Showing {
public:
    explicit Showing(const ConversionGroup& group) : group_(group) {}
    Shown at(std::uint32_t age);

private:
    const ConversionGroup& group_;
    std::optional<bool> decided_;  // once it is asked for
};

// first − second of two groups that share nobody, with the standard error √(se₁² + se₂²) and a normal interval.
Estimated difference(const Estimated& first, const Estimated& second);

}  // namespace metrics
