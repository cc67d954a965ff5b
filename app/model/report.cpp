#include "model/report.h"

#include <algorithm>
#include <tuple>
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

void Report::add(base::Error error, std::string_view path, std::uint64_t count) {
    Finding& finding = find(error.code, path);
    finding.count += count;
    std::vector<base::Error>& kept = finding.examples;
    const bool full = kept.size() == base::limits::reports_kept;
    const auto before = [](const base::Error& a, const base::Error& b) {
        return std::tie(a.record, a.path, a.detail) < std::tie(b.record, b.path, b.detail);
    };
    if (error.record != 0) {
        if (!full) kept.push_back(std::move(error));
        return;
    }
    if (full && !before(error, kept.back())) return;
    if (full) kept.pop_back();
    kept.insert(std::upper_bound(kept.begin(), kept.end(), error, before), std::move(error));
}

void Report::drop(ErrorCode code) {
    std::erase_if(findings_, [code](const Finding& f) { return f.code == code; });
}

bool is_skipped(ErrorCode code) {
    switch (code) {
        case ErrorCode::duplicate_id:
        case ErrorCode::unknown_person:
        case ErrorCode::unknown_deal:
        case ErrorCode::unknown_invoice:
        case ErrorCode::negative_duration:
        case ErrorCode::after_cut_off:
        case ErrorCode::no_history:
        case ErrorCode::repeated_stage:
        case ErrorCode::no_closing_time:
        case ErrorCode::mixed_currency:
        case ErrorCode::call_without_deal:
        case ErrorCode::turn_times:
        case ErrorCode::unknown_speaker:
        case ErrorCode::text_too_long:
        case ErrorCode::call_without_person:
        case ErrorCode::call_without_time:
        case ErrorCode::more_pages:
        case ErrorCode::signature_unchecked:
        case ErrorCode::truncated_history:
        case ErrorCode::owners_only_on_won:
        case ErrorCode::owner_not_yet_known:
        case ErrorCode::no_stage_history:
        case ErrorCode::mass_import:
        case ErrorCode::mixed_zones:
        case ErrorCode::owner_missing:
        case ErrorCode::similar_names:
        case ErrorCode::names_not_compared:
        case ErrorCode::suspected_bot:
        case ErrorCode::manager_cycle: return false;
        default: return true;
    }
}

}  // namespace model
