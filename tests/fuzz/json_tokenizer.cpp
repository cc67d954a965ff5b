// For any bytes: nlohmann/json and our tokenizer accept the same texts with the same values, and a text cut into any
// pieces gives the same calls and the same error at the same byte. The first two bytes choose the cuts.
#include <cstdio>
#include <cstdlib>

#include "../unit/json_rebuild.h"

namespace {

using namespace json_rebuild;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < 2) return 0;
    const std::size_t largest = data[0] + 1u;
    std::uint32_t random = data[1];
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);

    const std::string difference = difference_from_nlohmann(text);
    require(difference.empty(), difference.c_str());

    for (const auto documents : {ingest::JsonDocuments::one, ingest::JsonDocuments::lines}) {
        Log whole, cut;
        const Outcome outcome = feed_whole(whole, text, documents);
        const Outcome same = feed(cut, text, documents, [&](std::size_t) {
            random = random * 1664525u + 1013904223u;
            return 1 + (random >> 16) % largest;
        });
        require(outcome == same, "the cuts changed the outcome");
        require(whole.text == cut.text, "the cuts changed the calls");
    }
    return 0;
}
