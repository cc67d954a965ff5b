#include "metrics/ledger.h"

#include <algorithm>

#include "metrics/months.h"

namespace metrics {

namespace {

constexpr std::size_t most_dimensions = 7;
using Key = std::array<std::uint32_t, most_dimensions>;

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

// Key → position of its group: open addressing, so that a row costs one probe and no allocation.
class GroupTable {
public:
    std::size_t find_or_add(const Key& key) {
        if ((keys_.size() + 1) * 2 > slots_.size()) grow();
        std::size_t at = hash(key) & (slots_.size() - 1);
        while (slots_[at] != 0) {
            if (keys_[slots_[at] - 1] == key) return slots_[at] - 1;
            at = (at + 1) & (slots_.size() - 1);
        }
        keys_.push_back(key);
        slots_[at] = static_cast<std::uint32_t>(keys_.size());
        return keys_.size() - 1;
    }
    const std::vector<Key>& keys() const { return keys_; }

private:
    std::vector<Key> keys_;
    std::vector<std::uint32_t> slots_;

    static std::size_t hash(const Key& key) {
        std::uint64_t h = 0x9e3779b97f4a7c15u;
        for (const std::uint32_t part : key) h = (h ^ part) * 0xff51afd7ed558ccdu, h ^= h >> 32;
        return static_cast<std::size_t>(h);
    }
    void grow() {
        slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            std::size_t at = hash(keys_[i]) & (slots_.size() - 1);
            while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
            slots_[at] = static_cast<std::uint32_t>(i + 1);
        }
    }
};

void count_flows(Flows& flows, const Passage& p) {
    const auto before = static_cast<std::size_t>(p.before);
    const auto after = static_cast<std::size_t>(p.after);
    ++(p.came_back ? flows.received_back : flows.received)[before];
    if (p.exit == model::Exit::advanced) ++flows.passed_on[after];
    if (p.exit == model::Exit::back) ++flows.passed_back[after];
}

}  // namespace

void Ledger::add(const model::DataSet& data, const Passage& passage) {
    ++exits[static_cast<std::size_t>(passage.exit)];
    passed += passage.passed;
    mid_entry += passage.mid_entry;
    if (!data.has_value(passage.deal)) return;
    ++valued;
    value += data.deals.value[passage.deal];
}

Unit unit_of(std::span<const Dimension> dimensions) {
    const auto asks = [&](Dimension d) {
        return std::find(dimensions.begin(), dimensions.end(), d) != dimensions.end();
    };
    return asks(Dimension::role) && !asks(Dimension::stage) ? Unit::visit : Unit::stay;
}

LedgerFigure ledger(const model::DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                    model::Jumps jumps, const base::Zone& zone) {
    LedgerFigure figure;
    GroupTable table;
    std::vector<Group> groups;
    each_passage(data, selection, unit_of(dimensions), jumps, [&](const Passage& passage) {
        Key key{};
        for (std::size_t i = 0; i < dimensions.size(); ++i) key[i] = number_of(dimensions[i], data, zone, passage);
        const std::size_t at = table.find_or_add(key);
        if (at == groups.size()) groups.emplace_back();
        groups[at].ledger.add(data, passage);
        count_flows(groups[at].flows, passage);
        figure.total.add(data, passage);
    });
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Key& key = table.keys()[i];
        groups[i].keys.assign(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(dimensions.size()));
    }
    std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.keys < b.keys; });
    figure.groups = std::move(groups);
    return figure;
}

}  // namespace metrics
