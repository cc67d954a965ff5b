#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/text_list.h"

using base::TextList;

TEST_CASE("a text list gives back what was added, across chunks and copies") {
    TextList list;
    std::vector<std::string> kept;
    const auto add = [&](std::string text) {
        REQUIRE(list.add(text));
        kept.push_back(std::move(text));
    };
    add("");
    add("one");
    add("");
    add(std::string(TextList::longest, 'x'));  // a chunk of its own
    add("");
    add("behind a full chunk");
    for (int i = 0; i < 3000; ++i) add(std::string(static_cast<std::size_t>(i % 700), static_cast<char>('a' + i % 26)));
    CHECK(!list.add(std::string(TextList::longest + 1, 'x')));
    REQUIRE(list.size() == kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) REQUIRE(list[i] == kept[i]);

    // Two lists that grow from one do not write over each other.
    TextList first = list;
    TextList second;
    second = list;
    REQUIRE(first.add("first"));
    REQUIRE(second.add("other"));
    REQUIRE(list.add("mine"));
    CHECK(first[kept.size()] == "first");
    CHECK(second[kept.size()] == "other");
    CHECK(list[kept.size()] == "mine");
    for (std::size_t i = 0; i < kept.size(); ++i) REQUIRE(second[i] == kept[i]);
}

TEST_CASE("a text list costs four bytes a text beside its bytes") {
    TextList list;
    std::size_t bytes = 0;
    for (int i = 0; i < 100'000; ++i) {
        REQUIRE(list.add(std::string(70, 'x')));
        bytes += 70;
    }
    CHECK(list.heap_bytes() < bytes + 100'000 * 8 + 2 * TextList::longest);
}

TEST_CASE("texts of one chunk lie together, those of two do not") {
    TextList list;
    for (const char* const text : {"", "one", "", "two", ""}) REQUIRE(list.add(text));
    CHECK(list.together(0, 5) == "onetwo");
    CHECK(list.together(1, 3) == "one");
    CHECK(list.together(2, 3) == "");
    CHECK(list.together(3, 3) == "");
    REQUIRE(list.add(std::string(TextList::longest, 'x')));
    CHECK(!list.together(3, 6));
    CHECK(list.together(5, 6)->size() == TextList::longest);
    REQUIRE(list.add("behind"));
    CHECK(!list.together(5, 7));
    CHECK(list.together(6, 7) == "behind");
}
