#include "ui/find.h"

#include <algorithm>

namespace ui {
namespace {

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

}  // namespace ui
