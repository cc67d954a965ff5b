#include "model/report.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"

namespace model {

using base::ErrorCode;

Finding& Report::find(ErrorCode code, std::string_view path) {
    auto at = std::lower_bound(
        findings_.begin(), findings_.end(), std::pair(code, path),
        [](const Finding& f, const auto& key) { return std::pair<ErrorCode, std::string_view>(f.code, f.path) < key; });
    if (at == findings_.end() || at->code != code || at->path != path) {
        at = findings_.insert(at, Finding{});
        at->code = code;
        at->path = path;
    }
    return *at;
}

void Report::add(base::Error error, std::string_view path) {
    Finding& finding = find(error.code, path);
    ++finding.count;
    if (finding.examples.size() < base::limits::reports_kept) finding.examples.push_back(std::move(error));
}

void Report::drop(ErrorCode code) {
    std::erase_if(findings_, [code](const Finding& f) { return f.code == code; });
}

bool is_skipped(ErrorCode code) {
    switch (code) {
        case ErrorCode::duplicate_id:
        case ErrorCode::unknown_person:
        case ErrorCode::unknown_deal:
        case ErrorCode::negative_duration:
        case ErrorCode::after_cut_off:
        case ErrorCode::no_history:
        case ErrorCode::repeated_stage:
        case ErrorCode::no_closing_time:
        case ErrorCode::mixed_currency:
        case ErrorCode::call_without_deal:
        case ErrorCode::truncated_history:
        case ErrorCode::owners_only_on_won:
        case ErrorCode::owner_not_yet_known:
        case ErrorCode::no_stage_history:
        case ErrorCode::mass_import:
        case ErrorCode::similar_names:
        case ErrorCode::suspected_bot:
        case ErrorCode::manager_cycle: return false;
        default: return true;
    }
}

}  // namespace model
