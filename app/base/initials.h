// The letters that the pinyin of Chinese names begins with: what people type to find them.
//
//     Initials initials;
//     initials.want("陈雨桐");
//     initials.learn(find_initials(initials.characters()));
//     initials.of("陈雨桐", true)   // "cyt"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace base {

// A letter for each of the characters, '?' for what is not known. Whoever sorts by pinyin knows it: the browser (web/collation.mjs).
using FindInitials = std::string (*)(std::string_view characters);

// The letter that the pinyin of each Chinese character begins with.
class Initials {
public:
    // Notes the characters of the text, which are to be learned in one go.
    void want(std::string_view text);
    // Every character wanted, once.
    std::string characters();
    // What a FindInitials says of characters().
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

}  // namespace base
