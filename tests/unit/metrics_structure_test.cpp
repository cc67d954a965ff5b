// How a team is built: R's values, every permutation of a small team, teams of a known kind; and the tree of managers.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/codec.h"
#include "engine/figures/ledger.h"
#include "engine/figures/structure.h"
#include "loading.h"
#include "metrics/structure.h"

namespace {

constexpr const char* stages_text =
    R"("stages":[{"id":"m","role":"marketer"},{"id":"a","role":"lead_generator"},{"id":"b","role":"lead_nurturer"},{"id":"c","role":"closer"},{"id":"w","role":"customer_support","outcome":"won"}])";

// `owner(deal, stage)` owns stage 0 to 3 of each deal.
template <class Owner>
std::string company(int deals, const std::string& people, Owner&& owner) {
    std::string text = R"({"septet":1,"timezone":"UTC","exported_at":"2026-07-15",)" + std::string(stages_text) +
                       R"(,"people":[)" + people + R"(],"deals":[)";
    const char* const ids[] = {"m", "a", "b", "c"};
    for (int d = 0; d < deals; ++d) {
        text += std::string(d ? "," : "") + R"({"id":"d)" + std::to_string(d) + R"(","history":[)";
        for (int s = 0; s < 4; ++s) {
            text += std::string(s ? "," : "") + R"({"stage":")" + ids[s] + R"(","at":"2026-03-0)" +
                    std::to_string(s + 1) + "\"";
            if (const std::string who = owner(d, s); !who.empty()) text += R"(,"owner":")" + who + "\"";
            text += "}";
        }
        text += "]}";
    }
    return text + "]}";
}

engine::StructureAnswer asked(const std::string& text, engine::Question question = {}) {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, text);
    return *engine::structure(engine.loaded(), question);
}

}  // namespace

// tests/oracles/structure.R made the cases and says what their keys are.
TEST_CASE("specialisation: what R says of 205 tables") {
    using Json = nlohmann::json;
    std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/tests/data/oracles/structure.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Json cases = Json::parse(text, nullptr, false);
    REQUIRE(cases.is_array());
    REQUIRE(cases.size() == 205);
    for (std::size_t number = 0; number < cases.size(); ++number) {
        CAPTURE(number);
        const Json& c = cases[number];
        const auto table = c["table"].get<std::vector<std::uint32_t>>();
        const auto ours = metrics::specialisation(table, c["stages"].get<std::size_t>());
        CHECK(std::abs(ours.entropy - c["h"].get<double>()) < 1e-9);
        REQUIRE(ours.share.has_value() == c["u"].is_number());
        if (!ours.share) continue;
        CHECK(std::abs(ours.information - c["i"].get<double>()) < 1e-9);
        CHECK(std::abs(ours.by_chance - c["e"].get<double>()) < 1e-9);
        CHECK(std::abs(*ours.share - c["u"].get<double>()) < 1e-9);
    }
}

TEST_CASE("specialisation: the mean by chance is that of all permutations") {
    // Seven stays of three people in three stages: all 5,040 ways to deal the stages out.
    const std::size_t person[] = {0, 0, 0, 1, 1, 2, 2};
    std::vector<std::size_t> at{0, 0, 1, 1, 2, 2, 2};
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6};
    double sum = 0;
    int ways = 0;
    metrics::Specialisation one;
    do {
        std::vector<std::uint32_t> table(9);
        for (std::size_t i = 0; i < 7; ++i) ++table[person[i] * 3 + at[order[i]]];
        one = metrics::specialisation(table, 3);
        sum += one.information;
        ++ways;
    } while (std::next_permutation(order.begin(), order.end()));
    CHECK(ways == 5040);
    CHECK(std::abs(sum / ways - one.by_chance) < 1e-9);
}

TEST_CASE("a person a stage is horizontal, a person a customer is vertical, half and half is hybrid") {
    const auto horizontal = asked(company(60, "", [](int, int s) { return "p" + std::to_string(s); }));
    CHECK(horizontal.whole.kind == "horizontal");
    CHECK(*horizontal.whole.specialisation > 0.95);
    CHECK(horizontal.whole.continuity.hits == 0);
    CHECK(horizontal.whole.continuity.of == 60);
    CHECK(*horizontal.whole.handoffs_per_deal ==
          doctest::Approx(2));  // the marketer's stage is none that talks to customers
    CHECK(horizontal.whole.stays == 180);
    const auto vertical = asked(company(60, "", [](int d, int) { return "p" + std::to_string(d % 5); }));
    CHECK(vertical.whole.kind == "vertical");
    CHECK(std::abs(*vertical.whole.specialisation) < 0.05);
    CHECK(*vertical.whole.continuity.estimate == doctest::Approx(1));
    const auto hybrid = asked(company(60, "", [](int d, int s) { return "p" + std::to_string((d * 7 + s) % 5); }));
    CHECK(hybrid.whole.kind == "hybrid");
    CHECK(asked(company(20, "", [](int, int s) { return "p" + std::to_string(s); })).whole.kind == "");
    CHECK(asked(company(60, "", [](int, int) { return ""; })).head.refused == "no_owner_history");
}

TEST_CASE("teams are told apart; a bot owns nothing") {
    const std::string people =
        R"({"id":"p0","team":"x"},{"id":"p1","team":"x"},{"id":"p2","team":"x"},{"id":"p3","team":"x"},{"id":"q0","team":"y"},{"id":"q1","team":"y"},{"id":"bot","kind":"bot","team":"y"})";
    const std::string text = company(120, people, [](int d, int s) {
        if (d % 2) return "p" + std::to_string(s);
        return d % 20 == 0 && s == 2 ? std::string("bot") : "q" + std::to_string(d / 2 % 2);
    });
    engine::Question question;
    question.by = {engine::By::team};
    const auto answer = asked(text, question);
    REQUIRE(answer.rows.size() == 2);
    CHECK(answer.rows[0].keys == engine::Keys{"x"});
    CHECK(answer.rows[0].kind == "horizontal");
    CHECK(answer.rows[1].kind == "vertical");
    CHECK(answer.rows[1].unowned == 6);
    CHECK(answer.rows[1].continuity.of == 54);
    CHECK(answer.rows[0].stays + answer.rows[1].stays == answer.whole.stays);
    CHECK(answer.rows[0].continuity.of + answer.rows[1].continuity.of == answer.whole.continuity.of);
    question.by = {engine::By::person};
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, text);
    CHECK(engine::structure(engine.loaded(), question).error().path == "by");
    question.by = {engine::By::team};
    const auto again = engine::read<engine::StructureAnswer>(engine::write(answer));
    CHECK(engine::write(*again) == engine::write(answer));
}

TEST_CASE("who carries which role: the busiest of every main role, with all their stays") {
    // Twelve nurturers and one closer; the first of them closes too, and the generator does everything once.
    const auto answer = asked(company(240, "", [](int d, int s) {
        if (d == 0) return std::string("g");
        if (s == 1) return std::string("g");
        if (s == 3) return d % 4 ? std::string("c") : std::string("n0");
        return "n" + std::to_string(d % 12);
    }));
    const auto& carriers = answer.whole.carriers;
    REQUIRE(carriers.size() == 8);
    CHECK(answer.whole.people == 14);
    CHECK(carriers[0].person == "g");
    CHECK(carriers[0].stays == 242);
    REQUIRE(carriers[0].roles.size() == 3);
    CHECK(carriers[0].roles[0].role == "lead_generator");
    CHECK(carriers[0].roles[0].stays == 240);
    CHECK(carriers.back().person == "n0");  // more of his stays are a closer's
    CHECK(carriers[carriers.size() - 2].person == "c");
    CHECK(carriers.back().roles.size() == 2);
    std::size_t nurturers = 0;
    for (const engine::CarrierRow& carrier : carriers) {
        std::uint64_t stays = 0;
        for (const engine::RoleStays& part : carrier.roles) stays += part.stays;
        CHECK(stays == carrier.stays);
        nurturers += carrier.roles.front().role == "lead_nurturer" && carrier.roles.size() == 1;
    }
    CHECK(nurturers == 5);
    const auto again = engine::read<engine::StructureAnswer>(engine::write(answer));
    REQUIRE(again);
    CHECK(engine::write(*again) == engine::write(answer));
}

TEST_CASE("a manager's figures are those of everyone under him, and what a filter by him counts") {
    base::Random random(5);
    for (int round = 0; round < 20; ++round) {
        std::string people;
        constexpr std::uint32_t count = 14;
        for (std::uint32_t i = 0; i < count; ++i) {
            people += std::string(i ? "," : "") + R"({"id":"p)" + std::to_string(i) + "\"";
            // Mostly above by number; now and then anybody, himself too: circles.
            const std::uint32_t above = random.below(6) == 0 ? random.below(count) : i == 0 ? count : random.below(i);
            if (above < count && random.below(5) != 0) people += R"(,"manager":"p)" + std::to_string(above) + "\"";
            people += "}";
        }
        const std::string text = company(
            80, people, [&](int, int) { return random.below(9) ? "p" + std::to_string(random.below(count)) : ""; });
        engine::Engine engine(tests::find_zone, tests::no_budget);
        tests::load_text(engine, text);
        const auto answer = engine::organisation(engine.loaded(), {});
        REQUIRE(answer);
        std::uint64_t tops = answer->unplaced.entries + answer->unknown.entries;
        for (std::size_t i = 0; i < answer->rows.size(); ++i) {
            const engine::OrganisationRow& row = answer->rows[i];
            if (row.depth == 0) tops += row.all.entries;
            CHECK((row.depth == 0) == row.manager.empty());
            CHECK(row.own.entries <= row.all.entries);
            if (row.depth > 0) continue;
            const bool in_circle = !engine.loaded().data.report.findings().empty();
            if (in_circle) continue;
            engine::Question filtered;
            filtered.by = {engine::By::role};
            filtered.filter.manager = {row.person};
            CHECK(engine::ledger(engine.loaded(), filtered)->total.entries == row.all.entries);
        }
        CHECK(tops == answer->total.entries);
    }
}
