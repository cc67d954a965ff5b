#include "metrics/account.h"

#include <algorithm>
#include <tuple>

#include "base/heap_sort.h"
#include "metrics/call_groups.h"
#include "metrics/holdings.h"

namespace metrics {

using model::ActivityKind;

bool is_contact(ActivityKind kind) {
    return kind == ActivityKind::touch || kind == ActivityKind::meeting || kind == ActivityKind::email;
}

model::AccountIndex account_of_call(const model::DataSet& data, model::CallIndex call) {
    const model::AccountIndex own = data.calls.account[call];
    const model::DealIndex deal = data.calls.deal[call];
    return own == model::no_account && deal != model::no_deal ? data.deals.account[deal] : own;
}

model::AccountIndex account_of(const model::DataSet& data, const model::Activity& activity) {
    const bool by_deal = activity.account == model::no_account && activity.deal != model::no_deal;
    return by_deal ? data.deals.account[activity.deal] : activity.account;
}

std::vector<Contact> contacts_of(const model::DataSet& data, model::AccountIndex account) {
    std::vector<Contact> contacts;
    if (account == model::no_account) return contacts;
    for (model::CallIndex call = 0; call < data.calls.at.size(); ++call)
        if (has_happened(data, data.calls.at[call]) && account_of_call(data, call) == account)
            contacts.push_back({data.calls.at[call], place_of(data, call).person, call, {}});
    for (const model::Activity& one : data.activities)
        if (is_contact(one.kind) && has_happened(data, one.at) && account_of(data, one) == account)
            contacts.push_back({one.at, one.person, Contact::no_call, one.kind});
    Holdings holdings(data);
    for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        if (data.deals.account[deal] != account) continue;
        for (const Holding& held : holdings.of(deal))
            if (has_happened(data, held.touched))
                contacts.push_back({held.touched, held.owner, Contact::no_call, ActivityKind::touch});
    }
    // Of one second: rows stand in the order of the files, ids do not.
    const auto call_id = [&](const Contact& one) {
        return one.is_call() ? data.calls.ids[one.call] : std::string_view();
    };
    const auto person_id = [&](const Contact& one) {
        return one.person == model::no_person ? std::string_view() : std::string_view(data.people[one.person].id);
    };
    base::heap_sort(contacts.begin(), contacts.end(), [&](const Contact& a, const Contact& b) {
        if (a.at != b.at) return a.at < b.at;
        return std::tuple(!a.is_call(), call_id(a), a.kind, person_id(a)) <
               std::tuple(!b.is_call(), call_id(b), b.kind, person_id(b));
    });
    return contacts;
}

std::vector<ContactGap> gaps_of(const std::vector<Contact>& contacts, model::Stamp end, std::uint32_t least_s) {
    std::vector<ContactGap> gaps;
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        const ContactGap gap{contacts[i].at, i + 1 < contacts.size() ? contacts[i + 1].at : end};
        if (gap.to > gap.from && gap.to - gap.from >= least_s) gaps.push_back(gap);
    }
    return gaps;
}

std::optional<ContactGap> longest_gap(const std::vector<Contact>& contacts, model::Stamp end) {
    std::optional<ContactGap> longest;
    for (const ContactGap& gap : gaps_of(contacts, end, 0))
        if (!longest || gap.to - gap.from > longest->to - longest->from) longest = gap;
    return longest;
}

namespace {

template <class Is>
const Contact* first(const std::vector<Contact>& contacts, model::PersonIndex person, model::Stamp from, Is&& is) {
    if (person == model::no_person) return nullptr;
    for (const Contact& contact : contacts)
        if (contact.person == person && contact.at >= from && is(contact)) return &contact;
    return nullptr;
}

}  // namespace

const Contact* first_contact(const std::vector<Contact>& contacts, model::PersonIndex person, model::Stamp from) {
    return first(contacts, person, from, [](const Contact&) { return true; });
}

const Contact* first_spoken(const std::vector<Contact>& contacts, model::PersonIndex person, model::Stamp from) {
    return first(contacts, person, from, [](const Contact& contact) { return contact.spoke(); });
}

std::vector<SaidTopic> topics_of_call(const model::DataSet& data, const Topics& topics, model::CallIndex call) {
    std::vector<SaidTopic> said, all(topics.size());
    std::vector<PhraseHit> hits;
    const model::TurnIndex begin = data.calls.turns_begin[call];
    for (std::uint32_t turn = 0; turn < data.calls.turns[call]; ++turn) {
        topics.find(data.turns.text[begin + turn], hits);
        for (const PhraseHit& hit : hits) {
            SaidTopic& one = all[topics.topic_of(hit.phrase)];
            if (one.mentions++ == 0) one.turn = turn;
        }
    }
    for (std::uint32_t topic = 0; topic < all.size(); ++topic) {
        all[topic].topic = topic;
        if (all[topic].mentions > 0) said.push_back(all[topic]);
    }
    base::heap_sort(said.begin(), said.end(), [](const SaidTopic& a, const SaidTopic& b) {
        return std::tuple(b.mentions, a.topic) < std::tuple(a.mentions, b.topic);
    });
    return said;
}

void Spoken::add(model::CallIndex call, const std::vector<SaidTopic>& said) {
    for (const SaidTopic& one : said) {
        Topic& topic = topics_[one.topic];
        topic.topic = one.topic;
        topic.mentions += one.mentions;
        ++topic.calls;
        topic.last = call;
        topic.last_turn = one.turn;
    }
}

std::vector<Spoken::Topic> Spoken::most(std::size_t count) const {
    std::vector<Topic> most;
    for (const Topic& topic : topics_)
        if (topic.mentions > 0) most.push_back(topic);
    base::heap_sort(most.begin(), most.end(), [](const Topic& a, const Topic& b) {
        return std::tuple(b.mentions, a.topic) < std::tuple(a.mentions, b.topic);
    });
    if (most.size() > count) most.resize(count);
    return most;
}

}  // namespace metrics
