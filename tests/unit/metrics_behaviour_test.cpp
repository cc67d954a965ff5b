// What goes with advancing: by hand, its laws, how often it finds something where there is nothing, and where there is.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/figures/behaviour.h"
#include "loading.h"
#include "metrics/behaviour.h"

using metrics::Association;
using metrics::JudgedCall;

namespace {

double normal(base::Random& random) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random.unit();
    return sum;
}

bool near(double a, double b, double within = 1e-9) { return std::abs(a - b) <= within; }

}  // namespace

TEST_CASE("behaviour: one stratum by hand, and the exact distribution of its permutations") {
    // Ranks 1 to 6; advanced are 3, 5 and 6: the sum of (rank − 3.5)(outcome − 1/2) is 3.5.
    std::vector<JudgedCall> calls;
    for (std::uint32_t i = 0; i < 6; ++i) calls.push_back({7, i, 10.0 * i, i == 2 || i > 3});
    const Association one = metrics::associate(calls);
    CHECK(one.calls == 6);
    CHECK(one.strata == 1);
    // Σ(rank − mean)² = 17.5, Σ(outcome − mean)² = 1.5: the variance is 17.5 · 1.5 / 5; R: 2 * pt(-3.5 / sqrt(5.25), 5)
    CHECK(near(*one.p, 0.1871649921762103, 1e-9));
    CHECK(one.top.of == 2);
    CHECK(one.top.hits == 2);
    CHECK(one.bottom.of == 2);
    CHECK(one.bottom.hits == 0);
    CHECK(*one.difference == 1);
    // The moments are those of all 20 ways to give three of six the outcome.
    double sum = 0, squares = 0;
    int ways = 0;
    for (unsigned set = 0; set < 64; ++set) {
        if (std::popcount(set) != 3) continue;
        double t = 0;
        for (int i = 0; i < 6; ++i) t += (i - 2.5) * ((set >> i & 1) != 0 ? .5 : -.5);
        sum += t;
        squares += t * t;
        ++ways;
    }
    CHECK(near(sum, 0));
    CHECK(near(squares / ways, 17.5 * 1.5 / 5));
}

TEST_CASE("behaviour: strata that say nothing change nothing; a stratum's own level does not count") {
    base::Random random(4);
    std::vector<JudgedCall> calls;
    for (std::uint32_t i = 0; i < 200; ++i)
        calls.push_back({i % 10, i, std::floor(20 * random.unit()), random.below(3) == 0});
    auto plain = calls;
    const Association before = metrics::associate(plain);
    auto more = calls;
    more.push_back({90, 900, 5, true});  // alone
    for (std::uint32_t i = 0; i < 5; ++i) {
        more.push_back({91, 910 + i, 1.0 * i, true});  // all advanced
        more.push_back({92, 920 + i, 3, i < 2});       // all alike
    }
    // Other reps talk otherwise; and the measure in other units, or by its logarithm.
    for (JudgedCall& call : more) call.value = std::exp(call.value / 7) + 1'000 * call.stratum;
    std::reverse(more.begin(), more.end());
    const Association after = metrics::associate(more);
    CHECK(after.strata == before.strata);
    CHECK(near(*after.p, *before.p));
    CHECK(near(*after.difference, *before.difference));
    CHECK(near(after.interval->low, before.interval->low));
    // The other way round, the other sign.
    auto mirrored = calls;
    for (JudgedCall& call : mirrored) call.value = -call.value;
    const Association other = metrics::associate(mirrored);
    CHECK(near(*other.p, *before.p));
    CHECK(near(*other.difference, -*before.difference));
    // The same calls counted twice as calls of the same deals are not twice the evidence.
    auto twice = calls;
    twice.insert(twice.end(), calls.begin(), calls.end());
    CHECK(*metrics::associate(twice).p > *before.p - .05);
    std::vector<JudgedCall> none;
    CHECK(!metrics::associate(none).p);
}

namespace {

// A role whose reps talk and win each in his own way; a deal has one to four calls in which its customer's manner returns, and which
// advance together or not. `effect`: how much likelier a
// call advances a standard deviation up in the first measure; `common`: how much the measures of one call go together.
struct Role {
    std::array<std::vector<JudgedCall>, metrics::call_measures> measures;
};
Role role_of(base::Random& random, double effect, double common, std::uint32_t reps, std::uint32_t deals) {
    Role role;
    const double usual = .1 + .5 * random.unit();
    std::uint32_t deal = 0;
    for (std::uint32_t rep = 0; rep < reps; ++rep) {
        const double own_rate = std::clamp(usual + .15 * normal(random), .03, .9);
        std::array<double, metrics::call_measures> manner{};
        for (double& own : manner) own = normal(random);
        for (std::uint32_t d = 0; d < deals; ++d, ++deal) {
            std::array<double, metrics::call_measures> customer{};
            for (double& own : customer) own = normal(random);
            const double luck = random.unit();
            for (std::uint32_t k = 1 + random.below(4); k > 0; --k) {
                const double whole = common * normal(random);
                std::array<double, metrics::call_measures> value{};
                for (std::size_t m = 0; m < value.size(); ++m) value[m] = customer[m] + whole + normal(random);
                const bool advanced = luck < own_rate + effect * value[0] / std::sqrt(2 + common * common);
                for (std::size_t m = 0; m < value.size(); ++m) {
                    double shown = manner[m] + value[m];
                    if (m % 3 == 1) shown = std::exp(shown);                   // skewed
                    if (m % 3 == 2) shown = std::max(0.0, std::floor(shown));  // small counts, many of them 0
                    role.measures[m].push_back({rep * 3 + random.below(3), deal, shown, advanced});
                }
            }
        }
    }
    return role;
}

}  // namespace

TEST_CASE("honesty: what goes with advancing where nothing does, and where something does") {
    base::Random random(17);
    constexpr int companies = 600;
    int deceived = 0, naive = 0, cells = 0, small_p = 0;
    const auto finds = [](const std::vector<double>& p) {
        const auto adjusted = metrics::benjamini_hochberg(p);
        return std::any_of(adjusted.begin(), adjusted.end(), [](double q) { return q <= metrics::discovery_rate; });
    };
    for (int i = 0; i < companies; ++i) {
        std::vector<double> p, as_trials;  // the latter: as if every call had a deal of its own
        for (int k = 0; k < 2; ++k) {
            Role role = role_of(random, 0, .7, 8 + random.below(8), 10 + random.below(20));
            for (auto& calls : role.measures) {
                if (const auto told = metrics::associate(calls).p) p.push_back(*told);
                for (std::uint32_t call = 0; call < calls.size(); ++call) calls[call].deal = call;
                if (const auto told = metrics::associate(calls).p) as_trials.push_back(*told);
            }
        }
        deceived += finds(p);
        naive += finds(as_trials);
        cells += static_cast<int>(p.size());
        small_p += static_cast<int>(std::count_if(p.begin(), p.end(), [](double one) { return one <= .05; }));
    }
    MESSAGE("of ", companies, " companies in which nothing goes with advancing ", deceived,
            " find something; p at most 0.05 in ", small_p, " of ", cells,
            " cells; were the calls of a deal independent trials, ", naive, " would");
    CHECK(deceived <= companies / 10);
    CHECK(small_p <= .06 * cells);

    // One measure of twelve does: a standard deviation up advances so much likelier.
    for (const double effect : {.05, .1}) {
        int found = 0;
        double false_share = 0;
        constexpr int roles = 150;
        std::vector<Association> associations;
        double mean = 0;
        for (int i = 0; i < roles; ++i) {
            Role role = role_of(random, effect, 0, 12, 25);
            std::vector<double> p;
            for (auto& calls : role.measures) {
                const Association one = metrics::associate(calls);
                if (p.empty()) associations.push_back(one), mean += *one.difference / roles;
                p.push_back(one.p.value_or(1));
            }
            const auto adjusted = metrics::benjamini_hochberg(p);
            found += adjusted[0] <= metrics::discovery_rate;
            const auto beside = std::count_if(adjusted.begin() + 1, adjusted.end(),
                                              [](double q) { return q <= metrics::discovery_rate; });
            false_share +=
                static_cast<double>(beside) /
                static_cast<double>(std::max<std::ptrdiff_t>(1, beside + (adjusted[0] <= metrics::discovery_rate))) /
                roles;
        }
        int held = 0;
        for (const Association& one : associations) held += one.interval->low <= mean && mean <= one.interval->high;
        MESSAGE("an effect of ", 100 * effect, " points a standard deviation: found in ", found, " of ", roles,
                "; false are ", 100 * false_share, " % of what is found; mean difference of thirds ", 100 * mean,
                " points, held by ", held, " of ", roles, " intervals");
        if (effect == .1) CHECK(found >= .8 * roles);
        CHECK(false_share <= metrics::discovery_rate + .02);
        CHECK(held >= .9 * roles);
    }
}

namespace {

// A call of 100 s: `rep` seconds of it the rep's, then the customer's.
std::string call(int id, const std::string& person, const std::string& deal, const std::string& at, int rep,
                 const char* purpose = "first") {
    return R"({"id":"c)" + std::to_string(id) + R"(","at":")" + at + R"(","person":")" + person + R"(","deal":")" +
           deal + R"(","purpose":")" + purpose +
           R"(","language":"en","duration_s":100,"speakers":[{"id":"r","side":"rep"},{"id":"k","side":"customer"}],"turns":[)" +
           R"({"speaker":"r","start_s":0,"end_s":)" + std::to_string(rep) + R"(},{"speaker":"k","start_s":)" +
           std::to_string(rep) + R"(,"end_s":100}]})";
}

// `reps` with `calls` each; who talks less than half advances in `good` of 10 cases, the others in 2.
std::string company(std::uint32_t reps, std::uint32_t calls, std::uint32_t good) {
    base::Random random(2);
    std::string people, deals, told;
    int id = 0;
    for (std::uint32_t r = 0; r < reps; ++r) {
        const std::string rep = "r" + std::to_string(r);
        people += (r ? "," : "") + std::string(R"({"id":")") + rep + R"(","roles":["closer"]})";
        for (std::uint32_t k = 0; k < calls; ++k, ++id) {
            const int talk = 20 + static_cast<int>(random.below(60));
            const bool advanced = random.below(10) < (talk < 50 ? good : 2);
            const std::string deal = "d" + std::to_string(id);
            deals += (id ? "," : "") + std::string(R"({"id":")") + deal +
                     R"(","history":[{"stage":"a","at":"2026-01-01","owner":")" + rep + "\"}" +
                     (advanced ? R"(,{"stage":"b","at":"2026-01-12"})" : "") + "]}";
            told += (id ? "," : "") + call(id, rep, deal, "2026-01-05T00:00:00Z", talk);
        }
    }
    return R"({"septet":1,"timezone":"UTC","exported_at":"2026-03-01","stages":[{"id":"a","role":"closer"},{"id":"b"}],"people":[)" +
           people + R"(],"deals":[)" + deals + R"(],"calls":[)" + told + "]}";
}

engine::BehaviourAnswer ask(const std::string& text, const engine::Question& question = {}) {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, text).errors.empty());
    const auto answer = engine::behaviour(engine.loaded(), question);
    REQUIRE(answer);
    return *answer;
}

}  // namespace

TEST_CASE("behaviour through the engine: found, not found, refused") {
    const auto answer = ask(company(10, 30, 7));
    REQUIRE(answer.head.refused.empty());
    CHECK(answer.head.question.horizon_days == 14);
    CHECK(answer.q == 0.1);
    REQUIRE(answer.roles.size() == 1);
    const engine::BehaviourRole& role = answer.roles.front();
    CHECK(role.role == "closer");
    CHECK(role.reps == 10);
    CHECK(role.calls == 300);
    CHECK(role.refused.empty());
    REQUIRE(role.cells.size() == metrics::call_measures);
    const engine::BehaviourCell& talk = role.cells.front();
    CHECK(talk.id == "talk_ratio");
    CHECK(talk.found);
    CHECK(talk.top.of > 90);
    CHECK(talk.bottom.of > 90);
    CHECK(*talk.difference.high < -.2);
    CHECK(*talk.adjusted >= *talk.p * (1 - 1e-12));
    // No interruption, no silence, no words: nothing to rank, no cell.
    CHECK(answer.cells < metrics::call_measures);
    CHECK(answer.cells >= 3);
    CHECK(!role.cells.back().p);

    const auto nothing = ask(company(10, 30, 2));
    CHECK(nothing.found == 0);
    CHECK(nothing.cells == answer.cells);

    CHECK(ask(company(7, 40, 7)).roles.front().refused == "few_reps");
    CHECK(ask(company(8, 24, 7)).roles.front().refused == "few_calls");
    CHECK(ask(company(8, 24, 7)).roles.front().cells.empty());
    CHECK(ask(company(8, 25, 7)).roles.front().refused.empty());
    engine::Question by_exit;
    by_exit.filter.exit = {engine::Exit::lost};
    CHECK(ask(company(8, 25, 7), by_exit).head.refused == "chosen_by_exit");
    engine::Question nobody;
    nobody.filter.person = {"nobody"};
    CHECK(ask(company(8, 25, 7), nobody).head.refused == "no_calls");
    CHECK(ask(R"({"septet":1,"deals":[]})").head.refused == "no_calls");
}

TEST_CASE("behaviour: what became of a deal after the call") {
    const std::string told = R"({"septet":1,"timezone":"UTC","exported_at":"2026-03-01",
        "stages":[{"id":"a","role":"closer"},{"id":"b"},{"id":"c"},{"id":"gone","outcome":"lost"}],"people":[{"id":"p","roles":["closer"]},{"id":"bot","roles":["closer"],"kind":"bot"}],"deals":[
        {"id":"soon","history":[{"stage":"a","at":"2026-01-01"},{"stage":"b","at":"2026-01-15"}]},
        {"id":"late","history":[{"stage":"a","at":"2026-01-01"},{"stage":"b","at":"2026-01-16"}]},
        {"id":"lost","status":"lost","closed_at":"2026-01-10","history":[{"stage":"a","at":"2026-01-01"}]},
        {"id":"lost_at_no_time","status":"lost","history":[{"stage":"a","at":"2026-01-01"}]},
        {"id":"open","history":[{"stage":"a","at":"2026-01-01"}]},
        {"id":"last","history":[{"stage":"c","at":"2026-01-01"}]},
        {"id":"bare"}],"calls":[)" +
                             call(1, "p", "soon", "2026-01-01T00:00:00Z", 30) + "," +  // on the last day
                             call(2, "p", "soon", "2026-01-20T00:00:00Z", 30) + "," +  // in the next stay, open and old
                             call(3, "p", "late", "2026-01-01T00:00:00Z", 30) + "," +  // a day too late
                             call(4, "p", "lost", "2026-01-05T00:00:00Z", 30) + "," +  // lost
                             call(5, "p", "lost", "2026-01-11T00:00:00Z", 30) + "," +  // over before the call
                             call(6, "p", "lost_at_no_time", "2026-01-05T00:00:00Z", 30) + "," +
                             call(7, "p", "open", "2026-02-14T00:00:00Z", 30) + "," +   // not advanced
                             call(8, "p", "open", "2026-02-20T00:00:00Z", 30) + "," +   // young
                             call(9, "p", "last", "2026-01-05T00:00:00Z", 30) + "," +   // nowhere to go
                             call(10, "p", "bare", "2026-01-05T00:00:00Z", 30) + "," +  // in no stage
                             call(11, "p", "soon", "2025-12-01T00:00:00Z", 30) + "," +  // before the first entry
                             call(12, "p", "soon", "2026-04-01T00:00:00Z", 30) + "," +  // after the cut-off
                             call(13, "bot", "soon", "2026-01-02T00:00:00Z", 30) + "," +
                             R"({"id":"x","at":"2026-01-05","person":"p","deal":"soon"}]})";  // nothing was recorded
    const auto role = ask(told).roles.front();
    CHECK(role.calls == 5);
    CHECK(role.advanced == 1);
    CHECK(role.young == 1);
    CHECK(role.unknown == 6);
    CHECK(role.untimed == 1);
    CHECK(role.reps == 1);
    engine::Question longer;
    longer.horizon_days = 15;
    CHECK(ask(told, longer).roles.front().advanced == 2);
    engine::Question early;
    early.filter.entered = {"2026-01-01", "2026-01-02"};
    CHECK(ask(told, early).roles.front().calls == 2);
}
