// The editors of topics and quality rules on screen: what they change, what they refuse, and what a link brings back.
#include <doctest/doctest.h>

#include <string>

#include "engine/word_changes.h"
#include "screens_page.h"
#include "ui/error_text.h"
#include "ui/link.h"

using engine::Json;
using tests::Page;

namespace {

const char* const calls = R"({"septet":1,"exported_at":"2026-04-01T00:00:00Z","timezone":"UTC",
"stages":[{"id":"talk","role":"closer"}],"people":[{"id":"ann","name":"Ann","roles":["closer"]}],
"deals":[{"id":"d","history":[{"stage":"talk","at":"2026-01-02","owner":"ann"}]}],
"calls":[{"id":"1","at":"2026-01-05T00:00:00Z","person":"ann","deal":"d","language":"en","channel":"phone","duration_s":100,
  "speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":10,"text":"Well now"},{"speaker":"c","start_s":10,"end_s":20,"text":"And the freight?"},
           {"speaker":"r","start_s":30,"end_s":60,"text":"Hello, my name is Ann"}]}]})";

struct Editors {
    Page page;
    explicit Editors(const char* language = "en", float width = 1440, const std::string& more = {})
        : page(language, width, 900, "screen=conversations&role=closer" + more) {
        page.load(calls);
        // What a link changed is unfolded.
        if (!page.node("calls.fold")->expanded) page.click("calls.fold");
    }
    void click(std::string_view id) { page.click(id); }
    void type(std::string_view id, std::string_view text) { page.act(ui::ActionKind::input, id, text); }
    Json topics() const { return engine::object_in(ui::read_link(page.fragment()).view.topic_changes); }
    Json rules() const { return engine::object_in(ui::read_link(page.fragment()).view.rule_changes); }
    bool has(std::string_view id) const { return page.node(id) != nullptr; }
    bool disabled(std::string_view id) const { return !has(id) || page.node(id)->disabled; }
    std::string all() const {
        std::string out;
        for (const auto& one : page.shell.semantics().nodes) out += one.name + "\n";
        return out;
    }
};

}  // namespace

TEST_CASE("topics: a phrase and a topic more and less, and everything taken back") {
    for (const float width : {1440.f, 390.f}) {
        Editors page("en", width);
        REQUIRE(page.has("words.topic.price"));
        CHECK(!page.has("words.add"));
        page.click("words.topic.price");
        page.type("words.add", "freight, FREIGHT，ship*");
        page.click("words.add.do");
        CHECK(page.topics().dump() == R"({"price":{"phrases":{"add":["freight","ship*"]}}})");
        CHECK(page.has("topics.row.0"));
        CHECK(page.page.name("topics.foot").find("1 changed") != std::string::npos);
        page.click("words.word.ship*");
        page.click("words.word.price");
        CHECK(page.topics().dump() == R"({"price":{"phrases":{"add":["freight"],"drop":["price"]}}})");
        page.type("words.add", "price");
        page.click("words.add.do");
        page.click("words.word.freight");
        CHECK(page.topics().empty());
        page.type("words.add", "a*b");
        CHECK(page.disabled("words.add.do"));
        CHECK(page.has("words.add.wrong"));
        page.type("words.new", "Freight");
        page.click("words.new.do");
        page.type("words.add", "the freight");
        page.click("words.add.do");
        CHECK(page.topics().dump() == R"({"Freight":{"phrases":["the freight"]}})");
        page.click("words.remove");
        CHECK(page.topics().empty());
        page.click("words.topic.price");
        page.click("words.remove");
        CHECK(page.topics().dump() == R"({"price":null})");
        page.click("words.put_back.price");
        page.type("words.add", "freight");
        page.click("words.add.do");
        page.click("words.back");
        CHECK(page.page.fragment() == "screen=conversations&role=closer");
    }
}

TEST_CASE("rules: every part of the form makes what the rules' JSON says") {
    for (const char* language : {"en", "zh"}) {
        Editors page(language);
        const auto applied = [&](const char* id) {
            REQUIRE(!page.disabled("book.apply"));
            page.click("book.apply");
            return page.rules()[language][id];
        };
        page.click("book.rule.opening");
        page.type("book.when.first_s", "10");
        page.click("book.weight.more");
        page.click("book.critical");
        page.click("book.applies.role.closer");
        page.click("book.applies.direction.out");
        page.click("book.applies.direction.out");
        CHECK(applied("opening").dump() ==
              std::string(R"({"weight":2,"when":{"first_s":10},"critical":true,"applies":{"role":["closer"]}})"));
        CHECK(!page.has("book.apply"));
        page.click("book.rule.opening");
        page.click("book.undo");
        CHECK(page.rules().empty());

        page.click("book.rule.listening");
        page.type("book.when.below", "70");
        page.click("book.more");
        page.click("book.both.any");
        page.type("book.when.any[2].add", "hello");
        page.click("book.when.any[2].add.do");
        page.click("book.when.any[2].must.not");
        page.click("book.when.any[2].not.by.customer");
        page.click("book.when.any[2].not.where.last");
        page.type("book.when.any[2].not.last_s", "20");
        page.type("book.when.any[2].not.at_least", "2");
        CHECK(applied("listening").dump() ==
              std::string(R"({"when":{"measure":null,"below":null,"any":[{"measure":"talk_ratio","below":0.7},)"
                          R"({"not":{"phrases":["hello"],"by":"customer","last_s":20,"at_least":2}}]}})"));
        page.click("book.back");

        page.click("book.rule.closing");
        page.click("book.when.after.rule");
        page.type("book.when.within_s", "90");
        CHECK(applied("closing").dump() == std::string(R"({"when":{"after":{"rule":"opening"},"within_s":90}})"));
        page.click("book.rule.closing");
        page.click("book.remove");
        CHECK(page.rules()[language]["closing"].is_null());
        page.click("book.put_back.closing");
        CHECK(page.rules().empty());

        page.click("book.new");
        CHECK(page.disabled("book.apply"));
        page.type("book.name", "Freight");
        page.type("book.when.add", "freight");
        page.click("book.when.add.do");
        page.click("book.apply");
        CHECK(page.all().find("Freight") != std::string::npos);
        CHECK(page.rules()[language].size() == 1);
    }
}

TEST_CASE("rules that nobody could keep to are refused at their field") {
    Editors page;
    page.click("book.rule.opening");
    page.type("book.when.first_s", "soon");
    CHECK(page.has("book.error"));
    CHECK(page.disabled("book.apply"));
    page.type("book.when.first_s", "-1");
    CHECK(page.has("book.error"));
    page.type("book.when.first_s", "60");
    CHECK(!page.has("book.error"));
    page.click("book.when.kind");
    page.click("book.when.kind.2");
    CHECK(page.page.name("book.error") ==
          ui::error_words({base::ErrorCode::rule_cycle, "", 0, "", 0, "opening"}, ui::Language::en));
    page.click("book.close");
    CHECK(!page.has("book.error"));
    CHECK(page.rules().empty());
}

TEST_CASE("a link's changes that are none are said, and taken back") {
    for (const char* changes :
         {R"({"en":{"opening":{"when":{"phrases":null,"by":null,"first_s":null,"rule":"opening"}}}})", "[[[[", "{}x",
          R"({"en":7})", R"({"en":{"opening":7}})", R"("text")"}) {
        ui::View view;
        view.rule_changes = changes;
        view.topic_changes = changes;
        Editors page("en", 1440, "&" + ui::write_link(view));
        CHECK(!page.has("quality.row.0"));
        CHECK(!page.has("topics.row.0"));
        REQUIRE(page.has("book.back"));
        page.click("book.back");
        page.click("words.back");
        CHECK(page.has("quality.row.0"));
        CHECK(page.page.fragment() == "screen=conversations&role=closer");
    }
}

TEST_CASE("what does not fit into a link is not changed, and said") {
    Editors page;
    page.click("words.topic.price");
    std::string many;
    for (int i = 0; i < 3000; ++i) many += "phrase " + std::to_string(i) + ",";
    page.type("words.add", many);
    page.click("words.add.do");
    CHECK(page.has("words.full"));
    CHECK(page.topics().empty());
}
