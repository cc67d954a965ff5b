#include "screens/word_editor.h"

#include <algorithm>
#include <utility>

#include "charts/icons.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "screens/call_words.h"
#include "ui/card.h"
#include "ui/link.h"
#include "ui/paragraph.h"

namespace screens {

using charts::Rect;
using engine::Json;
using ui::Text;

namespace {

constexpr float gap = 8;
constexpr float text_line = 18;
constexpr float chip_padding = 10;
constexpr float close_size = 16;
constexpr float choice_padding = 14;  // at either side of a choice's words
constexpr float absent_height = 96;   // of what stands instead of an answer

// Parted by commas of either script, without the space round them, each once.
std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> out;
    std::string one;
    const auto end = [&] {
        const std::size_t first = one.find_first_not_of(' '), last = one.find_last_not_of(' ');
        if (first != std::string::npos) {
            std::string cut = one.substr(first, last - first + 1);
            if (std::none_of(out.begin(), out.end(),
                             [&](const auto& there) { return engine::same_phrase(there, cut); }))
                out.push_back(std::move(cut));
        }
        one.clear();
    };
    while (!text.empty()) {
        std::size_t comma = 0;
        for (const std::string_view mark : {",", "，", "、", ";", "；"})
            if (text.starts_with(mark)) comma = mark.size();
        if (comma > 0)
            end();
        else
            one += text.front();
        text.remove_prefix(std::max<std::size_t>(1, comma));
    }
    end();
    return out;
}

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

void Pen::together(float width) {
    if (x_ > body_.x && x_ + width > body_.right()) next_line();
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

bool Pen::icon(std::string_view id, charts::Icon icon, std::string_view name) {
    const Rect place = item(line_);
    return draws_ && ui::icon_button(context_.ui, id, place, icon, name);
}

std::optional<std::string> Pen::field(std::string_view id, float width, const ui::Field& field) {
    const Rect place = item(width);
    return draws_ ? ui::field(context_.ui, id, place, field) : std::nullopt;
}

std::optional<std::size_t> Pen::choice(std::string_view id, std::span<const ui::Choice> choices, std::size_t chosen,
                                       std::string_view name) {
    float widest = 0;
    for (const ui::Choice& one : choices)
        widest =
            std::max(widest, charts::text_width(context_.ui.painter(), one.label,
                                                charts::type::body(context_.ui.theme().ink, charts::Weight::medium)));
    const float width = (widest + 2 * choice_padding) * static_cast<float>(choices.size());
    if (width <= body_.w) {
        const Rect place = item(width);
        return draws_ ? ui::toggle_row(context_.ui, id, place, choices, chosen, name) : std::nullopt;
    }
    std::optional<std::size_t> pressed;
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (button(std::string(id) + "." + std::string(choices[i].id),
                   {.label = choices[i].label, .selected = i == chosen, .toggle = true}))
            pressed = i;
    return pressed;
}

std::optional<std::size_t> Pen::pick(std::string_view id, std::span<const std::string> options, std::size_t chosen,
                                     std::string_view name, std::string& open) {
    const bool is_open = open == id;
    const std::string_view now = chosen < options.size() ? std::string_view(options[chosen]) : charts::undefined_figure;
    const std::string spoken = context_.say(Text::book_pick, {name, now});
    std::optional<std::size_t> picked;
    if (button(id, {.label = now,
                    .icon = is_open ? charts::Icon::chevron_up : charts::Icon::chevron_down,
                    .expandable = true,
                    .expanded = is_open,
                    .name = spoken})) {
        open = is_open ? std::string() : std::string(id);
        context_.ui.again();
    }
    if (!is_open) return picked;
    next_line();
    for (std::size_t i = 0; i < options.size(); ++i)
        if (button(std::string(id) + "." + std::to_string(i),
                   {.label = options[i], .selected = i == chosen, .toggle = true}))
            picked = i;
    next_line();
    if (picked) open.clear();
    return picked;
}

std::optional<std::string> Pen::phrases(std::string_view id, const Json& phrases, std::string_view of) {
    ui::Ui& ui = context_.ui;
    charts::Painter& painter = ui.painter();
    const charts::TextStyle style = charts::type::body(ui.theme().ink);
    std::optional<std::string> pressed;
    for (const Json& one : phrases) {
        const std::string phrase = one.is_string() ? one.get<std::string>() : std::string();
        const Rect place = item(charts::text_width(painter, phrase, style) + 2 * chip_padding + close_size);
        if (!draws_) continue;
        const std::string own = std::string(id) + "." + phrase;
        const ui::Hit hit = ui.press(own, place);
        ui.add({.id = own,
                .role = ui::SemanticRole::button,
                .name = context_.say(Text::words_drop, {phrase, of}),
                .bounds = place});
        if (hit.clicked) pressed = phrase;
        if (!ui.visible(place)) continue;
        const charts::Theme& theme = ui.theme();
        painter.fill_rect(place, hit.held ? theme.band : theme.sunken, charts::space::button_radius);
        if (hit.hovered) painter.stroke_rect(ui::inset(place, .5f), {theme.axis}, charts::space::button_radius);
        const float baseline = charts::centred_baseline(place.y + place.h / 2, 13);
        charts::draw_text_within(painter, {place.x + chip_padding, baseline}, place.w - 2 * chip_padding - close_size,
                                 phrase, style);
        charts::draw_text(painter, {place.right() - chip_padding, baseline}, "×", charts::type::body(theme.ink3),
                          charts::Align::end);
        if (hit.focused) charts::draw_focus_ring(painter, theme, place, charts::space::button_radius);
    }
    return pressed;
}

std::vector<std::string> Pen::add(std::string_view id, std::string_view name, std::string& draft, bool wrong) {
    const std::vector<std::string> all = parted(draft);
    const auto bad =
        std::find_if(all.begin(), all.end(), [](const std::string& one) { return !engine::phrase_allowed(one); });
    const bool usable = !all.empty() && bad == all.end();
    const std::string own(id);
    if (auto typed = field(own, 300,
                           {.name = name,
                            .text = draft,
                            .hint = context_.say(Text::words_add_hint),
                            .wrong = wrong || bad != all.end()})) {
        draft = *std::move(typed);
        context_.ui.again();
    }
    const bool pressed = button(
        own + ".do",
        {.label = context_.say(Text::words_add_do), .icon = charts::Icon::plus, .disabled = !usable, .name = name});
    if (bad != all.end()) text(own + ".wrong", context_.say(Text::words_bad, {*bad}), context_.ui.theme().alert);
    if (!pressed) return {};
    draft.clear();
    return all;
}

void Pen::hairline() {
    next_line(12);
    if (draws_) ui::hairline(context_.ui, body_.x, y_, body_.w);
    y_ += 12;
}

void Pen::label(std::string_view id, std::string_view text) {
    const charts::TextStyle style = charts::type::body(context_.ui.theme().ink2);
    const Rect place = item(charts::text_width(context_.ui.painter(), text, style));
    if (draws_)
        ui::label(context_.ui, id, {place.x, charts::centred_baseline(place.y + place.h / 2, 13)}, place.w + 1, text,
                  style);
}

void Pen::text(std::string_view id, std::string_view text, charts::Color color) {
    next_line();
    const charts::TextStyle style = charts::type::label(color);
    const float height = ui::paragraph_height(context_.ui.painter(), body_.w, text, style, text_line);
    if (draws_) ui::paragraph(context_.ui, id, {body_.x, y_}, body_.w, text, style, text_line);
    y_ += height + gap;
}

ui::Held<engine::RuleBookAnswer> EditorCard::ask(ui::Context& context) {
    engine::Question question;
    question.figure = engine::Figure::rule_book;
    const auto given = context.answers.ask<engine::RuleBookAnswer>("rule_book.given", question);
    carry_changes(context.view, question);
    const auto held = context.answers.ask<engine::RuleBookAnswer>("rule_book", question);
    const auto keep = [&](const ui::Held<engine::RuleBookAnswer>& one, std::uint32_t& serial, Json& json) {
        if (!one.answer || one.serial == serial) return;
        serial = one.serial;
        json = Json::parse((one.answer->*of_.in_force).json, nullptr, false);
    };
    keep(given, given_serial_, given_);
    keep(held, now_serial_, now_);
    return held;
}

void EditorCard::lay_all(ui::Context& context, Pen& pen, const ui::Held<engine::RuleBookAnswer>& held) {
    const std::string own(of_.id);
    if (held.answer && !given_.is_null()) {
        lay(context, pen);
        pen.next_line(16);
        if (pen.button(own + ".save", {.label = context.say(Text::words_save), .icon = charts::Icon::export_file}))
            context.host.save_file(of_.file, "application/json", (held.answer->*of_.in_force).json);
    }
    // Also where the changes are an error.
    if (!(context.view.*of_.changes).empty() && pen.button(own + ".back", {.label = context.say(of_.back)}))
        go(context, Json::object());
    if (full_) pen.text(own + ".full", context.say(Text::book_full), context.ui.theme().alert);
}

float EditorCard::height(ui::Context& context, float width) {
    const auto held = ask(context);
    const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
    const std::string finding = held.answer ? finding_of(context) : std::string();
    const ui::CardHead head{.id = of_.id, .question = context.say(of_.question), .title = finding};
    Pen pen(context, {0, 0, inner, 0}, false);
    lay_all(context, pen, held);
    return ui::card_head_height(context.ui, width, head) + (held.answer ? 0 : absent_height) + pen.bottom() + 8 +
           ui::footnote_height(context.ui, inner, context.say(of_.foot)) + padding;
}

void EditorCard::draw(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const auto held = ask(context);
    const bool late = ui::shows_late(ui, held);
    const std::string finding = held.answer ? finding_of(context) : std::string();
    const Rect whole = ui::begin_card(ui, card,
                                      {.id = of_.id,
                                       .question = context.say(of_.question),
                                       .title = finding,
                                       .tone = late ? ui::CardTone::late : ui::CardTone::plain});
    Rect body = whole;
    if (!held.answer) {
        ui::draw_no_answer(ui, of_.id, {body.x, body.y, body.w, absent_height}, held.error, held.waited_ms, 2);
        body.y += absent_height;
    }
    Pen pen(context, body, true);
    lay_all(context, pen, held);
    ui::draw_footnote(ui, std::string(of_.id) + ".foot", whole, context.say(of_.foot));
    if (late) ui::draw_late_note(ui, of_.id, card);
    ui::end_card(ui);
}

Json EditorCard::changes(const ui::Context& context) const { return engine::object_in(context.view.*of_.changes); }

void EditorCard::go(ui::Context& context, const Json& changes) {
    ui::View next = context.view;
    next.*of_.changes = changes.empty() ? std::string() : changes.dump(-1, ' ', false, Json::error_handler_t::replace);
    full_ = !(ui::read_link(ui::write_link(next)).view == next);
    if (!full_) context.go(std::move(next));
    context.ui.again();
}

std::string name_of(const ui::Context& context, const Json& named) {
    const auto name = named.find("name");
    if (name != named.end() && name->is_string()) return name->get<std::string>();
    if (name != named.end() && name->is_object())
        for (const char* language : {context.language() == ui::Language::zh ? "zh" : "en", "zh", "en"})
            if (const auto said = name->find(language); said != name->end() && said->is_string())
                return said->get<std::string>();
    return named.value("id", std::string());
}

Json* of_id(Json& list, std::string_view id) {
    for (Json& one : list)
        if (one.value("id", std::string()) == id) return &one;
    return nullptr;
}

}  // namespace screens
