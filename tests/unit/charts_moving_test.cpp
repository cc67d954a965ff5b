// What moves and what is chosen on an axis: motion, brush, the crosshair's stops.
#include <doctest/doctest.h>

#include "charts/brush.h"
#include "charts/crosshair.h"
#include "charts/mark.h"
#include "charts/motion.h"
#include "charts/stage_bar.h"
#include "ui/period.h"
#include "unit/charts_samples.h"

using namespace charts;

TEST_CASE("charts: motion: only what was drawn before and has changed is on its way, and it arrives") {
    Motion motion;
    const auto frame = [&](double now, float value, bool reduced = false) {
        motion.begin(now, reduced);
        return motion.eased("chart.", "a", 0, value);
    };
    CHECK(frame(0, .5f) == .5f);  // the first time
    CHECK_FALSE(motion.moving());
    CHECK(frame(1000, .5f) == .5f);
    CHECK_FALSE(motion.moving());
    CHECK(frame(2000, 1) == .5f);  // it begins where it was
    CHECK(motion.moving());
    const float halfway = frame(2080, 1);
    CHECK(halfway > .75f);  // fast at first
    CHECK(halfway < 1);
    const float further = frame(2090, 0);  // turns round where it is
    CHECK(further > halfway);
    CHECK(further < 1);
    CHECK(motion.moving());
    CHECK(frame(2090 + Motion::lasts_ms, 0) == 0);
    CHECK_FALSE(motion.moving());
    CHECK(frame(4000, 1, true) == 1);  // reduced
    CHECK_FALSE(motion.moving());
    CHECK(frame(4001, 1) == 1);
    motion.begin(4100, false);  // not drawn: what comes back moves from nowhere
    CHECK(frame(4200, 0) == 0);
    CHECK_FALSE(motion.moving());
    motion.forget();
    CHECK(frame(4300, 1) == 1);
    CHECK_FALSE(motion.moving());
}

TEST_CASE("charts: motion: values are told apart by chart, mark and part, in any order") {
    Motion motion;
    const auto frame = [&](double now, bool turned, float value) {
        motion.begin(now, false);
        std::vector<float> at;
        for (int i = 0; i < 6; ++i) {
            const int which = turned ? 5 - i : i;
            at.push_back(motion.eased(which % 2 ? "x." : "y.", which < 4 ? "a" : "b",
                                      static_cast<std::uint32_t>(which / 2), which == 3 ? value : 0));
        }
        return at;
    };
    frame(0, false, 0);
    std::vector<float> at = frame(10, true, 1);
    CHECK(motion.moving());
    at = frame(90, false, 1);
    for (std::size_t i = 0; i < at.size(); ++i) CHECK((at[i] > 0) == (i == 3));
}

TEST_CASE(
    "charts: a bar on its way keeps its centre, its counts and its marks; at rest it is the one of whole pixels") {
    Motion motion;
    const Ledger before{100, 50, 20, 10, 10, 10}, after{50, 10, 30, 0, 5, 5};
    const auto bar = [&](double now, const Ledger& ledger) {
        motion.begin(now, false);
        const double share = static_cast<double>(ledger.entries) / 100;
        const Emphasis emphasis{.motion = &motion, .chart = "roles.funnel."};
        return moved_bar(place_bar(300, 0, 30, 401, share, ledger), 300, 401, share, "met", emphasis);
    };
    bar(0, before);
    const StageBar begins = bar(100, after), going = bar(150, after), rests = bar(400, after);
    const StageBar plain = place_bar(300, 0, 30, 401, .5, after);
    for (const StageBar& now : {begins, going}) {
        CHECK(now.rect.x + now.rect.w / 2 == doctest::Approx(300));
        CHECK(now.ledger.lost == 30);
        CHECK_FALSE(now.has(2));  // what is no longer there is gone at once
        CHECK(now.parts[4].right() == doctest::Approx(now.rect.right()));
    }
    CHECK(begins.parts[0].w == doctest::Approx(.5 * 401));
    CHECK(going.parts[0].w < begins.parts[0].w);
    CHECK(going.parts[0].w > plain.parts[0].w);
    CHECK(rests.rect.x == plain.rect.x);
    CHECK(rests.parts[1].w == plain.parts[1].w);
}

TEST_CASE("charts: the crosshair stands at the nearest stop") {
    const float stops[] = {10, 20, 40};
    for (const auto& [x, stop] :
         {std::pair(-5.f, 0u), {10.f, 0u}, {15.f, 0u}, {15.1f, 1u}, {29.f, 1u}, {31.f, 2u}, {99.f, 2u}})
        CHECK(nearest_stop(stops, x) == stop);
    const float one[] = {3};
    CHECK(nearest_stop(one, 100) == 0);
}

TEST_CASE("charts: a brush snaps to whole steps") {
    const StepAxis axis{100, 20, 12};  // to 340
    const Brush whole = whole_brush(axis);
    // Across the plot: every step that the pull touches, in either direction, also from outside.
    CHECK(swept(axis, whole, BrushEnd::none, 125, 165) == StepSpan{1, 3});
    CHECK(swept(axis, whole, BrushEnd::none, 165, 125) == StepSpan{1, 3});
    CHECK(swept(axis, whole, BrushEnd::none, 130, 131) == StepSpan{1, 1});
    CHECK(swept(axis, whole, BrushEnd::none, 50, 1000) == StepSpan{0, 11});
    // By a handle: that end goes to the nearest beginning of a step.
    const Brush months = brush_of({3, 6});  // 160 to 240
    CHECK(handle_at(axis, months, 165, 10) == BrushEnd::from);
    CHECK(handle_at(axis, months, 236, 10) == BrushEnd::to);
    CHECK(handle_at(axis, months, 200, 10) == BrushEnd::none);
    CHECK(swept(axis, months, BrushEnd::from, 160, 129) == StepSpan{1, 6});
    CHECK(swept(axis, months, BrushEnd::to, 240, 1000) == StepSpan{3, 11});
    CHECK(swept(axis, months, BrushEnd::to, 240, 199) == StepSpan{3, 4});
    // One end past the other turns it round; on it, a step is left.
    CHECK(swept(axis, months, BrushEnd::from, 160, 300) == StepSpan{7, 9});
    CHECK(swept(axis, months, BrushEnd::from, 160, 240) == StepSpan{6, 6});
    CHECK(swept(axis, months, BrushEnd::to, 240, 160) == StepSpan{3, 3});
    // A period of days: the end that is not pulled keeps all the steps that it touches.
    const Brush days{3.4f, 6.2f};
    CHECK(swept(axis, days, BrushEnd::from, 168, 200) == StepSpan{5, 6});
    CHECK(days.holds(3));
    CHECK(days.holds(6));
    CHECK_FALSE(days.holds(7));
    CHECK_FALSE(days.holds(2));
    CHECK_FALSE(months.holds(7));
    samples::Random random(11);
    for (int round = 0; round < 5'000; ++round) {
        const StepAxis any{static_cast<float>(random.below(300)), 1 + static_cast<float>(random.below(60)),
                           static_cast<std::size_t>(1 + random.below(30))};
        const auto last = static_cast<std::size_t>(random.below(static_cast<std::uint32_t>(any.steps)));
        const Brush brush = brush_of({last / 2, last});
        const auto x = [&] { return static_cast<float>(random.below(3000)) - 500; };
        const StepSpan span = swept(any, brush, static_cast<BrushEnd>(random.below(3)), x(), x());
        REQUIRE(span.first <= span.last);
        REQUIRE(span.last < any.steps);
    }
    CHECK(swept({}, {}, BrushEnd::none, 0, 5) == StepSpan{});
}

TEST_CASE("ui: where a period lies among months") {
    using ui::months_days, ui::period_among;
    CHECK(months_days("2025-11", "2026-02") == engine::Days{"2025-11-01", "2026-03-01"});
    const auto year = [](const engine::Days& days) { return period_among(days, "2026-01", 12); };
    REQUIRE(year({"2026-03-01", "2026-06-01"}));
    CHECK(year({"2026-03-01", "2026-06-01"})->from == 2);
    CHECK(year({"2026-03-01", "2026-06-01"})->to == 5);
    CHECK(year({"2026-04-16", "2026-05-01"})->from == doctest::Approx(3.5));
    CHECK(year({"2025-01-01", "2030-01-01"})->from == 0);
    CHECK(year({"2025-01-01", "2030-01-01"})->to == 12);
    CHECK(year({"2026-02-01", ""})->to == 12);
    CHECK_FALSE(year({}));
    CHECK_FALSE(year({"2025-01-01", "2025-06-01"}));
    CHECK_FALSE(year({"2027-01-01", "2027-06-01"}));
    CHECK_FALSE(period_among({"2026-03-01", "2026-06-01"}, "", 12));
}
