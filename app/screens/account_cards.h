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
// "3 d", from one time of an answer to another.
std::string time_between(const ui::Context& context, std::string_view from, std::string_view to);
std::string day_words(const ui::Context& context, std::string_view time);
// "Payment", of an activity's kind or "call".
std::string_view event_words(const ui::Context& context, std::string_view kind);
// "Price × 3"
std::string topic_words(const ui::Context& context, const engine::AccountAnswer& account,
                        const engine::SaidTopic& topic);
std::string handoff_end_words(const ui::Context& context, const engine::AccountHandoff& handoff);
// "An → Bo"
std::string handoff_people(const ui::Context& context, const engine::AccountHandoff& handoff);
// What the deal is called where the account has several, else "".
std::string deal_words(const engine::AccountAnswer& account, const std::string& deal, const std::string& name);

// An entry in words: "Call · Needs", "An · 12:30 · Price × 3".
struct AccountSaid {
    std::string title, detail;
};
AccountSaid said_of(const ui::Context& context, const engine::AccountAnswer& account,
                    const engine::AccountEntry& entry);
// With its time, as it is read out.
std::string spoken_of(const ui::Context& context, const engine::AccountEntry& entry, const AccountSaid& said);

std::unique_ptr<StackCard> make_accounts_card();
std::unique_ptr<StackCard> make_account_lanes_card();
std::unique_ptr<StackCard> make_account_handoffs_card();
std::unique_ptr<StackCard> make_account_events_card();

}  // namespace screens
