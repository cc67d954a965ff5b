#include "charts/format.h"

#include <array>
#include <cmath>
#include <limits>

namespace charts {

namespace {

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view minus_sign = "\u2212";
constexpr std::string_view dash = "–";

std::string plain(std::uint64_t number) { return std::to_string(number); }

std::string two_digits(int number) {
    std::string text = std::to_string(number);
    return number < 10 ? "0" + text : text;
}

// Half away from zero; both are magnitudes.
std::uint64_t divide_rounded(std::uint64_t number, std::uint64_t by) {
    const std::uint64_t rest = number % by;
    return number / by + (rest >= by - rest ? 1 : 0);
}

std::uint64_t power_of_ten(int exponent) {
    std::uint64_t power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
}

std::uint64_t magnitude(std::int64_t number) {
    return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

enum class Zeros : std::uint8_t { kept, dropped };

// A number scaled by 10^decimals, with its point and thousands separators.
std::string with_point(std::uint64_t scaled, int decimals, Zeros zeros) {
    const std::uint64_t power = power_of_ten(decimals);
    std::string text = format_count(scaled / power);
    std::uint64_t fraction = scaled % power;
    if (zeros == Zeros::dropped) {
        while (decimals > 0 && fraction % 10 == 0) {
            fraction /= 10;
            --decimals;
        }
    }
    if (decimals == 0) return text;
    const std::string digits = plain(fraction);
    return text + "." + std::string(static_cast<std::size_t>(decimals) - digits.size(), '0') + digits;
}

// One way to shorten: numbers of at least 1 `unit` that print below `limit` (a number scaled by 10^decimals).
struct Step {
    std::uint64_t unit;
    int decimals;
    std::uint64_t limit;
    std::string_view suffix;
};

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t full_below = 10'000;

constexpr std::array<Step, 7> steps_en{{
    {1'000, 1, 1'000, "K"},       // 10.0K – 99.9K
    {1'000, 0, 1'000, "K"},       // 100K – 999K
    {1'000'000, 2, 10'000, "M"},  // 1.00M – 99.99M
    {1'000'000, 1, 10'000, "M"},  // 100.0M – 999.9M
    {1'000'000'000, 2, 10'000, "B"},
    {1'000'000'000, 1, 10'000, "B"},
    {1'000'000'000'000, 2, no_limit, "T"},
}};
constexpr std::array<Step, 6> steps_zh{{
    {10'000, 1, 1'000, "万"},        // 1 万 – 99.9 万
    {10'000, 0, 10'000, "万"},       // 100 万 – 9,999 万
    {100'000'000, 2, 10'000, "亿"},  // 1 亿 – 99.99 亿
    {100'000'000, 1, 10'000, "亿"},
    {100'000'000, 0, 10'000, "亿"},
    {1'000'000'000'000, 2, no_limit, "万亿"},
}};

// A magnitude of minor units, shortened. `unshortened` tells whether it was printed in full.
struct Shortened {
    std::string text;
    bool in_full = false;
};

Shortened shortened(std::uint64_t minor_units, int minor_digits, Language language) {
    const std::uint64_t main_unit = power_of_ten(minor_digits);
    const std::uint64_t whole = divide_rounded(minor_units, main_unit);
    if (whole < full_below) return {format_count(whole), true};
    const auto shorten = [&](const auto& steps) -> std::string {
        const bool english = language == Language::en;
        for (const Step& step : steps) {
            const std::uint64_t divisor = step.unit / power_of_ten(step.decimals) * main_unit;
            const std::uint64_t scaled = divide_rounded(minor_units, divisor);
            if (scaled >= step.limit) continue;
            std::string text = with_point(scaled, step.decimals, english ? Zeros::kept : Zeros::dropped);
            if (!english) text += no_break_space;
            return text.append(step.suffix);
        }
        return format_count(whole);
    };
    return {language == Language::en ? shorten(steps_en) : shorten(steps_zh), false};
}

std::string_view symbol_of(std::string_view code) {
    if (code == "CNY") return "¥";
    if (code == "USD") return "$";
    if (code == "EUR") return "€";
    if (code == "GBP") return "£";
    return {};
}

int sane_digits(int minor_digits) { return minor_digits < 0 ? 0 : minor_digits > 4 ? 4 : minor_digits; }

std::string with_currency(bool negative, std::string figure, std::string_view code) {
    std::string text;
    if (negative) text += minus_sign;
    const std::string_view symbol = symbol_of(code);
    if (!symbol.empty()) return text.append(symbol).append(figure);
    if (code.empty()) return text.append(figure);
    return text.append(code).append(no_break_space).append(figure);
}

// ---- dates

constexpr std::array<std::string_view, 12> months_en{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> digits_at(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return std::nullopt;
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

struct Day {
    int year;
    int month;
    int day;  // 0: only the month is given
};

std::optional<Day> read_day(std::string_view text) {
    const auto year = digits_at(text, 0, 4);
    const auto month = digits_at(text, 5, 2);
    if (!year || !month || text[4] != '-' || *month < 1 || *month > 12) return std::nullopt;
    if (text.size() == 7) return Day{*year, *month, 0};
    const auto day = digits_at(text, 8, 2);
    if (!day || text[7] != '-' || *day < 1 || *day > 31) return std::nullopt;
    return Day{*year, *month, *day};
}

std::string month_name(int month) { return std::string(months_en[static_cast<std::size_t>(month - 1)]); }

// Day and month; the year is the caller's to add.
std::string day_and_month(const Day& day) {
    return plain(static_cast<std::uint64_t>(day.day)) + " " + month_name(day.month);
}

std::string range_en(const Day& first, const Day& last) {
    const std::string end = day_and_month(last) + " " + std::to_string(last.year);
    if (first.year != last.year) return day_and_month(first) + " " + std::to_string(first.year) + " – " + end;
    if (first.month != last.month) return day_and_month(first) + " – " + end;
    return plain(static_cast<std::uint64_t>(first.day)) + " – " + end;
}

std::string range_zh(std::string_view first, std::string_view last, bool same_year) {
    return std::string(first.substr(0, 10)) + " – " + std::string(same_year ? last.substr(5, 5) : last.substr(0, 10));
}

// ---- durations

struct Unit {
    std::string_view en;
    std::string_view zh;
};
constexpr Unit second_unit{"s", "秒"};
constexpr Unit minute_unit{"min", "分钟"};
constexpr Unit hour_unit{"h", "小时"};
constexpr Unit day_unit{"d", "天"};
constexpr Unit working_day_unit{"wd", "个工作日"};

std::string amount(std::uint64_t count, Unit unit, Language language) {
    return format_count(count).append(no_break_space).append(language == Language::zh ? unit.zh : unit.en);
}

std::string amounts(std::uint64_t count, std::uint64_t per_large, Unit large, Unit small, Language language) {
    std::string text = amount(count / per_large, large, language);
    if (count % per_large == 0) return text;
    return text.append(no_break_space).append(amount(count % per_large, small, language));
}

std::string duration(std::uint64_t seconds, Language language, std::uint32_t day_s) {
    if (seconds < 60) return amount(seconds, second_unit, language);
    if (seconds < 10 * 60) return amounts(seconds, 60, minute_unit, second_unit, language);
    const std::uint64_t minutes = divide_rounded(seconds, 60);
    if (minutes < 60) return amount(minutes, minute_unit, language);
    const std::uint64_t hours = divide_rounded(seconds, 3600);
    const std::uint64_t day_hours = std::max<std::uint64_t>(day_s / 3600, 1);
    // Nobody reckons in days of 24 hours below two, or in working days below three: one hour would stand as nine or as a day and one.
    const bool working = day_s < 86'400;
    const std::uint64_t in_hours = working ? 3 * day_hours - 1 : 2 * day_hours - 1;
    const Unit days = working ? working_day_unit : day_unit;
    if (minutes < 10 * 60 && minutes <= in_hours * 60) return amounts(minutes, 60, hour_unit, minute_unit, language);
    if (hours <= in_hours) return amount(hours, hour_unit, language);
    if (hours < 10 * day_hours) return amounts(hours, day_hours, days, hour_unit, language);
    return amount(divide_rounded(seconds, day_hours * 3600), days, language);
}

}  // namespace

std::string format_count(std::uint64_t count) {
    std::string text = plain(count);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string format_signed(std::int64_t change) {
    if (change == 0) return "0";
    return std::string(change < 0 ? minus_sign : "+") + format_count(magnitude(change));
}

std::string format_fixed(double number, int decimals) {
    constexpr double largest = 9e15;  // beyond, whole numbers are not exact
    if (!std::isfinite(number)) return std::string(undefined_figure);
    const double scaled = std::round(std::fabs(number) * static_cast<double>(power_of_ten(decimals)));
    const auto whole = static_cast<std::uint64_t>(scaled < largest ? scaled : largest);
    const std::string text = with_point(whole, decimals, Zeros::kept);
    return number < 0 && whole != 0 ? std::string(minus_sign) + text : text;
}

std::string format_compact(std::uint64_t count, Language language) { return shortened(count, 0, language).text; }

std::string format_bytes(std::uint64_t bytes) {
    constexpr std::array<std::string_view, 5> units{"kB", "MB", "GB", "TB", "PB"};
    if (bytes < 1000) return plain(bytes).append(no_break_space).append("B");
    std::uint64_t unit = 1000;
    std::size_t which = 0;
    // 999.5 of a unit would round to a thousand of it.
    while (which + 1 < units.size() && divide_rounded(bytes, unit) >= 1000) {
        unit *= 1000;
        ++which;
    }
    const std::uint64_t tenths = divide_rounded(bytes, unit / 10);
    const std::string figure =
        tenths < 100 ? with_point(tenths, 1, Zeros::kept) : format_count(divide_rounded(bytes, unit));
    return std::string(figure).append(no_break_space).append(units[which]);
}

std::string format_percent(std::optional<double> share, int decimals) {
    if (!share || !std::isfinite(*share)) return std::string(undefined_figure);
    return format_fixed(*share * 100, decimals).append(no_break_space).append("%");
}

std::string format_share(std::uint64_t hits, std::uint64_t of) {
    if (of == 0) return std::string(undefined_figure);
    const std::string text = format_percent(static_cast<double>(hits) / static_cast<double>(of));
    const std::string_view figure = std::string_view(text).substr(0, text.find(no_break_space));
    if (hits / of >= 10) return ">\u00A0999\u00A0%";
    const bool rounded_to_none = hits != 0 && figure == "0.0";
    const bool rounded_to_all = hits < of && figure == "100.0";
    if (!rounded_to_none && !rounded_to_all) return text;
    return rounded_to_none ? "<\u00A00.1\u00A0%" : ">\u00A099.9\u00A0%";
}

std::string format_interval(std::optional<double> low, std::optional<double> high, int decimals) {
    if (!low || !high || !std::isfinite(*low) || !std::isfinite(*high)) return {};
    return format_fixed(*low * 100, decimals).append(dash).append(format_fixed(*high * 100, decimals));
}

std::string format_estimate(std::optional<double> share, std::optional<double> low, std::optional<double> high,
                            Language language) {
    std::string text = format_percent(share);
    const std::string interval = format_interval(low, high);
    if (interval.empty()) return text;
    if (language == Language::zh) return text.append("（").append(interval).append("）");
    return text.append(" (").append(interval).append(")");
}

std::string format_of(std::uint64_t hits, std::uint64_t of, Language language) {
    return format_count(hits).append(language == Language::zh ? " / " : " of ").append(format_count(of));
}

std::string format_money(base::Money minor_units, Currency currency, Language language) {
    const Shortened figure = shortened(magnitude(minor_units), sane_digits(currency.minor_digits), language);
    const bool yuan = language == Language::zh && currency.code == "CNY";
    std::string text = with_currency(minor_units < 0 && figure.text != "0", figure.text, yuan ? "" : currency.code);
    return yuan && figure.in_full ? text.append(no_break_space).append("元") : text;
}

std::string format_money_in_full(base::Money minor_units, Currency currency, Language language) {
    const int digits = sane_digits(currency.minor_digits);
    const std::uint64_t amount = magnitude(minor_units);
    const bool whole = amount % power_of_ten(digits) == 0;
    const std::string figure =
        whole ? format_count(amount / power_of_ten(digits)) : with_point(amount, digits, Zeros::kept);
    const bool yuan = language == Language::zh && currency.code == "CNY";
    std::string text = with_currency(minor_units < 0, figure, yuan ? "" : currency.code);
    return yuan ? text.append(no_break_space).append("元") : text;
}

std::string format_duration(std::int64_t seconds, Language language, std::uint32_t day_s) {
    const std::string text = duration(magnitude(seconds), language, day_s);
    return seconds < 0 ? std::string(minus_sign) + text : text;
}

std::string format_duration_briefly(std::uint32_t seconds, Language language, std::uint32_t day_s) {
    const std::uint32_t unit = seconds >= 2 * day_s ? day_s : seconds >= 3'600 ? 3'600 : 60;
    const std::uint64_t units = (std::uint64_t{seconds} + unit / 2) / unit;
    return format_duration(static_cast<std::int64_t>(units * unit), language, day_s);
}

std::string format_clock(std::uint32_t milliseconds) {
    const std::uint32_t seconds = milliseconds / 1000;
    const std::string hours = seconds >= 3600 ? std::to_string(seconds / 3600) + ":" : std::string();
    return hours + two_digits(static_cast<int>(seconds / 60 % 60)) + ":" + two_digits(static_cast<int>(seconds % 60));
}

std::string format_date(std::string_view date, Language language) {
    const auto day = read_day(date);
    if (!day || day->day == 0) return std::string(date);
    if (language == Language::zh) return std::string(date.substr(0, 10));
    return day_and_month(*day) + " " + std::to_string(day->year);
}

std::string format_date_range(std::string_view first, std::string_view last, Language language) {
    const bool chinese = language == Language::zh;
    if (first.empty() && last.empty()) return {};
    if (first.empty()) return (chinese ? "至 " : "until ") + format_date(last, language);
    if (last.empty()) return chinese ? format_date(first, language) + " 起" : "from " + format_date(first, language);
    const auto from = read_day(first);
    const auto to = read_day(last);
    if (!from || !to || from->day == 0 || to->day == 0) return std::string(first) + " – " + std::string(last);
    if (first.substr(0, 10) == last.substr(0, 10)) return format_date(first, language);
    return chinese ? range_zh(first, last, from->year == to->year) : range_en(*from, *to);
}

std::string format_month(std::string_view month, Year year, Language language) {
    const auto day = read_day(month);
    if (!day) return std::string(month);
    if (language == Language::zh) {
        const std::string name = std::to_string(day->month) + " 月";
        return year == Year::shown ? std::to_string(day->year) + " 年 " + name : name;
    }
    return year == Year::shown ? month_name(day->month) + " " + std::to_string(day->year) : month_name(day->month);
}

std::string format_cut_off(std::string_view time, Language language) {
    const auto day = read_day(time);
    const auto hour = digits_at(time, 11, 2);
    const auto minute = digits_at(time, 14, 2);
    if (!day || day->day == 0 || !hour || !minute) return std::string(time);
    const std::string clock = std::string(time.substr(0, 10)) + " " + two_digits(*hour) + ":" + two_digits(*minute);
    const std::size_t sign = time.find_first_of("+-Z", 16);
    if (sign == std::string_view::npos) return clock;
    std::string zone = "UTC";
    const auto offset_hours = digits_at(time, sign + 1, 2);
    if (time[sign] != 'Z' && offset_hours) {
        const int offset_minutes = digits_at(time, sign + 4, 2).value_or(0);
        if (*offset_hours != 0 || offset_minutes != 0) {
            zone.append(time[sign] == '-' ? minus_sign : "+").append(std::to_string(*offset_hours));
            if (offset_minutes != 0) zone.append(":").append(two_digits(offset_minutes));
        }
    }
    return language == Language::zh ? clock + "（" + zone + "）" : clock + " (" + zone + ")";
}

std::string format_named(std::string_view name, std::string_view figure, Language language) {
    return std::string(name).append(language == Language::zh ? "：" : ": ").append(figure);
}

std::string format_pattern(std::string_view pattern, std::string_view figure) {
    const std::size_t hole = pattern.find("{}");
    if (hole == std::string_view::npos) return std::string(pattern);
    return std::string(pattern.substr(0, hole)).append(figure).append(pattern.substr(hole + 2));
}

}  // namespace charts
