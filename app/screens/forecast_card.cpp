#include "screens/forecast_card.h"

#include <string>
#include <vector>

#include "screens/list_card.h"
#include "screens/overview.h"
#include "ui/period.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr float picture_height = 80;

struct Line {
    std::string name, detail, figure;
};

class ForecastCard final : public ListCard<engine::ForecastAnswer> {
    const char* id() const override { return "forecast"; }
    Text question() const override { return Text::forecast_question; }

    ui::Held<engine::ForecastAnswer> ask(ui::Context& context) override { return ask_forecast(context); }

    std::string finding_of(const ui::Context& context, const engine::ForecastAnswer& answer) const override {
        const std::string won = amount_words(context, answer, static_cast<double>(answer.won_value),
                                             static_cast<double>(answer.won)),
                          low = amount_words(context, answer, answer.total_value_minor.low, answer.total.low),
                          high = amount_words(context, answer, answer.total_value_minor.high, answer.total.high),
                          end = charts::format_date(ui::day_before(answer.period.to), context.language());
        if (!answer.target_minor || !in_money(answer)) return context.say(Text::forecast_title, {won, low, high, end});
        return context.say(
            Text::forecast_title_target,
            {won, amount_words(context, answer, static_cast<double>(*answer.target_minor), 0), low, high, end});
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
        if (test.stretch > 1) note += context.say(Text::forecast_stretched, {charts::format_fixed(test.stretch, 1)});
        return note;
    }

    std::size_t rows(const ui::Context&, const engine::ForecastAnswer&) const override { return 5; }
    float row_height(const ui::Context&) const override { return 48; }
    float above_height(ui::Context&, const engine::ForecastAnswer&, float) const override { return picture_height; }

    void draw_above(ui::Context& context, Rect place, const engine::ForecastAnswer& answer) override {
        draw_forecast(context, "forecast", place, answer);
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
        const auto of = [&](double minor, double deals) { return amount_words(context, answer, minor, deals); };
        const auto deals = [](double number) { return charts::format_fixed(number, number < 10 ? 1 : 0); };
        const bool money = in_money(answer) && answer.target_minor;
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
                 ? context.say(Text::forecast_target_detail, {chance_words(answer)})
                 : std::string(context.say(of_part(answer) ? Text::forecast_target_of_all : Text::forecast_no_target)),
             money ? of(static_cast<double>(*answer.target_minor), 0) : std::string(charts::undefined_figure)}};
    }
};

}  // namespace

std::unique_ptr<StackCard> make_forecast_card() { return std::make_unique<ForecastCard>(); }

}  // namespace screens
