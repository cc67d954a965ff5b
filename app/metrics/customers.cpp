#include "metrics/customers.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "metrics/months.h"
#include "metrics/wins.h"

namespace metrics {

using model::Activity;
using model::ActivityKind;
using model::DealIndex;
using model::PersonIndex;
using model::Role;
using model::Stamp;

namespace {

bool only_customers_have(ActivityKind kind) {
    return kind == ActivityKind::payment || kind == ActivityKind::renewal || kind == ActivityKind::expansion ||
           kind == ActivityKind::contraction || kind == ActivityKind::churn;
}

// Touches, meetings and mails are before the win as well: they do not tell since when customers are recorded.
bool is_contact(ActivityKind kind) {
    return kind == ActivityKind::touch || kind == ActivityKind::meeting || kind == ActivityKind::email;
}

constexpr Stamp deposit_before = 31 * 86'400;

bool is_return(ActivityKind kind) { return kind == ActivityKind::renewal || kind == ActivityKind::expansion; }

// Accounts first, behind them the deals that stand for themselves.
class Finder {
public:
    explicit Finder(const model::DataSet& data) : data_(data), accounts_(data.accounts.ids.size()) {
        list_.resize(accounts_ + data.deals.ids.size());
        is_customer_.resize(list_.size());
    }

    Customers find() {
        take_deals();
        take_activities();
        return put_together();
    }

private:
    struct Owned {
        Stamp entered = 0;
        PersonIndex person = model::no_person;
    };
    const model::DataSet& data_;
    std::size_t accounts_;
    std::vector<Customer> list_;  // by place
    std::vector<std::uint8_t> is_customer_;
    std::vector<std::pair<std::size_t, Stamp>> wins_;
    std::vector<std::pair<std::size_t, Activity>> activities_;

    std::size_t place_of(DealIndex deal) const {
        const model::AccountIndex account = data_.deals.account[deal];
        return account == model::no_account ? accounts_ + deal : account;
    }

    std::string_view id_of(std::size_t place) const {
        return place < accounts_ ? data_.accounts.ids[static_cast<model::AccountIndex>(place)]
                                 : data_.deals.ids[static_cast<DealIndex>(place - accounts_)];
    }

    void take_deals() {
        const std::size_t won_from = won_stage(data_);
        std::vector<std::uint8_t> stands(list_.size());  // a deal won that is not lost again
        for (DealIndex deal = 0; deal < data_.deals.ids.size(); ++deal) {
            const Stamp won = won_at(data_, deal, won_from);
            if (won == 0 || won > data_.cut_off) continue;
            const std::size_t place = place_of(deal);
            Customer& customer = list_[place];
            is_customer_[place] = 1;
            wins_.emplace_back(place, won);
            const bool first = customer.deal == model::no_deal || won < customer.won ||
                               (won == customer.won && data_.deals.ids[deal] < data_.deals.ids[customer.deal]);
            if (first) customer.deal = deal, customer.won = won;
            const Stamp closed = data_.deals.closed[deal];
            const bool lost =
                data_.deals.status[deal] == model::Status::lost && closed >= won && closed <= data_.cut_off;
            if (lost)
                customer.cancelled = std::max(customer.cancelled, closed);
            else
                stands[place] = 1;
        }
        for (std::size_t place = 0; place < list_.size(); ++place)
            if (stands[place] != 0) list_[place].cancelled = 0;
    }

    void take_activities() {
        for (const Activity& activity : data_.activities) {
            if (activity.at > data_.cut_off) continue;
            if (activity.account == model::no_account && activity.deal == model::no_deal) continue;
            const std::size_t place =
                activity.account == model::no_account ? place_of(activity.deal) : activity.account;
            if (only_customers_have(activity.kind)) is_customer_[place] = 1;
            activities_.emplace_back(place, activity);
        }
    }

    bool earlier(const Activity& a, const Activity& b) const {
        const auto key = [&](const Activity& activity) {
            return std::tuple(
                activity.at, activity.kind, activity.has_value, activity.value, activity.recurring,
                activity.person == model::no_person ? std::string_view() : data_.people[activity.person].id,
                activity.deal == model::no_deal ? std::string_view() : data_.deals.ids[activity.deal]);
        };
        return key(a) < key(b);
    }

    Customers put_together() {
        std::vector<std::size_t> order;
        for (std::size_t place = 0; place < list_.size(); ++place)
            if (is_customer_[place] != 0) order.push_back(place);
        std::sort(order.begin(), order.end(),
                  [&](std::size_t a, std::size_t b) { return std::tuple(id_of(a), a) < std::tuple(id_of(b), b); });
        std::vector<std::uint32_t> rank(list_.size());
        for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<std::uint32_t>(i);
        std::erase_if(activities_, [&](const auto& each) { return is_customer_[each.first] == 0; });
        std::sort(activities_.begin(), activities_.end(), [&](const auto& a, const auto& b) {
            return rank[a.first] != rank[b.first] ? rank[a.first] < rank[b.first] : earlier(a.second, b.second);
        });
        std::sort(wins_.begin(), wins_.end(), [&](const auto& a, const auto& b) {
            return std::tuple(rank[a.first], a.second) < std::tuple(rank[b.first], b.second);
        });
        const auto owned = owners();
        Customers out;
        std::size_t activity = 0, win = 0;
        for (const std::size_t place : order) {
            Customer customer = list_[place];
            customer.account = place < accounts_ ? static_cast<model::AccountIndex>(place) : model::no_account;
            customer.first_activity = static_cast<std::uint32_t>(activity);
            for (; activity < activities_.size() && activities_[activity].first == place; ++activity) {
                const Activity& one = activities_[activity].second;
                out.activities.push_back(one);
                out.recorded[static_cast<std::size_t>(one.kind)] = true;
                if (!is_contact(one.kind) && (out.recorded_from == 0 || one.at < out.recorded_from))
                    out.recorded_from = one.at;
            }
            customer.end_activity = static_cast<std::uint32_t>(activity);
            place_in_time(customer, out.activities_of(customer));
            customer.first_win = static_cast<std::uint32_t>(win);
            for (; win < wins_.size() && wins_[win].first == place; ++win) out.wins.push_back(wins_[win].second);
            customer.end_win = static_cast<std::uint32_t>(win);
            for (std::size_t i = 0; i < owner_roles.size(); ++i) {
                customer.owners[i] = owned[i][place].person;
                if (customer.owners[i] == model::no_person)
                    customer.owners[i] = last_of(owner_roles[i], out.activities_of(customer));
            }
            out.list.push_back(customer);
        }
        return out;
    }

    void place_in_time(Customer& customer, std::span<const Activity> activities) const {
        customer.since = customer.won;
        const Stamp day_of_win = customer.won == 0 ? 0 : midnight_of(customer.won, data_.zone);
        for (const Activity& activity : activities) {
            if (!only_customers_have(activity.kind)) continue;
            const bool deposit = activity.kind == ActivityKind::payment && !activity.recurring &&
                                 activity.at + std::uint64_t{deposit_before} >= customer.won;
            if (customer.won != 0 && (activity.at >= day_of_win || deposit || customer.account == model::no_account))
                continue;
            customer.since = activity.at;
            customer.deal = model::no_deal;
            customer.won = 0;
            return;
        }
    }

    // By role and place: who owned the latest stay in a stage of that role.
    std::array<std::vector<Owned>, owner_roles.size()> owners() const {
        std::array<std::vector<Owned>, owner_roles.size()> owned;
        for (auto& role : owned) role.resize(list_.size());
        for (DealIndex deal = 0; deal < data_.deals.ids.size(); ++deal) {
            const std::size_t place = place_of(deal);
            if (is_customer_[place] == 0) continue;
            for (model::SpellIndex s = data_.first_spell(deal); s < data_.end_spell(deal); ++s) {
                const auto role = std::find(owner_roles.begin(), owner_roles.end(), data_.spells.role(s));
                const PersonIndex person = data_.spells.owner[s];
                const Stamp entered = data_.spells.entered[s];
                if (role == owner_roles.end() || person == model::no_person || entered > data_.cut_off) continue;
                Owned& held = owned[static_cast<std::size_t>(role - owner_roles.begin())][place];
                const bool later = held.person == model::no_person || entered > held.entered ||
                                   (entered == held.entered && data_.people[held.person].id < data_.people[person].id);
                if (later) held = {entered, person};
            }
        }
        return owned;
    }

    PersonIndex last_of(Role role, std::span<const Activity> activities) const {
        const auto bit = 1u << static_cast<unsigned>(role);
        for (auto activity = activities.rbegin(); activity != activities.rend(); ++activity)
            if (activity->person != model::no_person && (data_.people[activity->person].declared_roles & bit) != 0)
                return activity->person;
        return model::no_person;
    }
};

}  // namespace

Stamp Customers::lost_by(const Customer& customer, Stamp until) const {
    Stamp lost = customer.cancelled <= until ? customer.cancelled : 0;
    Stamp back = 0;
    for (const Activity& activity : activities_of(customer)) {
        if (activity.at > until) break;
        if (activity.kind == ActivityKind::churn) lost = std::max(lost, activity.at);
        if (is_return(activity.kind)) back = std::max(back, activity.at);
    }
    for (std::uint32_t win = customer.first_win; win < customer.end_win && wins[win] <= until; ++win)
        back = std::max(back, wins[win]);
    return back > lost ? 0 : lost;
}

Customers customers_of(const model::DataSet& data) { return Finder(data).find(); }

std::vector<CustomerGroup> customer_groups(const model::DataSet& data, const Customers& customers,
                                           const Selection& selection, std::span<const Dimension> dimensions,
                                           const base::Zone& zone) {
    const bool by_owner = std::any_of(dimensions.begin(), dimensions.end(), [](Dimension d) {
        return d == Dimension::role || d == Dimension::person || d == Dimension::team;
    });
    const auto segment_of = [&](const Customer& customer) -> model::Label {
        if (customer.deal != model::no_deal) return data.segment_of(customer.deal);
        return customer.account == model::no_account ? 0 : data.accounts.segment[customer.account];
    };
    const auto selected = [&](const Customer& customer) {
        const bool by_deal =
            customer.deal == model::no_deal
                ? !selection.deal.restricted() && selection.source.has(0)
                : selection.deal.has(customer.deal) && selection.source.has(data.deals.source[customer.deal]);
        return by_deal && selection.segment.has(segment_of(customer)) && customer.won >= selection.from &&
               customer.won < selection.to;
    };
    GroupTable table(dimensions.size());
    std::vector<CustomerGroup> groups;
    const auto add = [&](const GroupKey& key, std::uint32_t place) {
        const std::size_t group = table.find_or_add(key);
        if (group == groups.size()) groups.push_back({table.keys_of(group), {}});
        groups[group].customers.push_back(place);
    };
    for (std::uint32_t place = 0; place < customers.list.size(); ++place) {
        const Customer& customer = customers.list[place];
        if (!selected(customer)) continue;
        for (std::size_t i = 0; i < owner_roles.size(); ++i) {
            const PersonIndex owner = customer.owners[i];
            const model::Label team = owner == model::no_person ? 0 : data.people[owner].team;
            if (!selection.role.has(static_cast<std::size_t>(owner_roles[i])) || !selection.person.has(owner) ||
                !selection.team.has(team) || !selection.under.has(owner))
                continue;
            GroupKey key{};
            for (std::size_t d = 0; d < dimensions.size(); ++d) switch (dimensions[d]) {
                    case Dimension::role: key[d] = static_cast<std::uint32_t>(owner_roles[i]); break;
                    case Dimension::person: key[d] = owner; break;
                    case Dimension::team: key[d] = team; break;
                    case Dimension::source:
                        key[d] = customer.deal == model::no_deal ? 0 : data.deals.source[customer.deal];
                        break;
                    case Dimension::segment: key[d] = segment_of(customer); break;
                    case Dimension::month: key[d] = month_of(customer.won, zone); break;
                    case Dimension::stage: break;
                }
            add(key, place);
            if (!by_owner) break;
        }
    }
    return groups;
}

}  // namespace metrics
