#include "screens/role_tiles.h"

#include <array>
#include <cmath>

#include "charts/logo.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "engine/figures/ledger.h"
#include "engine/figures/reach.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr std::array<std::string_view, charts::role_count> roles{
    "sales_manager", "marketer", "lead_generator", "lead_nurturer", "closer", "customer_support", "account_manager"};
constexpr float narrowest_wide_tile = 148;

std::string pair_words(const ui::Context& context, Text text, std::uint64_t part, std::uint64_t whole, bool compact) {
    const auto words = [&](std::uint64_t count) {
        return compact ? charts::format_compact(count, context.language()) : charts::format_count(count);
    };
    return context.say(text, {words(part), words(whole)});
}

// What the role is known by: what it passed on of what it received; leads of clicks; or how many people it has.
std::string figure_of(const ui::Context& context, const LedgerHeld& visits, const ui::Held<engine::ReachAnswer>& reach,
                      std::string_view role) {
    if (const engine::LedgerRow* row = visits_of(visits, role))
        return pair_words(context, Text::tile_passed, row->ledger.advanced, row->ledger.entries, false);
    if (context.names.owns_stage(role))
        return visits.answer ? pair_words(context, Text::tile_passed, 0, 0, false) : std::string();
    if (role == "marketer" && reach.answer && reach.answer->total.leads > 0)
        return pair_words(context, Text::tile_reach, reach.answer->total.leads, reach.answer->total.clicks, true);
    return context.say(Text::tile_people, {charts::format_count(context.names.people_in(role))});
}

// The same in a whole sentence, for tooltips and readers.
std::string sentence_of(const ui::Context& context, const LedgerHeld& visits, std::string_view role,
                        const std::string& figure) {
    const engine::LedgerRow* row = visits_of(visits, role);
    if (!row) return figure;
    return context.say(Text::tile_passed_name,
                       {charts::format_count(row->ledger.advanced), charts::format_count(row->ledger.entries)});
}

void draw_tile(ui::Context& context, Rect place, std::string_view role, const std::string& figure,
               const std::string& sentence, bool wide) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const bool on = context.role() == role;
    const std::string id = "tiles." + std::string(role);
    const std::string_view name = ui::role_words(role, context.language());
    const ui::Hit hit = ui.press(id, place);
    ui.add({.id = id,
            .role = ui::SemanticRole::button,
            .name = std::string(name),
            .description = sentence,
            .bounds = place,
            .selected = on,
            .toggle = true});
    painter.fill_rect(place, on ? theme.surface : hit.held ? theme.band : theme.sunken, charts::space::button_radius);
    const charts::Color border = on ? theme.accent : hit.hovered ? theme.axis : theme.line;
    const float width = on ? 2.f : 1.f;
    painter.stroke_rect(ui::inset(place, width / 2), {border, width}, charts::space::button_radius);
    const charts::Weight weight = on ? charts::Weight::semibold : charts::Weight::regular;
    if (wide) {
        charts::draw_role_tile(painter, theme, {place.x + 10, place.y + 14, 24, 24}, role, context.language());
        const float room = place.w - 52;
        const charts::TextStyle style =
            charts::type::body(theme.ink, on ? charts::Weight::semibold : charts::Weight::medium);
        const bool fits = charts::text_width(painter, name, style) <= room;
        charts::draw_text_within(painter, {place.x + 42, place.y + 22}, room,
                                 fits ? name : ui::role_short(role, context.language()), style);
        charts::draw_text_within(painter, {place.x + 42, place.y + 40}, room, figure, charts::type::label(theme.ink3));
    } else {
        charts::draw_role_tile(painter, theme, {std::round(place.x + place.w / 2) - 11, place.y + 5, 22, 22}, role,
                               context.language());
        const std::string_view shown = ui::role_short(role, context.language());
        charts::draw_text_within(painter, {place.x + place.w / 2, place.y + 43}, place.w - 2, shown,
                                 charts::type::small(on ? theme.ink : theme.ink2, weight), charts::Align::middle);
    }
    if (hit.focused) charts::draw_focus_ring(painter, theme, place, charts::space::button_radius);
    ui.tip(hit, place, charts::format_named(name, sentence, context.language()));
    if (hit.clicked && !on) context.choose_role(role);
}

}  // namespace

float draw_role_tiles(ui::Context& context, Rect area) {
    const LedgerHeld visits = ask_visits(context);
    const ui::Held<engine::ReachAnswer> reach = ask_reach(context);
    const bool phone = context.width() == ui::Width::phone;
    const float gap = phone ? 2 : area.w >= 1000 ? charts::space::gutter : 8;
    const float width = (area.w - gap * (roles.size() - 1)) / roles.size();
    const bool wide = width >= narrowest_wide_tile;
    const float height = wide ? 52 : 50;
    const ui::Group group(context.ui, {.id = "tiles",
                                       .role = ui::SemanticRole::group,
                                       .name = std::string(context.say(Text::tiles_label)),
                                       .bounds = {area.x, area.y, area.w, height}});
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const float x = area.x + (width + gap) * static_cast<float>(i);
        const Rect place{std::round(x), area.y, std::round(x + width) - std::round(x), height};
        const std::string figure = figure_of(context, visits, reach, roles[i]);
        draw_tile(context, place, roles[i], figure, sentence_of(context, visits, roles[i], figure), wide);
    }
    return area.y + height;
}

}  // namespace screens
