#include "ingest/json_tokenizer.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "json_rebuild.h"

using base::ErrorCode;
using ingest::Fed;
using ingest::JsonDocuments;
using namespace json_rebuild;
using namespace std::string_literals;

namespace {

std::string calls(std::string_view text, JsonDocuments documents = JsonDocuments::one) {
    Log log;
    const Outcome outcome = feed_whole(log, text, documents);
    return outcome.failed ? "failed: "s + base::error_name(outcome.code) : log.text;
}

Outcome failure(std::string_view text, JsonDocuments documents = JsonDocuments::one) {
    Log log;
    return feed_whole(log, text, documents);
}

bool fails(std::string_view text, ErrorCode code, std::uint64_t offset, std::string_view detail = "",
           JsonDocuments documents = JsonDocuments::one) {
    const Outcome outcome = failure(text, documents);
    CAPTURE(outcome.offset);
    CAPTURE(outcome.detail);
    const std::string name = outcome.failed ? base::error_name(outcome.code) : "accepted";
    CAPTURE(name);
    CHECK(outcome.failed);
    CHECK(outcome.code == code);
    CHECK(outcome.offset == offset);
    CHECK(outcome.detail == detail);
    return outcome.failed;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

// Texts of every kind; the tests below cut them anywhere and compare them with nlohmann/json.
std::vector<std::string> samples() {
    std::vector<std::string> all = {
        R"({"id":"d-1","value":1234.50,"history":[{"stage":"new","at":"2026-03-02T09:14:00+08:00","owner":null}],"open":true})",
        "{\n    \"pretty\" : [\n        1 ,\n        2\n    ] ,\n\t\"b\" : { }\r\n}\n",
        R"({"名字":"销售一部","note":"价格 ¥1,200 \u4ef7\u683c \ud83d\ude00 😀 é"})",
        R"(["\"\\\/\b\f\n\r\t\u0000\u00e9\u4E2D\uD83D\uDE00\uFFFF"])",
        "[0,-0,1,-1,10,0.5,-0.5e+10,1E-7,1e308,18446744073709551615,18446744073709551616,-9223372036854775808,2.5E+3]",
        "[1.7976931348623157e308,-1.7976931348623157e308,1.7976931348623158e308,0e999,0.0e-999,1e-999]",
        "[true,false,null]",
        " \t\r\n[ ] \n",
        "{}",
        "[]",
        "\"\"",
        "0",
        "-1.5e3",
        "true",
        "null",
        "\"a\"",
        "\xEF\xBB\xBF{\"a\":1}",
        "\xEF\xBB\xBF",
        "\xEF\xBB",
        "\xEF",
        "\xEF\xBB\xBF\xEF\xBB\xBF[]",
        " \xEF\xBB\xBF[]",
        R"({"":{"":[{}]}})",
        R"({"a":1,"a":2})",
        R"(["long enough for two blocks of sixteen bytes, and then some more"])",
        R"(["long enough for two blocks of six\nteen bytes, and then some é more"])",
        // What is refused.
        "",
        " ",
        "\n\n",
        "[",
        "{",
        "[1",
        "[1,",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "\"",
        "\"a",
        "\"\\",
        "\"\\u12",
        "-",
        "1.",
        "1e",
        "1e+",
        "tru",
        "nul",
        "f",
        "]",
        "}",
        "[1,]",
        "{\"a\":1,}",
        "{,}",
        "[,]",
        "{\"a\"}",
        "{1:2}",
        "{\"a\":1 \"b\":2}",
        "[1 2]",
        "[1}",
        "{\"a\":1]",
        "01",
        "-01",
        "00",
        "1.5.2",
        "+1",
        ".5",
        "1-2",
        "--1",
        "1ee5",
        "1e5.5",
        "0x10",
        "1.e5",
        "[01]",
        "[1.]",
        "[-]",
        "[1e]",
        "[-a]",
        "truE",
        "nulll",
        "True",
        "NaN",
        "Infinity",
        "-Infinity",
        "'a'",
        "// note\n1",
        "/* */1",
        "1 // note",
        "{} x",
        "1 2",
        "1,2",
        "{}{}",
        "[][]",
        "\"a\"\"b\"",
        "id,stage\n1,new\n",
        "name,stage\n",
        "<html>",
        "PK\x03\x04",
        "\x1F\x8B\x08",
        R"("\ud800")",
        R"("\ud800x")",
        R"("\ud800\n")",
        R"("\ud800\u0041")",
        R"("\ud800\ud800")",
        R"("\udc00")",
        R"("\x41")",
        R"("\u00g0")",
        R"("\U0041")",
        R"("\u-123")",
        R"("\u 123")",
        "\"a\tb\"",
        "\"a\nb\"",
        "\"\x01\"",
        "\"\x1F\"",
        "\"\x7F\"",
        "\"\x80\"",
        "\"\xC0\xAF\"",
        "\"\xC3\x28\"",
        "\"\xE0\x80\x80\"",
        "\"\xE4\xB8\"",
        "\"\xE4\xB8",
        "\"\xED\xA0\x80\"",
        "\"\xF0\x80\x80\x80\"",
        "\"\xF4\x90\x80\x80\"",
        "\"\xF8\x88\x80\x80\x80\"",
        "\"\xFF\"",
        "{\"\xFF\":1}",
        "\xFF\xFE[\0]\0"s,
        "[\xC2\xA0]",
        "\"a\0b\""s,
        "[1]\0"s,
        "\0"s,
        "[\0]"s,
        "[1e309]",
        "[-1e309]",
        "[1e99999999999]",
        "[1.7976931348623159e308]",
        "[1e0309]",
        "[0.1e310]",
        "[100e307]",
    };
    all.push_back(repeated("[", base::limits::json_depth) + repeated("]", base::limits::json_depth));
    all.push_back(repeated("[", base::limits::json_depth + 1));
    all.push_back(repeated("{\"a\":", base::limits::json_depth + 1));
    all.push_back("[" + repeated("9", 308) + "," + repeated("9", 309) + "]");
    all.push_back("[" + repeated("1", 309) + "]");
    all.push_back("[0." + repeated("0", 390) + "1]");
    return all;
}

}  // namespace

TEST_CASE("every value makes its call") {
    CHECK(calls("{}") == "{}.");
    CHECK(calls("[]") == "[].");
    CHECK(calls("null") == "n.");
    CHECK(calls(" true ") == "t.");
    CHECK(calls("[false,12,\"ab\"]") == "[f#2:12s2:ab].");
    CHECK(calls(R"({"a":{"b":[1,{}]},"c":""})") == "{k1:a{k1:b[#1:1{}]}k1:cs0:}.");
    CHECK(calls("\xEF\xBB\xBF 1") == "#1:1.");
    CHECK(calls(" \t\r\n[ 1 \n, 2 ] \n") == "[#1:1#1:2].");
}

TEST_CASE("strings are unescaped, numbers are passed as written") {
    CHECK(calls(R"("\"\\\/\b\f\n\r\t")") == "s8:\"\\/\b\f\n\r\t.");
    CHECK(calls(R"("\u0041\u00e9\u4ef7\uD83D\uDE00")") == "s10:Aé价😀.");
    CHECK(calls(R"("\u0000")") == "s1:\0."s);
    CHECK(calls(R"({"\u0061":1})") == "{k1:a#1:1}.");
    CHECK(calls("\"价格😀é\x7F\"") == "s13:价格😀é\x7F.");
    CHECK(calls("[-0,1.50,1E+05,00000000000000000000]") == "failed: json_syntax");
    CHECK(calls("[-0,1.50,1E+05]") == "[#2:-0#4:1.50#5:1E+05].");
    CHECK(calls("12345678901234567890123") == "#23:12345678901234567890123.");
}

TEST_CASE("one document is followed by white space only") {
    CHECK(calls("{} \n\t\r ") == "{}.");
    CHECK(fails("{} x", ErrorCode::json_syntax, 3));
    CHECK(fails("{}{}", ErrorCode::json_syntax, 2));
    CHECK(fails("1 2", ErrorCode::json_syntax, 2));
    CHECK(fails("1,2", ErrorCode::json_syntax, 1));
}

TEST_CASE("lines are documents one after another") {
    const auto lines = JsonDocuments::lines;
    CHECK(calls("{}\n{}\n", lines) == "{}.{}.");
    CHECK(calls("{}\r\n\r\n[1]\r\n", lines) == "{}.[#1:1].");
    CHECK(calls("{}{}[][]", lines) == "{}.{}.[].[].");
    CHECK(calls("1 2\n\"a\" null", lines) == "#1:1.#1:2.s1:a.n.");
    CHECK(calls("\xEF\xBB\xBF{}\n{}", lines) == "{}.{}.");
    CHECK(calls("{}1", lines) == "{}.#1:1.");
    CHECK(fails("1{}", ErrorCode::json_syntax, 1, "\\n", lines));
    CHECK(fails("\"a\"\"b\"", ErrorCode::json_syntax, 3, "\\n", lines));
    CHECK(fails("{},{}", ErrorCode::json_syntax, 2, "{ [ \" 0-9 - true false null", lines));
    CHECK(fails("{}\n{", ErrorCode::json_truncated, 4, "", lines));
    CHECK(fails("\n \n", ErrorCode::empty_file, 3, "", lines));
    CHECK(fails("{}\nx", ErrorCode::json_syntax, 3, "{ [ \" 0-9 - true false null", lines));
}

TEST_CASE("an error says what, where and what was expected") {
    constexpr std::string_view any_value = "{ [ \" 0-9 - true false null";
    CHECK(fails("", ErrorCode::empty_file, 0));
    CHECK(fails("  \n", ErrorCode::empty_file, 3));
    CHECK(fails("\xEF\xBB\xBF", ErrorCode::empty_file, 3));
    CHECK(fails("<html>", ErrorCode::not_json, 0, any_value));
    CHECK(fails("  x", ErrorCode::not_json, 2, any_value));
    CHECK(fails("name,stage\n", ErrorCode::not_json, 1, "null"));
    CHECK(fails("2026-01-01", ErrorCode::not_json, 4));
    CHECK(fails("[x]", ErrorCode::json_syntax, 1, "{ [ \" 0-9 - true false null ]"));
    CHECK(fails("[1,]", ErrorCode::json_syntax, 3, any_value));
    CHECK(fails("[1 2]", ErrorCode::json_syntax, 3, ", ]"));
    CHECK(fails("[1}", ErrorCode::json_syntax, 2, ", ]"));
    CHECK(fails("{\"a\" 1}", ErrorCode::json_syntax, 5, ":"));
    CHECK(fails("{\"a\":1]", ErrorCode::json_syntax, 6, ", }"));
    CHECK(fails("{a:1}", ErrorCode::json_syntax, 1, "\" }"));
    CHECK(fails("{\"a\":1,}", ErrorCode::json_syntax, 7, "\""));
    CHECK(fails("{\"a\":}", ErrorCode::json_syntax, 5, any_value));
    CHECK(fails("[trve]", ErrorCode::json_syntax, 3, "true"));
    CHECK(fails("[1.x]", ErrorCode::json_syntax, 3, "0-9"));
    CHECK(fails("[01]", ErrorCode::json_syntax, 2, ", ]"));
    CHECK(fails("[-]", ErrorCode::json_syntax, 2, "0-9"));
    CHECK(fails("[1,1e309]", ErrorCode::json_syntax, 3, "<= 1.7976931348623157e308"));
    CHECK(fails("[\"a\tb\"]", ErrorCode::json_syntax, 3, "\\u0009"));
    CHECK(fails("[\"\xC3\x28\"]", ErrorCode::json_utf8, 3));
    CHECK(fails("[\"\xED\xA0\x80\"]", ErrorCode::json_utf8, 3));
    CHECK(fails("[\"\x80\"]", ErrorCode::json_utf8, 2));
    CHECK(failure(R"(["\x"])").offset == 3);
    CHECK(failure(R"(["\u12G4"])").offset == 6);
    CHECK(failure(R"(["\ud800\u0041"])").offset == 8);
    CHECK(failure(R"(["\udc00"])").offset == 2);
    CHECK(fails("[1,2", ErrorCode::json_truncated, 4));
    CHECK(fails("[\"a", ErrorCode::json_truncated, 3));
    CHECK(fails("-", ErrorCode::json_truncated, 1));
    CHECK(fails("tru", ErrorCode::json_truncated, 3));
}

TEST_CASE("no detail of an error is longer than allowed") {
    for (const std::string& text : samples()) CHECK(failure(text).detail.size() <= base::limits::error_detail);
}

TEST_CASE("limits") {
    const std::size_t depth = base::limits::json_depth;
    CHECK(!failure(repeated("[", depth) + repeated("]", depth)).failed);
    CHECK(fails(repeated("[", depth + 1), ErrorCode::json_depth, depth));
    CHECK(fails(repeated("[{\"a\":", depth), ErrorCode::json_depth, depth / 2 * 6));

    const std::size_t size = base::limits::json_string;
    for (const std::string_view character : {"x", "价", "\\n"}) {
        const std::size_t unescaped = character == "\\n" ? 1 : character.size();
        const std::string fitting = repeated(character, size / unescaped);
        CHECK(!failure("[\"" + fitting + "\"]").failed);
        CHECK(fails("[\"" + fitting + std::string(character) + "\"]", ErrorCode::json_string_size, 1));
    }
    CHECK(fails("{\"" + std::string(size + 1, 'x') + "\":1}", ErrorCode::json_string_size, 1));
    // A string that never ends is refused once it is too long, whatever the pieces.
    Log log;
    const Outcome outcome = feed(log, "\"" + std::string(size + 100'000, 'x'), JsonDocuments::one,
                                 [](std::size_t) { return std::size_t{65'536}; });
    CHECK(outcome == Outcome{true, ErrorCode::json_string_size, 0, "", false});

    const std::size_t digits = base::limits::json_number;
    CHECK(!failure("0." + std::string(digits - 2, '1')).failed);
    CHECK(fails("[0." + std::string(digits - 1, '1') + "]", ErrorCode::json_syntax, 1, "[0-9]{1,400}"));
    CHECK(fails("[" + std::string(10'000, '1') + "]", ErrorCode::json_syntax, 1, "[0-9]{1,400}"));
}

TEST_CASE("numbers are refused just where a double overflows") {
    // Half a step above the largest double; a number below it is rounded down to that, this one up to infinity.
    const std::string least =
        "17976931348623158079372897140530341507993413271003782693617377898044496829276475094664901797758720709633028641"
        "66928879109465555478519404026306574886715058206819089020007083836762738548458177115317644757302700698555713669"
        "59622842914819860834936475292719074168444365510704342711559699508093042880177904174497792";
    std::string below = least;
    below.replace(below.size() - 2, 2, "79");
    CHECK(!failure(below).failed);
    CHECK(!failure(below + ".99999").failed);
    CHECK(!failure("-" + below).failed);
    CHECK(!failure(least.substr(0, 1) + "." + least.substr(1, 307) + "e308").failed);
    CHECK(fails(least, ErrorCode::json_syntax, 0, "<= 1.7976931348623157e308"));
    CHECK(failure("-" + least).failed);
    CHECK(failure(least + ".0").failed);
    CHECK(failure(least + "e0").failed);
    CHECK(failure(least.substr(0, 1) + "." + least.substr(1) + "e308").failed);
    CHECK(failure("0.00" + least + "E+311").failed);
    CHECK(failure(least + "0e-1").failed);
    CHECK(!failure(below + "0e-1").failed);
    CHECK(!failure("0" + std::string(".") + std::string(390, '0') + "e999999").failed);
    CHECK(failure("1e999999999999999999999999999").failed);
    CHECK(!failure("1e-999999999999999999999999999").failed);
    for (const std::string& text :
         {below, least, below + ".9", least + "e-1", "0." + below + "e309", "0." + least + "e309"}) {
        CHECK(difference_from_nlohmann(text) == "");
    }
}

TEST_CASE("the same texts are accepted as by nlohmann/json, with the same values") {
    for (const std::string& text : samples()) {
        CAPTURE(text);
        CHECK(difference_from_nlohmann(text) == "");
    }
}

TEST_CASE("any cut gives the same calls and the same error") {
    for (const JsonDocuments documents : {JsonDocuments::one, JsonDocuments::lines}) {
        for (const std::string& text : samples()) {
            CAPTURE(text);
            Log whole;
            const Outcome outcome = feed_whole(whole, text, documents);
            bool same = true;
            for (std::size_t cut = 1; cut < text.size(); ++cut) {
                Log log;
                std::size_t next = cut;
                same = same && feed(log, text, documents,
                                    [&](std::size_t left) { return std::exchange(next, left); }) == outcome;
                same = same && log.text == whole.text;
            }
            CHECK(same);
            Log bytes;
            const auto one_byte = [](std::size_t) { return std::size_t{1}; };
            CHECK(feed(bytes, text, documents, one_byte) == outcome);
            CHECK(bytes.text == whole.text);
        }
    }
}

TEST_CASE("every truncation of a document is noticed") {
    for (const std::string& text : samples()) {
        if (failure(text).failed || text.size() > 200 || (text.front() != '{' && text.front() != '[')) continue;
        const std::size_t last = text.find_last_of("]}");
        bool noticed = true;
        for (std::size_t size = 1; size <= last; ++size) {
            const Outcome outcome = failure(text.substr(0, size));
            noticed = noticed && outcome.failed && outcome.code == ErrorCode::json_truncated && outcome.offset == size;
        }
        CAPTURE(text);
        CHECK(noticed);
    }
}

TEST_CASE("a handler stops the reading at any call") {
    const std::string text = R"({"a":["x\n",1,2e5,true,null],"b":{}} )";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, text.size()}) {
        for (int calls_before = 0; calls_before < 15; ++calls_before) {
            Log log;
            log.calls_before_stop = calls_before;
            const Outcome outcome = feed(log, text, JsonDocuments::one, [&](std::size_t) { return piece; });
            CHECK(!outcome.failed);
            CHECK(outcome.stopped == (calls_before < 14));
        }
    }
    // A number at the very end is only known to be whole at finish().
    Log log;
    log.calls_before_stop = 0;
    CHECK(feed_whole(log, "12", JsonDocuments::one).stopped);
    CHECK(log.text == "#2:12");
}

TEST_CASE("after an error or a stop nothing more is read") {
    Log log;
    ingest::JsonTokenizer<Log> tokens(log, JsonDocuments::one);
    CHECK(!tokens.feed("[x"));
    const auto again = tokens.feed("]");
    REQUIRE(!again);
    CHECK(again.error().offset == 1);
    CHECK(!tokens.finish());
    CHECK(log.text == "[");

    Log stopping;
    stopping.calls_before_stop = 0;
    ingest::JsonTokenizer<Log> stopped(stopping, JsonDocuments::one);
    CHECK(*stopped.feed("[1,2]") == Fed::stopped);
    CHECK(*stopped.feed("x") == Fed::stopped);
    CHECK(*stopped.finish() == Fed::stopped);
    CHECK(stopping.text == "[");
}

TEST_CASE("empty pieces do nothing") {
    Log log;
    ingest::JsonTokenizer<Log> tokens(log, JsonDocuments::one);
    CHECK(tokens.feed({}));
    CHECK(tokens.feed("[\"a"));
    CHECK(tokens.feed(""));
    CHECK(tokens.feed("b\"]"));
    CHECK(tokens.finish());
    CHECK(log.text == "[s2:ab].");
}

namespace {

// Notes where the tokenizer says it is in every call.
struct Places {
    ingest::JsonTokenizer<Places> tokens{*this, JsonDocuments::lines};
    std::vector<std::uint64_t> offsets{};
    std::vector<std::size_t> depths{};

    bool note() {
        offsets.push_back(tokens.offset());
        depths.push_back(tokens.depth());
        return true;
    }
    bool key(std::string_view) { return note(); }
    bool string(std::string_view) { return note(); }
    bool number(std::string_view) { return note(); }
    bool boolean(bool) { return note(); }
    bool null() { return note(); }
    bool begin_object() { return note(); }
    bool end_object() { return note(); }
    bool begin_array() { return note(); }
    bool end_array() { return note(); }
    bool end_document() { return note(); }
};

}  // namespace

TEST_CASE("a call's offset is behind its token and its depth is that of the next byte") {
    const std::string text = "{\"a\": [\"x\\n\", 12 ,true]}\n3 ";
    for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{5}, text.size()}) {
        Places places;
        for (std::size_t at = 0; at < text.size(); at += size)
            CHECK(places.tokens.feed(std::string_view(text).substr(at, size)));
        CHECK(places.tokens.finish());
        CHECK(places.tokens.offset() == text.size());
        CHECK(places.offsets == std::vector<std::uint64_t>{1, 4, 7, 12, 16, 22, 23, 24, 24, 26, 26});
        CHECK(places.depths == std::vector<std::size_t>{1, 1, 2, 2, 2, 2, 1, 0, 0, 0, 0});
    }
}

TEST_CASE("a long text of every kind of value survives every size of piece") {
    std::string text = "[";
    for (int i = 0; i < 200; ++i) {
        text += R"({"id":"d-)" + std::to_string(i) + R"(","name":"客户)" +
                std::string(static_cast<std::size_t>(i) % 40, 'x') + R"(\u00e9\n","value":)" +
                std::to_string(i * 7919) + R"(.25,"none":null,"flags":[true,false]},)";
    }
    text += "0]";
    CHECK(difference_from_nlohmann(text) == "");
    Log whole;
    feed_whole(whole, text, JsonDocuments::one);
    for (std::size_t size = 1; size < 100; ++size) {
        Log log;
        CHECK(feed(log, text, JsonDocuments::one, [&](std::size_t) { return size; }) == Outcome{});
        CHECK(log.text == whole.text);
    }
}
