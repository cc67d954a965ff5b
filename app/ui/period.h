// Periods as the reader says them, and as questions hold them: half-open [from, to) in whole days.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "charts/brush.h"
#include "charts/format.h"
#include "engine/question.h"

namespace ui {

// "2026-07-31" for "2026-08-01", and the other way round; text that is no day comes back as it was.
std::string day_before(std::string_view day);
std::string day_after(std::string_view day);
bool is_day(std::string_view text);

// The last day is named, not the day after it.
std::string period_words(const engine::Days& days, charts::Language language);

enum class Preset : std::uint8_t { this_month, last_30, last_90, this_quarter, this_year };
// Up to and including the cut-off's day.
engine::Days preset_days(Preset preset, std::string_view cut_off);

// The month of a day or of "2026-07", as days.
engine::Days month_days(std::string_view month);
// Whole months from the first to the last.
engine::Days months_days(std::string_view first, std::string_view last);
// Where a period lies on an axis of months that begins with this one: in months, of which its days are parts; nullopt: there is no
// period, or none of it lies there.
std::optional<charts::Brush> period_among(const engine::Days& days, std::string_view first_month, std::size_t months);
// "2026-07" for each month from the first to the last day, at most the latest `most`.
std::vector<std::string> months_between(std::string_view first, std::string_view last, std::size_t most);

}  // namespace ui
