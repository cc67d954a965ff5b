// An account's contacts and what was spoken of, by hand.
#include <doctest/doctest.h>

#include "loading.h"
#include "metrics/account.h"

namespace {

// Account a0 has deal d0, a1 has d1. The cut-off is the eleventh day, 2026-01-12.
const char* const small = R"({"septet":1,"exported_at":"2026-01-12T00:00:00Z","timezone":"UTC",
"stages":[{"id":"talk","role":"closer"}],
"people":[{"id":"p1"},{"id":"p2"},{"id":"p3"}],
"accounts":[{"id":"a0"},{"id":"a1"}],
"deals":[{"id":"d0","account":"a0","history":[{"stage":"talk","at":"2026-01-02","owner":"p1","first_touch_at":"2026-01-08T12:00:00Z"}]},{"id":"d1","account":"a1","history":[{"stage":"talk","at":"2026-01-02"}]}],
"calls":[{"id":"c1","at":"2026-01-06T00:00:00Z","person":"p2","deal":"d0"},
         {"id":"c2","at":"2026-01-02T00:00:00Z","person":"p1","account":"a0"},
         {"id":"c3","at":"2026-01-04T00:00:00Z","person":"p1","deal":"d1"},
         {"id":"c4","at":"2026-01-13T00:00:00Z","person":"p1","deal":"d0"}],
"activities":[{"type":"payment","at":"2026-01-09T00:00:00Z","person":"p2","account":"a0"},
              {"type":"email","at":"2026-01-07T00:00:00Z","person":"p3","account":"a0"},
              {"type":"touch","at":"2026-01-02T00:00:00Z","person":"p2","account":"a0"},
              {"type":"meeting","at":"2026-01-08T00:00:00Z","person":"p3","deal":"d0"}]})";

constexpr model::Stamp day = 86'400, start = 20'454 * day;  // 2026-01-01

struct Small {
    engine::Engine engine{tests::find_zone, tests::no_budget};
    Small() { REQUIRE(tests::load_text(engine, small).state == engine::LoadEvent::State::done); }
    const model::DataSet& data() const { return engine.loaded().data; }
    model::PersonIndex person(const char* id) const {
        return static_cast<model::PersonIndex>(*data().person_ids.find(id));
    }
    std::vector<metrics::Contact> contacts(const char* id) const {
        return metrics::contacts_of(data(), *data().accounts.ids.find(id));
    }
};

}  // namespace

TEST_CASE("an account's contacts, in order of time: no payment, nothing of another's, nothing planned") {
    const Small company;
    const auto contacts = company.contacts("a0");
    REQUIRE(contacts.size() == 6);
    CHECK(contacts[0].at == start + 1 * day);
    CHECK(contacts[0].is_call());  // before the touch of the same second
    CHECK(contacts[1].at == start + 1 * day);
    CHECK_FALSE(contacts[1].spoke());
    CHECK(contacts[2].at == start + 5 * day);
    CHECK(contacts[3].at == start + 6 * day);
    CHECK(contacts[4].at == start + 7 * day);
    CHECK(contacts[4].spoke());
    CHECK(contacts[5].at == start + 7 * day + day / 2);  // the first touch of the stay
    CHECK(contacts[5].person == company.person("p1"));
    CHECK(company.contacts("a1").size() == 1);
    CHECK(metrics::contacts_of(company.data(), model::no_account).empty());
}

TEST_CASE("an account's times without contact, up to the end") {
    const Small company;
    const auto contacts = company.contacts("a0");
    using Gap = metrics::ContactGap;
    CHECK(metrics::longest_gap(contacts, start + 11 * day) == Gap{start + 1 * day, start + 5 * day});
    CHECK(metrics::longest_gap(contacts, start + 12 * day) == Gap{start + 7 * day + day / 2, start + 12 * day});
    CHECK_FALSE(metrics::longest_gap({}, start + 12 * day));
    CHECK(metrics::gaps_of(contacts, start + 11 * day, 4 * day) ==
          std::vector<Gap>{{start + 1 * day, start + 5 * day}});
    CHECK(metrics::gaps_of(contacts, start + 12 * day, 4 * day) ==
          std::vector<Gap>{{start + 1 * day, start + 5 * day}, {start + 7 * day + day / 2, start + 12 * day}});
    CHECK(metrics::gaps_of(contacts, start + 7 * day, 4 * day) == std::vector<Gap>{{start + 1 * day, start + 5 * day}});
    CHECK(metrics::gaps_of(contacts, start + 3 * day, 4 * day) == std::vector<Gap>{{start + 1 * day, start + 5 * day}});
}

TEST_CASE("an account's first contact by its new owner, and when he first spoke") {
    const Small company;
    const auto contacts = company.contacts("a0");
    REQUIRE(metrics::first_contact(contacts, company.person("p2"), start + 2 * day));
    CHECK(metrics::first_contact(contacts, company.person("p2"), start + 2 * day)->at == start + 5 * day);
    CHECK(metrics::first_contact(contacts, company.person("p2"), start + 1 * day)->at == start + 1 * day);
    CHECK(metrics::first_spoken(contacts, company.person("p2"), start + 1 * day)->at == start + 5 * day);
    CHECK(metrics::first_contact(contacts, company.person("p3"), start + 1 * day)->at == start + 6 * day);
    CHECK(metrics::first_spoken(contacts, company.person("p3"), start + 1 * day)->at == start + 7 * day);
    CHECK_FALSE(metrics::first_spoken(contacts, company.person("p1"), start + 2 * day));
    CHECK_FALSE(metrics::first_contact(contacts, model::no_person, 0));
}

TEST_CASE("what has been spoken of: the most said first, and where it was said last") {
    metrics::Spoken spoken(3);
    spoken.add(7, {{2, 3, 4}, {0, 1, 9}});
    spoken.add(8, {{0, 2, 1}});
    const auto most = spoken.most(3);
    REQUIRE(most.size() == 2);
    CHECK(most[0].topic == 0);  // as often as the other: the dictionary's order
    CHECK(most[0].mentions == 3);
    CHECK(most[0].calls == 2);
    CHECK(most[0].last == 8);
    CHECK(most[0].last_turn == 1);
    CHECK(most[1].topic == 2);
    CHECK(most[1].last == 7);
    CHECK(spoken.most(1).size() == 1);
    CHECK(spoken.calls(1) == 0);
}
