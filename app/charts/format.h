// Figures as text, in Chinese and English: counts, money, rates, durations, dates.
//
//     format_count(1168)                                    "1,168"
//     format_money(86'200'00'00, {"CNY", 2}, Language::en)  "¥862K"      zh: "86.2 万"
//     format_share(564, 1912)                               "29.5 %"     with a no-break space
//     format_percent(std::nullopt)                          "–"          undefined is never 0 %
//     format_duration(540'000, Language::zh)                "6 天 6 小时"
//
// A figure never breaks over lines: the spaces inside it are no-break spaces (U+00A0). Minus is U+2212. Money is in minor
// units, durations in seconds, dates and times ISO 8601 text; text that is not a date comes back as it was.
// Everything is computed in whole numbers, so the same figure is the same text on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.h"

namespace charts {

enum class Language : std::uint8_t { zh, en };

inline constexpr std::string_view undefined_figure = "–";

std::string format_count(std::uint64_t count);                       // "1,168"
std::string format_signed(std::int64_t change);                      // "+922", "−119", "0"
std::string format_fixed(double number, int decimals);               // "1.16", "−4.1"; "–" where it is not finite
std::string format_compact(std::uint64_t count, Language language);  // "48.6K", "4.9 万"; below 10,000 in full
std::string format_bytes(std::uint64_t bytes);                       // "112 MB", decimal units

// A share (0.295) as a percentage.
std::string format_percent(std::optional<double> share, int decimals = 1);
// hits of all, with one decimal. A share that is neither none nor all is never printed as 0.0 or 100.0: "< 0.1 %", "> 99.9 %";
// ten times and more, where the two do not belong together, is "> 999 %".
std::string format_share(std::uint64_t hits, std::uint64_t of);
// "27.5–31.5": percentages without their sign; "" where the interval is not defined.
std::string format_interval(std::optional<double> low, std::optional<double> high, int decimals = 1);
// "33.2 % (27.2–39.7)"; in Chinese the brackets are full width.
std::string format_estimate(std::optional<double> share, std::optional<double> low, std::optional<double> high,
                            Language language);
// "5 of 22", in Chinese "5 / 22".
std::string format_of(std::uint64_t hits, std::uint64_t of, Language language);

struct Currency {
    std::string_view code = "CNY";  // ISO 4217
    int minor_digits = 2;
};
// Short: "¥8.62M", "862 万", "$1.2 亿", "CHF 9,999". Yuan in Chinese carry no symbol, but 元 below 10,000.
std::string format_money(base::Money minor_units, Currency currency, Language language);
// To the last minor unit: "¥8,620,000", "12.50 元".
std::string format_money_in_full(base::Money minor_units, Currency currency, Language language);

// At most two units: "45 s", "3 min 20 s", "38 h", "6 d 4 h", "14 d". A working day has fewer seconds, of full hours, and
// its own unit: "14 wd", "14 个工作日".
std::string format_duration(std::int64_t seconds, Language language, std::uint32_t day_s = 86'400);

// The same rounded to one unit, for where there is little room: "6 d", "4 h".
std::string format_duration_briefly(std::uint32_t seconds, Language language, std::uint32_t day_s = 86'400);

// A place in a call: "06:52", "1:06:52".
std::string format_clock(std::uint32_t milliseconds);

std::string format_date(std::string_view date, Language language);  // "18 Sep 2026", "2026-09-18"
// Both days included, either may be "" (open): "1 Jul – 18 Sep 2026", "2026-07-01 – 09-18", "from 1 Jul 2026".
std::string format_date_range(std::string_view first, std::string_view last, Language language);
// "Jul" or "Jul 2026"; "7 月" or "2026 年 7 月". Takes "2026-07" or any date in the month.
enum class Year : std::uint8_t { left_out, shown };
std::string format_month(std::string_view month, Year year, Language language);
// "2026-09-18 18:00 (UTC+8)"; the brackets are full width in Chinese. Takes a time with its offset.
std::string format_cut_off(std::string_view time, Language language);

// "Contacted: lost 342", "已联系：流失 342".
std::string format_named(std::string_view name, std::string_view figure, Language language);
// "{} of first" with "73.9 %" in it; a pattern without "{}" comes back as it is.
std::string format_pattern(std::string_view pattern, std::string_view figure);

}  // namespace charts
