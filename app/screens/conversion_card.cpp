#include "screens/conversion_card.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "charts/incidence.h"
#include "engine/figures/conversion.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/questions.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float chart_height = 232;
constexpr float bare_height = 12;     // where there is only the title
constexpr float refused_height = 60;  // a sentence

using ConversionHeld = ui::Held<engine::ConversionAnswer>;

ConversionHeld ask_conversion(ui::Context& context) {
    engine::Question question = ui::base_question(context.view, engine::Figure::conversion);
    question.by = {engine::By::role};
    question.filter.role = {std::string(context.role())};
    return context.answers.ask<engine::ConversionAnswer>("roles.conversion", question);
}

constexpr std::string_view by_exit = "chosen_by_exit";  // the filter's doing, and said in the title

bool refused_by_data(const engine::ConversionAnswer& answer) {
    return !answer.head.refused.empty() && answer.head.refused != by_exit;
}

std::string finding_of(const ui::Context& context, const engine::ConversionAnswer& answer) {
    if (answer.head.refused == by_exit) return std::string(context.say(Text::conversion_by_exit));
    if (refused_by_data(answer)) return {};
    if (answer.rows.empty()) return std::string(context.say(Text::conversion_none));
    const engine::ConversionRow& row = answer.rows.front();
    const std::string entries = charts::format_count(row.ledger.entries);
    const std::string advanced = charts::format_count(row.ledger.advanced);
    if (!row.advance.estimate)
        return context.say(row.counts_only == "few" ? Text::conversion_few : Text::conversion_young,
                           {advanced, entries});
    const std::string days = charts::format_count(answer.horizon_days);
    const std::string share = charts::format_percent(row.advance.estimate, 0);
    const std::string interval = charts::format_interval(row.advance.low, row.advance.high, 0);
    if (interval.empty()) return context.say(Text::conversion_title_sure, {share, days, entries});
    return context.say(Text::conversion_title, {share, days, interval, entries});
}

std::string note_of(const ui::Context& context, const engine::ConversionRow& row) {
    const engine::Ledger& ledger = row.ledger;
    std::string note = context.say(
        Text::conversion_foot, {charts::format_count(ledger.advanced), charts::format_count(ledger.lost),
                                charts::format_count(ledger.back + ledger.left), charts::format_count(ledger.open)});
    if (row.left_out > 0) note += context.say(Text::conversion_left_out, {charts::format_count(row.left_out)});
    return note;
}

charts::IncidenceCurve curve_of(const ui::Context& context, const engine::ConversionRow& row, charts::Part part) {
    const bool advanced = part == charts::Part::advanced;
    charts::IncidenceCurve curve{part, std::string(context.say(advanced ? Text::part_advanced : Text::part_lost)), {}};
    for (const engine::ConversionPoint& point : row.curve) {
        const engine::Estimate& estimate = advanced ? point.advance : point.lose;
        curve.points.push_back(
            {static_cast<float>(point.age_s) / 86'400.f, estimate.estimate.value_or(0), estimate.low, estimate.high});
    }
    return curve;
}

class ConversionCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const ConversionHeld held = ask_conversion(context);
        if (held.answer && held.answer->rows.empty() && held.answer->head.refused.empty()) return 0;
        const std::string question = question_of(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const ui::CardHead head{
            .id = "roles.conversion", .question = question, .title = finding, .of = ui::head_of(held)};
        const float padding = ui::card_padding(context.width());
        float body = chart_height;
        if (held.answer) {
            const auto& rows = held.answer->rows;
            const bool drawn = !rows.empty() && !rows.front().curve.empty();
            body = drawn ? chart_height : refused_by_data(*held.answer) ? refused_height : bare_height;
            if (!rows.empty())
                body += ui::footnote_height(context.ui, width - 2 * padding, note_of(context, rows.front()));
        }
        return ui::card_head_height(context.ui, width, head) + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const ConversionHeld held = ask_conversion(context);
        const std::string question = question_of(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "roles.conversion",
                                          .question = question,
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "roles.conversion", body, held, 3)) return ui::end_card(ui);
        if (refused_by_data(*held.answer))
            ui::draw_refusal(ui, "roles.conversion", body, held.answer->head.refused);
        else if (!held.answer->rows.empty())
            draw_row(context, body, *held.answer, finding, late);
        if (late) ui::draw_late_note(ui, "roles.conversion", card);
        ui::end_card(ui);
    }

private:
    static std::string question_of(const ui::Context& context) {
        return context.say(Text::conversion_question, {ui::role_words(context.role(), context.language())});
    }

    static void draw_row(ui::Context& context, Rect body, const engine::ConversionAnswer& answer,
                         const std::string& finding, bool late) {
        ui::Ui& ui = context.ui;
        const engine::ConversionRow& row = answer.rows.front();
        const std::string note = note_of(context, row);
        if (!row.curve.empty()) {
            const charts::IncidenceCurve curves[] = {curve_of(context, row, charts::Part::advanced),
                                                     curve_of(context, row, charts::Part::lost)};
            const charts::IncidenceWords words{.language = context.language(),
                                               .days = std::string(context.say(Text::conversion_days)),
                                               .within = context.say(Text::conversion_within, {"{}"})};
            charts::Emphasis emphasis = ui::emphasis_of(ui, "roles.incidence.", {});
            emphasis.late = late;
            const Rect plot{body.x, body.y, body.w, body.h - ui::footnote_height(ui, body.w, note) - 8};
            const charts::Marks marks =
                charts::draw_incidence(ui.painter(), ui.theme(), plot, answer.horizon_days, curves, words, emphasis);
            ui::use_marks(ui, "roles.incidence", finding, plot, marks, ui::MarkTips::names);
        }
        ui::draw_footnote(ui, "roles.conversion.foot", body, note);
    }
};

}  // namespace

std::unique_ptr<StackCard> make_conversion_card() { return std::make_unique<ConversionCard>(); }

}  // namespace screens
