#include "screens/overview.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/heap_sort.h"
#include "charts/forecast_bar.h"
#include "ui/chart_marks.h"
#include "ui/period.h"
#include "ui/questions.h"

namespace screens {

using charts::Rect;
using ui::Text;

engine::Question forecast_question(const ui::View& view) {
    engine::Question question = ui::base_question(view, engine::Figure::forecast);
    question.filter.entered = {};
    return question;
}

engine::Question constraint_question(const ui::View& view) {
    return ui::base_question(view, engine::Figure::constraint);
}

engine::Question chain_question(const ui::View& view) {
    engine::Question question = ui::base_question(view, engine::Figure::chain);
    question.period = view.filter.entered;
    question.filter.entered = {};
    if (question.period.from.empty() || question.period.to.empty()) question.period = {};
    return question;
}

ui::Held<engine::ForecastAnswer> ask_forecast(ui::Context& context) {
    return context.answers.ask<engine::ForecastAnswer>("forecast", forecast_question(context.view));
}

ui::Held<engine::ConstraintAnswer> ask_constraint(ui::Context& context) {
    return context.answers.ask<engine::ConstraintAnswer>("constraint", constraint_question(context.view));
}

ui::Held<engine::ChainAnswer> ask_chain(ui::Context& context) {
    return context.answers.ask<engine::ChainAnswer>("chain", chain_question(context.view));
}

bool in_money(const engine::ForecastAnswer& answer) {
    return answer.won_value != 0 || answer.total_value_minor.mean > 0;
}

std::string amount_words(const ui::Context& context, const engine::ForecastAnswer& answer, double minor, double deals) {
    if (!in_money(answer)) return charts::format_fixed(deals, 0);
    constexpr double most = 9e18;  // a sum of many draws may pass what an amount holds
    return charts::format_money(static_cast<base::Money>(std::clamp(minor, -most, most)), context.names.currency(),
                                context.language());
}

std::string chance_words(const engine::ForecastAnswer& answer) {
    if (!answer.chance) return {};
    if (*answer.chance < .01) return "< 1 %";
    return *answer.chance > .99 ? "> 99 %" : charts::format_percent(answer.chance, 0);
}

void draw_forecast(ui::Context& context, std::string_view id, Rect place, const engine::ForecastAnswer& answer) {
    const bool money = in_money(answer);
    const auto words = [&](double minor, double deals) { return amount_words(context, answer, minor, deals); };
    const engine::Foretold& total = money ? answer.total_value_minor : answer.total;
    charts::ForecastBar bar{
        .won = money ? static_cast<double>(answer.won_value) : static_cast<double>(answer.won),
        .low = total.low,
        .high = total.high,
        .expected = total.mean,
        .words = {.won = context.say(Text::forecast_bar_won,
                                     {words(static_cast<double>(answer.won_value), static_cast<double>(answer.won))}),
                  .range = context.say(Text::forecast_total_detail,
                                       {words(answer.total_value_minor.low, answer.total.low),
                                        words(answer.total_value_minor.high, answer.total.high)}),
                  .expected = context.say(Text::forecast_bar_expected,
                                          {words(answer.total_value_minor.mean, answer.total.mean)})}};
    if (money && answer.target_minor) {
        bar.target = static_cast<double>(*answer.target_minor);
        bar.words.target = context.say(Text::forecast_bar_target, {words(*bar.target, 0)});
    }
    const std::string chart = std::string(id) + ".bar";
    ui::use_marks(context.ui, chart, context.say(Text::forecast_question), place,
                  charts::draw_forecast_bar(context.ui.painter(), context.ui.theme(), place, bar), ui::MarkTips::names);
}

// Each rounded down, then the largest remainders up.
std::vector<ChainChange> chain_changes(const engine::ChainAnswer& answer) {
    std::vector<ChainChange> changes{{.change = answer.entries_change}};
    for (const engine::ChainRow& row : answer.rows)
        changes.push_back({.role = row.role, .change = row.change, .by_chance = !row.differs});
    double sum = 0, whole = 0;
    for (ChainChange& change : changes) {
        change.shown = std::floor(change.change * 10);
        sum += change.change * 10;
        whole += change.shown;
    }
    std::vector<ChainChange*> by_rest;
    for (ChainChange& change : changes) by_rest.push_back(&change);
    base::heap_sort(by_rest.begin(), by_rest.end(), [](const ChainChange* a, const ChainChange* b) {
        const double rest_a = a->change * 10 - a->shown, rest_b = b->change * 10 - b->shown;
        return rest_a != rest_b ? rest_a > rest_b : a < b;
    });
    const auto missing = static_cast<std::size_t>(std::lround(sum - whole));
    for (std::size_t i = 0; i < missing && i < by_rest.size(); ++i) by_rest[i]->shown += 1;
    return changes;
}

std::string change_words(double tenths) {
    if (tenths == 0) return "0";
    return (tenths > 0 ? "+" : "−") + charts::format_fixed(std::abs(tenths) / 10, 1);
}

void draw_change_bar(ui::Context& context, Rect place, const ChainChange& change, double most) {
    const charts::Theme& theme = context.ui.theme();
    charts::Painter& painter = context.ui.painter();
    const float reach = place.w / 2, zero = std::floor(place.x + reach) + .5f;
    const float length = most > 0 ? reach * static_cast<float>(std::abs(change.change) / most) : 0;
    painter.line({zero, place.y - 5}, {zero, place.bottom() + 5}, {theme.axis});
    const charts::Color color = change.by_chance
                                    ? theme.axis
                                    : theme.part(change.change < 0 ? charts::Part::lost : charts::Part::advanced).fill;
    painter.fill_rect({change.change < 0 ? zero - length : zero, place.y, length, place.h}, color,
                      charts::space::bar_radius);
}

std::string chain_finding(const ui::Context& context, const engine::ChainAnswer& answer) {
    const std::vector<ChainChange> all = chain_changes(answer);
    const ChainChange& most = *std::max_element(all.begin(), all.end(), [](const ChainChange& a, const ChainChange& b) {
        return std::abs(a.change) < std::abs(b.change);
    });
    return context.say(
        Text::chain_title,
        {charts::format_count(answer.won_after), charts::format_count(answer.won_before),
         most.role.empty() ? context.say(Text::chain_by_entries) : ui::role_words(most.role, context.language()),
         change_words(most.shown)});
}

}  // namespace screens
