// The words of the product: roles, exits, statuses. Their text forms are those of the Septet format.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace model {

// The seven roles in the order in which they carry a customer; `none` where the data name no role.
enum class Role : std::uint8_t {
    sales_manager,
    marketer,
    lead_generator,
    lead_nurturer,
    closer,
    customer_support,
    account_manager,
    none
};

// How a stay in a stage ended. Every stay has exactly one.
enum class Exit : std::uint8_t { advanced, lost, back, left, open };

// Whether a jump over stages counts as passing those between, or only stages really entered count.
enum class Jumps : std::uint8_t { passing, strict };

enum class Status : std::uint8_t { open, won, lost, left };

enum class Outcome : std::uint8_t { none, won, lost };

inline constexpr std::array<std::string_view, 8> role_names{"sales_manager",   "marketer", "lead_generator",
                                                            "lead_nurturer",   "closer",   "customer_support",
                                                            "account_manager", ""};
inline constexpr std::array<std::string_view, 5> exit_names{"advanced", "lost", "back", "left", "open"};
inline constexpr std::array<std::string_view, 2> jumps_names{"passing", "strict"};
inline constexpr std::array<std::string_view, 4> status_names{"open", "won", "lost", "left"};
inline constexpr std::array<std::string_view, 3> outcome_names{"", "won", "lost"};

// The position of a word in a list of names, as the enum whose names they are.
template <class Enum>
std::optional<Enum> find_word(std::span<const std::string_view> names, std::string_view word) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == word) return static_cast<Enum>(i);
    return std::nullopt;
}

template <class Enum, std::size_t n>
constexpr std::string_view word_of(const std::array<std::string_view, n>& names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

}  // namespace model
