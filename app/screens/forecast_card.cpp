#include "screens/forecast_card.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/figures/forecast.h"
#include "screens/list_card.h"
#include "ui/period.h"
#include "ui/questions.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr float picture_height = 84;

struct Line {
    std::string name, detail, figure;
};

class ForecastCard final : public ListCard<engine::ForecastAnswer> {
    const char* id() const override { return "forecast"; }
    Text question() const override { return Text::forecast_question; }

    ui::Held<engine::ForecastAnswer> ask(ui::Context& context) override {
        engine::Question question = ui::base_question(context.view, engine::Figure::forecast);
        question.filter.entered = {};
        return context.answers.ask<engine::ForecastAnswer>("forecast", question);
    }

    // In money where the data have any, else in deals.
    static bool in_money(const engine::ForecastAnswer& answer) {
        return answer.won_value != 0 || answer.total_value_minor.mean > 0;
    }
    static std::string amount(const ui::Context& context, const engine::ForecastAnswer& answer, double minor,
                              double deals) {
        if (!in_money(answer)) return charts::format_fixed(deals, 0);
        constexpr double most = 9e18;  // a sum of many draws may pass what an amount holds
        return charts::format_money(static_cast<base::Money>(std::clamp(minor, -most, most)), context.names.currency(),
                                    context.language());
    }

    std::string finding_of(const ui::Context& context, const engine::ForecastAnswer& answer) const override {
        const std::string won = amount(context, answer, static_cast<double>(answer.won_value),
                                       static_cast<double>(answer.won)),
                          low = amount(context, answer, answer.total_value_minor.low, answer.total.low),
                          high = amount(context, answer, answer.total_value_minor.high, answer.total.high),
                          end = charts::format_date(ui::day_before(answer.period.to), context.language());
        if (!answer.target_minor || !in_money(answer)) return context.say(Text::forecast_title, {won, low, high, end});
        return context.say(
            Text::forecast_title_target,
            {won, amount(context, answer, static_cast<double>(*answer.target_minor), 0), low, high, end});
    }

    std::string note_of(const ui::Context& context, const engine::ForecastAnswer& answer) const override {
        std::string note(context.say(Text::forecast_foot));
        if (in_money(answer) && answer.unvalued > 0)
            note += context.say(Text::forecast_unvalued, {charts::format_count(answer.unvalued)});
        if (answer.untimed > 0) note += context.say(Text::flow_untimed, {charts::format_count(answer.untimed)});
        const engine::BackTestAnswer& test = answer.back_test;
        if (test.brier)
            note += context.say(Text::forecast_tried,
                                {charts::format_count(test.cuts.size()), charts::format_count(test.within_days),
                                 charts::format_count(test.inside), charts::format_fixed(*test.brier, 3),
                                 charts::format_fixed(*test.brier_of_stage_weights, 3)});
        return note;
    }

    std::size_t rows(const ui::Context&, const engine::ForecastAnswer&) const override { return 5; }
    float row_height(const ui::Context&) const override { return 48; }
    float above_height(ui::Context&, const engine::ForecastAnswer&, float) const override { return picture_height; }

    // One bar: won, likely from open deals, likely from new ones; the range as a bracket, the target as a line.
    void draw_above(ui::Context& context, Rect place, const engine::ForecastAnswer& answer) override {
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        const bool money = in_money(answer);
        const double won = money ? static_cast<double>(answer.won_value) : static_cast<double>(answer.won);
        const double open = money ? answer.open_value_minor.mean : answer.from_open.mean;
        const double more = money ? answer.new_value_minor.mean : answer.from_new.mean;
        const engine::Foretold& total = money ? answer.total_value_minor : answer.total;
        const double target = money && answer.target_minor ? static_cast<double>(*answer.target_minor) : 0;
        const double end = std::max({total.high, won + open + more, target, 1.0}) * 1.04;
        const auto x = [&](double value) { return place.x + place.w * static_cast<float>(value / end); };
        const float top = place.y + 26, height = 22;
        painter.fill_rect({place.x, top, place.w, height}, theme.band, charts::space::bar_radius);
        const charts::PartColors& advanced = theme.part(charts::Part::advanced);
        painter.fill_rect({place.x, top, x(won) - place.x, height}, advanced.fill, charts::space::bar_radius);
        const Rect likely{x(won), top, x(won + open + more) - x(won), height};
        painter.fill_rect(likely, theme.part(charts::Part::open).fill, 0);
        painter.hatch(likely, theme.hatch, 5, 1);
        const float range = top + height + 9;
        painter.line({x(total.low), range}, {x(total.high), range}, {theme.ink2, 2});
        for (const double at : {total.low, total.high})
            painter.line({x(at), range - 4}, {x(at), range + 4}, {theme.ink2, 2});
        painter.fill_circle({x(total.mean), range}, 3.5f, theme.ink);
        if (target > 0) {
            painter.line({x(target), top - 6}, {x(target), top + height + 6}, {theme.alert, 2});
            const charts::TextStyle style = charts::type::label(theme.alert, charts::Weight::medium);
            const std::string words =
                std::string(context.say(Text::forecast_target)) + " " + amount(context, answer, target, 0);
            const float width = charts::text_width(painter, words, style);
            charts::draw_text(painter, {std::clamp(x(target) - width / 2, place.x, place.right() - width), top - 11},
                              words, style);
        }
    }

    std::string draw_row(ui::Context& context, Rect place, const engine::ForecastAnswer& answer,
                         std::size_t row) override {
        const charts::Theme& theme = context.ui.theme();
        const Line line = lines_of(context, answer)[row];
        const float figure = 120;
        draw_name(context, {place.x, place.y, place.w - figure - 8, place.h}, line.name, line.detail);
        charts::draw_text(context.ui.painter(), {place.right(), place.y + place.h / 2 + 5}, line.figure,
                          charts::type::body(theme.ink, row == 3 ? charts::Weight::semibold : charts::Weight::medium),
                          Align::end);
        return context.say(Text::forecast_spoken, {line.name, line.figure, line.detail});
    }

    static bool of_part(const engine::ForecastAnswer& answer) {
        const engine::Filter& filter = answer.head.question.filter;
        return !filter.source.empty() || !filter.segment.empty() || !filter.deal.empty();
    }

    static std::vector<Line> lines_of(const ui::Context& context, const engine::ForecastAnswer& answer) {
        const auto of = [&](double minor, double deals) { return amount(context, answer, minor, deals); };
        const auto deals = [](double number) { return charts::format_fixed(number, number < 10 ? 1 : 0); };
        const bool money = in_money(answer) && answer.target_minor;
        const std::string chance = !answer.chance         ? std::string()
                                   : *answer.chance < .01 ? "< 1 %"
                                   : *answer.chance > .99 ? "> 99 %"
                                                          : charts::format_percent(answer.chance, 0);
        return {
            {context.say(Text::forecast_won, {charts::format_date(answer.period.from, context.language())}),
             context.say(Text::forecast_deals, {charts::format_count(answer.won)}),
             of(static_cast<double>(answer.won_value), static_cast<double>(answer.won))},
            {std::string(context.say(Text::forecast_open)),
             context.say(Text::forecast_open_detail, {charts::format_count(answer.open), deals(answer.from_open.mean)}),
             of(answer.open_value_minor.mean, answer.from_open.mean)},
            {std::string(context.say(Text::forecast_new)),
             context.say(Text::forecast_new_detail, {deals(answer.from_new.mean)}),
             of(answer.new_value_minor.mean, answer.from_new.mean)},
            {std::string(context.say(Text::forecast_total)),
             context.say(Text::forecast_total_detail, {of(answer.total_value_minor.low, answer.total.low),
                                                       of(answer.total_value_minor.high, answer.total.high)}),
             of(answer.total_value_minor.mean, answer.total.mean)},
            {std::string(context.say(Text::forecast_target)),
             money
                 ? context.say(Text::forecast_target_detail, {chance})
                 : std::string(context.say(of_part(answer) ? Text::forecast_target_of_all : Text::forecast_no_target)),
             money ? of(static_cast<double>(*answer.target_minor), 0) : std::string(charts::undefined_figure)}};
    }
};

}  // namespace

std::unique_ptr<StackCard> make_forecast_card() { return std::make_unique<ForecastCard>(); }

}  // namespace screens
