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
