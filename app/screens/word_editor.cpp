#include "screens/word_editor.h"

#include <algorithm>
#include <utility>

#include "charts/icons.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "screens/word_changes.h"
#include "ui/paragraph.h"

namespace screens {

using charts::Rect;
using ui::Text;

namespace {

constexpr float gap = 8;
constexpr float text_line = 18;
constexpr float chip_padding = 10;
constexpr float close_size = 16;
constexpr float absent_height = 96;  // of what stands instead of an answer

}  // namespace

Pen::Pen(ui::Context& context, Rect body, bool draws)
    : context_(context),
      body_(body),
      draws_(draws),
      x_(body.x),
      y_(body.y),
      line_(ui::narrow(context.width()) ? 44.f : 32.f) {}

Rect Pen::item(float width) {
    width = std::min(width, body_.w);
    if (x_ > body_.x && x_ + width > body_.right()) next_line();
    const Rect place{x_, y_, width, line_};
    x_ += width + gap;
    return place;
}

void Pen::next_line(float below) {
    if (x_ == body_.x) return;
    x_ = body_.x;
    y_ += line_ + below;
}

float Pen::bottom() const { return x_ == body_.x ? y_ : y_ + line_; }

bool Pen::button(std::string_view id, const ui::Button& button) {
    const Rect place = item(ui::button_width(context_.ui, button));
    return draws_ && ui::button(context_.ui, id, place, button);
}

std::optional<std::string> Pen::field(std::string_view id, float width, const ui::Field& field) {
    const Rect place = item(width);
    return draws_ ? ui::field(context_.ui, id, place, field) : std::nullopt;
}

std::optional<std::size_t> Pen::choice(std::string_view id, float width, std::span<const ui::Choice> choices,
                                       std::size_t chosen, std::string_view name) {
    const Rect place = item(width);
    return draws_ ? ui::toggle_row(context_.ui, id, place, choices, chosen, name) : std::nullopt;
}

std::optional<std::string> Pen::words(std::string_view id, std::span<const std::string> words, std::string_view of) {
    ui::Ui& ui = context_.ui;
    charts::Painter& painter = ui.painter();
    const charts::TextStyle style = charts::type::body(ui.theme().ink);
    std::optional<std::string> pressed;
    for (const std::string& word : words) {
        const Rect place = item(charts::text_width(painter, word, style) + 2 * chip_padding + close_size);
        if (!draws_) continue;
        const std::string own = std::string(id) + "." + word;
        const ui::Hit hit = ui.press(own, place);
        ui.add({.id = own,
                .role = ui::SemanticRole::button,
                .name = context_.say(Text::words_drop, {word, of}),
                .bounds = place});
        if (hit.clicked) pressed = word;
        if (!ui.visible(place)) continue;
        const charts::Theme& theme = ui.theme();
        painter.fill_rect(place, hit.held ? theme.band : theme.sunken, charts::space::button_radius);
        if (hit.hovered) painter.stroke_rect(ui::inset(place, .5f), {theme.axis}, charts::space::button_radius);
        charts::draw_text_within(painter, {place.x + chip_padding, charts::centred_baseline(place.y + place.h / 2, 13)},
                                 place.w - 2 * chip_padding - close_size, word, style);
        charts::draw_text(painter, {place.right() - chip_padding, charts::centred_baseline(place.y + place.h / 2, 13)},
                          "×", charts::type::body(theme.ink3), charts::Align::end);
        if (hit.focused) charts::draw_focus_ring(painter, theme, place, charts::space::button_radius);
    }
    return pressed;
}

void Pen::text(std::string_view id, std::string_view text, const charts::TextStyle& style) {
    next_line();
    const float height = ui::paragraph_height(context_.ui.painter(), body_.w, text, style, text_line);
    if (draws_) ui::paragraph(context_.ui, id, {body_.x, y_}, body_.w, text, style, text_line);
    y_ += height + gap;
}

std::optional<std::string> draw_add(Pen& pen, ui::Context& context, const std::string& id, std::string_view name,
                                    std::string_view hint, std::string_view label, std::string& draft) {
    const bool usable = engine::word_allowed(draft), wrong = !draft.empty() && !usable;
    if (auto typed = pen.field(id, 260, {.name = name, .text = draft, .hint = hint, .wrong = wrong}))
        draft = *std::move(typed);
    const bool pressed =
        pen.button(id + ".do", {.label = label, .icon = charts::Icon::plus, .disabled = !usable, .name = name});
    if (wrong)
        pen.text(id + ".wrong", context.say(Text::words_bad, {draft}), charts::type::label(context.ui.theme().alert));
    if (!pressed) return std::nullopt;
    return std::exchange(draft, {});
}

ui::Held<engine::RuleBookAnswer> ask_rule_book(ui::Context& context) {
    engine::Question question;
    question.figure = engine::Figure::rule_book;
    carry_changes(context.view, question);
    return context.answers.ask<engine::RuleBookAnswer>("rule_book", question);
}

float EditorCard::height(ui::Context& context, float width) {
    const auto held = ask_rule_book(context);
    const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
    const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
    const ui::CardHead head{.id = id(), .question = context.say(question()), .title = finding};
    Pen pen(context, {0, 0, inner, 0}, false);
    if (held.answer) lay(context, pen, *held.answer);
    lay_back(context, pen);
    if (full_) pen.text("", context.say(Text::book_full), charts::type::label(context.ui.theme().alert));
    const float absent = held.answer ? 0 : absent_height;
    return ui::card_head_height(context.ui, width, head) + absent + pen.bottom() + 8 +
           ui::footnote_height(context.ui, inner, context.say(foot())) + padding;
}

void EditorCard::draw(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const auto held = ask_rule_book(context);
    const bool late = ui::shows_late(ui, held);
    const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
    Rect body = ui::begin_card(ui, card,
                               {.id = id(),
                                .question = context.say(question()),
                                .title = finding,
                                .tone = late ? ui::CardTone::late : ui::CardTone::plain});
    const Rect whole = body;
    if (!held.answer) {
        ui::draw_no_answer(ui, id(), {body.x, body.y, body.w, absent_height}, held.error, held.waited_ms, 2);
        body.y += absent_height;
    }
    Pen pen(context, body, true);
    if (held.answer) lay(context, pen, *held.answer);
    lay_back(context, pen);
    const std::string own(id());
    if (full_) pen.text(own + ".full", context.say(Text::book_full), charts::type::label(ui.theme().alert));
    ui::draw_footnote(ui, own + ".foot", whole, context.say(foot()));
    if (late) ui::draw_late_note(ui, own, card);
    ui::end_card(ui);
}

}  // namespace screens
