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

TEST_CASE("the details lead to the role's people, and say other words in the same elements as the pointer moves") {
    Page page("en", 1440, 900, "screen=roles&role=closer");
    page.load(tests::team());
    const auto elements = [&] {
        std::string ids;
        for (const ui::SemanticNode& node : page.shell.semantics().nodes) ids += node.id + " ";
        return ids;
    };
    const std::string before = elements(), title = page.name("roles.details.title");
    page.move(page.middle("roles.funnel.qualified.lost"));
    CHECK(page.name("roles.details.title") != title);
    CHECK(elements() == before);
    page.click("roles.details.people");
    CHECK(page.fragment() == "screen=people&role=closer");
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

TEST_CASE("months are brushed with the mouse: across the plot, by the handles, and not with Escape") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    const auto month = [&](const char* id) { return page.middle(std::string("roles.trend.") + id); };
    const auto pull = [&](charts::Point from, charts::Point to) {
        page.move(from);
        page.input.down = page.input.pressed = true;
        page.frame();
        for (const float part : {.3f, .7f, 1.f}) {
            page.input.pointer = {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
            page.frame();
        }
    };
    const auto let_go = [&] {
        page.input.down = false;
        page.input.released = true;
        page.settle();
    };
    pull(month("2026-02"), month("2026-04"));
    CHECK(page.name("roles.months.choice").starts_with("1 Feb – 30 Apr 2026: "));
    CHECK(page.fragment() == "");  // not before it is let go
    let_go();
    CHECK(page.fragment() == "screen=roles&entered=2026-02-01..2026-05-01");
    CHECK(page.name("filters.period") == "Period: 1 Feb – 30 Apr 2026");
    CHECK(page.node("roles.trend.2026-01"));  // all months stay in sight
    CHECK_FALSE(page.node("roles.months.choice"));
    CHECK(page.pushed == 1);

    // The handle at the end of April, to the end of May.
    const charts::Rect april = page.node("roles.trend.2026-04.row")->bounds,
                       may = page.node("roles.trend.2026-05.row")->bounds;
    const float below = april.bottom() + 14 + 7;
    pull({april.right(), below}, {may.right(), below});
    let_go();
    CHECK(page.fragment() == "screen=roles&entered=2026-02-01..2026-06-01");

    pull(month("2026-01"), month("2026-02"));
    page.shell.act({ui::ActionKind::key, "root", "Escape"});
    page.frame();
    let_go();
    CHECK(page.fragment() == "screen=roles&entered=2026-02-01..2026-06-01");

    CHECK_FALSE(page.node("roles.months.zoom"));  // with a month at each side it is all
    pull(month("2026-03"), month("2026-04"));
    let_go();
    page.click("roles.months.zoom");
    CHECK_FALSE(page.node("roles.trend.2026-01"));
    CHECK(page.node("roles.trend.2026-02"));  // a month at each side
    CHECK(page.node("roles.trend.2026-05"));
    CHECK_FALSE(page.node("roles.trend.2026-06"));
    CHECK_FALSE(page.node("roles.months.zoom"));
    CHECK(page.fragment() == "screen=roles&entered=2026-03-01..2026-05-01&zoom=2026-02-01..2026-06-01");
    page.click("roles.months.all");
    CHECK(page.fragment() == "screen=roles");
    CHECK_FALSE(page.node("roles.months.all"));

    // A pull across everything chooses nothing, and so does a double press.
    pull(month("2026-01"), month("2026-06"));
    let_go();
    CHECK(page.fragment() == "screen=roles");
}

TEST_CASE("months are brushed with the keys: arrows read off, Shift widens, Enter applies, Escape clears") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    const char* const slider = "roles.trend.cross";
    const auto key = [&](const char* name) { page.act(ui::ActionKind::key, slider, name); };
    REQUIRE(page.node(slider));
    CHECK(page.node(slider)->role == ui::SemanticRole::slider);
    CHECK(page.node(slider)->at == page.node(slider)->last);
    page.act(ui::ActionKind::focus, slider, "keys");
    key("Home");
    CHECK(page.node(slider)->at == 0);
    CHECK(page.node(slider)->value.starts_with("Jan 2026, not yet settled; entries "));
    key("ArrowRight");
    key("Shift+ArrowRight");
    key("Shift+ArrowRight");
    CHECK(page.name("roles.months.choice").starts_with("1 Feb – 30 Apr 2026: "));
    CHECK(page.fragment() == "");
    key("Escape");
    CHECK_FALSE(page.node("roles.months.choice"));
    key("Shift+ArrowLeft");
    CHECK(page.name("roles.months.choice").starts_with("1 Mar – 30 Apr 2026: "));
    page.click(slider);
    CHECK(page.fragment() == "screen=roles&entered=2026-03-01..2026-05-01");
    key("ArrowLeft");
    key("Escape");
    CHECK(page.fragment() == "screen=roles");
    // Without anything to clear Escape is for what lies on top.
    page.click("roles.funnel.contacted");
    page.act(ui::ActionKind::focus, slider, "keys");
    key("Escape");
    CHECK(page.fragment() == "screen=roles");
}

TEST_CASE("a finger reads a month off with the first touch and chooses it with the second; a pull up scrolls") {
    Page page("en", 390, 844);
    page.load(tests::team());
    for (int i = 0; i < 12 && (!page.node("roles.trend.2026-03") || page.middle("roles.trend.2026-03").y > 600 ||
                               page.middle("roles.trend.2026-03").y <= 0);
         ++i) {
        page.input.pointer = {195, 400};
        page.input.wheel = {0, 100};
        page.settle();
    }
    const charts::Point at = page.middle("roles.trend.2026-03");
    page.press(at);
    CHECK(page.fragment() == "");
    CHECK(page.picture.find("Mar 2026") != std::string::npos);
    page.press(at);
    CHECK(page.fragment() == "screen=roles&entered=2026-03-01..2026-04-01");
    CHECK(page.node("roles.months.all"));
    const auto pull = [&](charts::Point to) {
        page.input.pointer = page.middle("roles.trend.2026-03");
        page.input.down = page.input.pressed = true;
        page.frame();
        page.input.pointer = to;
        page.frame();
        page.frame();
        page.input.down = false;
        page.input.released = true;
        page.settle();
    };
    const charts::Point from = page.middle("roles.trend.2026-03");
    pull({from.x + 4, from.y - 60});
    CHECK(page.fragment() == "screen=roles&entered=2026-03-01..2026-04-01");
    CHECK(page.middle("roles.trend.2026-03").y < from.y - 20);
    pull({page.middle("roles.trend.2026-05").x, page.middle("roles.trend.2026-05").y + 6});
    CHECK(page.fragment() == "screen=roles&entered=2026-03-01..2026-06-01");
}

TEST_CASE("the mouse asks for a frame only where something is drawn differently") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    const charts::Rect march = page.node("roles.trend.2026-03.row")->bounds;
    const charts::Point at{march.x + march.w / 2, march.y + 4};
    CHECK_FALSE(page.shell.same_there(at));
    page.move(at);
    CHECK(page.shell.same_there({at.x + march.w / 4, at.y + 1}));
    CHECK_FALSE(page.shell.same_there({at.x + march.w, at.y}));
    CHECK(page.picture.find(">Mar 2026, not yet settled<") != std::string::npos);
}

TEST_CASE(
    "another answer's bars are on their way, their numbers are there at once, and then nothing is drawn any more") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    page.surface.reduced_motion = false;
    page.settle();
    const float before = page.node("roles.funnel.contacted.lost")->bounds.w;
    const std::string name = page.name("roles.funnel.contacted.lost");
    page.shell.act({ui::ActionKind::click, "roles.parts.web", ""});
    page.frame();
    page.frame();  // asks
    const ui::NextFrame first = page.frame();
    CHECK(first.again);
    CHECK(page.name("roles.funnel.contacted.lost") != name);
    CHECK(page.node("roles.funnel.contacted.lost")->bounds.w == doctest::Approx(before).epsilon(.02));
    page.settle();
    CHECK(page.node("roles.funnel.contacted.lost")->bounds.w != doctest::Approx(before).epsilon(.02));
    const ui::NextFrame rest = page.frame();
    CHECK_FALSE(rest.again);
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

TEST_CASE("the finding ranks by counts, and tells counts") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    const auto stages = ledger_of(page, {By::stage}, "lead_nurturer");
    const engine::LedgerRow* worst = &stages.rows[0];
    for (const engine::LedgerRow& row : stages.rows)
        if (row.ledger.lost > worst->ledger.lost) worst = &row;
    const std::string name = worst->keys[0] == "verified" ? "Verified" : "Contacted";
    CHECK(page.name("roles.funnel_card.title") == "Most are lost at " + name + ": " +
                                                      charts::format_count(worst->ledger.lost) + " of " +
                                                      charts::format_count(worst->ledger.entries) + " entries");
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
