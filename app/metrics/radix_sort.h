// Sorts long lists by a number of 32 bits, in three rounds of eleven; those of one number keep their order.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace metrics {

template <class Item, class KeyOf>
void radix_sort(std::vector<Item>& items, KeyOf key_of) {
    constexpr unsigned bits = 11;
    constexpr std::uint32_t digits = 1U << bits;
    std::vector<Item> other(items.size());
    for (unsigned shift = 0; shift < 32 && !items.empty(); shift += bits) {
        const auto digit_of = [&](const Item& item) { return (key_of(item) >> shift) % digits; };
        std::array<std::uint32_t, digits> place{};
        for (const Item& item : items) ++place[digit_of(item)];
        if (place[digit_of(items[0])] == items.size()) continue;
        std::uint32_t next = 0;
        for (std::uint32_t& p : place) next += std::exchange(p, next);
        for (const Item& item : items) other[place[digit_of(item)]++] = item;
        items.swap(other);
    }
}

}  // namespace metrics
