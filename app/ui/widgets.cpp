#include "ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "charts/mark.h"
#include "charts/text.h"
#include "ui/paragraph.h"
#include "ui/text.h"

namespace ui {
namespace {

using charts::Color;
using charts::Point;
using charts::Rect;

constexpr float icon_gap = 8;
constexpr float button_padding = 14;

void ring(Ui& ui, const Hit& hit, Rect rect, float radius) {
    if (hit.focused) charts::draw_focus_ring(ui.painter(), ui.theme(), rect, radius);
}

void centred_icon(Ui& ui, charts::Icon icon, Point centre, Color color, float size = charts::icon_size) {
    charts::draw_icon(ui.painter(), icon, {std::round(centre.x - size / 2), std::round(centre.y - size / 2)}, color,
                      size);
}

struct ButtonColors {
    Color fill;
    Color border;
    Color text;
};

ButtonColors button_colors(const charts::Theme& theme, const Button& button, const Hit& hit) {
    const Color none{0, 0, 0, 0};
    if (button.disabled) return {theme.band, none, theme.ink3};
    if (button.primary) {
        const Color fill = hit.held ? theme.accent_pressed : hit.hovered ? theme.accent_hover : theme.accent;
        return {fill, none, theme.on_accent};
    }
    if (button.selected) return {theme.accent_tint, theme.accent, theme.accent};
    if (hit.held) return {theme.band, theme.axis, theme.ink};
    if (hit.hovered) return {theme.sunken, theme.axis, theme.ink};
    return {theme.surface, theme.line2, theme.ink};
}

}  // namespace

float button_width(Ui& ui, const Button& button) {
    const charts::TextStyle style = charts::type::body(ui.theme().ink, charts::Weight::medium);
    const float icon = button.icon ? charts::icon_size + icon_gap : 0;
    return std::ceil(charts::text_width(ui.painter(), button.label, style) + icon + 2 * button_padding);
}

bool button(Ui& ui, std::string_view id, Rect rect, const Button& button) {
    Hit hit;
    if (!button.disabled) hit = ui.press(id, rect);
    ui.add({.id = std::string(id),
            .role = SemanticRole::button,
            .name = std::string(button.name.empty() ? button.label : button.name),
            .bounds = rect,
            .disabled = button.disabled,
            .selected = button.selected,
            .toggle = button.toggle,
            .expanded = button.expanded,
            .expandable = button.expandable});
    if (!ui.visible(rect)) return hit.clicked;
    charts::Painter& painter = ui.painter();
    const ButtonColors colors = button_colors(ui.theme(), button, hit);
    painter.fill_rect(rect, colors.fill, charts::space::button_radius);
    if (colors.border.a > 0) {
        const float width = button.selected ? 2.f : 1.f;
        painter.stroke_rect(inset(rect, width / 2), {colors.border, width}, charts::space::button_radius);
    }
    const charts::TextStyle style = charts::type::body(colors.text, charts::Weight::medium);
    const float icon = button.icon ? charts::icon_size + icon_gap : 0;
    const float room = rect.w - 16 - icon;
    const float text = std::min(charts::text_width(painter, button.label, style), room);
    const float x = rect.x + (rect.w - text - icon) / 2;
    const float middle = rect.y + rect.h / 2;
    if (button.icon) centred_icon(ui, *button.icon, {x + charts::icon_size / 2, middle}, colors.text);
    charts::draw_text_within(painter, {x + icon, charts::centred_baseline(middle, 13)}, room + 1, button.label, style);
    ring(ui, hit, rect, charts::space::button_radius);
    return hit.clicked;
}

namespace {

bool frameless(Ui& ui, std::string_view id, Rect rect, const Button& button, Color ink, Color hover,
               charts::Weight weight) {
    const Hit hit = ui.press(id, rect);
    ui.add({.id = std::string(id),
            .role = SemanticRole::button,
            .name = std::string(button.name.empty() ? button.label : button.name),
            .bounds = rect,
            .expanded = button.expanded,
            .expandable = button.expandable});
    if (hit.hovered || hit.held)
        ui.painter().fill_rect(rect, hit.held ? ui.theme().band : hover, charts::space::button_radius);
    const float middle = rect.y + rect.h / 2;
    float x = rect.x + 8;
    if (button.icon) {
        centred_icon(ui, *button.icon, {x + 8, middle}, ink);
        x += 22;
    }
    charts::draw_text_within(ui.painter(), {x, charts::centred_baseline(middle, 12)}, rect.right() - x, button.label,
                             charts::type::label(ink, weight));
    ring(ui, hit, rect, charts::space::button_radius);
    return hit.clicked;
}

}  // namespace

bool quiet_button(Ui& ui, std::string_view id, Rect rect, const Button& button) {
    return frameless(ui, id, rect, button, ui.theme().accent, ui.theme().accent_tint, charts::Weight::medium);
}

bool plain_button(Ui& ui, std::string_view id, Rect rect, const Button& button) {
    return frameless(ui, id, rect, button, ui.theme().ink2, ui.theme().sunken, charts::Weight::regular);
}

bool tab_item(Ui& ui, std::string_view id, Rect rect, std::string_view name, bool selected, bool horizontal) {
    const Hit hit = ui.press(id, rect);
    ui.add({.id = std::string(id),
            .role = SemanticRole::tab,
            .name = std::string(name),
            .bounds = rect,
            .selected = selected});
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    if (selected && horizontal)
        painter.fill_rect({rect.x + 8, rect.bottom() - 3, rect.w - 16, 3}, theme.accent, 1.5f);
    else if (selected)
        painter.fill_rect(rect, theme.accent_tint, charts::space::button_radius);
    else if (hit.hovered)
        painter.fill_rect(rect, theme.sunken, charts::space::button_radius);
    const charts::TextStyle style = charts::type::body(selected ? theme.accent : theme.ink,
                                                       selected ? charts::Weight::semibold : charts::Weight::regular);
    charts::draw_text(painter, {rect.x + 12, charts::centred_baseline(rect.y + rect.h / 2, 13)}, name, style);
    ring(ui, hit, inset(rect, 2), charts::space::button_radius);
    return hit.clicked;
}

bool icon_button(Ui& ui, std::string_view id, Rect rect, charts::Icon icon, std::string_view name, bool selected,
                 bool disabled) {
    Hit hit;
    if (!disabled) hit = ui.press(id, rect);
    ui.add({.id = std::string(id),
            .role = SemanticRole::button,
            .name = std::string(name),
            .bounds = rect,
            .disabled = disabled});
    const charts::Theme& theme = ui.theme();
    if (hit.held || hit.hovered)
        ui.painter().fill_rect(rect, hit.held ? theme.band : theme.sunken, charts::space::button_radius);
    centred_icon(ui, icon, {rect.x + rect.w / 2, rect.y + rect.h / 2},
                 selected   ? theme.accent
                 : disabled ? theme.axis
                            : theme.ink2);
    ring(ui, hit, rect, charts::space::button_radius);
    ui.tip(hit, rect, std::string(name));
    return hit.clicked;
}

std::optional<std::size_t> toggle_row(Ui& ui, std::string_view id, Rect rect, std::span<const Choice> choices,
                                      std::size_t chosen, std::string_view name) {
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const Group group(ui,
                      {.id = std::string(id), .role = SemanticRole::group, .name = std::string(name), .bounds = rect});
    painter.fill_rect(rect, theme.sunken, charts::space::button_radius);
    painter.stroke_rect(inset(rect, .5f), {theme.line2}, charts::space::button_radius);
    std::optional<std::size_t> pressed;
    const float width = rect.w / static_cast<float>(choices.size());
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Choice& choice = choices[i];
        const std::string own = std::string(id) + "." + std::string(choice.id);
        const Rect place{rect.x + width * static_cast<float>(i), rect.y, width, rect.h};
        const Hit hit = ui.press(own, place);
        const bool on = i == chosen;
        ui.add({.id = own,
                .role = SemanticRole::button,
                .name = std::string(choice.name.empty() ? choice.label : choice.name),
                .bounds = place,
                .selected = on,
                .toggle = true});
        if (on || hit.hovered) {
            painter.fill_rect(inset(place, 2), on ? theme.surface : theme.band, charts::space::tile_radius);
            if (on) painter.stroke_rect(inset(place, 2.5f), {theme.line2}, charts::space::tile_radius);
        }
        const charts::TextStyle style =
            charts::type::label(on ? theme.ink : theme.ink2, on ? charts::Weight::semibold : charts::Weight::medium);
        charts::draw_text(painter, {place.x + place.w / 2, charts::centred_baseline(place.y + place.h / 2, 12)},
                          choice.label, style, charts::Align::middle);
        ring(ui, hit, place, charts::space::button_radius);
        if (hit.clicked && !on) pressed = i;
    }
    return pressed;
}

namespace {

constexpr float chip_padding = 12;
constexpr float chip_label_gap = 7;
constexpr float chip_value_widest = 240;
constexpr float finger = 44;

float chip_cross(float height) { return height >= 36 ? 44.f : 32.f; }

}  // namespace

float chip_width(Ui& ui, const Chip& chip, bool touch) {
    const charts::TextStyle style = charts::type::label(ui.theme().ink, charts::Weight::medium);
    const float value = std::min(charts::text_width(ui.painter(), chip.value, style), chip_value_widest);
    const float text =
        charts::text_width(ui.painter(), chip.label, charts::type::label(ui.theme().ink3)) + chip_label_gap + value;
    return std::ceil(chip_padding + text + 2 + chip_cross(touch ? 36.f : 28.f));
}

ChipHit chip(Ui& ui, std::string_view id, Rect rect, const Chip& chip) {
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const float cross = chip_cross(rect.h);
    // What a finger has to hit is larger than what it sees.
    const float beyond = rect.h >= 36 ? (finger - rect.h) / 2 : 0;
    const Rect open_part{rect.x, rect.y - beyond, rect.w - cross, rect.h + 2 * beyond};
    const Rect cross_part{rect.right() - cross, rect.y - beyond, cross, rect.h + 2 * beyond};
    const std::string remove_id = std::string(id) + ".remove";
    const Hit open_hit = ui.press(id, open_part);
    ui.add({.id = std::string(id),
            .role = SemanticRole::button,
            .name = std::string(chip.label) + (ui.chinese() ? "：" : ": ") + std::string(chip.value),
            .bounds = open_part});
    const Hit remove_hit = ui.press(remove_id, cross_part);
    ui.add(
        {.id = remove_id, .role = SemanticRole::button, .name = std::string(chip.remove_name), .bounds = cross_part});

    const float radius = rect.h / 2;
    const bool hovered = open_hit.hovered || remove_hit.hovered;
    const bool held = open_hit.held || remove_hit.held;
    painter.fill_rect(rect, held ? theme.band : hovered ? theme.sunken : theme.surface, radius);
    painter.stroke_rect(inset(rect, .5f), {hovered ? theme.axis : theme.line2}, radius);
    const float baseline = charts::centred_baseline(rect.y + rect.h / 2, 12);
    float x = rect.x + chip_padding;
    x += charts::draw_text(painter, {x, baseline}, chip.label, charts::type::label(theme.ink3)) + chip_label_gap;
    charts::draw_text_within(painter, {x, baseline}, chip_value_widest + 1, chip.value,
                             charts::type::label(theme.ink, charts::Weight::medium));
    centred_icon(ui, charts::Icon::close, {cross_part.x + cross / 2 - 2, rect.y + rect.h / 2},
                 remove_hit.hovered ? theme.ink : theme.ink2, 14);
    ring(ui, open_hit, rect, radius);
    ring(ui, remove_hit, inset(cross_part, 4 + beyond), radius);
    return {open_hit.clicked, remove_hit.clicked};
}

bool link(Ui& ui, std::string_view id, Rect line, std::string_view label, std::optional<charts::Icon> behind,
          charts::Align align) {
    charts::Painter& painter = ui.painter();
    const charts::TextStyle style = charts::type::label(ui.theme().accent, charts::Weight::medium);
    const float icon = behind ? 18.f : 0.f;
    const float width = std::min(charts::text_width(painter, label, style) + icon, line.w);
    const float x = align == charts::Align::end ? line.right() - width : line.x;
    const Rect text{x, line.y, width, line.h};
    const Hit hit = ui.press(id, {text.x - 4, text.y, text.w + 8, text.h});
    ui.add({.id = std::string(id), .role = SemanticRole::button, .name = std::string(label), .bounds = text});
    const float middle = line.y + line.h / 2;
    const float baseline = charts::centred_baseline(middle, 12);
    charts::draw_text_within(painter, {x, baseline}, width - icon + 1, label, style);
    if (behind) centred_icon(ui, *behind, {text.right() - 7, middle}, ui.theme().accent, 14);
    if (hit.hovered)
        painter.line({x, std::round(baseline + 2) + .5f}, {x + width - icon, std::round(baseline + 2) + .5f},
                     {ui.theme().accent});
    ring(ui, hit, {text.x, middle - 10, text.w, 20}, 2);
    return hit.clicked;
}

bool option(Ui& ui, std::string_view id, Rect rect, const Option& option) {
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const Hit hit = ui.press(id, rect);
    const std::string name = option.figure.empty() ? std::string(option.label)
                                                   : std::string(option.label) + " " + std::string(option.figure);
    ui.add({.id = std::string(id),
            .role = option.check ? SemanticRole::checkbox : SemanticRole::option,
            .name = name,
            .bounds = rect,
            .selected = option.selected && !option.check,
            .checked = option.selected && option.check});
    if (!ui.visible(rect)) return hit.clicked;
    if (option.selected && !option.check)
        painter.fill_rect(rect, theme.accent_tint, charts::space::tile_radius);
    else if (hit.held || hit.hovered)
        painter.fill_rect(rect, hit.held ? theme.band : theme.sunken, charts::space::tile_radius);
    const float middle = rect.y + rect.h / 2;
    float x = rect.x + 10;
    if (option.check) {
        const Rect box{x, middle - 8, 16, 16};
        painter.fill_rect(box, option.selected ? theme.accent : theme.surface, 4);
        if (!option.selected)
            painter.stroke_rect(inset(box, .5f), {theme.line2}, 4);
        else
            centred_icon(ui, charts::Icon::check, {x + 8, middle}, theme.on_accent, 12);
        x += 26;
    }
    if (option.icon) {
        centred_icon(ui, *option.icon, {x + 8, middle}, option.selected ? theme.accent : theme.ink2);
        x += 26;
    }
    const charts::TextStyle grey = charts::type::label(theme.ink3);
    const float figure = option.figure.empty() ? 0 : charts::text_width(painter, option.figure, grey) + 12;
    const Color ink = option.selected && !option.check ? theme.accent : theme.ink;
    const charts::Weight weight = option.selected ? charts::Weight::medium : charts::Weight::regular;
    charts::draw_text_within(painter, {x, charts::centred_baseline(middle, 13)}, rect.right() - 10 - figure - x,
                             option.label, charts::type::body(ink, weight));
    if (figure > 0)
        charts::draw_text(painter, {rect.right() - 10, charts::centred_baseline(middle, 12)}, option.figure, grey,
                          charts::Align::end);
    ring(ui, hit, inset(rect, 2), charts::space::tile_radius);
    return hit.clicked;
}

std::optional<std::string> field(Ui& ui, std::string_view id, Rect rect, const Field& field) {
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const Hit hit = ui.press(id, rect);
    if (hit.clicked) ui.focus(id);
    ui.add({.id = std::string(id),
            .role = field.search ? SemanticRole::searchbox : SemanticRole::textbox,
            .name = std::string(field.name),
            .value = std::string(field.text),
            .description = std::string(field.hint),
            .bounds = rect,
            .focus = field.focus});
    painter.fill_rect(rect, theme.surface, charts::space::button_radius);
    const Color border = field.wrong ? theme.alert : hit.hovered ? theme.axis : theme.line2;
    painter.stroke_rect(inset(rect, .5f), {border}, charts::space::button_radius);
    float x = rect.x + 10;
    if (field.search) {
        centred_icon(ui, charts::Icon::search, {x + 8, rect.y + rect.h / 2}, theme.ink3);
        x += 24;
    }
    const bool empty = field.text.empty();
    charts::draw_text_within(painter, {x, charts::centred_baseline(rect.y + rect.h / 2, 13)}, rect.right() - 10 - x,
                             empty ? field.hint : field.text, charts::type::body(empty ? theme.ink3 : theme.ink));
    ring(ui, hit, rect, charts::space::button_radius);
    return ui.typed(id);
}

namespace {

std::string sorted_words(Ui& ui, const Head& head) {
    if (!head.sorted) return {};
    return std::string(words(head.descending ? Text::sorted_down : Text::sorted_up, ui.language()));
}

}  // namespace

bool head(Ui& ui, std::string_view id, Rect rect, const Head& head) {
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const Hit hit = ui.press(id, rect);
    ui.add({.id = std::string(id),
            .role = SemanticRole::columnheader,
            .name = std::string(head.name.empty() ? head.label : head.name),
            .description = sorted_words(ui, head),
            .bounds = rect,
            .selected = head.sorted});
    const charts::TextStyle style =
        charts::type::label(head.sorted || hit.hovered ? theme.ink : theme.ink3, charts::Weight::medium);
    const float middle = rect.y + rect.h / 2;
    const float text = charts::text_width(painter, head.label, style);
    const bool end = head.align == charts::Align::end;
    const float x = end ? rect.right() - text : rect.x;
    charts::draw_text(painter, {x, charts::centred_baseline(middle, 12)}, head.label, style);
    if (head.sorted) {
        const charts::Icon icon = head.descending ? charts::Icon::sort_down : charts::Icon::sort_up;
        centred_icon(ui, icon, {end ? x - 9 : x + text + 9, middle}, theme.accent, 12);
    }
    ring(ui, hit, rect, 2);
    return hit.clicked;
}

void progress_line(Ui& ui, std::string_view id, Rect rect, std::optional<float> share, std::string_view name) {
    const float done = std::clamp(share.value_or(0.f), 0.f, 1.f);
    ui.add({.id = std::string(id),
            .role = SemanticRole::progressbar,
            .name = std::string(name),
            .value = share ? charts::format_count(static_cast<std::uint64_t>(done * 100)) : std::string(),
            .bounds = rect});
    ui.painter().fill_rect(rect, ui.theme().band, rect.h / 2);
    if (done > 0) ui.painter().fill_rect({rect.x, rect.y, rect.w * done, rect.h}, ui.theme().accent, rect.h / 2);
}

void label(Ui& ui, std::string_view id, Point baseline, float width, std::string_view text,
           const charts::TextStyle& style, charts::Align align) {
    const float drawn = charts::draw_text_within(ui.painter(), baseline, width, text, style, align);
    const float left = align == charts::Align::end      ? baseline.x - drawn
                       : align == charts::Align::middle ? baseline.x - drawn / 2
                                                        : baseline.x;
    ui.add({.id = std::string(id),
            .role = SemanticRole::text,
            .name = std::string(text),
            .bounds = {left, baseline.y - style.size, drawn, style.size * 1.3f}});
}

float paragraph(Ui& ui, std::string_view id, Point corner, float width, std::string_view text,
                const charts::TextStyle& style, float line_height) {
    const float bottom = draw_paragraph(ui.painter(), corner, width, text, style, line_height);
    ui.add({.id = std::string(id),
            .role = SemanticRole::text,
            .name = std::string(text),
            .bounds = {corner.x, corner.y, width, bottom - corner.y}});
    return bottom;
}

TableHeads::TableHeads(Ui& ui, charts::Rect at, float rows_end)
    : ui_(ui), place_(at), rows_end_(rows_end), stuck_(ui.clip().y > at.y && ui.clip().y < rows_end - at.h) {
    if (stuck_) place_.y = ui.clip().y;
}

void TableHeads::cut() {
    if (!stuck_) return;
    cut_ = true;
    ui_.push_clip({0, place_.bottom(), ui_.surface().width, rows_end_ - place_.bottom()});
}

TableHeads::~TableHeads() {
    if (cut_) ui_.pop_clip();
}

void hairline(Ui& ui, float x, float y, float width) {
    const float at = std::floor(y) + .5f;
    ui.painter().line({x, at}, {x + width, at}, {ui.theme().line});
}

}  // namespace ui
