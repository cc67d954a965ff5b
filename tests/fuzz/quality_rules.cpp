// For any bytes: rules are refused with an error, or read; calls can be held to what is read, and each rule of a call has a result. As
// changes they are refused, or make rules that are read or refused.
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "../unit/loading.h"
#include "engine/quality_rules.h"
#include "engine/word_changes.h"

namespace {

constexpr const char* company =
    R"({"septet":1,"stages":[{"id":"a","role":"closer"}],"people":[{"id":"p","roles":["closer"]}],"calls":[
 {"id":"1","at":"2026-01-05T00:00:00Z","person":"p","language":"en","speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],
  "turns":[{"speaker":"r","start_s":0,"end_s":10,"text":"a b c hello how much"},{"speaker":"c","start_s":10,"end_s":20,"text":"a 多少钱 b"},{"speaker":"r","text":"a"}]},
 {"id":"2","at":"2026-01-05T00:00:00Z","turns":[{"text":"贵 a b"}]}]})";

constexpr const char* few_rules =
    R"([{"language":"en","rules":[{"id":"a","when":{"phrases":["a","b"]}},{"id":"b","when":{"any":[{"rule":"a"}]}}]}])";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static engine::Engine engine(tests::find_zone, tests::no_budget);
    if (engine.revision() == 0) tests::load_text(engine, company);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto changed = engine::changed_rules(few_rules, text)) static_cast<void>(engine::read_rules(*changed));
    const auto book = engine::read_rules(text);
    if (!book) return 0;
    for (model::CallIndex call = 0; call < 2; ++call) {
        const metrics::CallFigures figures = metrics::figures_of(engine.data(), call, {});
        const auto quality = metrics::quality_of(engine.data(), call, figures, book->sets, true);
        if (quality.set == metrics::no_set) continue;
        const bool whole = quality.results.size() == book->sets[quality.set].rules.size();
        if (!whole || (quality.score && !(*quality.score >= 0 && *quality.score <= 100))) {
            std::fputs("a call is not judged by its rules\n", stderr);
            std::abort();
        }
        for (const auto& places : quality.evidence)
            for (const metrics::Evidence& place : places)
                if (book->phrases[quality.set].at(place.phrase).empty() || place.begin >= place.end) std::abort();
    }
    return 0;
}
