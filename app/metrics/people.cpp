#include "metrics/people.h"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>

namespace metrics {

namespace {

using model::Exit;

constexpr std::uint64_t least_decided = 30;  // advances with a decided deal before a stratum has a worth of its own

struct Entry {
    model::PersonIndex person;
    model::DealIndex deal;
    std::uint32_t age;  // at the cut-off
    std::uint32_t until_exit;
    bool advanced;
};

struct Stratum {
    model::Label source = 0, segment = 0;
    std::uint8_t third = 0;  // of deal value, 1 to 3; 0: not known
    friend bool operator==(const Stratum&, const Stratum&) = default;
};

struct Worth {
    double sum = 0;
    std::uint64_t decided = 0;
    std::optional<double> mean() const {
        return decided == 0 ? std::nullopt : std::optional<double>(sum / static_cast<double>(decided));
    }
};

std::uint32_t horizon_of(const std::vector<Entry>& entries) {
    for (auto horizon = horizons_days.rbegin(); horizon != horizons_days.rend(); ++horizon) {
        const auto old = std::count_if(entries.begin(), entries.end(),
                                       [&](const Entry& entry) { return entry.age >= *horizon * day_s; });
        if (3 * static_cast<std::size_t>(old) >= 2 * entries.size()) return *horizon;
    }
    return horizons_days.front();
}

// The values at a third and two thirds of the role's deals.
std::array<base::Money, 2> thirds_of(const model::DataSet& data, const std::vector<Entry>& entries) {
    std::vector<base::Money> values;
    for (const Entry& entry : entries)
        if (data.has_value(entry.deal)) values.push_back(data.deals.value[entry.deal]);
    if (values.empty()) return {};
    std::sort(values.begin(), values.end());
    return {values[values.size() / 3], values[values.size() * 2 / 3]};
}

// A person's number depends on the order of the files, the rank of his id does not.
std::vector<std::uint32_t> rank_by_id(const model::DataSet& data) {
    std::vector<std::uint32_t> order(data.people.size()), rank(data.people.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return data.people[a].id < data.people[b].id; });
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
    return rank;
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
    RoleComparison(const model::DataSet& data, model::Role role, const std::vector<Entry>& entries)
        : data_(data), entries_(entries) {
        out_.role = role;
        out_.horizon_days = horizon_of(entries);
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
    std::vector<Stratum> strata_;  // the last, behind them: all that are too small to stand alone
    std::vector<std::uint32_t> stratum_of_entry_;
    std::vector<Count> all_;    // by stratum
    std::vector<Worth> worth_;  // by stratum
    Worth worth_of_role_;
    std::vector<std::vector<Count>> by_person_;

    void place_strata() {
        const auto thirds = thirds_of(data_, entries_);
        std::vector<Stratum> of_entry;
        for (const Entry& entry : entries_) {
            Stratum stratum{data_.deals.source[entry.deal], data_.segment_of(entry.deal), 0};
            if (data_.has_value(entry.deal)) {
                const base::Money value = data_.deals.value[entry.deal];
                stratum.third = static_cast<std::uint8_t>(1 + (value >= thirds[0]) + (value >= thirds[1]));
            }
            of_entry.push_back(stratum);
        }
        strata_ = of_entry;
        // By text: numbers of labels depend on the order of the files, and sums over strata on their order.
        std::sort(strata_.begin(), strata_.end(), [this](const Stratum& a, const Stratum& b) { return before(a, b); });
        keep_large_strata();
        for (const Stratum& stratum : of_entry) {
            const auto at = std::lower_bound(strata_.begin(), strata_.end(), stratum,
                                             [this](const Stratum& a, const Stratum& b) { return before(a, b); });
            const bool kept = at != strata_.end() && *at == stratum;
            stratum_of_entry_.push_back(static_cast<std::uint32_t>((kept ? at : strata_.end()) - strata_.begin()));
        }
    }
    // Each once, the small ones out; the strata stand sorted.
    void keep_large_strata() {
        std::vector<Stratum> large;
        for (std::size_t begin = 0, end = 0; begin < strata_.size(); begin = end) {
            while (end < strata_.size() && strata_[end] == strata_[begin]) ++end;
            if (end - begin >= fewest_entries) large.push_back(strata_[begin]);
        }
        strata_ = std::move(large);
    }
    bool before(const Stratum& a, const Stratum& b) const {
        if (a.source != b.source) return data_.labels[a.source] < data_.labels[b.source];
        if (a.segment != b.segment) return data_.labels[a.segment] < data_.labels[b.segment];
        return a.third < b.third;
    }

    // `entries_` stand together by person.
    void count() {
        const std::size_t strata = strata_.size() + 1;
        all_.resize(strata);
        worth_.resize(strata);
        const std::uint32_t horizon = out_.horizon_days * day_s;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const Entry& entry = entries_[i];
            if (out_.people.empty() || out_.people.back().person != entry.person) {
                out_.people.push_back({entry.person, {}, {}, 0, {}, {}, {}, {}});
                by_person_.emplace_back(strata);
            }
            if (entry.age < horizon) continue;
            const bool hit = entry.advanced && entry.until_exit <= horizon;
            for (Count* count : {&out_.count, &out_.people.back().count, &all_[stratum_of_entry_[i]],
                                 &by_person_.back()[stratum_of_entry_[i]]}) {
                ++count->of;
                count->hits += hit;
            }
            if (hit) add_worth(entry, stratum_of_entry_[i]);
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

std::vector<ComparedRole> compare_people(const model::DataSet& data, const Selection& selection, model::Jumps jumps) {
    std::array<std::vector<Entry>, 8> by_role;
    each_passage(data, selection, Unit::visit, jumps, [&](const Passage& visit) {
        if (visit.owner == model::no_person || data.people[visit.owner].bot || visit.entered > data.cut_off) return;
        const std::uint32_t until = visit.until > visit.entered ? visit.until - visit.entered : 0;
        by_role[static_cast<std::size_t>(visit.role)].push_back(
            {visit.owner, visit.deal, data.cut_off - visit.entered, until, visit.exit == Exit::advanced});
    });
    const std::vector<std::uint32_t> rank = rank_by_id(data);
    std::vector<ComparedRole> roles;
    for (std::size_t role = 0; role < by_role.size(); ++role) {
        std::vector<Entry>& entries = by_role[role];
        if (entries.empty()) continue;
        std::sort(entries.begin(), entries.end(),
                  [&](const Entry& a, const Entry& b) { return rank[a.person] < rank[b.person]; });
        roles.push_back(RoleComparison(data, static_cast<model::Role>(role), entries).compare());
    }
    return roles;
}

}  // namespace metrics
