#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "screens_page.h"

using tests::Page;

namespace {

const char* screens_there[] = {"screen=team", "screen=roles", "screen=people", "screen=data"};

std::size_t times(const std::vector<std::string>& texts, std::string_view text) {
    return static_cast<std::size_t>(std::count(texts.begin(), texts.end(), text));
}

std::string hex(charts::Color color) {
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", color.r, color.g, color.b);
    return text;
}

}  // namespace

TEST_CASE("the first thing is the demo in the reader's language, unless the link names data") {
    Page chinese("zh", 1440, 900);
    CHECK(chinese.demos == std::vector<std::string>{"zh"});
    Page link("en", 1440, 900, "data=data/q3.json&lang=zh");
    CHECK(link.demos.empty());
    CHECK(link.addresses == std::vector<std::string>{"data/q3.json"});
    Page hostile("en", 1440, 900, "data=javascript%3Aalert(1)");
    CHECK(hostile.addresses.empty());
    CHECK(hostile.demos == std::vector<std::string>{"en"});
}

TEST_CASE("before something is loaded only what is wanted of any data is asked, and no question is asked twice") {
    Page page("en", 1440, 900);
    page.settle();
    CHECK(page.questions.size() == 1);
    CHECK(page.questions.front().find("summary") != std::string::npos);
    page.load(tests::team());
    for (const char* id : {"nav.people", "nav.data", "nav.roles", "tiles.closer", "tiles.lead_nurturer", "nav.people",
                           "people.row.p3", "nav.roles"})
        page.click(id);
    std::set<std::string> different(page.questions.begin(), page.questions.end());
    CHECK(different.size() == page.questions.size());
    CHECK(page.questions.size() < 16);
}

TEST_CASE("Team asks for its answers ahead, draws the chain, and the rest without asking again once its code is here") {
    Page page("en", 1440, 900, "");
    page.later_here = false;
    page.load(tests::team());
    const std::vector<std::string> asked = page.questions;
    for (const std::string figure : {"forecast", "chain", "constraint", "defects", "handoffs"})
        CHECK_MESSAGE(std::count_if(asked.begin(), asked.end(),
                                    [&](const std::string& question) {
                                        return question.find("\"figure\":\"" + figure + "\"") != std::string::npos;
                                    }) == 1,
                      figure);
    CHECK(page.node("team.chain") != nullptr);
    CHECK(page.node("team.change.title") == nullptr);
    page.later_here = true;
    page.frame();
    for (const std::string title : {"team.chain.title", "team.change.title", "team.stuck.title", "team.trust.title"})
        CHECK_MESSAGE(page.node(title) != nullptr, title);
    CHECK(page.questions == asked);
}

TEST_CASE("a frame in which nothing happened changes nothing and asks for nothing") {
    for (const char* fragment : screens_there) {
        for (const float width : {1440.f, 390.f}) {
            Page page("zh", width, 844, fragment);
            page.load(tests::team());
            page.surface.now_ms += 60'000;
            page.rest();
            const std::string picture = page.picture;
            const std::string semantics = page.shell.semantics().json();
            const std::size_t asked = page.questions.size();
            const ui::NextFrame next = page.frame();
            CHECK_FALSE(next.again);
            CHECK(next.wait_ms < 0);
            CHECK(page.picture == picture);
            CHECK(page.shell.semantics().json() == semantics);
            CHECK(page.questions.size() == asked);
            CHECK(page.fragments.empty());
        }
    }
}

TEST_CASE("what is out of sight says in the document what it says when it is drawn") {
    for (const char* fragment : {"screen=roles", "screen=roles&role=sales_manager", "screen=people&role=closer",
                                 "screen=handoffs", "screen=accounts", "screen=structure"}) {
        for (const auto& [width, height] : {std::pair(1440.f, 900.f), std::pair(390.f, 844.f)}) {
            CAPTURE(fragment);
            CAPTURE(width);
            Page page("en", width, height, fragment);
            page.load(tests::team());
            for (int step = 0; step < 40; ++step) {
                page.input.pointer = {static_cast<float>(20 + step * 131 % 350),
                                      static_cast<float>(110 + step * 97 % 700)};
                if (step % 3 == 0) page.input.wheel = {0, step < 20 ? 160.f : -160.f};
                if (step % 11 == 0) page.click(step < 20 ? "tiles.closer" : "tiles.lead_nurturer");
                page.frame();
            }
            page.rest();
            const std::string kept = page.shell.semantics().json();
            page.surface.reduced_motion = false;  // another surface: all is drawn
            page.frame();
            CHECK(page.shell.semantics().json() == kept);
        }
    }
}

TEST_CASE("every screen draws at every size, and its tree is sound") {
    for (const char* fragment :
         {"", "screen=people&who=p3", "screen=data", "role=marketer", "role=sales_manager", "role=account_manager",
          "pin=contacted,lost", "rows=contacted,lost", "entered=2031-01-01..2031-02-01", "source=nothing"}) {
        for (const auto& [width, height] :
             {std::pair(1920.f, 1080.f), std::pair(1440.f, 900.f), std::pair(1024.f, 768.f), std::pair(768.f, 1024.f),
              std::pair(390.f, 844.f), std::pair(320.f, 568.f)}) {
            for (const char* language : {"zh", "en"}) {
                CAPTURE(fragment);
                CAPTURE(width);
                CAPTURE(language);
                Page page(language, width, height, fragment, height > 800);
                page.load(tests::team());
                const auto& nodes = page.shell.semantics().nodes;
                CHECK(nodes.size() > 20);
                std::set<std::string> ids;
                for (std::size_t i = 0; i < nodes.size(); ++i) {
                    CAPTURE(nodes[i].id);
                    CHECK(ids.insert(nodes[i].id).second);
                    if (i > 0) CHECK(nodes[i].parent < i);
                    const charts::Rect& at = nodes[i].bounds;
                    CHECK((at.w >= 0 && at.h >= 0 && at.x >= -1 && at.y >= -1 && at.right() <= width + 1 &&
                           at.bottom() <= height + 1));
                }
                CHECK(page.picture.find("NaN") == std::string::npos);
                CHECK(page.picture.find("<b>") == std::string::npos);
            }
        }
    }
}

TEST_CASE("a press and a semantic click do the same") {
    for (const char* id : {"nav.people", "tiles.closer", "roles.jumps.strict", "roles.by.team",
                           "roles.funnel.contacted.lost", "roles.funnel.contacted", "roles.parts.web", "filters.add",
                           "top.share", "top.theme", "roles.trend.2026-03"}) {
        CAPTURE(id);
        Page pointed("en", 1440, 900);
        pointed.load(tests::team());
        REQUIRE(pointed.node(id));
        Page spoken("en", 1440, 900);
        spoken.load(tests::team());
        charts::Point at = pointed.middle(id);
        // A row lies below its parts: its name is at its left.
        if (std::string_view(id) == "roles.funnel.contacted") at.x = pointed.node(id)->bounds.x + 20;
        pointed.press(at);
        spoken.input.pointer = at;
        spoken.click(id);
        CHECK(pointed.fragments == spoken.fragments);
        CHECK(pointed.copied == spoken.copied);
        CHECK(pointed.picture == spoken.picture);
    }
}

// So narrow that undo is in a menu: its buttons say how a view came about, not what it is.
constexpr float without_undo = 768;

TEST_CASE("back shows what was there before") {
    Page page("zh", without_undo, 1024);
    page.load(tests::team());
    page.surface.now_ms += 60'000;
    page.rest();
    const std::string first = page.picture;
    page.click("tiles.closer");
    page.rest();
    const std::string second = page.fragment();
    CHECK(second == "screen=roles&role=closer");
    const std::string closer = page.picture;
    page.click("nav.people");
    CHECK(page.fragment() == "screen=people&role=closer");
    CHECK(page.pushed == 2);
    const std::size_t asked = page.questions.size();
    page.shell.fragment_changed(second);
    page.rest();
    CHECK(page.picture == closer);
    page.shell.fragment_changed("screen=roles");
    page.rest();
    CHECK(page.picture == first);
    CHECK(page.questions.size() == asked);
    CHECK(page.fragments.size() == 2);
}

TEST_CASE("a link opens in a fresh browser as it was") {
    Page page("en", without_undo, 1024);
    page.load(tests::team());
    for (const char* id : {"tiles.closer", "roles.by.segment", "roles.parts.small", "roles.jumps.strict", "nav.people",
                           "people.sort.rate", "people.row.p2"})
        page.click(id);
    page.click("top.share");
    REQUIRE(page.copied.size() == 1);
    CHECK(page.copied[0] == "https://example.org/#" + page.fragment());
    page.surface.now_ms += 60'000;
    page.rest();
    Page fresh("en", without_undo, 1024, page.fragment());
    fresh.load(tests::team());
    fresh.rest();
    CHECK(fresh.picture == page.picture);
}

TEST_CASE("a hostile fragment shows the page and a notice") {
    for (const char* fragment : {"screen=%00&rows=%ZZ,,,&pin=<script>&x=y", "role=../../etc&team=%FF&v=99",
                                 "rows=no_such_stage,lost&who=nobody&person=ghost",
                                 "%%%&&&===", "entered=..&source=,,,,,,,&find=%F0%9F%98%80"}) {
        CAPTURE(fragment);
        Page page("en", 1440, 900, fragment);
        page.load(tests::team());
        CHECK(page.node("top.title"));
        CHECK(page.picture.find("<script>") == std::string::npos);
    }
    Page page("en", 1440, 900, "color=red&screen=moon");
    page.frame();
    CHECK(page.name("notice") == "Parts of the link were not understood and were left out: 2");
}

TEST_CASE("a file that cannot be read leaves what was there, and says what and where") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    const std::string rows = page.name("roles.funnel.contacted");
    page.shell.load_event(
        R"({"state":"failed","errors":[{"code":"bad_time","file":"new.json","record":7,"path":"deals[].created_at","detail":"<i>"}]})");
    page.settle();
    CHECK(page.name("load.error.0") ==
          "new.json, record 7, field deals[].created_at: a date or time could not be read: <i>");
    CHECK(page.name("roles.funnel.contacted") == rows);
    page.click("load.another");
    CHECK(page.files_wanted == 1);
    page.click("load.dismiss");
    CHECK_FALSE(page.node("load.error.0"));
}

TEST_CASE("loading shows how far it is and can be cancelled") {
    Page page("en", 390, 844);
    page.shell.load_event(R"({"state":"reading","bytes":5000000,"total":20000000,"records":1234,"file":"deals.json"})");
    page.settle();
    REQUIRE(page.node("load.progress"));
    CHECK(page.node("load.progress")->value == "25");
    CHECK(page.name("load.amount").find("1,234") != std::string::npos);
    page.click("load.cancel");
    CHECK(page.cancelled == 1);
    page.shell.load_event(R"({"state":"failed","errors":[{"code":"json_truncated","file":"deals.json"}]})");
    page.settle();
    page.click("load.demo");
    CHECK(times(page.demos, "en") == 2);
}

TEST_CASE("a late answer leaves the old one in sight, marked, and cannot be pressed") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    const std::string before = page.name("roles.funnel.contacted");
    page.held_back = true;
    page.click("roles.parts.web");
    CHECK(page.name("roles.funnel.contacted") == before);
    CHECK(page.node("roles.funnel_card.late"));
    const std::size_t links = page.fragments.size();
    page.click("roles.funnel.contacted.lost");
    CHECK(page.fragments.size() == links);
    page.held_back = false;
    page.deliver();
    page.settle();
    CHECK_FALSE(page.node("roles.funnel_card.late"));
    CHECK(page.name("roles.funnel.contacted") != before);
}

TEST_CASE("an answer that nobody waits for, or that makes no sense, does no harm") {
    Page page("en", 1440, 900);
    page.held_back = true;
    page.load(tests::team());
    page.shell.answer(99, "{}");
    for (const auto& [number, question] : page.waiting)
        page.shell.answer(number, R"({"error":{"code":"engine_stopped"}})");
    page.settle();
    page.shell.load_event("not json");
    page.shell.load_event(R"({"state":"restarted"})");
    page.settle();
    CHECK(page.node("load.failed"));
}

TEST_CASE("a figure that could not be computed says why, and the page rests") {
    for (const char* fragment : {"", "screen=people&who=p3", "rows=contacted,lost"}) {
        CAPTURE(fragment);
        Page page("en", 1440, 900, fragment);
        page.load(tests::team());
        page.held_back = true;
        page.click("filters.add");
        page.click("filters.tab.team");
        page.click("filters.option.east");
        for (const auto& [number, question] : page.waiting)
            page.shell.answer(number, R"({"error":{"code":"out_of_memory"}})");
        page.settle();
        CHECK(page.picture.find("there is not enough memory") != std::string::npos);
        const ui::NextFrame next = page.frame();
        CHECK_FALSE(next.again);
        CHECK(next.wait_ms < 0);
    }
}

TEST_CASE("Escape closes what lies on top, one after the other") {
    Page page("en", 1440, 900, "screen=roles&rows=contacted,lost&pin=contacted,lost");
    page.load(tests::team());
    page.click("filters.add");
    CHECK(page.node("filters.panel"));
    const auto escape = [&] { page.act(ui::ActionKind::key, "root", "Escape"); };
    escape();
    CHECK_FALSE(page.node("filters.panel"));
    CHECK(page.node("rows"));
    escape();
    CHECK_FALSE(page.node("rows"));
    CHECK(page.fragment() == "screen=roles&pin=contacted,lost");
    escape();
    CHECK(page.fragment() == "screen=roles");
}

TEST_CASE("a layer takes the presses of what it covers, and one beside it closes it") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    const charts::Point covered = page.middle("tiles.customer_support");
    page.click("filters.add");
    REQUIRE(page.node("filters.panel"));
    page.press(covered);
    CHECK_FALSE(page.node("filters.panel"));
    CHECK(page.fragments.empty());
}

TEST_CASE("language and theme are the reader's, remembered and not in the link") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    page.click("top.language");
    CHECK(page.name("top.title") == "角色");
    page.click("top.theme");
    CHECK(page.remembered == std::vector<std::string>{"language=zh", "theme=dark"});
    CHECK(page.fragments.empty());
    page.shell.theme_changed(false);
    page.settle();
    CHECK(page.name("top.theme") == "换成浅色");
}

TEST_CASE("the keyboard's focus brings what is out of sight into sight") {
    Page page("en", 1440, 600, "screen=data");
    page.load(tests::team());
    REQUIRE(page.node("data.own.open"));
    const std::string far = "data.stage.active";
    page.act(ui::ActionKind::key, "data.own.open", "End");
    page.act(ui::ActionKind::focus, "data.own.open");
    CHECK(page.node("data.own.open")->bounds.w > 0);
    page.input.pointer = {700, 400};
    page.input.wheel = {0, 5000};
    page.settle();
    CHECK(page.node("data.own.open")->bounds.w == 0);
    page.act(ui::ActionKind::blur, "data.own.open");
    page.act(ui::ActionKind::focus, "data.own.open");
    CHECK(page.node("data.own.open")->bounds.w > 0);
}

TEST_CASE("a finger scrolls, and what it scrolled over is not pressed") {
    Page page("zh", 390, 844);
    page.load(tests::team());
    const charts::Point start = page.middle("roles.funnel.contacted");
    const float before = page.node("roles.funnel.contacted")->bounds.y;
    page.input.pointer = start;
    page.frame();
    page.input.down = page.input.pressed = true;
    page.frame();
    for (int i = 1; i <= 10; ++i) {
        page.input.pointer.y = start.y - 15.f * static_cast<float>(i);
        page.surface.now_ms -= 184;
        page.frame();
    }
    page.input.down = false;
    page.input.released = true;
    const ui::NextFrame next = page.frame();
    CHECK(next.again);
    page.settle();
    CHECK(page.node("roles.funnel.contacted")->bounds.y < before - 140);
    CHECK(page.fragments.empty());
}

TEST_CASE("more data that join keep what is on the screen until the new answers are there") {
    for (const char* fragment : {"screen=roles", "screen=team"}) {
        Page page("en", 1440, 2000, fragment);
        page.load(tests::team());
        const std::string card =
            fragment == std::string("screen=team") ? "team.chain.title" : "roles.funnel_card.title";
        const std::string before = page.name(card);
        REQUIRE(!before.empty());
        page.held_back = true;
        const std::string more =
            R"({"septet":1,"deals":[{"id":"late","history":[{"stage":"lead","at":"2026-06-01"}]}]})";
        const engine::LoadEvent event = tests::load(page.engine, {{"more.json", more}}, true);
        REQUIRE(event.joined);
        page.shell.load_event(engine::write(event));
        page.frame();
        CHECK(page.name(card) == before);
        page.held_back = false;
        page.settle();
        page.settle();
        CHECK(!page.name(card).empty());
        CHECK(page.name(fragment == std::string("screen=team") ? "team.roles.marketer" : "tiles.marketer") != "");
        // Other data take the place of the old: nothing of them is shown.
        page.held_back = true;
        page.shell.load_event(engine::write(tests::load_text(page.engine, tests::team())));
        page.frame();
        CHECK(page.node(card) == nullptr);
    }
}

TEST_CASE(
    "a phone on its side: the filters stand in the top bar, the menu scrolls, and most of the height is the screen's") {
    for (const std::string language : {"en", "zh"}) {
        Page page(language, 844, 390, "screen=accounts");
        page.input.kind = ui::Pointer::touch;
        page.settle();
        REQUIRE(page.node("main"));
        const float before = page.node("main")->bounds.y;
        page.load(tests::team());
        const ui::SemanticNode* main = page.node("main");
        REQUIRE(main);
        CHECK(main->bounds.h >= 280);
        CHECK(main->bounds.y == before);  // nothing moves down when the data are here
        const ui::SemanticNode* filters = page.node("filters");
        REQUIRE(filters);
        CHECK(filters->bounds.bottom() <= main->bounds.y);
        // Beside the title and what it says of the data, before the buttons.
        CHECK(filters->bounds.x >= page.node("top.cut_off")->bounds.right());
        CHECK(filters->bounds.right() <= page.node("top.share")->bounds.x);
        CHECK(page.node("nav.team")->bounds.h >= 44);
        page.click("nav.more");
        const ui::SemanticNode* menu = page.node("menu");
        REQUIRE(menu);
        CHECK(menu->bounds.y >= 0);
        CHECK(menu->bounds.bottom() <= page.node("nav.team")->bounds.y);
        // What is below is reached by scrolling, with a finger or the wheel.
        CHECK(page.node("menu.theme")->bounds.h < 44);
        page.input.pointer = {400, 200};
        page.frame();
        page.input.wheel = {0, 600};
        page.settle();
        CHECK(page.node("menu.theme")->bounds.h >= 44);
    }
}

TEST_CASE("on paper the whole screen is light, cut through no card, and the reader's own page stays as it is") {
    for (const char* fragment : {"", "screen=roles&role=lead_nurturer", "screen=people&team=west", "screen=handoffs"}) {
        INFO("fragment: ", fragment);
        Page page("en", 1440, 900, fragment, true);
        page.load(tests::team());
        page.input.pointer = {700, 500};
        page.input.wheel = {0, 300};
        page.rest();
        const std::string before = page.picture, semantics = page.shell.semantics().json();
        const std::size_t asked = page.questions.size();

        charts::SvgPainter measuring(1, 1);
        const std::vector<float> edges = page.shell.paper_edges(measuring, 1040);
        REQUIRE(edges.size() >= 2);
        CHECK(edges.front() == 0);
        CHECK(std::ranges::is_sorted(edges));
        CHECK(edges.back() > 500);
        const ui::Surface whole{.width = 1040, .height = edges.back(), .safe = {}, .reduced_motion = true};
        charts::SvgPainter painter(whole.width, whole.height);
        page.shell.draw_paper(painter, whole, 0);
        const std::string paper = painter.finish();
        CHECK(paper.find(hex(charts::light_theme().ink)) != std::string::npos);
        CHECK(paper.find(hex(charts::dark_theme().ink)) == std::string::npos);
        CHECK(paper.find(hex(charts::light_theme().page)) == std::string::npos);
        CHECK((paper.find(">Team: west<") != std::string::npos) ==
              (std::string_view(fragment).find("team") != std::string_view::npos));
        // Every card's question is on the band that its top is on.
        std::string bands;
        for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
            const ui::Surface part{
                .width = 1040, .height = edges[i + 1] - edges[i], .safe = {}, .reduced_motion = true};
            charts::SvgPainter band(part.width, part.height);
            page.shell.draw_paper(band, part, edges[i]);
            bands += band.finish();
        }
        for (const ui::SemanticNode& node : page.shell.semantics().nodes)
            if (node.id.ends_with(".question"))
                CHECK_MESSAGE(bands.find(node.name.substr(0, 20)) != std::string::npos, node.name);

        page.rest();
        CHECK((page.picture == before));
        CHECK((page.shell.semantics().json() == semantics));
        CHECK(page.questions.size() == asked);
    }
}
