#include "metrics/constraint.h"

#include <algorithm>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <numeric>

#include "base/random.h"
#include "metrics/chain.h"
#include "metrics/survival.h"
#include "metrics/wins.h"

namespace metrics {

namespace {

// The value that three quarters stay at or below, between neighbours in proportion (R's default, type 7).
double upper_quartile(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    const double at = 0.75 * static_cast<double>(values.size() - 1);
    const auto low = static_cast<std::size_t>(at);
    const std::size_t high = std::min(low + 1, values.size() - 1);
    return values[low] + (at - static_cast<double>(low)) * (values[high] - values[low]);
}

class Conversions {
public:
    Conversions(const ComparedRole& role, std::uint64_t won) : won_(static_cast<double>(won)) {
        if (!role.spread || !role.spread->differ || !role.spread->weight || role.count.hits == 0) return;
        spread_ = role.spread;
        for (const ComparedPerson& person : role.people)
            if (person.count.of > 0) people_.push_back(person.count);
    }
    std::optional<ConversionReading> read() const { return spread_ ? std::optional(reading(people_)) : std::nullopt; }
    double resampled(base::Random& random) const {
        std::vector<Count> drawn = people_;
        for (Count& count : drawn)
            count.hits = static_cast<std::uint64_t>(boost::random::binomial_distribution<std::int64_t, double>(
                static_cast<std::int64_t>(count.of),
                static_cast<double>(count.hits) / static_cast<double>(count.of))(random));
        return reading(drawn).gap;
    }

private:
    double won_;
    std::optional<Spread> spread_;
    std::vector<Count> people_;

    ConversionReading reading(const std::vector<Count>& people) const {
        ConversionReading out;
        Count all;
        for (const Count& count : people) {
            all.hits += count.hits;
            all.of += count.of;
        }
        if (all.hits == 0) return out;
        const double rate = static_cast<double>(all.hits) / static_cast<double>(all.of);
        std::vector<double> rates;
        for (const Count& count : people)
            rates.push_back((static_cast<double>(count.hits) + spread_->rate * *spread_->weight) /
                            (static_cast<double>(count.of) + *spread_->weight));
        out.attained = upper_quartile(rates);
        out.gap = won_ * std::max(0., out.attained / rate - 1);
        return out;
    }
};

class Waits {
public:
    explicit Waits(std::vector<Observed> visits) : visits_(visits.size()) {
        if (visits.size() < fewest_entries) return;
        sort_observed(visits);
        const auto median = quantile(visits, 0.5), best = quantile(visits, 0.25);
        if (!median || !best) return;
        reading_ = WaitReading{visits_, *median, *best};
        const std::size_t count = std::min(time_bins, visits.size());
        for (std::size_t b = 0; b < count; ++b) {
            Bin bin;
            const std::size_t from = b * visits.size() / count, to = (b + 1) * visits.size() / count;
            for (std::size_t i = from; i < to; ++i) ++(visits[i].cause == Cause::open ? bin.open : bin.exits);
            bin.age = visits[(from + to) / 2].age;
            bins_.push_back(bin);
        }
    }
    std::optional<WaitReading> read() const { return reading_; }
    double resampled(base::Random& random) const {
        std::vector<Bin> drawn = bins_;
        std::uint64_t at_risk = 0;
        const auto draw = [&](std::uint32_t mean) {
            return mean == 0 ? 0u
                             : static_cast<std::uint32_t>(boost::random::poisson_distribution<std::int32_t, double>(
                                   static_cast<double>(mean))(random));
        };
        for (Bin& bin : drawn) {
            bin.exits = draw(bin.exits);
            bin.open = draw(bin.open);
            at_risk += bin.exits + bin.open;
        }
        double survival = 1;
        std::uint32_t best = 0, age = 0;
        for (const Bin& bin : drawn) {
            if (at_risk == 0) break;
            survival *= 1 - static_cast<double>(bin.exits) / static_cast<double>(at_risk);
            at_risk -= bin.exits + bin.open;
            age = bin.age;
            if (best == 0 && survival <= 0.75) best = age;
            if (survival <= 0.5) break;
        }
        return static_cast<double>(age) - static_cast<double>(best);
    }

private:
    struct Bin {
        std::uint32_t age = 0, exits = 0, open = 0;
    };
    std::uint64_t visits_;
    std::optional<WaitReading> reading_;
    std::vector<Bin> bins_;
};

std::vector<std::size_t> all_weeks() {
    std::vector<std::size_t> weeks(capacity_weeks);
    std::iota(weeks.begin(), weeks.end(), std::size_t{0});
    return weeks;
}

}  // namespace

Constraint constraint(const model::DataSet& data, const Selection& selection, model::Jumps jumps, std::uint64_t seed) {
    const std::vector<model::Role> roles = chain_roles(data);
    Constraint out;
    const std::size_t won = won_stage(data);
    const std::uint32_t span = capacity_weeks * 7 * day_s;
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        if (!selection.has_deal(data, deal)) continue;
        const model::Stamp at = won_at(data, deal, won);
        out.won += at != 0 && at <= data.cut_off && data.cut_off - at < span;
    }
    std::vector<std::vector<Observed>> times(roles.size());
    PeopleVisits people(data);
    LoadCounter counter(data, roles, data.cut_off);
    each_passage(data, of_all_time(selection), Unit::visit, jumps, [&](const Passage& visit) {
        counter.take(visit);
        if (visit.entered < selection.from || visit.entered >= selection.to) return;
        people.take(visit);
        const auto r = static_cast<std::size_t>(std::find(roles.begin(), roles.end(), visit.role) - roles.begin());
        const model::Stamp end = visit.exit == model::Exit::open ? data.cut_off : visit.until;
        if (r == roles.size() || visit.untimed || visit.passed || end < visit.entered) return;
        const Cause cause = visit.exit == model::Exit::open ? Cause::open : Cause::advanced;  // any exit is one
        times[r].push_back({end - visit.entered, 0, cause});
    });
    const std::vector<ComparedRole> compared = people.compare();
    const std::vector<RoleLoad> loads = counter.finish();
    std::vector<Conversions> conversions;
    std::vector<Waits> waits;
    for (std::size_t r = 0; r < roles.size(); ++r) {
        const auto found = std::find_if(compared.begin(), compared.end(),
                                        [&](const ComparedRole& role) { return role.role == roles[r]; });
        conversions.emplace_back(found == compared.end() ? ComparedRole{} : *found, out.won);
        waits.emplace_back(std::move(times[r]));
        RoleConstraint role;
        role.role = roles[r];
        role.conversion = conversions[r].read();
        role.wait = waits[r].read();
        role.utilised = utilisation(loads[r], all_weeks());
        role.people = loads[r].people;
        if (found != compared.end()) {
            role.count = found->count;
            role.horizon_days = found->horizon_days;
        }
        out.roles.push_back(role);
    }

    base::Random random(seed);
    // Counts the role that is worst in this draw, if any has the reading.
    const auto count_worst = [&](auto has, auto value, double RoleConstraint::* worst) {
        std::optional<std::size_t> at;
        double most = 0;
        for (std::size_t r = 0; r < roles.size(); ++r) {
            if (!has(r)) continue;
            const double here = value(r);
            if (!at || here > most) {
                at = r;
                most = here;
            }
        }
        if (at) out.roles[*at].*worst += 1;
    };
    for (std::size_t draw = 0; draw < constraint_draws; ++draw) {
        count_worst([&](std::size_t r) { return out.roles[r].conversion.has_value(); },
                    [&](std::size_t r) { return conversions[r].resampled(random); }, &RoleConstraint::worst_conversion);
        count_worst([&](std::size_t r) { return out.roles[r].wait.has_value(); },
                    [&](std::size_t r) { return waits[r].resampled(random); }, &RoleConstraint::worst_wait);
        std::vector<std::size_t> weeks;
        for (std::size_t i = 0; i < capacity_weeks; ++i) weeks.push_back(random.below(capacity_weeks));
        count_worst([&](std::size_t r) { return out.roles[r].utilised.has_value(); },
                    [&](std::size_t r) {
                        const auto here = utilisation(loads[r], weeks);
                        return here ? here->share : 0;
                    },
                    &RoleConstraint::worst_utilised);
    }
    for (RoleConstraint& role : out.roles)
        for (double* worst : {&role.worst_conversion, &role.worst_wait, &role.worst_utilised})
            *worst /= constraint_draws;
    return out;
}

}  // namespace metrics
