// Dates, times and zones. A Time is whole seconds since 1970-01-01T00:00:00 UTC.
//
// A time without a zone in the data is *local*: it can only be placed once the data's zone is known, which may be
// at the file's end. So parsing tells which it was and leaves placing to the caller.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

using Time = std::int64_t;

struct Date {
    int year = 1970;
    int month = 1;  // 1..12
    int day = 1;    // 1..31
    friend bool operator==(const Date&, const Date&) = default;
};

// Days since 1970-01-01 and back, proleptic Gregorian (H. Hinnant, "chrono-compatible low-level date algorithms").
std::int64_t days_from_date(Date date);
Date date_from_days(std::int64_t days);
// 0 Monday … 6 Sunday.
std::size_t weekday_of(std::int64_t days);
std::int64_t monday_of(std::int64_t days);  // of its week
// "2026-03-02"
std::string iso_day(std::int64_t days);

struct ParsedTime {
    Time seconds = 0;    // since 1970 in UTC, or on the local clock where `local`
    bool local = false;  // no zone was given
    bool date_only = false;
    std::int32_t offset = 0;  // seconds east of UTC that it was written with; 0 where `local`
};

// ISO 8601 as exports write it: YYYY-MM-DD, optionally [T or space] HH:MM[:SS[.fraction]] and [Z | ±HH | ±HHMM | ±HH:MM].
// Fractions are cut off. nullopt: anything else, or a day or hour that does not exist (24:00:00 and second 60 are taken).
std::optional<ParsedTime> parse_time(std::string_view text);

// A time zone: from each instant on, an offset from UTC. Only what civil time needs.
class Zone {
public:
    struct Change {
        Time from = 0;            // UTC
        std::int32_t offset = 0;  // seconds east of UTC
    };
    Zone() = default;  // UTC
    Zone(std::string name, std::int32_t first_offset, std::vector<Change> changes);
    // The bytes of a compiled zone file (RFC 8536, versions 1 to 4; the footer rule is followed until 2106).
    static Result<Zone> from_tzif(std::string_view name, std::span<const unsigned char> bytes);

    const std::string& name() const { return name_; }
    std::int32_t offset_at(Time utc) const;
    // The instant that a local clock shows as `local`. In a gap: the instant as if the clock had not been moved;
    // in an overlap: the earlier one.
    Time utc_from_local(Time local) const;

private:
    std::string name_ = "UTC";
    std::int32_t first_offset_ = 0;
    std::vector<Change> changes_;
};

// "2026-03-02T09:14:00+08:00"
std::string iso_time(Time utc, const Zone& zone);
// "2026-03-02", the local day
std::string iso_date(Time utc, const Zone& zone);

}  // namespace base
