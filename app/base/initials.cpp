#include "base/initials.h"

#include <algorithm>

#include "base/heap_sort.h"
#include "base/utf8.h"

namespace base {
namespace {

constexpr char unread = '?';

struct Surname {
    std::string_view text;
    char letter;
};

// Read otherwise as a surname than alone, or sorted by another reading in some browsers; those of two characters first.
constexpr Surname surnames[] = {
    {"尉迟", 'y'}, {"万俟", 'm'}, {"单于", 'c'}, {"长孙", 'z'}, {"澹台", 't'}, {"单", 's'}, {"曾", 'z'}, {"仇", 'q'},
    {"解", 'x'},   {"查", 'z'},   {"区", 'o'},   {"朴", 'p'},   {"翟", 'z'},   {"缪", 'm'}, {"乐", 'y'}, {"沈", 's'},
    {"褚", 'c'},   {"种", 'c'},   {"秘", 'b'},   {"折", 's'},   {"谌", 'c'},   {"召", 's'}, {"祭", 'z'}, {"覃", 'q'},
};

bool chinese(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

void Initials::want(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (const char32_t c = utf8_next(text, at); chinese(c)) known_.push_back({c, unread});
}

std::string Initials::characters() {
    heap_sort(known_.begin(), known_.end(), [](Known a, Known b) { return a.character < b.character; });
    known_.erase(std::unique(known_.begin(), known_.end(), [](Known a, Known b) { return a.character == b.character; }),
                 known_.end());
    std::string text;
    for (const Known& known : known_) utf8_append(text, known.character);
    return text;
}

void Initials::learn(std::string_view letters) {
    for (std::size_t i = 0; i < std::min(letters.size(), known_.size()); ++i) known_[i].letter = letters[i];
}

std::string Initials::of(std::string_view text, bool person) const {
    std::string out;
    bool any = false;
    std::size_t at = 0;
    if (person)
        for (const Surname& surname : surnames)
            if (text.starts_with(surname.text) && text.size() > surname.text.size()) {
                out = surname.letter;
                at = 3;  // one character: of a surname of two, the second is read as it is
                any = true;
                break;
            }
    while (at < text.size()) {
        const char32_t c = utf8_fold(utf8_next(text, at));
        if (c < 0x80) {
            if (letter_or_digit(static_cast<char>(c))) out += static_cast<char>(c);
            continue;
        }
        if (!chinese(c)) continue;
        const auto found = std::lower_bound(known_.begin(), known_.end(), c, [](const Known& known, char32_t wanted) {
            return known.character < wanted;
        });
        if (found == known_.end() || found->character != c || found->letter == unread) continue;
        out += found->letter;
        any = true;
    }
    return any ? out : std::string();
}

}  // namespace base
