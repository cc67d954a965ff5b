#include "metrics/customers.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/heap_sort.h"
#include "metrics/account.h"
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
    return kind == ActivityKind::invoice || kind == ActivityKind::payment || kind == ActivityKind::renewal ||
           kind == ActivityKind::expansion || kind == ActivityKind::contraction || kind == ActivityKind::churn;
}

constexpr Stamp deposit_before = 31 * 86'400;

bool is_return(ActivityKind kind) { return kind == ActivityKind::renewal || kind == ActivityKind::expansion; }

// The first eight bytes as a number that sorts as they do.
std::uint64_t first_letters(std::string_view text) {
    std::uint64_t letters = 0;
    for (std::size_t i = 0; i < 8; ++i)
        letters = letters << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
    return letters;
}

// A place is an account's number, or, behind the accounts, that of a deal that stands for itself.
std::size_t place_of(const model::DataSet& data, DealIndex deal) {
    const model::AccountIndex account = data.deals.account[deal];
    return account == model::no_account ? data.accounts.ids.size() + deal : account;
}
// Of a deal or an account; no place where it names neither, or has not happened yet.
std::optional<std::size_t> place_of(const model::DataSet& data, const Activity& activity) {
    if (activity.at > data.cut_off) return std::nullopt;
    if (activity.account != model::no_account) return activity.account;
    if (activity.deal != model::no_deal) return place_of(data, activity.deal);
    return std::nullopt;
}

// Of the places only a mark is kept; what is told of customers is kept by their rank.
class Finder {
public:
    explicit Finder(const model::DataSet& data)
        : data_(data), accounts_(data.accounts.ids.size()), won_from_(won_stage(data)) {}

    Customers find() {
        rank_customers();
        take_deals();
        take_activities();
        return put_together();
    }

private:
    struct Owned {
        Stamp entered = 0;
        PersonIndex person = model::no_person;
    };
    static constexpr std::uint32_t none = Customers::nobody;
    const model::DataSet& data_;
    std::size_t accounts_;
    std::size_t won_from_;
    std::vector<Stamp> won_;           // by deal: when, by the cut-off; 0: not
    std::vector<std::uint32_t> rank_;  // by place; none: no customer
    std::vector<Customer> list_;       // by rank
    std::array<std::vector<Owned>, owner_roles.size()> owned_;
    std::vector<std::pair<std::uint32_t, Stamp>> wins_;
    std::vector<Activity> activities_;        // by rank, each customer's in order
    std::vector<std::uint32_t> first_, end_;  // of each rank's in `activities_`

    void rank_customers() {
        rank_.assign(accounts_ + data_.deals.ids.size(), none);
        // By id, most of which differ in their first letters.
        struct Placed {
            std::uint64_t letters = 0;
            std::size_t place = 0;
        };
        std::vector<Placed> order;
        const auto id_of = [&](std::size_t place) -> std::string_view {
            return place < accounts_ ? data_.accounts.ids[static_cast<model::AccountIndex>(place)]
                                     : data_.deals.ids[static_cast<DealIndex>(place - accounts_)];
        };
        const auto mark = [&](std::size_t place) {
            if (rank_[place] == none) order.push_back({first_letters(id_of(place)), place});
            rank_[place] = 0;
        };
        for (DealIndex deal = 0; deal < data_.deals.ids.size(); ++deal) {
            const Stamp won = won_at(data_, deal, won_from_);
            won_.push_back(won > data_.cut_off ? 0 : won);
            if (won_.back() != 0) mark(place_of(data_, deal));
        }
        for (const Activity& activity : data_.activities)
            if (only_customers_have(activity.kind))
                if (const auto place = place_of(data_, activity)) mark(*place);
        base::heap_sort(order.begin(), order.end(), [&](const Placed& a, const Placed& b) {
            if (a.letters != b.letters) return a.letters < b.letters;
            return std::tuple(id_of(a.place), a.place >= accounts_) < std::tuple(id_of(b.place), b.place >= accounts_);
        });
        list_.resize(order.size());
        for (auto& owned : owned_) owned.resize(order.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            const std::size_t place = order[i].place;
            rank_[place] = static_cast<std::uint32_t>(i);
            if (place < accounts_) list_[i].account = static_cast<model::AccountIndex>(place);
        }
    }

    void take_deals() {
        std::vector<std::uint8_t> stands(list_.size());  // a deal won that is not lost again
        for (DealIndex deal = 0; deal < data_.deals.ids.size(); ++deal) {
            const std::uint32_t rank = rank_[place_of(data_, deal)];
            if (rank == none) continue;
            take_owners(deal, rank);
            const Stamp won = won_[deal];
            if (won == 0) continue;
            Customer& customer = list_[rank];
            wins_.emplace_back(rank, won);
            const bool first = customer.deal == model::no_deal || won < customer.won ||
                               (won == customer.won && data_.deals.ids[deal] < data_.deals.ids[customer.deal]);
            if (first) customer.deal = deal, customer.won = won;
            const Stamp closed = data_.deals.closed[deal];
            if (data_.deals.status[deal] == model::Status::lost && closed >= won && closed <= data_.cut_off)
                customer.cancelled = std::max(customer.cancelled, closed);
            else
                stands[rank] = 1;
        }
        for (std::size_t rank = 0; rank < list_.size(); ++rank)
            if (stands[rank] != 0) list_[rank].cancelled = 0;
    }

    // Who owned the latest stay in a stage of each role.
    void take_owners(DealIndex deal, std::uint32_t rank) {
        for (model::SpellIndex s = data_.first_spell(deal); s < data_.end_spell(deal); ++s) {
            const auto role = std::find(owner_roles.begin(), owner_roles.end(), data_.spells.role(s));
            const PersonIndex person = data_.spells.owner[s];
            const Stamp entered = data_.spells.entered[s];
            if (role == owner_roles.end() || person == model::no_person || entered > data_.cut_off) continue;
            Owned& held = owned_[static_cast<std::size_t>(role - owner_roles.begin())][rank];
            const bool later = held.person == model::no_person || entered > held.entered ||
                               (entered == held.entered && data_.people[held.person].id < data_.people[person].id);
            if (later) held = {entered, person};
        }
    }

    void take_activities() {
        const auto each = [&](auto take) {
            for (const Activity& activity : data_.activities)
                if (const auto place = place_of(data_, activity); place && rank_[*place] != none)
                    take(rank_[*place], activity);
        };
        end_.assign(list_.size(), 0);
        each([&](std::uint32_t rank, const Activity&) { ++end_[rank]; });
        std::uint32_t next = 0;
        for (std::uint32_t& end : end_) next += std::exchange(end, next);
        first_ = end_;
        activities_.resize(next);
        each([&](std::uint32_t rank, const Activity& activity) { activities_[end_[rank]++] = activity; });
        for (std::size_t rank = 0; rank < list_.size(); ++rank)
            base::heap_sort(activities_.data() + first_[rank], activities_.data() + end_[rank],
                            [&](const Activity& a, const Activity& b) { return earlier(a, b); });
        std::sort(wins_.begin(), wins_.end());
    }

    bool earlier(const Activity& a, const Activity& b) const {
        if (a.at != b.at) return a.at < b.at;
        const auto key = [&](const Activity& activity) {
            return std::tuple(
                activity.kind, activity.has_value, activity.value, activity.recurring,
                activity.person == model::no_person ? std::string_view() : data_.people[activity.person].id,
                activity.deal == model::no_deal ? std::string_view() : data_.deals.ids[activity.deal]);
        };
        return key(a) < key(b);
    }

    Customers put_together() {
        Customers out;
        std::size_t win = 0;
        out.activities = std::move(activities_);
        for (const Activity& one : out.activities) {
            out.recorded[static_cast<std::size_t>(one.kind)] = true;
            if (!is_contact(one.kind) && (out.recorded_from == 0 || one.at < out.recorded_from))
                out.recorded_from = one.at;
        }
        for (std::uint32_t rank = 0; rank < list_.size(); ++rank) {
            Customer& customer = list_[rank];
            customer.first_activity = first_[rank];
            customer.end_activity = end_[rank];
            customer.first_win = static_cast<std::uint32_t>(win);
            for (; win < wins_.size() && wins_[win].first == rank; ++win) out.wins.push_back(wins_[win].second);
            customer.end_win = static_cast<std::uint32_t>(win);
            place_in_time(customer, out.activities_of(customer));
            for (std::size_t i = 0; i < owner_roles.size(); ++i) {
                customer.owners[i] = owned_[i][rank].person;
                if (customer.owners[i] == model::no_person)
                    customer.owners[i] = last_of(owner_roles[i], out.activities_of(customer));
            }
        }
        out.list = std::move(list_);
        out.by_place = std::move(rank_);
        return out;
    }

    void place_in_time(Customer& customer, std::span<const Activity> activities) const {
        customer.since = customer.won;
        const Stamp day_of_win = customer.won == 0 ? 0 : midnight_of(customer.won, data_.zone);
        for (const Activity& activity : activities) {
            if (!only_customers_have(activity.kind)) continue;
            const bool of_deposit = activity.kind == ActivityKind::invoice ||
                                    (activity.kind == ActivityKind::payment && !activity.recurring);
            const bool deposit = of_deposit && activity.at + std::uint64_t{deposit_before} >= customer.won;
            if (customer.won != 0 && (activity.at >= day_of_win || deposit || customer.account == model::no_account))
                continue;
            customer.since = activity.at;
            customer.deal = model::no_deal;
            customer.won = 0;
            return;
        }
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

std::optional<std::uint32_t> Customers::customer_of(const model::DataSet& data, const Activity& activity) const {
    const auto place = place_of(data, activity);
    return place && by_place[*place] != nobody ? std::optional(by_place[*place]) : std::nullopt;
}

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
