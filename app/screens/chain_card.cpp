#include "screens/chain_card.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/figures/chain.h"
#include "screens/list_card.h"
#include "ui/period.h"
#include "ui/questions.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr float bar_height = 10;
constexpr float figure_width = 64;

struct Line {
    std::string name;
    std::string detail;
    double change = 0;
    double shown = 0;  // tenths
    bool by_chance = false;
};

std::string change_words(double tenths) {
    if (tenths == 0) return "0";
    return (tenths > 0 ? "+" : "−") + charts::format_fixed(std::abs(tenths) / 10, 1);
}

// Tenths that sum to what the lines sum to: each rounded down, then the largest remainders up.
void round_together(std::vector<Line>& lines) {
    double sum = 0, whole = 0;
    for (Line& line : lines) {
        line.shown = std::floor(line.change * 10);
        sum += line.change * 10;
        whole += line.shown;
    }
    std::vector<Line*> by_rest;
    for (Line& line : lines) by_rest.push_back(&line);
    std::sort(by_rest.begin(), by_rest.end(), [](const Line* a, const Line* b) {
        const double rest_a = a->change * 10 - a->shown, rest_b = b->change * 10 - b->shown;
        return rest_a != rest_b ? rest_a > rest_b : a < b;
    });
    const auto missing = static_cast<std::size_t>(std::lround(sum - whole));
    for (std::size_t i = 0; i < missing && i < by_rest.size(); ++i) by_rest[i]->shown += 1;
}

class ChainCard final : public ListCard<engine::ChainAnswer> {
    const char* id() const override { return "chain"; }
    Text question() const override { return Text::chain_question; }

    ui::Held<engine::ChainAnswer> ask(ui::Context& context) override {
        engine::Question question = ui::base_question(context.view, engine::Figure::chain);
        question.period = context.view.filter.entered;
        question.filter.entered = {};
        if (question.period.from.empty() || question.period.to.empty()) question.period = {};
        return context.answers.ask<engine::ChainAnswer>("chain", question);
    }

    std::string finding_of(const ui::Context& context, const engine::ChainAnswer& answer) const override {
        const std::vector<Line> all = lines_of(context, answer);
        const auto most = std::max_element(all.begin(), all.end(), [](const Line& a, const Line& b) {
            return std::abs(a.change) < std::abs(b.change);
        });
        return context.say(Text::chain_title,
                           {charts::format_count(answer.won_after), charts::format_count(answer.won_before),
                            most == all.begin() ? context.say(Text::chain_by_entries) : std::string_view(most->name),
                            change_words(most->shown)});
    }

    std::string note_of(const ui::Context& context, const engine::ChainAnswer& answer) const override {
        std::string note = context.say(Text::chain_foot, {ui::period_words(answer.period, context.language()),
                                                          ui::period_words(answer.before, context.language()),
                                                          charts::format_count(answer.horizon_days)});
        if (answer.beside_before + answer.beside_after > 0)
            note += context.say(Text::chain_beside, {charts::format_count(answer.beside_after),
                                                     charts::format_count(answer.beside_before)});
        return note;
    }

    std::size_t rows(const ui::Context&, const engine::ChainAnswer& answer) const override {
        return answer.rows.size() + 1;
    }
    float row_height(const ui::Context& context) const override { return ui::narrow(context.width()) ? 72 : 52; }

    std::string draw_row(ui::Context& context, Rect place, const engine::ChainAnswer& answer,
                         std::size_t row) override {
        const std::vector<Line> lines = lines_of(context, answer);
        const Line& line = lines[row];
        double most = 0;
        for (const Line& other : lines) most = std::max(most, std::abs(other.change));
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        const bool phone = ui::narrow(context.width());
        const float name = phone ? place.w : std::min(360.f, place.w * .5f);
        draw_name(context, {place.x, place.y, name - (phone ? 0 : 8), place.h}, line.name, line.detail);
        if (line.by_chance) {
            const float behind =
                charts::text_width(painter, line.name, charts::type::body(theme.ink, charts::Weight::medium));
            charts::draw_text_within(painter, {place.x + behind + 8, place.y + 20},
                                     name - behind - 16 - (phone ? figure_width : 0),
                                     context.say(Text::chain_by_chance), charts::type::label(theme.ink3));
        }
        const float left = phone ? place.x : place.x + name;
        const float reach = (place.right() - left - (phone ? 0 : figure_width)) / 2 - 8, zero = left + reach + 8;
        const float y = phone ? place.y + 50 : place.y + (place.h - bar_height) / 2;
        const float length = most > 0 ? reach * static_cast<float>(std::abs(line.change) / most) : 0;
        painter.line({zero, y - 5}, {zero, y + bar_height + 5}, {theme.axis, 1});
        const charts::Color color =
            line.by_chance ? theme.axis
                           : theme.part(line.change < 0 ? charts::Part::lost : charts::Part::advanced).fill;
        painter.fill_rect({line.change < 0 ? zero - length : zero, y, length, bar_height}, color,
                          charts::space::bar_radius);
        const std::string words = change_words(line.shown);
        charts::draw_text(painter, {place.right(), phone ? place.y + 20 : place.y + place.h / 2 + 5}, words,
                          charts::type::body(theme.ink, charts::Weight::semibold), Align::end);
        const std::string spoken = context.say(Text::chain_spoken, {line.name, line.detail, words});
        return line.by_chance ? spoken + " · " + std::string(context.say(Text::chain_by_chance)) : spoken;
    }

    static std::vector<Line> lines_of(const ui::Context& context, const engine::ChainAnswer& answer) {
        std::vector<Line> lines;
        lines.push_back(
            {std::string(context.say(Text::chain_entries)),
             charts::format_count(answer.entries_before) + " → " + charts::format_count(answer.entries_after),
             answer.entries_change, 0, false});
        for (const engine::ChainRow& row : answer.rows) {
            const auto of = [&](const engine::Rate& rate) {
                return charts::format_of(rate.hits, rate.of, context.language());
            };
            std::string detail =
                context.say(Text::chain_detail, {charts::format_percent(row.before.estimate), of(row.before),
                                                 charts::format_percent(row.after.estimate), of(row.after)});
            lines.push_back(
                {std::string(ui::role_words(row.role, context.language())), detail, row.change, 0, !row.differs});
        }
        round_together(lines);
        return lines;
    }
};

}  // namespace

std::unique_ptr<StackCard> make_chain_card() { return std::make_unique<ChainCard>(); }

}  // namespace screens
