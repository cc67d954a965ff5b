#include <algorithm>
#include <cmath>

#include "charts/mark.h"
#include "charts/text.h"
#include "ui/find_box.h"
#include "ui/keys_help.h"
#include "ui/link.h"
#include "ui/navigation.h"
#include "ui/tour.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using charts::Rect;

// What the document sends keys to that no element took (web/semantic.mjs).
constexpr std::string_view everywhere = "root";
// The browser answers a walk through its history a moment later; until then nothing more is undone.
constexpr double walk_ms = 500;

class Navigator final : public Navigation {
public:
    Navigator(std::span<const Screen> screens, const View& view, bool tour) : find_(screens), first_visit_(tour) {
        undo_.begin(view, write_link(view));
    }

    void changed(const View& view, std::string_view link, ViewChange how) override;
    bool escape(bool covered) override;
    void draw_entry(Context& context, Rect place) override;
    void draw_keys_button(Context& context, Rect place) override;
    void draw_undo(Context& context, Rect place) override;
    bool draw_menu_row(Context& context, Rect row) override;
    void draw_beside(Context& context) override;
    void draw(Context& context, ChromeWish& wish) override;

private:
    void read_keys(Context& context);
    void step(Context& context, bool back);
    void obey(Context& context, Command command, ChromeWish& wish);
    void begin_tour(Context& context);

    UndoList undo_;
    FindBox find_;
    KeysHelp keys_;
    Tour tour_;
    bool first_visit_;
    double walked_until_ms_ = 0;
};

void Navigator::changed(const View& view, std::string_view link, ViewChange how) {
    undo_.changed(view, link, how);
    if (how == ViewChange::outside) walked_until_ms_ = 0;
}

bool Navigator::escape(bool covered) {
    if (find_.open()) {
        find_.close();
    } else if (keys_.open()) {
        keys_.close();
    } else if (tour_.running() && !covered) {
        tour_.end();
    } else {
        return false;
    }
    return true;
}

void Navigator::step(Context& context, bool back) {
    const double now = context.ui.surface().now_ms;
    if (now < walked_until_ms_) return;
    const std::optional<UndoStep> step = back ? undo_.undo() : undo_.redo();
    if (!step) return;
    if (step->walk == 0) return context.go(read_link(step->link).view, History::replace);
    walked_until_ms_ = now + walk_ms;
    context.host.walk_history(step->walk);
}

void Navigator::begin_tour(Context& context) {
    tour_.begin();
    if (context.view.screen == ScreenId::team) return;
    View next = context.view;
    next.screen = ScreenId::team;
    next.pin.reset();
    next.rows.reset();
    context.go(std::move(next));
}

void Navigator::read_keys(Context& context) {
    Ui& ui = context.ui;
    if (ui.key(everywhere, "Find")) {
        keys_.close();
        if (find_.open())
            find_.close();
        else
            find_.show();
        ui.again();
    }
    if (ui.key(everywhere, "Keys") && !find_.open()) {
        keys_.show();
        ui.again();
    }
    const bool undo = ui.key(everywhere, "Undo");
    const bool redo = ui.key(everywhere, "Redo");
    if ((undo || redo) && !find_.open() && !keys_.open()) step(context, undo);
}

void Navigator::obey(Context& context, Command command, ChromeWish& wish) {
    switch (command) {
        case Command::share: wish.share = true; break;
        case Command::open_files: wish.open_files = true; break;
        case Command::language: wish.switch_language = true; break;
        case Command::theme: wish.switch_theme = true; break;
        case Command::undo: step(context, true); break;
        case Command::redo: step(context, false); break;
        case Command::keys: keys_.show(); break;
        case Command::tour: begin_tour(context); break;
    }
    context.ui.again();
}

void Navigator::draw_beside(Context& context) {
    if (!context.names.loaded()) return;
    if (first_visit_) {
        first_visit_ = false;
        context.host.remember("tour", "seen");
        begin_tour(context);
    }
    tour_.draw(context);
}

void Navigator::draw(Context& context, ChromeWish& wish) {
    if (!context.names.loaded()) return;
    read_keys(context);
    keys_.draw(context);
    if (const std::optional<Command> command = find_.draw(context)) obey(context, *command, wish);
}

// Looks like a field, which it opens; where it is narrow or a finger's, an icon.
void Navigator::draw_entry(Context& context, Rect place) {
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const std::string_view name = context.say(Text::search_or_go);
    constexpr std::string_view id = "nav.find";
    if (place.w < 100) {
        if (icon_button(ui, id, place, charts::Icon::search, name)) find_.show();
        return;
    }
    const Hit hit = ui.press(id, place);
    ui.add({.id = std::string(id), .role = SemanticRole::button, .name = std::string(name), .bounds = place});
    ui.painter().fill_rect(place,
                           hit.held      ? theme.band
                           : hit.hovered ? theme.sunken
                                         : theme.surface,
                           charts::space::button_radius);
    ui.painter().stroke_rect(inset(place, .5f), {hit.hovered ? theme.axis : theme.line2}, charts::space::button_radius);
    const float middle = place.y + place.h / 2;
    charts::draw_icon(ui.painter(), charts::Icon::search, {place.x + 8, middle - 7}, theme.ink3, 14);
    const float key = key_width(ui, "/");
    charts::draw_text_within(ui.painter(), {place.x + 28, charts::centred_baseline(middle, 12)},
                             place.w - 28 - key - 10, name, charts::type::label(theme.ink2));
    draw_key(ui, place.right() - key - 6, middle, "/");
    if (hit.focused) charts::draw_focus_ring(ui.painter(), theme, place, charts::space::button_radius);
    if (hit.clicked) find_.show();
}

void Navigator::draw_keys_button(Context& context, Rect place) {
    const std::string name = context.say(Text::with_key, {context.say(Text::keys), "?"});
    if (icon_button(context.ui, "nav.keys", place, charts::Icon::keyboard, name)) keys_.show();
}

void Navigator::draw_undo(Context& context, Rect place) {
    const std::string undo = context.say(Text::with_key, {context.say(Text::undo), "Ctrl Z"});
    const std::string redo = context.say(Text::with_key, {context.say(Text::redo), "Ctrl Shift Z"});
    const float side = place.h;
    if (icon_button(context.ui, "top.undo", {place.x, place.y, side, side}, charts::Icon::undo, undo, false,
                    !undo_.can_undo()))
        step(context, true);
    if (icon_button(context.ui, "top.redo", {place.right() - side, place.y, side, side}, charts::Icon::redo, redo,
                    false, !undo_.can_redo()))
        step(context, false);
}

bool Navigator::draw_menu_row(Context& context, Rect row) {
    Ui& ui = context.ui;
    const float width = (row.w - 16) / 3;
    const auto part = [&](std::size_t i, std::string_view id, Text name, charts::Icon icon, bool disabled) {
        const Rect place{row.x + (width + 8) * static_cast<float>(i), row.y + 4, width, row.h - 8};
        return button(ui, id, place, {.label = context.say(name), .icon = icon, .disabled = disabled});
    };
    const bool undo = part(0, "menu.undo", Text::undo, charts::Icon::undo, !undo_.can_undo());
    const bool redo = part(1, "menu.redo", Text::redo, charts::Icon::redo, !undo_.can_redo());
    const bool keys = part(2, "menu.keys", Text::keys, charts::Icon::keyboard, false);
    if (undo || redo) step(context, undo);
    if (keys) keys_.show();
    return undo || redo || keys;
}

}  // namespace

std::unique_ptr<Navigation> make_navigation(std::span<const Screen> screens, const View& view, bool tour) {
    return std::make_unique<Navigator>(screens, view, tour);
}

}  // namespace ui
