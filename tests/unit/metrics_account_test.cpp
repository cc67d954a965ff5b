// An account's contacts, by hand.
#include <doctest/doctest.h>

#include "metrics/account.h"

namespace {

// Account 0 has deal 0, account 1 has deal 1; the cut-off is at 1000.
model::DataSet small() {
    model::DataSet data;
    data.cut_off = 1000;
    data.deals.account = {0, 1};
    const auto call = [&](model::Stamp at, model::PersonIndex person, model::AccountIndex account,
                          model::DealIndex deal) {
        data.calls.at.push_back(at);
        data.calls.person.push_back(person);
        data.calls.account.push_back(account);
        data.calls.deal.push_back(deal);
    };
    call(500, 2, model::no_account, 0);  // by its deal
    call(100, 1, 0, model::no_deal);
    call(300, 1, model::no_account, 1);  // another's
    call(1200, 1, 0, 0);                 // planned
    const auto activity = [&](model::ActivityKind kind, model::Stamp at, model::PersonIndex person) {
        model::Activity one;
        one.kind = kind;
        one.at = at;
        one.person = person;
        one.account = 0;
        data.activities.push_back(one);
    };
    activity(model::ActivityKind::payment, 800, 2);  // not a word is spoken
    activity(model::ActivityKind::email, 550, 3);
    activity(model::ActivityKind::touch, 100, 2);
    return data;
}

}  // namespace

TEST_CASE("an account's contacts, in order of time") {
    const auto contacts = metrics::contacts_of(small(), 0);
    REQUIRE(contacts.size() == 4);
    CHECK(contacts[0].at == 100);
    CHECK(contacts[0].is_call);  // before the touch of the same second
    CHECK(contacts[1].at == 100);
    CHECK(contacts[2].at == 500);
    CHECK(contacts[3].at == 550);
    CHECK(contacts[3].row == 1);
    CHECK(metrics::contacts_of(small(), 1).size() == 1);
    CHECK(metrics::contacts_of(small(), model::no_account).empty());
}

TEST_CASE("an account's longest time without contact, up to the cut-off") {
    const auto contacts = metrics::contacts_of(small(), 0);
    CHECK(metrics::longest_gap(contacts, 1000) == metrics::ContactGap{550, 1000});
    CHECK(metrics::longest_gap(contacts, 900) == metrics::ContactGap{100, 500});
    CHECK_FALSE(metrics::longest_gap({}, 1000));
}

TEST_CASE("an account's first contact by its new owner") {
    const auto contacts = metrics::contacts_of(small(), 0);
    REQUIRE(metrics::first_contact(contacts, 2, 200));
    CHECK(metrics::first_contact(contacts, 2, 200)->at == 500);
    CHECK(metrics::first_contact(contacts, 2, 100)->at == 100);
    CHECK_FALSE(metrics::first_contact(contacts, 1, 101));
    CHECK_FALSE(metrics::first_contact(contacts, model::no_person, 0));
}
