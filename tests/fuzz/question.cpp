// For any bytes: a question is refused or read, and what is read is written and read back as the same question.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../unit/loading.h"

namespace {

// Enough wins over enough days to foretell from; money near its limits; a customer who was lost.
std::string company() {
    std::string deals;
    for (int d = 0; d < 40; ++d) {
        const std::string month = std::to_string(1 + d % 8), id = std::to_string(d);
        deals += (d ? "," : "") + std::string(R"({"id":")") + id + R"(","account":"k","source":"s","value":)" +
                 (d ? "10" : "9e15") + R"(,"history":[{"stage":"a","at":"2026-0)" + month +
                 R"(-01","owner":"p"},{"stage":"w","at":"2026-0)" + month + R"(-09","owner":"p"}]})";
    }
    return R"({"septet":1,"exported_at":"2026-09-01","stages":[{"id":"a","role":"closer"},{"id":"w","role":"account_manager","outcome":"won"}],"people":[{"id":"p","team":"t"},{"id":"q","manager":"p"}],
            "deals":[)" +
           deals + R"(,{"id":"open","history":[{"stage":"a","at":"2026-08-20","owner":"q"}]}],
            "activities":[{"type":"payment","at":"2026-02-01","account":"k","value":9e15,"recurring":true},{"type":"expansion","at":"2026-05-01","account":"k","value":9e15,"recurring":true},
                          {"type":"churn","at":"2026-06-01","account":"k"}]})";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static engine::Engine engine(tests::find_zone, tests::no_budget);
    if (engine.revision() == 0) tests::load_text(engine, company());
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto question = engine::read_question(text);
    if (question) {
        const auto again = engine::read_question(engine::write(*question));
        if (!again || !(*again == *question)) {
            std::fputs("a question changed on its way\n", stderr);
            std::abort();
        }
    }
    if (engine.ask(text).empty()) std::abort();
    return 0;
}
