#include "base/text_list.h"

#include <cstring>

namespace base {

TextList& TextList::operator=(const TextList& other) {
    chunks_ = other.chunks_;
    ends_ = other.ends_;
    own_chunk_ = false;
    return *this;
}

bool TextList::add(std::string_view text) {
    if (text.size() > longest) return false;
    std::uint32_t end = ends_.empty() ? 0 : ends_.back();
    if (text.empty()) {
        ends_.push_back(end);
        return true;
    }
    const std::size_t room = chunks_.size() * longest - end;
    if (!own_chunk_ || text.size() > room) {
        if (chunks_.size() == most_chunks) return false;
        end = static_cast<std::uint32_t>(chunks_.size() << chunk_bits);
        chunks_.push_back(std::make_shared_for_overwrite<char[]>(longest));
        own_chunk_ = true;
    }
    std::memcpy(chunks_.back().get() + (end & (longest - 1)), text.data(), text.size());
    ends_.push_back(end + static_cast<std::uint32_t>(text.size()));
    return true;
}

std::string_view TextList::operator[](std::size_t index) const {
    const std::uint32_t end = ends_[index];
    const std::uint32_t before = index == 0 ? 0 : ends_[index - 1];
    if (end == before) return {};
    const std::uint32_t chunk = (end - 1) >> chunk_bits;
    const std::uint32_t begin = before >> chunk_bits == chunk ? before : chunk << chunk_bits;
    return {chunks_[chunk].get() + (begin & (longest - 1)), end - begin};
}

std::optional<std::string_view> TextList::together(std::size_t first, std::size_t last) const {
    while (first < last && (*this)[first].empty()) ++first;
    while (first < last && (*this)[last - 1].empty()) --last;
    if (first == last) return std::string_view();
    const std::string_view begin = (*this)[first], end = (*this)[last - 1];
    if ((ends_[first] - 1) >> chunk_bits != (ends_[last - 1] - 1) >> chunk_bits) return std::nullopt;
    return std::string_view(begin.data(), static_cast<std::size_t>(end.data() + end.size() - begin.data()));
}

}  // namespace base
