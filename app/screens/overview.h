// The figures of the whole chain that Team tells in a sentence and the sales manager's page in full: asked and worded in one place.
#pragma once

#include <string>

#include "engine/figures/chain.h"
#include "engine/figures/constraint.h"
#include "engine/figures/forecast.h"
#include "ui/screen.h"

namespace screens {

// By the link alone, so that they can be asked before the data's names are known.
engine::Question forecast_question(const ui::View& view);
engine::Question constraint_question(const ui::View& view);
engine::Question chain_question(const ui::View& view);

ui::Held<engine::ForecastAnswer> ask_forecast(ui::Context& context);
ui::Held<engine::ConstraintAnswer> ask_constraint(ui::Context& context);
ui::Held<engine::ChainAnswer> ask_chain(ui::Context& context);

// A forecast is told in money where the data have any, else in deals.
bool in_money(const engine::ForecastAnswer& answer);
std::string amount_words(const ui::Context& context, const engine::ForecastAnswer& answer, double minor, double deals);
// "75 %", "< 1 %"; "" where there is no target.
std::string chance_words(const engine::ForecastAnswer& answer);
// The forecast's bar, worded.
void draw_forecast(ui::Context& context, std::string_view id, charts::Rect place, const engine::ForecastAnswer& answer);

// What a step of the chain changed of the wins, in tenths that sum to what all sum to.
struct ChainChange {
    std::string role{};  // "": the number of leads
    double change = 0;
    double shown = 0;  // tenths
    bool by_chance = false;
};
std::vector<ChainChange> chain_changes(const engine::ChainAnswer& answer);
std::string change_words(double tenths);  // "−8.2"
// A bar from the middle of the place: to the right what came more, grey what chance may have done.
void draw_change_bar(ui::Context& context, charts::Rect place, const ChainChange& change, double most);
std::string chain_finding(const ui::Context& context, const engine::ChainAnswer& answer);

}  // namespace screens
