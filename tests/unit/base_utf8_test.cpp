#include "base/utf8.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

std::string encoded(char32_t code_point) {
    std::string text;
    base::utf8_append(text, code_point);
    return text;
}

}  // namespace

TEST_CASE("well-formed text is valid wherever it lies") {
    for (std::string_view text :
         {"", "a", "é", "价", "😀", "\x7F", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        // Before, across and behind the eight bytes that are looked at together.
        for (std::size_t before = 0; before < 18; ++before) {
            const std::string padded = std::string(before, 'x') + std::string(text) + "yyyyyyyyyyyyyyyyy";
            CAPTURE(padded);
            CHECK(base::utf8_valid(padded));
        }
    }
    CHECK(base::utf8_valid(std::string_view("a\0b", 3)));
}

TEST_CASE("malformed text is invalid wherever it lies") {
    for (std::string_view text :
         {"\x80", "\xBF", "\xC0\xAF", "\xC1\xBF", "\xC3", "\xC3\x28", "\xE0\x9F\xBF", "\xE4\xB8", "\xE4",
          "\xE4\x28\xAD", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80", "\xFE", "\xFF"}) {
        for (std::size_t before = 0; before < 18; ++before) {
            const std::string padded = std::string(before, 'x') + std::string(text);
            CAPTURE(before);
            CHECK(!base::utf8_valid(padded));
            CHECK(!base::utf8_valid(padded + "yyyyyyyyyyyyyyyyy"));
        }
    }
}

TEST_CASE("every code point is written and read back") {
    bool same = true, valid = true;
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        const std::string text = encoded(c);
        std::size_t at = 0;
        same = same && base::utf8_next(text, at) == c && at == text.size();
        valid = valid && base::utf8_valid(text);
    }
    CHECK(same);
    CHECK(valid);
    CHECK(encoded(0xD800) == "\xEF\xBF\xBD");
    CHECK(encoded(0x110000) == "\xEF\xBF\xBD");
}

TEST_CASE("a malformed byte is walked over one by one") {
    const std::string_view text =
        "\xE4\xB8"
        "a\xFF";
    std::size_t at = 0;
    CHECK(base::utf8_next(text, at) == 0xFFFD);
    CHECK(at == 1);
    CHECK(base::utf8_next(text, at) == 0xFFFD);
    CHECK(base::utf8_next(text, at) == U'a');
    CHECK(base::utf8_next(text, at) == 0xFFFD);
    CHECK(at == text.size());
}

TEST_CASE("text is cut between code points") {
    CHECK(base::utf8_cut("价格", 6) == "价格");
    CHECK(base::utf8_cut("价格", 100) == "价格");
    CHECK(base::utf8_cut("价格", 5) == "价");
    CHECK(base::utf8_cut("价格", 4) == "价");
    CHECK(base::utf8_cut("价格", 3) == "价");
    CHECK(base::utf8_cut("价格", 2) == "");
    CHECK(base::utf8_cut("价格", 0) == "");
    CHECK(base::utf8_cut("a😀", 4) == "a");
    CHECK(base::utf8_cut("a😀", 5) == "a😀");
    CHECK(base::utf8_cut("", 3) == "");
    CHECK(base::utf8_cut("\x80\x80\x80\x80\x80\x80", 4).size() == 4);
}

TEST_CASE("folded text compares as a reader would") {
    CHECK(base::utf8_fold("") == "");
    CHECK(base::utf8_fold("ABC xyz [\\]^ @") == "abc xyz [\\]^ @");
    CHECK(base::utf8_fold("ÀÉÖ×ØÞ ß÷ÿ") == "àéö×øþ ß÷ÿ");
    CHECK(base::utf8_fold("ŁÓDŹ ŽĎ ŸĀ ĶĹ ŇŊ") == "łódź žď ÿā ķĺ ňŋ");
    CHECK(base::utf8_fold("İıĸŉſ") == "İıĸŉſ");
    CHECK(base::utf8_fold("ΆΈΊΌΎΏ ΑΩΪΫ ΣΊΣΥΦΟΣ σς") == "άέίόύώ αωϊϋ σίσυφοσ σσ");
    CHECK(base::utf8_fold("ЁЉЏ АЯ ҐҒ Ӏ Ӂӎ Ӑӕ") == "ёљџ ая ґғ ӏ ӂӎ ӑӕ");
    CHECK(base::utf8_fold("ABC１２３！　x") == "abc123! x");
    CHECK(base::utf8_fold("价格 中文。") == "价格 中文。");
    CHECK(base::utf8_fold("a\xFF"
                          "B") ==
          "a\xEF\xBF\xBD"
          "b");
}
