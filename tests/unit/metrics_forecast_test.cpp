// Flow, forecast and what-if: against Aalen–Johansen where they must agree, by hand, and over companies that are all alike.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/codec.h"
#include "engine/figures/forecast.h"
#include "loading.h"
#include "metrics/conversion.h"
#include "metrics/forecast.h"
#include "whole_curve.h"

namespace {

constexpr base::Time first_day = 1'735'689'600;  // 2025-01-01

std::string time_text(double day) {
    return base::iso_time(first_day + static_cast<base::Time>(day * 86'400), base::Zone());
}

// Deals that arrive through `days` and walk a → b → c → won; each stage holds for a time without memory, then advances, or is
// lost, or now and then goes back.
struct Company {
    int deals = 900;
    std::uint32_t days = 420;
    double cut_off = 300;  // what comes after it is not in the text
    double conversion = 0.6;
    double restless = 0;  // by this share of itself the conversion is more and less in turn, 30 days each
    bool targets = false;
};

std::string text_of(const Company& company, std::uint64_t seed) {
    std::string text = R"({"septet":1,"timezone":"UTC","currency":"CNY","exported_at":")" + time_text(company.cut_off) +
                       R"(","stages":[{"id":"a","role":"lead_generator"},{"id":"b","role":"lead_nurturer"},)"
                       R"({"id":"c","role":"closer"},{"id":"w","role":"customer_support","outcome":"won"}],"deals":[)";
    bool any = false;
    for (int d = 0; d < company.deals; ++d) {
        // Of its own, so that a deal is the same however far the company is followed.
        base::Random random(seed * 100'000 + static_cast<std::uint64_t>(d));
        double at = random.unit() * company.days;
        const std::uint32_t value = 100 + random.below(900);
        std::string history, closed;
        int stage = 0;
        while (at <= company.cut_off) {
            history += std::string(history.empty() ? "" : ",") + R"({"stage":")" + "abcw"[stage] + R"(","at":")" +
                       time_text(at) + R"(","owner":"p)" + std::to_string(random.below(3)) + "\"}";
            if (stage == 3) break;
            at += -std::log(1 - random.unit()) * (4 + 3 * stage);
            const double turn = random.unit();
            const bool good = static_cast<std::uint64_t>(at / 30) % 2 == 0;
            const double conversion = company.conversion * (1 + (good ? company.restless : -company.restless));
            if (turn < conversion) {
                ++stage;
            } else if (turn < conversion + 0.08 && stage > 0) {
                --stage;
            } else {
                if (at <= company.cut_off) closed = time_text(at);
                break;
            }
        }
        if (history.empty()) continue;
        text +=
            std::string(any ? "," : "") + R"({"id":"d)" + std::to_string(d) + R"(","value":)" + std::to_string(value);
        if (!closed.empty()) text += R"(,"status":"lost","closed_at":")" + closed + "\"";
        text += R"(,"history":[)" + history + "]}";
        any = true;
    }
    text += "]";
    if (company.targets)
        text +=
            R"(,"targets":[{"from":"2025-10-01","to":"2025-11-01","value":1000},{"from":"2025-11-01","to":"2026-01-01","value":2500}])";
    return text + "}";
}

// (F(a + h) − F(a)) / (1 − F(a) − F_lost(a)) on the path from the stage to the win: what flow.h says it does better than.
double brier_by_path(const model::DataSet& cut, const metrics::FlowHistory& whole, model::Stamp as_of,
                     std::uint32_t days) {
    std::vector<Incidence> curves;
    for (model::StageIndex stage = 0; stage < 3; ++stage) {
        auto entries =
            metrics::conversion_entries(cut, {}, {}, model::Jumps::passing, base::Zone(), metrics::Path{stage, 3});
        curves.push_back(whole_curve(entries.groups.front().times));
    }
    double sum = 0;
    std::size_t count = 0;
    for (const metrics::OpenDeal& deal : metrics::known_at(whole, as_of).open) {
        const Incidence& curve = curves[deal.stage];
        const std::uint32_t age = deal.age_days * metrics::day_s, later = age + days * metrics::day_s;
        const double now = curve.at(metrics::Cause::advanced, age);
        const double left = curve.survival_at(age);
        const double chance = left > 0 ? (curve.at(metrics::Cause::advanced, later) - now) / left : 0;
        const bool won = std::any_of(whole.wins.begin(), whole.wins.end(), [&](const auto& win) {
            return win.deal == deal.deal && win.at > as_of && win.at <= as_of + days * metrics::day_s;
        });
        sum += (chance - won) * (chance - won);
        ++count;
    }
    return sum / static_cast<double>(count);
}

}  // namespace

TEST_CASE("flow: one stage is Aalen–Johansen of whole days, also for what is still open") {
    base::Random random(11);
    for (int round = 0; round < 30; ++round) {
        metrics::FlowHistory history;
        history.stages = 1;
        history.first = 1'000'000;
        const model::Stamp cut = 1'000'000 + 60 * metrics::day_s;
        std::vector<metrics::Observed> observed;
        for (model::DealIndex deal = 0; deal < 200; ++deal) {
            const model::Stamp entered = 1'000'000 + random.below(50 * metrics::day_s);
            const model::Stamp until = entered + random.below(40 * metrics::day_s);
            const auto turn = random.below(3);
            const auto exit = turn == 0 ? model::Exit::advanced : turn == 1 ? model::Exit::lost : model::Exit::left;
            const bool open = random.below(10) == 0;
            history.stays.push_back({deal, entered, open ? 0 : until, 0, 0, open ? model::Exit::open : exit, true});
            const bool known = !open && until <= cut;
            observed.push_back({((known ? until : cut) - entered) / metrics::day_s, 0,
                                !known                          ? metrics::Cause::open
                                : exit == model::Exit::advanced ? metrics::Cause::advanced
                                : exit == model::Exit::lost     ? metrics::Cause::lost
                                                                : metrics::Cause::other});
        }
        const metrics::Flow flow(metrics::known_at(history, cut).counts, 40);
        const Incidence curve = whole_curve(observed);
        for (std::uint32_t day = 0; day <= 40; ++day) {
            CHECK(std::abs(flow.wins_from_entry(0, day) - curve.at(metrics::Cause::advanced, day)) < 1e-12);
            if (day > 25) continue;
            // Of those still there at the end of the day.
            const double later =
                (curve.at(metrics::Cause::advanced, day + 10) - curve.at(metrics::Cause::advanced, day)) /
                curve.survival_at(day);
            CHECK(std::abs(flow.wins(0, day, 10) - later) < 1e-12);
        }
        CHECK(std::abs(flow.wins_ever(0) - curve.at(metrics::Cause::advanced, 400)) < 1e-12);
    }
}

TEST_CASE("flow by hand: two stages, one way back") {
    // a: of 4, two advance on day 1, one on day 3, one is lost on day 2. b: of 4, one is won on day 0, one on day 2, one goes back to a on
    // day 1, one is lost on day 5.
    metrics::FlowHistory history;
    history.stages = 2;
    history.first = metrics::day_s;
    const auto stay = [&](model::StageIndex stage, std::uint32_t days, model::Exit exit) {
        const auto deal = static_cast<model::DealIndex>(history.stays.size());
        history.stays.push_back({deal, metrics::day_s, metrics::day_s * (1 + days) + 60, stage, 0, exit, true});
    };
    using model::Exit;
    stay(0, 1, Exit::advanced);
    stay(0, 1, Exit::advanced);
    stay(0, 3, Exit::advanced);
    stay(0, 2, Exit::lost);
    stay(1, 0, Exit::advanced);
    stay(1, 2, Exit::advanced);
    stay(1, 1, Exit::back);
    stay(1, 5, Exit::lost);
    const metrics::Flow flow(metrics::known_at(history, 100 * metrics::day_s).counts, 20);
    // G_b: ¼ at once, ½ from day 2 on, and a quarter of G_a a day after it went back.
    CHECK(flow.wins_from_entry(1, 0) == doctest::Approx(0.25));
    CHECK(flow.wins_from_entry(0, 0) == doctest::Approx(0));
    CHECK(flow.wins_from_entry(0, 1) == doctest::Approx(0.5 * 0.25));
    CHECK(flow.wins_from_entry(1, 2) == doctest::Approx(0.5 + 0.25 * 0.125));
    // For ever: W_a = ¾ W_b, W_b = ½ + ¼ W_a.
    CHECK(flow.wins_ever(1) == doctest::Approx(0.5 / (1 - 0.25 * 0.75)));
    CHECK(flow.wins_ever(0) == doctest::Approx(0.75 * 0.5 / (1 - 0.25 * 0.75)));
    // Twice as slow, and half as likely to advance from a.
    const metrics::StageMove moves[] = {{0.5, 2}, {1, 1}};
    const metrics::Flow moved(metrics::known_at(history, 100 * metrics::day_s).counts, 20, moves);
    CHECK(moved.wins_from_entry(0, 1) == doctest::Approx(0));
    CHECK(moved.wins_from_entry(0, 2) == doctest::Approx(0.25 * 0.25));
    CHECK(moved.advances(0) == doctest::Approx(0.375));
    // No share passes one.
    const metrics::StageMove most[] = {{9, 1}, {1, 1}};
    CHECK(metrics::Flow(metrics::known_at(history, 100 * metrics::day_s).counts, 20, most).advances(0) ==
          doctest::Approx(1));
}

TEST_CASE("forecasts of companies that stay as they are come true about as often as they say") {
    int inside = 0, tests_made = 0;
    double foretold = 0, came = 0, brier = 0, weights = 0, rate = 0, path = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        // The same company cut at a day, and whole: what came is in the whole.
        Company company;
        engine::Engine cut(tests::find_zone, tests::no_budget), whole(tests::find_zone, tests::no_budget);
        tests::load_text(cut, text_of(company, seed));
        company.cut_off = 420;
        tests::load_text(whole, text_of(company, seed));
        const auto history = metrics::flow_history(whole.loaded().data, {});
        const auto as_of = static_cast<model::Stamp>(first_day + 300 * 86'400);
        REQUIRE(metrics::can_forecast(history, as_of));
        const model::Stamp cuts[] = {as_of};
        const metrics::BackTest test =
            metrics::back_test(history, cuts, static_cast<model::Stamp>(first_day + 420 * 86'400), 30, 1);
        REQUIRE(test.cuts.size() == 1);
        const metrics::BackTestCut& at = test.cuts.front();
        inside += static_cast<double>(at.won) >= at.low && static_cast<double>(at.won) <= at.high;
        foretold += at.expected;
        came += static_cast<double>(at.won);
        brier += test.brier;
        weights += test.brier_of_stage_weights;
        rate += test.brier_of_rate;
        ++tests_made;
        path += brier_by_path(cut.loaded().data, history, as_of, 30);
        // What was known on the day does not depend on what came later.
        const metrics::Forecast from_cut =
            metrics::forecast(cut.loaded().data, metrics::flow_history(cut.loaded().data, {}), as_of, 30, 1);
        CHECK(std::abs(from_cut.from_open.mean - at.expected) < 1e-9);
        CHECK(from_cut.open == at.open);
    }
    MESSAGE("80 % range held what came in " << inside << " of " << tests_made << "; foretold " << foretold << ", came "
                                            << came << "; Brier " << brier / tests_made << ", stage weights "
                                            << weights / tests_made << ", one rate " << rate / tests_made
                                            << ", path since entry " << path / tests_made);
    CHECK(inside >= 26);
    CHECK(std::abs(foretold - came) < 0.1 * came);
    CHECK(brier <= rate);
    CHECK(brier <= weights);
    CHECK(brier <= path);
}

TEST_CASE("where months differ by more than chance the back-test says so, and ranges are as much wider") {
    double stretch[2] = {};
    int inside[2] = {}, cuts_made = 0;
    constexpr int companies = 20;
    for (std::uint64_t seed = 1; seed <= companies; ++seed)
        for (const bool restless : {false, true}) {
            Company company;
            company.deals = 3000;
            company.cut_off = 420;
            company.restless = restless ? 0.5 : 0;
            engine::Engine whole(tests::find_zone, tests::no_budget);
            tests::load_text(whole, text_of(company, seed));
            const auto history = metrics::flow_history(whole.loaded().data, {});
            std::vector<model::Stamp> cuts;
            for (int day = 210; day <= 390; day += 30)
                cuts.push_back(static_cast<model::Stamp>(first_day + day * 86'400));
            const metrics::BackTest test = metrics::back_test(history, cuts, whole.loaded().data.cut_off, 30, 1);
            REQUIRE(test.cuts.size() == cuts.size());
            CHECK(test.stretch >= 1);
            stretch[restless] += test.stretch / companies;
            for (const metrics::BackTestCut& cut : test.cuts) {
                CHECK(cut.low >= 0);
                CHECK(cut.high <= static_cast<double>(cut.open));
                inside[restless] += static_cast<double>(cut.won) >= cut.low && static_cast<double>(cut.won) <= cut.high;
            }
            cuts_made += restless ? 0 : static_cast<int>(test.cuts.size());
            // Under four days nothing is said of it.
            cuts.resize(metrics::fewest_for_stretch - 1);
            CHECK(metrics::back_test(history, cuts, whole.loaded().data.cut_off, 30, 1).stretch == 1);
        }
    MESSAGE("stretch " << stretch[0] << " where nothing changes, " << stretch[1] << " where months differ; held "
                       << inside[0] << " and " << inside[1] << " of " << cuts_made);
    CHECK(stretch[0] < 1.4);
    CHECK(stretch[1] > 2);
    // Eight of ten are meant; a few days tell little of how restless a company is.
    CHECK(inside[0] >= 0.75 * cuts_made);
    CHECK(inside[1] >= 0.7 * cuts_made);

    Company company;
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, text_of(company, 3));
    const model::DataSet& data = engine.loaded().data;
    const auto history = metrics::flow_history(data, {});
    const metrics::Forecast plain = metrics::forecast(data, history, data.cut_off, 30, 1),
                            wide = metrics::forecast(data, history, data.cut_off, 30, 1, {}, 2);
    CHECK(wide.from_open.mean == plain.from_open.mean);
    CHECK(wide.from_new.low == plain.from_new.low);
    CHECK(wide.from_open.high - wide.from_open.mean ==
          doctest::Approx(2 * (plain.from_open.high - plain.from_open.mean)));
    CHECK(wide.open_value.high - wide.open_value.mean ==
          doctest::Approx(2 * (plain.open_value.high - plain.open_value.mean)));
    CHECK(wide.from_open.low >= 0);
}

TEST_CASE("a forecast is its open deals and its arrivals, its target and its draws; the same again, in any order") {
    Company company;
    company.targets = true;
    const std::string text = text_of(company, 3);
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, text);
    engine::Question question;
    question.period = {"2025-10-01", "2026-01-01"};
    const auto answer = engine::forecast(engine.loaded(), question);
    REQUIRE(answer);
    REQUIRE(answer->head.refused.empty());
    CHECK(answer->days_left == 65);
    CHECK(answer->total.mean ==
          doctest::Approx(static_cast<double>(answer->won) + answer->from_open.mean + answer->from_new.mean));
    CHECK(answer->target_minor == base::Money{350'000});
    REQUIRE(answer->chance);
    CHECK(*answer->chance > 0.9);
    double won = 0;
    std::uint64_t open = 0;
    for (const engine::ForecastStage& stage : answer->stages) {
        won += stage.won;
        open += stage.open;
        CHECK(stage.won <= static_cast<double>(stage.open));
    }
    CHECK(won == doctest::Approx(answer->from_open.mean));
    CHECK(open == answer->open);
    CHECK(answer->total.low <= answer->total.mean);
    CHECK(answer->total.mean <= answer->total.high);
    CHECK(engine::write(*engine::forecast(engine.loaded(), question)) == engine::write(*answer));
    const auto again = engine::read<engine::ForecastAnswer>(engine::write(*answer));
    CHECK(engine::write(*again) == engine::write(*answer));
    question.period = {"2025-01-01", "2025-04-01"};
    CHECK(engine::forecast(engine.loaded(), question)->head.refused == "period_over");
    question.period = {"2025-10-01", "2027-04-01"};
    CHECK(engine::forecast(engine.loaded(), question)->head.refused == "period_too_far");
    question = {};
    question.filter.person = {"p0"};
    CHECK(engine::forecast(engine.loaded(), question)->head.refused == "whole_chain_only");
    // A part of the deals has no target.
    question = {};
    question.period = {"2025-10-01", "2026-01-01"};
    question.filter.source = {""};
    const auto part = engine::forecast(engine.loaded(), question);
    CHECK(part->open == answer->open);
    CHECK(!part->target_minor);
    CHECK(!part->chance);
    // A gap in the targets is no target.
    question = {};
    question.period = {"2025-09-01", "2026-01-01"};
    CHECK(!engine::forecast(engine.loaded(), question)->target_minor);
    company.cut_off = 150;
    engine::Engine thin(tests::find_zone, tests::no_budget);
    tests::load_text(thin, text_of(company, 3));
    CHECK(engine::forecast(thin.loaded(), {})->head.refused == "forecast_too_thin");
}

TEST_CASE("what-if: nothing moved changes nothing; more conversion, more people, less wait") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, text_of({}, 8));
    const auto ask = [&](std::vector<engine::Move> moves) {
        engine::Question question;
        question.scenario = std::move(moves);
        return engine::what_if(engine.loaded(), question);
    };
    const auto same = ask({});
    REQUIRE(same);
    REQUIRE(same->head.refused.empty());
    CHECK(same->within.base == doctest::Approx(same->within.moved));
    CHECK(same->a_month.base == doctest::Approx(same->a_month.moved));
    CHECK(same->a_month.change_low == doctest::Approx(0));
    REQUIRE(same->rows.size() == 3);
    // By the chain's own parts: arrivals a month times all that pass.
    CHECK(same->a_month.base == doctest::Approx(same->rows[2].load * same->rows[2].pass * 30 / 7).epsilon(0.02));
    const auto better = ask({{"closer", 1.2, 1, 0}});
    CHECK(better->a_month.moved > same->a_month.base * 1.1);
    CHECK(better->a_month.moved < same->a_month.base * 1.25);
    CHECK(better->a_month.change_low > 0);
    CHECK(better->rows[2].pass_moved > better->rows[2].pass);
    const auto faster = ask({{"closer", 1, 0.5, 0}});
    CHECK(faster->within.moved > faster->within.base);
    CHECK(faster->a_month.moved == doctest::Approx(faster->a_month.base).epsilon(1e-6));
    // Nobody left to close: nothing comes through.
    const auto nobody = ask({{"closer", 1, 1, -3}});
    CHECK(nobody->bounded_moved == doctest::Approx(0));
    CHECK(nobody->bound_by == "closer");
    CHECK(nobody->a_month.moved == doctest::Approx(nobody->a_month.base));
    CHECK(ask({{"closer", 5, 1, 0}})->rows[2].capped);
    CHECK(ask({{"closer", 0, 1, 0}}).error().path == "scenario[0].conversion");
    CHECK(ask({{"closer", 1, 11, 0}}).error().path == "scenario[0].wait");
    CHECK(ask({{"closer", 1, 1, -4}}).error().path == "scenario[0].people");
    CHECK(ask({{"marketer", 1, 1, 0}}).error().path == "scenario[0].role");
    CHECK(ask({{"closer", 2, 1, 0}, {"closer", 3, 1, 0}}).error().path == "scenario[1].role");
}
