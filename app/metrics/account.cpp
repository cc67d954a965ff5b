#include "metrics/account.h"

#include <algorithm>
#include <tuple>

namespace metrics {
namespace {

bool is_contact(model::ActivityKind kind) {
    return kind == model::ActivityKind::touch || kind == model::ActivityKind::meeting ||
           kind == model::ActivityKind::email;
}

}  // namespace

std::vector<Contact> contacts_of(const model::DataSet& data, model::AccountIndex account) {
    std::vector<Contact> contacts;
    if (account == model::no_account) return contacts;
    const auto belongs = [&](model::AccountIndex own, model::DealIndex deal) {
        if (own == model::no_account && deal != model::no_deal) own = data.deals.account[deal];
        return own == account;
    };
    const auto happened = [&](model::Stamp at) { return at != 0 && at <= data.cut_off; };
    for (std::uint32_t call = 0; call < data.calls.at.size(); ++call)
        if (happened(data.calls.at[call]) && belongs(data.calls.account[call], data.calls.deal[call]))
            contacts.push_back({data.calls.at[call], data.calls.person[call], true, call});
    for (std::uint32_t row = 0; row < data.activities.size(); ++row) {
        const model::Activity& activity = data.activities[row];
        if (is_contact(activity.kind) && happened(activity.at) && belongs(activity.account, activity.deal))
            contacts.push_back({activity.at, activity.person, false, row});
    }
    std::ranges::sort(contacts, {}, [](const Contact& c) { return std::tuple(c.at, !c.is_call, c.row); });
    return contacts;
}

std::optional<ContactGap> longest_gap(const std::vector<Contact>& contacts, model::Stamp cut_off) {
    std::optional<ContactGap> longest;
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        const ContactGap gap{contacts[i].at, i + 1 < contacts.size() ? contacts[i + 1].at : cut_off};
        if (!longest || gap.to - gap.from > longest->to - longest->from) longest = gap;
    }
    return longest;
}

const Contact* first_contact(const std::vector<Contact>& contacts, model::PersonIndex person, model::Stamp from) {
    if (person == model::no_person) return nullptr;
    for (const Contact& contact : contacts)
        if (contact.person == person && contact.at >= from) return &contact;
    return nullptr;
}

}  // namespace metrics
