#include "base/money.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "base/same_text.h"

namespace base {
namespace {

// ISO 4217:2015, list one; every currency that is not here has two digits.
constexpr std::string_view no_digits[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                          "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::string_view three_digits[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
constexpr std::string_view four_digits[] = {"CLF", "UYW"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number's parts: digits of both sides of the point, and where the point is after the exponent is applied.
struct Decimal {
    std::string_view whole;
    std::string_view fraction;
    std::int64_t exponent = 0;
    bool negative = false;

    std::size_t size() const { return whole.size() + fraction.size(); }
    unsigned digit(std::size_t i) const {
        return static_cast<unsigned>((i < whole.size() ? whole[i] : fraction[i - whole.size()]) - '0');
    }
};

std::string_view take_digits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
    Decimal decimal;
    decimal.negative = take(text, '-');
    decimal.whole = take_digits(text);
    if (decimal.whole.empty() || (decimal.whole.size() > 1 && decimal.whole.front() == '0')) return std::nullopt;
    if (take(text, '.')) {
        decimal.fraction = take_digits(text);
        if (decimal.fraction.empty()) return std::nullopt;
    }
    if (take(text, 'e') || take(text, 'E')) {
        const bool minus = take(text, '-');
        if (!minus) take(text, '+');
        const std::string_view digits = take_digits(text);
        if (digits.empty()) return std::nullopt;
        // Beyond this no text is long enough to bring the number back into range.
        constexpr std::int64_t largest = std::int64_t{1} << 40;
        for (char c : digits) decimal.exponent = std::min(largest, decimal.exponent * 10 + (c - '0'));
        if (minus) decimal.exponent = -decimal.exponent;
    }
    if (!text.empty()) return std::nullopt;
    return decimal;
}

}  // namespace

int minor_digits(std::string_view currency) {
    const auto is_currency = [&](std::string_view code) { return same_text(code, currency); };
    if (std::ranges::any_of(no_digits, is_currency)) return 0;
    if (std::ranges::any_of(three_digits, is_currency)) return 3;
    if (std::ranges::any_of(four_digits, is_currency)) return 4;
    return 2;
}

std::optional<Money> parse_money(std::string_view number, int digits) {
    const std::optional<Decimal> decimal = parse_decimal(number);
    if (!decimal) return std::nullopt;
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<Money>::max());
    const auto size = static_cast<std::int64_t>(decimal->size());
    const std::int64_t kept = static_cast<std::int64_t>(decimal->whole.size()) + decimal->exponent + digits;
    std::uint64_t units = 0;
    for (std::int64_t i = 0; i < kept; ++i) {
        if (i >= size && units == 0) break;  // only zeros, however large the exponent
        const unsigned digit = i < size ? decimal->digit(static_cast<std::size_t>(i)) : 0;
        if (units > (largest - digit) / 10) return std::nullopt;
        units = units * 10 + digit;
    }
    if (kept >= 0 && kept < size && decimal->digit(static_cast<std::size_t>(kept)) >= 5) {
        if (units == largest) return std::nullopt;
        ++units;
    }
    const auto magnitude = static_cast<Money>(units);
    return decimal->negative ? -magnitude : magnitude;
}

}  // namespace base
