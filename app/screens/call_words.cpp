#include "screens/call_words.h"

#include <array>

#include "ui/questions.h"

namespace screens {

using ui::Text;

namespace {

constexpr std::array<MeasureWords, 14> measures{{
    {"talk_ratio", Text::call_talk_ratio, Text::unit_percent, 100, 0},
    {"longest_monologue_s", Text::call_monologue, Text::unit_s, 1, 0},
    {"longest_story_s", Text::call_story, Text::unit_s, 1, 0},
    {"switches_per_min", Text::call_switches, Text::unit_a_minute, 1, 1},
    {"patience_s", Text::call_patience, Text::unit_s, 1, 1},
    {"questions_per_h", Text::call_questions, Text::unit_a_minute, 1.0 / 60, 1},
    {"words_per_min", Text::call_words, Text::unit_words_a_minute, 1, 0},
    {"characters_per_min", Text::call_words, Text::unit_characters_a_minute, 1, 0},
    {"fillers_per_100_words", Text::call_fillers, Text::unit_a_hundred_words, 1, 1},
    {"fillers_per_100_characters", Text::call_fillers, Text::unit_a_hundred_characters, 1, 1},
    {"overlap_share", Text::call_overlap, Text::unit_percent, 100, 1},
    {"interruptions_per_10_min", Text::call_interruptions, Text::unit_in_ten_minutes, 1, 1},
    {"customer_interruptions_per_10_min", Text::call_customer_interruptions, Text::unit_in_ten_minutes, 1, 1},
    {"silence_share", Text::call_silence, Text::unit_percent, 100, 1},
}};

}  // namespace

std::span<const MeasureWords> call_measure_words() { return measures; }

const MeasureWords* call_measure_words(std::string_view id) {
    for (const MeasureWords& measure : measures)
        if (measure.id == id) return &measure;
    return nullptr;
}

std::string measure_number(const MeasureWords& measure, std::optional<double> value) {
    return value ? charts::format_fixed(*value * measure.scale, measure.decimals)
                 : std::string(charts::undefined_figure);
}

std::string measure_text(const ui::Context& context, const MeasureWords& measure, std::optional<double> value) {
    if (!value) return std::string(charts::undefined_figure);
    return measure_number(measure, value) + "\u00a0" + std::string(context.say(measure.unit));
}

std::string_view doubt_words(const ui::Context& context, std::string_view doubt) {
    if (doubt == "no_turns") return context.say(Text::call_no_turns);
    if (doubt == "one_speaker") return context.say(Text::call_one_speaker);
    if (doubt == "sides_unknown") return context.say(Text::call_sides_unknown);
    if (doubt == "untimed") return context.say(Text::call_untimed);
    return {};
}

std::string caller_name(const ui::Context& context, const std::string& person) {
    return context.names.person_name(person, context.language());
}

std::string call_time(const ui::Context& context, std::string_view at) {
    if (at.size() < 16) return std::string(charts::undefined_figure);
    return charts::format_date(at.substr(0, 10), context.language()) + " " + std::string(at.substr(11, 5));
}

std::string call_length(std::uint32_t duration_ms) {
    return duration_ms == 0 ? std::string(charts::undefined_figure) : charts::format_clock(duration_ms);
}

void open_call(ui::Context& context, const std::string& call, std::uint32_t turn) {
    ui::View next = context.view;
    next.screen = ui::ScreenId::conversations;
    next.call = call;
    next.turn = turn;
    context.go(std::move(next));
}

void carry_changes(const ui::View& view, engine::Question& question) {
    question.topic_changes.json = view.topic_changes;
    question.rule_changes.json = view.rule_changes;
}

engine::Question calls_question(const ui::Context& context, engine::Figure figure) {
    engine::Question question = ui::base_question(context.view, figure);
    question.filter.role = {std::string(context.role())};
    question.call_rules = context.view.call_rules;
    carry_changes(context.view, question);
    return question;
}

}  // namespace screens
