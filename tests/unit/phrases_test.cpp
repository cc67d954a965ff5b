// Phrases in texts: what a naive search finds, where words end, what is folded, hostile phrases and texts.
#include "metrics/phrases.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/random.h"
#include "base/utf8.h"
#include "naive_phrases.h"

namespace {

using metrics::PhraseHit;

metrics::Phrases made(const std::vector<std::string_view>& phrases) {
    auto out = metrics::Phrases::make(phrases);
    REQUIRE(bool(out));
    return std::move(*out);
}

// Each hit as "phrase:what was said".
std::vector<std::string> said(const std::vector<std::string_view>& phrases, std::string_view text) {
    std::vector<PhraseHit> hits;
    CHECK(made(phrases).find(text, hits));
    std::vector<std::string> out;
    for (const PhraseHit& hit : hits)
        out.push_back(std::to_string(hit.phrase) + ":" + std::string(text.substr(hit.begin, hit.end - hit.begin)));
    return out;
}
using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("phrases: what a naive search finds") {
    base::Random random(7);
    const std::vector<std::vector<std::string_view>> alphabets{
        {"a", "b", " "},
        {"贵", "了", "太"},
        {"a", "B", "A", "贵", "了", " ", "'", "’", "-"},
        {"e", "É", "é", "Д", "д", "ａ", "Ａ", "a", "！", "!", "\t", "　", "\xA0", "\xE8\xB4", "𠮷", "😀", "'"},
    };
    std::size_t found = 0;
    for (int round = 0; round < 2'000; ++round) {
        CAPTURE(round);
        const auto& alphabet = alphabets[random.below(static_cast<std::uint32_t>(alphabets.size()))];
        const auto drawn = [&](std::uint32_t most) {
            std::string text;
            for (std::uint32_t left = 1 + random.below(most); left > 0; --left)
                text += alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))];
            return text;
        };
        std::vector<std::string> kept;
        for (std::uint32_t wanted = 1 + random.below(12); kept.size() < wanted;) {
            std::string phrase = drawn(5);
            if (random.below(4) == 0) phrase += "*";
            if (metrics::folded_phrase(phrase)) kept.push_back(std::move(phrase));
        }
        const std::vector<std::string_view> phrases(kept.begin(), kept.end());
        const std::string text = drawn(60);
        std::vector<PhraseHit> hits;
        REQUIRE(made(phrases).find(text, hits));
        REQUIRE(hits == tests::naively(phrases, text));
        found += hits.size();
    }
    CHECK(found > 15'000);
}

TEST_CASE("phrases: not inside a word") {
    CHECK(said({"art"}, "start art. Art, party ART") == Said{"0:art", "0:Art", "0:ART"});
    CHECK(said({"can", "can't", "don’t"}, "I can't, can’t; I can. DON'T") ==
          Said{"1:can't", "1:can’t", "0:can", "2:DON'T"});
    CHECK(said({"can"}, "'can' ‘can’") == Said{"0:can", "0:can"});
    CHECK(said({"crm", "系统"}, "用CRM系统") == Said{"0:CRM", "1:系统"});
    CHECK(said({"贵"}, "太贵了") == Said{"0:贵"});
    CHECK(said({"5"}, "5 15 5%") == Said{"0:5", "0:5"});
    CHECK(said({"дорого"}, "ДОРОГО недорого").size() == 1);
    CHECK(said({"3%"}, "3%!") == Said{"0:3%"});
}

TEST_CASE("phrases: any ending") {
    CHECK(said({"compet*"}, "Competitors compet competitor's, outcompete") ==
          Said{"0:Competitors", "0:compet", "0:competitor's"});
    CHECK(said({"sign off", "sign", "sign*"}, "signing off") == Said{"2:signing"});
    CHECK(said({"we compar*", "we"}, "we  compared") == Said{"1:we", "0:we  compared"});
}

TEST_CASE("phrases: width, case and white space") {
    CHECK(said({"roi 100%"}, "ＲＯＩ　\n １００％") == Said{"0:ＲＯＩ　\n １００％"});
    CHECK(said({"Ｔｏｏ　Much"}, "too\t\tmuch") == Said{"0:too\t\tmuch"});
    CHECK(said({"多少钱?"}, "多少钱？") == Said{"0:多少钱？"});
    CHECK(*metrics::folded_phrase(" Don’t　KNOW ") == "don't know");
}

TEST_CASE("phrases: all that overlap are told, the longest are counted") {
    const std::vector<std::string_view> phrases{"太贵", "太贵了", "贵", "了", "太贵了"};
    CHECK(said(phrases, "太贵了") == Said{"0:太贵", "1:太贵了", "4:太贵了", "2:贵", "3:了"});
    std::vector<PhraseHit> hits;
    made(phrases).find("太贵了贵", hits);
    const std::vector<std::uint32_t> one_topic(5, 3), two{3, 8, 3, 3, 8};
    CHECK(metrics::longest_hits(hits, one_topic, 3) == std::vector<PhraseHit>{{4, 0, 9}, {2, 9, 12}});
    CHECK(metrics::longest_hits(hits, two, 3) == std::vector<PhraseHit>{{0, 0, 6}, {3, 6, 9}, {2, 9, 12}});
    CHECK(metrics::longest_hits(hits, two, 8) == std::vector<PhraseHit>{{4, 0, 9}});
    CHECK(metrics::longest_hits(hits, two, 1).empty());
}

TEST_CASE("phrases: malformed text matches nothing and breaks nothing") {
    CHECK(said({"贵了", "ab"},
               "贵\xFF了 贵了 a\x80"
               "b ab\xE4\xB8") == Said{"0:贵了", "1:ab"});
    std::string text;
    for (int byte = 255; byte >= 0; --byte) text += static_cast<char>(byte);
    CHECK(said({"7", ">=<"}, text) == Said{"1:>=<"});  // 7 stands between digits
    CHECK(said({}, "nothing to find").empty());
    CHECK(said({"a"}, "").empty());
}

TEST_CASE("phrases: what is refused, by name") {
    const std::string longest(base::limits::phrase_characters, 'a');
    CHECK(metrics::folded_phrase(longest));
    CHECK(metrics::folded_phrase(longest + "*"));
    for (const std::string& phrase :
         {std::string(), std::string(" 　\t"), longest + "a", std::string("*"), std::string("贵*"), std::string("a*b"),
          std::string("a *"), std::string("a**"), std::string("\xFF"), std::string("%*")}) {
        CAPTURE(phrase);
        const auto refused = metrics::Phrases::make(std::vector<std::string_view>{"good", phrase});
        REQUIRE(!refused);
        CHECK(refused.error().code == base::ErrorCode::bad_phrase);
        CHECK(refused.error().record == 2);
        CHECK(refused.error().detail == base::error_detail(phrase));
    }
    const std::vector<std::string_view> many(base::limits::phrases + 1, "a");
    CHECK(metrics::Phrases::make(many).error().code == base::ErrorCode::too_many_records);
}

TEST_CASE("phrases: memory has a bound, and so have hits") {
    base::Random random(3);
    std::vector<std::string> kept(base::limits::phrases);
    for (std::string& phrase : kept)
        for (std::size_t i = 0; i < base::limits::phrase_characters; ++i)
            base::utf8_append(phrase, 0x4E00 + random.below(20'000));
    const std::vector<std::string_view> phrases(kept.begin(), kept.end());
    CHECK(made(phrases).bytes() < 32u << 20);

    const metrics::Phrases same = made(std::vector<std::string_view>(base::limits::phrases, "了"));
    std::string text;
    for (int i = 0; i < 1'000; ++i) text += "了";
    std::vector<PhraseHit> hits;
    CHECK(!same.find(text, hits));
    CHECK(hits.size() == base::limits::phrase_hits);
    CHECK(same.find("了", hits));
    CHECK(hits.size() == base::limits::phrases);
}
