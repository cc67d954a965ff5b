#include "metrics/agreement.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace metrics {

Agreement agreement(std::span<const std::uint32_t> table, std::size_t scores, Weights weights) {
    Agreement out;
    std::vector<double> first(scores), second(scores);  // how often each gave which score
    std::size_t given = 0;
    for (std::size_t i = 0; i < scores; ++i)
        for (std::size_t j = 0; j < scores; ++j) {
            const std::uint32_t count = table[i * scores + j];
            out.items += count;
            if (i == j) out.same += count;
            first[i] += count;
            second[j] += count;
        }
    for (std::size_t i = 0; i < scores; ++i) given += first[i] > 0 || second[i] > 0;
    if (out.few() || given < 2) return out;

    const auto n = static_cast<double>(out.items);
    const auto weight = [&](std::size_t i, std::size_t j) {
        const double apart =
            std::abs(static_cast<double>(i) - static_cast<double>(j)) / static_cast<double>(scores - 1);
        return 1 - (weights == Weights::linear ? apart : apart * apart);
    };
    // By score the mean weight against what the other rater gives.
    std::vector<double> of_first(scores), of_second(scores);
    double observed = 0, by_chance = 0;
    for (std::size_t i = 0; i < scores; ++i)
        for (std::size_t j = 0; j < scores; ++j) {
            observed += weight(i, j) * table[i * scores + j] / n;
            by_chance += weight(i, j) * first[i] * second[j] / (n * n);
            of_first[i] += weight(i, j) * second[j] / n;
            of_second[j] += weight(i, j) * first[i] / n;
        }
    double squares = 0;
    for (std::size_t i = 0; i < scores; ++i)
        for (std::size_t j = 0; j < scores; ++j) {
            const double term = weight(i, j) * (1 - by_chance) - (of_first[i] + of_second[j]) * (1 - observed);
            squares += table[i * scores + j] / n * term * term;
        }
    const double centre = observed * by_chance - 2 * by_chance + observed;
    const double beyond = 1 - by_chance;
    out.weighted = Kappa{(observed - by_chance) / beyond,
                         std::sqrt(std::max(0.0, squares - centre * centre) / n) / (beyond * beyond)};
    return out;
}

}  // namespace metrics
