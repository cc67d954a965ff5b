#include "engine/engine.h"

#include "engine/figures/defects.h"
#include "engine/figures/ledger.h"
#include "engine/figures/people.h"
#include "engine/figures/reach.h"
#include "engine/figures/rows.h"
#include "engine/figures/summary.h"

namespace engine {

using base::Error;
using base::ErrorCode;

Engine::Engine(ingest::FindZone find_zone, std::size_t budget) : find_zone_(find_zone), budget_(budget) {}

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
    data_ = std::move(*builder_).finish();
    builder_.reset();
    demo_ = options_.demo;
    event.state = LoadEvent::State::done;
    event.revision = ++revision_;
    for (const model::Finding& finding : data_.report.findings())
        if (model::is_skipped(finding.code)) event.skipped += finding.count;
    return event;
}

void Engine::cancel_load() {
    reader_.reset();
    builder_.reset();
}

bool comes_later(std::string_view question_json) {
    const auto question = read_question(question_json);
    if (!question) return false;
    switch (question->figure) {
        case Figure::summary:
        case Figure::ledger:
        case Figure::rows:
        case Figure::defects:
        case Figure::reach: return false;
        default: return true;
    }
}

std::string Engine::ask(std::string_view question_json) {
    const auto question = read_question(question_json);
    if (!question) return write(question.error());
    const auto said = [](const auto& answer) { return answer ? write(*answer) : write(answer.error()); };
    const Loaded from = loaded();
    switch (question->figure) {
        case Figure::summary: return said(summary(from, *question));
        case Figure::ledger: return said(ledger(from, *question));
        case Figure::people: return said(people(from, *question));
        case Figure::rows: return said(rows(from, *question));
        case Figure::defects: return said(defects(from, *question));
        case Figure::reach: return said(reach(from, *question));
        default: break;
    }
    return write(Error{ErrorCode::question_bad_value, "", 0, "figure", 0, name_of(question->figure)});
}

}  // namespace engine
