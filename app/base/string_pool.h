// A set of distinct strings, each with a small number; equal text gives the same number.
//
// Bytes lie end to end in one arena; views stay valid only until the next `add`.
// Numbers are given in order of first sight: whoever shows them sorts by text first.
// A pool holds less than 4 GiB of text (2 GiB in WASM) and 67 million strings; what would pass that is not added.
// While it grows it takes up to two and a half times heap_bytes(), which whoever keeps a budget of memory asks for first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace base {

class StringPool {
public:
    using Index = std::uint32_t;
    static constexpr Index full = UINT32_MAX;  // the answer of `add` where there is no room left

    // The text's number, old or new, or `full`. `text` must not be a view into this pool that is new to it.
    Index add(std::string_view text);
    std::optional<Index> find(std::string_view text) const;
    // "" for `full` and any other number that was not given out.
    std::string_view operator[](Index index) const;
    Index size() const { return static_cast<Index>(ends_.size()); }
    std::size_t heap_bytes() const;

private:
    std::vector<char> bytes_;
    std::vector<std::uint32_t> ends_;   // end of each string in bytes_
    std::vector<std::uint32_t> slots_;  // open addressing, index + 1 and some bits of the hash; 0 is free
    std::optional<Index> find_hashed(std::string_view text, std::uint64_t hash) const;
    void place(Index index, std::uint64_t hash);
    void rehash(std::size_t slots);
};

}  // namespace base
