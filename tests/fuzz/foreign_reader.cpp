// For any bytes behind those of a small team: any cut gives the same data or the same error, what was loaded before stays where reading
// fails, and every answer about calls is one. The first byte chooses the cuts; the corpus has each system's exports and our own rare fields.
#include <cstdio>
#include <cstdlib>

#include "../unit/loading.h"
#include "engine/figures/calls.h"

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

std::string answers(engine::Engine& engine) {
    std::string all;
    for (const char* question : {R"({"figure":"calls","by":["person"]})", R"({"figure":"scorecards"})",
                                 R"({"figure":"defects"})", R"({"figure":"ledger"})"})
        all += engine.ask(question);
    for (model::CallIndex call = 0; call < engine.data().calls.at.size(); ++call) {
        engine::Question question;
        question.call = std::string(engine.data().calls.ids[call]);
        const auto answer = engine::call(engine.loaded(), question);
        require(static_cast<bool>(answer), "a call cannot be asked for");
        all += engine::write(*answer);
    }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < 1) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    engine::Engine whole(tests::find_zone, tests::no_budget), cut(tests::find_zone, tests::no_budget);
    const std::string before =
        R"({"septet":1,"people":[{"id":"p","email":"a@x.example","phone":"+1 555 12345"}],"stages":[{"id":"a"}],
        "deals":[{"id":"1","contacts":["b@x.example"],"history":[{"stage":"a","at":"2026-01-01"}]}],"calls":[{"id":"1","at":"2026-01-01T00:00:00Z"}]})";
    tests::load_text(whole, before);
    tests::load_text(cut, before);
    const std::string untouched = answers(whole);
    const engine::LoadEvent one = tests::load(whole, {{"test.json", text}}, true);
    const engine::LoadEvent other = tests::load(cut, {{"test.json", text}}, true, data[0] + 1u);
    require(engine::write(one) == engine::write(other), "the cuts changed the outcome");
    require(answers(whole) == answers(cut), "the cuts changed the data");
    if (one.state == engine::LoadEvent::State::failed)
        require(answers(whole) == untouched, "a failure changed the data");
    return 0;
}
