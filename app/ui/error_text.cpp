#include "ui/error_text.h"

#include <optional>
#include <utility>

namespace ui {
namespace {

Text text_of(base::ErrorCode code) {
    switch (code) {
        case base::ErrorCode::empty_file: return Text::error_empty_file;
        case base::ErrorCode::not_json: return Text::error_not_json;
        case base::ErrorCode::json_syntax: return Text::error_json_syntax;
        case base::ErrorCode::json_truncated: return Text::error_json_truncated;
        case base::ErrorCode::json_depth: return Text::error_json_depth;
        case base::ErrorCode::json_string_size: return Text::error_json_string_size;
        case base::ErrorCode::json_utf8: return Text::error_json_utf8;
        case base::ErrorCode::gzip_damaged: return Text::error_gzip_damaged;
        case base::ErrorCode::not_septet: return Text::error_not_septet;
        case base::ErrorCode::septet_version: return Text::error_septet_version;
        case base::ErrorCode::encrypted: return Text::error_encrypted;
        case base::ErrorCode::wrong_type: return Text::error_wrong_type;
        case base::ErrorCode::missing_field: return Text::error_missing_field;
        case base::ErrorCode::bad_time: return Text::error_bad_time;
        case base::ErrorCode::time_out_of_range: return Text::error_time_out_of_range;
        case base::ErrorCode::bad_number: return Text::error_bad_number;
        case base::ErrorCode::bad_currency: return Text::error_bad_currency;
        case base::ErrorCode::unknown_word: return Text::error_unknown_word;
        case base::ErrorCode::unknown_stage: return Text::error_unknown_stage;
        case base::ErrorCode::unknown_person: return Text::error_unknown_person;
        case base::ErrorCode::unknown_deal: return Text::error_unknown_deal;
        case base::ErrorCode::unknown_invoice: return Text::error_unknown_invoice;
        case base::ErrorCode::duplicate_id: return Text::error_duplicate_id;
        case base::ErrorCode::unknown_zone: return Text::error_unknown_zone;
        case base::ErrorCode::unread_part: return Text::error_unread_part;
        case base::ErrorCode::record_too_large: return Text::error_record_too_large;
        case base::ErrorCode::unknown_call: return Text::error_unknown_call;
        case base::ErrorCode::negative_duration: return Text::error_negative_duration;
        case base::ErrorCode::after_cut_off: return Text::error_after_cut_off;
        case base::ErrorCode::no_history: return Text::error_no_history;
        case base::ErrorCode::repeated_stage: return Text::error_repeated_stage;
        case base::ErrorCode::no_closing_time: return Text::error_no_closing_time;
        case base::ErrorCode::mixed_currency: return Text::error_mixed_currency;
        case base::ErrorCode::call_without_deal: return Text::error_call_without_deal;
        case base::ErrorCode::turn_times: return Text::error_turn_times;
        case base::ErrorCode::unknown_speaker: return Text::error_unknown_speaker;
        case base::ErrorCode::text_too_long: return Text::error_text_too_long;
        case base::ErrorCode::call_without_person: return Text::error_call_without_person;
        case base::ErrorCode::call_without_time: return Text::error_call_without_time;
        case base::ErrorCode::more_pages: return Text::error_more_pages;
        case base::ErrorCode::signature_unchecked: return Text::error_signature_unchecked;
        case base::ErrorCode::truncated_history: return Text::error_truncated_history;
        case base::ErrorCode::owners_only_on_won: return Text::error_owners_only_on_won;
        case base::ErrorCode::owner_not_yet_known: return Text::error_owner_not_yet_known;
        case base::ErrorCode::no_stage_history: return Text::error_no_stage_history;
        case base::ErrorCode::mass_import: return Text::error_mass_import;
        case base::ErrorCode::mixed_zones: return Text::error_mixed_zones;
        case base::ErrorCode::owner_missing: return Text::error_owner_missing;
        case base::ErrorCode::similar_names: return Text::error_similar_names;
        case base::ErrorCode::names_not_compared: return Text::error_names_not_compared;
        case base::ErrorCode::suspected_bot: return Text::error_suspected_bot;
        case base::ErrorCode::manager_cycle: return Text::error_manager_cycle;
        case base::ErrorCode::unknown_field: return Text::error_unknown_field;
        case base::ErrorCode::given_twice: return Text::error_given_twice;
        case base::ErrorCode::bad_phrase: return Text::error_bad_phrase;
        case base::ErrorCode::unknown_rule: return Text::error_unknown_rule;
        case base::ErrorCode::rule_cycle: return Text::error_rule_cycle;
        case base::ErrorCode::too_many_stages: return Text::error_too_many_stages;
        case base::ErrorCode::too_many_people: return Text::error_too_many_people;
        case base::ErrorCode::too_many_records: return Text::error_too_many_records;
        case base::ErrorCode::out_of_memory: return Text::error_out_of_memory;
        case base::ErrorCode::address_unreachable: return Text::error_address_unreachable;
        case base::ErrorCode::address_refused: return Text::error_address_refused;
        case base::ErrorCode::address_wrong_type: return Text::error_address_wrong_type;
        case base::ErrorCode::file_unreadable: return Text::error_file_unreadable;
        case base::ErrorCode::cancelled: return Text::error_cancelled;
        case base::ErrorCode::question_syntax: return Text::error_question_syntax;
        case base::ErrorCode::question_unknown_key: return Text::error_question_unknown_key;
        case base::ErrorCode::question_bad_value: return Text::error_question_bad_value;
        case base::ErrorCode::nothing_loaded: return Text::error_nothing_loaded;
        case base::ErrorCode::engine_stopped: return Text::error_engine_stopped;
    }
    return Text::error_json_syntax;
}

// Without a detail a sentence ends before the colon that would lead to it.
std::string without_detail(std::string_view pattern) {
    for (const std::string_view ending : {": {0}", "：{0}"})
        if (pattern.ends_with(ending)) return std::string(pattern.substr(0, pattern.size() - ending.size()));
    return {};
}

void join(std::string& out, std::string_view part, Language language) {
    if (!out.empty()) out += language == Language::zh ? "，" : ", ";
    out += part;
}

}  // namespace

std::string error_words(const base::Error& error, Language language) {
    const Text text = text_of(error.code);
    if (error.detail.empty()) {
        std::string cut = without_detail(words(text, language));
        if (!cut.empty()) return cut;
    }
    return fill(text, language, {error.detail.empty() ? charts::undefined_figure : std::string_view(error.detail)});
}

std::string error_place(const base::Error& error, Language language) {
    std::string place = error.file;
    if (error.record > 0)
        join(place, fill(Text::place_record, language, {charts::format_count(error.record)}), language);
    if (!error.path.empty()) join(place, fill(Text::place_field, language, {error.path}), language);
    return place;
}

std::string error_sentence(const base::Error& error, Language language) {
    const std::string place = error_place(error, language);
    if (place.empty()) return error_words(error, language);
    return fill(Text::error_line, language, {place, error_words(error, language)});
}

std::string defect_words(std::string_view id, Language language) {
    const std::optional<base::ErrorCode> code = base::error_from_name(id);
    if (!code) return std::string(id);
    std::string cut = without_detail(words(text_of(*code), language));
    return cut.empty() ? fill(text_of(*code), language, {charts::undefined_figure}) : cut;
}

std::string refusal_sentence(std::string_view word, Language language) {
    constexpr std::pair<std::string_view, Text> own[] = {{"no_owner_history", Text::refused_no_owner_history},
                                                         {"whole_chain_only", Text::refused_whole_chain_only},
                                                         {"too_thin", Text::refused_too_thin},
                                                         {"period_outside_data", Text::refused_period_outside_data},
                                                         {"no_win_in_funnel", Text::refused_no_win_in_funnel},
                                                         {"period_too_young", Text::refused_period_too_young},
                                                         {"period_over", Text::refused_period_over},
                                                         {"period_too_far", Text::refused_period_too_far},
                                                         {"forecast_too_thin", Text::refused_forecast_too_thin},
                                                         {"no_activities", Text::refused_no_activities},
                                                         {"no_calls", Text::refused_no_calls},
                                                         {"no_accounts", Text::refused_no_accounts},
                                                         {"few_reps", Text::refused_few_reps},
                                                         {"few_calls", Text::refused_few_calls},
                                                         {"no_coaching_date", Text::refused_no_coaching_date},
                                                         {"few_before_after", Text::refused_few_before_after},
                                                         {"no_transcripts", Text::refused_no_transcripts},
                                                         {"too_many_hits", Text::refused_too_many_hits},
                                                         {"too_many_groups", Text::refused_too_many_groups},
                                                         {"no_rules", Text::refused_no_rules},
                                                         {"no_scorecards", Text::refused_no_scorecards},
                                                         {"not_of_customers", Text::refused_not_of_customers},
                                                         {"no_customers", Text::refused_no_customers},
                                                         {"no_churn_recorded", Text::refused_no_churn_recorded},
                                                         {"no_changes_recorded", Text::refused_no_changes_recorded},
                                                         {"no_recurring_value", Text::refused_no_recurring_value},
                                                         {"no_invoices", Text::refused_no_invoices},
                                                         {"groups_overlap", Text::refused_groups_overlap}};
    for (const auto& [known, text] : own)
        if (known == word) return fill(Text::refused, language, {words(text, language)});
    return fill(Text::refused, language, {defect_words(word, language)});
}

}  // namespace ui
