// The figure `conversion` held to the ledger, to a plain count, and to its laws, over random companies.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/figures/conversion.h"
#include "engine/figures/ledger.h"
#include "loading.h"
#include "metrics/conversion.h"
#include "metrics/stratified.h"
#include "model/data_set.h"

using engine::By;
using engine::ConversionRow;
using engine::Engine;
using engine::Question;

namespace {

constexpr long first_day = 20'454;  // 2026-01-01
const char* const stage_ids[] = {"new", "met", "offer", "won"};

std::string at(long day, long second = 0) {
    const base::Date date = base::date_from_days(first_day + day);
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02ld:%02ld:%02ldZ", date.year, date.month, date.day,
                  second / 3600 % 24, second / 60 % 60, second % 60);
    return text;
}

std::string company(const std::vector<std::string>& deals, const std::string& exported_at) {
    std::string text =
        R"({"septet":1,"timezone":"UTC","exported_at":")" + exported_at +
        R"(","stages":[{"id":"new","role":"lead_generator"},{"id":"met","role":"lead_nurturer"},)"
        R"({"id":"offer","role":"lead_nurturer"},{"id":"won","role":"closer","outcome":"won"}],"deals":[)";
    for (std::size_t i = 0; i < deals.size(); ++i) text += (i ? "," : "") + deals[i];
    return text + "]}";
}

struct Made {
    std::vector<std::string> deals;
    std::string exported_at;
};

// Deals that step, jump, go back, end or stay open; entered from day `from` on, over `days`, seen until `cut`.
Made random_deals(base::Random& random, std::uint32_t count, std::uint32_t from, std::uint32_t days, long cut,
                  const std::string& prefix = "d") {
    Made made{{}, at(cut)};
    for (std::uint32_t d = 0; d < count; ++d) {
        long second = 86'400L * static_cast<long>(from) + static_cast<long>(random.below(days * 86'400));
        std::string history;
        std::string status = "open";
        std::string closed;
        std::uint32_t stage = random.below(6) == 0 ? 1 : 0;
        while (second < cut * 86'400L) {
            history += std::string(history.empty() ? "" : ",") + R"({"stage":")" + stage_ids[stage] + R"(","at":")" +
                       at(second / 86'400, second % 86'400) + R"(","owner":"p)" + std::to_string(random.below(3)) +
                       "\"}";
            const std::uint32_t slow = random.below(8) == 0 ? 40 : 6;
            second += 1 + random.below(slow * 86'400);
            if (stage == 3) {
                status = "won";
                break;
            }
            const std::uint32_t step = random.below(10);
            if (step < 3 && second < cut * 86'400L) {
                status = step == 0 ? "left" : "lost";
                closed = R"(,"closed_at":")" + at(second / 86'400, second % 86'400) + "\"";
            }
            if (step < 3) break;
            if (step == 3 && stage > 0)
                --stage;
            else
                stage = std::min(3u, stage + (step == 4 ? 2 : 1));
        }
        if (history.empty()) continue;
        made.deals.push_back(R"({"id":")" + prefix + std::to_string(d) + R"(","source":"s)" +
                             std::to_string(random.below(3)) + R"(","status":")" + status + "\"" + closed +
                             R"(,"history":[)" + history + "]}");
    }
    return made;
}

void load(Engine& engine, const Made& made) {
    REQUIRE(tests::load_text(engine, company(made.deals, made.exported_at)).state == engine::LoadEvent::State::done);
}

engine::ConversionAnswer ask(const Engine& engine, const Question& question) {
    auto answer = engine::conversion(engine.loaded(), question);
    REQUIRE(answer);
    return *std::move(answer);
}

bool near(double a, double b, double within = 1e-9) { return std::abs(a - b) <= within; }

}  // namespace

TEST_CASE("conversion: counts as the ledger, shares add to one, order changes nothing") {
    base::Random random(11);
    const std::vector<std::vector<By>> breakdowns = {
        {}, {By::role}, {By::person, By::stage}, {By::source}, {By::month}};
    for (int round = 0; round < 6; ++round) {
        Made made = random_deals(random, 400, 0, 90, 100);
        Engine engine(tests::find_zone, tests::no_budget);
        load(engine, made);
        for (std::size_t i = made.deals.size(); i > 1; --i)
            std::swap(made.deals[i - 1], made.deals[random.below(static_cast<std::uint32_t>(i))]);
        Engine shuffled(tests::find_zone, tests::no_budget);
        load(shuffled, made);
        for (const auto& by : breakdowns) {
            Question question;
            question.by = by;
            if (round % 2 == 1) question.filter.source = {"s1", "s2"};
            if (round % 3 == 1) question.jumps = engine::Jumps::strict;
            const auto answer = ask(engine, question);
            const auto ledger = engine::ledger(engine.loaded(), question);
            REQUIRE(answer.rows.size() == ledger->rows.size());
            std::size_t told = 0;
            for (std::size_t i = 0; i < answer.rows.size(); ++i) {
                const ConversionRow& row = answer.rows[i];
                CHECK(row.keys == ledger->rows[i].keys);
                CHECK(row.ledger.entries == ledger->rows[i].ledger.entries);
                CHECK(row.ledger.advanced == ledger->rows[i].ledger.advanced);
                CHECK(row.ledger.lost == ledger->rows[i].ledger.lost);
                CHECK(row.ledger.open == ledger->rows[i].ledger.open);
                CHECK(row.ledger.passed == ledger->rows[i].ledger.passed);
                CHECK(row.advance.estimate.has_value() == row.counts_only.empty());
                if (!row.counts_only.empty()) continue;
                ++told;
                const double sum =
                    *row.advance.estimate + *row.lose.estimate + *row.other.estimate + *row.possible.estimate;
                CHECK(near(sum, 1));
                if (row.curve.empty()) continue;
                CHECK(row.curve.size() <= 120);
                CHECK(row.curve.back().age_s == answer.horizon_days * metrics::day_s);
                CHECK(row.curve.back().advance == row.advance);
            }
            CHECK((told > 0 || by == std::vector{By::month}));
            question.figure = engine::Figure::conversion;
            CHECK(engine.ask(engine::write(question)) == shuffled.ask(engine::write(question)));
        }
    }
}

TEST_CASE("conversion: a cohort that is closed is told the plain ratio, and later data do not change it") {
    base::Random random(12);
    Made made = random_deals(random, 500, 0, 30, 2'000);
    Engine engine(tests::find_zone, tests::no_budget);
    load(engine, made);
    Question question;
    question.filter.entered = {"2026-01-01", "2026-02-15"};
    question.horizon_days = 30;
    const auto before = ask(engine, question);
    REQUIRE(before.rows.size() == 4);
    std::vector<double> advanced(4);
    metrics::Selection february;
    february.to = static_cast<model::Stamp>((first_day + 45) * 86'400);
    metrics::each_passage(engine.data(), february, metrics::Unit::stay, model::Jumps::passing,
                          [&](const metrics::Passage& p) {
                              REQUIRE(p.exit != model::Exit::open);
                              if (p.exit == model::Exit::advanced && p.until - p.entered <= 30 * metrics::day_s)
                                  ++advanced[p.stage];
                          });
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(before.rows[i].counts_only == "");
        CHECK(near(*before.rows[i].advance.estimate, advanced[i] / static_cast<double>(before.rows[i].ledger.entries)));
    }
    const Made more = random_deals(random, 300, 60, 100, 2'000, "later");
    made.deals.insert(made.deals.begin(), more.deals.begin(), more.deals.end());
    made.exported_at = at(2'400);
    Engine later(tests::find_zone, tests::no_budget);
    load(later, made);
    const auto after = ask(later, question);
    REQUIRE(after.rows.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(after.rows[i].advance == before.rows[i].advance);
        CHECK(after.rows[i].lose == before.rows[i].lose);
        CHECK(after.rows[i].ledger.entries == before.rows[i].ledger.entries);
    }
}

namespace {

// `count` deals that enter `new` on day 0 and are in `met` after `days` (0: still in `new`).
void add_deals(std::vector<std::string>& deals, const std::string& name, int count, long days,
               const std::string& source) {
    for (int i = 0; i < count; ++i)
        deals.push_back(R"({"id":")" + name + std::to_string(i) + R"(","source":")" + source +
                        R"(","status":"open","history":[{"stage":"new","at":")" + at(0) + "\"}" +
                        (days ? R"(,{"stage":"met","at":")" + at(days) + "\"}" : "") + "]}");
}

void add_lost(std::vector<std::string>& deals, const std::string& name, int count, const std::string& closed) {
    for (int i = 0; i < count; ++i)
        deals.push_back(R"({"id":")" + name + std::to_string(i) +
                        R"(","source":"ads","status":"lost","history":[{"stage":"new","at":")" + at(0) + "\"}]" +
                        (closed.empty() ? "" : R"(,"closed_at":")" + closed + "\"") + "}");
}

}  // namespace

TEST_CASE("conversion: few entries, few advances, unknown times, the horizon's rule") {
    Made made{{}, at(40)};
    add_deals(made.deals, "a", 12, 3, "ads");
    add_deals(made.deals, "b", 20, 0, "ads");
    add_lost(made.deals, "c", 3, "");
    add_lost(made.deals, "e", 5, at(10));
    add_deals(made.deals, "f", 9, 2, "web");
    add_deals(made.deals, "g", 40, 0, "web");
    add_deals(made.deals, "h", 20, 2, "fair");
    Engine engine(tests::find_zone, tests::no_budget);
    load(engine, made);
    Question question;
    question.by = {By::source};
    question.filter.stage = {"new"};
    const auto answer = ask(engine, question);
    CHECK(answer.horizon_days == 30);  // the data reach 40 days
    REQUIRE(answer.rows.size() == 3);
    const ConversionRow& ads = answer.rows[0];
    CHECK(ads.ledger.entries == 40);
    CHECK(ads.left_out == 3);
    CHECK(ads.at_risk == 20);
    CHECK(near(*ads.advance.estimate, 12.0 / 37));
    CHECK(near(*ads.lose.estimate, 5.0 / 37));
    CHECK(near(*ads.possible.estimate, 20.0 / 37));
    CHECK(answer.rows[1].counts_only == "few");  // 20 entries
    CHECK(answer.rows[2].counts_only == "few");  // 9 advances
    CHECK(!answer.rows[2].advance.estimate);
    CHECK(answer.rows[2].ledger.entries == 49);

    question.horizon_days = 5;
    CHECK(near(*ask(engine, question).rows[0].advance.estimate, 12.0 / 37));
    question.horizon_days = 41;
    CHECK(ask(engine, question).head.refused == "horizon_beyond_data");
    CHECK(ask(engine, question).rows.empty());
    question.horizon_days = 0xffffffff;
    CHECK(ask(engine, question).head.refused == "horizon_beyond_data");
    question.horizon_days = 0;
    question.filter.exit = {engine::Exit::open};
    CHECK(ask(engine, question).head.refused == "chosen_by_exit");
    question.filter.exit = {};
    question.filter.source = {"nowhere"};
    CHECK(ask(engine, question).rows.empty());
}

TEST_CASE("conversion: two groups and their difference") {
    base::Random random(13);
    Engine engine(tests::find_zone, tests::no_budget);
    load(engine, random_deals(random, 900, 0, 100, 120));
    Question question;
    question.filter.source = {"s0"};
    question.against.emplace().source = {"s1"};
    const auto both = ask(engine, question);
    question.horizon_days = both.horizon_days;
    Question second = question;
    second.filter = *question.against;
    second.against.reset();
    const auto other = ask(engine, second);
    REQUIRE(both.rows.size() == other.rows.size());
    for (std::size_t i = 0; i < both.rows.size(); ++i) {
        const ConversionRow& row = both.rows[i];
        REQUIRE(row.against);
        CHECK(row.against->advance == other.rows[i].advance);
        CHECK(row.against->ledger.entries == other.rows[i].ledger.entries);
        REQUIRE(row.difference.estimate);
        CHECK(near(*row.difference.estimate, *row.advance.estimate - *other.rows[i].advance.estimate));
        CHECK(near(*row.difference.se, std::hypot(*row.advance.se, *other.rows[i].advance.se)));
        CHECK(*row.difference.low <= *row.difference.estimate);
    }
    question.against->source = {"s1", "s0"};
    CHECK(ask(engine, question).head.refused == "groups_overlap");
}

TEST_CASE("conversion: like for like is the plain count of the mature entries, stratum by stratum") {
    base::Random random(14);
    Engine engine(tests::find_zone, tests::no_budget);
    load(engine, random_deals(random, 2'400, 0, 100, 120));
    const model::DataSet& data = engine.loaded().data;
    Question question;
    question.filter.source = {"s0"};
    question.against.emplace().source = {"s1"};
    const auto answer = ask(engine, question);
    const std::uint32_t horizon = answer.horizon_days * 86'400;
    REQUIRE(horizon > 0);
    std::size_t told = 0;
    for (const ConversionRow& row : answer.rows) {
        CAPTURE(row.keys[0]);
        REQUIRE(row.like_for_like);
        const engine::LikeForLike& like = *row.like_for_like;
        CHECK(like.by == std::vector{By::segment});
        std::map<std::uint32_t, metrics::Stratum> strata;
        metrics::Selection all;
        all.to = data.cut_off - horizon + 1;
        metrics::each_passage(data, all, metrics::Unit::stay, engine::Jumps::passing, [&](const metrics::Passage& p) {
            const std::string_view source = data.labels[data.deals.source[p.deal]];
            if (data.stages[p.stage].id != row.keys[0] || p.untimed || (source != "s0" && source != "s1")) return;
            metrics::Stratum& stratum = strata[data.segment_of(p.deal)];
            const bool hit = p.exit == model::Exit::advanced && p.until - p.entered <= horizon;
            (source == "s0" ? stratum.of : stratum.other_of) += 1;
            (source == "s0" ? stratum.hits : stratum.other_hits) += hit;
        });
        std::vector<metrics::Stratum> both;
        metrics::Stratum sum;
        std::uint64_t beside = 0;
        for (const auto& [segment, stratum] : strata) {
            if (stratum.of == 0 || stratum.other_of == 0) {
                beside += stratum.of + stratum.other_of;
                continue;
            }
            both.push_back(stratum);
            sum.hits += stratum.hits;
            sum.of += stratum.of;
            sum.other_hits += stratum.other_hits;
            sum.other_of += stratum.other_of;
        }
        CHECK(like.strata == both.size());
        CHECK(like.beside == beside);
        CHECK(like.rate.hits == sum.hits);
        CHECK(like.rate.of == sum.of);
        CHECK(like.against.hits == sum.other_hits);
        CHECK(like.against.of == sum.other_of);
        const auto common = metrics::common_odds(both);
        const bool thin = std::min(sum.of, sum.other_of) < 30 || sum.hits + sum.other_hits < 10 ||
                          sum.of + sum.other_of - sum.hits - sum.other_hits < 10;
        CHECK(like.thin == (thin || !common));
        CHECK(like.odds_ratio.has_value() == !like.thin);
        if (like.thin) continue;
        ++told;
        CHECK(near(*like.odds_ratio, common->odds_ratio));
    }
    CHECK(told > 0);
}

TEST_CASE("conversion: a path is counted from its entry to its end, not as a product of steps") {
    base::Random random(14);
    for (const auto jumps : {engine::Jumps::passing, engine::Jumps::strict}) {
        Engine engine(tests::find_zone, tests::no_budget);
        load(engine, random_deals(random, 700, 0, 60, 2'000));
        Question question;
        question.from_stage = "new";
        question.to_stage = "won";
        question.jumps = jumps;
        question.horizon_days = 60;
        const auto answer = ask(engine, question);
        REQUIRE(answer.rows.size() == 1);
        // By hand: a deal's first `new`, its first `won` or its end. (Nobody comes again after a loss here.)
        double paths = 0, arrived = 0, lost = 0;
        const model::DataSet& data = engine.data();
        for (model::DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
            const auto first = data.first_spell(deal);
            const auto end = data.end_spell(deal);
            auto begun = end;
            for (auto s = first; s < end && begun == end; ++s)
                if (data.spells.stage[s] == 0) begun = s;
            if (begun == end) continue;
            ++paths;
            for (auto s = begun; s < end; ++s) {
                const auto age = [&](model::Stamp time) { return time - data.spells.entered[begun]; };
                if (data.spells.stage[s] == 3) {
                    arrived += age(data.spells.entered[s]) <= 60 * metrics::day_s;
                    break;
                }
                if (data.spells.exit(s) == model::Exit::lost) lost += age(data.spells.until[s]) <= 60 * metrics::day_s;
            }
        }
        const ConversionRow& row = answer.rows[0];
        CHECK(row.ledger.entries == paths);
        CHECK(near(*row.advance.estimate, arrived / paths));
        CHECK(near(*row.lose.estimate, lost / paths));
        Question steps = question;
        steps.from_stage = steps.to_stage = "";
        double product = 1;
        for (const ConversionRow& step : ask(engine, steps).rows) product *= *step.advance.estimate;
        CHECK(!near(product, *row.advance.estimate, 0.01));
    }
    Engine engine(tests::find_zone, tests::no_budget);
    load(engine, random_deals(random, 10, 0, 60, 100));
    Question wrong;
    wrong.from_stage = "offer";
    for (const char* to : {"", "new", "offer", "nowhere"}) {
        wrong.to_stage = to;
        const auto answer = engine::conversion(engine.loaded(), wrong);
        REQUIRE(!answer);
        CHECK(answer.error().path == "to_stage");
    }
}

namespace {

// F of advancing at the horizon by the definition itself, step by step over the spells of a stage.
double plain_incidence(const model::DataSet& data, model::StageIndex stage, model::Stamp horizon_s) {
    struct End {
        model::Stamp age;
        model::Exit exit;
    };
    std::vector<End> ends;
    for (model::SpellIndex s = 0; s < data.spells.entered.size(); ++s) {
        if (data.spells.stage[s] != stage || data.spells.untimed(s)) continue;
        const bool open = data.spells.exit(s) == model::Exit::open;
        ends.push_back({(open ? data.cut_off : data.spells.until[s]) - data.spells.entered[s], data.spells.exit(s)});
    }
    std::vector<model::Stamp> ages;
    for (const End& end : ends)
        if (end.age <= horizon_s) ages.push_back(end.age);
    std::sort(ages.begin(), ages.end());
    ages.erase(std::unique(ages.begin(), ages.end()), ages.end());
    double survival = 1, incidence = 0;
    for (const model::Stamp age : ages) {
        double at_risk = 0, exits = 0, advanced = 0;
        for (const End& end : ends) {
            at_risk += end.age >= age;
            exits += end.age == age && end.exit != model::Exit::open;
            advanced += end.age == age && end.exit == model::Exit::advanced;
        }
        incidence += survival * advanced / at_risk;
        survival *= 1 - exits / at_risk;
    }
    return incidence;
}

}  // namespace

TEST_CASE("conversion: the estimate is the definition's, counted plainly") {
    base::Random random(15);
    Engine engine(tests::find_zone, tests::no_budget);
    load(engine, random_deals(random, 600, 0, 90, 100));
    for (const std::uint32_t days : {0u, 5u, 60u}) {
        Question question;
        question.jumps = engine::Jumps::strict;
        question.horizon_days = days;
        const auto answer = ask(engine, question);
        REQUIRE(answer.rows.size() == 4);
        CHECK(answer.horizon_days >= 5);
        std::size_t told = 0;
        for (model::StageIndex stage = 0; stage < 4; ++stage) {
            const auto& advance = answer.rows[stage].advance;
            if (!advance.estimate) continue;
            ++told;
            CHECK(near(*advance.estimate, plain_incidence(engine.data(), stage, answer.horizon_days * metrics::day_s)));
        }
        CHECK(told >= (days == 60 ? 1 : 3));
    }
}

namespace {

// `exits` that advance at age `exit_day`, `open` that are cut off at age `open_day`.
std::vector<metrics::Observed> times_of(std::uint32_t exits, std::uint32_t exit_day, std::uint32_t open,
                                        std::uint32_t open_day) {
    std::vector<metrics::Observed> times(exits, {exit_day * metrics::day_s, 0, metrics::Cause::advanced});
    times.insert(times.end(), open, {open_day * metrics::day_s, 0, metrics::Cause::open});
    metrics::sort_observed(times);
    return times;
}

metrics::ConversionGroup group_of(std::vector<metrics::Observed>& times) {
    metrics::ConversionGroup group;
    group.times = times;
    for (const metrics::Observed& o : times) group.advances += o.cause == metrics::Cause::advanced;
    return group;
}

}  // namespace

TEST_CASE("conversion: the horizon is where every group has ten at risk, within the data") {
    auto ten = times_of(40, 1, 10, 30), nine = times_of(40, 1, 9, 30), fast = times_of(40, 0, 0, 0),
         few = times_of(9, 1, 40, 8), young = times_of(40, 1, 60, 5), sure = times_of(5000, 1, 8, 5);
    const metrics::ConversionGroup a = group_of(ten), b = group_of(nine), c = group_of(fast), d = group_of(few),
                                   e = group_of(young), f = group_of(sure);
    const auto horizon = [](std::vector<const metrics::ConversionGroup*> groups, std::uint32_t days) {
        return metrics::horizon_of(groups, days * metrics::day_s);
    };
    CHECK(horizon({&a}, 400) == 30);
    CHECK(horizon({&a}, 29) == 14);           // never beyond the data
    CHECK(horizon({&a, &c, &d}, 400) == 30);  // the fast and the few have no say
    CHECK(horizon({&b}, 400) == 7);           // nobody can carry even the shortest
    CHECK(horizon({&c}, 6) == std::nullopt);
    CHECK(horizon({}, 400) == 7);
    const std::uint32_t month = 30 * metrics::day_s;
    CHECK(metrics::Showing(a).at(month) == metrics::Shown::estimate);
    CHECK(metrics::Showing(a).at(month + 1) == metrics::Shown::young);
    CHECK(metrics::Showing(b).at(month) == metrics::Shown::estimate);  // nobody was cut off before
    CHECK(metrics::Showing(b).at(month + 1) == metrics::Shown::young);
    CHECK(metrics::Showing(c).at(month) == metrics::Shown::estimate);
    CHECK(metrics::Showing(d).at(1) == metrics::Shown::few);
    CHECK(metrics::Showing(e).at(month) == metrics::Shown::young);
    CHECK(metrics::Showing(f).at(month) == metrics::Shown::estimate);  // eight of 5,008 are undecided
}
