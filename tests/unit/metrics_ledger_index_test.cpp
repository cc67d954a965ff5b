// The ledger from cells held to the plain walk: every number the same, whatever is asked.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

#include "loading.h"
#include "metrics/ledger_index.h"

using metrics::Dimension;
using metrics::Selection;

namespace {

using Random = std::mt19937;

// Clocks go back over midnight into the month before, and forward over another: months are not one stretch of time.
base::Result<base::Zone> odd_zone(std::string_view) {
    const auto hour = [](int month, int of_day) {
        return base::days_from_date({2026, month, 1}) * 86'400 + of_day * 3600;
    };
    return base::Zone("Odd", 0, {{hour(2, 1), -2 * 3600}, {hour(4, -1), 0}, {hour(5, 2), -5 * 3600}});
}

unsigned below(Random& random, unsigned n) { return static_cast<unsigned>(random() % n); }

// Jumps, returns, ties, unknown owners, own roles, values in two currencies, deals that come again after a loss.
std::string random_company(Random& random, unsigned deals) {
    std::string text =
        R"({"septet":1,"timezone":"Odd","currency":"EUR","exported_at":"2026-09-01","stages":[)"
        R"({"id":"s0","role":"lead_generator"},{"id":"s1","role":"lead_generator"},{"id":"s2","role":"lead_nurturer"},)"
        R"({"id":"s3"},{"id":"s4","role":"closer","outcome":"won"},{"id":"dead","outcome":"lost"}],"people":[)";
    for (unsigned p = 0; p < 9; ++p)
        text += std::string(p ? "," : "") + R"({"id":"p)" + std::to_string(p) + R"(","team":"t)" +
                std::to_string(p / 4) + "\"}";
    text += R"(],"deals":[)";
    for (unsigned d = 0; d < deals; ++d) {
        const char* const status[] = {"open", "won", "lost", "left"};
        text += std::string(d ? "," : "") + R"({"id":"d)" + std::to_string(d) + R"(","status":")" +
                status[below(random, 4)] + "\"";
        if (below(random, 3)) text += R"(,"source":"src)" + std::to_string(below(random, 4)) + "\"";
        if (below(random, 3)) text += R"(,"segment":"seg)" + std::to_string(below(random, 2)) + "\"";
        if (below(random, 3)) text += R"(,"value":)" + std::to_string(below(random, 100'000));
        if (below(random, 9) == 0) text += R"(,"currency":"USD")";
        text += R"(,"history":[)";
        long at = 1'767'000'000L + 600L * static_cast<long>(below(random, 30'000));
        unsigned stage = below(random, 2);
        const unsigned steps = below(random, 7);
        for (unsigned i = 0; i < steps; ++i) {
            const bool lost = below(random, 12) == 0;
            text += std::string(i ? "," : "") + R"({"stage":")" + (lost ? "dead" : "s" + std::to_string(stage)) +
                    R"(","at":")" + base::iso_time(at, base::Zone()) + "\"";
            if (below(random, 5)) text += R"(,"owner":"p)" + std::to_string(below(random, 10)) + "\"";
            if (below(random, 9) == 0) text += R"(,"role":"closer")";
            text += "}";
            stage = (stage + below(random, 4)) % 5;
            if (below(random, 4)) at += static_cast<long>(below(random, 2'000'000));
            if (below(random, 6) == 0 && at < 1'769'904'000L)
                at = 1'769'904'000L + static_cast<long>(below(random, 7200));
        }
        text += "]}";
    }
    return text + "]}";
}

Selection random_selection(Random& random, const model::DataSet& data) {
    Selection selection;
    const auto maybe = [&](metrics::Choice& choice, std::size_t numbers, unsigned rarely) {
        if (below(random, rarely) != 0) return;
        choice.restrict_to_none();
        for (std::size_t i = 0; i < numbers; ++i)
            if (below(random, 2)) choice.add(i);
    };
    maybe(selection.source, data.labels.size(), 3);
    maybe(selection.segment, data.labels.size(), 4);
    maybe(selection.team, data.labels.size(), 4);
    maybe(selection.deal, data.deals.ids.size(), 12);
    maybe(selection.person, data.people.size(), 3);
    if (selection.person.restricted() && below(random, 2)) selection.person.add(model::no_person);
    maybe(selection.under, data.people.size(), 5);
    maybe(selection.role, 8, 4);
    maybe(selection.stage, data.stages.size(), 4);
    maybe(selection.exit, 5, 4);
    if (below(random, 3) == 0) {  // whole months, and days
        const bool whole = below(random, 2);
        const auto day = [&](int month) {
            const int of_month = whole ? 1 : 1 + static_cast<int>(below(random, 28));
            return static_cast<model::Stamp>(
                data.zone.utc_from_local(base::days_from_date({2026, month, of_month}) * 86'400));
        };
        const int month = 1 + static_cast<int>(below(random, 6));
        selection.from = day(month);
        selection.to = day(month + 1 + static_cast<int>(below(random, 3)));
    }
    return selection;
}

std::vector<Dimension> random_dimensions(Random& random) {
    std::vector<Dimension> all{Dimension::stage,  Dimension::role,    Dimension::person, Dimension::team,
                               Dimension::source, Dimension::segment, Dimension::month};
    std::shuffle(all.begin(), all.end(), random);
    all.resize(below(random, 4));
    return all;
}

void check_same(const metrics::LedgerFigure& index, const metrics::LedgerFigure& walk) {
    CHECK((index.total == walk.total));
    REQUIRE(index.groups.size() == walk.groups.size());
    for (std::size_t i = 0; i < walk.groups.size(); ++i) {
        const metrics::Group &a = index.groups[i], &b = walk.groups[i];
        CHECK(a.keys == b.keys);
        CHECK((a.ledger == b.ledger));
        CHECK((a.flows == b.flows));
    }
}

}  // namespace

TEST_CASE("the ledger from cells equals the walk, for random companies and questions") {
    Random random(31);
    const base::Zone utc;
    for (int company = 0; company < 12; ++company) {
        engine::Engine engine(odd_zone, tests::no_budget);
        REQUIRE(tests::load_text(engine, random_company(random, 250)).state == engine::LoadEvent::State::done);
        const model::DataSet& data = engine.data();
        REQUIRE(data.spells.stage.size() > 300);
        metrics::LedgerIndex index;
        for (int turn = 0; turn < 150; ++turn) {
            const Selection selection = random_selection(random, data);
            const auto dimensions = random_dimensions(random);
            const auto jumps = below(random, 2) ? model::Jumps::passing : model::Jumps::strict;
            const base::Zone& zone = below(random, 6) == 0 ? utc : data.zone;
            check_same(index.ledger(data, selection, dimensions, jumps, zone),
                       metrics::ledger(data, selection, dimensions, jumps, zone));
        }
        CHECK(index.heap_bytes() > 0);
    }
}

TEST_CASE("after a load the ledger counts the new data") {
    Random random(5);
    engine::Engine engine(odd_zone, tests::no_budget);
    const char* const question = R"({"figure":"ledger","by":["stage","source"]})";
    for (int load = 0; load < 3; ++load) {
        REQUIRE(tests::load_text(engine, random_company(random, 60)).state == engine::LoadEvent::State::done);
        const std::string first = engine.ask(question);
        CHECK((engine.ask(question) == first));
        const std::array dimensions{Dimension::stage, Dimension::source};
        check_same(
            engine.loaded().ledgers.ledger(engine.data(), {}, dimensions, model::Jumps::passing, engine.data().zone),
            metrics::ledger(engine.data(), {}, dimensions, model::Jumps::passing, engine.data().zone));
    }
}
