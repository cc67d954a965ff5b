#include "ui/text.h"

#include <array>
#include <optional>
#include <vector>

#include "charts/theme.h"

namespace ui {

extern const std::string_view english_words[];
extern const std::string_view chinese_words[];
extern const char later_words[];
extern const std::size_t later_words_begin;

namespace {

constexpr std::size_t later_count = text_count - first_text_count;

// "" until the later part is here, which is when nobody wants them.
std::string_view later_word(std::size_t index) {
    static std::vector<std::string_view> found;
    if (found.empty()) {
        // Not const to the compiler: the bytes come with the later part.
        const char* volatile begin = later_words + later_words_begin;
        const char* at = begin;
        if (*at == 0) return {};
        found.reserve(2 * later_count);
        for (std::size_t i = 0; i < 2 * later_count; ++i) {
            found.emplace_back(at);
            at += found.back().size() + 1;
        }
    }
    return found[index];
}

// By charts::Role and charts' parts: every word is named, so that the build sees where it is said.
constexpr std::array<Text, charts::role_count> role_names{
    Text::role_sales_manager, Text::role_marketer,         Text::role_lead_generator, Text::role_lead_nurturer,
    Text::role_closer,        Text::role_customer_support, Text::role_account_manager};
constexpr std::array<Text, charts::role_count> role_short_names{
    Text::role_short_sales_manager,  Text::role_short_marketer, Text::role_short_lead_generator,
    Text::role_short_lead_nurturer,  Text::role_short_closer,   Text::role_short_customer_support,
    Text::role_short_account_manager};
constexpr std::array<Text, charts::role_count> role_tasks{
    Text::role_task_sales_manager,  Text::role_task_marketer, Text::role_task_lead_generator,
    Text::role_task_lead_nurturer,  Text::role_task_closer,   Text::role_task_customer_support,
    Text::role_task_account_manager};
constexpr std::array<Text, charts::part_count> part_texts{Text::part_advanced, Text::part_lost, Text::part_back,
                                                          Text::part_left, Text::part_open};

std::string_view role_text(const std::array<Text, charts::role_count>& texts, std::string_view role,
                           Language language) {
    const std::optional<charts::Role> known_role = charts::role_from_id(role);
    if (!known_role) return role;
    return words(texts[static_cast<std::size_t>(*known_role)], language);
}

}  // namespace

std::string_view words(Text text, Language language) {
    const auto index = static_cast<std::size_t>(text);
    if (index >= first_text_count)
        return later_word(index - first_text_count + (language == Language::zh ? later_count : 0));
    return language == Language::zh ? chinese_words[index] : english_words[index];
}

std::string fill(Text text, Language language, std::initializer_list<std::string_view> values) {
    const std::string_view pattern = words(text, language);
    std::string out;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool placeholder = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
        const auto index = placeholder ? static_cast<std::size_t>(pattern[at + 1] - '0') : values.size();
        if (index < values.size()) {
            out += values.begin()[index];
            at += 2;
        } else {
            out += pattern[at];
        }
    }
    return out;
}

Language language_of(std::string_view code) { return code.starts_with("zh") ? Language::zh : Language::en; }

std::string_view code_of(Language language) { return language == Language::zh ? "zh" : "en"; }

std::string_view role_words(std::string_view role, Language language) {
    if (role.empty()) return words(Text::role_none, language);
    return role_text(role_names, role, language);
}

std::string_view role_short(std::string_view role, Language language) {
    return role_text(role_short_names, role, language);
}

std::string_view role_task(std::string_view role, Language language) {
    if (!charts::role_from_id(role)) return {};
    return role_text(role_tasks, role, language);
}

std::string_view part_words(engine::Exit part, Language language) {
    return words(part_texts[static_cast<std::size_t>(part)], language);
}

std::string_view figure_words(std::string_view figure, Language language) {
    if (figure == "ledger") return words(Text::figure_ledger, language);
    if (figure == "people") return words(Text::figure_people, language);
    if (figure == "rows") return words(Text::figure_rows, language);
    if (figure == "reach") return words(Text::figure_reach, language);
    if (figure == "time") return words(Text::figure_time, language);
    if (figure == "value") return words(Text::figure_value, language);
    if (figure == "calls") return words(Text::figure_calls, language);
    if (figure == "behaviour") return words(Text::figure_behaviour, language);
    if (figure == "coaching") return words(Text::figure_coaching, language);
    if (figure == "topics") return words(Text::figure_topics, language);
    if (figure == "quality") return words(Text::figure_quality, language);
    if (figure == "summary") return words(Text::figure_summary, language);
    if (figure == "conversion") return words(Text::figure_conversion, language);
    if (figure == "cohorts") return words(Text::figure_cohorts, language);
    if (figure == "handoffs") return words(Text::figure_handoffs, language);
    if (figure == "queue") return words(Text::figure_queue, language);
    if (figure == "chain") return words(Text::figure_chain, language);
    if (figure == "constraint") return words(Text::figure_constraint, language);
    if (figure == "structure") return words(Text::figure_structure, language);
    if (figure == "organisation") return words(Text::figure_organisation, language);
    if (figure == "forecast") return words(Text::figure_forecast, language);
    if (figure == "what_if") return words(Text::figure_what_if, language);
    if (figure == "recurrent") return words(Text::figure_recurrent, language);
    if (figure == "retention") return words(Text::figure_retention, language);
    if (figure == "call") return words(Text::figure_call, language);
    if (figure == "call_list") return words(Text::figure_call_list, language);
    if (figure == "call_days") return words(Text::figure_call_days, language);
    if (figure == "search") return words(Text::figure_search, language);
    if (figure == "scorecards") return words(Text::figure_scorecards, language);
    if (figure == "rule_book") return words(Text::figure_rule_book, language);
    if (figure == "account_list") return words(Text::figure_account_list, language);
    if (figure == "defects") return words(Text::figure_defects, language);
    if (figure == "account") return words(Text::figure_account, language);
    return figure;
}

std::string_view local(const engine::LocalName& name, Language language) {
    const std::string& wanted = language == Language::zh ? name.zh : name.en;
    if (!wanted.empty()) return wanted;
    return language == Language::zh ? name.en : name.zh;
}

std::string_view known(std::string_view text, Language language) {
    return text.empty() ? words(Text::not_known, language) : text;
}

}  // namespace ui
