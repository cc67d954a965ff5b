// Texts one behind another, each with a number: 4 bytes beside its own. Only ever added to.
//
// Their bytes lie in chunks, so that growing copies nothing, and a copy of a list shares the chunks that it had: whichever
// of the two grows begins a chunk of its own. A view lives as long as any list that holds its text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace base {

class TextList {
public:
    static constexpr std::size_t longest = 1u << 18;  // bytes of one text

    TextList() = default;
    TextList(const TextList& other) : chunks_(other.chunks_), ends_(other.ends_) {}
    TextList& operator=(const TextList& other);
    TextList(TextList&&) = default;
    TextList& operator=(TextList&&) = default;
    ~TextList() = default;

    // False where the text is longer than `longest`, or 4 GiB are full: nothing was added.
    bool add(std::string_view text);
    // `index` below size().
    std::string_view operator[](std::size_t index) const;
    // These texts as one, where they lie together: `first` to the one before `last`, both at most size(), in order.
    std::optional<std::string_view> together(std::size_t first, std::size_t last) const;
    std::size_t size() const { return ends_.size(); }
    void shrink_to_fit() { ends_.shrink_to_fit(); }
    std::size_t heap_bytes() const { return chunks_.size() * longest + ends_.capacity() * sizeof(std::uint32_t); }

private:
    // One text never lies across two chunks, so an end says where its text begins: at the end before it, or at its chunk.
    static constexpr unsigned chunk_bits = 18;
    static constexpr std::size_t most_chunks = (std::size_t{1} << (32 - chunk_bits)) - 1;
    std::vector<std::shared_ptr<char[]>> chunks_;
    std::vector<std::uint32_t> ends_;  // of each text: number of its chunk · chunk size + place in it
    bool own_chunk_ = false;           // the last chunk is this list's alone
};

}  // namespace base
