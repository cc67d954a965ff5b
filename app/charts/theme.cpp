#include "charts/theme.h"

#include <cmath>

namespace charts {

namespace {

constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8 & 0xff),
            static_cast<std::uint8_t>(hex & 0xff), 255};
}

constexpr Color none{0, 0, 0, 0};
constexpr Color white = rgb(0xffffff);
constexpr Color dark_letters = rgb(0x11161d);

constexpr Theme light{
    .dark = false,
    .page = rgb(0xf3f4f6),
    .surface = white,
    .sunken = rgb(0xf7f8fa),
    .band = rgb(0xe9edf2),
    .line = rgb(0xe1e5ea),
    .line2 = rgb(0xc3cad3),
    .axis = rgb(0x8b95a2),
    .ink = rgb(0x17202b),
    .ink2 = rgb(0x465261),
    .ink3 = rgb(0x5f6b79),
    .accent = rgb(0x1a5a96),
    .on_accent = white,
    .accent_tint = rgb(0xe6eff8),
    .accent_hover = rgb(0x154a7c),
    .accent_pressed = rgb(0x103c66),
    .alert = rgb(0xa63c0a),
    .on_alert = white,
    .alert_tint = rgb(0xfbeee6),
    .hatch = rgb(0x5f6b79),
    .immature = rgb(0xa9b3be),
    .waits = {rgb(0xeef2f6), rgb(0xf8e6da), rgb(0xf3d3bf)},
    .shades = {rgb(0xb9d5f6), rgb(0x82adde), rgb(0x4b89cb), rgb(0x2765a5), rgb(0x0c4072)},
    .roles = {{
        {rgb(0x9092a2), dark_letters},
        {rgb(0x631c4f), white},
        {rgb(0x754000), white},
        {rgb(0x628d3b), dark_letters},
        {rgb(0x466fca), white},
        {rgb(0x4b409b), white},
        {rgb(0x0c7274), white},
    }},
    .parts = {{
        {rgb(0x1f5fa6), none, white},
        {rgb(0xcf6a1f), none, dark_letters},
        {rgb(0xe6bf3c), rgb(0x8a6800), dark_letters},
        {rgb(0x8a94a1), none, dark_letters},
        {white, rgb(0x5f6b79), rgb(0x17202b)},
    }},
};

constexpr Theme dark{
    .dark = true,
    .page = rgb(0x11161d),
    .surface = rgb(0x1a2029),
    .sunken = rgb(0x151b23),
    .band = rgb(0x262e39),
    .line = rgb(0x2b333f),
    .line2 = rgb(0x434e5c),
    .axis = rgb(0x7b8794),
    .ink = rgb(0xedf1f5),
    .ink2 = rgb(0xbac3cd),
    .ink3 = rgb(0x96a1ae),
    .accent = rgb(0x7db8ee),
    .on_accent = rgb(0x0e1a26),
    .accent_tint = rgb(0x1f3145),
    .accent_hover = rgb(0x96c7f4),
    .accent_pressed = rgb(0x5d9cd6),
    .alert = rgb(0xf0a071),
    .on_alert = dark_letters,
    .alert_tint = rgb(0x372519),
    .hatch = rgb(0xa3aebb),
    .immature = rgb(0x566170),
    .waits = {rgb(0x232b36), rgb(0x3a2a21), rgb(0x56341f)},
    .shades = {rgb(0x2b4059), rgb(0x3b5e86), rgb(0x4a7db5), rgb(0x6fa0dc), rgb(0xa9cffa)},
    .roles = {{
        {rgb(0xd9dded), dark_letters},
        {rgb(0xb9585e), white},
        {rgb(0xbe993b), dark_letters},
        {rgb(0xaadb7f), dark_letters},
        {rgb(0x3f86c9), dark_letters},
        {rgb(0xa9a3ff), dark_letters},
        {rgb(0x57b5a5), dark_letters},
    }},
    .parts = {{
        {rgb(0x5ea6e6), none, dark_letters},
        {rgb(0xe07b39), none, dark_letters},
        {rgb(0xf2d675), none, dark_letters},
        {rgb(0x7d8896), none, dark_letters},
        {rgb(0x1a2029), rgb(0xa3aebb), rgb(0xedf1f5)},
    }},
};

constexpr std::array<std::string_view, role_count> role_ids{
    "sales_manager", "marketer", "lead_generator", "lead_nurturer", "closer", "customer_support", "account_manager",
};
constexpr std::array<std::string_view, role_count> letters_zh{"管", "营", "开", "培", "成", "支", "客"};
constexpr std::array<std::string_view, role_count> letters_en{"SM", "MK", "LG", "LN", "CL", "CS", "AM"};
constexpr std::array<std::string_view, part_count> part_ids{"advanced", "lost", "back", "left", "open"};

}  // namespace

std::optional<Role> role_from_id(std::string_view id) {
    for (std::size_t i = 0; i < role_count; ++i) {
        if (role_ids[i] == id) return static_cast<Role>(i);
    }
    return std::nullopt;
}

std::string_view role_letters(Role role, Language language) {
    const auto& letters = language == Language::zh ? letters_zh : letters_en;
    return letters[static_cast<std::size_t>(role)];
}

std::string_view part_id(Part part) { return part_ids[static_cast<std::size_t>(part)]; }

const Theme& light_theme() { return light; }
const Theme& dark_theme() { return dark; }

Color with_alpha(Color color, float alpha) {
    color.a = static_cast<std::uint8_t>(std::lround(static_cast<float>(color.a) * alpha));
    return color;
}

}  // namespace charts
