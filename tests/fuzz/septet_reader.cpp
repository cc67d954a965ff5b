// For any bytes: reading never fails but by an error, any cut gives the same data or the same error, the ledger's law holds, and
// what was loaded before stays where reading fails. The first byte chooses the cuts.
#include <cstdio>
#include <cstdlib>

#include "../unit/loading.h"
#include "engine/figures/ledger.h"

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

std::string answers(engine::Engine& engine) {
    std::string all;
    for (const char* question :
         {R"({"figure":"ledger","by":["stage","role","person","month"]})", R"({"figure":"rows"})",
          R"({"figure":"people"})", R"({"figure":"defects"})", R"({"figure":"reach"})",
          R"({"figure":"retention","period":["2026-01-01","2026-03-01"]})", R"({"figure":"behaviour"})",
          R"({"figure":"account_list"})", R"({"figure":"call_days"})", R"({"figure":"account","account":"a1"})",
          R"({"figure":"coaching","period":["2026-01-05",""],"filter":{"person":["p"]}})"})
        all += engine.ask(question);
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < 1) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    engine::Engine whole(tests::find_zone, tests::no_budget), cut(tests::find_zone, tests::no_budget);
    const std::string before =
        R"({"septet":1,"stages":[{"id":"a"}],"deals":[{"id":"1","history":[{"stage":"a","at":"2026-01-01"}]}]})";
    tests::load_text(whole, before);
    tests::load_text(cut, before);
    const std::string untouched = answers(whole);
    const engine::LoadEvent one = tests::load_text(whole, text);
    const engine::LoadEvent other = tests::load_text(cut, text, data[0] + 1u);
    require(engine::write(one) == engine::write(other), "the cuts changed the outcome");
    require(answers(whole) == answers(cut), "the cuts changed the data");
    if (one.state == engine::LoadEvent::State::failed)
        require(answers(whole) == untouched, "a failure changed the data");
    const auto ledger = engine::ledger(whole.loaded(), {});
    require(static_cast<bool>(ledger), "no ledger");
    for (const engine::LedgerRow& row : ledger->rows) {
        const engine::Ledger& l = row.ledger;
        require(l.entries == l.advanced + l.lost + l.back + l.left + l.open, "the ledger does not balance");
    }
    return 0;
}
