// What the editors of words are made of: controls one behind another, in lines that break, measured and drawn by the same code.
//
//     Pen pen(context, body, draws);
//     if (pen.button("words.save", {.label = …})) …
//     pen.next_line();
//     height = pen.bottom() - body.y;
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/figures/rule_book.h"
#include "screens/card_stack.h"
#include "ui/card.h"
#include "ui/screen.h"
#include "ui/widgets.h"

namespace screens {

class Pen {
public:
    // Where it does not draw, nothing is pressed or typed.
    Pen(ui::Context& context, charts::Rect body, bool draws);

    bool draws() const { return draws_; }
    charts::Rect item(float width);  // the next place of a line, at most as wide as the body
    void next_line(float gap = 8);
    float bottom() const;

    bool button(std::string_view id, const ui::Button& button);
    std::optional<std::string> field(std::string_view id, float width, const ui::Field& field);
    std::optional<std::size_t> choice(std::string_view id, float width, std::span<const ui::Choice> choices,
                                      std::size_t chosen, std::string_view name);
    // A button each, which drops it: the word pressed. `of`: what it is a word of.
    std::optional<std::string> words(std::string_view id, std::span<const std::string> words, std::string_view of);
    // A paragraph on lines of its own.
    void text(std::string_view id, std::string_view text, const charts::TextStyle& style);

private:
    ui::Context& context_;
    charts::Rect body_;
    bool draws_;
    float x_, y_, line_;
};

// A field and a button behind it: what was added, usable. What the reader is typing stays in `draft`.
std::optional<std::string> draw_add(Pen& pen, ui::Context& context, const std::string& id, std::string_view name,
                                    std::string_view hint, std::string_view label, std::string& draft);

ui::Held<engine::RuleBookAnswer> ask_rule_book(ui::Context& context);

// A card of an editor. What it holds is laid by `lay`, which is asked to measure and to draw.
class EditorCard : public StackCard {
public:
    float height(ui::Context& context, float width) final;
    void draw(ui::Context& context, charts::Rect card) final;
    bool wide() const final { return true; }

protected:
    virtual const char* id() const = 0;
    virtual ui::Text question() const = 0;
    virtual ui::Text foot() const = 0;
    virtual std::string finding_of(const ui::Context& context, const engine::RuleBookAnswer& answer) const = 0;
    virtual void lay(ui::Context& context, Pen& pen, const engine::RuleBookAnswer& answer) = 0;
    // The changes away: drawn also where their answer is an error.
    virtual void lay_back(ui::Context& context, Pen& pen) = 0;

    bool full_ = false;  // the last change did not fit into a link
};

}  // namespace screens
