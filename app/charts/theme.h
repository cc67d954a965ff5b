// Colours, type and spacing: the visual tokens, once for light and once for dark.
//
//     const Theme& theme = theme_for(dark);
//     painter.fill_rect(card, theme.surface, space::card_radius);
//     painter.text({x, y}, "Contacted", type::lead(theme.ink));
//
// Lengths are CSS pixels. No colour is the only sign of anything: parts of the ledger keep their order, roles their letters.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "charts/format.h"
#include "charts/painter.h"

namespace charts {

enum class Role : std::uint8_t {
    sales_manager,
    marketer,
    lead_generator,
    lead_nurturer,
    closer,
    customer_support,
    account_manager,
};
inline constexpr std::size_t role_count = 7;

// The role of the data's id ("closer"); nullopt: a role of the reader's own, drawn in neutral colours.
std::optional<Role> role_from_id(std::string_view id);
// What a role's tile says: one character in Chinese, two letters in English.
std::string_view role_letters(Role role, Language language);

// Where entries into a stage went. Always in this order, from left to right.
enum class Part : std::uint8_t { advanced, lost, back, left, open };
inline constexpr std::size_t part_count = 5;
inline constexpr std::array<Part, part_count> all_parts{Part::advanced, Part::lost, Part::back, Part::left, Part::open};
std::string_view part_id(Part part);  // "advanced", as in the data's answers and in mark ids

struct RoleColors {
    Color fill;
    Color letters;
};

struct PartColors {
    Color fill;
    Color outline;  // inside the edge; a = 0: none
    Color text;     // of a count inside
};

struct Theme {
    bool dark = false;
    // Surfaces
    Color page;     // behind cards
    Color surface;  // cards, rail, bars
    Color sunken;   // lanes, resting tabs, table head
    Color band;     // empty track, skeleton, disabled
    Color line;     // hairlines, decorative only
    Color line2;    // borders of controls that also carry text
    Color axis;     // axis, neutral bars, dots
    // Text
    Color ink;
    Color ink2;  // second text, interval lines
    Color ink3;  // labels, ticks
    // Accent: links, focus, selection, primary button
    Color accent;
    Color on_accent;
    Color accent_tint;  // selected row
    Color accent_hover;
    Color accent_pressed;
    // Alert: constraint, target, late, defect
    Color alert;
    Color on_alert;
    Color alert_tint;
    // Hatching
    Color hatch;                 // open, expected range
    Color immature;              // cells of a young cohort, silence
    std::array<Color, 3> waits;  // grounds behind a wait: under half of the target, up to it, over it
    // Few to many, of one hue; each at least 1.4 : 1 to the next and to the surface, so that they hold without colour too.
    std::array<Color, 5> shades;
    std::array<RoleColors, role_count> roles;
    std::array<PartColors, part_count> parts;

    const RoleColors& role(Role which) const { return roles[static_cast<std::size_t>(which)]; }
    const PartColors& part(Part which) const { return parts[static_cast<std::size_t>(which)]; }
};

const Theme& light_theme();
const Theme& dark_theme();
inline const Theme& theme_for(bool dark) { return dark ? dark_theme() : light_theme(); }

Color with_alpha(Color color, float alpha);

// Text styles; the line heights belong to them by name.
namespace type {
constexpr TextStyle screen(Color color) { return {20, Weight::semibold, color}; }  // phone: screen_phone
constexpr TextStyle screen_phone(Color color) { return {18, Weight::semibold, color}; }
constexpr TextStyle title(Color color) { return {16, Weight::semibold, color}; }  // a card's finding
constexpr TextStyle lead(Color color) { return {14, Weight::semibold, color}; }   // role and stage names
constexpr TextStyle body(Color color, Weight weight = Weight::regular) { return {13, weight, color}; }
constexpr TextStyle label(Color color, Weight weight = Weight::regular) { return {12, weight, color}; }
constexpr TextStyle small(Color color, Weight weight = Weight::regular) { return {11, weight, color}; }
constexpr TextStyle hero(Color color) { return {28, Weight::semibold, color}; }
inline constexpr float screen_line = 28;
inline constexpr float screen_phone_line = 24;
inline constexpr float title_line = 24;
inline constexpr float lead_line = 20;
inline constexpr float body_line = 20;
inline constexpr float label_line = 18;
inline constexpr float small_line = 16;
inline constexpr float hero_line = 36;
}  // namespace type

namespace space {
inline constexpr float grid = 4;
inline constexpr float gutter = 16;
inline constexpr float card_padding = 24;
inline constexpr float card_padding_tablet = 20;
inline constexpr float card_padding_phone = 16;
inline constexpr float bar_radius = 2;
inline constexpr float tile_radius = 4;
inline constexpr float button_radius = 6;
inline constexpr float card_radius = 8;
inline constexpr float touch_target = 44;
inline constexpr float pointer_target = 24;
}  // namespace space

// How marks answer the reader (mark.h says which).
namespace state {
inline constexpr float dimmed_alpha = 0.35f;  // by another selection
inline constexpr float late_alpha = 0.45f;    // the answer belongs to an old filter
inline constexpr float muted_alpha = 0.6f;    // the data make the figure misleading: still read, not trusted
inline constexpr float hover_outline = 1.5f;
inline constexpr float selected_outline = 2.5f;
inline constexpr float focus_outline = 2;
inline constexpr float focus_distance = 3;  // outside; the gap shows the background
inline constexpr float selection_bar = 3;
}  // namespace state

}  // namespace charts
