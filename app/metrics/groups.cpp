#include "metrics/groups.h"

#include <algorithm>

#include "metrics/months.h"

namespace metrics {
namespace {

constexpr std::uint32_t most_direct = 1U << 16;  // people and stages, and labels of data with few names

std::uint32_t number_of(Dimension dimension, const model::DataSet& data, const base::Zone& zone, const Passage& p) {
    switch (dimension) {
        case Dimension::stage: return p.stage;
        case Dimension::role: return static_cast<std::uint32_t>(p.role);
        case Dimension::person: return p.owner;
        case Dimension::team: return p.owner == model::no_person ? 0 : data.people[p.owner].team;
        case Dimension::source: return data.deals.source[p.deal];
        case Dimension::segment: return data.segment_of(p.deal);
        case Dimension::month: return month_of(p.entered, zone);
    }
    return 0;
}

}  // namespace

GroupKey key_of(std::span<const Dimension> dimensions, const model::DataSet& data, const base::Zone& zone,
                const Passage& passage) {
    GroupKey key{};
    for (std::size_t i = 0; i < dimensions.size(); ++i) key[i] = number_of(dimensions[i], data, zone, passage);
    return key;
}

Unit unit_of(std::span<const Dimension> dimensions) {
    const auto asks = [&](Dimension d) {
        return std::find(dimensions.begin(), dimensions.end(), d) != dimensions.end();
    };
    return asks(Dimension::role) && !asks(Dimension::stage) ? Unit::visit : Unit::stay;
}

std::size_t GroupTable::hash(const GroupKey& key) const {
    std::uint64_t h = 0x9e3779b97f4a7c15u;
    for (std::size_t i = 0; i < dimensions_; ++i) h = (h ^ key[i]) * 0xff51afd7ed558ccdu, h ^= h >> 32;
    return static_cast<std::size_t>(h);
}

bool GroupTable::same(const GroupKey& a, const GroupKey& b) const {
    for (std::size_t i = 0; i < dimensions_; ++i)
        if (a[i] != b[i]) return false;
    return true;
}

std::size_t GroupTable::find_or_add_slowly(const GroupKey& key) {
    if ((keys_.size() + 1) * 2 > slots_.size()) grow();
    std::size_t at = hash(key) & (slots_.size() - 1);
    while (slots_[at] != 0) {
        if (same(keys_[slots_[at] - 1], key)) return slots_[at] - 1;
        at = (at + 1) & (slots_.size() - 1);
    }
    keys_.push_back(key);
    slots_[at] = static_cast<std::uint32_t>(keys_.size());
    if (dimensions_ == 1 && key[0] < most_direct) {
        direct_.resize(std::max<std::size_t>(direct_.size(), key[0] + 1));
        direct_[key[0]] = slots_[at];
    }
    return keys_.size() - 1;
}

std::vector<std::uint32_t> GroupTable::keys_of(std::size_t group) const {
    const GroupKey& key = keys_[group];
    return {key.begin(), key.begin() + static_cast<std::ptrdiff_t>(dimensions_)};
}

void GroupTable::grow() {
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        std::size_t at = hash(keys_[i]) & (slots_.size() - 1);
        while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
}

}  // namespace metrics
