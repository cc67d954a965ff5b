#include "engine/call_question.h"

#include <string>

namespace engine {

namespace {

constexpr std::uint32_t most_horizon_days = 3'650;

}  // namespace

metrics::CallRules rules_of(const CallRules& rules) {
    return {.merge_ms = rules.merge_ms,
            .backchannel_ms = rules.backchannel_ms,
            .backchannel_words = rules.backchannel_words,
            .backchannel_characters = rules.backchannel_characters,
            .interruption_ms = rules.interruption_ms,
            .silence_ms = rules.silence_ms};
}

base::Result<Prepared> prepare_calls(const Loaded& loaded, const Question& question, Figure figure,
                                     std::uint32_t usual_horizon_days) {
    auto prepared = prepare(loaded, question, figure);
    if (!prepared) return prepared;
    std::uint32_t& days = prepared->head.question.horizon_days;
    if (days == 0) days = usual_horizon_days;
    if (days > most_horizon_days)
        return base::Error{base::ErrorCode::question_bad_value, "", 0, "horizon_days", 0, std::to_string(days)};
    std::string& refused = prepared->head.refused;
    if (!question.filter.exit.empty()) refused = "chosen_by_exit";
    if (loaded.data.calls.at.empty()) refused = "no_calls";
    return prepared;
}

}  // namespace engine
