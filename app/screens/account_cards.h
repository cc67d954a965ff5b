// Accounts: the list, and the cards of the one that is open: its time line, its hand-offs with what the next owner had to know, and
// everything in order.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/figures/account.h"
#include "screens/card_stack.h"

namespace screens {

using AccountHeld = ui::Held<engine::AccountAnswer>;
// The account that the view opens.
AccountHeld ask_account(ui::Context& context);

// Seconds on the clock that an answer's time is written with; 0 where it is none.
std::int64_t local_seconds(std::string_view time);
// From one time of an answer to another.
std::int64_t seconds_between(std::string_view from, std::string_view to);
// "Payment", of an activity's kind or "call".
std::string_view event_words(const ui::Context& context, std::string_view kind);
std::string topic_words(const ui::Context& context, const engine::AccountAnswer& account, std::string_view topic);
// The topics said most in the call: "Price × 3, Contract × 1"; "" where there are none.
std::string said_words(const ui::Context& context, const engine::AccountAnswer& account,
                       const engine::AccountCall& call);
std::string handoff_end_words(const ui::Context& context, const engine::AccountHandoff& handoff);
// "An → Bo"
std::string handoff_people(const ui::Context& context, const engine::AccountHandoff& handoff);
std::string account_money(const ui::Context& context, const engine::AccountEvent& event);  // "" where there is none
// What the deal is called where the account has several, else "".
std::string deal_words(const engine::AccountAnswer& account, std::string_view deal);

std::unique_ptr<StackCard> make_accounts_card();
std::unique_ptr<StackCard> make_account_lanes_card();
std::unique_ptr<StackCard> make_account_handoffs_card();
std::unique_ptr<StackCard> make_account_events_card();

}  // namespace screens
