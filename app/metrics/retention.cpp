#include "metrics/retention.h"

#include <algorithm>
#include <cmath>

#include "base/heap_sort.h"
#include "base/random.h"
#include "metrics/wins.h"

namespace metrics {

using base::Money;
using model::Activity;
using model::ActivityKind;
using model::Stamp;

namespace {

constexpr Stamp day = 86'400;
constexpr Stamp statement_holds = 400 * day;
constexpr Stamp silence = 100 * day;
constexpr std::size_t resamples = 1'000;
constexpr std::size_t draws = 20'000'000;  // of all resamples together: many customers need fewer

bool is_statement(const Activity& activity) {
    return activity.recurring && activity.has_value && activity.value > 0 &&
           (activity.kind == ActivityKind::payment || activity.kind == ActivityKind::renewal);
}

Money change_of(const Activity& activity) {
    if (!activity.recurring || !activity.has_value) return 0;
    const Money size = activity.value < 0 ? -activity.value : activity.value;
    return activity.kind == ActivityKind::expansion ? size : activity.kind == ActivityKind::contraction ? -size : 0;
}

std::int64_t local_day(Stamp time, const base::Zone& zone) {
    return (static_cast<std::int64_t>(time) + zone.offset_at(time)) / day;
}

// Of a day's statements of one kind: each deal's greatest, added up.
Money sum_of(std::vector<Activity>& statements) {
    base::heap_sort(statements.begin(), statements.end(), [](const Activity& a, const Activity& b) {
        return a.deal != b.deal ? a.deal < b.deal : a.value > b.value;
    });
    Money sum = 0;
    for (std::size_t i = 0; i < statements.size(); ++i)
        if (i == 0 || statements[i].deal != statements[i - 1].deal) sum = base::sum(sum, statements[i].value);
    return sum;
}

bool paid_in(std::span<const Activity> activities, Period period) {
    return std::any_of(activities.begin(), activities.end(), [&](const Activity& activity) {
        return activity.kind == ActivityKind::payment && activity.recurring && period.has(activity.at);
    });
}

Stamp before(Stamp time, Stamp by) { return time - std::min(time, by); }

class Keeper {
public:
    Keeper(const model::DataSet& data, const Customers& customers, Period period)
        : data_(data), customers_(customers), period_(period) {}

    Kept of(const Customer& customer) const {
        Kept kept;
        const auto activities = customers_.activities_of(customer);
        const bool lost_before = customers_.lost_by(customer, before(period_.from, 1)) != 0;
        const bool lost_after = customers_.lost_by(customer, period_.to - 1) != 0;
        kept.present = customer.since < period_.to && !(lost_before && lost_after);
        if (!kept.present) return kept;
        for (const Activity& activity : activities)
            kept.referrals += activity.kind == ActivityKind::referral && period_.has(activity.at);
        kept.at_start = customer.since < period_.from && !lost_before;
        if (!kept.at_start) return kept;
        kept.lost = lost_after;
        const auto start = monthly_at(activities, period_.from, data_.zone);
        if (start && *start > 0) kept.start = start;
        Money contraction = 0, expansion = 0;
        for (const Activity& activity : activities) {
            const bool moves = activity.kind == ActivityKind::expansion || activity.kind == ActivityKind::contraction;
            if (!moves || !period_.has(activity.at)) continue;
            kept.untold = kept.untold || !activity.has_value;
            const Money change = change_of(activity);
            (change < 0 ? contraction : expansion) = base::sum(change < 0 ? contraction : expansion, std::abs(change));
        }
        if (!kept.lost)
            kept.silent = paid_in(activities, {before(period_.from, silence), period_.from}) &&
                          !paid_in(activities, {before(period_.to, silence), period_.to});
        if (!kept.start) return kept;
        kept.contraction = std::min(contraction, *kept.start);
        kept.churn = kept.lost ? *kept.start - kept.contraction : 0;
        kept.expansion = kept.lost ? 0 : expansion;
        const bool stated = std::any_of(activities.begin(), activities.end(), [&](const Activity& activity) {
            return is_statement(activity) && period_.has(activity.at);
        });
        kept.differs = !kept.lost && stated &&
                       monthly_at(activities, period_.to, data_.zone) !=
                           std::max<Money>(0, base::sum(base::sum(*kept.start, expansion), -contraction));
        return kept;
    }

private:
    const model::DataSet& data_;
    const Customers& customers_;
    Period period_;
};

Interval middle_of(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    return {values[static_cast<std::size_t>(std::floor(.025 * n))],
            values[static_cast<std::size_t>(std::ceil(.975 * n)) - 1]};
}

void bootstrap(std::span<const Share> shares, std::uint64_t seed, GrossAndNet& out) {
    std::uint32_t lowered = 0, moved = 0;
    for (const Share& share : shares) {
        lowered += share.lost > 0;
        moved += share.lost > 0 || share.gained > 0;
    }
    if (moved < fewest_moved) return;
    base::Random random(seed);
    const auto n = static_cast<std::uint32_t>(shares.size());
    std::vector<double> gross, net;
    for (std::size_t i = std::clamp<std::size_t>(draws / n, 100, resamples); i > 0; --i) {
        Share sum;
        for (std::uint32_t k = 0; k < n; ++k) {
            const Share& drawn = shares[random.below(n)];
            sum.start += drawn.start;
            sum.lost += drawn.lost;
            sum.gained += drawn.gained;
        }
        gross.push_back((sum.start - sum.lost) / sum.start);
        net.push_back((sum.start - sum.lost + sum.gained) / sum.start);
    }
    if (lowered >= fewest_moved) out.gross.interval = middle_of(gross);
    out.net.interval = middle_of(net);
}

}  // namespace

std::optional<Money> monthly_at(std::span<const Activity> activities, Stamp at, const base::Zone& zone) {
    const auto end = std::lower_bound(activities.begin(), activities.end(), at,
                                      [](const Activity& activity, Stamp time) { return activity.at < time; });
    auto last = end;
    while (last != activities.begin() && !is_statement(*(last - 1))) --last;
    if (last == activities.begin() || (last - 1)->at < before(at, statement_holds)) return std::nullopt;
    const std::int64_t stated_on = local_day((last - 1)->at, zone);
    std::vector<Activity> payments, renewals;
    for (auto one = last; one != activities.begin() && local_day((one - 1)->at, zone) == stated_on; --one)
        if (is_statement(*(one - 1)))
            ((one - 1)->kind == ActivityKind::payment ? payments : renewals).push_back(*(one - 1));
    Money monthly = sum_of(payments.empty() ? renewals : payments);
    for (auto one = last; one != end; ++one) monthly = base::sum(monthly, change_of(*one));
    return std::max<Money>(0, monthly);
}

std::vector<Kept> kept_in(const model::DataSet& data, const Customers& customers, Period period) {
    const Keeper keeper(data, customers, period);
    std::vector<Kept> kept;
    kept.reserve(customers.list.size());
    for (const Customer& customer : customers.list) kept.push_back(keeper.of(customer));
    return kept;
}

GrossAndNet retained(std::span<const Share> shares, std::uint64_t seed) {
    Share all;
    for (const Share& share : shares) {
        all.start += share.start;
        all.lost += share.lost;
        all.gained += share.gained;
    }
    GrossAndNet out{{(all.start - all.lost) / all.start, {}}, {(all.start - all.lost + all.gained) / all.start, {}}};
    if (shares.size() >= fewest_valued) bootstrap(shares, seed, out);
    return out;
}

Retention retention_of(std::span<const Kept> kept, std::span<const std::uint32_t> customers, std::uint64_t seed) {
    Retention out;
    std::vector<Share> shares;
    for (const std::uint32_t place : customers) {
        const Kept& one = kept[place];
        out.present += one.present;
        out.referrals += one.referrals;
        out.referring += one.referrals > 0;
        if (!one.at_start) continue;
        ++out.at_start;
        out.lost += one.lost;
        out.untold += one.untold;
        out.silent += one.silent;
        if (!one.start) continue;
        ++out.valued;
        out.differs += one.differs;
        out.contracted += one.contraction > 0;
        out.churned += one.churn > 0;
        out.expanded += one.expansion > 0;
        out.start = base::sum(out.start, *one.start);
        out.contraction = base::sum(out.contraction, one.contraction);
        out.churn = base::sum(out.churn, one.churn);
        out.expansion = base::sum(out.expansion, one.expansion);
        shares.push_back({static_cast<double>(*one.start),
                          static_cast<double>(one.contraction) + static_cast<double>(one.churn),
                          static_cast<double>(one.expansion)});
    }
    if (shares.empty()) return out;
    const GrossAndNet both = retained(shares, seed);
    out.gross = both.gross;
    out.net = both.net;
    return out;
}

Receipts receipts_in(const model::DataSet& data, const Customers& customers, std::span<const std::uint32_t> chosen,
                     Period period) {
    Receipts out;
    std::vector<std::uint8_t> accounts(data.accounts.ids.size()), alone(data.deals.ids.size());
    for (const std::uint32_t place : chosen) {
        const Customer& customer = customers.list[place];
        if (customer.account != model::no_account)
            accounts[customer.account] = 1;
        else if (customer.deal != model::no_deal)
            alone[customer.deal] = 1;
        for (const Activity& activity : customers.activities_of(customer)) {
            if (activity.kind != ActivityKind::payment || !period.has(activity.at)) continue;
            ++out.payments;
            out.valued_payments += activity.has_value;
            out.received = base::sum(out.received, activity.has_value ? activity.value : 0);
        }
    }
    const std::size_t won_from = won_stage(data);
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        const model::AccountIndex account = data.deals.account[deal];
        if ((account == model::no_account ? alone[deal] : accounts[account]) == 0) continue;
        if (!period.has(won_at(data, deal, won_from))) continue;
        ++out.deals;
        if (!data.has_value(deal)) continue;
        ++out.valued_deals;
        out.signed_value = base::sum(out.signed_value, data.deals.value[deal]);
    }
    return out;
}

}  // namespace metrics
