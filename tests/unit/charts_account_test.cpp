// The time line of an account: where things lie, what is one mark, and that nothing goes beyond its place.
#include <doctest/doctest.h>

#include <string>

#include "charts/account_lanes.h"
#include "charts/svg_painter.h"
#include "charts/theme.h"
#include "unit/charts_samples.h"

using namespace charts;

namespace {

constexpr std::int64_t day = 86'400, start = 20'454 * day;  // 2026-01-01

AccountLanes account() {
    AccountLanes lanes;
    lanes.from = start;
    lanes.to = start + 150 * day;
    lanes.lanes = {{"lead_nurturer",
                    "Lead nurturer",
                    "An",
                    {{"stay.0", start, start + 30 * day, "Talk", "Talk, An", Part::advanced},
                     {"stay.1", start + 10 * day, start + 20 * day, "Talk", "Talk, An: lost", Part::lost}},
                    {{"call.a", start + 5 * day, AccountSign::call, "Call a"},
                     {"event.0", start + 5 * day + 60, AccountSign::meeting, "Meeting"},
                     {"call.b", start + 90 * day, AccountSign::silent_call, "Call b"}}},
                   {"closer",
                    "Closer",
                    "Bo",
                    {{"stay.2", start + 30 * day, start + 150 * day, "Offer", "Offer, Bo", Part::open}},
                    {}},
                   {"_money", "Money", "", {}, {{"event.1", start + 140 * day, AccountSign::payment, "Payment"}}}};
    lanes.links = {{"handoff.0", start + 30 * day, 0, 1, false, "An to Bo"}};
    lanes.silences = {{"gap.0", start + 90 * day, start + 150 * day, "60 d", "60 days", Part::open}};
    lanes.silences_name = "Times without contact";
    lanes.links_name = "Hand-offs";
    lanes.several = "{} more";
    return lanes;
}

const Mark* find(const Marks& marks, std::string_view id) {
    for (const Mark& mark : marks)
        if (mark.id == id) return &mark;
    return nullptr;
}

}  // namespace

TEST_CASE("account lanes: stays lie in their time, connectors between lanes, names above where there is no room") {
    const AccountLanes lanes = account();
    for (const float width : {1000.f, 340.f}) {
        CAPTURE(width);
        samples::Recorder painter;
        const float height = account_lanes_height(lanes, width);
        const Marks marks = draw_account_lanes(painter, light_theme(), {0, 0, width, height}, lanes, {});
        for (const Mark& mark : marks) {
            CAPTURE(mark.id);
            CHECK(mark.bounds.x >= 0);
            CHECK(mark.bounds.right() <= width + 1);
            CHECK(mark.bounds.bottom() <= height);
        }
        const Mark *talk = find(marks, "stay.0"), *lost = find(marks, "stay.1"), *offer = find(marks, "stay.2");
        REQUIRE(talk);
        REQUIRE(lost);
        REQUIRE(offer);
        CHECK(lost->bounds.y > talk->bounds.y);  // two at a time, under each other
        CHECK(offer->bounds.x == doctest::Approx(talk->bounds.right()));
        CHECK(offer->bounds.w == doctest::Approx(4 * talk->bounds.w));
        const Mark* link = find(marks, "handoff.0");
        REQUIRE(link);
        CHECK(link->bounds.y > talk->bounds.y);
        CHECK(link->bounds.bottom() <= offer->bounds.y + 1);
        CHECK((find(marks, "lead_nurturer")->bounds.y < talk->bounds.y - 10) == (width < account_names_beside));
        CHECK(painter.groups == 0);
    }
}

TEST_CASE("account lanes: what would lie on each other is one mark, and a call in it is what it opens") {
    const AccountLanes lanes = account();
    samples::Recorder painter;
    const Marks marks =
        draw_account_lanes(painter, light_theme(), {0, 0, 1000, account_lanes_height(lanes, 1000)}, lanes, {});
    const Mark* both = find(marks, "call.a");
    REQUIRE(both);
    CHECK(both->name == "Call a · Meeting");
    CHECK_FALSE(find(marks, "event.0"));
    CHECK(find(marks, "call.b")->name == "Call b");
}

TEST_CASE("account lanes: without time and without lanes they are drawn all the same") {
    samples::Recorder painter;
    CHECK(draw_account_lanes(painter, light_theme(), {0, 0, 400, 60}, {}, {}).empty());
    AccountLanes lanes = account();
    lanes.to = lanes.from;
    CHECK_FALSE(draw_account_lanes(painter, light_theme(), {0, 0, 400, 300}, lanes, {}).empty());
}

TEST_CASE("account lanes: many stays at a time keep to their lane") {
    AccountLanes lanes = account();
    for (int i = 0; i < 100; ++i)
        lanes.lanes[1].bars.push_back({"more." + std::to_string(i), start, start + 100 * day, "", "", Part::open});
    CHECK(account_lanes_height(lanes, 1000) < account_lanes_height(account(), 1000) + 150);
}

TEST_CASE("account lanes as SVG, light and dark") {
    for (const bool dark : {false, true}) {
        const AccountLanes lanes = account();
        SvgPainter painter(1000, account_lanes_height(lanes, 1000));
        draw_account_lanes(painter, theme_for(dark), {0, 0, 1000, account_lanes_height(lanes, 1000)}, lanes, {});
        const std::string svg = painter.finish();
        for (const char* text : {"Lead nurturer", "Offer", "60", "Feb"}) {
            CAPTURE(text);
            CHECK(svg.find(text) != std::string::npos);
        }
    }
}
