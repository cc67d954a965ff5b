// Getting about: undo and redo, the box that finds screens, people and commands, the list of keys, the tour. All of it is in the
// later part of the page; the shell makes it when that is here and calls it through this alone.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "ui/chrome.h"
#include "ui/screen.h"
#include "ui/undo_list.h"

namespace ui {

class Navigation {
public:
    virtual ~Navigation() = default;
    virtual void changed(const View& view, std::string_view link, ViewChange how) = 0;
    // Closes what of it lies on top; `covered`: something else does. False where there is nothing to close.
    virtual bool escape(bool covered) = 0;
    // Parts of the chrome: the rail's entry and its foot's button, the buttons in the top bar, the row in a phone's menu (true: pressed).
    virtual void draw_entry(Context& context, charts::Rect place) = 0;
    virtual void draw_keys_button(Context& context, charts::Rect place) = 0;
    virtual void draw_undo(Context& context, charts::Rect place) = 0;
    virtual bool draw_menu_row(Context& context, charts::Rect row) = 0;
    // What stands beside the page, below whatever is opened on top of it; and the dialogs.
    virtual void draw_beside(Context& context) = 0;
    virtual void draw(Context& context, ChromeWish& wish) = 0;
};

// `tour`: the reader is here for the first time.
std::unique_ptr<Navigation> make_navigation(std::span<const Screen> screens, const View& view, bool tour);

}  // namespace ui
