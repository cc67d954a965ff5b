#include "ui/semantic.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using ui::SemanticNode;
using ui::SemanticRole;

TEST_CASE("a tree is JSON that says only what differs") {
    ui::SemanticTree tree;
    tree.nodes.push_back({.id = "root", .role = SemanticRole::group});
    tree.nodes.push_back({.id = "a",
                          .role = SemanticRole::button,
                          .name = "Share",
                          .bounds = {10, 20.5f, 30, 40},
                          .selected = true,
                          .toggle = true});
    CHECK(tree.json() ==
          R"({"nodes":[{"id":"root","role":"group"},)"
          R"({"id":"a","role":"button","name":"Share","x":10,"y":20.5,"w":30,"h":40,"selected":true,"toggle":true}]})");
}

TEST_CASE("to a document with the same nodes only those go that changed, with all that they are") {
    ui::SemanticTree before;
    before.nodes = {{.id = "root", .role = SemanticRole::group},
                    {.id = "a", .role = SemanticRole::text, .name = "31"},
                    {.id = "b", .role = SemanticRole::cell, .name = "7", .bounds = {1, 2, 3, 4}}};
    ui::SemanticTree after = before;
    after.nodes[2].name = "8";
    CHECK(after.json(before.nodes) ==
          R"({"changed":[[2,{"id":"b","role":"cell","name":"8","x":1,"y":2,"w":3,"h":4}]]})");
    after.nodes[0].name = "page";
    CHECK(after.json(before.nodes) == R"({"changed":[[0,{"id":"root","role":"group","name":"page"}],)"
                                      R"([2,{"id":"b","role":"cell","name":"8","x":1,"y":2,"w":3,"h":4}]]})");
    // Another role, parent, level or order is another tree.
    for (const auto change : {+[](SemanticNode& node) { node.role = SemanticRole::rowheader; },
                              +[](SemanticNode& node) { node.parent = 1; }, +[](SemanticNode& node) { node.level = 2; },
                              +[](SemanticNode& node) { node.id = "c"; }}) {
        ui::SemanticTree other = before;
        change(other.nodes[2]);
        CHECK(other.json(before.nodes) == other.json());
    }
    after.nodes.pop_back();
    CHECK(after.json(before.nodes) == after.json());
}

TEST_CASE("text stays text whatever is in it") {
    ui::SemanticTree tree;
    const std::string hostile = "\"</script><b>\\\n\t\x01 中文 😀";
    tree.nodes.push_back({.id = hostile, .role = SemanticRole::cell, .name = hostile, .bounds = {-3.5f, -0.5f, 1, 1}});
    tree.nodes.push_back({.id = "broken", .role = SemanticRole::text, .name = "\xFF\xFE"});
    const auto json = nlohmann::json::parse(tree.json(), nullptr, false);
    REQUIRE_FALSE(json.is_discarded());
    CHECK(json["nodes"][0]["name"] == hostile);
    CHECK(json["nodes"][0]["x"] == -3.5);
    CHECK(json["nodes"][0]["y"] == -0.5);
    CHECK(json["nodes"][1]["name"] == "\xEF\xBF\xBD");
}

TEST_CASE("every role has an ARIA name") {
    for (int i = 0; i <= static_cast<int>(SemanticRole::cell); ++i)
        CHECK(std::string(ui::role_name(static_cast<SemanticRole>(i))).size() > 2);
    CHECK(std::string(ui::role_name(SemanticRole::searchbox)) == "searchbox");
}
