#include "ui/keys_help.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "charts/text.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using charts::Rect;

struct Line {
    Text does;
    std::string_view keys;  // alternatives are divided by " / ", keys of one press by a space
};

constexpr Line everywhere[] = {{Text::search_or_go, "Ctrl K / /"},
                               {Text::undo, "Ctrl Z"},
                               {Text::redo, "Ctrl Shift Z / Ctrl Y"},
                               {Text::keys_close, "Esc"},
                               {Text::keys, "?"}};
constexpr Line moving[] = {{Text::keys_tab, "Tab / Shift Tab"},
                           {Text::keys_press, "Enter / Space"},
                           {Text::keys_arrows, "← ↑ → ↓"},
                           {Text::keys_ends, "Home / End"},
                           {Text::keys_scroll, "PgUp / PgDn"}};
constexpr Line figures[] = {{Text::keys_rows, "Enter"},
                            {Text::keys_cross, "← / →"},
                            {Text::keys_brush, "Shift ← / Shift →"},
                            {Text::keys_choose, "Enter / Esc"},
                            {Text::keys_copy, "Ctrl C"}};

struct Part {
    Text name;
    std::span<const Line> lines;
};
constexpr Part parts[] = {
    {Text::keys_everywhere, everywhere}, {Text::keys_moving, moving}, {Text::keys_figures, figures}};

constexpr float part_head = 36;
constexpr float line_height = 36;
constexpr float part_gap = 12;
constexpr float head_height = 56;
constexpr float foot_height = 44;

float part_height(const Part& part) {
    return part_head + line_height * static_cast<float>(part.lines.size()) + part_gap;
}

charts::TextStyle key_style(Ui& ui) { return charts::type::small(ui.theme().ink2, charts::Weight::medium); }

// Calls for each key, and for each " / " between two alternatives with "".
template <class Do>
void each_key(std::string_view keys, Do&& act) {
    while (!keys.empty()) {
        const std::size_t end = std::min(keys.find(' '), keys.size());
        const std::string_view key = keys.substr(0, end);
        keys.remove_prefix(std::min(end + 1, keys.size()));
        act(key == "/" && !keys.empty() ? std::string_view() : key);
    }
}

float keys_width(Ui& ui, std::string_view keys) {
    float width = -4;
    each_key(keys, [&](std::string_view key) { width += key.empty() ? 10 : key_width(ui, key) + 4; });
    return width;
}

void draw_line(Context& context, Rect place, const Line& line) {
    Ui& ui = context.ui;
    const float middle = place.y + place.h / 2;
    const float width = keys_width(ui, line.keys);
    const std::string name =
        std::string(context.say(line.does)) + (ui.chinese() ? "：" : ": ") + std::string(line.keys);
    ui.add({.id = "keys." + std::string(line.keys), .role = SemanticRole::listitem, .name = name, .bounds = place});
    charts::draw_text_within(ui.painter(), {place.x, charts::centred_baseline(middle, 13)}, place.w - width - 12,
                             context.say(line.does), charts::type::body(ui.theme().ink));
    float x = place.right() - width;
    each_key(line.keys, [&](std::string_view key) {
        if (key.empty()) {
            charts::draw_text(ui.painter(), {x + 3, charts::centred_baseline(middle, 11)}, "/",
                              charts::type::small(ui.theme().ink3), charts::Align::middle);
            x += 10;
        } else {
            x += draw_key(ui, x, middle, key) + 4;
        }
    });
}

float draw_part(Context& context, charts::Point corner, float width, const Part& part) {
    Ui& ui = context.ui;
    const std::string name(context.say(part.name));
    const Group list(ui, {.id = "keys.part." + std::to_string(static_cast<int>(part.name)),
                          .role = SemanticRole::list,
                          .name = name,
                          .bounds = {corner.x, corner.y, width, part_height(part)}});
    charts::draw_text(ui.painter(), {corner.x, corner.y + 22}, name,
                      charts::type::label(ui.theme().ink3, charts::Weight::medium));
    float y = corner.y + part_head;
    for (const Line& line : part.lines) {
        draw_line(context, {corner.x, y, width, line_height}, line);
        y += line_height;
    }
    return corner.y + part_height(part);
}

}  // namespace

float key_width(Ui& ui, std::string_view key) {
    return std::max(20.f, std::ceil(charts::text_width(ui.painter(), key, key_style(ui))) + 12);
}

float draw_key(Ui& ui, float x, float y, std::string_view key) {
    const Rect cap{x, std::round(y - 10), key_width(ui, key), 20};
    ui.painter().fill_rect(cap, ui.theme().sunken, charts::space::tile_radius);
    ui.painter().stroke_rect(inset(cap, .5f), {ui.theme().line2}, charts::space::tile_radius);
    charts::draw_text(ui.painter(), {cap.x + cap.w / 2, charts::centred_baseline(cap.y + 10, 11)}, key, key_style(ui),
                      charts::Align::middle);
    return cap.w;
}

void KeysHelp::draw(Context& context) {
    if (!open_) return;
    Ui& ui = context.ui;
    const Surface& surface = ui.surface();
    const bool columns = !narrow(context.width());
    const float padding = columns ? 24.f : 16.f;
    const float gap = 40;
    const float left = part_height(parts[0]);
    const float right = part_height(parts[1]);
    const float content =
        columns ? std::max(left + part_height(parts[2]), right) : left + right + part_height(parts[2]);
    const float height = std::min(head_height + content + foot_height, surface.height - 32);
    Rect rect{std::round((surface.width - 760) / 2), std::round((surface.height - height) / 2), 760, height};
    if (!columns) rect = {ui.safe().x + 8, ui.safe().bottom() - height - 8, ui.safe().w - 16, height};
    ui.begin_layer(Layer::popover, rect, "keys.outside");
    if (ui.layer_pressed_outside("keys.outside")) close();
    ui.painter().fill_rect({0, 0, surface.width, surface.height},
                           charts::with_alpha({0, 0, 0, 255}, ui.theme().dark ? .5f : .28f));
    ui.painter().fill_rect(rect, ui.theme().surface, charts::space::card_radius);
    ui.painter().stroke_rect(inset(rect, .5f), {ui.theme().line2}, charts::space::card_radius);
    {
        const std::string name(context.say(Text::keys));
        const Group group(ui,
                          {.id = "keys", .role = SemanticRole::dialog, .name = name, .bounds = rect, .focus = true});
        label(ui, "keys.title", {rect.x + padding, rect.y + 35}, rect.w - 2 * padding - 44, name,
              charts::type::title(ui.theme().ink));
        if (icon_button(ui, "keys.close", {rect.right() - 52, rect.y + 6, 44, 44}, charts::Icon::close,
                        context.say(Text::close)))
            close();
        const Rect area{rect.x + padding, rect.y + head_height, rect.w - 2 * padding,
                        rect.h - head_height - foot_height};
        const charts::Point origin = ui.begin_scroll("keys.scroll", area);
        const float width = columns ? (area.w - gap) / 2 : area.w;
        const float below = draw_part(context, origin, width, parts[0]);
        const charts::Point second =
            columns ? charts::Point{origin.x + width + gap, origin.y} : charts::Point{origin.x, below};
        const float under = draw_part(context, second, width, parts[1]);
        draw_part(context, {origin.x, columns ? below : under}, width, parts[2]);
        ui.end_scroll(content);
        label(ui, "keys.mac", {rect.x + padding, rect.bottom() - 18}, rect.w - 2 * padding, context.say(Text::keys_mac),
              charts::type::label(ui.theme().ink3));
    }
    ui.end_layer();
}

}  // namespace ui
