// One value of a document as a tree, for formats that are understood a call at a time: of bounded size, without recursion.
//
//     JsonTree tree(limit);
//     while (tree.take(token, text)) …          // true until the value is whole
//     tree.root()["metaData"]["id"].text();     // absent members are nodes without a value
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/token.h"

namespace ingest {

class JsonTree;

class JsonNode {
public:
    JsonNode() = default;
    explicit operator bool() const { return tree_ != nullptr; }  // null is absent
    bool is_object() const;
    bool is_array() const;
    // A member, of several of one name the first; absent in what is no object.
    JsonNode operator[](std::string_view key) const;
    std::optional<std::string_view> text() const;  // of a string, or of a number
    std::string_view word() const { return text().value_or(""); }
    std::optional<double> number() const;  // within ±9·10¹², to the millionth; also of a number in quotes
    bool flag() const;                     // true, or "true"
    std::string_view key() const;          // by which its object has it

    // What an array or an object holds, in order.
    class Iterator {
    public:
        Iterator(const JsonTree* tree, std::uint32_t at) : tree_(tree), at_(at) {}
        JsonNode operator*() const { return {tree_, at_}; }
        Iterator& operator++();
        bool operator!=(const Iterator& other) const { return at_ != other.at_; }

    private:
        const JsonTree* tree_;
        std::uint32_t at_;
    };
    Iterator begin() const;
    Iterator end() const;
    std::size_t size() const;

private:
    friend class JsonTree;
    JsonNode(const JsonTree* tree, std::uint32_t at);
    const JsonTree* tree_ = nullptr;
    std::uint32_t at_ = 0;
};

class JsonTree {
public:
    explicit JsonTree(std::size_t limit) : limit_(limit) {}
    void clear();
    // False once the value is whole. Past the limit the rest is counted through and not kept.
    bool take(Token token, std::string_view text);
    bool too_large() const { return too_large_; }
    // Views into the tree live until it is cleared.
    JsonNode root() const { return items_.empty() ? JsonNode() : JsonNode(this, 0); }

private:
    friend class JsonNode;
    static constexpr std::uint32_t none = UINT32_MAX;
    struct Item {
        Token kind{};
        std::uint32_t key_at = 0, key_size = 0;
        std::uint32_t text_at = 0, text_size = 0;
        std::uint32_t first = none, next = none;
    };
    struct Open {
        std::uint32_t item, last;
    };
    std::size_t limit_;
    std::vector<Item> items_;
    std::vector<Open> open_;
    std::string bytes_;
    std::uint32_t key_at_ = 0, key_size_ = 0;
    std::size_t depth_ = 0;
    bool too_large_ = false;

    std::string_view bytes(std::uint32_t at, std::uint32_t size) const {
        return std::string_view(bytes_).substr(at, size);
    }
};

}  // namespace ingest
