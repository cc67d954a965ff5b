#include "metrics/structure.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/heap_sort.h"
#include "metrics/conversion.h"

namespace metrics {

using model::Role;

namespace {

double log_term(double count) { return count > 0 ? count * std::log(count) : 0; }

// H of counts that sum to n, corrected, and how many of them are not zero.
struct Entropy {
    double nats = 0;
    std::size_t cells = 0;
};
Entropy entropy_of(std::span<const std::uint32_t> counts, double n) {
    Entropy out;
    double sum = 0;
    for (const std::uint32_t count : counts) {
        sum += log_term(count);
        out.cells += count > 0;
    }
    out.nats = std::log(n) - sum / n + static_cast<double>(out.cells - 1) / (2 * n);
    return out;
}

// Of one cell under permutation: E[n_ij log n_ij], and the probability that it is not empty.
struct CellMean {
    double log_term = 0;
    double occupied = 0;
};

// Walks the hypergeometric probabilities out from their mode until they no longer count; relative to it, because they sum to 1.
CellMean cell_mean(std::uint32_t row, std::uint32_t column, std::uint32_t n) {
    constexpr double negligible = 1e-18;
    const double a = row, b = column, all = n;
    const std::uint32_t most = std::min(row, column), least = a + b > all ? row - (n - column) : 0;
    const auto mode = std::clamp(static_cast<std::uint32_t>((a + 1) * (b + 1) / (all + 2)), least, most);
    CellMean out;
    double sum = 0;
    const auto take = [&](std::uint32_t k, double p) {
        sum += p;
        out.log_term += p * metrics::log_term(k);
        if (k > 0) out.occupied += p;
    };
    double p = 1;
    take(mode, p);
    for (std::uint32_t k = mode; k < most && p > negligible; ++k) {
        p *= (a - k) * (b - k) / ((k + 1.) * (all - a - b + k + 1));
        take(k + 1, p);
    }
    p = 1;
    for (std::uint32_t k = mode; k > least && p > negligible; --k) {
        p *= k * (all - a - b + k) / ((a - k + 1) * (b - k + 1));
        take(k - 1, p);
    }
    out.log_term /= sum;
    out.occupied /= sum;
    return out;
}

bool talks_to_customers(Role role) {
    return role != Role::none && role != Role::marketer && role != Role::sales_manager;
}

// The stays of one group as they come.
struct Tally {
    Structure out;
    std::vector<std::uint32_t> table;  // person of the group × stage
    std::unordered_map<model::PersonIndex, std::size_t> row_of;
};

}  // namespace

Specialisation specialisation(std::span<const std::uint32_t> table, std::size_t stages) {
    Specialisation out;
    if (stages == 0) return out;
    const std::size_t people = table.size() / stages;
    std::vector<std::uint32_t> row(people), column(stages);
    std::uint32_t n = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        row[i / stages] += table[i];
        column[i % stages] += table[i];
        n += table[i];
    }
    if (n == 0) return out;
    // Sorted, because sums in another order, that of the files, would differ where little is left of them; and equal people are
    // reckoned once.
    std::sort(row.begin(), row.end());
    std::vector<std::uint32_t> cells(table.begin(), table.end());
    std::sort(cells.begin(), cells.end());
    const double total = n;
    const Entropy persons = entropy_of(row, total), of_stage = entropy_of(column, total),
                  joint = entropy_of(cells, total);
    out.entropy = of_stage.nats;
    if (persons.cells < 2 || of_stage.cells < 2) return out;
    out.information = persons.nats + of_stage.nats - joint.nats;
    double log_terms = 0, occupied = 0;
    std::uint32_t last = 0;
    CellMean of_row;
    for (const std::uint32_t in_row : row) {
        if (in_row == 0) continue;
        if (in_row != last) {
            of_row = {};
            for (const std::uint32_t in_column : column) {
                if (in_column == 0) continue;
                const CellMean cell = cell_mean(in_row, in_column, n);
                of_row.log_term += cell.log_term;
                of_row.occupied += cell.occupied;
            }
            last = in_row;
        }
        log_terms += of_row.log_term;
        occupied += of_row.occupied;
    }
    const double joint_by_chance = std::log(total) - log_terms / total + (occupied - 1) / (2 * total);
    out.by_chance = persons.nats + of_stage.nats - joint_by_chance;
    out.share = (out.information - out.by_chance) / out.entropy;
    return out;
}

std::optional<TeamKind> Structure::kind() const {
    if (!specialised.share || stays < fewest_entries || deals < fewest_entries) return std::nullopt;
    const bool special = *specialised.share >= kind_at;
    const bool continuous = static_cast<double>(one_owner) >= kind_at * static_cast<double>(deals);
    if (special == continuous) return TeamKind::hybrid;
    return special ? TeamKind::horizontal : TeamKind::vertical;
}

std::vector<Structure> structures(const model::DataSet& data, const Selection& selection,
                                  std::span<const Dimension> dimensions, model::Jumps jumps, const base::Zone& zone) {
    const std::size_t stages = data.stages.size();
    GroupTable groups(dimensions.size());
    std::vector<Tally> tallies;
    std::vector<Passage> room, own;
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        own.clear();
        each_passage_of(data, deal, selection, Unit::stay, jumps, room, [&](const Passage& stay) {
            if (!stay.passed && talks_to_customers(stay.role)) own.push_back(stay);
        });
        if (own.empty()) continue;
        const std::size_t at = groups.find_or_add(key_of(dimensions, data, zone, own.front()));
        if (at == tallies.size()) tallies.emplace_back();
        Tally& tally = tallies[at];
        bool all_owned = true;
        std::uint64_t changes = 0;
        model::PersonIndex before = model::no_person;
        for (const Passage& stay : own) {
            if (stay.owner == model::no_person || data.people[stay.owner].bot) {
                ++tally.out.unowned;
                all_owned = false;
                continue;
            }
            ++tally.out.stays;
            const std::size_t row = tally.row_of.try_emplace(stay.owner, tally.row_of.size()).first->second;
            if (tally.table.size() <= row * stages) tally.table.resize((row + 1) * stages);
            ++tally.table[row * stages + stay.stage];
            if (row == tally.out.carriers.size()) tally.out.carriers.push_back({stay.owner, {}});
            ++tally.out.carriers[row].roles[static_cast<std::size_t>(stay.role)];
            changes += before != model::no_person && before != stay.owner;
            before = stay.owner;
        }
        if (!all_owned || own.size() < 2) continue;
        ++tally.out.deals;
        tally.out.one_owner += changes == 0;
        tally.out.handoffs += changes;
    }
    std::vector<Structure> out;
    for (std::size_t i = 0; i < tallies.size(); ++i) {
        Tally& tally = tallies[i];
        tally.out.keys = groups.keys_of(i);
        tally.out.people = tally.row_of.size();
        for (std::size_t stage = 0; stage < stages; ++stage)
            for (std::size_t row = 0; row < tally.row_of.size(); ++row)
                if (tally.table[row * stages + stage] > 0) {
                    ++tally.out.stages;
                    break;
                }
        tally.out.specialised = specialisation(tally.table, stages);
        out.push_back(std::move(tally.out));
    }
    base::heap_sort(out.begin(), out.end(), [](const Structure& a, const Structure& b) { return a.keys < b.keys; });
    return out;
}

}  // namespace metrics
