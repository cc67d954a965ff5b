#include "ui/load_view.h"

#include <algorithm>

#include "charts/text.h"
#include "ui/card.h"
#include "ui/error_text.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using charts::Rect;

constexpr std::size_t errors_shown = 4;
constexpr float progress_height = 104;
constexpr float button_height = 32;
constexpr float widest_alone = 640;

}  // namespace

bool LoadView::event(const engine::LoadEvent& event) {
    using State = engine::LoadEvent::State;
    reading_ = event.state == State::reading;
    switch (event.state) {
        case State::reading: progress_ = event; return false;
        case State::done:
            revision_ = event.revision;
            skipped_ = event.skipped;
            errors_.clear();
            return true;
        case State::failed: errors_ = event.errors; return false;
        case State::restarted:
            revision_ = 0;
            errors_.assign(1, {.code = base::ErrorCode::engine_stopped});
            return true;
    }
    return false;
}

std::optional<float> LoadView::share() const {
    if (progress_.total <= 0) return std::nullopt;
    return static_cast<float>(progress_.bytes / progress_.total);
}

std::string LoadView::progress_words(const Context& context) const {
    if (progress_.file.empty()) return std::string(context.say(Text::loading_start));
    return context.say(Text::loading_file, {progress_.file});
}

std::string LoadView::share_words(const Context& context) const {
    std::string text = charts::format_bytes(static_cast<std::uint64_t>(progress_.bytes));
    if (progress_.total > 0)
        text =
            context.say(Text::loading_bytes, {text, charts::format_bytes(static_cast<std::uint64_t>(progress_.total))});
    return text + " · " +
           context.say(Text::loading_records, {charts::format_count(static_cast<std::uint64_t>(progress_.records))});
}

float LoadView::draw_progress(Context& context, Rect card) {
    Ui& ui = context.ui;
    const std::string title = progress_words(context);
    const Button cancel{.label = context.say(Text::cancel), .icon = charts::Icon::close};
    const float width = button_width(ui, cancel);
    card.h = progress_height;
    const Rect body = begin_card(
        ui, card, {.id = "load", .question = context.say(Text::loading), .title = title, .keep_right = width + 16});
    if (button(ui, "load.cancel", {body.right() - width, card.y + 20, width, button_height}, cancel))
        context.host.cancel_load();
    label(ui, "load.amount", {body.x, body.y + 12}, body.w, share_words(context), charts::type::label(ui.theme().ink2));
    progress_line(ui, "load.progress", {body.x, body.y + 22, body.w, 6}, share(), title);
    end_card(ui);
    return card.bottom();
}

float LoadView::draw_errors(Context& context, Rect area, bool alone) {
    Ui& ui = context.ui;
    const charts::TextStyle style = charts::type::body(ui.theme().ink2);
    const bool restarted = errors_.front().code == base::ErrorCode::engine_stopped;
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < std::min(errors_.size(), errors_shown); ++i) {
        if (!restarted) sentences.push_back(error_sentence(errors_[i], context.language()));
    }
    if (errors_.size() > errors_shown)
        sentences.push_back(context.say(Text::errors_more, {charts::format_count(errors_.size() - errors_shown)}));
    if (restarted)
        sentences.emplace_back(context.say(Text::engine_restarted));
    else
        sentences.emplace_back(context.say(alone ? Text::load_nothing : Text::load_kept));

    const std::string title =
        restarted ? error_words(errors_.front(), context.language())
                  : std::string(context.say(errors_.size() == 1 ? Text::load_failed_one : Text::load_failed));
    const CardHead shown{
        .id = "load.failed", .question = context.say(Text::nav_data), .title = title, .tone = CardTone::error};
    const float padding = card_padding(context.width());
    float height = card_head_height(ui, area.w, shown) + 12 + button_height + padding;
    for (const std::string& sentence : sentences)
        height += paragraph_height(ui.painter(), area.w - 2 * padding, sentence, style, charts::type::body_line);
    const Rect card{area.x, area.y, area.w, height};
    ui.open({.id = "load.alert", .role = SemanticRole::alert, .name = title, .bounds = card});
    const Rect body = begin_card(ui, card, shown);
    float y = body.y;
    for (std::size_t i = 0; i < sentences.size(); ++i)
        y = paragraph(ui, "load.error." + std::to_string(i), {body.x, y}, body.w, sentences[i], style,
                      charts::type::body_line);
    y += 12;
    const Button another{.label = context.say(Text::open_another), .icon = charts::Icon::open_file};
    const Button dismiss{.label = context.say(Text::dismiss)};
    const Button demo{.label = context.say(Text::load_again)};
    float x = body.x;
    if (button(ui, "load.another", {x, y, button_width(ui, another), button_height}, another))
        context.host.choose_files();
    x += button_width(ui, another) + 8;
    if (alone) {
        if (button(ui, "load.demo", {x, y, button_width(ui, demo), button_height}, demo)) {
            errors_.clear();
            started();
            context.host.load_demo(code_of(context.language()));
        }
    } else if (button(ui, "load.dismiss", {x, y, button_width(ui, dismiss), button_height}, dismiss)) {
        errors_.clear();
    }
    end_card(ui);
    ui.close();
    return card.bottom();
}

float LoadView::draw_banner(Context& context, Rect area) {
    float y = area.y;
    if (reading_) y = draw_progress(context, {area.x, y, area.w, 0}) + charts::space::gutter;
    if (has_errors()) y = draw_errors(context, {area.x, y, area.w, 0}, false) + charts::space::gutter;
    return y;
}

float LoadView::draw_alone(Context& context, Rect area) {
    const float width = std::min(area.w, widest_alone);
    const Rect place{area.x + (area.w - width) / 2, area.y + std::min(120.f, area.h / 6), width, 0};
    if (has_errors()) return draw_errors(context, place, true);
    if (reading_) return draw_progress(context, place);
    return area.y;
}

}  // namespace ui
