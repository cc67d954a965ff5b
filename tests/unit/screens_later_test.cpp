// The cards of Team, People and Hand-offs: their findings in words, with the engine's numbers, and their refusals.
#include <doctest/doctest.h>

#include <string>

#include "base/random.h"
#include "engine/figures/chain.h"
#include "engine/figures/handoffs.h"
#include "engine/figures/people.h"
#include "screens_page.h"

using namespace tests;

namespace {

std::string day_text(std::uint32_t day) {
    const base::Date date = base::date_from_days(20'454 + static_cast<std::int64_t>(day));
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return text;
}

// Three roles, two people each; owners on every entry or on none.
std::string company(bool owners) {
    base::Random random(4);
    std::string text =
        R"({"septet":1,"timezone":"UTC","currency":"CNY","exported_at":"2026-07-15","stages":[{"id":"a","role":"lead_generator"},{"id":"b","role":"closer"},{"id":"w","role":"customer_support","outcome":"won"}],
        "people":[{"id":"p0","name":"An"},{"id":"p1","name":"Bo"},{"id":"p2","name":"Cy"},{"id":"p3","name":"Di"}],"deals":[)";
    for (int d = 0; d < 300; ++d) {
        std::uint32_t day = random.below(180);
        text += std::string(d ? "," : "") + R"({"id":"d)" + std::to_string(d) + R"(","value":100,"history":[)";
        const char* const stages[] = {"a", "b", "w"};
        for (std::uint32_t stage = 0; stage < 3; ++stage) {
            text +=
                std::string(stage ? "," : "") + R"({"stage":")" + stages[stage] + R"(","at":")" + day_text(day) + "\"";
            if (owners) text += R"(,"owner":"p)" + std::to_string(stage / 2 * 2 + random.below(2)) + "\"";
            text += "}";
            day += 1 + random.below(6);
            if (random.below(3) == 0) break;
        }
        text += "]}";
    }
    return text + "]}";
}

}  // namespace

TEST_CASE("Team says what was won, and its bars are the answer's") {
    Page page("en", 1440, 2000, "screen=team");
    page.load(company(true));
    const auto chain = engine::chain(page.engine.loaded(), {});
    REQUIRE(chain);
    REQUIRE(chain->head.refused.empty());
    CHECK(page.name("chain.title")
              .find(charts::format_count(chain->won_after) + " won, " + charts::format_count(chain->won_before)) == 0);
    for (std::size_t i = 0; i <= chain->rows.size(); ++i) CHECK(!page.name("chain.row." + std::to_string(i)).empty());
    CHECK(page.name("chain.row.1").find("Lead generator") == 0);
}

TEST_CASE("Team refuses a chain of one person, in words") {
    Page page("zh", 390, 2000, "screen=team&person=p0");
    page.load(company(true));
    CHECK(page.name("chain.refused").find("数据无法回答") == 0);
}

TEST_CASE("Hand-offs lists what the engine counts, on a desk and on a phone") {
    for (const float width : {1440.f, 390.f}) {
        Page page("en", width, 3000, "screen=handoffs");
        page.load(company(true));
        engine::Question question;
        question.by = {engine::By::role};
        const auto answer = engine::handoffs(page.engine.loaded(), question);
        REQUIRE(!answer->rows.empty());
        const std::string name = page.name("handoffs.row.0");
        CHECK(name.find(charts::format_count(answer->rows[0].count) + " hand-offs") != std::string::npos);
        const auto queue = engine::queue(page.engine.loaded(), {});
        CHECK(page.name("queue.title").find(charts::format_count(queue->total) + " wait") == 0);
    }
}

TEST_CASE("People says whether they differ; a point of the plot opens the person") {
    Page page("en", 1440, 3000, "screen=people&role=closer");
    page.load(company(true));
    const auto answer = engine::people(page.engine.loaded(), {});
    REQUIRE(!answer->comparisons.empty());
    const std::string title = page.name("people.compare.title");
    CHECK((title.find("No evidence") == 0 || title.find("These") == 0 || title.find("Too few") == 0));
    page.click("people.funnel.p0");
    CHECK(page.fragment().find("who=p0") != std::string::npos);
    Page bare("en", 1440, 3000, "screen=people&role=closer");
    bare.load(company(false));
    CHECK(bare.name("people.compare.title").find("No evidence") != 0);
}

TEST_CASE("the matrix holds every pair of roles; a cell opens its pairs of people, and again closes them") {
    for (const float width : {1440.f, 390.f}) {
        Page page("en", width, 4000, "screen=handoffs");
        page.load(company(true));
        engine::Question question;
        question.by = {engine::By::role};
        const auto roles = engine::handoffs(page.engine.loaded(), question);
        REQUIRE(!roles->rows.empty());
        for (const engine::HandoffRow& row : roles->rows)
            CHECK(page.name("matrix.cells." + row.from_role + ">" + row.to_role)
                      .find(charts::format_count(row.count) + " hand-offs") != std::string::npos);
        CHECK(page.node("pairs.list") == nullptr);
        page.click("matrix.cells.lead_generator>closer");
        CHECK(page.fragment().find("handed=lead_generator") != std::string::npos);
        question.by = {engine::By::role, engine::By::person};
        const auto people = engine::handoffs(page.engine.loaded(), question);
        std::uint64_t pairs = 0;
        for (const engine::HandoffRow& row : people->rows)
            pairs += row.from_role == "lead_generator" && row.to_role == "closer";
        CHECK(pairs > 1);
        CHECK(page.name("pairs.title").find("between " + charts::format_count(pairs) + " pairs") != std::string::npos);
        CHECK(page.name("pairs.row.0").find(" → ") != std::string::npos);
        page.click("matrix.cells.lead_generator>closer");
        CHECK(page.node("pairs.list") == nullptr);
    }
    Page bare("en", 1440, 4000, "screen=handoffs&handed=lead_generator%3Ecloser");
    bare.load(company(false));
    CHECK(bare.name("pairs.refused").find("cannot say") != std::string::npos);
    Page nothing("en", 1440, 4000, "screen=handoffs&handed=x%3Ey");
    nothing.load(company(true));
    CHECK(nothing.node("pairs") == nullptr);
}
