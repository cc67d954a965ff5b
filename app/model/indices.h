// The numbers by which rows of one table refer to those of another, and "none" of each.
#pragma once

#include <cstdint>

namespace model {

using Label = std::uint32_t;  // number in DataSet::labels; 0 is ""
using DealIndex = std::uint32_t;
using AccountIndex = std::uint32_t;
using PersonIndex = std::uint16_t;
using StageIndex = std::uint8_t;  // position in DataSet::stages, the funnel's order
using SpellIndex = std::uint32_t;
using CallIndex = std::uint32_t;
using TurnIndex = std::uint32_t;
using Stamp = std::uint32_t;  // a Time in 32 bits; 0: none

inline constexpr PersonIndex no_person = 0xffff;
inline constexpr AccountIndex no_account = 0xffffffff;
inline constexpr DealIndex no_deal = 0xffffffff;
inline constexpr std::uint32_t no_invoice = 0xffffffff;

}  // namespace model
