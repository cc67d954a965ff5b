// Which ways of talking go with advancing: the upper against the lower third of one rep's calls, all tested together.
#include <algorithm>
#include <cmath>
#include <string>

#include "base/heap_sort.h"
#include "engine/figures/behaviour.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/list_card.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr double widest = 0.4;  // share at the axis's ends; longer intervals are cut there

const engine::BehaviourRole* role_of(const ui::Context& context, const engine::BehaviourAnswer& answer) {
    for (const engine::BehaviourRole& role : answer.roles)
        if (role.role == context.role()) return &role;
    return nullptr;
}

std::string points(double share) { return charts::format_fixed(share * 100, 0); }

class BehaviourCard final : public ListCard<engine::BehaviourAnswer> {
    const char* id() const override { return "behaviour"; }
    Text question() const override { return Text::behaviour_question; }

    ui::Held<engine::BehaviourAnswer> ask(ui::Context& context) override {
        return context.answers.ask<engine::BehaviourAnswer>("behaviour",
                                                            calls_question(context, engine::Figure::behaviour));
    }

    static std::vector<const engine::BehaviourCell*> shown(const ui::Context& context,
                                                           const engine::BehaviourAnswer& answer) {
        std::vector<const engine::BehaviourCell*> cells;
        const engine::BehaviourRole* role = role_of(context, answer);
        if (!role) return cells;
        for (const engine::BehaviourCell& cell : role->cells)
            if (cell.p && call_measure_words(cell.id)) cells.push_back(&cell);
        base::heap_sort(cells.begin(), cells.end(),
                        [](const auto* a, const auto* b) { return *a->p != *b->p ? *a->p < *b->p : a < b; });
        return cells;
    }

    std::string finding_of(const ui::Context& context, const engine::BehaviourAnswer& answer) const override {
        const engine::BehaviourRole* role = role_of(context, answer);
        if (!role) return std::string(context.say(Text::calls_none));
        if (role->refused == "few_reps")
            return context.say(Text::behaviour_few_reps, {charts::format_count(role->reps)});
        if (!role->refused.empty()) return context.say(Text::behaviour_few_calls, {charts::format_count(role->calls)});
        const auto cells = shown(context, answer);
        const auto found = static_cast<std::uint64_t>(
            std::count_if(cells.begin(), cells.end(), [](const auto* cell) { return cell->found; }));
        if (found == 0) return context.say(Text::behaviour_nothing, {charts::format_count(answer.cells)});
        const engine::BehaviourCell& first =
            **std::find_if(cells.begin(), cells.end(), [](const auto* cell) { return cell->found; });
        const Text text = first.difference.estimate.value_or(0) >= 0 ? Text::behaviour_more : Text::behaviour_less;
        return context.say(text, {context.say(call_measure_words(first.id)->name), charts::format_count(found),
                                  charts::format_count(answer.cells)});
    }
    std::string note_of(const ui::Context& context, const engine::BehaviourAnswer& answer) const override {
        const engine::BehaviourRole* role = role_of(context, answer);
        if (!role) return {};
        return context.say(Text::behaviour_foot, {charts::format_count(answer.head.question.horizon_days),
                                                  charts::format_of(role->advanced, role->calls, context.language()),
                                                  charts::format_count(role->reps), charts::format_count(role->young),
                                                  charts::format_count(role->untimed + role->unknown)});
    }
    std::size_t rows(const ui::Context& context, const engine::BehaviourAnswer& answer) const override {
        return shown(context, answer).size();
    }
    std::size_t first_rows() const override { return 6; }
    bool wide() const override { return false; }
    float row_height(const ui::Context& context) const override {
        if (ui::narrow(context.width())) return 80;
        return tight(context) ? 60.f : 44.f;
    }
    float above_height(ui::Context& context, const engine::BehaviourAnswer& answer, float) const override {
        return shown(context, answer).empty() ? 0 : 26;
    }

    static constexpr float third_width = 150;
    static constexpr float tick_room = 12;  // half of a label at the axis's end
    static Rect axis_cell(Rect line, bool phone) {
        if (phone) return {line.x + tick_room, line.y + 46, line.w - 2 * tick_room, 20};
        const float left = line.x + line.w * .22f, right = line.right() - 2 * third_width - 130;
        return {left, line.y, std::max(80.f, right - left), line.h};
    }
    Rect row_axis(const ui::Context& context, Rect line) const {
        if (ui::narrow(context.width()) || !tight(context)) return axis_cell(line, ui::narrow(context.width()));
        return {line.x + line.w * .68f, line.y, line.w * .32f - tick_room, line.h};
    }
    static float x_of(Rect cell, double share) {
        return cell.x + cell.w * static_cast<float>((std::clamp(share, -widest, widest) + widest) / (2 * widest));
    }

    bool above_is_heads() const override { return true; }
    void draw_above(ui::Context& context, Rect place, const engine::BehaviourAnswer&) override {
        charts::Painter& painter = context.ui.painter();
        const charts::TextStyle style = charts::type::small(context.ui.theme().ink3);
        const Rect cell = row_axis(context, place);
        for (const double tick : {-0.4, -0.2, 0.0, 0.2, 0.4})
            charts::draw_text(painter, {x_of(cell, tick), place.y + 14}, tick > 0 ? "+" + points(tick) : points(tick),
                              style, Align::middle);
        if (tight(context)) return ui::hairline(context.ui, place.x, place.bottom() - 1, place.w);
        float right = place.right();
        charts::draw_text(painter, {right, place.y + 14}, context.say(Text::behaviour_p), style, Align::end);
        right -= 130;
        charts::draw_text(painter, {right, place.y + 14}, context.say(Text::behaviour_bottom), style, Align::end);
        charts::draw_text(painter, {right - third_width, place.y + 14}, context.say(Text::behaviour_top), style,
                          Align::end);
        ui::hairline(context.ui, place.x, place.bottom() - 1, place.w);
    }

    std::string draw_row(ui::Context& context, Rect place, const engine::BehaviourAnswer& answer,
                         std::size_t row) override {
        const engine::BehaviourCell& cell = *shown(context, answer)[row];
        charts::Painter& painter = context.ui.painter();
        const charts::Theme& theme = context.ui.theme();
        const bool phone = ui::narrow(context.width());
        const std::string name(context.say(call_measure_words(cell.id)->name));
        const auto third = [&](const engine::BehaviourThird& one) {
            const std::string counts = charts::format_of(one.hits, one.of, context.language());
            return one.of < 30 ? counts : charts::format_share(one.hits, one.of) + " · " + counts;
        };
        const std::string p =
            cell.adjusted ? charts::format_fixed(*cell.adjusted, 2) : std::string(charts::undefined_figure);
        const bool half = !phone && tight(context);
        const Rect axis = row_axis(context, place);
        const float y = std::floor(axis.y + axis.h / 2) + .5f;
        painter.line({x_of(axis, 0), axis.y + 4}, {x_of(axis, 0), axis.bottom() - 4}, {theme.line2});
        const charts::Color color = cell.found ? theme.accent : theme.ink2;
        if (cell.difference.low && cell.difference.high)
            painter.line({x_of(axis, *cell.difference.low), y}, {x_of(axis, *cell.difference.high), y}, {color, 2});
        if (cell.difference.estimate) painter.fill_circle({x_of(axis, *cell.difference.estimate), y}, 4, color);
        const charts::TextStyle strong =
            charts::type::body(theme.ink, cell.found ? charts::Weight::semibold : charts::Weight::medium);
        if (phone) {
            charts::draw_text_within(painter, {place.x, place.y + 20}, place.w - 90, name, strong);
            charts::draw_text(painter, {place.right(), place.y + 20}, context.say(Text::behaviour_q, {p}),
                              charts::type::label(theme.ink2), Align::end);
            charts::draw_text_within(painter, {place.x, place.y + 38}, place.w,
                                     context.say(Text::behaviour_phone, {third(cell.top), third(cell.bottom)}),
                                     charts::type::small(theme.ink2));
        } else if (half) {
            const float room = axis.x - place.x - 16;
            const float named = charts::draw_text_within(painter, {place.x, place.y + 25}, room - 60, name, strong);
            charts::draw_text(painter, {place.x + named + 10, place.y + 25}, context.say(Text::behaviour_q, {p}),
                              charts::type::label(theme.ink2));
            charts::draw_text_within(painter, {place.x, place.y + 43}, room,
                                     context.say(Text::behaviour_phone, {third(cell.top), third(cell.bottom)}),
                                     charts::type::small(theme.ink2));
        } else {
            const float base = place.y + place.h / 2 + 5;
            charts::draw_text_within(painter, {place.x, base}, axis.x - place.x - 12, name, strong);
            charts::draw_text(painter, {place.right(), base}, p, charts::type::body(theme.ink), Align::end);
            charts::draw_text(painter, {place.right() - 130, base}, third(cell.bottom), charts::type::label(theme.ink2),
                              Align::end);
            charts::draw_text(painter, {place.right() - 130 - third_width, base}, third(cell.top),
                              charts::type::label(theme.ink2), Align::end);
        }
        const std::string difference =
            cell.difference.estimate ? points(*cell.difference.estimate) : std::string(charts::undefined_figure);
        return context.say(Text::behaviour_spoken,
                           {name, third(cell.top), third(cell.bottom), difference,
                            charts::format_interval(cell.difference.low, cell.difference.high, 0), p});
    }
};

}  // namespace

std::unique_ptr<StackCard> make_behaviour_card() { return std::make_unique<BehaviourCard>(); }

}  // namespace screens
