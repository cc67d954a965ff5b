#include "base/time.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <iterator>
#include <utility>

#include "base/same_text.h"

namespace base {
namespace {

constexpr std::int64_t day_seconds = 86'400;

// Reads digits at fixed places and remembers whether all of them were digits, so that the common layouts are read
// without a branch for each.
class Digits {
public:
    explicit Digits(const char* at) : at_(at) {}
    int two(std::size_t i) { return one(i) * 10 + one(i + 1); }
    int four(std::size_t i) { return two(i) * 100 + two(i + 2); }
    void expect(std::size_t i, char c) { wrong_ |= at_[i] != c; }
    bool wrong() const { return wrong_; }

private:
    int one(std::size_t i) {
        const unsigned digit = static_cast<unsigned char>(at_[i]) - static_cast<unsigned>('0');
        wrong_ |= digit > 9;
        return static_cast<int>(digit);
    }
    const char* at_;
    bool wrong_ = false;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
    constexpr signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

// Z | ±HH | ±HHMM | ±HH:MM, in seconds east of UTC.
std::optional<std::int32_t> parse_offset(std::string_view text) {
    if (text == "Z") return 0;
    if ((text.size() != 3 && text.size() != 5 && text.size() != 6) || (text[0] != '+' && text[0] != '-')) {
        return std::nullopt;
    }
    Digits digits(text.data());
    const int hours = digits.two(1);
    int minutes = 0;
    if (text.size() == 5) minutes = digits.two(3);
    if (text.size() == 6) {
        digits.expect(3, ':');
        minutes = digits.two(4);
    }
    if (digits.wrong() || hours > 23 || minutes > 59) return std::nullopt;
    const std::int32_t offset = (hours * 60 + minutes) * 60;
    return text[0] == '-' ? -offset : offset;
}

// Eight characters of a fixed layout at once, in which '0' stands for any digit.
class Layout {
public:
    Layout(const char* text, const char* layout)
        : digits_(load_word<std::uint64_t>(text) ^ load_word<std::uint64_t>(layout)) {
        // A digit may be off by nine from '0', anything else not at all: what is more, carries into its byte's high bit.
        std::uint64_t room = 0;
        for (unsigned i = 0; i < 8; ++i) room |= (layout[i] == '0' ? 0x76ull : 0x7full) << 8 * i;
        fits_ = (((digits_ + room) | digits_) & 0x8080'8080'8080'8080) == 0;
    }
    bool fits() const { return fits_; }
    // The number of two digits from place i on.
    int two(unsigned i) const { return static_cast<int>((digits_ * 10 + (digits_ >> 8)) >> 8 * i & 0xff); }

private:
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t digits_;
    bool fits_;
};

// The layout of nearly all times, with nothing unusual in it; nullopt: it takes a closer look.
std::optional<ParsedTime> parse_usual_time(std::string_view text) {
    if (text.size() != 25 || text[16] != ':') return std::nullopt;
    const bool west = text[19] == '-';
    const Layout date(text.data(), "0000-00-"), clock(text.data() + 8, "00T00:00"),
        zone(text.data() + 17, west ? "00-00:00" : "00+00:00");
    if (!date.fits() || !clock.fits() || !zone.fits()) return std::nullopt;
    const int year = date.two(0) * 100 + date.two(2), month = date.two(5), day = clock.two(0);
    const int hour = clock.two(3), minute = clock.two(6), second = zone.two(0);
    if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    if (day > 28 && day > days_in_month(year, month)) return std::nullopt;
    if (zone.two(3) > 23 || zone.two(6) > 59) return std::nullopt;
    const std::int32_t from_utc = (zone.two(3) * 60 + zone.two(6)) * 60, offset = west ? -from_utc : from_utc;
    const Time clock_reads = days_from_date({year, month, day}) * day_seconds + (hour * 60 + minute) * 60 + second;
    return ParsedTime{.seconds = clock_reads - offset, .offset = offset};
}

}  // namespace

std::int64_t days_from_date(Date date) {
    const int year = date.year - (date.month <= 2);
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int year_of_era = year - era * 400;
    const int day_of_year = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return std::int64_t{era} * 146'097 + day_of_era - 719'468;
}

Date date_from_days(std::int64_t days) {
    days += 719'468;
    const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    const auto day_of_era = static_cast<int>(days - era * 146'097);
    const int year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int shifted_month = (5 * day_of_year + 2) / 153;
    const int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return {static_cast<int>(era * 400) + year_of_era + (month <= 2), month,
            day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

std::optional<ParsedTime> parse_time(std::string_view text) {
    if (const auto usual = parse_usual_time(text)) return usual;
    if (text.size() < 10) return std::nullopt;
    Digits date(text.data());
    const int year = date.four(0), month = date.two(5), day = date.two(8);
    date.expect(4, '-');
    date.expect(7, '-');
    if (date.wrong() || month < 1 || month > 12 || day < 1) return std::nullopt;
    if (day > 28 && day > days_in_month(year, month)) return std::nullopt;
    ParsedTime parsed{.seconds = days_from_date({year, month, day}) * day_seconds, .local = true, .date_only = true};
    text.remove_prefix(10);
    if (text.empty()) return parsed;

    if (text.size() < 6 || (text[0] != 'T' && text[0] != ' ')) return std::nullopt;
    parsed.date_only = false;
    Digits clock(text.data());
    const int hour = clock.two(1), minute = clock.two(4);
    clock.expect(3, ':');
    int second = 0;
    std::size_t at = 6;
    bool beyond_the_second = false;
    if (text.size() > 6 && text[6] == ':') {
        if (text.size() < 9) return std::nullopt;
        second = clock.two(7);
        at = 9;
        if (text.size() > 9 && text[9] == '.') {
            for (++at; at < text.size() && is_digit(text[at]); ++at) beyond_the_second |= text[at] != '0';
            if (at == 10) return std::nullopt;
        }
    }
    if (clock.wrong() || hour > 24 || minute > 59 || second > 60) return std::nullopt;
    if (hour == 24 && (minute != 0 || second != 0 || beyond_the_second)) return std::nullopt;
    parsed.seconds += (hour * 60 + minute) * 60 + second;
    if (at == text.size()) return parsed;

    const std::optional<std::int32_t> offset = parse_offset(text.substr(at));
    if (!offset) return std::nullopt;
    parsed.seconds -= *offset;
    parsed.offset = *offset;
    parsed.local = false;
    return parsed;
}

Zone::Zone(std::string name, std::int32_t first_offset, std::vector<Change> changes)
    : name_(std::move(name)), first_offset_(first_offset), changes_(std::move(changes)) {}

std::int32_t Zone::offset_at(Time utc) const {
    const auto later = std::ranges::upper_bound(changes_, utc, {}, &Change::from);
    return later == changes_.begin() ? first_offset_ : std::prev(later)->offset;
}

Time Zone::utc_from_local(Time local) const {
    // A change has happened once the clock shows what it shows after the gap or after the overlap.
    std::size_t first = 0, count = changes_.size();
    while (count > 0) {
        const std::size_t half = count / 2, middle = first + half;
        const std::int32_t before = middle == 0 ? first_offset_ : changes_[middle - 1].offset;
        if (changes_[middle].from + std::max(before, changes_[middle].offset) <= local) {
            first = middle + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return local - (first == 0 ? first_offset_ : changes_[first - 1].offset);
}

std::string iso_time(Time utc, const Zone& zone) {
    // An offset is written in minutes; what is left of an old one with seconds stays out of the clock as well, so that
    // the text always names this instant.
    const int offset_minutes = zone.offset_at(utc) / 60;
    const Time local = utc + offset_minutes * 60;
    const std::int64_t days = (local >= 0 ? local : local - (day_seconds - 1)) / day_seconds;
    const auto clock = static_cast<int>(local - days * day_seconds);
    const Date date = date_from_days(days);
    const int distance = offset_minutes < 0 ? -offset_minutes : offset_minutes;
    char text[64];
    const int length = std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", date.year,
                                     date.month, date.day, clock / 3600, clock / 60 % 60, clock % 60,
                                     offset_minutes < 0 ? '-' : '+', distance / 60, distance % 60);
    return {text, static_cast<std::size_t>(length)};
}

std::string iso_date(Time utc, const Zone& zone) {
    const Time local = utc + zone.offset_at(utc);
    return iso_day((local >= 0 ? local : local - (day_seconds - 1)) / day_seconds);
}

// 1970-01-01 was a Thursday.
std::size_t weekday_of(std::int64_t days) { return static_cast<std::size_t>(((days + 3) % 7 + 7) % 7); }

std::int64_t monday_of(std::int64_t days) { return days - static_cast<std::int64_t>(weekday_of(days)); }

std::string iso_day(std::int64_t days) {
    const Date date = date_from_days(days);
    char text[32];
    const int length = std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return {text, static_cast<std::size_t>(length)};
}

}  // namespace base
