// What the editors of topics and of quality rules are made of: controls one behind another, in lines that break, measured and drawn by
// the same code; and the card round them.
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
#include <vector>

#include "engine/figures/rule_book.h"
#include "engine/word_changes.h"
#include "screens/card_stack.h"
#include "ui/screen.h"
#include "ui/widgets.h"

namespace screens {

class Pen {
public:
    // Where it does not draw, nothing is pressed or typed.
    Pen(ui::Context& context, charts::Rect body, bool draws);

    charts::Rect item(float width);  // the next place of a line, at most as wide as the body
    void next_line(float gap = 8);
    float bottom() const;

    bool button(std::string_view id, const ui::Button& button);
    bool icon(std::string_view id, charts::Icon icon, std::string_view name);
    std::optional<std::string> field(std::string_view id, float width, const ui::Field& field);
    std::optional<std::size_t> choice(std::string_view id, std::span<const ui::Choice> choices, std::size_t chosen,
                                      std::string_view name);
    // One of many: a button that opens them below it. `open` is the id of the one that is open.
    std::optional<std::size_t> pick(std::string_view id, std::span<const std::string> options, std::size_t chosen,
                                    std::string_view name, std::string& open);
    // A button each, which drops it: the phrase pressed. `of`: what it is a phrase of.
    std::optional<std::string> phrases(std::string_view id, const engine::Json& phrases, std::string_view of);
    // Phrases typed with commas between them, and a button: what was added, each usable. What is being typed stays in `draft`.
    std::vector<std::string> add(std::string_view id, std::string_view name, std::string& draft, bool wrong = false);
    void hairline();             // across, between lines
    void together(float width);  // what follows stands in one line where so much fits into one
    void label(std::string_view id, std::string_view text);  // in the line, before a control
    // A paragraph on lines of its own.
    void text(std::string_view id, std::string_view text, charts::Color color);

private:
    ui::Context& context_;
    charts::Rect body_;
    bool draws_;
    float x_, y_, line_;
};

// A card over one of the files in force and what the reader changed of it.
class EditorCard : public StackCard {
public:
    struct Of {
        const char* id;
        ui::Text question, foot, back;
        const char* file;  // the name it is saved under
        engine::Verbatim engine::RuleBookAnswer::* in_force;
        std::string ui::View::* changes;
    };
    explicit EditorCard(const Of& of) : of_(of) {}
    float height(ui::Context& context, float width) final;
    void draw(ui::Context& context, charts::Rect card) final;
    bool wide() const final { return true; }

protected:
    virtual std::string finding_of(const ui::Context& context) const = 0;
    virtual void lay(ui::Context& context, Pen& pen) = 0;

    engine::Json changes(const ui::Context& context) const;
    // To the view with these changes; nothing happens where its link could not carry them, which the card then says.
    void go(ui::Context& context, const engine::Json& changes);

    engine::Json now_, given_;  // the file in force, and as it is without changes

private:
    const Of of_;
    std::uint32_t now_serial_ = 0, given_serial_ = 0;
    bool full_ = false;  // the last change did not fit into a link

    ui::Held<engine::RuleBookAnswer> ask(ui::Context& context);
    void lay_all(ui::Context& context, Pen& pen, const ui::Held<engine::RuleBookAnswer>& held);
};

// Of a topic or a rule, in the reader's language.
std::string name_of(const ui::Context& context, const engine::Json& named);
// The one of this id, or nullptr.
engine::Json* of_id(engine::Json& list, std::string_view id);

}  // namespace screens
