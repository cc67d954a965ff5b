#include "ui/chrome.h"

#include <algorithm>

#include "charts/logo.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "engine/figures/summary.h"
#include "ui/link.h"
#include "ui/navigation.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using charts::Rect;

constexpr float item_height = 36;
constexpr float item_pitch = 40;
constexpr float first_item = 108;
constexpr double notice_ms = 5000;
// Of the screens, so many stand in a phone's bar; the others are in its menu.
constexpr std::size_t bar_screens = 4;

std::string_view screen_id(ScreenId id) {
    switch (id) {
        case ScreenId::team: return "team";
        case ScreenId::roles: return "roles";
        case ScreenId::people: return "people";
        case ScreenId::handoffs: return "handoffs";
        case ScreenId::conversations: return "conversations";
        case ScreenId::accounts: return "accounts";
        case ScreenId::structure: return "structure";
        case ScreenId::data: return "data";
    }
    return {};
}

std::string nav_id(const Screen& screen) { return "nav." + std::string(screen_id(screen.id)); }

void draw_badge(Ui& ui, charts::Point centre, std::uint64_t count) {
    const std::string text = count > 99 ? "99+" : charts::format_count(count);
    const float width =
        std::max(20.f, charts::text_width(ui.painter(), text, charts::type::small({}, charts::Weight::semibold)) + 12);
    ui.painter().fill_rect({centre.x - width / 2, centre.y - 9, width, 18}, ui.theme().alert_tint, 9);
    charts::draw_text(ui.painter(), {centre.x, charts::centred_baseline(centre.y, 11)}, text,
                      charts::type::small(ui.theme().alert, charts::Weight::semibold), charts::Align::middle);
}

// The address of the screen with what is chosen now, so that a link can be opened in another tab.
std::string nav_address(const Context& context, const Screen& screen) {
    View view = context.view;
    view.screen = screen.id;
    view.pin.reset();
    view.rows.reset();
    return "#" + write_link(view);
}

std::string nav_name(const Context& context, const Screen& screen, std::uint64_t badge) {
    std::string name(context.say(screen.name));
    if (badge > 0) name += " " + charts::format_count(badge);
    return name;
}

}  // namespace

const Screen& Chrome::here(const Context& context) const {
    for (const Screen& screen : screens_)
        if (screen.id == context.view.screen) return screen;
    return screens_.front();
}

void Chrome::go_to(Context& context, const Screen& screen) {
    View next = context.view;
    if (next.screen == screen.id) {  // from what is open in it back to the whole
        next.account.clear();
        next.call.clear();
        next.turn = 0;
    }
    next.screen = screen.id;
    next.pin.reset();
    next.rows.reset();
    context.go(std::move(next));
    menu_ = false;
}

Chrome::Places Chrome::draw(Context& context, std::uint64_t data_notes, ChromeWish& wish) {
    Ui& ui = context.ui;
    const Surface& surface = ui.surface();
    const float margin = page_margin(context.width());
    if (narrow(context.width())) {
        const Rect safe = ui.safe();
        const Rect chips = draw_phone_bar(context, {safe.x, safe.y, safe.w, top_bar_phone}, wish);
        draw_bottom_bar(context, data_notes);
        return {chips, {safe.x, chips.bottom(), safe.w, safe.bottom() - bottom_bar(safe) - chips.bottom()}};
    }
    draw_rail(context, data_notes, wish);
    const float rail = context.width() == Width::desk ? rail_wide : rail_narrow;
    const float width = std::min(surface.width - rail - 2 * margin, widest_content);
    draw_top_bar(context, {rail + margin, 0, width, top_bar}, wish);
    const Rect chips{rail + margin, top_bar, width, 36};
    return {chips, {rail, chips.bottom(), surface.width - rail, ui.safe().bottom() - chips.bottom()}};
}

void Chrome::draw_rail(Context& context, std::uint64_t data_notes, ChromeWish& wish) {
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const bool wide = context.width() == Width::desk;
    const Rect rail{0, 0, wide ? rail_wide : rail_narrow, ui.safe().bottom()};
    painter.fill_rect({0, 0, rail.w, ui.surface().height}, theme.surface);
    painter.line({rail.right() + .5f, 0}, {rail.right() + .5f, ui.surface().height}, {theme.line});
    charts::draw_logo(painter, theme, {wide ? 20.f : 16.f, 16});
    if (wide) charts::draw_text(painter, {54, 33}, context.say(Text::brand), charts::type::title(theme.ink));
    const Group group(ui, {.id = "nav",
                           .role = SemanticRole::navigation,
                           .name = std::string(context.say(Text::nav_label)),
                           .bounds = rail});
    if (navigation_) navigation_->draw_entry(context, wide ? Rect{12, 64, rail.w - 24, 32} : Rect{8, 64, 40, 36});
    float y = first_item;
    for (const Screen& screen : screens_) {
        const Rect item{8, y, rail.w - 16, item_height};
        const bool on = screen.id == context.view.screen;
        const std::uint64_t badge = screen.id == ScreenId::data ? data_notes : 0;
        const Hit hit = ui.press(nav_id(screen), item);
        ui.add({.id = nav_id(screen),
                .role = SemanticRole::link,
                .name = nav_name(context, screen, badge),
                .value = nav_address(context, screen),
                .bounds = item,
                .selected = on});
        if (on) {
            painter.fill_rect(item, theme.accent_tint, charts::space::button_radius);
            painter.fill_rect({item.x, item.y + 8, 3, item.h - 16}, theme.accent, 1.5f);
        } else if (hit.hovered) {
            painter.fill_rect(item, theme.sunken, charts::space::button_radius);
        }
        const charts::Color ink = on ? theme.accent : theme.ink;
        charts::draw_icon(painter, screen.icon, {wide ? 22.f : 20.f, y + 10}, on ? theme.accent : theme.ink2);
        if (wide)
            charts::draw_text(painter, {50, charts::centred_baseline(y + 18, 14)}, context.say(screen.name),
                              {14, on ? charts::Weight::semibold : charts::Weight::regular, ink});
        else
            ui.tip(hit, item, std::string(context.say(screen.name)));
        if (badge > 0 && wide) draw_badge(ui, {item.right() - 20, y + 18}, badge);
        if (badge > 0 && !wide) painter.fill_circle({item.right() - 10, y + 9}, 4, theme.alert);
        if (hit.focused) charts::draw_focus_ring(painter, theme, item, charts::space::button_radius);
        if (hit.clicked) go_to(context, screen);
        y += item_pitch;
    }
    draw_rail_foot(context, rail, wish);
}

void Chrome::draw_language(Context& context, Rect place, ChromeWish& wish) {
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const bool zh = ui.chinese();
    const Hit hit = ui.press("top.language", place);
    const std::string name = std::string(context.say(Text::language_label)) + ": " +
                             std::string(context.say(zh ? Text::language_en_name : Text::language_zh_name));
    ui.add({.id = "top.language", .role = SemanticRole::button, .name = name, .bounds = place});
    if (hit.hovered) ui.painter().fill_rect(place, theme.sunken, charts::space::button_radius);
    const float baseline = charts::centred_baseline(place.y + place.h / 2, 13);
    const std::string_view other = context.say(zh ? Text::language_en : Text::language_zh);
    if (place.w < 60) {
        charts::draw_text(ui.painter(), {place.x + place.w / 2, baseline}, other,
                          charts::type::body(theme.ink2, charts::Weight::medium), charts::Align::middle);
        ui.tip(hit, place, name);
    } else {
        const auto style = [&](bool on) {
            return charts::type::body(on ? theme.ink : theme.ink3,
                                      on ? charts::Weight::semibold : charts::Weight::regular);
        };
        float x = place.x + 8;
        x += charts::draw_text(ui.painter(), {x, baseline}, context.say(Text::language_zh), style(zh)) + 5;
        x += charts::draw_text(ui.painter(), {x, baseline}, "/", charts::type::body(theme.line2)) + 5;
        charts::draw_text(ui.painter(), {x, baseline}, context.say(Text::language_en), style(!zh));
    }
    if (hit.focused) charts::draw_focus_ring(ui.painter(), theme, place, charts::space::button_radius);
    if (hit.clicked) wish.switch_language = true;
}

void Chrome::draw_rail_foot(Context& context, Rect rail, ChromeWish& wish) {
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const charts::Icon icon = theme.dark ? charts::Icon::moon : charts::Icon::sun;
    const std::string_view theme_name = context.say(theme.dark ? Text::theme_to_light : Text::theme_to_dark);
    if (rail.w < rail_wide) {
        if (icon_button(ui, "top.theme", {8, rail.h - 48, 40, 36}, icon, theme_name)) wish.switch_theme = true;
        draw_language(context, {8, rail.h - 88, 40, 36}, wish);
        if (navigation_) navigation_->draw_keys_button(context, {8, rail.h - 128, 40, 36});
        return;
    }
    const bool loaded = context.names.loaded();
    if (loaded) {
        const engine::SummaryAnswer& summary = context.names.summary();
        // A name on two lines stands higher; one that needs more is cut.
        const charts::TextStyle small = charts::type::small(theme.ink2);
        const bool two_lines = break_lines(ui.painter(), summary.name, rail.w - 32, small).size() == 2;
        const float up = two_lines ? charts::type::small_line : 0;
        hairline(ui, 16, rail.h - 136 - up, rail.w - 32);
        label(ui, "nav.loaded", {20, rail.h - 112 - up}, rail.w - 32,
              context.say(summary.demo ? Text::demo_notice : Text::own_notice),
              charts::type::label(theme.ink, charts::Weight::medium));
        if (two_lines)
            paragraph(ui, "nav.data_name", {20, rail.h - 104 - up}, rail.w - 32, summary.name, small,
                      charts::type::small_line);
        else if (!summary.name.empty())
            label(ui, "nav.data_name", {20, rail.h - 93}, rail.w - 32, summary.name, small);
        label(ui, "nav.private", {20, rail.h - 74}, rail.w - 32, context.say(Text::private_notice),
              charts::type::small(theme.ink3));
    }
    draw_language(context, {12, rail.h - 52, 60, 32}, wish);
    const Button theme_button{
        .label = context.say(theme.dark ? Text::theme_dark : Text::theme_light), .icon = icon, .name = theme_name};
    if (plain_button(ui, "top.theme", {72, rail.h - 52, 68, 32}, theme_button)) wish.switch_theme = true;
    if (navigation_) navigation_->draw_keys_button(context, {140, rail.h - 52, 32, 32});
}

void Chrome::draw_top_bar(Context& context, Rect bar, ChromeWish& wish) {
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const Group group(ui, {.id = "top", .role = SemanticRole::banner, .bounds = bar});
    const Screen& screen = here(context);
    charts::draw_text(ui.painter(), {bar.x, 34}, context.say(screen.name), charts::type::screen(theme.ink));
    ui.add({.id = "top.title",
            .role = SemanticRole::heading,
            .name = std::string(context.say(screen.name)),
            .bounds = {bar.x, 14, 200, 28},
            .level = 1});
    const bool demo = context.names.loaded() && context.names.summary().demo;
    const Button open{.label = context.say(demo ? Text::open_yours : Text::open_files),
                      .icon = charts::Icon::open_file};
    const Button share{.label = context.say(Text::share), .icon = charts::Icon::share, .primary = true};
    // From left to right, as the keyboard goes.
    const float open_left = bar.right() - button_width(ui, open);
    const float share_left = open_left - 8 - button_width(ui, share);
    if (context.names.loaded()) {
        const std::string cut_off = context.say(
            Text::cut_off, {charts::format_cut_off(context.names.summary().head.cut_off, context.language())});
        const charts::TextStyle style = charts::type::label(theme.ink2);
        const float width = charts::text_width(ui.painter(), cut_off, style), left = share_left - 16 - width;
        if (navigation_) navigation_->draw_undo(context, {left - 22 - 16 - 68, 14, 68, 32});
        charts::draw_icon(ui.painter(), charts::Icon::clock, {left - 22, 22}, theme.ink3);
        label(ui, "top.cut_off", {left, charts::centred_baseline(30, 12)}, width + 1, cut_off, style);
    }
    if (button(ui, "top.share", {share_left, 14, button_width(ui, share), 32}, share)) wish.share = true;
    if (button(ui, "top.open", {open_left, 14, button_width(ui, open), 32}, open)) wish.open_files = true;
}

Rect Chrome::draw_phone_bar(Context& context, Rect bar, ChromeWish& wish) {
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const float width = ui.surface().width, icons = 152;
    const bool one_bar = low(ui.safe()) && context.width() == Width::tablet;
    const float margin = page_margin(context.width());
    Rect chips{bar.x + margin, bar.bottom(), bar.w - 2 * margin, top_bar_phone};
    const float end = one_bar ? bar.bottom() : chips.bottom();
    ui.painter().fill_rect({0, 0, width, end}, theme.surface);
    hairline(ui, 0, end, width);
    const Group group(ui, {.id = "top", .role = SemanticRole::banner, .bounds = bar});
    const Screen& screen = here(context);
    const float title = charts::draw_text(ui.painter(), {bar.x + 16, bar.y + 33}, context.say(screen.name),
                                          charts::type::screen_phone(theme.ink));
    ui.add({.id = "top.title",
            .role = SemanticRole::heading,
            .name = std::string(context.say(screen.name)),
            .bounds = {bar.x + 16, bar.y + 14, title, 24},
            .level = 1});
    float used = bar.x + 28 + title;
    if (context.names.loaded()) {
        // The day alone, behind a long title without a word: for the time and its zone there is no room.
        const std::string day = context.names.summary().head.cut_off.substr(0, 10);
        const std::string words = context.say(Text::cut_off_short, {day});
        const charts::TextStyle style = charts::type::small(theme.ink3);
        const float wide = charts::text_width(ui.painter(), words, style);
        const float room = one_bar ? wide : bar.w - 28 - title - icons;
        charts::draw_text_within(ui.painter(), {bar.x + 28 + title, bar.y + 32}, room, wide <= room ? words : day,
                                 style);
        used += wide + margin;
        ui.add({.id = "top.cut_off",
                .role = SemanticRole::text,
                .name = words,
                .bounds = {bar.x + 28 + title, bar.y + 20, room, 16}});
    }
    if (one_bar) chips = {used, bar.y, bar.right() - icons - used, bar.h};
    if (navigation_) navigation_->draw_entry(context, {bar.right() - 148, bar.y + 4, 44, 44});
    if (icon_button(ui, "top.share", {bar.right() - 100, bar.y + 4, 44, 44}, charts::Icon::share,
                    context.say(Text::share), true))
        wish.share = true;
    if (icon_button(ui, "top.open", {bar.right() - 52, bar.y + 4, 44, 44}, charts::Icon::open_file,
                    context.say(Text::open_files)))
        wish.open_files = true;
    return chips;
}

void Chrome::draw_bottom_bar(Context& context, std::uint64_t data_notes) {
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const Surface& surface = ui.surface();
    const Rect safe = ui.safe();
    const bool beside = low(safe);  // the names stand beside the icons
    const Rect bar{safe.x, safe.bottom() - bottom_bar(safe), safe.w, bottom_bar(safe)};
    painter.fill_rect({0, bar.y, surface.width, surface.height - bar.y}, theme.surface);
    hairline(ui, 0, bar.y, surface.width);
    const Group group(ui, {.id = "nav",
                           .role = SemanticRole::navigation,
                           .name = std::string(context.say(Text::nav_label)),
                           .bounds = bar});
    const float width = bar.w / static_cast<float>(bar_screens + 1);
    for (std::size_t i = 0; i <= bar_screens; ++i) {
        const bool more = i == bar_screens;
        const std::string id = more ? std::string("nav.more") : nav_id(screens_[i]);
        const std::string_view name = more ? context.say(Text::more) : context.say(screens_[i].name);
        const bool on = more ? in_menu(context.view.screen) : screens_[i].id == context.view.screen;
        const std::uint64_t badge = more ? data_notes : 0;
        const Rect item{bar.x + width * static_cast<float>(i), bar.y, width, bar.h};
        const Hit hit = ui.press(id, item);
        ui.add({.id = id,
                .role = more ? SemanticRole::button : SemanticRole::link,
                .name = more ? std::string(name) : nav_name(context, screens_[i], 0),
                .value = more ? std::string() : nav_address(context, screens_[i]),
                .bounds = item,
                .selected = on && !more,
                .expanded = more && menu_,
                .expandable = more});
        const float centre = item.x + width / 2;
        if (on) painter.fill_rect({centre - width * .3f, bar.y, width * .6f, 3}, theme.accent, 1.5f);
        const charts::Color ink = on ? theme.accent : theme.ink2;
        const charts::TextStyle style =
            charts::type::small(ink, on ? charts::Weight::semibold : charts::Weight::regular);
        const float wide = charts::text_width(painter, name, style);
        const charts::Icon icon = more ? charts::Icon::more : screens_[i].icon;
        if (beside) {
            const float begin = centre - (16 + 6 + wide) / 2, middle = bar.y + bar.h / 2;
            charts::draw_icon(painter, icon, {begin, middle - 8}, ink);
            charts::draw_text(painter, {begin + 22, charts::centred_baseline(middle, style.size)}, name, style);
            if (badge > 0) draw_badge(ui, {begin + 22 + wide + 20, middle}, badge);
        } else {
            charts::draw_icon(painter, icon, {centre - 8, bar.y + 14}, ink);
            charts::draw_text(painter, {centre, bar.y + 48}, name, style, charts::Align::middle);
            if (badge > 0) draw_badge(ui, {centre + 22, bar.y + 13}, badge);
        }
        if (hit.focused) charts::draw_focus_ring(painter, theme, inset(item, 5), charts::space::button_radius);
        if (!hit.clicked) continue;
        if (more)
            menu_ = !menu_;
        else
            go_to(context, screens_[i]);
    }
}

bool Chrome::in_menu(ScreenId id) const {
    const auto menu = screens_.subspan(bar_screens);
    return std::any_of(menu.begin(), menu.end(), [&](const Screen& screen) { return screen.id == id; });
}

void Chrome::draw_menu(Context& context, std::uint64_t data_notes, ChromeWish& wish) {
    if (!menu_) return;
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const Surface& surface = ui.surface();
    constexpr float row = 52;
    const bool loaded = context.names.loaded();
    const auto others = screens_.subspan(bar_screens);
    const float height =
        row * static_cast<float>(3 + (navigation_ ? 1 : 0) + others.size()) + 24 + (loaded ? 56.f : 0.f);
    const Rect safe = ui.safe();
    const float bar = safe.bottom() - bottom_bar(safe);
    const float shown = std::min(height, bar - safe.y - 16);
    const Rect sheet{safe.x + 8, bar - shown - 8, safe.w - 16, shown};
    ui.begin_layer(Layer::popover, sheet, "menu.outside");
    if (ui.layer_pressed_outside("menu.outside")) menu_ = false;
    ui.painter().fill_rect({0, 0, surface.width, bar}, charts::with_alpha({0, 0, 0, 255}, .4f));
    ui.painter().fill_rect(sheet, theme.surface, charts::space::card_radius);
    ui.painter().stroke_rect(inset(sheet, .5f), {theme.line2}, charts::space::card_radius);
    const Group group(ui, {.id = "menu",
                           .role = SemanticRole::dialog,
                           .name = std::string(context.say(Text::more)),
                           .bounds = sheet,
                           .focus = true});
    // Where the window is lower than the menu it scrolls.
    const charts::Point origin = ui.begin_scroll("menu.scroll", sheet);
    float y = origin.y + 8;
    const auto line = [&](const char* id, charts::Icon icon, std::string_view name) {
        const bool pressed = option(ui, id, {sheet.x + 8, y, sheet.w - 16, row}, {.label = name, .icon = icon});
        y += row;
        if (pressed) menu_ = false;
        return pressed;
    };
    ui.open({.id = "menu.list",
             .role = SemanticRole::listbox,
             .name = std::string(context.say(Text::more)),
             .bounds = sheet});
    for (const Screen& screen : others) {
        const std::uint64_t notes = screen.id == ScreenId::data ? data_notes : 0;
        const float centre = y + row / 2;
        if (line(nav_id(screen).c_str(), screen.icon, context.say(screen.name))) go_to(context, screen);
        if (notes > 0) draw_badge(ui, {sheet.right() - 36, centre}, notes);
    }
    hairline(ui, sheet.x + 16, y + 4, sheet.w - 32);
    y += 8;
    if (line("menu.open", charts::Icon::open_file, context.say(Text::open_yours))) wish.open_files = true;
    if (line("menu.language", charts::Icon::conversations,
             context.say(ui.chinese() ? Text::language_en_name : Text::language_zh_name)))
        wish.switch_language = true;
    if (line("menu.theme", theme.dark ? charts::Icon::sun : charts::Icon::moon,
             context.say(theme.dark ? Text::theme_to_light : Text::theme_to_dark)))
        wish.switch_theme = true;
    ui.close();
    if (navigation_) {
        if (navigation_->draw_menu_row(context, {sheet.x + 8, y, sheet.w - 16, row})) menu_ = false;
        y += row;
    }
    if (loaded) {
        hairline(ui, sheet.x + 16, y + 4, sheet.w - 32);
        const engine::SummaryAnswer& summary = context.names.summary();
        const std::string title =
            std::string(context.say(summary.demo ? Text::demo_notice : Text::own_notice)) + " · " + summary.name;
        label(ui, "menu.data_name", {sheet.x + 18, y + 26}, sheet.w - 36, title,
              charts::type::label(theme.ink, charts::Weight::medium));
        label(ui, "menu.private", {sheet.x + 18, y + 44}, sheet.w - 36, context.say(Text::private_notice),
              charts::type::small(theme.ink3));
    }
    ui.end_scroll(height);
    ui.end_layer();
}

void Chrome::draw_notice(Context& context) {
    if (notice_.empty()) return;
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const double now = ui.surface().now_ms;
    if (notice_until_ms_ < 0) notice_until_ms_ = now + notice_ms;
    if (now >= notice_until_ms_) return notice_.clear();
    ui.wake_in(notice_until_ms_ - now);
    const charts::TextStyle style = charts::type::body(theme.surface, charts::Weight::medium);
    const float room = std::min(charts::text_width(ui.painter(), notice_, style) + 1, ui.surface().width - 64);
    const float height = paragraph_height(ui.painter(), room, notice_, style, charts::type::body_line) + 20;
    const float bottom = ui.safe().bottom() - (narrow(context.width()) ? bottom_bar(ui.safe()) : 0) - 16;
    const Rect box{(ui.surface().width - room) / 2 - 16, bottom - height, room + 32, height};
    ui.painter().fill_rect(box, theme.ink, charts::space::card_radius);
    draw_paragraph(ui.painter(), {box.x + 16, box.y + 10}, room, notice_, style, charts::type::body_line);
    ui.add({.id = "notice", .role = SemanticRole::status, .name = notice_, .bounds = box});
}

}  // namespace ui
