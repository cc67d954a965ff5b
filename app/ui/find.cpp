#include "ui/find.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace ui {
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

bool word_begins(std::string_view text, std::size_t at) {
    const char before = text[at - 1];
    if (static_cast<unsigned char>(before) < 0x80) return !letter_or_digit(before);
    return static_cast<unsigned char>(text[at]) < 0x80;  // Latin after Chinese
}

std::optional<Fit> fit_text(std::string_view wanted, std::string_view text) {
    std::size_t at = text.find(wanted);
    if (at == std::string_view::npos) return std::nullopt;
    if (at == 0) return wanted.size() == text.size() ? Fit::whole : Fit::beginning;
    for (; at != std::string_view::npos; at = text.find(wanted, at + 1))
        if (word_begins(text, at)) return Fit::word;
    return Fit::inside;
}

std::optional<Fit> fit_initials(std::string_view wanted, std::string_view initials) {
    const std::size_t at = initials.find(wanted);
    if (at == std::string_view::npos) return std::nullopt;
    if (at > 0) return Fit::initials_inside;
    return wanted.size() == initials.size() ? Fit::initials_whole : Fit::initials_beginning;
}

std::optional<Fit> better(std::optional<Fit> a, std::optional<Fit> b) {
    if (!a || !b) return a ? a : b;
    return std::min(*a, *b);
}

std::optional<Fit> fit_one(std::string_view wanted, const Findable& thing) {
    const std::optional<Fit> fit = better(fit_text(wanted, thing.text), fit_initials(wanted, thing.initials));
    if (fit || !thing.kind.starts_with(wanted)) return fit;
    return Fit::kind;
}

}  // namespace

std::optional<Fit> fit(std::string_view wanted, const Findable& thing) {
    if (const std::optional<Fit> whole = fit_one(wanted, thing); whole || wanted.find(' ') == std::string_view::npos)
        return whole;
    Fit worst = Fit::whole;
    while (!wanted.empty()) {
        const std::size_t end = std::min(wanted.find(' '), wanted.size());
        const std::string_view word = wanted.substr(0, end);
        wanted.remove_prefix(std::min(end + 1, wanted.size()));
        if (word.empty()) continue;
        const std::optional<Fit> one = fit_one(word, thing);
        if (!one) return std::nullopt;
        worst = std::max(worst, *one);
    }
    return worst;
}

void Initials::want(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (const char32_t c = base::utf8_next(text, at); chinese(c)) known_.push_back({c, unread});
}

std::string Initials::characters() {
    std::sort(known_.begin(), known_.end(), [](Known a, Known b) { return a.character < b.character; });
    known_.erase(std::unique(known_.begin(), known_.end(), [](Known a, Known b) { return a.character == b.character; }),
                 known_.end());
    std::string text;
    for (const Known& known : known_) base::utf8_append(text, known.character);
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
        const char32_t c = base::utf8_fold(base::utf8_next(text, at));
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

}  // namespace ui
