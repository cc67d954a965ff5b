// Finding by a few letters: how well a text fits what the reader typed, also by the first letters of its pinyin.
//
//     fit("yt", {.text = "陈雨桐", .initials = "cyt"})   Fit::initials_inside
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

}  // namespace ui
