// A manager's figures are those of everyone under him, himself included, at any depth.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "engine/figures/ledger.h"
#include "engine/figures/people.h"
#include "loading.h"

namespace {

// p0 leads p1 and p2, p1 leads p3 and p4, p4 leads p5; p6 and p7 lead each other.
constexpr const char* people =
    R"("people":[{"id":"p0"},{"id":"p1","manager":"p0"},{"id":"p2","manager":"p0"},{"id":"p3","manager":"p1"},
    {"id":"p4","manager":"p1"},{"id":"p5","manager":"p4"},{"id":"p6","manager":"p7"},{"id":"p7","manager":"p6"}],)";

std::uint64_t entries(const engine::Engine& engine, const engine::Filter& filter) {
    engine::Question question;
    question.by = {engine::By::role};
    question.filter = filter;
    const auto answer = engine::ledger(engine.loaded(), question);
    REQUIRE(answer);
    return answer->total.entries;
}

engine::Filter under(std::vector<std::string> managers) {
    engine::Filter filter;
    filter.manager = std::move(managers);
    return filter;
}

engine::Filter of(std::vector<std::string> persons) {
    engine::Filter filter;
    filter.person = std::move(persons);
    return filter;
}

}  // namespace

TEST_CASE("a manager is everyone under him, at any depth, in a circle too") {
    base::Random random(12);
    std::string text =
        R"({"septet":1,"timezone":"UTC","stages":[{"id":"a","role":"closer"}],)" + std::string(people) + R"("deals":[)";
    for (int d = 0; d < 400; ++d)
        text += std::string(d ? "," : "") + R"({"id":"d)" + std::to_string(d) +
                R"(","history":[{"stage":"a","at":"2026-01-05","owner":"p)" + std::to_string(random.below(8)) + "\"}]}";
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, text + "]}");
    CHECK(entries(engine, under({"p0"})) == entries(engine, of({"p0", "p1", "p2", "p3", "p4", "p5"})));
    CHECK(entries(engine, under({"p1"})) == entries(engine, of({"p1", "p3", "p4", "p5"})));
    CHECK(entries(engine, under({"p5"})) == entries(engine, of({"p5"})));
    CHECK(entries(engine, under({"p6"})) == entries(engine, of({"p6", "p7"})));
    CHECK(entries(engine, under({"p0", "p4"})) == entries(engine, under({"p0"})));
    CHECK(entries(engine, under({"p0"})) + entries(engine, under({"p6"})) == 400);
    CHECK(entries(engine, under({"nobody"})) == 0);
    engine::Question question;
    question.filter = under({"p1"});
    const auto compared = engine::people(engine.loaded(), question);
    REQUIRE(compared);
    CHECK(compared->rows.size() == 4);
}
