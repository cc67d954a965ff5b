// Comparing short texts without a call: ids, names of fields and words are compared by the million.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace base {

// The bytes from some place on as a number.
template <class Word>
inline std::uint64_t load_word(const char* from) {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

// a == b. The last step overlaps what was compared before, so no byte is looked at one by one.
inline bool same_text(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    const std::size_t size = a.size();
    const auto same = [&]<class Word>(Word, std::size_t at) {
        return load_word<Word>(a.data() + at) == load_word<Word>(b.data() + at);
    };
    if (size >= 8) {
        for (std::size_t at = 0; at + 8 < size; at += 8)
            if (!same(std::uint64_t{}, at)) return false;
        return same(std::uint64_t{}, size - 8);
    }
    if (size >= 4) return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
    return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1]);
}

}  // namespace base
