// The cards of Team, People and Hand-offs: their findings in words, with the engine's numbers, and their refusals.
#include <doctest/doctest.h>

#include <string>

#include "base/random.h"
#include "engine/figures/chain.h"
#include "engine/figures/constraint.h"
#include "engine/figures/forecast.h"
#include "engine/figures/handoffs.h"
#include "engine/figures/people.h"
#include "engine/figures/structure.h"
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
        "people":[{"id":"p0","name":"An","team":"x"},{"id":"p1","name":"Bo","team":"x","manager":"p0"},{"id":"p2","name":"Cy","manager":"p1"},{"id":"p3","name":"Di"}],"deals":[)";
    for (int d = 0; d < 900; ++d) {
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

TEST_CASE("Team says what is likely by the end, and which role is worst by each reading, on a desk and on a phone") {
    for (const float width : {1440.f, 390.f}) {
        CAPTURE(width);
        Page page("en", width, 6000, "screen=team");
        page.load(company(true));
        const auto forecast = engine::forecast(page.engine.loaded(), {});
        REQUIRE(forecast);
        REQUIRE(forecast->head.refused.empty());
        CHECK(page.name("forecast.title").find("is likely by 30 Sep 2026") != std::string::npos);
        CHECK(page.name("forecast.row.1").find(charts::format_count(forecast->open) + " open") != std::string::npos);
        CHECK(page.name("forecast.row.4").find("none covers this period") != std::string::npos);
        const auto constraint = engine::constraint(page.engine.loaded(), {});
        REQUIRE(constraint->rows.size() == 2);
        CHECK(page.name("constraint.title")
                  .find("Longest wait: " +
                        std::string(constraint->by_wait == "closer" ? "Closer" : "Lead generator")) == 0);
        for (std::size_t i = 0; i < 2; ++i)
            CHECK(page.name("constraint.row." + std::to_string(i))
                      .find(charts::format_percent(constraint->rows[i].utilisation, 0)) != std::string::npos);
    }
}

TEST_CASE("a what-if is moved by buttons, goes with the link, and goes back") {
    Page page("en", 390, 6000, "screen=team");
    page.load(company(true));
    CHECK(page.name("what_if.title").find("Change a role") == 0);
    page.click("what_if.closer.conversion.more");
    page.click("what_if.closer.conversion.more");
    page.click("what_if.closer.people.less");
    CHECK(page.fragment() == "screen=team&move=closer,120,100,-1");
    engine::Question question;
    question.scenario = {{"closer", 1.2, 1, -1}};
    const auto answer = engine::what_if(page.engine.loaded(), question);
    REQUIRE(answer);
    CHECK(page.name("what_if.title").find(charts::format_fixed(answer->a_month.moved, 1) + " wins a month") == 0);
    CHECK(page.name("what_if.row.1") == "Closer: conversion " + charts::format_percent(1.2, 0) + ", time " +
                                            charts::format_percent(1., 0) + ", people 2 " + charts::format_signed(-1));
    Page other("en", 390, 6000, page.fragment());
    other.load(company(true));
    CHECK(other.name("what_if.title") == page.name("what_if.title"));
    page.click("what_if.reset");
    CHECK(page.fragment() == "screen=team");
}

TEST_CASE("Structure says how the teams are built and who is under whom") {
    Page page("zh", 1440, 3000, "screen=structure");
    page.load(company(true));
    engine::Question question;
    question.by = {engine::By::team};
    const auto answer = engine::structure(page.engine.loaded(), question);
    REQUIRE(answer);
    CHECK(!page.name("structure.title").empty());
    for (std::size_t i = 0; i <= answer->rows.size(); ++i)
        CHECK(!page.name("structure.row." + std::to_string(i)).empty());
    CHECK(page.name("organisation.row.0").find("An") == 0);
    CHECK(page.name("organisation.row.1").find("Bo") == 0);
    Page bare("en", 390, 3000, "screen=structure");
    bare.load(company(false));
    CHECK(bare.name("structure.refused").find("do not tell who had a deal") != std::string::npos);
}
