// What the cards of hand-offs share: their one question by role, and how a hand-off is said and chosen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/figures/handoffs.h"
#include "ui/screen.h"

namespace screens {

using HandoffsHeld = ui::Held<engine::HandoffsAnswer>;

engine::Question role_handoffs_question(const ui::Context& context);
HandoffsHeld ask_role_handoffs(ui::Context& context);

// In the calendar in force; "–" where there is none.
std::string handoff_duration(const ui::Context& context, std::optional<std::uint32_t> seconds);
// The same in one unit, for where there is little room: "5 h", "3 d".
std::string brief_duration(const ui::Context& context, std::optional<std::uint32_t> seconds);
std::string pair_words(const ui::Context& context, const std::string& from, const std::string& to);
// Where the share is not known yet, the counts.
std::string in_time_words(const ui::Context& context, const engine::HandoffRow& row);
std::string dropped_words(const ui::Context& context, const engine::HandoffRow& row);
// Of those that wait; "–" where none has a value.
std::string waiting_value_words(const ui::Context& context, const engine::HandoffRow& row);
std::string handoff_spoken(const ui::Context& context, const std::string& pair, const engine::HandoffRow& row);

// The roles of the answer in the order in which they carry a customer, "" for none behind them.
std::vector<std::string> roles_of(const engine::HandoffsAnswer& answer);

// Two roles as View::handed has them, "closer>customer_support".
std::string handed_id(const engine::HandoffRow& row);
// The row that is chosen; nullptr: none, or not one of the answer's.
const engine::HandoffRow* handed_row(const ui::Context& context, const engine::HandoffsAnswer& answer);
// Chooses a hand-off by its id; the one that is chosen is freed.
void press_handed(ui::Context& context, const std::string& id);

}  // namespace screens
