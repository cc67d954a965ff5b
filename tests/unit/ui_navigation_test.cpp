#include <doctest/doctest.h>

#include <algorithm>

#include "base/initials.h"
#include "screens_page.h"
#include "ui/find.h"
#include "ui/link.h"
#include "ui/undo_list.h"

using tests::Page;
using ui::Fit;
using ui::UndoList;
using ui::View;
using ui::ViewChange;

namespace {

base::Initials initials_of(std::string_view text) {
    base::Initials initials;
    initials.want(text);
    initials.learn(tests::pinyin_letters(initials.characters()));
    return initials;
}

// A list with what a browser's history would show beside it.
struct Walk {
    UndoList undo;
    View view;
    Walk() { undo.begin(view, write_link(view)); }
    void change(View next, ViewChange how) {
        view = std::move(next);
        undo.changed(view, write_link(view), how);
    }
    View with_role(std::string role) const {
        View next = view;
        next.role = std::move(role);
        return next;
    }
    View searching(std::string text) const {
        View next = view;
        next.find = std::move(text);
        return next;
    }
};

// Two people with Chinese names, a company with a deal, and one role that owns a stage.
std::string chinese_team() {
    return R"({"septet":1,"name":"队","exported_at":"2026-06-30T18:00:00","timezone":"Asia/Shanghai","currency":"CNY",
      "stages":[{"id":"lead","name":{"zh":"线索"},"role":"lead_nurturer"},{"id":"won","name":{"zh":"签约"},"role":"closer","outcome":"won"}],
      "people":[{"id":"a","name":"陈雨桐","roles":["closer"],"team":"East"},{"id":"b","name":"曾凡宇","roles":["lead_nurturer"]}],
      "accounts":[{"id":"k1","name":"Ningbo Valves"}],
      "deals":[{"id":"d1","account":"k1","source":"fair","history":[{"stage":"lead","at":"2026-05-01","owner":"b"},{"stage":"won","at":"2026-05-03","owner":"a"}]},
               {"id":"d2","account":"k1","source":"ads","history":[{"stage":"lead","at":"2026-05-02","owner":"b"}]}]})";
}

void key(Page& page, std::string_view name, std::string_view id = "root") { page.act(ui::ActionKind::key, id, name); }

void search(Page& page, std::string_view text) {
    key(page, "Find");
    page.act(ui::ActionKind::input, "find.field", text);
}

std::vector<std::string> listed(const Page& page) {
    std::vector<std::string> ids;
    for (const ui::SemanticNode& node : page.shell.semantics().nodes)
        if (node.role == ui::SemanticRole::option) ids.push_back(node.id);
    return ids;
}

std::string chosen(const Page& page) {
    for (const ui::SemanticNode& node : page.shell.semantics().nodes)
        if (node.role == ui::SemanticRole::option && node.selected) return node.id;
    return {};
}

}  // namespace

TEST_CASE("pinyin's initials: of each part of a name, of surnames that are read otherwise, of what is not Chinese") {
    const base::Initials initials = initials_of("陈雨桐曾凡宇尉迟恭");
    CHECK(initials.of("陈雨桐", true) == "cyt");
    CHECK(initials.of("曾凡宇", true) == "zfy");
    CHECK(initials.of("曾凡宇", false) == "cfy");
    CHECK(initials.of("尉迟恭", true) == "ycg");
    CHECK(initials.of("Q3 陈雨", false) == "q3cy");
    CHECK(initials.of("John Doe", true).empty());
    CHECK(initials.of("", true).empty());
    CHECK(initials.of("龘", true).empty());
    // Each character is asked for once, malformed bytes not at all.
    CHECK(base::Initials(initials_of("雨雨\xff雨")).characters() == "雨");
}

TEST_CASE("what fits best comes first") {
    const ui::Findable name{"陈雨桐", "cyt", "closer"};
    CHECK(ui::fit("陈雨桐", name) == Fit::whole);
    CHECK(ui::fit("陈雨", name) == Fit::beginning);
    CHECK(ui::fit("雨桐", name) == Fit::inside);
    CHECK(ui::fit("cyt", name) == Fit::initials_whole);
    CHECK(ui::fit("cy", name) == Fit::initials_beginning);
    CHECK(ui::fit("yt", name) == Fit::initials_inside);
    CHECK(ui::fit("clo", name) == Fit::kind);
    CHECK_FALSE(ui::fit("ct", name));
    const ui::Findable two{"person anna", {}, "sales · east"};
    CHECK(ui::fit("ann", two) == Fit::word);
    CHECK(ui::fit("nna", two) == Fit::inside);
    CHECK(ui::fit("person a", two) == Fit::beginning);
    CHECK(ui::fit("anna person", two) == Fit::word);
    CHECK(ui::fit("anna sal", two) == Fit::kind);
    CHECK_FALSE(ui::fit("anna zoe", two));
    CHECK(ui::fit("east", ui::Findable{"team东east", {}, {}}) == Fit::word);
}

TEST_CASE(
    "undo and redo go through pushed and replaced views alike, in the browser's own history where that has them") {
    Walk walk;
    CHECK_FALSE(walk.undo.can_undo());
    CHECK_FALSE(walk.undo.undo());
    walk.change(walk.with_role("closer"), ViewChange::pushed);
    View sorted = walk.view;
    sorted.descending = true;
    walk.change(sorted, ViewChange::replaced);
    auto step = walk.undo.undo();
    REQUIRE(step);
    CHECK(step->walk == 0);
    CHECK(step->link == "role=closer");
    walk.change(ui::read_link(step->link).view, ViewChange::replaced);
    CHECK(walk.undo.can_redo());
    step = walk.undo.undo();
    REQUIRE(step);
    CHECK(step->walk == -1);
    walk.change(View{}, ViewChange::outside);  // the browser went back
    CHECK_FALSE(walk.undo.can_undo());
    step = walk.undo.redo();
    REQUIRE(step);
    CHECK(step->walk == 1);
    // The entry holds what it held last.
    walk.change(walk.with_role("closer"), ViewChange::outside);
    step = walk.undo.redo();
    REQUIRE(step);
    CHECK(step->link == write_link(sorted));
}

TEST_CASE("the browser's back moves in the same list, and what it does not know begins a new one") {
    Walk walk;
    walk.change(walk.with_role("closer"), ViewChange::pushed);
    walk.change(walk.with_role("marketer"), ViewChange::pushed);
    walk.change(walk.with_role("closer"), ViewChange::outside);
    CHECK(walk.undo.can_undo());
    CHECK(walk.undo.can_redo());
    walk.change(walk.with_role("account_manager"), ViewChange::outside);
    CHECK_FALSE(walk.undo.can_undo());
    CHECK_FALSE(walk.undo.can_redo());
}

TEST_CASE("typing is one step, erased again it is none, and a new change forgets what was undone") {
    Walk walk;
    for (const char* text : {"a", "an", "ann"}) walk.change(walk.searching(text), ViewChange::replaced);
    auto step = walk.undo.undo();
    REQUIRE(step);
    CHECK(step->link.empty());
    walk.change(View{}, ViewChange::replaced);
    CHECK_FALSE(walk.undo.can_undo());
    walk.change(walk.with_role("closer"), ViewChange::pushed);
    CHECK_FALSE(walk.undo.can_redo());
    walk.change(walk.searching("b"), ViewChange::replaced);
    walk.change(walk.searching(""), ViewChange::replaced);
    step = walk.undo.undo();
    REQUIRE(step);
    CHECK(step->walk == -1);
}

TEST_CASE("a person is found by the initials of the name and shown in a role of his") {
    Page page("zh", 1440, 900);
    page.load(chinese_team());
    search(page, "cyt");
    REQUIRE(listed(page) == std::vector<std::string>{"find.person.a"});
    page.click("find.field");  // Enter
    CHECK(page.fragment().find("screen=people") != std::string::npos);
    CHECK(page.fragment().find("who=a") != std::string::npos);
    CHECK(page.node("find") == nullptr);
    search(page, "zf");
    CHECK(chosen(page) == "find.person.b");
    page.click("find.field");
    CHECK(page.fragment().find("who=b") != std::string::npos);
    search(page, "雨");
    CHECK(chosen(page) == "find.person.a");
}

TEST_CASE("accounts are found by the engine, filters are set and taken away, and nothing found is said") {
    Page page("en", 1440, 900);
    page.load(chinese_team());
    search(page, "VALVES");
    CHECK(chosen(page) == "find.account.k1");
    page.click("find.field");
    CHECK(page.fragment() == "screen=accounts&account=k1");
    search(page, "fair");
    page.click("find.field");
    CHECK(page.fragment().find("source=fair") != std::string::npos);
    search(page, "fair");
    CHECK(page.name(chosen(page)).find("chosen") != std::string::npos);
    page.click("find.field");
    CHECK(page.fragment().find("source") == std::string::npos);
    search(page, "last 30");
    page.click("find.field");
    CHECK(page.fragment().find("entered=2026-06-01..2026-07-01") != std::string::npos);
    search(page, "nothing like that");
    CHECK(listed(page).empty());
    CHECK(page.name("find.count") == "0 found");
    page.click("find.field");
    CHECK(page.node("find") != nullptr);
    key(page, "Escape");
    CHECK(page.node("find") == nullptr);
}

TEST_CASE("arrows walk round the list, and so many rows are enough") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    key(page, "Find");
    const std::vector<std::string> all = listed(page);
    REQUIRE(all.size() > 20);
    CHECK(all.size() <= 50);
    CHECK(all.front() == "find.screen.0");
    CHECK(chosen(page) == all[0]);
    key(page, "ArrowDown", "find.field");
    CHECK(chosen(page) == all[1]);
    key(page, "ArrowUp", "find.field");
    key(page, "ArrowUp", "find.field");
    CHECK(chosen(page) == all.back());
    key(page, "Home", "find.field");
    CHECK(chosen(page) == all[0]);
    key(page, "End", "find.field");
    CHECK(chosen(page) == all.back());
    key(page, "PageUp", "find.field");
    CHECK(chosen(page) == all[all.size() - 9]);
    key(page, "Find");
    CHECK(page.node("find") == nullptr);
}

TEST_CASE("commands do what their buttons do") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    search(page, "share");
    page.click("find.field");
    CHECK(page.copied.size() == 1);
    search(page, "open your");
    page.click("find.field");
    CHECK(page.files_wanted == 1);
    search(page, "switch to dark");
    page.click("find.field");
    CHECK(page.remembered == std::vector<std::string>{"theme=dark"});
    key(page, "Keys");
    CHECK(page.node("keys") != nullptr);
    key(page, "Escape");
    CHECK(page.node("keys") == nullptr);
}

TEST_CASE("undo by key and by button: what replaced is written over, what was pushed is walked") {
    Page page("en", 1440, 900);
    page.load(tests::team());
    CHECK(page.node("top.undo")->disabled);
    page.click("nav.people");
    page.act(ui::ActionKind::input, "people.search", "per");
    key(page, "Undo");
    CHECK(page.fragment() == "screen=people");
    CHECK(page.pushed == 1);
    key(page, "Undo");
    CHECK(page.walked == std::vector<int>{-1});
    page.shell.fragment_changed("screen=roles");
    page.settle();
    CHECK(page.node("top.undo")->disabled);
    page.click("top.redo");
    CHECK(page.walked == std::vector<int>{-1, 1});
}

TEST_CASE("the tour is shown once, to whom comes for the first time and to no link") {
    Page plain("en", 1440, 900);
    plain.load(tests::team());
    CHECK(plain.node("tour") == nullptr);
    Page link("en", 1440, 900, "screen=roles", false, true);
    link.load(tests::team());
    CHECK(link.node("tour") == nullptr);
    for (const float width : {1440.f, 390.f}) {
        Page page("en", width, 844, {}, false, true);
        page.settle();
        CHECK(page.node("tour") == nullptr);
        page.load(tests::team());
        REQUIRE(page.node("tour") != nullptr);
        CHECK(page.remembered == std::vector<std::string>{"tour=seen"});
        for (int i = 0; i < 4; ++i) page.click("tour.next");
        CHECK(page.name("tour.step") == "5 of 5: Your own data");
        page.click("tour.back");
        CHECK(page.name("tour.step") == "4 of 5: Go straight there");
        // The page is used as ever.
        page.press_on("top.share");
        CHECK(page.copied.size() == 1);
        CHECK(page.node("tour") != nullptr);
        key(page, "Escape");
        CHECK(page.node("tour") == nullptr);
    }
    search(plain, "tour");
    plain.click("find.field");
    CHECK(plain.fragment().empty());
    CHECK(plain.node("tour") != nullptr);
    plain.click("nav.people");
    CHECK(plain.node("tour") == nullptr);
}
