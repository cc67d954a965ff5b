#include "ui/tour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "charts/text.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using charts::Rect;

struct Stop {
    std::string_view about;  // the semantic node that it speaks of
    Text title;
    Text text;
};

constexpr std::array<Stop, 5> stops{{{"team.number", Text::tour_number, Text::tour_number_text},
                                     {"team.chain", Text::tour_chain, Text::tour_chain_text},
                                     {"filters.add", Text::tour_filter, Text::tour_filter_text},
                                     {"nav.find", Text::tour_find, Text::tour_find_text},
                                     {"top.open", Text::tour_open, Text::tour_open_text}}};

constexpr float card_width = 340;
constexpr float padding = 20;
constexpr float distance = 12;

const SemanticNode* node_of(const Ui& ui, std::string_view id) {
    for (const SemanticNode& node : ui.tree().nodes)
        if (node.id == id && node.bounds.w > 0) return &node;
    return nullptr;
}

// Beside what it speaks of, below it or above it, wherever there is room; else in the corner.
Rect place_beside(Ui& ui, Rect about, float height) {
    const Rect safe = ui.safe();
    const float right = safe.right() - card_width - 16;
    const float bottom = safe.bottom() - height - 16;
    const auto card = [&](float x, float y) {
        return Rect{std::round(std::clamp(x, safe.x + 16, right)), std::round(std::clamp(y, safe.y + 16, bottom)),
                    card_width, height};
    };
    if (about.bottom() + distance <= bottom) return card(about.x, about.bottom() + distance);
    if (about.y - distance - height >= safe.y + 16) return card(about.x, about.y - distance - height);
    if (about.right() + distance <= right) return card(about.right() + distance, about.y);
    return card(right, bottom);
}

}  // namespace

void Tour::draw(Context& context) {
    if (!running_) return;
    if (context.view.screen != ScreenId::team) return end();
    if (context.view.rows) return;  // they lie on top
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const bool sheet = narrow(context.width());
    const Stop& stop = stops[at_];
    const SemanticNode* about = node_of(ui, stop.about);
    const Rect safe = ui.safe();
    const float width = sheet ? safe.w - 16 : card_width;
    const float tall = sheet ? 44.f : 32.f;
    const charts::TextStyle style = charts::type::body(theme.ink2);
    const float text =
        paragraph_height(ui.painter(), width - 2 * padding, context.say(stop.text), style, charts::type::body_line);
    const float height = 48 + text + 16 + tall + 16;
    Rect card{safe.x + 8, safe.bottom() - bottom_bar(safe) - height - 8, width, height};
    if (!sheet) card = place_beside(ui, about ? about->bounds : Rect{safe.right(), safe.bottom(), 0, 0}, height);
    if (about) {
        const Rect ring{about->bounds.x - 4, about->bounds.y - 4, about->bounds.w + 8, about->bounds.h + 8};
        ui.painter().stroke_rect(ring, {theme.accent, 2}, charts::space::card_radius);
    }
    ui.begin_layer(Layer::drawer, card, {});
    ui.painter().fill_rect(card, theme.surface, charts::space::card_radius);
    ui.painter().stroke_rect(inset(card, .5f), {theme.line2}, charts::space::card_radius);
    {
        const std::string name(context.say(Text::tour));
        const std::string step =
            context.say(Text::tour_step, {charts::format_count(at_ + 1), charts::format_count(stops.size())});
        const Group group(ui, {.id = "tour", .role = SemanticRole::region, .name = name, .bounds = card});
        const float line = card.x + padding;
        const std::string title(context.say(stop.title));
        charts::draw_text_within(ui.painter(), {line, card.y + 32}, width - 2 * padding - 70, title,
                                 charts::type::title(theme.ink));
        charts::draw_text(ui.painter(), {card.right() - padding, card.y + 32}, step, charts::type::small(theme.ink3),
                          charts::Align::end);
        // Said as a whole when it changes; the focus stays where the reader has it.
        const std::string said = step + (ui.chinese() ? "：" : ": ") + title;
        ui.add({.id = "tour.step",
                .role = SemanticRole::status,
                .name = said,
                .bounds = {line, card.y + 16, width - 2 * padding, 24}});
        paragraph(ui, "tour.text", {line, card.y + 48}, width - 2 * padding, context.say(stop.text), style,
                  charts::type::body_line);
        const float y = card.bottom() - 16 - tall;
        const bool last = at_ + 1 == stops.size();
        const Button next{.label = context.say(last ? Text::tour_done : Text::tour_next), .primary = true};
        const Button back{.label = context.say(Text::tour_back)};
        float x = card.right() - padding - button_width(ui, next);
        const Rect next_place{x, y, button_width(ui, next), tall};
        if (at_ > 0) {
            x -= button_width(ui, back) + 8;
            if (button(ui, "tour.back", {x, y, button_width(ui, back), tall}, back)) {
                --at_;
                ui.again();
            }
        }
        const Button skip{.label = context.say(Text::tour_skip)};
        if (!last && plain_button(ui, "tour.skip", {line - 8, y, 56, tall}, skip)) end();
        if (button(ui, "tour.next", next_place, next)) {
            if (last)
                end();
            else
                ++at_;
            ui.again();
        }
    }
    ui.end_layer();
}

}  // namespace ui
