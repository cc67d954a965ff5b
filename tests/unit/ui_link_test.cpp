#include "ui/link.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "base/limits.h"

using engine::Exit;
using ui::ReadLink;
using ui::View;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

std::string any_text(Random& random) {
    const char* pieces[] = {"a",  "7", "华东", "=",  "&",   ",", "%", "#", " ",
                            "..", "é", "😀",   "\"", "<b>", "+", ";", "/", "-"};
    std::string text;
    for (std::size_t i = below(random, 6); i > 0; --i) text += pieces[below(random, std::size(pieces))];
    return text;
}

std::vector<std::string> any_list(Random& random) {
    std::vector<std::string> list;
    for (std::size_t i = below(random, 4); i > 0; --i) {
        std::string text = any_text(random);
        if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
    }
    return list;
}

std::optional<ui::Mark> any_mark(Random& random) {
    if (below(random, 2)) return std::nullopt;
    ui::Mark mark{.stage = any_text(random)};
    if (below(random, 2)) mark.part = static_cast<Exit>(below(random, 5));
    if (below(random, 2)) {
        mark.of_person = true;
        mark.person = any_text(random);
    }
    return mark;
}

View any_view(Random& random) {
    const char* roles[] = {"", "closer", "marketer", "sales_manager"};
    const char* days[] = {"", "2026-01-01", "2026-02-28"};
    View view;
    view.screen = static_cast<ui::ScreenId>(below(random, 8));
    view.role = roles[below(random, 4)];
    view.filter.entered = {days[below(random, 3)], below(random, 2) ? "2026-07-01" : ""};
    view.filter.source = any_list(random);
    view.filter.segment = any_list(random);
    view.filter.team = any_list(random);
    view.filter.person = any_list(random);
    view.filter.manager = any_list(random);
    if (below(random, 2)) view.calendar.emplace();
    if (view.calendar && below(random, 3)) {
        const auto from = static_cast<std::uint32_t>(below(random, 24));
        view.calendar->hours = {from, from + 1 + static_cast<std::uint32_t>(below(random, 24 - from))};
        const std::size_t always = below(random, 7);
        for (std::uint32_t day = 0; day < 7; ++day)
            if (day == always || below(random, 2)) view.calendar->weekdays.push_back(day + 1);
        for (auto* list : {&view.calendar->holidays, &view.calendar->extra_days})
            for (std::size_t i = below(random, 4); i > 0; --i) list->push_back("2026-10-0" + std::to_string(i));
    }
    if (below(random, 2)) {
        view.path_from = "a" + any_text(random);
        view.path_to = "b" + any_text(random);
    }
    if (below(random, 2)) {
        const auto kind = static_cast<ui::VersusKind>(below(random, 4));
        view.versus = ui::Versus{kind, any_text(random), "b" + any_text(random)};
        if (view.versus->first == view.versus->second) view.versus.reset();
    }
    view.jumps = static_cast<engine::Jumps>(below(random, 2));
    view.breakdown = static_cast<ui::Breakdown>(below(random, 3));
    view.sort = static_cast<ui::PeopleColumn>(below(random, 6));
    view.descending = below(random, 2);
    view.zoom = {days[below(random, 3)], below(random, 2) ? "2026-07-01" : ""};
    view.find = any_text(random);
    view.pin = any_mark(random);
    view.rows = any_mark(random);
    if (below(random, 2)) view.who = any_text(random);
    for (const char* role : {"closer", "marketer"})
        if (below(random, 2))
            view.scenario.push_back({role, (10 + below(random, 291)) / 100.0, (10 + below(random, 291)) / 100.0,
                                     static_cast<std::int32_t>(below(random, 1999)) - 999});
    view.topic_changes = any_text(random);
    view.rule_changes = any_text(random);
    view.account = any_text(random);
    view.accounts_find = any_text(random);
    view.accounts = static_cast<engine::AccountsKept>(below(random, 4));
    view.accounts_order = static_cast<engine::AccountsOrder>(below(random, 7));
    view.accounts_turned = below(random, 2);
    view.call_days = {days[below(random, 3)], below(random, 2) ? "2026-07-01" : ""};
    view.call = any_text(random);
    view.turn = static_cast<std::uint32_t>(below(random, 3));
    view.calls_all = below(random, 2);
    view.queue_by_value = below(random, 2);
    view.said = any_text(random);
    view.broken = any_text(random);
    view.coached = any_text(random);
    if (below(random, 2)) view.call_rules = {100, 200, 3, 4, 5000, static_cast<std::uint32_t>(below(random, 60'001))};
    if (below(random, 2)) view.handed = any_text(random);
    if (below(random, 2)) view.data = "data/" + any_text(random) + ".json";
    return view;
}

}  // namespace

TEST_CASE("a fresh page has no fragment") {
    CHECK(ui::write_link({}).empty());
    CHECK(ui::read_link("").view == View{});
    CHECK(ui::read_link("#").view == View{});
}

TEST_CASE("a link is readable") {
    View view;
    view.screen = ui::ScreenId::people;
    view.role = "closer";
    view.filter.team = {"east", ""};
    view.filter.entered = {"2026-01-01", "2026-07-01"};
    view.sort = ui::PeopleColumn::rate;
    view.descending = true;
    view.rows = ui::Mark{.stage = "contacted", .part = Exit::lost};
    CHECK(ui::write_link(view) ==
          "screen=people&role=closer&entered=2026-01-01..2026-07-01&team=east,&sort=-rate&rows=contacted,lost");
    CHECK(ui::read_link("#" + ui::write_link(view)).view == view);
}

TEST_CASE("any view comes back from its link, and the link is plain ASCII") {
    Random random(20260918);
    for (int i = 0; i < 3000; ++i) {
        const View view = any_view(random);
        const std::string link = ui::write_link(view);
        CAPTURE(link);
        const ReadLink read = ui::read_link(link);
        REQUIRE(read.view == view);
        REQUIRE(read.unknown + read.dropped == 0);
        REQUIRE(std::all_of(link.begin(), link.end(), [](char c) { return c > ' ' && c < 127; }));
    }
}

TEST_CASE("what a link does not know is passed over, what does not fit is dropped, and the rest is kept") {
    const ReadLink read = ui::read_link(
        "color=red&screen=moon&role=closer&entered=2026-02-30..&team=%ZZ&sort=-magic&pin=a,won&team=east");
    CHECK(read.unknown == 1);
    CHECK(read.dropped == 5);
    CHECK(read.view.role == "closer");
    CHECK(read.view.filter.team == std::vector<std::string>{"east"});
    CHECK(read.view.filter.entered == engine::Days{});
    CHECK_FALSE(read.view.pin);
    CHECK(ui::read_link("role=boss").view.role.empty());
    for (const char* move : {"boss,100,100,1", "closer,9,100,0", "closer,100,301,0", "closer,100,100,1000",
                             "closer,100,100", "closer,1e2,100,0", "closer,100,100,1,2", "closer,100,100,"})
        CHECK(ui::read_link(std::string("move=") + move).dropped == 1);
    CHECK(ui::read_link("move=closer,120,100,1&move=closer,90,100,1").view.scenario ==
          std::vector<engine::Move>{{"closer", 1.2, 1, 1}});
    CHECK(ui::read_link("entered=2026-07-01..2026-01-01").dropped == 1);
    CHECK(ui::read_link("find=%00").dropped == 1);
    for (const char* hours :
         {"", "9", "9-18", "18-9-1", "9-18-8", "9-18-21", "9-18-11", "-1-18-1", "9-25-1", "9-18-1-2", "on"}) {
        CAPTURE(hours);
        const ReadLink hour_read = ui::read_link(std::string("hours=") + hours);
        CHECK(hour_read.dropped == 1);
        CHECK(!hour_read.view.calendar);
    }
    CHECK(ui::read_link("holidays=2026-01-01").dropped == 1);
    CHECK(ui::read_link("hours=off&extra=2026-01-01").dropped == 1);
    const ReadLink told =
        ui::read_link("hours=9-18-135&holidays=2026-01-01,2026-02-30,,2026-01-01,soon&extra=2026-01-03");
    CHECK(told.dropped == 3);
    CHECK(told.view.calendar == engine::Calendar{{9, 18}, {1, 3, 5}, {"2026-01-01"}, {"2026-01-03"}});
    std::string many = "hours=9-18-1&holidays=";
    for (int day = 0; day < 2'000; ++day) many += std::to_string(1000 + day) + "-01-01,";
    CHECK(ui::read_link(many).view.calendar->holidays.size() == base::limits::link_days);
    for (const char* path : {"", "lead", "lead,", ",won", "lead,lead"})
        CHECK(ui::read_link(std::string("path=") + path).dropped == 1);
    for (const char* versus : {"", "source", "source,ads,ads", "colour,red,blue"})
        CHECK(ui::read_link(std::string("versus=") + versus).dropped == 1);
    CHECK(ui::read_link("find=%FF").dropped == 1);
    CHECK(ui::read_link("who=" + std::string(base::limits::id_bytes + 1, 'a')).dropped == 1);
}

TEST_CASE("a link may ask for a language, and tells when it is newer") {
    CHECK(ui::read_link("lang=zh").language == "zh");
    CHECK(ui::read_link("lang=fr").language.empty());
    CHECK(ui::read_link("v=2").newer);
    CHECK_FALSE(ui::read_link("v=1").newer);
}

TEST_CASE("a fragment beyond the limit is not read") {
    const std::string longest = "find=" + std::string(base::limits::fragment_bytes, 'a');
    CHECK(ui::read_link(longest).view == View{});
    CHECK(ui::read_link(longest).dropped == 1);
    std::string many = "source=a0";
    for (int i = 1; i < 3000; ++i) many += ",a" + std::to_string(i);
    CHECK(ui::read_link(many).view.filter.source.size() <= 200);
}

TEST_CASE("noise gives a view that has a link of its own") {
    Random random(5);
    const char* pieces[] = {
        "screen=",  "people",     "&",    "=",    "%",    "%2",    "%E5%8D%8E",   "rows=", ",", "lost", "..",
        "entered=", "2026-01-01", "pin=", "\xFF", "\x01", "data=", "javascript:", "//",    "a", "v=",   "who="};
    for (int i = 0; i < 5000; ++i) {
        std::string noise;
        for (std::size_t n = below(random, 14); n > 0; --n) noise += pieces[below(random, std::size(pieces))];
        CAPTURE(noise);
        const View view = ui::read_link(noise).view;
        REQUIRE(ui::read_link(ui::write_link(view)).view == view);
    }
}

TEST_CASE("an address of data is relative, or plainly http") {
    for (const char* good : {"demo.json", "data/2026/q3.json", "/data/q3.json", "https://example.org/a.json",
                             "http://localhost/a.json", "a/b:c.json"})
        CHECK_MESSAGE(ui::address_allowed(good), good);
    for (const char* bad : {"", "javascript:alert(1)", "data:application/json,{}", "//example.org/a.json",
                            "/\\example.org/a.json", "\\\\example.org", "file:///etc/passwd", "blob:x"})
        CHECK_FALSE_MESSAGE(ui::address_allowed(bad), bad);
    CHECK(ui::read_link("data=javascript%3Aalert(1)").view.data.empty());
}
