#include "platform/initials.h"

#include <algorithm>

extern "C" void septet_initials(const char* text, std::size_t size, char* letters, std::size_t room);

namespace platform {

std::string browser_initials(std::string_view characters) {
    const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
    std::string letters(static_cast<std::size_t>(std::count_if(characters.begin(), characters.end(), begins)), '?');
    septet_initials(characters.data(), characters.size(), letters.data(), letters.size());
    return letters;
}

}  // namespace platform
