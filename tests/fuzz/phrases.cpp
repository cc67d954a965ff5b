// For any phrases and text out of characters of every kind that the search tells apart: the hits are those of a naive search, and a
// topic's mentions those that longest_hits keeps. Each byte is a character; a line break ends a phrase, and the last line is the text.
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "../unit/naive_phrases.h"
#include "metrics/topics.h"

namespace {

constexpr std::string_view characters[] = {"a",  "b", "A", "B",  "é",  "É",        "д",    "Д",        "5",  "ａ", "Ａ",
                                           "'",  "’", "-", ".",  " ",  "\t",       "　",   "\xC2\xA0", "贵", "了", "太",
                                           "！", "!", "*", "𠮷", "😀", "\xE8\xB4", "\xFF", "\x80",     "z",  "c"};

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    constexpr std::size_t longest = 400;
    if (size > longest) return 0;
    std::vector<std::string> lines(1);
    for (std::size_t i = 0; i < size; ++i) {
        if (data[i] == '\n')
            lines.emplace_back();
        else
            lines.back() += characters[data[i] % std::size(characters)];
    }
    const std::string text = lines.back();
    lines.pop_back();
    std::erase_if(lines, [](const std::string& phrase) { return !metrics::folded_phrase(phrase); });
    const std::vector<std::string_view> phrases(lines.begin(), lines.end());
    const auto made = metrics::Phrases::make(phrases);
    require(static_cast<bool>(made), "usable phrases were refused");
    std::vector<metrics::PhraseHit> hits;
    require(made->find(text, hits), "too many hits in a short text");
    require(hits == tests::naively(phrases, text), "not what a naive search finds");

    // Every other phrase is of another topic.
    std::vector<std::vector<std::string_view>> topics(2);
    std::vector<std::uint32_t> topic_of;
    std::vector<std::string_view> in_order;
    for (std::size_t topic = 0; topic < 2; ++topic)
        for (std::size_t i = topic; i < phrases.size(); i += 2) {
            topics[topic].push_back(phrases[i]);
            in_order.push_back(phrases[i]);
            topic_of.push_back(static_cast<std::uint32_t>(topic));
        }
    const auto grouped = metrics::Topics::make(topics);
    require(static_cast<bool>(grouped), "usable topics were refused");
    std::vector<metrics::PhraseHit> mentions, expected;
    grouped->find(text, mentions);
    const std::vector<metrics::PhraseHit> all = tests::naively(in_order, text);
    for (std::uint32_t topic = 0; topic < 2; ++topic)
        for (const metrics::PhraseHit& hit : metrics::longest_hits(all, topic_of, topic)) expected.push_back(hit);
    require(mentions == expected, "other mentions than the longest hits of each topic");
    return 0;
}
