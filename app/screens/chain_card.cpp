#include "screens/chain_card.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "charts/text.h"
#include "engine/figures/chain.h"
#include "ui/card.h"
#include "ui/period.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr float row_height = 48;
constexpr float bar_height = 10;

struct Line {
    std::string name;
    std::string detail;
    double change = 0;
};

std::string change_words(double change) {
    const std::string size = charts::format_fixed(std::abs(change), 1);
    return size == "0.0" ? "0" : (change > 0 ? "+" : "−") + size;
}

class ChainCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const auto held = ask(context);
        const std::string finding = finding_of(context, held.answer);
        const ui::CardHead head{
            .id = "chain", .question = context.say(Text::chain_question), .title = finding, .of = ui::head_of(held)};
        const float inner = width - 2 * ui::card_padding(context.width());
        const std::size_t rows = held.answer ? std::max<std::size_t>(held.answer->rows.size(), 1) + 1 : 5;
        return ui::card_head_height(context.ui, width, head) + static_cast<float>(rows) * row_height + 8 +
               ui::footnote_height(context.ui, inner, note_of(context, held.answer)) +
               ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const auto held = ask(context);
        const std::string finding = finding_of(context, held.answer);
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "chain",
                                          .question = context.say(Text::chain_question),
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "chain", body, held, 4)) return ui::end_card(ui);
        const std::vector<Line> lines = lines_of(context, *held.answer);
        double most = 0;
        for (const Line& line : lines) most = std::max(most, std::abs(line.change));
        const ui::Group list(ui, {.id = "chain.list", .role = ui::SemanticRole::list, .name = finding, .bounds = body});
        float y = body.y;
        for (std::size_t i = 0; i < lines.size(); ++i, y += row_height)
            draw_line(context, {body.x, y, body.w, row_height}, lines[i], most, i);
        ui::draw_footnote(ui, "chain.foot", body, note_of(context, held.answer));
        if (late) ui::draw_late_note(ui, "chain", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static ui::Held<engine::ChainAnswer> ask(ui::Context& context) {
        engine::Question question = ui::base_question(context.view, engine::Figure::chain);
        question.period = context.view.filter.entered;
        question.filter.entered = {};
        if (question.period.from.empty() || question.period.to.empty()) question.period = {};
        return context.answers.ask<engine::ChainAnswer>("chain", question);
    }

    static std::string finding_of(const ui::Context& context, const engine::ChainAnswer* answer) {
        if (!answer || !answer->head.refused.empty()) return {};
        const auto most = std::max_element(answer->rows.begin(), answer->rows.end(), [](const auto& a, const auto& b) {
            return std::abs(a.change) < std::abs(b.change);
        });
        const std::string after = charts::format_count(answer->won_after),
                          before = charts::format_count(answer->won_before);
        const bool entries = most == answer->rows.end() || std::abs(answer->entries_change) >= std::abs(most->change);
        return context.say(
            Text::chain_title,
            {after, before, entries ? context.say(Text::chain_entries) : ui::role_words(most->role, context.language()),
             change_words(entries ? answer->entries_change : most->change)});
    }

    static std::string note_of(const ui::Context& context, const engine::ChainAnswer* answer) {
        if (!answer) return {};
        return context.say(Text::chain_foot, {ui::period_words(answer->period, context.language()),
                                              ui::period_words(answer->before, context.language())});
    }

    static std::vector<Line> lines_of(const ui::Context& context, const engine::ChainAnswer& answer) {
        const auto change = [&](const std::string& from, const std::string& to) {
            return context.say(Text::chain_change, {from, to});
        };
        std::vector<Line> lines;
        if (answer.rows.empty()) return lines;
        lines.push_back(
            {std::string(context.say(Text::chain_entries)),
             change(charts::format_count(answer.rows.front().before), charts::format_count(answer.rows.front().after)),
             answer.entries_change});
        for (const engine::ChainRow& row : answer.rows)
            lines.push_back({std::string(ui::role_words(row.role, context.language())),
                             change(charts::format_percent(row.pass_before), charts::format_percent(row.pass_after)),
                             row.change});
        return lines;
    }

    static void draw_line(ui::Context& context, Rect place, const Line& line, double most, std::size_t index) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        charts::Painter& painter = ui.painter();
        const float name = std::min(220.f, place.w * .5f), figure = 56;
        charts::draw_text_within(painter, {place.x, place.y + 20}, name - 8, line.name,
                                 charts::type::body(theme.ink, charts::Weight::medium));
        charts::draw_text_within(painter, {place.x, place.y + 37}, name - 8, line.detail,
                                 charts::type::label(theme.ink2));
        const float zero = place.x + name + (place.w - name - figure) / 2;
        const float reach = (place.w - name - figure) / 2 - 8;
        const float length = most > 0 ? reach * static_cast<float>(std::abs(line.change) / most) : 0;
        const float y = place.y + (place.h - bar_height) / 2;
        painter.line({zero, place.y + 6}, {zero, place.bottom() - 6}, {theme.axis, 1});
        const charts::Color color = theme.part(line.change < 0 ? charts::Part::lost : charts::Part::advanced).fill;
        painter.fill_rect({line.change < 0 ? zero - length : zero, y, length, bar_height}, color,
                          charts::space::bar_radius);
        const std::string words = change_words(line.change);
        charts::draw_text(painter, {place.right(), charts::centred_baseline(place.y + place.h / 2, 13)}, words,
                          charts::type::body(theme.ink, charts::Weight::semibold), Align::end);
        ui::hairline(ui, place.x, place.bottom() - 1, place.w);
        ui.add({.id = "chain.row." + std::to_string(index),
                .role = ui::SemanticRole::listitem,
                .name = context.say(Text::chain_spoken, {line.name, line.detail, words}),
                .bounds = place});
    }
};

}  // namespace

std::unique_ptr<StackCard> make_chain_card() { return std::make_unique<ChainCard>(); }

}  // namespace screens
