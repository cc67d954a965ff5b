// Into which group a passage falls: its numbers of the dimensions asked for.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"
#include "metrics/stays.h"

namespace metrics {

enum class Dimension : std::uint8_t { stage, role, person, team, source, segment, month };

inline constexpr std::size_t most_dimensions = 7;
// A number per dimension: StageIndex, Role, PersonIndex, Label, or for a month year × 12 + month − 1; 0 behind the last.
using GroupKey = std::array<std::uint32_t, most_dimensions>;

GroupKey key_of(std::span<const Dimension> dimensions, const model::DataSet& data, const base::Zone& zone,
                const Passage& passage);

// Visits are counted where role is asked for without stage, stays otherwise.
Unit unit_of(std::span<const Dimension> dimensions);

// Key → position of its group, in the order of arrival. One small number is looked up as it is; other keys by open addressing,
// so that a row costs one probe and no allocation.
class GroupTable {
public:
    explicit GroupTable(std::size_t dimensions) : dimensions_(dimensions) {}
    std::size_t find_or_add(const GroupKey& key) {
        if (dimensions_ == 1 && key[0] < direct_.size() && direct_[key[0]] != 0) return direct_[key[0]] - 1;
        return find_or_add_slowly(key);
    }
    std::size_t size() const { return keys_.size(); }
    // A number per dimension.
    std::vector<std::uint32_t> keys_of(std::size_t group) const;

private:
    std::size_t dimensions_;
    std::vector<GroupKey> keys_;
    std::vector<std::uint32_t> slots_;   // position + 1 by hash; 0: free
    std::vector<std::uint32_t> direct_;  // position + 1 by the one small number; 0: none yet
    std::size_t find_or_add_slowly(const GroupKey& key);
    std::size_t hash(const GroupKey& key) const;
    bool same(const GroupKey& a, const GroupKey& b) const;
    void grow();
};

}  // namespace metrics
