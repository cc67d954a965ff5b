// Who is a customer, since when, until when, and who looks after them: what the figures after the win have in common.
//
// A customer is an account, or a won deal that names none. One is since the first win (metrics/wins.h). An account with what
// customers alone have (invoice, payment, renewal, expansion, contraction, churn) and no win, or with it on a day before the first win,
// is one from before the data: that win is an add-on. A single payment, or an invoice, of the last 31 days before a win may be for a
// deposit, and tells nothing.
// An activity belongs to its account, else to its deal's account, else to its deal. What lies after the cut-off has not happened.
// Lost for good: the last churn activity, or the time by which every deal ever won has been lost after all, with no later
// renewal, expansion or win. A payment alone is no return: it may be for an old bill.
// Who looks after them: the owner of the latest stay in a stage of the role over all their deals; where none is known, the last
// person of that role (as declared) with an activity for the customer. So what happened under a predecessor counts for who has
// the customer now.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/groups.h"
#include "metrics/selection.h"

namespace metrics {

inline constexpr std::array<model::Role, 2> owner_roles{model::Role::account_manager, model::Role::customer_support};

struct Customer {
    model::AccountIndex account = model::no_account;  // none: the deal stands for itself
    model::DealIndex deal = model::no_deal;           // the first won; none: a customer from before the data
    model::Stamp since = 0;      // the first win; from before the data: the first of what customers alone have
    model::Stamp won = 0;        // 0: before the data
    model::Stamp cancelled = 0;  // by when every deal won has been lost after all; 0: not so
    std::array<model::PersonIndex, owner_roles.size()> owners{model::no_person, model::no_person};
    std::uint32_t first_activity = 0, end_activity = 0;  // in Customers::activities
    std::uint32_t first_win = 0, end_win = 0;            // in Customers::wins
};

struct Customers {
    std::vector<Customer> list;               // by id, so that the order of files and records changes nothing
    std::vector<model::Activity> activities;  // up to the cut-off, by customer, then time, then kind and value
    std::vector<model::Stamp> wins;           // by customer, then time
    model::Stamp recorded_from = 0;           // the first activity that is no touch, meeting or mail; 0: there is none
    std::array<bool, model::activity_names.size()> recorded{};  // kinds of which some customer has one
    std::vector<std::uint32_t> by_place;  // position in `list` of each account, then of each deal without one; `nobody`
    static constexpr std::uint32_t nobody = 0xffffffff;

    std::span<const model::Activity> activities_of(const Customer& customer) const {
        return std::span(activities).subspan(customer.first_activity, customer.end_activity - customer.first_activity);
    }
    // Whose an activity is, as a position in `list`; none: nobody's who is a customer, or after the cut-off.
    std::optional<std::uint32_t> customer_of(const model::DataSet& data, const model::Activity& activity) const;
    // When the customer was lost for good, as it looked at the end of second `until`; 0: not lost.
    model::Stamp lost_by(const Customer& customer, model::Stamp until) const;
};

Customers customers_of(const model::DataSet& data);

struct CustomerGroup {
    std::vector<std::uint32_t> keys;       // a number per dimension
    std::vector<std::uint32_t> customers;  // positions in Customers::list, ascending
};

// The customers selected, by any of role, person, team (of who looks after them: by these a customer counts once a role), source
// and month (of the first win) and segment. Of the selection, source, segment and deal are those of the deal first won, `from` and
// `to` are about the first win, and person, team and manager about who looks after the customer, in one of the roles chosen.
std::vector<CustomerGroup> customer_groups(const model::DataSet& data, const Customers& customers,
                                           const Selection& selection, std::span<const Dimension> dimensions,
                                           const base::Zone& zone);

}  // namespace metrics
