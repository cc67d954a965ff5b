// The frame round a screen: the rail or the bar with the screens, the top bar with the cut-off and Share, the menu of a
// narrow page, and the short notice at the bottom.
#pragma once

#include <span>
#include <string>

#include "ui/screen.h"

namespace ui {

class Navigation;  // ui/navigation.h

// What the reader asked for in the frame; the shell does it.
struct ChromeWish {
    bool share = false;
    bool open_files = false;
    bool switch_language = false;
    bool switch_theme = false;
};

class Chrome {
public:
    explicit Chrome(std::span<const Screen> screens) : screens_(screens) {}

    struct Places {
        charts::Rect chips;  // of the filters
        charts::Rect screen;
    };
    // Draws everything but the menu and the notice; gives what is left.
    Places draw(Context& context, std::uint64_t data_notes, ChromeWish& wish);
    void draw_menu(Context& context, std::uint64_t data_notes, ChromeWish& wish);
    bool menu_open() const { return menu_; }
    void close_menu() { menu_ = false; }
    // From now on its parts are drawn too.
    void navigate_by(Navigation* navigation) { navigation_ = navigation; }

    void notify(std::string text) {
        notice_ = std::move(text);
        notice_until_ms_ = -1;
    }
    void draw_notice(Context& context);

private:
    void draw_rail(Context& context, std::uint64_t data_notes, ChromeWish& wish);
    void draw_rail_foot(Context& context, charts::Rect rail, ChromeWish& wish);
    void draw_language(Context& context, charts::Rect place, ChromeWish& wish);
    void draw_bottom_bar(Context& context, std::uint64_t data_notes);
    bool in_menu(ScreenId id) const;
    void draw_top_bar(Context& context, charts::Rect bar, ChromeWish& wish);
    // Gives the place of the filters: under the bar, and where the window is low inside it.
    charts::Rect draw_phone_bar(Context& context, charts::Rect bar, ChromeWish& wish);
    void go_to(Context& context, const Screen& screen);
    const Screen& here(const Context& context) const;

    std::span<const Screen> screens_;
    Navigation* navigation_ = nullptr;
    bool menu_ = false;
    std::string notice_;
    double notice_until_ms_ = -1;  // negative: not yet shown
};

}  // namespace ui
