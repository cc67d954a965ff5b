#include "screens/hours_row.h"

#include <algorithm>
#include <array>
#include <string>

#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace screens {

using ui::Text;

namespace {

constexpr float gap = 12;
constexpr float toggle_width = 228;

float row_of(const ui::Context& context) { return ui::narrow(context.width()) ? 44.f : 28.f; }

}  // namespace

float hours_row_height(const ui::Context& context) { return row_of(context) + gap; }

void draw_hours_row(ui::Context& context, std::string_view id, charts::Rect area) {
    ui::Ui& ui = context.ui;
    const engine::Calendar& calendar = ui::calendar_in_force(context);
    const bool working = !calendar.hours.empty();
    const std::array<ui::Choice, 2> choices{
        {{"calendar", context.say(Text::hours_calendar)}, {"working", context.say(Text::hours_working)}}};
    const charts::Rect toggle{area.x, area.y, std::min(toggle_width, area.w), row_of(context)};
    const std::string own = std::string(id) + ".hours";
    const auto pressed = ui::toggle_row(ui, own, toggle, choices, working ? 1 : 0, context.say(Text::hours_toggle));
    if (pressed && (*pressed == 1) != working) {
        ui::View next = context.view;
        ui::set_calendar(context, next, *pressed == 1 ? ui::usual_calendar(context) : engine::Calendar{});
        context.go(std::move(next));
    }
    if (!working) return;
    const std::string in_words = ui::hours_words(calendar, context.language());
    const float room = area.right() - toggle.right() - 8;
    const std::string name = charts::format_named(context.say(Text::hours_change), in_words, context.language());
    ui::Button change{.label = in_words, .name = name};
    // Where the hours have no room they stand in the note, and the button says only what it is for.
    if (ui::button_width(ui, change) > room) change.label = context.say(Text::hours_change);
    const float width = std::min(ui::button_width(ui, change), room);
    if (ui::quiet_button(ui, own + ".change", {toggle.right() + 8, area.y, width, toggle.h}, change))
        context.open_filter(ui::FilterKind::hours);
}

}  // namespace screens
