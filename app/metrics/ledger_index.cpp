#include "metrics/ledger_index.h"

#include <algorithm>
#include <unordered_map>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "metrics/months.h"

namespace metrics {

using model::DataSet;
using model::Exit;
using model::Role;

namespace {

// A cell's key, from its lowest bit: what every cell knows, then numbers into the lists of Cells.
constexpr unsigned stage_bits = 8, role_bits = 3, exit_bits = 3, flag_bits = 3;
constexpr unsigned month_bits = 11, source_bits = 10, segment_bits = 8, owner_bits = 12;
constexpr unsigned role_at = stage_bits, exit_at = role_at + role_bits, flags_at = exit_at + exit_bits;
constexpr unsigned before_at = flags_at + flag_bits, after_at = before_at + role_bits, month_at = after_at + role_bits;
constexpr unsigned source_at = month_at + month_bits, segment_at = source_at + source_bits;
constexpr unsigned owner_at = segment_at + segment_bits;
static_assert(owner_at + owner_bits <= 64);

// Of persons, cells know nothing of months, sources and segments: their bits are free.
constexpr unsigned person_at = month_at, person_bits = 17;

constexpr std::uint32_t part(std::uint64_t key, unsigned at, unsigned bits) {
    return static_cast<std::uint32_t>(key >> at) & ((1u << bits) - 1);
}

std::size_t hash(std::uint64_t key) {
    key *= 0x9e3779b97f4a7c15u;
    return static_cast<std::size_t>(key ^ (key >> 32));
}

// Numbers of any size as the numbers 0, 1, 2 … in the order of arrival.
class Codes {
public:
    explicit Codes(std::vector<std::uint32_t>& list) : list_(list) {}
    std::uint32_t of(std::uint32_t number) {
        if (!list_.empty() && list_[last_] == number) return last_;
        const auto [at, added] = codes_.try_emplace(number, static_cast<std::uint32_t>(list_.size()));
        if (added) list_.push_back(number);
        return last_ = at->second;
    }

private:
    std::vector<std::uint32_t>& list_;
    std::unordered_map<std::uint32_t, std::uint32_t> codes_;
    std::uint32_t last_ = 0;
};

void add_cell(Ledger& ledger, std::uint64_t key, std::uint32_t count, std::uint32_t valued, base::Money value) {
    ledger.exits[part(key, exit_at, exit_bits)] += count;
    if (part(key, flags_at, 1)) ledger.passed += count;
    if (part(key, flags_at + 1, 1)) ledger.mid_entry += count;
    ledger.valued += valued;
    ledger.value = base::sum(ledger.value, value);
}

void add_flows(Flows& flows, std::uint64_t key, std::uint32_t count) {
    const auto before = part(key, before_at, role_bits), after = part(key, after_at, role_bits);
    const auto exit = static_cast<Exit>(part(key, exit_at, exit_bits));
    (part(key, flags_at + 2, 1) ? flows.received_back : flows.received)[before] += count;
    if (exit == Exit::advanced) flows.passed_on[after] += count;
    if (exit == Exit::back) flows.passed_back[after] += count;
}

bool asks(std::span<const Dimension> dimensions, Dimension dimension) {
    return std::find(dimensions.begin(), dimensions.end(), dimension) != dimensions.end();
}

}  // namespace

class LedgerIndex::Builder {
public:
    Builder(const DataSet& data, Unit unit, model::Jumps jumps, Owner owner)
        : data_(data),
          unit_(unit),
          jumps_(jumps),
          owner_(owner),
          out_(),
          sources_(out_.sources),
          segments_(out_.segments),
          owners_(out_.owners) {
        slots_.assign(1024, 0);
    }

    Cells build() {
        out_.built = true;
        model::DealIndex deal = model::no_deal;
        each_passage(data_, Selection(), unit_, jumps_, [&](const Passage& passage) {
            if (passage.deal != deal) enter(deal = passage.deal);
            add(passage);
        });
        out_.usable = out_.sources.size() <= 1u << source_bits && out_.segments.size() <= 1u << segment_bits &&
                      (owner_ != Owner::team || out_.owners.size() <= 1u << owner_bits) &&
                      out_.months.size() <= 1u << month_bits && out_.cells.size() <= base::limits::ledger_cells;
        if (!out_.usable) {
            out_ = Cells();
            out_.built = true;
        }
        out_.cells.shrink_to_fit();
        return std::move(out_);
    }

private:
    const DataSet& data_;
    Unit unit_;
    model::Jumps jumps_;
    Owner owner_;
    Cells out_;
    Codes sources_, segments_, owners_;
    std::vector<std::uint32_t> slots_;  // position + 1 of a cell, by hash of its key; 0: free
    std::uint64_t deal_key_ = 0;
    std::uint32_t deal_valued_ = 0;
    base::Money deal_value_ = 0;
    std::vector<std::uint32_t> month_places_;  // by month number: place in `months` + 1

    void enter(model::DealIndex deal) {
        deal_valued_ = data_.has_value(deal);
        deal_value_ = deal_valued_ ? data_.deals.value[deal] : 0;
        if (owner_ == Owner::person) return;
        const std::uint64_t source = sources_.of(data_.deals.source[deal]);
        const std::uint64_t segment = segments_.of(data_.segment_of(deal));
        deal_key_ = source << source_at | segment << segment_at;
    }

    std::uint64_t month_place(model::Stamp entered) {
        const std::uint32_t number = month_of(entered, data_.zone);
        if (month_places_.size() <= number) month_places_.resize(number + 1);
        if (month_places_[number] == 0) {
            out_.months.push_back({number, entered, entered});
            month_places_[number] = static_cast<std::uint32_t>(out_.months.size());
        }
        Month& month = out_.months[month_places_[number] - 1];
        month.first = std::min(month.first, entered);
        month.last = std::max(month.last, entered);
        return month_places_[number] - 1;
    }

    std::uint64_t key_of(const Passage& p) {
        const auto wide = [](auto number) { return static_cast<std::uint64_t>(number); };
        const std::uint64_t key = wide(p.stage) | wide(p.role) << role_at | wide(p.exit) << exit_at |
                                  wide(p.passed) << flags_at | wide(p.mid_entry) << (flags_at + 1) |
                                  wide(p.came_back) << (flags_at + 2) | wide(p.before) << before_at |
                                  wide(p.after) << after_at;
        if (owner_ == Owner::person) return key | wide(owners_.of(p.owner)) << person_at;
        const std::uint64_t placed = key | deal_key_ | month_place(p.entered) << month_at;
        if (owner_ == Owner::none) return placed;
        const model::Label team = p.owner == model::no_person ? 0 : data_.people[p.owner].team;
        return placed | wide(owners_.of(team)) << owner_at;
    }

    void add(const Passage& passage) {
        if (out_.cells.size() > base::limits::ledger_cells) return;
        const std::uint64_t key = key_of(passage);
        std::size_t at = hash(key) & (slots_.size() - 1);
        while (slots_[at] != 0 && out_.cells[slots_[at] - 1].key != key) at = (at + 1) & (slots_.size() - 1);
        if (slots_[at] == 0) {
            out_.cells.push_back({key, 0, 0, 0});
            slots_[at] = static_cast<std::uint32_t>(out_.cells.size());
        }
        Cell& cell = out_.cells[slots_[at] - 1];
        ++cell.count;
        cell.valued += deal_valued_;
        cell.value = base::sum(cell.value, deal_value_);
        if (out_.cells.size() * 2 > slots_.size()) grow();
    }

    void grow() {
        slots_.assign(slots_.size() * 2, 0);
        for (std::size_t i = 0; i < out_.cells.size(); ++i) {
            std::size_t at = hash(out_.cells[i].key) & (slots_.size() - 1);
            while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
            slots_[at] = static_cast<std::uint32_t>(i + 1);
        }
    }
};

// One question put to cells.
class LedgerIndex::Scan {
public:
    Scan(const DataSet& data, const Cells& cells, Owner owner, const Selection& selection,
         std::span<const Dimension> dimensions)
        : data_(data),
          cells_(cells),
          owner_(owner),
          selection_(selection),
          dimensions_(dimensions),
          table_(dimensions.size()) {}

    // nullopt where the days cut a month.
    std::optional<LedgerFigure> answer() {
        if (owner_ != Owner::person && !choose_deals()) return std::nullopt;
        for (const std::uint32_t owner : cells_.owners) owner_chosen_.push_back(has_owner(owner));
        for (std::size_t stage = 0; stage < stage_chosen_.size(); ++stage)
            stage_chosen_[stage] = selection_.stage.has(stage);
        for (std::size_t i = 0; i < 8; ++i)
            role_chosen_[i] = selection_.role.has(i), exit_chosen_[i] = selection_.exit.has(i);
        for (const Cell& cell : cells_.cells)
            if (has(cell.key)) add(cell);
        for (std::size_t i = 0; i < groups_.size(); ++i) groups_[i].keys = table_.keys_of(i);
        base::heap_sort(groups_.begin(), groups_.end(), [](const Group& a, const Group& b) { return a.keys < b.keys; });
        figure_.groups = std::move(groups_);
        return std::move(figure_);
    }

private:
    const DataSet& data_;
    const Cells& cells_;
    Owner owner_;
    const Selection& selection_;
    std::span<const Dimension> dimensions_;
    GroupTable table_;
    std::vector<Group> groups_;
    LedgerFigure figure_;
    std::array<std::uint8_t, 256> stage_chosen_{};
    std::array<std::uint8_t, 8> role_chosen_{}, exit_chosen_{};
    std::vector<std::uint8_t> month_chosen_, source_chosen_, segment_chosen_, owner_chosen_;

    bool choose_deals() {
        for (const Month& month : cells_.months) {
            const bool whole = month.first >= selection_.from && month.last < selection_.to;
            if (!whole && month.last >= selection_.from && month.first < selection_.to) return false;
            month_chosen_.push_back(whole);
        }
        for (const model::Label source : cells_.sources) source_chosen_.push_back(selection_.source.has(source));
        for (const model::Label segment : cells_.segments) segment_chosen_.push_back(selection_.segment.has(segment));
        return true;
    }

    bool has_owner(std::uint32_t owner) const {
        if (owner_ == Owner::team) return selection_.team.has(owner);
        return selection_.person.has(owner) && selection_.under.has(owner) &&
               selection_.team.has(owner == model::no_person ? 0 : data_.people[owner].team);
    }

    bool has(std::uint64_t key) const {
        if (!(stage_chosen_[part(key, 0, stage_bits)] & role_chosen_[part(key, role_at, role_bits)] &
              exit_chosen_[part(key, exit_at, exit_bits)]))
            return false;
        if (owner_ == Owner::person) return owner_chosen_[part(key, person_at, person_bits)];
        return (month_chosen_[part(key, month_at, month_bits)] & source_chosen_[part(key, source_at, source_bits)] &
                segment_chosen_[part(key, segment_at, segment_bits)]) &&
               (owner_ == Owner::none || owner_chosen_[part(key, owner_at, owner_bits)]);
    }

    std::uint32_t number_of(Dimension dimension, std::uint64_t key) const {
        switch (dimension) {
            case Dimension::stage: return part(key, 0, stage_bits);
            case Dimension::role: return part(key, role_at, role_bits);
            case Dimension::person: return cells_.owners[part(key, person_at, person_bits)];
            case Dimension::source: return cells_.sources[part(key, source_at, source_bits)];
            case Dimension::segment: return cells_.segments[part(key, segment_at, segment_bits)];
            case Dimension::month: return cells_.months[part(key, month_at, month_bits)].number;
            case Dimension::team: break;
        }
        if (owner_ == Owner::team) return cells_.owners[part(key, owner_at, owner_bits)];
        const std::uint32_t person = cells_.owners[part(key, person_at, person_bits)];
        return person == model::no_person ? 0 : data_.people[person].team;
    }

    void add(const Cell& cell) {
        GroupKey key{};
        for (std::size_t i = 0; i < dimensions_.size(); ++i) key[i] = number_of(dimensions_[i], cell.key);
        const std::size_t at = table_.find_or_add(key);
        if (at == groups_.size()) groups_.emplace_back();
        add_cell(groups_[at].ledger, cell.key, cell.count, cell.valued, cell.value);
        // Of stays, as the walk has it: from and to nowhere.
        add_flows(groups_[at].flows, cell.key, cell.count);
        add_cell(figure_.total, cell.key, cell.count, cell.valued, cell.value);
    }
};

LedgerIndex::Cells& LedgerIndex::cells_for(const DataSet& data, Unit unit, model::Jumps jumps, Owner owner) {
    const std::size_t at =
        (static_cast<std::size_t>(unit) * 2 + static_cast<std::size_t>(jumps)) * 3 + static_cast<std::size_t>(owner);
    if (!cells_[at].built) cells_[at] = Builder(data, unit, jumps, owner).build();
    return cells_[at];
}

LedgerFigure LedgerIndex::ledger(const DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                                 model::Jumps jumps, const base::Zone& zone) {
    const bool by_person =
        selection.person.restricted() || selection.under.restricted() || asks(dimensions, Dimension::person);
    const bool by_team = selection.team.restricted() || asks(dimensions, Dimension::team);
    const bool by_month = asks(dimensions, Dimension::month);
    const bool of_deals = selection.source.restricted() || selection.segment.restricted() || by_month ||
                          asks(dimensions, Dimension::source) || asks(dimensions, Dimension::segment) ||
                          selection.from > 0 || selection.to < Selection().to;
    const bool walks =
        selection.deal.restricted() || (by_person && of_deals) || (by_month && zone.name() != data.zone.name());
    if (!walks) {
        const Unit unit = unit_of(dimensions);
        const Owner owner = by_person ? Owner::person : by_team ? Owner::team : Owner::none;
        const Cells& cells = cells_for(data, unit, jumps, owner);
        if (cells.usable)
            if (auto figure = Scan(data, cells, owner, selection, dimensions).answer()) return std::move(*figure);
    }
    if (selection.person.has(model::no_person) && selection.under.has(model::no_person))
        return metrics::ledger(data, selection, dimensions, jumps, zone);
    return metrics::ledger_of(data, deals_of(data, selection), selection, dimensions, jumps, zone);
}

void LedgerIndex::index_deals(const DataSet& data) {
    // Twice over the spells: count each person's deals, then place them.
    std::vector<model::DealIndex> last(data.people.size(), model::no_deal);
    deals_end_.assign(data.people.size() + 1, 0);
    const auto each_pair = [&](auto&& take) {
        std::fill(last.begin(), last.end(), model::no_deal);
        for (model::DealIndex deal = 0; deal < data.deals.spells_end.size(); ++deal)
            for (model::SpellIndex s = data.first_spell(deal); s < data.end_spell(deal); ++s) {
                const model::PersonIndex person = data.spells.owner[s];
                if (person == model::no_person || last[person] == deal) continue;
                last[person] = deal;
                take(person, deal);
            }
    };
    each_pair([&](model::PersonIndex person, model::DealIndex) { ++deals_end_[person + 1u]; });
    for (std::size_t i = 1; i < deals_end_.size(); ++i) deals_end_[i] += deals_end_[i - 1];
    deals_.resize(deals_end_.back());
    // After placing, each person's number is the end of his deals.
    each_pair([&](model::PersonIndex person, model::DealIndex deal) { deals_[deals_end_[person]++] = deal; });
    has_deals_ = true;
}

std::vector<model::DealIndex> LedgerIndex::deals_of(const DataSet& data, const Selection& selection) {
    if (!has_deals_) index_deals(data);
    std::vector<model::DealIndex> deals;
    for (std::size_t i = 0; i < data.people.size(); ++i) {
        if (!selection.person.has(i) || !selection.under.has(i)) continue;
        const auto begin = deals_.begin() + static_cast<std::ptrdiff_t>(i == 0 ? 0 : deals_end_[i - 1]);
        deals.insert(deals.end(), begin, deals_.begin() + static_cast<std::ptrdiff_t>(deals_end_[i]));
    }
    std::sort(deals.begin(), deals.end());
    deals.erase(std::unique(deals.begin(), deals.end()), deals.end());
    return deals;
}

std::size_t LedgerIndex::heap_bytes() const {
    std::size_t bytes = deals_end_.capacity() * 4 + deals_.capacity() * 4;
    for (const Cells& cells : cells_) bytes += cells.cells.capacity() * sizeof(Cell);
    return bytes;
}

}  // namespace metrics
