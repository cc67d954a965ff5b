#include <doctest/doctest.h>

#include <algorithm>

#include "engine/figures/ledger.h"
#include "screens_page.h"

using tests::Page;

namespace {

std::vector<std::string> people_shown(const Page& page) {
    std::vector<std::string> names;
    for (const ui::SemanticNode& node : page.shell.semantics().nodes)
        if (node.id.starts_with("people.row.") && node.role == ui::SemanticRole::rowheader) names.push_back(node.name);
    return names;
}

}  // namespace

TEST_CASE("people stand in the order of their names; the unknown owner and bots come last") {
    Page page("en", 1440, 1400, "screen=people");
    page.load(tests::team());
    const std::vector<std::string> names = people_shown(page);
    REQUIRE(names.size() == 14);
    CHECK(std::is_sorted(names.begin(), names.end() - 2));
    CHECK(names[12] == "Owner not known");
    CHECK(names[13] == "Dialler");
    CHECK(page.node("people.bots"));
    CHECK(page.name("people.total") == "12 people");
}

TEST_CASE("sorting is asked for, and turns round") {
    Page page("en", 1440, 1400, "screen=people");
    page.load(tests::team());
    const std::vector<std::string> by_name = people_shown(page);
    page.click("people.sort.entries");
    CHECK(page.fragment() == "screen=people&sort=-entries");
    CHECK(people_shown(page) != by_name);
    page.click("people.sort.entries");
    CHECK(page.fragment() == "screen=people&sort=entries");
    page.click("people.sort.name");
    CHECK(page.fragment() == "screen=people");
    CHECK(people_shown(page) == by_name);
    CHECK(page.pushed == 0);
}

TEST_CASE("the search finds what was typed, in a field that is the browser's while it is edited") {
    Page page("en", 1440, 1400, "screen=people");
    page.load(tests::team());
    page.press_on("people.search");
    CHECK(page.focused == std::vector<std::string>{"people.search"});
    page.act(ui::ActionKind::input, "people.search", "SON c");
    CHECK(people_shown(page) == std::vector<std::string>{"Person C"});
    CHECK(page.name("people.total") == "12 people");
    CHECK(page.fragment() == "screen=people&find=SON%20c");
}

TEST_CASE("a person stands beside the role, and every mark of him opens his rows") {
    Page page("en", 1440, 900, "screen=people");
    page.load(tests::team());
    page.click("people.row.p3");
    CHECK(page.fragment() == "screen=people&who=p3");
    engine::Question question;
    question.figure = engine::Figure::ledger;
    question.by = {engine::By::role, engine::By::stage};
    question.filter.role = {"lead_nurturer"};
    question.filter.person = {"p3"};
    const auto ledger = engine::ledger(page.engine.loaded(), question);
    REQUIRE(ledger);
    REQUIRE(ledger->rows[0].ledger.lost > 0);
    page.click("person.funnel.person.verified.lost");
    CHECK(page.name("rows.total") == "Rows: " + charts::format_count(ledger->rows[0].ledger.lost));
    page.click("rows.close");
    question.by = {engine::By::role};
    page.click("person.rows");
    CHECK(page.name("rows.total") ==
          "Rows: " + charts::format_count(engine::ledger(page.engine.loaded(), question)->total.entries));
    page.click("rows.close");
    page.click("person.filter");
    CHECK(page.name("filters.person") == "Person: Person D");
    page.click("person.close");
    CHECK_FALSE(page.node("person"));
}

TEST_CASE("few cases have counts and no rate") {
    Page page("en", 1440, 1400, "screen=people&role=customer_support");
    page.load(tests::team());
    CHECK(page.name("people.table.title") == "Too few entries for a rate: counts only");
    for (const ui::SemanticNode& node : page.shell.semantics().nodes)
        if (node.id.starts_with("people.row.") && !node.id.ends_with(".row"))
            CHECK(node.description.find('%') == std::string::npos);
}

TEST_CASE("thousands of people cost no more nodes than are in sight") {
    std::string text = R"({"septet":1,"stages":[{"id":"a","role":"closer"}],"deals":[)";
    for (int i = 0; i < 5000; ++i)
        text += std::string(i ? "," : "") + R"({"id":")" + std::to_string(i) +
                R"(","history":[{"stage":"a","at":"2026-01-01","owner":"p)" + std::to_string(i) + R"("}]})";
    Page page("en", 1440, 900, "screen=people");
    page.load(text + "]}");
    CHECK(page.shell.semantics().nodes.size() < 400);
    page.act(ui::ActionKind::focus, people_shown(page).empty() ? "" : "people.row.p0");
    page.act(ui::ActionKind::key, "people.row.p0", "End");
    CHECK_FALSE(page.node("people.row.p0"));
    CHECK(page.shell.semantics().nodes.size() < 400);
    page.click("filters.add");
    page.click("filters.tab.person");
    CHECK(page.shell.semantics().nodes.size() < 450);
}
