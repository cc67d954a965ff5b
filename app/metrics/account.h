// One account's contacts in order of time, how long it was left without any, and what was spoken of by when.
//
// A contact is a call, an activity by which somebody of ours spoke or wrote to the customer (a touch, a meeting, an email), or an owner's
// first touch of a stay. Invoices, payments, tickets and the like are none: they may happen without a word. Only calls and meetings say
// that somebody *spoke*. What names no account is its deal's account's. What lies after the cut-off, or has no time, has not happened.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "metrics/topics.h"
#include "model/data_set.h"

namespace metrics {

bool is_contact(model::ActivityKind kind);

// Whose a call or an activity is; no_account: nobody's.
model::AccountIndex account_of_call(const model::DataSet& data, model::CallIndex call);
model::AccountIndex account_of(const model::DataSet& data, const model::Activity& activity);
inline bool has_happened(const model::DataSet& data, model::Stamp at) { return at != 0 && at <= data.cut_off; }

struct Contact {
    model::Stamp at = 0;
    model::PersonIndex person = model::no_person;           // of a call: its rep (metrics/call_groups.h)
    model::CallIndex call = no_call;                        // else:
    model::ActivityKind kind = model::ActivityKind::touch;  // a first touch of a stay is one
    bool is_call() const { return call != no_call; }
    bool spoke() const { return is_call() || kind == model::ActivityKind::meeting; }
    static constexpr model::CallIndex no_call = 0xffffffff;
};

// By time; ties: calls first, by id, then by kind and person. One pass over the calls, the activities and the deals.
std::vector<Contact> contacts_of(const model::DataSet& data, model::AccountIndex account);

struct ContactGap {
    model::Stamp from = 0, to = 0;  // two contacts, or the last one and the end
    friend bool operator==(const ContactGap&, const ContactGap&) = default;
};
// The times without any contact that last at least so long, in order; the last one reaches to `end` where that is later.
std::vector<ContactGap> gaps_of(const std::vector<Contact>& contacts, model::Stamp end, std::uint32_t least_s);
// The longest, the earliest of equals; none where there was no contact.
std::optional<ContactGap> longest_gap(const std::vector<Contact>& contacts, model::Stamp end);

// When this person, from `from` on, first was in contact, or first spoke; nullptr: not on record. An unknown person never was.
const Contact* first_contact(const std::vector<Contact>& contacts, model::PersonIndex person, model::Stamp from);
const Contact* first_spoken(const std::vector<Contact>& contacts, model::PersonIndex person, model::Stamp from);

// A topic in one call.
struct SaidTopic {
    std::uint32_t topic = 0;
    std::uint32_t mentions = 0;
    std::uint32_t turn = 0;  // the first one, among the call's
};
// Most mentions first, then in the dictionary's order.
std::vector<SaidTopic> topics_of_call(const model::DataSet& data, const Topics& topics, model::CallIndex call);

// What has been spoken of so far, call by call in order of time.
class Spoken {
public:
    struct Topic {
        std::uint32_t topic = 0;
        std::uint64_t mentions = 0, calls = 0;
        model::CallIndex last = 0;    // the call that mentioned it last
        std::uint32_t last_turn = 0;  // its first turn that did
    };
    explicit Spoken(std::size_t topics) : topics_(topics) {}
    void add(model::CallIndex call, const std::vector<SaidTopic>& said);
    // Most mentions first, then in the dictionary's order; at most so many.
    std::vector<Topic> most(std::size_t count) const;
    std::uint64_t calls(std::size_t topic) const { return topics_[topic].calls; }

private:
    std::vector<Topic> topics_;
};

}  // namespace metrics
