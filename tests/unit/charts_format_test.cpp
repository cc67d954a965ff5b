#include "charts/format.h"

#include <cmath>
#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

using namespace charts;

TEST_SUITE("charts: figures as text") {
    TEST_CASE("counts have thousands separators") {
        CHECK(format_count(0) == "0");
        CHECK(format_count(999) == "999");
        CHECK(format_count(1'168) == "1,168");
        CHECK(format_count(1'000'000) == "1,000,000");
        CHECK(format_count(std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
    }

    TEST_CASE("changes carry their sign, nothing has none") {
        CHECK(format_signed(922) == "+922");
        CHECK(format_signed(-119) == "−119");
        CHECK(format_signed(-1'033) == "−1,033");
        CHECK(format_signed(0) == "0");
        CHECK(format_signed(std::numeric_limits<std::int64_t>::min()) == "−9,223,372,036,854,775,808");
    }

    TEST_CASE("fixed decimals round half away from zero and never print a negative nothing") {
        CHECK(format_fixed(1.16, 2) == "1.16");
        CHECK(format_fixed(0.125, 2) == "0.13");
        CHECK(format_fixed(-4.1, 1) == "−4.1");
        CHECK(format_fixed(-0.04, 1) == "0.0");
        CHECK(format_fixed(9.999, 2) == "10.00");
        CHECK(format_fixed(12345.6, 0) == "12,346");
        CHECK(format_fixed(std::nan(""), 1) == "–");
        CHECK(format_fixed(std::numeric_limits<double>::infinity(), 1) == "–");
        CHECK(format_fixed(1e300, 0) == "9,000,000,000,000,000");
    }

    TEST_CASE("compact counts: in full below ten thousand, then K, M, B or 万, 亿") {
        CHECK(format_compact(0, Language::en) == "0");
        CHECK(format_compact(9'999, Language::en) == "9,999");
        CHECK(format_compact(10'000, Language::en) == "10.0K");
        CHECK(format_compact(48'600, Language::en) == "48.6K");
        CHECK(format_compact(99'949, Language::en) == "99.9K");
        CHECK(format_compact(99'950, Language::en) == "100K");
        CHECK(format_compact(999'499, Language::en) == "999K");
        CHECK(format_compact(999'500, Language::en) == "1.00M");
        CHECK(format_compact(99'995'000, Language::en) == "100.0M");
        CHECK(format_compact(999'950'000, Language::en) == "1.00B");
        CHECK(format_compact(std::numeric_limits<std::uint64_t>::max(), Language::en) == "18,446,744.07T");

        CHECK(format_compact(9'999, Language::zh) == "9,999");
        CHECK(format_compact(10'000, Language::zh) == "1\u00A0万");
        CHECK(format_compact(48'600, Language::zh) == "4.9\u00A0万");
        CHECK(format_compact(999'499, Language::zh) == "99.9\u00A0万");
        CHECK(format_compact(999'500, Language::zh) == "100\u00A0万");
        CHECK(format_compact(11'680'000, Language::zh) == "1,168\u00A0万");
        CHECK(format_compact(99'994'999, Language::zh) == "9,999\u00A0万");
        CHECK(format_compact(99'995'000, Language::zh) == "1\u00A0亿");
        CHECK(format_compact(120'000'000, Language::zh) == "1.2\u00A0亿");
        CHECK(format_compact(123'000'000, Language::zh) == "1.23\u00A0亿");
        CHECK(format_compact(1'200'000'000'000, Language::zh) == "1.2\u00A0万亿");
    }

    TEST_CASE("money is shortened from minor units") {
        const Currency yuan{"CNY", 2};
        CHECK(format_money(862'000'000, yuan, Language::en) == "¥8.62M");
        CHECK(format_money(862'000'000, yuan, Language::zh) == "862\u00A0万");
        CHECK(format_money(14'800'000, yuan, Language::en) == "¥148K");
        CHECK(format_money(12'000'000'000, yuan, Language::zh) == "1.2\u00A0亿");
        CHECK(format_money(99'999'900, yuan, Language::en) == "¥1.00M");
        CHECK(format_money(999'900, yuan, Language::zh) == "9,999\u00A0元");
        CHECK(format_money(999'950, yuan, Language::zh) == "1\u00A0万");
        CHECK(format_money(-53'000'000, yuan, Language::en) == "−¥530K");
        CHECK(format_money(-53'000'000, yuan, Language::zh) == "−53\u00A0万");
        CHECK(format_money(0, yuan, Language::zh) == "0\u00A0元");
        CHECK(format_money(0, yuan, Language::en) == "¥0");
        CHECK(format_money(-1, yuan, Language::en) == "¥0");
        CHECK(format_money(862'000'000, {"USD", 2}, Language::zh) == "$862\u00A0万");
        CHECK(format_money(862'000'000, {"GBP", 2}, Language::en) == "£8.62M");
        CHECK(format_money(862'000'000, {"EUR", 2}, Language::en) == "€8.62M");
        CHECK(format_money(999'900, {"CHF", 2}, Language::en) == "CHF\u00A09,999");
        CHECK(format_money(1'168, {"JPY", 0}, Language::en) == "JPY\u00A01,168");
        CHECK(format_money(12'345'678, {"KWD", 3}, Language::en) == "KWD\u00A012.3K");
        CHECK(format_money(std::numeric_limits<base::Money>::min(), yuan, Language::en) == "−¥92,233.72T");
        CHECK(format_money(std::numeric_limits<base::Money>::max(), {"CNY", 4}, Language::zh) == "922.34\u00A0万亿");
        CHECK(format_money(5, {"XXX", 99}, Language::en) == "XXX\u00A00");
        CHECK(format_money(5, {"XXX", -1}, Language::en) == "XXX\u00A05");
    }

    TEST_CASE("money in full keeps its minor units where there are any") {
        CHECK(format_money_in_full(862'000'000, {"CNY", 2}, Language::en) == "¥8,620,000");
        CHECK(format_money_in_full(1'250, {"CNY", 2}, Language::zh) == "12.50\u00A0元");
        CHECK(format_money_in_full(-1'205, {"USD", 2}, Language::en) == "−$12.05");
        CHECK(format_money_in_full(1'005, {"KWD", 3}, Language::en) == "KWD\u00A01.005");
        CHECK(format_money_in_full(7, {"JPY", 0}, Language::zh) == "JPY\u00A07");
    }

    TEST_CASE("an undefined share is a dash; one that is nearly all is not all") {
        CHECK(format_percent(0.295) == "29.5\u00A0%");
        CHECK(format_percent(0.295, 0) == "30\u00A0%");
        CHECK(format_percent(std::nullopt) == "–");
        CHECK(format_percent(std::nan("")) == "–");
        CHECK(format_share(564, 2'352) == "24.0\u00A0%");
        CHECK(format_share(0, 0) == "–");
        CHECK(format_share(5, 0) == "–");
        CHECK(format_share(0, 12) == "0.0\u00A0%");
        CHECK(format_share(12, 12) == "100.0\u00A0%");
        CHECK(format_share(9'999, 10'000) == ">\u00A099.9\u00A0%");
        CHECK(format_share(1, 1'000'000) == "<\u00A00.1\u00A0%");
        CHECK(format_share(99, 10) == "990.0\u00A0%");
        CHECK(format_share(std::numeric_limits<std::uint64_t>::max(), 1) == ">\u00A0999\u00A0%");
        CHECK(format_share(11, 10) == "110.0\u00A0%");
    }

    TEST_CASE("intervals") {
        CHECK(format_interval(0.275, 0.315) == "27.5–31.5");
        CHECK(format_interval(std::nullopt, 0.3) == "");
        CHECK(format_estimate(0.332, 0.272, 0.397, Language::en) == "33.2\u00A0% (27.2–39.7)");
        CHECK(format_estimate(0.332, 0.272, 0.397, Language::zh) == "33.2\u00A0%（27.2–39.7）");
        CHECK(format_estimate(std::nullopt, std::nullopt, std::nullopt, Language::en) == "–");
        CHECK(format_of(5, 22, Language::en) == "5 of 22");
        CHECK(format_of(1'164, 1'738, Language::zh) == "1,164 / 1,738");
    }

    TEST_CASE("a place in a call is minutes and seconds, with hours from an hour on") {
        CHECK(format_clock(0) == "00:00");
        CHECK(format_clock(999) == "00:00");
        CHECK(format_clock(59'999) == "00:59");
        CHECK(format_clock(3'599'999) == "59:59");
        CHECK(format_clock(3'600'000) == "1:00:00");
        CHECK(format_clock(90'061'000) == "25:01:01");
    }

    TEST_CASE("durations have at most two units and carry when they round") {
        CHECK(format_duration(0, Language::en) == "0\u00A0s");
        CHECK(format_duration(45, Language::zh) == "45\u00A0秒");
        CHECK(format_duration(200, Language::en) == "3\u00A0min\u00A020\u00A0s");
        CHECK(format_duration(180, Language::en) == "3\u00A0min");
        CHECK(format_duration(59 * 60 + 29, Language::en) == "59\u00A0min");
        CHECK(format_duration(59 * 60 + 30, Language::en) == "1\u00A0h");
        CHECK(format_duration(3 * 3600 + 1200, Language::en) == "3\u00A0h\u00A020\u00A0min");
        CHECK(format_duration(10 * 3600 - 1, Language::en) == "10\u00A0h");
        CHECK(format_duration(17 * 3600, Language::en, 9 * 3600) == "17\u00A0h");
        CHECK(format_duration(9 * 3600 + 2760, Language::en, 9 * 3600) == "9\u00A0h\u00A046\u00A0min");
        CHECK(format_duration(27 * 3600, Language::en, 9 * 3600) == "3\u00A0wd");
        CHECK(format_duration(9 * 3600, Language::en, 9 * 3600) == "9\u00A0h");
        CHECK(format_duration(8 * 3600 + 1200, Language::en, 9 * 3600) == "8\u00A0h\u00A020\u00A0min");
        CHECK(format_duration(38 * 3600, Language::zh) == "38\u00A0小时");
        CHECK(format_duration(48 * 3600 - 1, Language::en) == "2\u00A0d");
        // A day of nine working hours.
        CHECK(format_duration(31 * 3600, Language::zh, 9 * 3600) == "3\u00A0个工作日\u00A04\u00A0小时");
        CHECK(format_duration(100 * 3600, Language::en, 9 * 3600) == "11\u00A0wd");
        CHECK(format_duration(148 * 3600, Language::en) == "6\u00A0d\u00A04\u00A0h");
        CHECK(format_duration(150 * 3600, Language::zh) == "6\u00A0天\u00A06\u00A0小时");
        CHECK(format_duration(240 * 3600 - 1, Language::en) == "10\u00A0d");
        CHECK(format_duration(1'234 * std::int64_t{86'400}, Language::en) == "1,234\u00A0d");
        CHECK(charts::format_duration_briefly(148 * 3600, Language::en) == "6\u00A0d");
        CHECK(charts::format_duration_briefly(31 * 3600, Language::zh, 9 * 3600) == "3\u00A0个工作日");
        CHECK(charts::format_duration_briefly(9 * 3600 + 2760, Language::en, 9 * 3600) == "10\u00A0h");
        CHECK(charts::format_duration_briefly(200, Language::en) == "3\u00A0min");
        CHECK(format_duration(-90, Language::en) == "−1\u00A0min\u00A030\u00A0s");
    }

    TEST_CASE("dates") {
        CHECK(format_date("2026-09-18", Language::en) == "18 Sep 2026");
        CHECK(format_date("2026-09-18T18:00:00+08:00", Language::zh) == "2026-09-18");
        CHECK(format_date("", Language::en) == "");
        CHECK(format_date("soon", Language::en) == "soon");
        CHECK(format_date("2026-13-01", Language::en) == "2026-13-01");
        CHECK(format_date_range("2026-07-01", "2026-09-18", Language::en) == "1 Jul – 18 Sep 2026");
        CHECK(format_date_range("2026-07-01", "2026-07-18", Language::en) == "1 – 18 Jul 2026");
        CHECK(format_date_range("2025-12-20", "2026-01-05", Language::en) == "20 Dec 2025 – 5 Jan 2026");
        CHECK(format_date_range("2026-07-01", "2026-07-01", Language::en) == "1 Jul 2026");
        CHECK(format_date_range("2026-07-01", "2026-09-18", Language::zh) == "2026-07-01 – 09-18");
        CHECK(format_date_range("2025-12-20", "2026-01-05", Language::zh) == "2025-12-20 – 2026-01-05");
        CHECK(format_date_range("2026-07-01", "", Language::en) == "from 1 Jul 2026");
        CHECK(format_date_range("2026-07-01", "", Language::zh) == "2026-07-01 起");
        CHECK(format_date_range("", "2026-07-01", Language::en) == "until 1 Jul 2026");
        CHECK(format_date_range("", "2026-07-01", Language::zh) == "至 2026-07-01");
        CHECK(format_date_range("", "", Language::zh) == "");
        CHECK(format_date_range("x", "y", Language::en) == "x – y");
        CHECK(format_month("2026-07", Year::left_out, Language::en) == "Jul");
        CHECK(format_month("2026-07-31", Year::shown, Language::en) == "Jul 2026");
        CHECK(format_month("2026-07", Year::left_out, Language::zh) == "7 月");
        CHECK(format_month("2026-07", Year::shown, Language::zh) == "2026 年 7 月");
        CHECK(format_month("", Year::shown, Language::zh) == "");
    }

    TEST_CASE("the cut-off carries its zone") {
        CHECK(format_cut_off("2026-09-18T18:00:00+08:00", Language::en) == "2026-09-18 18:00 (UTC+8)");
        CHECK(format_cut_off("2026-09-18T18:00:00+08:00", Language::zh) == "2026-09-18 18:00（UTC+8）");
        CHECK(format_cut_off("2026-09-18T18:00:00-03:30", Language::en) == "2026-09-18 18:00 (UTC−3:30)");
        CHECK(format_cut_off("2026-09-18T18:00:00Z", Language::en) == "2026-09-18 18:00 (UTC)");
        CHECK(format_cut_off("2026-09-18T18:00:00+00:00", Language::en) == "2026-09-18 18:00 (UTC)");
        CHECK(format_cut_off("2026-09-18 18:00", Language::en) == "2026-09-18 18:00");
        CHECK(format_cut_off("2026-09-18", Language::en) == "2026-09-18");
        CHECK(format_cut_off("", Language::zh) == "");
    }

    TEST_CASE("sizes of files") {
        CHECK(format_bytes(0) == "0\u00A0B");
        CHECK(format_bytes(999) == "999\u00A0B");
        CHECK(format_bytes(1'500) == "1.5\u00A0kB");
        CHECK(format_bytes(999'499) == "999\u00A0kB");
        CHECK(format_bytes(999'500) == "1.0\u00A0MB");
        CHECK(format_bytes(112'000'000) == "112\u00A0MB");
        CHECK(format_bytes(2'100'000'000) == "2.1\u00A0GB");
        CHECK(format_bytes(std::numeric_limits<std::uint64_t>::max()) == "18,447\u00A0PB");
    }

    TEST_CASE("sentences") {
        CHECK(format_named("Contacted", "lost 342", Language::en) == "Contacted: lost 342");
        CHECK(format_named("已联系", "流失 342", Language::zh) == "已联系：流失 342");
        CHECK(format_pattern("{} of first", "73.9 %") == "73.9 % of first");
        CHECK(format_pattern("首步 {}", "73.9 %") == "首步 73.9 %");
        CHECK(format_pattern("none", "73.9 %") == "none");
    }
}
