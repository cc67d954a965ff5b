// For any bytes: a dictionary is refused with an error that has a code, or read; what is read can be looked for.
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "engine/dictionary.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = engine::read_dictionary(text);
    if (!read) return 0;
    const auto compiled = engine::compile(*read);
    if (!compiled) {
        std::fputs("a dictionary that was read cannot be used\n", stderr);
        std::abort();
    }
    std::vector<metrics::PhraseHit> hits;
    compiled->topics.find(text, hits);
    for (const metrics::PhraseHit& hit : hits)
        if (compiled->phrase(hit.phrase).empty()) std::abort();
    compiled->fillers.find(text, hits);
    return 0;
}
