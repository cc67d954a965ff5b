// One account's contacts in order of time, and how long it was left without any.
//
// A contact is a call, or an activity by which somebody of ours spoke or wrote to the customer: a touch, a meeting, an email. Invoices,
// payments, tickets and the like are none: they may happen without a word. What names no account is its deal's account's.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/data_set.h"

namespace metrics {

struct Contact {
    model::Stamp at = 0;
    model::PersonIndex person = model::no_person;
    bool is_call = false;
    std::uint32_t row = 0;  // in DataSet::calls or DataSet::activities
};

// By time; ties: calls first, then by row. One pass over the calls and one over the activities. Those after the cut-off are planned
// ones and left out.
std::vector<Contact> contacts_of(const model::DataSet& data, model::AccountIndex account);

struct ContactGap {
    model::Stamp from = 0, to = 0;  // two contacts, or the last one and the cut-off
    friend bool operator==(const ContactGap&, const ContactGap&) = default;
};
// The longest time without any contact, the earliest of equals; none where there was no contact.
std::optional<ContactGap> longest_gap(const std::vector<Contact>& contacts, model::Stamp cut_off);

// When this person, from `from` on, first was in contact; nullptr: not on record. An unknown person never was.
const Contact* first_contact(const std::vector<Contact>& contacts, model::PersonIndex person, model::Stamp from);

}  // namespace metrics
