// Finding by a few letters: how well a text fits what the reader typed, also by the first letters of its pinyin.
//
//     fit("yt", {.text = "陈雨桐", .initials = "cyt"})   Fit::initials_inside
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

// Best first.
enum class Fit : std::uint8_t {
    whole,
    beginning,
    initials_whole,
    word,  // a word in it begins so
    initials_beginning,
    inside,
    initials_inside,
    kind,
};

struct Findable {
    std::string text;      // folded (base::utf8_fold), as the next two are
    std::string initials;  // "" where it has no Chinese
    std::string kind;      // what sort of thing it is
};

// None: it does not fit. Several words fit where each of them does, as well as the worst. `wanted` is folded.
std::optional<Fit> fit(std::string_view wanted, const Findable& thing);

// The letter that the pinyin of each Chinese character begins with.
class Initials {
public:
    // Notes the characters of the text, which are to be learned in one go.
    void want(std::string_view text);
    // Every character wanted, once.
    std::string characters();
    // What Host::initials says of characters(): a letter for each.
    void learn(std::string_view letters);
    // "cyt" for "陈雨桐", "q3hd" for "Q3 华东"; "" where there is no Chinese. In a person's name the surname is read as surnames are.
    std::string of(std::string_view text, bool person) const;

private:
    struct Known {
        char32_t character;
        char letter;
    };
    std::vector<Known> known_;  // by character
};

}  // namespace ui
