// Ages and causes of the entries of many groups, while the groups are still coming: eight bytes an entry, and no list a group.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "metrics/survival.h"

namespace metrics {

class GroupedTimes {
public:
    void reserve(std::size_t entries) { entries_.reserve(entries); }
    // `group`: below 2³⁰.
    void add(std::size_t group, std::uint32_t age, Cause cause) {
        entries_.push_back({age, static_cast<std::uint32_t>(group << 2) | static_cast<std::uint32_t>(cause)});
    }
    bool empty() const { return entries_.empty(); }
    // All of them, group by group in `times`, each group sorted; by group, where it is.
    std::vector<std::span<Observed>> sort(std::size_t groups, std::vector<Observed>& times) const;

private:
    struct Entry {
        std::uint32_t age = 0;
        std::uint32_t group_cause = 0;
    };
    std::vector<Entry> entries_;
};

}  // namespace metrics
