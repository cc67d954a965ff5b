#include "base/result.h"

#include "base/limits.h"
#include "base/utf8.h"

namespace base {

const char* error_name(ErrorCode code) {
    switch (code) {
        case ErrorCode::empty_file: return "empty_file";
        case ErrorCode::not_json: return "not_json";
        case ErrorCode::json_syntax: return "json_syntax";
        case ErrorCode::json_truncated: return "json_truncated";
        case ErrorCode::json_depth: return "json_depth";
        case ErrorCode::json_string_size: return "json_string_size";
        case ErrorCode::json_utf8: return "json_utf8";
        case ErrorCode::gzip_damaged: return "gzip_damaged";
        case ErrorCode::not_septet: return "not_septet";
        case ErrorCode::septet_version: return "septet_version";
        case ErrorCode::encrypted: return "encrypted";
        case ErrorCode::wrong_type: return "wrong_type";
        case ErrorCode::missing_field: return "missing_field";
        case ErrorCode::bad_time: return "bad_time";
        case ErrorCode::time_out_of_range: return "time_out_of_range";
        case ErrorCode::bad_number: return "bad_number";
        case ErrorCode::bad_currency: return "bad_currency";
        case ErrorCode::unknown_word: return "unknown_word";
        case ErrorCode::unknown_stage: return "unknown_stage";
        case ErrorCode::unknown_person: return "unknown_person";
        case ErrorCode::unknown_deal: return "unknown_deal";
        case ErrorCode::unknown_invoice: return "unknown_invoice";
        case ErrorCode::duplicate_id: return "duplicate_id";
        case ErrorCode::unknown_zone: return "unknown_zone";
        case ErrorCode::unread_part: return "unread_part";
        case ErrorCode::record_too_large: return "record_too_large";
        case ErrorCode::unknown_call: return "unknown_call";
        case ErrorCode::negative_duration: return "negative_duration";
        case ErrorCode::after_cut_off: return "after_cut_off";
        case ErrorCode::no_history: return "no_history";
        case ErrorCode::repeated_stage: return "repeated_stage";
        case ErrorCode::no_closing_time: return "no_closing_time";
        case ErrorCode::mixed_currency: return "mixed_currency";
        case ErrorCode::call_without_deal: return "call_without_deal";
        case ErrorCode::turn_times: return "turn_times";
        case ErrorCode::unknown_speaker: return "unknown_speaker";
        case ErrorCode::text_too_long: return "text_too_long";
        case ErrorCode::call_without_person: return "call_without_person";
        case ErrorCode::call_without_time: return "call_without_time";
        case ErrorCode::more_pages: return "more_pages";
        case ErrorCode::signature_unchecked: return "signature_unchecked";
        case ErrorCode::truncated_history: return "truncated_history";
        case ErrorCode::owners_only_on_won: return "owners_only_on_won";
        case ErrorCode::owner_not_yet_known: return "owner_not_yet_known";
        case ErrorCode::no_stage_history: return "no_stage_history";
        case ErrorCode::mass_import: return "mass_import";
        case ErrorCode::mixed_zones: return "mixed_zones";
        case ErrorCode::owner_missing: return "owner_missing";
        case ErrorCode::similar_names: return "similar_names";
        case ErrorCode::names_not_compared: return "names_not_compared";
        case ErrorCode::suspected_bot: return "suspected_bot";
        case ErrorCode::manager_cycle: return "manager_cycle";
        case ErrorCode::unknown_field: return "unknown_field";
        case ErrorCode::given_twice: return "given_twice";
        case ErrorCode::bad_phrase: return "bad_phrase";
        case ErrorCode::unknown_rule: return "unknown_rule";
        case ErrorCode::rule_cycle: return "rule_cycle";
        case ErrorCode::too_many_stages: return "too_many_stages";
        case ErrorCode::too_many_people: return "too_many_people";
        case ErrorCode::too_many_records: return "too_many_records";
        case ErrorCode::out_of_memory: return "out_of_memory";
        case ErrorCode::address_unreachable: return "address_unreachable";
        case ErrorCode::address_refused: return "address_refused";
        case ErrorCode::address_wrong_type: return "address_wrong_type";
        case ErrorCode::file_unreadable: return "file_unreadable";
        case ErrorCode::cancelled: return "cancelled";
        case ErrorCode::question_syntax: return "question_syntax";
        case ErrorCode::question_unknown_key: return "question_unknown_key";
        case ErrorCode::question_bad_value: return "question_bad_value";
        case ErrorCode::nothing_loaded: return "nothing_loaded";
        case ErrorCode::engine_stopped: return "engine_stopped";
    }
    return "unknown";
}

std::optional<ErrorCode> error_from_name(std::string_view name) {
    constexpr int last = static_cast<int>(ErrorCode::engine_stopped);
    for (int code = 0; code <= last; ++code)
        if (error_name(static_cast<ErrorCode>(code)) == name) return static_cast<ErrorCode>(code);
    return std::nullopt;
}

std::string error_detail(std::string_view from_data) {
    std::string detail;
    std::string_view rest = utf8_cut(from_data, limits::error_detail);
    for (std::size_t at = 0; at < rest.size();) {
        const std::size_t begin = at;
        const char32_t code_point = utf8_next(rest, at);
        // A malformed byte becomes U+FFFD, three bytes for one, so the size is looked at again.
        if (code_point == 0xFFFD) {
            if (detail.size() + 3 > limits::error_detail) break;
            utf8_append(detail, code_point);
        } else {
            if (detail.size() + (at - begin) > limits::error_detail) break;
            detail.append(rest.substr(begin, at - begin));
        }
    }
    return detail;
}

}  // namespace base
