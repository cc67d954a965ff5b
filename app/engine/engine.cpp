#include "engine/engine.h"

#include <algorithm>
#include <iterator>

#include "engine/figures/account.h"
#include "engine/figures/behaviour.h"
#include "engine/figures/call_days.h"
#include "engine/figures/calls.h"
#include "engine/figures/chain.h"
#include "engine/figures/coaching.h"
#include "engine/figures/cohorts.h"
#include "engine/figures/constraint.h"
#include "engine/figures/conversion.h"
#include "engine/figures/defects.h"
#include "engine/figures/forecast.h"
#include "engine/figures/handoffs.h"
#include "engine/figures/ledger.h"
#include "engine/figures/people.h"
#include "engine/figures/quality.h"
#include "engine/figures/reach.h"
#include "engine/figures/recurrent.h"
#include "engine/figures/retention.h"
#include "engine/figures/rows.h"
#include "engine/figures/rule_book.h"
#include "engine/figures/scorecards.h"
#include "engine/figures/search.h"
#include "engine/figures/structure.h"
#include "engine/figures/summary.h"
#include "engine/figures/time.h"
#include "engine/figures/topics.h"

namespace engine {

using base::Error;
using base::ErrorCode;

Engine::Engine(ingest::FindZone find_zone, std::size_t budget, base::FindInitials find_initials)
    : find_zone_(find_zone), find_initials_(find_initials), budget_(budget) {}

void Engine::begin_load(LoadOptions options) {
    options_ = options;
    errors_.clear();
    builder_ = std::make_unique<model::Builder>(options.keep && revision_ != 0 ? &data_ : nullptr);
    reader_.reset();
}

void Engine::begin_file(std::string_view name) {
    end_file();
    file_ = name;
    file_bytes_ = 0;
    file_failed_ = false;
    builder_->begin_file(name);
    reader_ = std::make_unique<ingest::SeptetReader>(*builder_, find_zone_);
}

void Engine::fail_file(Error error) {
    error.file = file_;
    errors_.push_back(std::move(error));
    file_failed_ = true;
}

bool Engine::feed(std::string_view bytes) {
    if (!reader_ || file_failed_) return false;
    file_bytes_ += bytes.size();
    if (const auto fed = reader_->feed(bytes); !fed) {
        fail_file(fed.error());
    } else if (builder_->peak_bytes() > budget_) {
        fail_file({ErrorCode::out_of_memory, "", builder_->records(), "", file_bytes_, ""});
    }
    return !file_failed_;
}

void Engine::end_file() {
    if (!reader_) return;
    if (!file_failed_)
        if (const auto finished = reader_->finish(); !finished) fail_file(finished.error());
    builder_->end_file(file_bytes_);
    reader_.reset();
}

std::uint64_t Engine::records() const { return builder_ ? builder_->records() : 0; }

LoadEvent Engine::end_load() {
    LoadEvent event;
    if (!builder_) {
        event.state = LoadEvent::State::failed;
        event.errors.push_back({ErrorCode::nothing_loaded, "", 0, "", 0, ""});
        return event;
    }
    end_file();
    event.records = static_cast<double>(builder_->records());
    if (!errors_.empty()) {
        event.state = LoadEvent::State::failed;
        event.errors = std::move(errors_);
        builder_.reset();
        return event;
    }
    ledgers_.clear();
    calls_.clear();
    transcripts_.reset();
    account_initials_.clear();
    data_ = std::move(*builder_).finish();
    builder_.reset();
    demo_ = options_.demo;
    event.state = LoadEvent::State::done;
    event.joined = options_.keep && revision_ != 0;
    event.revision = ++revision_;
    for (const model::Finding& finding : data_.report.findings())
        if (model::is_skipped(finding.code)) event.skipped += finding.count;
    return event;
}

void Engine::cancel_load() {
    reader_.reset();
    builder_.reset();
}

namespace {

// A figure's whole way, question to JSON. Never inlined: by its name cmake/split_wasm.py finds what comes later.
template <auto figure>
[[gnu::noinline]] std::string answered(const Loaded& loaded, const Question& question) {
    const auto answer = figure(loaded, question);
    return answer ? write(*answer) : write(answer.error());
}

struct FigureEntry {
    Figure figure;
    std::string (*answer)(const Loaded&, const Question&);
    bool first = false;  // in the part of the module that is here from the beginning
};

constexpr FigureEntry figures[] = {
    {Figure::summary, answered<summary>, true},
    {Figure::ledger, answered<ledger>, true},
    {Figure::rows, answered<rows>},
    {Figure::defects, answered<defects>},
    {Figure::reach, answered<reach>},
    {Figure::people, answered<people>},
    {Figure::handoffs, answered<handoffs>},
    {Figure::queue, answered<queue>},
    {Figure::conversion, answered<conversion>},
    {Figure::cohorts, answered<cohorts>},
    {Figure::time, answered<time_in_stage>},
    {Figure::chain, answered<chain>},
    {Figure::constraint, answered<constraint>},
    {Figure::forecast, answered<forecast>},
    {Figure::what_if, answered<what_if>},
    {Figure::structure, answered<structure>},
    {Figure::organisation, answered<organisation>},
    {Figure::recurrent, answered<recurrent>},
    {Figure::retention, answered<retention>},
    {Figure::calls, answered<calls>},
    {Figure::call, answered<call>},
    {Figure::call_list, answered<call_list>},
    {Figure::call_days, answered<call_days>},
    {Figure::behaviour, answered<behaviour>},
    {Figure::coaching, answered<coaching>},
    {Figure::topics, answered<topics>},
    {Figure::search, answered<search>},
    {Figure::quality, answered<quality>},
    {Figure::scorecards, answered<scorecards>},
    {Figure::rule_book, answered<rule_book>},
    {Figure::account_list, answered<account_list>},
    {Figure::account, answered<account>},
};

const FigureEntry* entry_of(Figure figure) {
    const auto found = std::find_if(std::begin(figures), std::end(figures),
                                    [&](const FigureEntry& entry) { return entry.figure == figure; });
    return found == std::end(figures) ? nullptr : found;
}

}  // namespace

bool comes_later(std::string_view question_json) {
    const auto question = read_question(question_json);
    const FigureEntry* entry = question ? entry_of(question->figure) : nullptr;
    return entry && !entry->first;
}

std::string Engine::ask(std::string_view question_json) {
    const auto question = read_question(question_json);
    if (!question) return write(question.error());
    if (const FigureEntry* entry = entry_of(question->figure)) return entry->answer(loaded(), *question);
    return write(Error{ErrorCode::question_bad_value, "", 0, "figure", 0, name_of(question->figure)});
}

}  // namespace engine
