#include "metrics/people.h"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <numeric>
#include <span>

#include "base/heap_sort.h"
#include "metrics/groups.h"

namespace metrics {

namespace {

using model::Exit;

constexpr std::uint64_t least_decided = 30;  // advances with a decided deal before a stratum has a worth of its own

using Entry = PeopleVisits::Entry;
constexpr std::uint32_t nobody = 0xffffffff;

struct Stratum {
    model::Label source = 0, segment = 0;
    std::uint8_t third = 0;    // of deal value, 1 to 3; 0: not known
    std::uint32_t number = 0;  // in the order of arrival
};
constexpr std::uint32_t thirds_and_none = 4;

struct Worth {
    double sum = 0;
    std::uint64_t decided = 0;
    std::optional<double> mean() const {
        return decided == 0 ? std::nullopt : std::optional<double>(sum / static_cast<double>(decided));
    }
};

std::uint32_t horizon_of(const std::vector<Entry>& entries) {
    std::array<std::size_t, horizons_days.size()> old{};
    for (const Entry& entry : entries)
        for (std::size_t h = 0; h < old.size(); ++h) old[h] += entry.age >= horizons_days[h] * day_s;
    for (std::size_t h = old.size(); h-- > 0;)
        if (3 * old[h] >= 2 * entries.size()) return horizons_days[h];
    return horizons_days.front();
}

// The values at a third and two thirds of the role's deals.
std::array<base::Money, 2> thirds_of(const model::DataSet& data, const std::vector<Entry>& entries) {
    std::vector<base::Money> values;
    values.reserve(entries.size());
    for (const Entry& entry : entries)
        if (data.has_value(entry.deal)) values.push_back(data.deals.value[entry.deal]);
    if (values.empty()) return {};
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 3);
    const auto second = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 2 / 3);
    std::nth_element(values.begin(), second, values.end());
    std::nth_element(values.begin(), first, second);
    return {*first, *second};
}

// A person's number depends on the order of the files, the order of ids does not.
std::vector<model::PersonIndex> people_by_id(const model::DataSet& data) {
    std::vector<model::PersonIndex> order(data.people.size());
    std::iota(order.begin(), order.end(), model::PersonIndex{0});
    base::heap_sort(order.begin(), order.end(),
                    [&](model::PersonIndex a, model::PersonIndex b) { return data.people[a].id < data.people[b].id; });
    return order;
}

std::uint64_t poisson_quantile(double mean, double p) {
    std::uint64_t low = 0, high = 1;
    while (boost::math::gamma_q(static_cast<double>(high) + 1, mean) < p) high *= 2;
    while (low < high) {
        const std::uint64_t middle = (low + high) / 2;
        if (boost::math::gamma_q(static_cast<double>(middle) + 1, mean) < p)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

class RoleComparison {
public:
    // `people`: all of the data, by id.
    RoleComparison(const model::DataSet& data, model::Role role, const std::vector<Entry>& entries,
                   std::span<const model::PersonIndex> people)
        : data_(data), entries_(entries) {
        out_.role = role;
        out_.horizon_days = horizon_of(entries);
        list_people(people);
    }

    ComparedRole compare() {
        place_strata();
        count();
        const bool enough = out_.count.of >= fewest_entries && out_.count.hits >= fewest_advances;
        std::vector<Count> counts;
        for (const ComparedPerson& person : out_.people) counts.push_back(person.count);
        if (enough) out_.spread = spread_of(counts);
        if (!out_.spread) return std::move(out_);
        const std::vector<double> top = top_third(*out_.spread, counts);
        for (std::size_t i = 0; i < out_.people.size(); ++i) {
            judge(i);
            if (!top.empty()) out_.people[i].top_third = top[i];
        }
        return std::move(out_);
    }

private:
    const model::DataSet& data_;
    const std::vector<Entry>& entries_;
    ComparedRole out_;
    std::vector<std::uint32_t> place_of_person_;   // in out_.people
    std::vector<std::uint32_t> stratum_of_entry_;  // by their number
    std::vector<std::uint32_t> stratum_;           // by number: in the order of the strata, behind them the small ones
    std::vector<Count> all_;                       // by stratum
    std::vector<Worth> worth_;                     // by stratum
    Worth worth_of_role_;
    std::vector<std::vector<Count>> by_person_;

    void list_people(std::span<const model::PersonIndex> people) {
        place_of_person_.assign(data_.people.size(), nobody);
        for (const Entry& entry : entries_) place_of_person_[entry.person] = 0;
        for (const model::PersonIndex person : people) {
            if (place_of_person_[person] == nobody) continue;
            place_of_person_[person] = static_cast<std::uint32_t>(out_.people.size());
            out_.people.push_back({person, {}, {}, 0, {}, {}, {}, {}});
        }
    }

    // Numbers the strata as they come, then orders those that are large enough.
    void place_strata() {
        const auto thirds = thirds_of(data_, entries_);
        GroupTable mixes(2);
        std::vector<std::uint32_t> size;  // by number
        stratum_of_entry_.reserve(entries_.size());
        for (const Entry& entry : entries_) {
            const std::size_t mix =
                mixes.find_or_add({data_.deals.source[entry.deal], data_.segment_of(entry.deal), 0, 0, 0, 0, 0});
            std::size_t third = 0;
            if (data_.has_value(entry.deal)) {
                const base::Money value = data_.deals.value[entry.deal];
                third = std::size_t{1} + (value >= thirds[0]) + (value >= thirds[1]);
            }
            size.resize(mixes.size() * thirds_and_none);
            ++size[mix * thirds_and_none + third];
            stratum_of_entry_.push_back(static_cast<std::uint32_t>(mix * thirds_and_none + third));
        }
        std::vector<Stratum> large;
        for (std::uint32_t number = 0; number < size.size(); ++number) {
            if (size[number] < fewest_entries) continue;
            const auto mix = mixes.keys_of(number / thirds_and_none);
            large.push_back({mix[0], mix[1], static_cast<std::uint8_t>(number % thirds_and_none), number});
        }
        // By text: numbers of labels depend on the order of the files, and sums over strata on their order.
        base::heap_sort(large.begin(), large.end(),
                        [this](const Stratum& a, const Stratum& b) { return before(a, b); });
        stratum_.assign(size.size(), static_cast<std::uint32_t>(large.size()));
        for (std::uint32_t i = 0; i < large.size(); ++i) stratum_[large[i].number] = i;
        all_.resize(large.size() + 1);
        worth_.resize(large.size() + 1);
        by_person_.assign(out_.people.size(), all_);
    }
    bool before(const Stratum& a, const Stratum& b) const {
        if (a.source != b.source) return data_.labels[a.source] < data_.labels[b.source];
        if (a.segment != b.segment) return data_.labels[a.segment] < data_.labels[b.segment];
        return a.third < b.third;
    }

    void count() {
        const std::uint32_t horizon = out_.horizon_days * day_s;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const Entry& entry = entries_[i];
            if (entry.age < horizon) continue;
            const std::uint32_t stratum = stratum_[stratum_of_entry_[i]];
            const bool hit = entry.advanced_at <= horizon;
            Count& count = by_person_[place_of_person_[entry.person]][stratum];
            ++count.of;
            count.hits += hit;
            if (hit) add_worth(entry, stratum);
        }
        for (std::size_t i = 0; i < out_.people.size(); ++i)
            for (std::size_t s = 0; s < all_.size(); ++s)
                for (Count* sum : {&out_.count, &out_.people[i].count, &all_[s]}) {
                    sum->of += by_person_[i][s].of;
                    sum->hits += by_person_[i][s].hits;
                }
    }
    void add_worth(const Entry& entry, std::uint32_t stratum) {
        const model::Status status = data_.deals.status[entry.deal];
        if (status == model::Status::open || (status == model::Status::won && !data_.has_value(entry.deal))) return;
        for (Worth* worth : {&worth_[stratum], &worth_of_role_}) {
            ++worth->decided;
            // Whole minor units: the sum is exact, in any order.
            if (status == model::Status::won) worth->sum += static_cast<double>(data_.deals.value[entry.deal]);
        }
    }

    void judge(std::size_t i) {
        ComparedPerson& person = out_.people[i];
        const double role_rate = static_cast<double>(out_.count.hits) / static_cast<double>(out_.count.of);
        person.outside = outside_limits(person.count.hits, person.count.of, role_rate);
        person.shrunken = shrink(*out_.spread, person.count);
        person.adjusted = indirect(by_person_[i], all_);
        std::vector<double> mix;
        for (const Count& stratum : all_) mix.push_back(static_cast<double>(stratum.of));
        person.direct = direct(by_person_[i], mix);
        person.value = value_over_average(i);
    }

    std::optional<ValueOverAverage> value_over_average(std::size_t i) const {
        const ComparedPerson& person = out_.people[i];
        if (!person.shrunken || !person.adjusted.ratio || !worth_of_role_.mean()) return std::nullopt;
        double worth = 0;
        for (std::size_t s = 0; s < all_.size(); ++s) {
            if (by_person_[i][s].of == 0) continue;
            const double rate = static_cast<double>(all_[s].hits) / static_cast<double>(all_[s].of);
            const double each = worth_[s].decided >= least_decided ? *worth_[s].mean() : *worth_of_role_.mean();
            worth += static_cast<double>(by_person_[i][s].of) * rate * each;
        }
        const double n = static_cast<double>(person.count.of);
        const double weight = n / (n + *out_.spread->weight);
        const auto value = [&](double observed) { return (observed / person.adjusted.expected - 1) * weight * worth; };
        const double observed = static_cast<double>(person.adjusted.observed);
        const auto at = [&](double p) {
            return observed == 0 ? 0 : static_cast<double>(poisson_quantile(observed, p));
        };
        return ValueOverAverage{value(observed), {value(at(0.025)), value(at(0.975))}};
    }
};

}  // namespace

void PeopleVisits::take(const Passage& visit) {
    if (visit.owner == model::no_person || data_.people[visit.owner].bot || visit.entered > data_.cut_off) return;
    const std::uint32_t until = visit.until > visit.entered ? visit.until - visit.entered : 0;
    by_role_[static_cast<std::size_t>(visit.role)].push_back(
        {visit.deal, data_.cut_off - visit.entered, visit.exit == Exit::advanced ? until : never, visit.owner});
}

std::vector<ComparedRole> PeopleVisits::compare() const {
    const std::vector<model::PersonIndex> people = people_by_id(data_);
    std::vector<ComparedRole> roles;
    for (std::size_t role = 0; role < by_role_.size(); ++role)
        if (!by_role_[role].empty())
            roles.push_back(RoleComparison(data_, static_cast<model::Role>(role), by_role_[role], people).compare());
    return roles;
}

std::vector<ComparedRole> compare_people(const model::DataSet& data, const Selection& selection, model::Jumps jumps) {
    PeopleVisits visits(data);
    each_passage(data, selection, Unit::visit, jumps, [&](const Passage& visit) { visits.take(visit); });
    return visits.compare();
}

}  // namespace metrics
