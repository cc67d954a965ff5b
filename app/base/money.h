// Money: whole minor units of one currency (cents, 分). No floating point is kept.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace base {

using Money = std::int64_t;

// Decimal digits of a currency's minor unit by ISO 4217: JPY 0, CNY 2, KWD 3. Unknown codes: 2.
int minor_digits(std::string_view currency);

// A JSON number's text ("12", "-3.50", "1e3") in minor units, rounded half away from zero; nullopt where it is not a
// number or does not fit.
std::optional<Money> parse_money(std::string_view number, int digits);

// The sum, at the end of the range where it does not fit: hostile amounts must not wrap round.
inline Money sum(Money a, Money b) {
    Money out = 0;
    if (!__builtin_add_overflow(a, b, &out)) return out;
    return a < 0 ? std::numeric_limits<Money>::min() + 1 : std::numeric_limits<Money>::max();
}

}  // namespace base
