// The curve of metrics::Curve as columns, to be looked at as a whole.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "metrics/survival.h"

struct Incidence {
    std::vector<std::uint32_t> age, at_risk, exits;
    std::vector<double> survival;
    std::array<std::vector<double>, metrics::causes> incidence;  // by Cause − 1
    // After the last step at or before this age.
    double at(metrics::Cause cause, std::uint32_t until) const {
        const std::size_t steps = up_to(until);
        return steps == 0 ? 0 : incidence[static_cast<std::size_t>(cause) - 1][steps - 1];
    }
    double survival_at(std::uint32_t until) const {
        const std::size_t steps = up_to(until);
        return steps == 0 ? 1 : survival[steps - 1];
    }

private:
    std::size_t up_to(std::uint32_t until) const {
        return static_cast<std::size_t>(std::upper_bound(age.begin(), age.end(), until) - age.begin());
    }
};

// Sorts `observed`.
inline Incidence whole_curve(std::span<metrics::Observed> observed) {
    metrics::sort_observed(observed);
    Incidence out;
    for (metrics::Curve curve(observed); curve.next();) {
        out.age.push_back(curve.age());
        out.at_risk.push_back(curve.at_risk());
        out.exits.push_back(curve.exits());
        out.survival.push_back(curve.survival());
        for (std::size_t c = 0; c < metrics::causes; ++c)
            out.incidence[c].push_back(curve.incidence(static_cast<metrics::Cause>(c + 1)));
    }
    return out;
}
