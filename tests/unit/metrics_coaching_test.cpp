// For coaching: by hand, and how often the intervals of before and after hold.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/codec.h"
#include "engine/figures/coaching.h"
#include "loading.h"
#include "metrics/coaching.h"

namespace {

double normal(base::Random& random) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random.unit();
    return sum;
}

}  // namespace

TEST_CASE("coaching: the interval of a shift, by hand and by its laws") {
    // Eight changes, three of them coached: 56 ways. What all ways tell is what the draws come near to.
    const std::vector<double> coached{5, 6, 7}, others{0, 1, 2, 1.5, .5};
    const metrics::Shift shift = metrics::shift_of(coached, others, 1);
    CHECK(shift.difference == doctest::Approx(5));
    REQUIRE(shift.interval);
    CHECK(shift.interval->low < 5);
    CHECK(shift.interval->high > 5);
    CHECK(shift.interval->low > 2);
    CHECK(shift.interval->high < 8);
    // All changes alike: the shift is known.
    const std::vector<double> one(5, 3.0), none(5, 0.0);
    CHECK(metrics::shift_of(one, none, 1).interval->low == doctest::Approx(3));
    CHECK(metrics::shift_of(one, none, 1).interval->high == doctest::Approx(3));
    // A shift of the coached moves the interval by as much; turned round, it turns.
    std::vector<double> moved = coached;
    for (double& change : moved) change += 10;
    const metrics::Shift further = metrics::shift_of(moved, others, 1);
    CHECK(further.interval->low == doctest::Approx(shift.interval->low + 10));
    CHECK(further.interval->high == doctest::Approx(shift.interval->high + 10));
    std::vector<double> down = coached, down_others = others;
    for (double& change : down) change = -change;
    for (double& change : down_others) change = -change;
    const metrics::Shift mirrored = metrics::shift_of(down, down_others, 1);
    CHECK(mirrored.interval->low == doctest::Approx(-shift.interval->high));
    CHECK(mirrored.interval->high == doctest::Approx(-shift.interval->low));
    // Under 40 ways: 3 of 7 are 35.
    CHECK(!metrics::shift_of(coached, std::vector<double>{0, 1, 2, 3}, 1).interval);
    CHECK(!metrics::shift_of(std::vector<double>{1}, std::vector<double>(38, 0.), 1).interval);
    CHECK(metrics::shift_of(std::vector<double>{1, 2}, std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7}, 1).interval);
}

TEST_CASE("honesty: before and after a coaching, how often the intervals hold") {
    base::Random random(8);
    struct Case {
        std::size_t coached, others;
    };
    for (const Case people : {Case{3, 6}, Case{4, 8}, Case{10, 15}})
        for (const bool skewed : {false, true}) {
            constexpr int rounds = 400;
            int held = 0, told = 0, without = 0;
            double width = 0;
            for (int round = 0; round < rounds; ++round) {
                const auto change = [&] { return skewed ? std::exp(normal(random)) : normal(random); };
                std::vector<double> coached(people.coached), others(people.others);
                for (double& one : coached) one = change() + 1;
                for (double& one : others) one = change();
                const metrics::Shift shift = metrics::shift_of(coached, others, 1);
                if (!shift.interval) continue;
                ++told;
                held += shift.interval->low <= 1 && 1 <= shift.interval->high;
                without += shift.interval->low > 0 || shift.interval->high < 0;
                width += shift.interval->high - shift.interval->low;
            }
            MESSAGE(people.coached, " coached, ", people.others, " others, changes ", skewed ? "skewed" : "normal",
                    ": ", held, " of ", told, " intervals hold the true shift, ", without,
                    " are without 0, mean width ", width / told);
            CHECK(told > .95 * rounds);
            CHECK(held >= .93 * told);
        }
}

namespace {

std::string day(int number) {  // from 2026-01-01 on
    const base::Date date = base::date_from_days(20'454 + number);
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return text;
}

struct Said {
    std::string person;
    int on = 0;
    int rep_s = 50;  // of 100, in one turn
    std::string deal{};
    int pause_s = 0;
};

std::string company(std::vector<Said> calls, const std::string& deals = "", bool backwards = false,
                    const std::string& people = "") {
    std::vector<std::string> told;
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const Said& one = calls[i];
        told.push_back(R"({"id":"c)" + std::to_string(i) + R"(","at":")" + day(one.on) + R"(","person":")" +
                       one.person + "\"," + (one.deal.empty() ? "" : R"("deal":")" + one.deal + "\",") +
                       R"("role":"closer","duration_s":)" + std::to_string(100 + one.pause_s) +
                       R"(,"speakers":[{"id":"r","side":"rep"},{"id":"k","side":"customer"}],"turns":[)" +
                       R"({"speaker":"r","start_s":0,"end_s":)" + std::to_string(one.rep_s) +
                       R"(},{"speaker":"k","start_s":)" + std::to_string(one.rep_s + one.pause_s) + R"(,"end_s":)" +
                       std::to_string(100 + one.pause_s) + "}]}");
    }
    if (backwards) std::reverse(told.begin(), told.end());
    std::string text =
        R"({"septet":1,"timezone":"UTC","exported_at":"2026-06-30","stages":[{"id":"a","role":"closer"},{"id":"b"}],"people":[)" +
        people + R"(],"deals":[)" + deals + R"(],"calls":[)";
    for (std::size_t i = 0; i < told.size(); ++i) text += (i ? "," : "") + told[i];
    return text + "]}";
}

engine::CoachingAnswer ask(const std::string& text, const engine::Question& question = {}) {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, text).errors.empty());
    const auto answer = engine::coaching(engine.loaded(), question);
    REQUIRE(answer);
    return *answer;
}

const engine::CoachingPerson& person(const engine::CoachingRole& role, std::string_view id) {
    for (const engine::CoachingPerson& one : role.people)
        if (one.person == id) return one;
    FAIL("no such person");
    return role.people.front();
}

}  // namespace

TEST_CASE("coaching: a rep against the middle half of his role, and his months") {
    std::vector<Said> calls;
    // Six reps around 40, 45, … 65 % of the talk; the last one alone at 90.
    for (int rep = 0; rep < 6; ++rep)
        for (int i = 0; i < 6; ++i)
            calls.push_back({"p" + std::to_string(rep), 10 * i, 40 + 5 * rep + (i % 2 ? 1 : -1)});
    for (int i = 0; i < 6; ++i) calls.push_back({"q", 31 * (i / 3), 90 + i % 3});
    calls.push_back({"few", 3, 95});
    const auto answer = ask(company(calls));
    REQUIRE(answer.roles.size() == 1);
    const engine::CoachingRole& role = answer.roles.front();
    CHECK(answer.effect_refused == "no_coaching_date");
    CHECK(role.role == "closer");
    CHECK(role.reps == 8);
    CHECK(role.asked == 8);
    CHECK(role.calls == 43);
    CHECK(role.range_refused.empty());
    CHECK(role.months == std::vector<std::string>{"2026-01", "2026-02"});
    const engine::CoachingRange& range = role.ranges.front();
    CHECK(range.id == "talk_ratio");
    CHECK(range.reps == 7);
    CHECK(range.calls == 43);
    // The means are .40, .45, .50, .55, .60, .65 and .91.
    CHECK(*range.quartile1 == doctest::Approx(.45));
    CHECK(*range.median == doctest::Approx(.55));
    CHECK(*range.quartile3 == doctest::Approx(.65));
    const auto& q = person(role, "q").measures.front();
    CHECK(q.n == 6);
    CHECK(*q.mean.estimate == doctest::Approx(.91));
    CHECK(q.differs == 1);
    CHECK(q.monthly_n == std::vector<std::uint64_t>{3, 3});
    CHECK(*q.monthly[0] == doctest::Approx(.91));
    // Of ±1 six times: 1 · √(6/5) / √6 · 2.570582 is the half of the interval.
    const auto& first = person(role, "p0").measures.front();
    CHECK(*first.mean.low == doctest::Approx(.40 - .01 * 2.5705818 / std::sqrt(5.)).epsilon(1e-6));
    CHECK(first.differs == -1);
    CHECK(person(role, "p3").measures.front().differs == 0);
    const auto& few = person(role, "few");
    CHECK(few.measures.front().n == 1);
    CHECK(!few.measures.front().mean.low);
    CHECK(few.measures.front().differs == 0);
    // All alike tells nothing of how much they vary.
    for (const auto& own : person(role, "p0").measures)
        if (own.id == "overlap_share") CHECK(!own.mean.low);

    // Who is asked about is told, and compared with all.
    engine::Question question;
    question.filter.person = {"q"};
    const auto one = ask(company(calls), question).roles.front();
    REQUIRE(one.people.size() == 1);
    CHECK(one.asked == 1);
    CHECK(one.people.front().measures.front().differs == 1);
    CHECK(*one.ranges.front().median == doctest::Approx(.55));
    question.filter.person = {};
    question.offset = 2;
    question.limit = 3;
    const auto part = ask(company(calls), question).roles.front();
    REQUIRE(part.people.size() == 3);
    CHECK(part.people.front().person == role.people[2].person);
    CHECK(part.asked == 8);

    CHECK(ask(company({{"a", 1, 50}, {"b", 1, 50}})).roles.front().range_refused == "few_reps");
    CHECK(ask(company({})).head.refused == "no_calls");
    question.filter.exit = {engine::Exit::lost};
    CHECK(ask(company(calls), question).head.refused == "chosen_by_exit");
}

TEST_CASE("honesty: reps who do not differ from their role are hardly said to") {
    base::Random random(6);
    int differ = 0, told = 0;
    for (int round = 0; round < 25; ++round) {
        std::vector<Said> calls;
        for (int rep = 0; rep < 20; ++rep)
            for (int i = 5 + static_cast<int>(random.below(15)); i > 0; --i)
                calls.push_back({"p" + std::to_string(rep), i, 20 + static_cast<int>(random.below(60))});
        const auto answer = ask(company(calls));
        for (const engine::CoachingPerson& one : answer.roles.front().people)
            for (const engine::CoachingOwn& own : one.measures) {
                // Talk, monologue, story and switches vary here.
                if (!own.mean.low) continue;
                ++told;
                differ += own.differs != 0;
            }
    }
    MESSAGE("of ", told, " means of reps who talk alike ", differ, " are said to differ from their role's");
    CHECK(told > 1'500);
    CHECK(differ <= .03 * told);
}

TEST_CASE("coaching: three calls worth listening to, and why") {
    std::vector<Said> calls;
    for (int i = 0; i < 30; ++i) calls.push_back({"others", i, 30 + i});
    calls.push_back({"p", 3, 95});           // 30: the most talk, the longest monologue
    calls.push_back({"p", 4, 80});           // 31
    calls.push_back({"p", 5, 40, "d", 60});  // 32: silence
    calls.push_back({"p", 6, 35, "lost"});   // 33: nothing odd about it, but the deal was lost
    calls.push_back({"p", 7, 45, "later"});  // 34: lost after the horizon
    calls.push_back({"p", 8, 44});
    calls.push_back({"p", 9, 80});  // 36: as 31, but later
    const std::string deals =
        R"({"id":"lost","status":"lost","closed_at":")" + day(20) +
        R"(","history":[{"stage":"a","at":"2026-01-01"}]},{"id":"later","status":"lost","closed_at":")" + day(22) +
        R"(","history":[{"stage":"a","at":"2026-01-01"}]},{"id":"d","history":[{"stage":"a","at":"2026-01-01"}]})";
    const auto role = ask(company(calls, deals)).roles.front();
    const auto& hear = person(role, "p").hear;
    REQUIRE(hear.size() == 3);
    CHECK(hear[0].call == "c33");
    CHECK(hear[0].reason == "lost_after");
    CHECK(hear[0].deal == "lost");
    CHECK(hear[1].call ==
          "c30");  // the same call is the longest monologue and the least talk of the customer: told once
    CHECK(hear[1].reason == "longest_monologue");
    CHECK(hear[1].value == doctest::Approx(95));
    CHECK(hear[1].above == doctest::Approx(36.0 / 37));
    CHECK(hear[2].reason == "most_silence");
    CHECK(hear[2].call == "c32");
    CHECK(hear[2].value == doctest::Approx(60.0 / 160));
    // Without these two the later of equals.
    auto fewer = calls;
    fewer[30].rep_s = fewer[33].rep_s = 40;
    fewer[33].deal = {};
    fewer[32].pause_s = 0;
    const auto again = person(ask(company(fewer, deals)).roles.front(), "p").hear;
    REQUIRE(again.size() == 2);
    CHECK(again[0].call == "c36");
    CHECK(again[1].reason == "least_customer_talk");
    CHECK(again[1].call == "c31");
    // Nothing stands out: nothing is told. And of few calls nothing can.
    std::vector<Said> level;
    for (int i = 0; i < 30; ++i) level.push_back({i % 2 ? "p" : "q", i, 50});
    CHECK(ask(company(level)).roles.front().people.front().hear.empty());
    CHECK(ask(company({{"p", 1, 99}})).roles.front().people.front().hear.empty());
    // In whatever order they come.
    engine::Engine forwards(tests::find_zone, tests::no_budget), backwards(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(forwards, company(calls, deals)).errors.empty());
    REQUIRE(tests::load_text(backwards, company(calls, deals, true)).errors.empty());
    for (const char* question :
         {R"({"figure":"coaching"})", R"({"figure":"behaviour"})",
          R"({"figure":"coaching","period":["2026-01-06","2026-01-12"],"filter":{"person":["p"]}})"})
        CHECK(forwards.ask(question) == backwards.ask(question));
}

TEST_CASE("coaching: the last call in which a critical rule was broken comes first, by its name, and once") {
    std::vector<Said> calls;
    for (int i = 0; i < 30; ++i) calls.push_back({"others", i, 30 + i});
    calls.push_back({"p", 3, 95});
    calls.push_back({"p", 4, 41});
    calls.push_back({"p", 5, 42});
    std::string text = company(calls);
    const auto say = [&](const std::string& turn, const std::string& words) {
        const std::string ends = "\"end_s\":" + turn + "}";
        REQUIRE(text.find(ends) != std::string::npos);
        text.replace(text.rfind(ends), ends.size(), "\"end_s\":" + turn + ",\"text\":\"" + words + "\"}");
    };
    say("41", "I guarantee it");
    say("42", "I hope so");
    engine::Question question;
    question.rules = {
        R"({"rules":[{"id":"kind","name":"Kind","when":{"phrases":["please"]}},)"
        R"({"id":"true","name":"Keeps to what is true","critical":true,"when":{"not":{"phrases":["guarantee"]}}}]})"};
    const auto first = [&] { return person(ask(text, question).roles.front(), "p").hear; };
    auto hear = first();
    REQUIRE(hear.size() == 2);
    CHECK(hear[0].reason == "critical_rule");
    CHECK(hear[0].call == "c31");
    CHECK(hear[0].rule_en == "Keeps to what is true");
    CHECK(hear[0].id.empty());
    CHECK(hear[1].reason == "longest_monologue");
    CHECK(hear[1].call == "c30");
    // Also in the longest one: it is the later that is told for it, and the other one stays what it is.
    say("95", "I guarantee it");
    hear = first();
    CHECK(hear[0].call == "c31");
    CHECK(hear[1].call == "c30");
    // A rule that is not critical is no reason.
    question.rules = {R"({"rules":[{"id":"true","when":{"not":{"phrases":["guarantee"]}}}]})"};
    CHECK(first()[0].reason == "longest_monologue");
}

TEST_CASE("coaching: before and after, against those who were not") {
    base::Random random(3);
    std::vector<Said> calls;
    for (int rep = 0; rep < 12; ++rep) {
        const int usual = 40 + static_cast<int>(random.below(20));
        for (int on = 0; on < 80; on += 8)
            calls.push_back(
                {"p" + std::string(1, static_cast<char>('a' + rep)), on,
                 usual + static_cast<int>(random.below(7)) + (on >= 40 ? 5 : 0) - (rep < 4 && on >= 40 ? 20 : 0)});
    }
    calls.push_back({"z", 3, 50});  // too few to compare
    calls.push_back({"z", 60, 50});
    engine::Question question;
    question.filter.person = {"pa", "pb", "pc", "pd", "z"};
    question.period = {day(40), day(80)};
    const auto answer = ask(company(calls), question);
    CHECK(answer.effect_refused.empty());
    CHECK(answer.before == engine::Days{day(0), day(40)});
    const engine::CoachingRole& role = answer.roles.front();
    CHECK(role.effect_refused.empty());
    const engine::CoachingEffect& talk = role.effects.front();
    CHECK(talk.id == "talk_ratio");
    CHECK(talk.coached.people == 4);
    CHECK(talk.coached.calls_before == 20);
    CHECK(talk.coached.calls_after == 20);
    CHECK(talk.others.people == 8);
    CHECK(*talk.difference.estimate ==
          doctest::Approx((*talk.coached.after - *talk.coached.before) - (*talk.others.after - *talk.others.before)));
    CHECK(std::abs(*talk.difference.estimate + .2) < .03);
    CHECK(*talk.difference.low < -.2);
    CHECK(*talk.difference.high > -.2);
    CHECK(*talk.difference.high < -.1);

    // Another window before, an open end, and what cannot be.
    question.before = {day(8), day(40)};
    CHECK(ask(company(calls), question).roles.front().effects.front().coached.people == 0);  // four calls each
    question.before = {};
    question.period = {day(40), ""};
    CHECK(ask(company(calls), question).after.to == "2026-07-01");
    question.period = {"", day(40)};
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, company(calls)).errors.empty());
    CHECK(engine::coaching(engine.loaded(), question).error().path == "period");
    question.period = {day(40), day(80)};
    question.before = {day(10), day(41)};
    CHECK(engine::coaching(engine.loaded(), question).error().path == "before");
    question.before = {};
    question.filter.person = {};
    CHECK(ask(company(calls), question).effect_refused == "no_coaching_date");
    question.filter.person = {"pa"};  // 12 ways
    const auto alone = ask(company(calls), question).roles.front();
    CHECK(alone.effect_refused == "few_before_after");
    CHECK(alone.effects.front().difference.estimate);
    CHECK(!alone.effects.front().difference.low);
    // What the answer says survives its JSON.
    const auto told = engine::read<engine::CoachingAnswer>(engine.ask(
        R"({"figure":"coaching","period":["2026-02-10","2026-03-22"],"filter":{"person":["pa","pb","pc","pd"]}})"));
    REQUIRE(told);
    CHECK(told->roles.front().effects.front().difference.low);
    CHECK(told->roles.front().people.front().measures.front().monthly.size() == 3);
}
