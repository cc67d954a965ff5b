// What happens after the win, on average, by the age of a customer: a panel a kind.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "charts/mean_steps.h"
#include "engine/figures/recurrent.h"
#include "screens/after_win_cards.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/crosshair.h"
#include "ui/questions.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float panel_gap = 24;
constexpr float bare_panel = 48;  // without a curve
constexpr float narrowest_panel = 280;
constexpr float refused_height = 44;
constexpr std::size_t kinds_in_title = 3;

using RecurrentHeld = ui::Held<engine::RecurrentAnswer>;

std::string kind_words(const ui::Context& context, std::string_view kind) {
    constexpr std::pair<std::string_view, Text> known[] = {
        {"payment", Text::kind_payment},     {"ticket", Text::kind_ticket},           {"renewal", Text::kind_renewal},
        {"expansion", Text::kind_expansion}, {"contraction", Text::kind_contraction}, {"referral", Text::kind_referral},
        {"review", Text::kind_review}};
    for (const auto& [word, text] : known)
        if (word == kind) return std::string(context.say(text));
    return std::string(kind);
}

std::string mean_words(double mean) { return charts::format_fixed(mean, mean == 0 ? 0 : mean < 1 ? 2 : 1); }

// "12.6 (12.4–12.8)"
std::string figure_words(const engine::Estimate& mean, charts::Language language) {
    if (!mean.estimate) return std::string(charts::undefined_figure);
    std::string text = mean_words(*mean.estimate);
    if (!mean.low || !mean.high) return text;
    const bool zh = language == charts::Language::zh;
    return text + (zh ? "（" : " (") + mean_words(*mean.low) + "–" + mean_words(*mean.high) + (zh ? "）" : ")");
}

class RecurrentCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const RecurrentHeld held = ask(context);
        const std::string finding = finding_of(context, held.answer);
        const ui::CardHead head{.id = "recurrent",
                                .question = context.say(Text::recurrent_question),
                                .title = finding,
                                .of = ui::head_of(held)};
        const float inner = width - 2 * ui::card_padding(context.width());
        float body = charts::mean_steps_height;
        if (held.answer) {
            const auto [columns, rows] = grid_of(inner, held.answer->rows.size());
            body = held.answer->head.refused.empty()
                       ? static_cast<float>(rows) * (panel_height(*held.answer) + panel_gap)
                       : refused_height;
        }
        return ui::card_head_height(context.ui, width, head) + body +
               ui::footnote_height(context.ui, inner, note_of(context, held.answer)) +
               ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const RecurrentHeld held = ask(context);
        const std::string finding = finding_of(context, held.answer);
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "recurrent",
                                          .question = context.say(Text::recurrent_question),
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "recurrent", body, held, 4)) return ui::end_card(ui);
        const engine::RecurrentAnswer& answer = *held.answer;
        const auto [columns, rows] = grid_of(body.w, answer.rows.size());
        const float width = (body.w - panel_gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
        const float pitch = panel_height(answer) + panel_gap;
        charts::Emphasis emphasis = ui::emphasis_of(ui, "recurrent.kinds.", {});
        emphasis.late = late;
        charts::Marks marks;
        for (std::size_t i = 0; i < answer.rows.size(); ++i) {
            const Rect place{body.x + (width + panel_gap) * static_cast<float>(i % columns),
                             body.y + pitch * static_cast<float>(i / columns), width, panel_height(answer)};
            const charts::MeanPanel panel = panel_of(context, answer, answer.rows[i]);
            charts::MeanSteps drawn = charts::draw_mean_steps(ui.painter(), ui.theme(), place, answer.horizon_days,
                                                              panel, context.say(Text::recurrent_days), emphasis);
            const std::string id = "recurrent.cross." + panel.id;
            std::optional<std::size_t> marked;
            if (emphasis.is_focused(panel.id) && !drawn.stops.empty()) marked = drawn.stops.size() - 1;
            ui::use_crosshair(
                ui,
                {.id = id,
                 .name = panel.name,
                 .keys = context.say(Text::cross_keys),
                 .area = drawn.plot,
                 .stops = drawn.stops,
                 .marked = marked},
                [&](std::size_t stop) { return reading_at(context, answer, answer.rows[i], drawn, panel.name, stop); });
            marks.push_back(std::move(drawn.mark));
        }
        const Rect all{body.x, body.y, body.w, pitch * static_cast<float>(rows)};
        ui::use_marks(ui, "recurrent.kinds", finding, all, marks);
        ui::draw_footnote(ui, "recurrent.foot", body, note_of(context, held.answer));
        if (late) ui::draw_late_note(ui, "recurrent", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static RecurrentHeld ask(ui::Context& context) {
        return context.answers.ask<engine::RecurrentAnswer>("recurrent",
                                                            ui::base_question(context.view, engine::Figure::recurrent));
    }

    static std::pair<std::size_t, std::size_t> grid_of(float width, std::size_t panels) {
        const float fits = std::floor((width + panel_gap) / (narrowest_panel + panel_gap));
        const auto columns = static_cast<std::size_t>(std::clamp(fits, 1.f, 4.f));
        return {columns, (panels + columns - 1) / columns};
    }

    static float panel_height(const engine::RecurrentAnswer& answer) {
        const bool drawn = std::any_of(answer.rows.begin(), answer.rows.end(),
                                       [](const engine::RecurrentRow& row) { return !row.curve.empty(); });
        return drawn ? charts::mean_steps_height : bare_panel;
    }

    static std::string finding_of(const ui::Context& context, const engine::RecurrentAnswer* answer) {
        if (!answer || !answer->head.refused.empty() || answer->groups.empty()) return {};
        const engine::RecurrentGroup& group = answer->groups.front();
        if (!group.counts_only.empty())
            return context.say(group.counts_only == "few" ? Text::recurrent_few : Text::recurrent_young,
                               {charts::format_count(group.customers)});
        const bool zh = context.language() == charts::Language::zh;
        std::string parts;
        std::size_t named = 0;
        for (const engine::RecurrentRow& row : answer->rows) {
            if (row.mean.estimate.value_or(0) <= 0 || named == kinds_in_title) continue;
            if (named++ > 0) parts += zh ? "、" : ", ";
            parts += context.say(Text::recurrent_part, {mean_words(*row.mean.estimate), kind_words(context, row.kind)});
        }
        if (named == 0) return std::string(context.say(Text::recurrent_nothing));
        return context.say(Text::recurrent_title, {charts::format_count(answer->horizon_days), parts});
    }

    static std::string note_of(const ui::Context& context, const engine::RecurrentAnswer* answer) {
        if (!answer || answer->groups.empty()) return {};
        const engine::RecurrentGroup& group = answer->groups.front();
        std::string note = context.say(Text::recurrent_foot,
                                       {charts::format_count(group.customers), charts::format_count(group.lost)});
        if (group.before_data > 0)
            note += context.say(Text::recurrent_before, {charts::format_count(group.before_data)});
        return note;
    }

    static ui::Reading reading_at(const ui::Context& context, const engine::RecurrentAnswer& answer,
                                  const engine::RecurrentRow& row, const charts::MeanSteps& drawn,
                                  const std::string& name, std::size_t stop) {
        const engine::RecurrentPoint& at = row.curve[stop];
        return {context.say(Text::time_at, {charts::format_duration(at.age_s, context.language())}),
                {{name, figure_words(at.mean, context.language())},
                 {context.say(Text::retention_valued,
                              {charts::format_count(answer.groups.empty() ? 0 : answer.groups.front().customers)}),
                  {}}},
                {{drawn.y(at.mean.estimate.value_or(0)), context.ui.theme().accent}}};
    }

    static charts::MeanPanel panel_of(const ui::Context& context, const engine::RecurrentAnswer& answer,
                                      const engine::RecurrentRow& row) {
        charts::MeanPanel panel{.id = row.kind,
                                .name = kind_words(context, row.kind),
                                .figure = figure_words(row.mean, context.language()),
                                .detail = context.say(Text::recurrent_counted, {charts::format_count(row.events)}),
                                .spoken = {},
                                .steps = {}};
        // Of the others a value is an amount a month: their sum is nothing that anybody received.
        if (row.kind == "payment" && row.value.estimate)
            panel.detail += context.say(
                Text::recurrent_sum, {charts::format_money(static_cast<base::Money>(std::llround(*row.value.estimate)),
                                                           context.names.currency(), context.language())});
        panel.spoken = context.say(Text::recurrent_spoken,
                                   {panel.name, panel.figure, charts::format_count(answer.horizon_days), panel.detail});
        for (const engine::RecurrentPoint& point : row.curve)
            panel.steps.push_back({static_cast<float>(point.age_s) / 86'400.f, point.mean.estimate.value_or(0),
                                   point.mean.low, point.mean.high});
        return panel;
    }
};

}  // namespace

std::unique_ptr<StackCard> make_recurrent_card() { return std::make_unique<RecurrentCard>(); }

}  // namespace screens
