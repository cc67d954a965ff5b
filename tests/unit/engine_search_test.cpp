// Search in transcripts: what a naive search finds, whatever the case and width; which turns are told, in which order.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/limits.h"
#include "base/random.h"
#include "base/utf8.h"
#include "engine/engine.h"
#include "engine/figures/calls.h"
#include "engine/figures/search.h"
#include "loading.h"
#include "metrics/search.h"

namespace {

// The first match in the plainest way: every character tried.
std::optional<metrics::TextMatch> naively(const std::u32string& folded, std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t at = begin, known = 0;
        while (known < folded.size() && at < text.size() && base::utf8_fold(base::utf8_next(text, at)) == folded[known])
            ++known;
        if (known == folded.size()) return metrics::TextMatch{begin, at};
        base::utf8_next(text, begin);
    }
    return std::nullopt;
}

const char* const calls_of_two = R"({"septet":1,"exported_at":"2026-04-01T00:00:00Z","timezone":"UTC",
"stages":[{"id":"talk","role":"closer"}],"people":[{"id":"ann","roles":["closer"]},{"id":"bob","roles":["closer"]}],
"calls":[
 {"id":"b","at":"2026-01-05T00:00:00Z","person":"ann","speakers":[{"id":"r","side":"rep","name":"Ann"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":9,"text":"Price"},{"speaker":"c","start_s":9,"end_s":20,"text":"The price? ＰＲＩＣＥ or pricey?"}]},
 {"id":"a","at":"2026-01-05T00:00:00Z","person":"bob","speakers":[{"id":"c","side":"customer"}],"turns":[{"speaker":"c","text":"这个价格太贵了，价格能不能便宜点"}]},
 {"id":"c","at":"2026-02-05T00:00:00Z","person":"bob","turns":[{"text":""},{"text":"no such word, but a price"},{"text":"pri"},{"text":"ce"}]},
 {"id":"d","at":"2026-03-05T00:00:00Z","person":"bob"}]})";

struct Company {
    engine::Engine engine{tests::find_zone, tests::no_budget};
    Company() { REQUIRE(tests::load_text(engine, calls_of_two).state == engine::LoadEvent::State::done); }
    engine::SearchAnswer search(std::string text, engine::Question question = {}) const {
        question.text = std::move(text);
        auto answer = engine::search(engine.loaded(), question);
        REQUIRE(answer);
        return *answer;
    }
};

}  // namespace

TEST_CASE("search: what a naive search finds") {
    base::Random random(11);
    const std::vector<std::vector<std::string_view>> alphabets{
        {"a", "A", "b", " "},
        {"贵", "了", "太", "贵"},
        {"ａ", "Ａ", "a", "A", "！", "!", "，", "　", " ", "贵"},
        {"é", "É", "Д", "д", "ς", "Σ", "𠮷", "😀", "\xA0", "\xE8\xB4", "\xC3", "1", "１"},
    };
    std::size_t found = 0;
    for (int round = 0; round < 20'000; ++round) {
        CAPTURE(round);
        const auto& alphabet = alphabets[random.below(static_cast<std::uint32_t>(alphabets.size()))];
        const auto drawn = [&](std::uint32_t most) {
            std::string text;
            for (std::uint32_t left = 1 + random.below(most); left > 0; --left)
                text += alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))];
            return text;
        };
        auto sought = metrics::SoughtText::make(drawn(3));
        if (!sought) continue;
        const std::string text = drawn(200);
        if (random.below(2) == 0) sought->sharpen(drawn(100));
        const auto expected = naively(sought->folded(), text);
        const auto match = sought->find(text);
        REQUIRE(match.has_value() == expected.has_value());
        if (!match) continue;
        ++found;
        REQUIRE(match->begin == expected->begin);
        REQUIRE(match->end == expected->end);
    }
    CHECK(found > 8'000);
}

TEST_CASE("search: what can be looked for") {
    using metrics::SoughtText;
    CHECK(SoughtText::make("  Ｐrice　\t")->folded() == U"price");
    CHECK(!SoughtText::make(""));
    CHECK(!SoughtText::make(" 　 "));
    CHECK(!SoughtText::make("a\xFF"));
    CHECK(!SoughtText::make("a\xEF\xBF\xBD"));
    CHECK(SoughtText::make(std::string(base::limits::searched, 'a')));
    CHECK(!SoughtText::make(std::string(base::limits::searched + 1, 'a')));
}

TEST_CASE("search: calls and turns, the newest first, whatever the case and width") {
    const Company company;
    const engine::SearchAnswer price = company.search("PRICE");
    CHECK(price.of_calls == 4);
    CHECK(price.calls == 2);  // not across turns: "pri", "ce"
    CHECK(price.turns == 3);
    REQUIRE(price.hits.size() == 3);
    CHECK(price.hits[0].call == "c");
    CHECK(price.hits[0].turn == 1);
    CHECK(!price.hits[0].start_ms);
    CHECK(price.hits[1].call == "b");
    CHECK(price.hits[1].turn == 0);
    CHECK(price.hits[1].speaker == "Ann");
    CHECK(price.hits[1].side == "rep");
    const engine::SearchHit& last = price.hits[2];
    CHECK(last.side == "customer");
    CHECK(last.start_ms == 9'000u);
    REQUIRE(last.marks.size() == 3);
    CHECK(last.excerpt.substr(last.marks[1].begin, last.marks[1].end - last.marks[1].begin) == "ＰＲＩＣＥ");
    const engine::SearchAnswer chinese = company.search("价格");
    CHECK(chinese.turns == 1);
    CHECK(chinese.hits[0].marks.size() == 2);
    CHECK(company.search("rice").turns == 3);  // inside words too
    CHECK(company.search("").turns == 0);
    CHECK(company.search("nowhere").turns == 0);
}

TEST_CASE("search: filter, offset and limit; typing on finds the same as searching anew") {
    const Company company;
    engine::Question question;
    question.filter.person = {"ann"};
    CHECK(company.search("price", question).turns == 2);
    CHECK(company.search("price", question).of_calls == 1);
    question.filter = {};
    question.offset = 1;
    question.limit = 1;
    REQUIRE(company.search("price", question).hits.size() == 1);
    CHECK(company.search("price", question).hits[0].turn == 0);
    CHECK(company.search("price", question).turns == 3);
    question.limit = 1'001;
    CHECK(!engine::search(company.engine.loaded(), question));

    const std::string whole = "便宜点";
    const Company fresh;
    for (std::size_t end = 3; end <= whole.size(); end += 3) CHECK(company.search(whole.substr(0, end)).turns == 1);
    CHECK(fresh.search(whole).turns == company.search(whole).turns);
    CHECK(company.search("p").turns == 4);
    CHECK(company.search("pr").turns == 4);
    CHECK(company.search("pric").turns == 3);
    CHECK(company.search("p").turns == 4);  // shorter again
}

TEST_CASE("search: a long turn is cut between characters, round its first match") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    std::string text;
    for (int i = 0; i < 200; ++i) text += "字";
    text += "找到";
    for (int i = 0; i < 200; ++i) text += "字";
    REQUIRE(tests::load_text(
                engine, R"({"septet":1,"stages":[{"id":"a"}],"calls":[{"id":"1","at":"2026-01-05","turns":[{"text":")" +
                            text + R"("}]}]})")
                .state == engine::LoadEvent::State::done);
    engine::Question question;
    question.text = "找到";
    const auto answer = engine::search(engine.loaded(), question);
    REQUIRE(answer->hits.size() == 1);
    const engine::SearchHit& hit = answer->hits[0];
    CHECK(hit.cut_before);
    CHECK(hit.cut_after);
    CHECK(hit.excerpt.size() <= base::limits::excerpt);
    CHECK(base::utf8_valid(hit.excerpt));
    REQUIRE(hit.marks.size() == 1);
    CHECK(hit.excerpt.substr(hit.marks[0].begin, 6) == "找到");
}

TEST_CASE("one call: where the text is said in the turns told") {
    const Company company;
    engine::Question question;
    question.call = "b";
    question.text = "price";
    auto answer = engine::call(company.engine.loaded(), question);
    REQUIRE(answer);
    REQUIRE(answer->found.size() == 4);
    CHECK(answer->found[0].turn == 0);
    const engine::CallMatch& wide = answer->found[2];
    CHECK(wide.turn == 1);
    CHECK(answer->said[1].text.substr(wide.begin, wide.end - wide.begin) == "ＰＲＩＣＥ");
    question.offset = 1;
    answer = engine::call(company.engine.loaded(), question);
    REQUIRE(answer->found.size() == 3);
    CHECK(answer->found[0].turn == 1);
    question.text = "";
    CHECK(engine::call(company.engine.loaded(), question)->found.empty());
}
