// How far two raters of the same items agree beyond chance: Cohen's weighted kappa (J. Cohen, Psychological Bulletin 70, 1968).
//
// κ = (o − e) / (1 − e), o = Σ w_ij p_ij, e = Σ w_ij p_i· p_·j, with weights w_ij = 1 − |i − j| / (k − 1) or 1 − (i − j)² / (k − 1)²
// of k ordered scores. Standard error for large samples, not under the hypothesis of chance: J. Fleiss, J. Cohen, B. Everitt,
// Psychological Bulletin 72, 1969, formula 12.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace metrics {

inline constexpr std::uint64_t fewest_common_items = 20;  // below: counts only

enum class Weights : std::uint8_t { linear, quadratic };

struct Kappa {
    double kappa = 0;  // at most 1, 0 by chance, below 0 where raters contradict each other
    double standard_error = 0;
};

struct Agreement {
    std::uint64_t items = 0;  // that both rated
    std::uint64_t same = 0;   // of those, with the same score
    // None where there are too few items, or where chance alone makes them agree: both gave all items one and the same score.
    std::optional<Kappa> weighted;
    bool few() const { return items < fewest_common_items; }
};

// `table`: items by score of the first rater (rows) and of the second, `scores` × `scores` counts.
Agreement agreement(std::span<const std::uint32_t> table, std::size_t scores, Weights weights);

}  // namespace metrics
