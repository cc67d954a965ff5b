// A card that is an answer as rows: its question, its finding, something above the rows where there is, the rows, a note at the foot.
// Who derives says what stands in them; absence, lateness and heights are here.
//
//     class ChainCard final : public ListCard<engine::ChainAnswer> { … };
#pragma once

#include <algorithm>
#include <string>

#include "charts/text.h"
#include "screens/card_stack.h"
#include "screens/row_button.h"
#include "ui/card.h"
#include "ui/widgets.h"

namespace screens {

template <class Answer>
class ListCard : public StackCard {
public:
    float height(ui::Context& context, float width) final {
        if (!wanted(context)) return 0;
        const auto held = ask(context);
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const ui::CardHead head{
            .id = id(), .question = context.say(question()), .title = finding, .of = ui::head_of(held)};
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        inner_ = inner;
        float body = 4 * usual_row;
        if (here)
            body = above_height(context, *held.answer, inner) + rows_height(context, *held.answer) +
                   (folds(context, *held.answer) ? row_button_height(context) + 8 : 0);
        if (held.answer && !here) body = 2 * usual_row;
        const std::string note = here ? note_of(context, *held.answer) : std::string();
        return ui::card_head_height(context.ui, width, head) + body + 8 + ui::footnote_height(context.ui, inner, note) +
               padding;
    }

    void draw(ui::Context& context, charts::Rect card) final {
        ui::Ui& ui = context.ui;
        const auto held = ask(context);
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        const charts::Rect body = ui::begin_card(ui, card,
                                                 {.id = id(),
                                                  .question = context.say(question()),
                                                  .title = finding,
                                                  .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                                  .of = ui::head_of(held)});
        if (ui::draw_absence(ui, id(), body, held, 4)) return ui::end_card(ui);
        const Answer& answer = *held.answer;
        const std::string name = id();
        float y = body.y;
        const float above = above_height(context, answer, body.w);
        {
            const charts::Rect place{body.x, y, body.w, above};
            ui::TableHeads heads(ui, place, above_is_heads() ? place.bottom() + rows_height(context, answer) : y);
            if (above > 0) draw_above(context, heads.place(), answer);
            heads.cut();
            y += above;
            const ui::Group list(ui, {.id = name + ".list",
                                      .role = ui::SemanticRole::list,
                                      .name = finding,
                                      .bounds = {body.x, y, body.w, rows_height(context, answer)}});
            const std::size_t shown = shown_rows(context, answer);
            for (std::size_t i = 0; i < shown; ++i) {
                const charts::Rect line{body.x, y, body.w, row_height(context)};
                // What can be pressed in a row stands beside its words.
                const ui::Group item(
                    ui,
                    {.id = name + ".item." + std::to_string(i), .role = ui::SemanticRole::listitem, .bounds = line});
                const std::string spoken = draw_row(context, line, answer, i);
                ui.add({.id = name + ".row." + std::to_string(i),
                        .role = ui::SemanticRole::text,
                        .name = spoken,
                        .bounds = line});
                if (i + 1 < shown) ui::hairline(ui, line.x, line.bottom() - 1, line.w);
                y = line.bottom();
            }
        }
        if (folds(context, answer)) {
            const std::string all = context.say(ui::Text::list_all, {charts::format_count(rows(context, answer))});
            const ui::Button button{.label = unfolded_ ? context.say(ui::Text::list_fewer) : std::string_view(all),
                                    .icon = unfolded_ ? charts::Icon::chevron_up : charts::Icon::chevron_down,
                                    .expandable = true,
                                    .expanded = unfolded_};
            if (draw_row_button(context, name + ".all", {body.x, y + 4, body.w, 0}, button)) {
                unfolded_ = !unfolded_;
                ui.again();
            }
        }
        ui::draw_footnote(ui, name + ".foot", body, note_of(context, answer));
        if (late) ui::draw_late_note(ui, id(), card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

protected:
    static constexpr float usual_row = 48;

    virtual const char* id() const = 0;
    virtual ui::Text question() const = 0;
    virtual bool wanted(ui::Context&) { return true; }
    virtual ui::Held<Answer> ask(ui::Context& context) = 0;
    virtual std::string finding_of(const ui::Context& context, const Answer& answer) const = 0;
    virtual std::string note_of(const ui::Context& context, const Answer& answer) const = 0;
    virtual std::size_t rows(const ui::Context& context, const Answer& answer) const = 0;
    virtual float row_height(const ui::Context& context) const = 0;
    // Draws a row and gives what it says in words.
    virtual std::string draw_row(ui::Context& context, charts::Rect line, const Answer& answer, std::size_t row) = 0;
    virtual float above_height(ui::Context&, const Answer&, float) const { return 0; }
    virtual void draw_above(ui::Context&, charts::Rect, const Answer&) {}
    // Whether that are the heads of the rows' columns: they stay in sight.
    virtual bool above_is_heads() const { return false; }

    // So many rows are there at first; a button shows the others.
    virtual std::size_t first_rows() const { return static_cast<std::size_t>(-1); }
    // Where a row has no room for its columns beside each other: on a narrow screen, and in half of a wide one.
    bool tight(const ui::Context& context) const { return ui::narrow(context.width()) || inner_ < 700; }

    float rows_height(const ui::Context& context, const Answer& answer) const {
        return static_cast<float>(shown_rows(context, answer)) * row_height(context);
    }

private:
    bool unfolded_ = false;
    float inner_ = 0;  // the width inside the padding, known from `height` on

    // A button for a single row would take its place.
    bool folds(const ui::Context& context, const Answer& answer) const {
        return rows(context, answer) > first_rows() && rows(context, answer) - first_rows() > 1;
    }
    std::size_t shown_rows(const ui::Context& context, const Answer& answer) const {
        return folds(context, answer) && !unfolded_ ? first_rows() : rows(context, answer);
    }
};

// A row's name with a line of detail under it, cut to this width.
inline void draw_name(ui::Context& context, charts::Rect place, std::string_view name, std::string_view detail) {
    charts::Painter& painter = context.ui.painter();
    const charts::Theme& theme = context.ui.theme();
    charts::draw_text_within(painter, {place.x, place.y + 20}, place.w, name,
                             charts::type::body(theme.ink, charts::Weight::medium));
    charts::draw_text_within(painter, {place.x, place.y + 37}, place.w, detail, charts::type::label(theme.ink2));
}

}  // namespace screens
