// What figures of calls are called, their units, and why a call has none.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/screen.h"

namespace screens {

struct MeasureWords {
    std::string_view id;  // metrics::call_measure_names
    ui::Text name, unit;
    double scale;  // of the answer's number to the one shown: an hour's questions to a minute's
    int decimals;
};
// In the order in which they are shown; those that a screen has no word for are not among them.
std::span<const MeasureWords> call_measure_words();
const MeasureWords* call_measure_words(std::string_view id);
// "62 %", "1.0 s"; "–" where there is none.
std::string measure_text(const ui::Context& context, const MeasureWords& measure, std::optional<double> value);
std::string measure_number(const MeasureWords& measure, std::optional<double> value);  // without its unit

// A topic's or a rule's name in the reader's language.
template <class Named>
const std::string& name_in(const ui::Context& context, const Named& named) {
    return context.language() == ui::Language::zh ? named.name_zh : named.name_en;
}

// Why a call has no figures of time, a sentence; "" where it has.
std::string_view doubt_words(const ui::Context& context, std::string_view doubt);
// The rep's name; what is not known is said to be.
std::string caller_name(const ui::Context& context, const std::string& person);
// "2026-09-11 10:24"
std::string call_time(const ui::Context& context, std::string_view at);
// "18:42"; "–" where it is not known.
std::string call_length(std::uint32_t duration_ms);

// The conversation that is open from the next frame on, at this turn.
void open_call(ui::Context& context, const std::string& call, std::uint32_t turn = 0);

// What the reader changed of topics and quality rules.
void carry_changes(const ui::View& view, engine::Question& question);
// A question of calls with the reader's filters, his role, how he counts turns and what he changed.
engine::Question calls_question(const ui::Context& context, engine::Figure figure);

}  // namespace screens
