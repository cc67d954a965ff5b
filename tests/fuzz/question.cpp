// For any bytes: a question is refused or read, and what is read is written and read back as the same question.
#include <cstdio>
#include <cstdlib>

#include "../unit/loading.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static engine::Engine engine(tests::find_zone, tests::no_budget);
    if (engine.revision() == 0)
        tests::load_text(engine, R"({"septet":1,"stages":[{"id":"a","role":"closer"}],"people":[{"id":"p","team":"t"}],
            "deals":[{"id":"1","source":"s","history":[{"stage":"a","at":"2026-01-01","owner":"p"}]}]})");
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
