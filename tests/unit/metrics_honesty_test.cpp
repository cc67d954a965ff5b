// What was estimated on a day, held against what came of it (docs/honesty.md): BPI Challenge 2012, all of whose deals ended.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/installed_zone.h"
#include "charts/format.h"
#include "engine/figures/conversion.h"
#include "loading.h"
#include "metrics/conversion.h"

using engine::Engine;
using metrics::Cause;
using metrics::Passage;
using model::Stamp;

namespace {

bool load_bpi(Engine& engine, const char* name) {
    std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/../shared/data/bpic2012/" + name, std::ios::binary);
    if (!file) {
        MESSAGE("skipped: ", name, " is not here");
        return false;
    }
    std::string text{std::istreambuf_iterator<char>(file), {}};
    return tests::load_text(engine, std::move(text)).state == engine::LoadEvent::State::done;
}

// The share of the entries before `cut` that really advanced within the horizon.
double truth_of(const model::DataSet& whole, model::StageIndex stage, Stamp cut, std::uint32_t horizon_s) {
    double entries = 0, advanced = 0;
    metrics::Selection before;
    before.to = cut;
    metrics::each_passage(whole, before, metrics::Unit::stay, model::Jumps::passing, [&](const Passage& p) {
        if (p.stage != stage) return;
        ++entries;
        advanced += p.exit == model::Exit::advanced && p.until - p.entered <= horizon_s;
    });
    return advanced / entries;
}

struct Score {
    int told = 0, covered = 0;
    double honest = 0, of_entries = 0, of_decided = 0;  // Σ |estimate − truth|
    void add(double estimate, double low, double high, double truth, const engine::Ledger& ledger) {
        ++told;
        covered += low <= truth && truth <= high;
        honest += std::abs(estimate - truth);
        const auto advanced = static_cast<double>(ledger.advanced);
        of_entries += std::abs(advanced / static_cast<double>(ledger.entries) - truth);
        of_decided += std::abs(advanced / static_cast<double>(ledger.entries - ledger.open) - truth);
    }
    double mean(double sum) const { return 100 * sum / told; }
    std::string text() const {
        return std::to_string(covered) + " of " + std::to_string(told) +
               " intervals hold the truth; mean error in points: " + charts::format_fixed(mean(honest), 2) +
               ", advanced / entries " + charts::format_fixed(mean(of_entries), 2) + ", advanced / decided " +
               charts::format_fixed(mean(of_decided), 2);
    }
};

}  // namespace

TEST_CASE("honesty: BPI Challenge 2012 as of 1 December against what came of it") {
    Engine then(base::installed_zone, tests::no_budget), whole(base::installed_zone, tests::no_budget);
    if (!load_bpi(then, "pipeline-as-of-2011-12-01.json") || !load_bpi(whole, "pipeline.json")) return;
    Score score;
    std::string table =
        "\n| days | stage | entries | estimate | 95 % | truth | advanced / entries | advanced / decided |\n"
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    const auto percent = [](double share) { return charts::format_percent(share); };
    for (const std::uint32_t days : {14u, 30u, 60u}) {
        engine::Question question;
        question.horizon_days = days;
        const auto answer = engine::conversion(then.loaded(), question);
        REQUIRE(answer);
        REQUIRE(answer->rows.size() == 6);
        for (model::StageIndex stage = 0; stage < 6; ++stage) {
            const engine::ConversionRow& row = answer->rows[stage];
            const double truth = truth_of(whole.data(), stage, then.data().cut_off, days * metrics::day_s);
            const auto advanced = static_cast<double>(row.ledger.advanced);
            table += "| " + std::to_string(days) + " | " + row.keys[0] + " | " + std::to_string(row.ledger.entries) +
                     " | " + charts::format_percent(row.advance.estimate) + " | " +
                     (row.advance.low ? charts::format_interval(row.advance.low, row.advance.high) : "–") + " | " +
                     percent(truth) + " | " + percent(advanced / static_cast<double>(row.ledger.entries)) + " | " +
                     percent(advanced / static_cast<double>(row.ledger.entries - row.ledger.open)) + " |\n";
            if (row.advance.low)
                score.add(*row.advance.estimate, *row.advance.low, *row.advance.high, truth, row.ledger);
            else if (row.advance.estimate)
                CHECK(*row.advance.estimate == doctest::Approx(truth));  // all have ended: no interval, no error
        }
    }
    MESSAGE(table);
    MESSAGE(score.text());
    CHECK(score.told >= 10);
    CHECK(score.covered >= score.told - 1);
    CHECK(score.honest < score.of_entries);
    CHECK(score.honest < score.of_decided);
}

namespace {

// The stage's entries as they stood on a day.
engine::Ledger as_of(const model::DataSet& whole, model::StageIndex stage, Stamp day,
                     std::vector<metrics::Observed>& times, metrics::ConversionGroup& group) {
    metrics::Selection before;
    before.to = day;
    times.clear();
    engine::Ledger ledger;
    metrics::each_passage(whole, before, metrics::Unit::stay, model::Jumps::passing, [&](const Passage& p) {
        if (p.stage != stage) return;
        const model::Exit exit = p.until < day ? p.exit : model::Exit::open;
        const Cause cause = exit == model::Exit::open       ? Cause::open
                            : exit == model::Exit::advanced ? Cause::advanced
                            : exit == model::Exit::lost     ? Cause::lost
                                                            : Cause::other;
        times.push_back({std::min(p.until, day) - p.entered, 0, cause});
        group.advances += exit == model::Exit::advanced;
        ++ledger.entries;
        ledger.advanced += exit == model::Exit::advanced;
        ledger.open += exit == model::Exit::open;
    });
    metrics::sort_observed(times);
    group.times = times;
    return ledger;
}

}  // namespace

TEST_CASE("honesty: BPI Challenge 2012 as of every Saturday") {
    Engine whole(base::installed_zone, tests::no_budget);
    if (!load_bpi(whole, "pipeline.json")) return;
    const model::DataSet& data = whole.data();
    Score all;
    std::vector<metrics::Observed> times;
    for (model::StageIndex stage = 0; stage < 5; ++stage) {
        Score score;
        for (std::int64_t date = base::days_from_date({2011, 10, 15}); date <= base::days_from_date({2012, 2, 25});
             date += 7) {
            const auto day = static_cast<Stamp>(date * metrics::day_s);
            metrics::ConversionGroup group;
            const engine::Ledger ledger = as_of(data, stage, day, times, group);
            for (const std::uint32_t days : {7u, 14u, 30u}) {
                const std::uint32_t horizon[] = {days * metrics::day_s};
                const bool reached = date - base::days_from_date({2011, 10, 1}) >= days;
                if (!reached || metrics::Showing(group).at(horizon[0]) != metrics::Shown::estimate) continue;
                const auto estimate = metrics::estimates_at(times, horizon)[0].of(Cause::advanced);
                if (!estimate.interval) continue;
                const double truth = truth_of(data, stage, day, horizon[0]);
                for (Score* sum : {&score, &all})
                    sum->add(estimate.estimate, estimate.interval->low, estimate.interval->high, truth, ledger);
            }
        }
        MESSAGE(data.stages[stage].id, ": ", score.text());
    }
    MESSAGE("all: ", all.text());
    CHECK(all.covered >= all.told * 0.95);
    CHECK(all.honest < all.of_entries);
    CHECK(all.honest < all.of_decided);
}
