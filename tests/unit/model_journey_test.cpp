#include <doctest/doctest.h>

#include "model/journey.h"

using model::Ending;
using model::Entry;
using model::Exit;
using model::Outcome;
using model::Role;
using model::Stage;
using model::Status;
using model::Stay;

namespace {

// lead → talk → offer → won → active, and a stage for lost deals at the end.
const std::vector<Stage> stages{
    {"lead", "", "", Role::marketer, Outcome::none},          {"talk", "", "", Role::lead_nurturer, Outcome::none},
    {"offer", "", "", Role::closer, Outcome::none},           {"won", "", "", Role::customer_support, Outcome::won},
    {"active", "", "", Role::account_manager, Outcome::none}, {"dead", "", "", Role::none, Outcome::lost}};

const std::vector<model::Person> people(5);

struct Settled {
    std::vector<Stay> stays;
    model::JourneyNotes notes;
    std::vector<model::TakenOver> takeovers;
};

Settled settle(std::vector<Entry> entries, Ending ending, std::span<const Stage> in = stages) {
    Settled out;
    out.notes = model::settle(in, people, entries, ending, out.stays, out.takeovers);
    return out;
}

Entry at(int stage, model::Stamp time, model::PersonIndex owner = model::no_person) {
    return {static_cast<model::StageIndex>(stage), time, 0, 0, owner, Role::none};
}

}  // namespace

TEST_CASE("a stay lasts until the next entry and advances, goes back, or is open at the end") {
    const auto [stays, notes, takeovers] = settle({at(0, 10), at(1, 20), at(0, 30), at(1, 40)}, {Status::open, 0});
    REQUIRE(stays.size() == 4);
    CHECK(stays[0].exit == Exit::advanced);
    CHECK(stays[0].until == 20);
    CHECK(stays[1].exit == Exit::back);
    CHECK(stays[2].exit == Exit::advanced);
    CHECK(stays[3].exit == Exit::open);
    CHECK(stays[3].until == 0);
}

TEST_CASE("entries may come in any order; entries of one second stand in the order of stages") {
    const auto [stays, notes, takeovers] = settle({at(2, 50), at(0, 50), at(1, 50)}, {Status::open, 0});
    REQUIRE(stays.size() == 3);
    CHECK(stays[0].entry.stage == 0);
    CHECK(stays[1].entry.stage == 1);
    CHECK(stays[1].exit == Exit::advanced);
    CHECK(stays[2].exit == Exit::open);
}

TEST_CASE("the deal's status ends the last stay") {
    CHECK(settle({at(1, 10)}, {Status::lost, 15}).stays[0].exit == Exit::lost);
    CHECK(settle({at(1, 10)}, {Status::lost, 15}).stays[0].until == 15);
    CHECK(settle({at(1, 10)}, {Status::left, 15}).stays[0].exit == Exit::left);
    CHECK(settle({at(1, 10)}, {Status::won, 15}).stays[0].exit == Exit::advanced);
}

TEST_CASE("behind the win the customer's stay goes on") {
    const auto [stays, notes, takeovers] = settle({at(2, 10), at(3, 20)}, {Status::won, 20});
    CHECK(stays[0].exit == Exit::advanced);
    CHECK(stays[1].exit == Exit::open);
}

TEST_CASE("a won stage that ends the funnel is walked whole at once, not open for ever") {
    const std::vector<Stage> short_funnel(stages.begin(), stages.begin() + 4);
    const auto [stays, notes, takeovers] = settle({at(2, 10), at(3, 20)}, {Status::won, 20}, short_funnel);
    CHECK(stays[1].exit == Exit::advanced);
    CHECK(stays[1].until == 20);
}

TEST_CASE("a stage with outcome lost is an exit; coming again afterwards is a new arrival") {
    const auto [stays, notes, takeovers] = settle({at(1, 10), at(5, 20), at(0, 90)}, {Status::open, 0});
    REQUIRE(stays.size() == 2);
    CHECK(stays[0].exit == Exit::lost);
    CHECK(stays[0].until == 20);
    CHECK(stays[1].exit == Exit::open);
}

TEST_CASE("what contradicts is noted and left out of durations, never dropped") {
    const auto negative = settle({at(1, 10)}, {Status::lost, 5});
    CHECK(negative.notes.negative_duration);
    CHECK(negative.stays[0].exit == Exit::lost);
    CHECK(negative.stays[0].untimed);
    CHECK(settle({at(1, 10)}, {Status::left, 0}).notes.no_closing_time);
    const auto repeated = settle({at(1, 10, 3), at(1, 20, 3)}, {Status::open, 0});
    CHECK(repeated.notes.repeated_stage);
    REQUIRE(repeated.stays.size() == 1);
    CHECK(repeated.takeovers.empty());
}

TEST_CASE("an entry into the same stage of another owner or role is a takeover; the stay stays whose it was") {
    const auto settled =
        settle({at(1, 10, 3), at(1, 20, 4), at(1, 30), at(1, 40, 4), at(1, 50, 3), at(2, 60, 3)}, {Status::open, 0});
    REQUIRE(settled.stays.size() == 2);
    CHECK(settled.stays[0].entry.owner == 3);
    CHECK(settled.stays[0].exit == Exit::advanced);
    CHECK(settled.stays[0].until == 60);
    REQUIRE(settled.takeovers.size() == 2);
    CHECK(settled.takeovers[0].entry.owner == 4);
    CHECK(settled.takeovers[0].entry.entered == 20);
    CHECK(settled.takeovers[1].entry.owner == 3);
    CHECK(settled.takeovers[1].stay == 0);
    // Entry and takeover are not each other's touch.
    Entry touched = at(1, 20, 4);
    touched.touched = 25;
    CHECK(settle({at(1, 10, 3), touched}, {Status::open, 0}).stays[0].entry.touched == 0);
    Entry other_role = at(1, 20);
    other_role.own_role = Role::closer;
    CHECK(settle({at(1, 10), other_role}, {Status::open, 0}).takeovers.size() == 1);
}
