#include "screens/what_if_card.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "base/heap_sort.h"
#include "engine/figures/forecast.h"
#include "screens/list_card.h"
#include "ui/paragraph.h"
#include "ui/period.h"
#include "ui/questions.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr double step = 0.1;  // of a factor
constexpr double least_factor = 0.1, most_factor = 3;

// What a control moves.
enum class Lever : std::uint8_t { conversion, wait, people };
constexpr std::array<std::pair<Lever, Text>, 3> levers{{{Lever::conversion, Text::what_if_conversion},
                                                        {Lever::wait, Text::what_if_wait},
                                                        {Lever::people, Text::what_if_people}}};

engine::Move move_of(const ui::View& view, const std::string& role) {
    for (const engine::Move& move : view.scenario)
        if (move.role == role) return move;
    return {role, 1, 1, 0};
}

void set_move(ui::View& view, const engine::Move& move) {
    std::erase_if(view.scenario, [&](const engine::Move& other) { return other.role == move.role; });
    if (!(move == engine::Move{move.role, 1, 1, 0})) view.scenario.push_back(move);
    base::heap_sort(view.scenario.begin(), view.scenario.end(),
                    [](const engine::Move& a, const engine::Move& b) { return a.role < b.role; });
}

// In whole per cent, as a link holds it.
double stepped(double factor, int by) {
    return std::clamp(std::round((factor + by * step) * 100) / 100, least_factor, most_factor);
}

class WhatIfCard final : public ListCard<engine::WhatIfAnswer> {
    const char* id() const override { return "what_if"; }
    Text question() const override { return Text::what_if_question; }

    ui::Held<engine::WhatIfAnswer> ask(ui::Context& context) override {
        engine::Question question = ui::base_question(context.view, engine::Figure::what_if);
        question.filter.entered = {};
        question.scenario = context.view.scenario;
        return context.answers.ask<engine::WhatIfAnswer>("what_if", question);
    }

    static bool moved(const engine::WhatIfAnswer& answer) { return !answer.head.question.scenario.empty(); }
    static std::string wins(double number) { return charts::format_fixed(number, 1); }
    static std::string change(double number) { return (number >= 0 ? "+" : "") + charts::format_fixed(number, 1); }

    std::string finding_of(const ui::Context& context, const engine::WhatIfAnswer& answer) const override {
        if (!moved(answer)) return std::string(context.say(Text::what_if_title_none));
        return context.say(Text::what_if_title,
                           {wins(answer.a_month.moved), wins(answer.a_month.base), change(answer.a_month.change_low),
                            change(answer.a_month.change_high)});
    }

    std::string note_of(const ui::Context& context, const engine::WhatIfAnswer& answer) const override {
        constexpr std::pair<std::string_view, Text> known[] = {
            {"as_in_last_days", Text::assume_as_in_last_days},
            {"stage_and_age_only", Text::assume_stage_and_age_only},
            {"moves_hold_from_now", Text::assume_moves_hold_from_now},
            {"spread_over_stages", Text::assume_spread_over_stages},
            {"people_only_lift_bound", Text::assume_people_only_lift_bound},
            {"rate_attained", Text::assume_rate_attained},
            {"rate_unknown", Text::assume_rate_unknown},
            {"capped_at_all", Text::assume_capped_at_all}};
        std::string note;
        const std::string_view gap = context.language() == ui::Language::en ? " " : "";
        for (const std::string& assumption : answer.assumptions)
            for (const auto& [word, text] : known)
                if (word == assumption) note += (note.empty() ? "" : std::string(gap)) + std::string(context.say(text));
        if (answer.untimed > 0) note += context.say(Text::flow_untimed, {charts::format_count(answer.untimed)});
        return note;
    }

    std::size_t rows(const ui::Context&, const engine::WhatIfAnswer& answer) const override {
        return answer.rows.size();
    }
    float row_height(const ui::Context& context) const override {
        return ui::narrow(context.width()) ? 32 + 3 * 48.f : 56;
    }

    // Two lines and, where something is moved, the way back.
    static std::string result_of(const ui::Context& context, const engine::WhatIfAnswer& answer) {
        std::string text =
            context.say(Text::what_if_by, {charts::format_date(ui::day_before(answer.period.to), context.language()),
                                           wins(answer.within.moved), wins(answer.within.base)});
        if (context.language() == ui::Language::en) text += " ";
        if (answer.bound_by.empty()) return text + std::string(context.say(Text::what_if_no_bound));
        return text + context.say(Text::what_if_bound,
                                  {wins(answer.bounded_moved), ui::role_words(answer.bound_by, context.language())});
    }
    float above_height(ui::Context& context, const engine::WhatIfAnswer& answer, float width) const override {
        const float text = ui::paragraph_height(context.ui.painter(), width, result_of(context, answer),
                                                charts::type::body(context.ui.theme().ink), charts::type::body_line);
        return text + 12 + (moved(answer) ? control_height(context) + 8 : 0);
    }
    static float control_height(const ui::Context& context) { return ui::narrow(context.width()) ? 44.f : 32.f; }

    void draw_above(ui::Context& context, Rect place, const engine::WhatIfAnswer& answer) override {
        ui::Ui& ui = context.ui;
        const float y = ui::paragraph(ui, "what_if.result", {place.x, place.y}, place.w, result_of(context, answer),
                                      charts::type::body(ui.theme().ink), charts::type::body_line);
        if (!moved(answer)) return;
        const ui::Button reset{.label = context.say(Text::what_if_reset)};
        if (!ui::button(ui, "what_if.reset", {place.x, y + 8, ui::button_width(ui, reset), control_height(context)},
                        reset))
            return;
        ui::View next = context.view;
        next.scenario.clear();
        context.go(std::move(next));
    }

    std::string draw_row(ui::Context& context, Rect place, const engine::WhatIfAnswer& answer,
                         std::size_t row) override {
        const engine::WhatIfRow& of = answer.rows[row];
        const std::string role(ui::role_words(of.role, context.language()));
        const engine::Move move = move_of(context.view, of.role);
        const bool phone = ui::narrow(context.width());
        charts::draw_text_within(context.ui.painter(), {place.x, place.y + (phone ? 22 : place.h / 2 + 5)},
                                 phone ? place.w : place.w * .22f - 8, role,
                                 charts::type::body(context.ui.theme().ink, charts::Weight::medium));
        const std::array<std::string, 3> values{
            charts::format_percent(move.conversion, 0), charts::format_percent(move.wait, 0),
            charts::format_count(of.people) +
                (move.people == 0 ? "" : " " + charts::format_signed(std::int64_t{move.people}))};
        const float left = place.x + place.w * .22f, width = (place.right() - left) / 3;
        for (std::size_t i = 0; i < levers.size(); ++i) {
            const auto index = static_cast<float>(i);
            const Rect cell = phone ? Rect{place.x, place.y + 32 + index * 48, place.w, 44}
                                    : Rect{left + index * width, place.y + 12, width - 16, 32};
            draw_stepper(context, cell, of, role, move, levers[i].first, context.say(levers[i].second), values[i]);
        }
        return context.say(Text::what_if_spoken, {role, values[0], values[1], values[2]});
    }

    static void draw_stepper(ui::Context& context, Rect cell, const engine::WhatIfRow& of, const std::string& role,
                             const engine::Move& move, Lever lever, std::string_view what, const std::string& value) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        const float side = cell.h;
        const std::string base = "what_if." + of.role + "." +
                                 (lever == Lever::conversion ? "conversion"
                                  : lever == Lever::wait     ? "wait"
                                                             : "people");
        const float middle = cell.y + cell.h / 2;
        const float buttons = cell.right() - 2 * side - 72;
        charts::draw_text_within(ui.painter(), {cell.x, middle + 4}, buttons - cell.x - 8, what,
                                 charts::type::label(theme.ink2));
        const bool changed = !(move == engine::Move{of.role, 1, 1, 0});
        charts::draw_text(ui.painter(), {buttons + side + 36, middle + 5}, value,
                          charts::type::body(changed ? theme.accent : theme.ink, charts::Weight::medium),
                          charts::Align::middle);
        const std::string less = context.say(Text::what_if_less, {role, what}),
                          more = context.say(Text::what_if_more, {role, what});
        int by = 0;
        const bool fewest = lever == Lever::people && static_cast<std::int64_t>(of.people) + move.people <= 0;
        if (ui::button(ui, base + ".less", {buttons, cell.y, side, side},
                       {.label = "−", .disabled = fewest, .name = less}))
            by = -1;
        if (ui::button(ui, base + ".more", {cell.right() - side, cell.y, side, side}, {.label = "+", .name = more}))
            by = 1;
        if (by == 0) return;
        engine::Move next = move;
        if (lever == Lever::conversion) next.conversion = stepped(move.conversion, by);
        if (lever == Lever::wait) next.wait = stepped(move.wait, by);
        if (lever == Lever::people) next.people = std::clamp(move.people + by, -999, 999);
        ui::View view = context.view;
        set_move(view, next);
        context.go(std::move(view));
    }
};

}  // namespace

std::unique_ptr<StackCard> make_what_if_card() { return std::make_unique<WhatIfCard>(); }

}  // namespace screens
