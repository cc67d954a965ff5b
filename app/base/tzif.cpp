// Zone::from_tzif: the compiled time zone files of RFC 8536 (versions 1 to 3) and RFC 9636 (version 4).
//
// The file's own changes come first; its footer, a POSIX TZ rule, is then written out as changes up to the last year
// that a Time can have. Files that count leap seconds ("right/…") are refused: Time does not count them.
#include <algorithm>
#include <iterator>
#include <optional>

#include "base/limits.h"
#include "base/time.h"

namespace base {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t earliest_change = -(std::int64_t{1} << 59);  // RFC 8536, 3.2: before the Big Bang
constexpr std::int32_t westmost = -89'999, eastmost = 93'599;       // RFC 8536, 3.2: utoff
constexpr int last_year = 2106;

class ByteReader {
public:
    explicit ByteReader(std::span<const unsigned char> bytes) : left_(bytes) {}

    // False, and nothing taken, where fewer are left.
    bool take(std::size_t count, std::span<const unsigned char>& taken) {
        if (left_.size() < count) return false;
        taken = left_.first(count);
        left_ = left_.subspan(count);
        return true;
    }
    std::span<const unsigned char> left() const { return left_; }

private:
    std::span<const unsigned char> left_;
};

// Big-endian, two's complement.
std::int64_t signed_number(std::span<const unsigned char> bytes) {
    std::uint64_t number = bytes[0] & 0x80 ? ~std::uint64_t{0} : 0;
    for (unsigned char byte : bytes) number = number << 8 | byte;
    return static_cast<std::int64_t>(number);
}

struct Header {
    unsigned char version = 0;
    std::size_t is_utc = 0, is_standard = 0, leaps = 0, times = 0, types = 0, characters = 0;

    std::size_t body_size(std::size_t time_size) const {
        return times * (time_size + 1) + types * 6 + characters + leaps * (time_size + 4) + is_standard + is_utc;
    }
};

std::optional<Header> read_header(ByteReader& reader) {
    std::span<const unsigned char> bytes;
    if (!reader.take(44, bytes)) return std::nullopt;
    if (bytes[0] != 'T' || bytes[1] != 'Z' || bytes[2] != 'i' || bytes[3] != 'f') return std::nullopt;
    Header header;
    header.version = bytes[4];
    if (header.version != 0 && (header.version < '2' || header.version > '4')) return std::nullopt;
    std::size_t* const counts[] = {&header.is_utc, &header.is_standard, &header.leaps,
                                   &header.times,  &header.types,       &header.characters};
    for (std::size_t i = 0; i < std::size(counts); ++i) {
        const std::int64_t count = signed_number(bytes.subspan(20 + 4 * i, 4));
        // No count can be larger than the file; so no sum below can overflow, in 32 bits either.
        if (count < 0 || count > static_cast<std::int64_t>(limits::zone_file)) return std::nullopt;
        *counts[i] = static_cast<std::size_t>(count);
    }
    return header;
}

struct Civil {
    std::int32_t first_offset = 0;
    std::vector<Zone::Change> changes;
};

std::optional<Civil> read_body(const Header& header, std::span<const unsigned char> body, std::size_t time_size) {
    if (header.types == 0 || header.leaps != 0) return std::nullopt;
    const auto times = body.first(header.times * time_size);
    const auto indexes = body.subspan(times.size(), header.times);
    const auto types = body.subspan(times.size() + indexes.size(), header.types * 6);
    const auto offset_of = [&](std::size_t type) { return signed_number(types.subspan(type * 6, 4)); };
    for (std::size_t type = 0; type < header.types; ++type) {
        if (offset_of(type) < westmost || offset_of(type) > eastmost) return std::nullopt;
    }
    Civil civil;
    civil.first_offset = static_cast<std::int32_t>(offset_of(0));
    civil.changes.reserve(header.times);
    std::int64_t previous = earliest_change - 1;
    for (std::size_t i = 0; i < header.times; ++i) {
        const std::int64_t from = signed_number(times.subspan(i * time_size, time_size));
        if (from <= previous || from > -earliest_change || indexes[i] >= header.types) return std::nullopt;
        previous = from;
        civil.changes.push_back({from, static_cast<std::int32_t>(offset_of(indexes[i]))});
    }
    return civil;
}

// One of the two days of a year on which daylight saving begins or ends, and the second of that day.
struct RuleDay {
    enum class Kind { julian_without_leap_day, day_of_year, month_week_day } kind = Kind::day_of_year;
    int day = 0, week = 0, month = 0;
    std::int32_t second = 7200;

    // On the local clock before the change.
    std::int64_t local_seconds(int year) const { return days(year) * day_seconds + second; }

private:
    std::int64_t days(int year) const {
        const std::int64_t new_year = days_from_date({year, 1, 1});
        if (kind == Kind::day_of_year) return new_year + day;
        if (kind == Kind::julian_without_leap_day) {
            const bool leap = days_from_date({year, 3, 1}) - new_year == 60;
            return new_year + day - 1 + (leap && day >= 60);
        }
        const std::int64_t first = days_from_date({year, month, 1});
        const std::int64_t next = month == 12 ? days_from_date({year + 1, 1, 1}) : days_from_date({year, month + 1, 1});
        const std::int64_t weekday = ((first + 4) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
        std::int64_t found = first + (day - weekday + 7) % 7 + (week - 1) * 7;
        if (found >= next) found -= 7;  // week 5 is the last one
        return found;
    }
};

struct Rule {
    std::int32_t standard = 0, daylight = 0;  // seconds east of UTC
    bool has_daylight = false;
    RuleDay begin, end;
};

// POSIX.1-2017, 8.3, TZ, with hours of -167 to 167 for a rule's time as RFC 8536, 3.3.1 extends it.
class RuleParser {
public:
    explicit RuleParser(std::string_view text) : left_(text) {}

    bool parse(Rule& rule) {
        std::int32_t west = 0;
        if (!name() || !clock(24, west)) return false;
        rule.standard = -west;
        if (left_.empty()) return true;
        rule.has_daylight = true;
        rule.daylight = rule.standard + 3600;
        if (!name()) return false;
        if (!left_.empty() && left_.front() != ',') {
            if (!clock(24, west)) return false;
            rule.daylight = -west;
        }
        // Without days POSIX leaves them to the system; a compiled file always has them.
        return day(rule.begin) && day(rule.end) && left_.empty();
    }

private:
    bool accept(char c) {
        if (left_.empty() || left_.front() != c) return false;
        left_.remove_prefix(1);
        return true;
    }
    bool name() {
        const bool quoted = accept('<');
        std::size_t size = 0;
        while (size < left_.size() && in_name(left_[size], quoted)) ++size;
        left_.remove_prefix(size);
        return size >= 3 && (!quoted || accept('>'));
    }
    static bool in_name(char c, bool quoted) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return letter || (quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    }
    bool number(int lowest, int highest, int& value) {
        std::size_t size = 0;
        value = 0;
        for (; size < left_.size() && size < 3 && left_[size] >= '0' && left_[size] <= '9'; ++size) {
            value = value * 10 + (left_[size] - '0');
        }
        left_.remove_prefix(size);
        return size > 0 && value >= lowest && value <= highest;
    }
    // [+-]hh[:mm[:ss]]
    bool clock(int most_hours, std::int32_t& seconds) {
        const bool minus = accept('-');
        if (!minus) accept('+');
        int hours = 0, minutes = 0, rest = 0;
        if (!number(0, most_hours, hours)) return false;
        if (accept(':')) {
            if (!number(0, 59, minutes)) return false;
            if (accept(':') && !number(0, 59, rest)) return false;
        }
        seconds = (hours * 60 + minutes) * 60 + rest;
        if (minus) seconds = -seconds;
        return true;
    }
    // ,Jn | ,n | ,Mm.w.d each with an optional /time
    bool day(RuleDay& rule) {
        if (!accept(',')) return false;
        if (accept('M')) {
            rule.kind = RuleDay::Kind::month_week_day;
            if (!number(1, 12, rule.month) || !accept('.') || !number(1, 5, rule.week) || !accept('.') ||
                !number(0, 6, rule.day)) {
                return false;
            }
        } else if (accept('J')) {
            rule.kind = RuleDay::Kind::julian_without_leap_day;
            if (!number(1, 365, rule.day)) return false;
        } else if (!number(0, 365, rule.day)) {
            return false;
        }
        return !accept('/') || clock(167, rule.second);
    }

    std::string_view left_;
};

// Version 2 and later: "\n" rule "\n", where the rule may be empty.
std::optional<std::string_view> footer_rule(std::span<const unsigned char> bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.empty() || text.front() != '\n') return std::nullopt;
    const std::size_t end = text.find('\n', 1);
    if (end == std::string_view::npos) return std::nullopt;
    return text.substr(1, end - 1);
}

// Adds what the rule says after the last change of the file.
void follow(const Rule& rule, Civil& civil) {
    std::int64_t last = 0;  // no time before 1970 is ever asked for
    if (!civil.changes.empty()) last = std::max(last, civil.changes.back().from);
    if (!rule.has_daylight) {
        if (civil.changes.empty()) civil.first_offset = rule.standard;
        return;
    }
    const std::int64_t last_day = std::min(last / day_seconds, days_from_date({last_year, 12, 31}));
    std::vector<Zone::Change> added;
    for (int year = date_from_days(last_day).year - 1; year <= last_year; ++year) {
        added.push_back({rule.end.local_seconds(year) - rule.daylight, rule.standard});
        added.push_back({rule.begin.local_seconds(year) - rule.standard, rule.daylight});
    }
    // Where daylight saving lasts all year its end and its next begin are one instant: the begin counts.
    std::ranges::sort(added, [&](const Zone::Change& a, const Zone::Change& b) {
        return a.from != b.from ? a.from < b.from : a.offset != rule.daylight && b.offset == rule.daylight;
    });
    for (std::size_t i = 0; i < added.size(); ++i) {
        const bool overridden = i + 1 < added.size() && added[i + 1].from == added[i].from;
        const std::int32_t current = civil.changes.empty() ? civil.first_offset : civil.changes.back().offset;
        if (added[i].from > last && !overridden && added[i].offset != current) civil.changes.push_back(added[i]);
    }
}

std::optional<Civil> read_file(std::span<const unsigned char> bytes) {
    if (bytes.size() > limits::zone_file) return std::nullopt;
    ByteReader reader(bytes);
    std::span<const unsigned char> body;
    std::optional<Header> header = read_header(reader);
    if (!header || !reader.take(header->body_size(4), body)) return std::nullopt;
    if (header->version == 0) return read_body(*header, body, 4);

    header = read_header(reader);
    if (!header || header->version == 0 || !reader.take(header->body_size(8), body)) return std::nullopt;
    std::optional<Civil> civil = read_body(*header, body, 8);
    const std::optional<std::string_view> text = footer_rule(reader.left());
    if (!civil || !text) return std::nullopt;
    if (text->empty()) return civil;
    Rule rule;
    if (!RuleParser(*text).parse(rule)) return std::nullopt;
    follow(rule, *civil);
    return civil;
}

}  // namespace

Result<Zone> Zone::from_tzif(std::string_view name, std::span<const unsigned char> bytes) {
    std::optional<Civil> civil = read_file(bytes);
    if (!civil) return Error{.code = ErrorCode::unknown_zone, .detail = error_detail(name)};
    return Zone(std::string(name), civil->first_offset, std::move(civil->changes));
}

}  // namespace base
