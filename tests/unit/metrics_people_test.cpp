// People compared: how often people who do not differ are said to, how often intervals hold the truth, and that nothing but the data
// decides (not their order, not the young, not bots).
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/figures/people.h"
#include "loading.h"
#include "metrics/intervals.h"
#include "metrics/shrinkage.h"
#include "metrics/standardisation.h"

using metrics::Count;

namespace {

Count drawn(base::Random& random, std::uint64_t of, double rate) {
    Count count{0, of};
    for (std::uint64_t i = 0; i < of; ++i) count.hits += random.unit() < rate;
    return count;
}

struct Coverage {
    int held = 0, of = 0;
    void add(const metrics::Interval& interval, double truth) {
        ++of;
        held += interval.low <= truth && truth <= interval.high;
    }
    double share() const { return static_cast<double>(held) / of; }
};

// A gamma variate of whole shape: a sum of exponentials. A beta variate is the share of one in two.
double gamma_of(base::Random& random, int shape) {
    double sum = 0;
    for (int i = 0; i < shape; ++i) sum -= std::log(1 - random.unit());
    return sum;
}

// One role, `people` people with the same rate; every deal is old enough to have been decided.
std::string company(base::Random& random, int people, double rate, bool with_bot = false) {
    std::string text =
        R"({"septet":1,"timezone":"UTC","exported_at":"2026-12-01","stages":[{"id":"a","role":"closer"},{"id":"b","role":"customer_support"}],"people":[)";
    for (int p = 0; p < people; ++p) text += std::string(p ? "," : "") + R"({"id":"p)" + std::to_string(p) + "\"}";
    if (with_bot) text += R"(,{"id":"bot","kind":"bot"})";
    text += R"(],"deals":[)";
    bool first = true;
    int number = 0;
    const auto deal = [&](const std::string& owner, bool advances) {
        text += std::string(first ? "" : ",") + R"({"id":"d)" + std::to_string(number++) + R"(","source":"s)" +
                std::to_string(random.below(3)) + R"(","status":")" + (advances ? "open" : "lost") +
                R"(","closed_at":"2026-01-20","history":[{"stage":"a","at":"2026-01-05","owner":")" + owner + "\"}" +
                (advances ? R"(,{"stage":"b","at":"2026-01-12"})" : "") + "]}";
        first = false;
    };
    for (int p = 0; p < people; ++p)
        for (std::uint32_t i = 0, of = 10 + random.below(120); i < of; ++i)
            deal("p" + std::to_string(p), random.unit() < rate);
    for (int i = 0; with_bot && i < 500; ++i) deal("bot", true);
    return text + "]}";
}

const engine::RoleComparison& closers(const engine::PeopleAnswer& answer) {
    const auto found = std::find_if(answer.comparisons.begin(), answer.comparisons.end(),
                                    [](const auto& role) { return role.role == "closer"; });
    REQUIRE(found != answer.comparisons.end());
    return *found;
}

}  // namespace

TEST_CASE("people who do not differ are said to differ in at most 6 of 100 companies") {
    base::Random random(20261101);
    constexpr int companies = 1000;
    int said = 0, asked = 0;
    for (int i = 0; i < companies; ++i) {
        const double rate = 0.08 + 0.8 * random.unit();
        std::vector<Count> people;
        for (std::uint32_t p = 0, of = 3 + random.below(25); p < of; ++p)
            people.push_back(drawn(random, 5 + random.below(p % 3 == 0 ? 300 : 60), rate));
        const auto spread = metrics::spread_of(people);
        if (!spread) continue;
        ++asked;
        said += spread->differ;
    }
    MESSAGE("of " << asked << " companies of equals, " << said << " are said to differ");
    CHECK(asked > 950);
    CHECK(said <= 0.06 * asked);
}

TEST_CASE("whole companies of equals: the answer says that there is no evidence") {
    base::Random random(77);
    int said = 0;
    constexpr int companies = 60;
    for (int i = 0; i < companies; ++i) {
        engine::Engine engine(tests::find_zone, tests::no_budget);
        tests::load_text(engine, company(random, 8, 0.2 + 0.6 * random.unit()));
        const auto answer = engine::people(engine.loaded(), {});
        REQUIRE(answer);
        const engine::RoleComparison& role = closers(*answer);
        CHECK(role.differ != engine::Differ::too_few);
        said += role.differ == engine::Differ::differ;
        for (const engine::Comparison& person : role.people)
            CHECK(person.shrunken.estimate.has_value() == (role.differ == engine::Differ::differ));
    }
    MESSAGE(said << " of " << companies << " said to differ");
    CHECK(said <= 8);  // 60 at 5 %: more than 8 has a chance below 1 in 500
}

TEST_CASE("intervals of 95 % hold the truth about as often") {
    base::Random random(5);
    Coverage wilson, newcombe, shrunken, adjusted;
    for (int i = 0; i < 4000; ++i) {
        const double p = 0.05 + 0.9 * random.unit(), q = 0.05 + 0.9 * random.unit();
        const Count a = drawn(random, 30 + random.below(200), p), b = drawn(random, 30 + random.below(200), q);
        wilson.add(*metrics::wilson(a.hits, a.of), p);
        newcombe.add(*metrics::newcombe(a.hits, a.of, b.hits, b.of), p - q);
        // A ratio: many expected, few each, as a count of rare advances is.
        const double expected = 20 + 200 * random.unit(), ratio = 0.5 + random.unit();
        Count rare{0, 4000};
        for (int j = 0; j < 4000; ++j) rare.hits += random.unit() < expected * ratio / 4000;
        const metrics::Interval count = metrics::poisson_exact(rare.hits);
        adjusted.add({count.low / expected, count.high / expected}, ratio);
    }
    for (int i = 0; i < 60; ++i) {
        // Beta(6, 14): the truth of the model, M = 20.
        std::vector<Count> people;
        std::vector<double> truth;
        for (int p = 0; p < 30; ++p) {
            const double x = gamma_of(random, 6), y = gamma_of(random, 14);
            truth.push_back(x / (x + y));
            people.push_back(drawn(random, 20 + random.below(150), truth.back()));
        }
        const auto spread = metrics::spread_of(people);
        REQUIRE(spread);
        for (std::size_t p = 0; p < people.size(); ++p)
            if (const auto one = metrics::shrink(*spread, people[p])) shrunken.add(one->interval, truth[p]);
    }
    MESSAGE("coverage of 95 % intervals: Wilson " << wilson.share() << ", Newcombe " << newcombe.share()
                                                  << ", observed / expected " << adjusted.share() << ", shrunken "
                                                  << shrunken.share());
    for (const Coverage& coverage : {wilson, newcombe, adjusted, shrunken}) {
        CHECK(coverage.share() >= 0.93);
        CHECK(coverage.share() <= 0.97);
    }
}

TEST_CASE("bots are in no comparison, and the young neither hit nor miss") {
    base::Random random(9);
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, company(random, 5, 0.4, true));
    const auto answer = engine::people(engine.loaded(), {});
    const engine::RoleComparison& role = closers(*answer);
    CHECK(role.people.size() == 5);
    std::uint64_t of = 0, hits = 0;
    for (const engine::Comparison& person : role.people) {
        of += person.within.of;
        hits += person.within.hits;
        CHECK(person.person != "bot");
    }
    CHECK(of == role.within.of);
    CHECK(hits == role.within.hits);

    engine::Engine young(tests::find_zone, tests::no_budget);
    tests::load_text(
        young,
        R"({"septet":1,"timezone":"UTC","exported_at":"2026-03-01","stages":[{"id":"a","role":"closer"},{"id":"b"}],
        "people":[{"id":"p"}],"deals":[
        {"id":"1","history":[{"stage":"a","at":"2026-02-27","owner":"p"}]},
        {"id":"2","history":[{"stage":"a","at":"2026-01-01","owner":"p"},{"stage":"b","at":"2026-01-05"}]},
        {"id":"3","history":[{"stage":"a","at":"2026-01-01","owner":"p"}]}]})");
    const auto few = engine::people(young.loaded(), {});
    const engine::RoleComparison& one = closers(*few);
    CHECK(one.horizon_days == 30);  // two of three entries are 59 days old
    CHECK(one.within.of == 2);
    CHECK(one.within.hits == 1);
    CHECK(one.differ == engine::Differ::too_few);
}

TEST_CASE("counts beyond the limits: by exact tails") {
    CHECK(metrics::outside_limits(1, 1, 0.94) == 0);
    CHECK(metrics::outside_limits(10, 10, 0.5) == 2);  // 1 in 1,024
    CHECK(metrics::outside_limits(9, 10, 0.5) == 1);   // 11 in 1,024
    CHECK(metrics::outside_limits(8, 10, 0.5) == 0);
    CHECK(metrics::outside_limits(0, 10, 0.5) == -2);
    CHECK(metrics::outside_limits(3, 0, 0.5) == 0);
}
