#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "engine/figures/conversion.h"
#include "engine/figures/ledger.h"
#include "screens_page.h"

using engine::By;
using engine::Exit;
using tests::Page;

namespace {

engine::LedgerAnswer ledger_of(Page& page, std::vector<By> by, const std::string& role) {
    engine::Question question;
    question.figure = engine::Figure::ledger;
    question.by = std::move(by);
    question.filter.role = {role};
    auto answer = engine::ledger(page.engine.loaded(), question);
    REQUIRE(answer);
    return std::move(*answer);
}

std::uint64_t part_of(const engine::Ledger& ledger, int part) {
    const std::uint64_t parts[] = {ledger.advanced, ledger.lost, ledger.back, ledger.left, ledger.open};
    return parts[part];
}

// The number of rows the drawer says there are.
std::string rows_total(const Page& page) { return page.name("rows.total"); }

std::string rows_said(std::uint64_t count) { return "Rows: " + charts::format_count(count); }

}  // namespace

TEST_CASE("every part of the funnel has a node that says its count, and opens exactly as many rows") {
    for (const char* role : {"lead_nurturer", "closer"}) {
        Page page("en", 1440, 900, std::string("screen=roles&role=") + role);
        page.load(tests::team());
        for (const engine::LedgerRow& row : ledger_of(page, {By::stage}, role).rows) {
            const std::string stage = "roles.funnel." + row.keys[0];
            CAPTURE(stage);
            CHECK(page.name(stage).find(charts::format_count(row.ledger.entries)) != std::string::npos);
            for (int part = 0; part < 5; ++part) {
                const std::string id = stage + "." + engine::name_of(static_cast<Exit>(part));
                const std::uint64_t count = part_of(row.ledger, part);
                CHECK((page.node(id) != nullptr) == (count > 0));
                if (count == 0) continue;
                CHECK(page.name(id).find(charts::format_count(count)) != std::string::npos);
                page.click(id);
                CHECK(rows_total(page) == rows_said(count));
                const auto asked = nlohmann::json::parse(page.questions.back(), nullptr, false);
                CHECK(asked["filter"]["stage"][0] == row.keys[0]);
                CHECK(asked["filter"]["exit"][0] == engine::name_of(static_cast<Exit>(part)));
                CHECK(asked["filter"]["role"][0] == role);
                page.click("rows.close");
            }
        }
    }
}

TEST_CASE("the details' link opens the rows of the whole stage, and of the whole role") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    page.click("roles.funnel.contacted");
    CHECK(page.fragment() == "screen=roles&pin=contacted");
    CHECK(page.pushed == 0);
    const auto stages = ledger_of(page, {By::stage}, "lead_nurturer");
    page.click("roles.details.rows");
    CHECK(rows_total(page) == rows_said(stages.rows[1].ledger.entries));
    page.click("rows.close");
    page.click("roles.funnel.contacted");
    CHECK(page.fragment() == "screen=roles");
    page.click("roles.details.rows");
    CHECK(rows_total(page) == rows_said(ledger_of(page, {By::role}, "lead_nurturer").total.entries));
}

TEST_CASE("the rows are fetched a page at a time, as far as the reader scrolls") {
    Page page("en", 1440, 900, "screen=roles&role=marketer&rows=");
    page.load(tests::team());
    CHECK(page.name("rows.0.0") != "(no such node)");
    const std::size_t asked = page.questions.size();
    page.input.pointer = {1000, 500};
    for (int i = 0; i < 3; ++i) {
        page.input.wheel = {0, 4000};
        page.settle();
    }
    CHECK(page.questions.size() > asked);
    CHECK_FALSE(page.node("rows.0.0"));
    CHECK(page.node("rows.340.0"));
}

TEST_CASE("a finger's first touch shows the details, its second opens the rows") {
    Page page("zh", 390, 844);
    page.load(tests::team());
    page.press_on("roles.funnel.contacted.lost");
    CHECK(page.fragment() == "screen=roles&pin=contacted,lost");
    CHECK(page.node("roles.inline.sum"));
    CHECK_FALSE(page.node("rows"));
    page.press_on("roles.funnel.contacted.lost");
    CHECK(page.node("rows"));
}

TEST_CASE("a month chosen filters, chosen again does not") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    page.click("roles.trend.2026-03");
    CHECK(page.fragment() == "screen=roles&entered=2026-03-01..2026-04-01");
    CHECK(page.name("filters.period") == "Period: 1 – 31 Mar 2026");
    CHECK(page.node("roles.trend.2026-02"));
    page.click("roles.trend.2026-03");
    CHECK(page.fragment() == "screen=roles");
}

TEST_CASE("a row of the breakdown filters by it; several may be chosen, the unknown as well") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    page.click("roles.parts.web");
    page.click("roles.parts.");
    CHECK(page.fragment() == "screen=roles&source=web,");
    CHECK(page.node("roles.parts.ads"));
    page.click("roles.parts.<b>&\"x</b>");
    CHECK(page.name("filters.source") == "Source: web and 2 more");
    page.click("filters.source.remove");
    CHECK(page.fragment() == "screen=roles");
}

TEST_CASE("a role without a stage says so in a sentence") {
    Page page("en", 1440, 900, "screen=roles&role=sales_manager");
    page.load(tests::team());
    CHECK(page.name("roles.no_stage.title") == "Sees the whole and feeds the other roles");
    page.click("roles.see_people");
    CHECK(page.fragment() == "screen=people&role=sales_manager");
    Page none("zh", 1440, 900, "screen=roles&role=account_manager");
    none.load(tests::team());
    CHECK(none.name("roles.no_stage.title") == "这个角色没有对应的阶段");
}

TEST_CASE("the finding is computed from the counts, and few entries are only counted") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    const auto stages = ledger_of(page, {By::stage}, "lead_nurturer");
    const engine::LedgerRow* worst = &stages.rows[0];
    for (const engine::LedgerRow& row : stages.rows)
        if (row.ledger.lost > worst->ledger.lost) worst = &row;
    const auto per_hundred = [&](std::uint64_t part) {
        return std::to_string((200 * part + worst->ledger.entries) / (2 * worst->ledger.entries));
    };
    const std::string name = worst->keys[0] == "verified" ? "Verified" : "Contacted";
    CHECK(page.name("roles.funnel_card.title") == "Most are lost at " + name + ": of 100 entries " +
                                                      per_hundred(worst->ledger.lost) + " lost, " +
                                                      per_hundred(worst->ledger.open) + " open");
    Page few("en", 1440, 900, "screen=roles&role=customer_support");
    few.load(tests::team());
    CHECK(few.name("roles.funnel_card.title").find("of 100") == std::string::npos);
}

TEST_CASE("with filters that match nothing the page says what there is, and one button undoes it") {
    Page page("en", 1440, 900, "screen=roles&entered=2031-01-01..2031-02-01");
    page.load(tests::team());
    CHECK(page.name("roles.empty.title") == "No entries match");
    page.click("roles.empty.remove");
    CHECK(page.fragment() == "screen=roles");
    CHECK(page.node("roles.funnel.contacted"));
}

TEST_CASE("data that name no roles still have a funnel") {
    Page page("en", 1440, 900);
    page.load(
        R"({"septet":1,"stages":[{"id":"a"},{"id":"b"}],"deals":[{"id":"1","history":[{"stage":"a","at":"2026-01-01"},{"stage":"b","at":"2026-01-02"}]}]})");
    CHECK(page.node("roles.funnel.a"));
    CHECK(page.node("roles.funnel.b"));
}

TEST_CASE("the conversion card says what the engine estimates, in both languages and on a phone") {
    for (const bool phone : {false, true}) {
        Page page(phone ? "zh" : "en", phone ? 390.f : 1440.f, phone ? 844.f : 900.f,
                  "screen=roles&role=lead_nurturer");
        page.load(tests::team());
        engine::Question question;
        question.by = {By::role};
        question.filter.role = {"lead_nurturer"};
        const auto answer = engine::conversion(page.engine.loaded(), question);
        REQUIRE(answer);
        REQUIRE(answer->rows.size() == 1);
        const engine::ConversionRow& row = answer->rows[0];
        REQUIRE(row.advance.estimate);
        REQUIRE(page.node("roles.incidence.advanced"));
        const std::string estimate = charts::format_estimate(row.advance.estimate, row.advance.low, row.advance.high,
                                                             phone ? charts::Language::zh : charts::Language::en);
        CHECK(page.name("roles.incidence.advanced").find(estimate) != std::string::npos);
        CHECK(page.name("roles.conversion.foot").find(charts::format_count(row.ledger.open)) != std::string::npos);
    }
}
