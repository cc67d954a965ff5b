#include "metrics/grouped_times.h"

namespace metrics {

std::vector<std::span<Observed>> GroupedTimes::sort(std::size_t groups, std::vector<Observed>& times) const {
    std::vector<std::size_t> next(groups + 1);
    for (const Entry& entry : entries_) ++next[(entry.group_cause >> 2) + 1];
    for (std::size_t g = 1; g <= groups; ++g) next[g] += next[g - 1];
    times.resize(entries_.size());
    // After placing, each group's number is its end.
    for (const Entry& entry : entries_)
        times[next[entry.group_cause >> 2]++] = {entry.age, 0, static_cast<Cause>(entry.group_cause & 3)};
    std::vector<std::span<Observed>> sorted;
    sorted.reserve(groups);
    for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t begin = g == 0 ? 0 : next[g - 1];
        sorted.push_back(std::span(times).subspan(begin, next[g] - begin));
        sort_observed(sorted.back());
    }
    return sorted;
}

}  // namespace metrics
