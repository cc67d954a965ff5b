#include "base/string_pool.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "base/same_text.h"

namespace base {
namespace {

// A slot holds index + 1 and, above it, some bits of the hash, so that most other strings are told apart without
// fetching their bytes.
constexpr int index_bits = 26;
constexpr std::uint32_t index_mask = (1u << index_bits) - 1;
constexpr std::size_t most_strings = index_mask - 1;
// What an offset can say, and where pointers have 32 bits, what a vector can hold.
constexpr std::size_t most_bytes = static_cast<std::size_t>(
    std::min<std::uint64_t>(std::numeric_limits<std::uint32_t>::max(), std::numeric_limits<std::ptrdiff_t>::max()));
constexpr std::size_t first_slots = 16;

constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15u;

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * multiplier;
    return hash ^ hash >> 32;
}

// Eight bytes at a time; the last step overlaps what was read before, so no byte is read one by one.
std::uint64_t hash_of(std::string_view text) {
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = left * multiplier;
    if (left >= 8) {
        for (; left > 8; at += 8, left -= 8) hash = mix(hash, load_word<std::uint64_t>(at));
        hash = mix(hash, load_word<std::uint64_t>(at + left - 8));
    } else if (left >= 4) {
        hash = mix(hash, load_word<std::uint32_t>(at) | load_word<std::uint32_t>(at + left - 4) << 32);
    } else if (left > 0) {
        hash = mix(hash, load_word<std::uint8_t>(at) | load_word<std::uint8_t>(at + left / 2) << 8 |
                             load_word<std::uint8_t>(at + left - 1) << 16);
    }
    hash *= 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 32;
}

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash) & ~index_mask; }

// The upper half of the hash spread over any number of slots, so that the table need not double.
std::size_t slot_of(std::uint64_t hash, std::size_t slots) {
    return static_cast<std::size_t>((hash >> 32) * slots >> 32);
}

// Vectors double by themselves; with a million ids the unused half is worth saving.
template <class T>
void make_room(std::vector<T>& vector, std::size_t more) {
    const std::size_t needed = vector.size() + more;
    if (needed <= vector.capacity()) return;
    const std::size_t grown = std::min(vector.capacity() + vector.capacity() / 2, vector.max_size());
    vector.reserve(std::max(needed, grown));
}

}  // namespace

StringPool::Index StringPool::add(std::string_view text) {
    const std::uint64_t hash = hash_of(text);
    if (const std::optional<Index> known = find_hashed(text, hash)) return *known;
    if (ends_.size() >= most_strings || text.size() > most_bytes - bytes_.size()) return full;
    // At most three quarters full: a search that fails looks at a few neighbours.
    if ((ends_.size() + 1) * 4 > slots_.size() * 3) rehash(std::max(first_slots, slots_.size() + slots_.size() / 2));
    make_room(bytes_, text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    make_room(ends_, 1);
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    place(size() - 1, hash);
    return size() - 1;
}

std::optional<StringPool::Index> StringPool::find(std::string_view text) const {
    return find_hashed(text, hash_of(text));
}

std::optional<StringPool::Index> StringPool::find_hashed(std::string_view text, std::uint64_t hash) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint32_t tag = tag_of(hash);
    for (std::size_t slot = slot_of(hash, slots_.size()); slots_[slot] != 0;) {
        if ((slots_[slot] & ~index_mask) == tag) {
            const Index index = (slots_[slot] & index_mask) - 1;
            if (same_text((*this)[index], text)) return index;
        }
        if (++slot == slots_.size()) slot = 0;
    }
    return std::nullopt;
}

std::string_view StringPool::operator[](Index index) const {
    if (index >= ends_.size()) return {};
    const std::uint32_t begin = index == 0 ? 0 : ends_[index - 1];
    return {bytes_.data() + begin, ends_[index] - begin};
}

std::size_t StringPool::heap_bytes() const {
    return bytes_.capacity() + (ends_.capacity() + slots_.capacity()) * sizeof(std::uint32_t);
}

void StringPool::place(Index index, std::uint64_t hash) {
    std::size_t slot = slot_of(hash, slots_.size());
    while (slots_[slot] != 0) {
        if (++slot == slots_.size()) slot = 0;
    }
    slots_[slot] = tag_of(hash) | (index + 1);
}

void StringPool::rehash(std::size_t slots) {
    // Given back before the new table is taken: everything in it can be computed again.
    slots_ = std::vector<std::uint32_t>();
    slots_.resize(slots);
    for (Index index = 0; index < size(); ++index) place(index, hash_of((*this)[index]));
}

}  // namespace base
