#include "base/string_pool.h"

#include <doctest/doctest.h>

#include <string>

using base::StringPool;

TEST_CASE("equal text has one number, in order of first sight") {
    StringPool pool;
    CHECK(pool.size() == 0);
    CHECK(pool.heap_bytes() == 0);
    CHECK(!pool.find(""));
    CHECK(pool.add("new") == 0);
    CHECK(pool.add("won") == 1);
    CHECK(pool.add("new") == 0);
    CHECK(pool.add("") == 2);
    CHECK(pool.add("") == 2);
    CHECK(pool.size() == 3);
    CHECK(pool[0] == "new");
    CHECK(pool[1] == "won");
    CHECK(pool[2] == "");
    CHECK(pool.find("won") == StringPool::Index{1});
    CHECK(!pool.find("wo"));
    CHECK(!pool.find("won "));
}

TEST_CASE("a number that was not given out is an empty text") {
    StringPool pool;
    CHECK(pool[0] == "");
    pool.add("a");
    CHECK(pool[1] == "");
    CHECK(pool[StringPool::full] == "");
}

TEST_CASE("bytes are compared as bytes") {
    StringPool pool;
    const std::string with_nul("a\0b", 3);
    CHECK(pool.add("a") == 0);
    CHECK(pool.add(with_nul) == 1);
    CHECK(pool.add(std::string("a\0c", 3)) == 2);
    CHECK(pool[1] == with_nul);
    CHECK(pool.add("\xFF\xFE") == 3);
    CHECK(pool.find("\xFF\xFE") == StringPool::Index{3});
}

TEST_CASE("texts of every length that differ in one byte are told apart") {
    StringPool pool;
    StringPool::Index given = 0;
    for (std::size_t size = 1; size <= 40; ++size) {
        for (std::size_t changed = 0; changed < size; ++changed) {
            std::string text(size, 'x');
            text[changed] = 'y';
            CHECK(pool.add(text) == given++);
        }
    }
    CHECK(pool.size() == given);
}

TEST_CASE("a view of the pool's own text may be added again") {
    StringPool pool;
    pool.add("first");
    for (int i = 0; i < 100; ++i) pool.add(std::to_string(i));
    CHECK(pool.add(pool[0]) == 0);
}

TEST_CASE("a copy is a pool of its own") {
    StringPool pool;
    pool.add("a");
    StringPool copy = pool;
    CHECK(copy.add("b") == 1);
    CHECK(!pool.find("b"));
    CHECK(copy[0] == "a");
}

TEST_CASE("many ids stay findable and the pool thrifty") {
    StringPool pool;
    constexpr StringPool::Index count = 200'000;
    std::size_t text_bytes = 0;
    bool in_order = true, found = true, absent = true;
    for (StringPool::Index i = 0; i < count; ++i) {
        const std::string id = "deal-" + std::to_string(i);
        text_bytes += id.size();
        in_order = in_order && pool.add(id) == i;
    }
    for (StringPool::Index i = 0; i < count; ++i) {
        const std::string id = "deal-" + std::to_string(i);
        found = found && pool.find(id) == i && pool[i] == id;
        absent = absent && !pool.find("Deal-" + std::to_string(i));
    }
    CHECK(in_order);
    CHECK(found);
    CHECK(absent);
    // Each string's text and twelve bytes, and at most half as much again that lies ready.
    CHECK(pool.heap_bytes() <= (text_bytes + count * 12) * 3 / 2);
}
