// How durations are counted: in calendar time, or in the working hours of a calendar.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "charts/format.h"
#include "engine/question.h"
#include "ui/screen.h"

namespace ui {

// The one in force: the reader's, else the data's own. Without hours: calendar time.
const engine::Calendar& calendar_in_force(const Context& context);
// What working hours are where the reader only asks for them: the data's, else nine to six from Monday to Friday.
engine::Calendar usual_calendar(const Context& context);
// The view with this calendar, none where it is what the data say themselves.
void set_calendar(const Context& context, View& view, engine::Calendar calendar);

// "9:00–18:00, Mon–Fri, 12 holidays"; "Calendar time" without hours.
std::string hours_words(const engine::Calendar& calendar, Language language);
// The same with the length of a day, as a note says it.
std::string hours_basis(const Context& context);

// A question of durations: base_question in the calendar in force. A target of a day is a working day.
engine::Question timed_question(const Context& context, engine::Figure figure);
std::string_view target_words(const Context& context);  // "a working day"

// The days in a text that the reader wrote, each once, and what of it is no day; read until there are more than a link takes.
struct WrittenDays {
    std::vector<std::string> days;
    std::string wrong;  // the first
};
WrittenDays read_days(std::string_view text);
std::string written(const std::vector<std::string>& days);

}  // namespace ui
