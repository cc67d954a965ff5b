// Expected offsets were computed with Python's zoneinfo from the same zone data; the system's files are asked only about
// years whose rules can change no more. Rules by the day counted from 0 were computed with the C library, as Python is a
// day early there.
#include <doctest/doctest.h>

#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/time.h"

using base::Time;
using base::Zone;

namespace {

struct Expected {
    Time time;
    std::int64_t value;
};

void check_offsets(const Zone& zone, std::initializer_list<Expected> all) {
    for (const Expected& expected : all) {
        CAPTURE(zone.name());
        CAPTURE(expected.time);
        CHECK(zone.offset_at(expected.time) == expected.value);
    }
}

void check_locals(const Zone& zone, std::initializer_list<Expected> all) {
    for (const Expected& expected : all) {
        CAPTURE(zone.name());
        CAPTURE(expected.time);
        CHECK(zone.utc_from_local(expected.time) == expected.value);
    }
}

std::vector<unsigned char> file_bytes(const std::string& path) {
    std::vector<unsigned char> bytes;
    if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
        unsigned char block[4096];
        while (const std::size_t size = std::fread(block, 1, sizeof block, file))
            bytes.insert(bytes.end(), block, block + size);
        std::fclose(file);
    }
    return bytes;
}

// The system's zone, or none where the system has no zone files.
base::Result<Zone> system_zone(const std::string& name) {
    const auto bytes = file_bytes("/usr/share/zoneinfo/" + name);
    if (bytes.empty()) MESSAGE("skipped: no zone file " << name);
    return Zone::from_tzif(name, bytes);
}

void put(std::string& out, std::int64_t number, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xFF);
}

struct Transition {
    std::int64_t at;
    int type;
};

// A part of a zone file with the header's counts and the data; the tests of hostile files then spoil it.
std::string block(char version, int time_size, const std::vector<Transition>& times,
                  const std::vector<std::int32_t>& types) {
    std::string out = "TZif";
    out += version;
    out.append(15, '\0');
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{0}, std::size_t{0}, times.size(), types.size(), std::size_t{4}}) {
        put(out, static_cast<std::int64_t>(count), 4);
    }
    for (const Transition& transition : times) put(out, transition.at, time_size);
    for (const Transition& transition : times) put(out, transition.type, 1);
    for (const std::int32_t type : types) {
        put(out, type, 4);
        put(out, 0, 2);
    }
    return out.append("STD\0", 4);
}

std::string zone_file(const std::vector<Transition>& times, const std::vector<std::int32_t>& types,
                      const std::string& rule) {
    return block('3', 4, {}, {0}) + block('3', 8, times, types) + "\n" + rule + "\n";
}

base::Result<Zone> parse(const std::string& file) {
    return Zone::from_tzif("Test/Zone", std::vector<unsigned char>(file.begin(), file.end()));
}

bool refused(const std::string& file) {
    const auto zone = parse(file);
    return !zone && zone.error().code == base::ErrorCode::unknown_zone && zone.error().detail == "Test/Zone";
}

bool rule_refused(const std::string& rule) { return refused(zone_file({}, {0}, rule)); }

}  // namespace

TEST_CASE("a zone without changes is one offset") {
    CHECK(Zone().name() == "UTC");
    CHECK(Zone().offset_at(0) == 0);
    CHECK(Zone().utc_from_local(12'345) == 12'345);
    const Zone fixed("Etc/GMT-8", 28'800, {});
    CHECK(fixed.offset_at(-1'000'000'000'000) == 28'800);
    CHECK(fixed.utc_from_local(28'800) == 0);
}

TEST_CASE("local times in gaps and overlaps") {
    const Zone zone("", 3600, {{1000, 7200}, {100'000, 3600}});
    check_offsets(zone, {{999, 3600}, {1000, 7200}, {99'999, 7200}, {100'000, 3600}});
    // The clock jumps from 4600 to 8200, and later from 107200 back to 103600.
    check_locals(zone, {{4599, 999},
                        {4600, 1000},
                        {8199, 4599},
                        {8200, 1000},
                        {103'599, 96'399},
                        {103'600, 96'400},
                        {107'199, 99'999},
                        {107'200, 103'600}});
}

TEST_CASE("zone files of the system") {
    if (const auto zone = system_zone("Asia/Shanghai")) {
        check_offsets(*zone, {{-2'208'988'800, 29'143},
                              {1, 28'800},
                              {515'527'199, 28'800},
                              {515'527'200, 32'400},
                              {684'867'599, 32'400},
                              {684'867'600, 28'800},
                              {1'772'409'600, 28'800},
                              {4'294'944'000, 28'800}});
        check_locals(*zone, {{515'557'800, 515'529'000}, {684'898'200, 684'865'800}});
        CHECK(zone->name() == "Asia/Shanghai");
    }
    if (const auto zone = system_zone("Europe/Amsterdam")) {
        check_offsets(*zone, {{236'563'200, 7200},
                              {1'711'846'799, 3600},
                              {1'711'846'800, 7200},
                              {1'729'990'799, 7200},
                              {1'729'990'800, 3600}});
        check_locals(*zone, {{1'711'850'399, 1'711'846'799},
                             {1'711'852'200, 1'711'848'600},
                             {1'711'854'000, 1'711'846'800},
                             {1'729'996'200, 1'729'989'000},
                             {1'729'998'000, 1'729'994'400}});
    }
    if (const auto zone = system_zone("America/Sao_Paulo")) {
        check_offsets(*zone, {{473'385'600, -10'800},
                              {1'541'300'399, -10'800},
                              {1'541'300'400, -7200},
                              {1'550'368'799, -7200},
                              {1'550'368'800, -10'800}});
        check_locals(*zone, {{1'541'289'600, 1'541'300'400},
                             {1'541'291'400, 1'541'302'200},
                             {1'541'293'200, 1'541'300'400},
                             {1'550'359'800, 1'550'367'000}});
    }
    if (const auto zone = system_zone("Australia/Lord_Howe")) {
        check_offsets(*zone, {{315'532'800, 36'000},
                              {1'712'415'599, 39'600},
                              {1'712'415'600, 37'800},
                              {1'728'142'199, 37'800},
                              {1'728'142'200, 39'600}});
        check_locals(*zone,
                     {{1'728'180'900, 1'728'143'100}, {1'712'454'300, 1'712'414'700}, {1'712'455'200, 1'712'417'400}});
    }
    if (const auto zone = system_zone("Africa/Casablanca")) {
        check_offsets(*zone, {{13'046'400, 0},
                              {1'530'403'200, 3600},
                              {1'710'035'999, 3600},
                              {1'710'036'000, 0},
                              {1'713'059'999, 0},
                              {1'713'060'000, 3600}});
        check_locals(*zone, {{1'710'037'800, 1'710'034'200}, {1'713'061'800, 1'713'061'800}});
    }
}

TEST_CASE("the footer's rule is followed until 2106") {
    const auto amsterdam = parse(zone_file({{0, 0}}, {3600}, "CET-1CEST,M3.5.0,M10.5.0/3"));
    REQUIRE(amsterdam);
    check_offsets(*amsterdam, {{1'767'225'600, 3600},
                               {1'782'864'000, 7200},
                               {1'837'645'199, 3600},
                               {1'837'645'200, 7200},
                               {1'856'393'999, 7200},
                               {1'856'394'000, 3600},
                               {2'540'246'400, 7200},
                               {4'102'444'800, 3600},
                               {4'275'849'600, 7200},
                               {4'294'944'000, 3600}});

    const auto lord_howe = parse(zone_file({{0, 0}}, {37'800}, "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"));
    REQUIRE(lord_howe);
    check_offsets(*lord_howe, {{1'767'225'600, 39'600},
                               {1'782'864'000, 37'800},
                               {1'838'213'999, 39'600},
                               {1'838'214'000, 37'800},
                               {1'853'940'599, 37'800},
                               {1'853'940'600, 39'600},
                               {4'275'849'600, 37'800},
                               {4'294'944'000, 39'600}});

    const auto jerusalem = parse(zone_file({{0, 0}}, {7200}, "IST-2IDT,M3.4.4/26,M10.5.0"));
    REQUIRE(jerusalem);
    check_offsets(*jerusalem, {{1'837'468'799, 7200}, {1'837'468'800, 10'800}, {1'856'386'800, 7200}});

    const auto nuuk = parse(zone_file({{0, 0}}, {-7200}, "<-02>2<-01>,M3.5.0/-1,M10.5.0/0"));
    REQUIRE(nuuk);
    check_offsets(*nuuk, {{1'837'645'199, -7200}, {1'837'645'200, -3600}, {1'856'394'000, -7200}});
}

TEST_CASE("rules by the day of the year") {
    // 2028 is a leap year: day J60 is the first of March in every year, day 59 is the 29th of February then.
    const auto julian = parse(zone_file({{0, 0}}, {3600}, "AAA-1BBB,J60/0,J300/0"));
    REQUIRE(julian);
    check_offsets(*julian,
                  {{1'835'477'999, 3600}, {1'835'478'000, 7200}, {1'856'210'399, 7200}, {1'856'210'400, 3600}});
    const auto counted = parse(zone_file({{0, 0}}, {3600}, "AAA-1BBB,59/0,299/0"));
    REQUIRE(counted);
    check_offsets(*counted,
                  {{1'835'391'599, 3600}, {1'835'391'600, 7200}, {1'856'123'999, 7200}, {1'856'124'000, 3600}});
    const auto all_year = parse(zone_file({{0, 0}}, {-10'800}, "XXX3EDT4,0/0,J365/23"));
    REQUIRE(all_year);
    check_offsets(*all_year, {{1'767'225'600, -14'400}, {1'782'864'000, -14'400}, {4'294'944'000, -14'400}});
}

TEST_CASE("a rule without changes in the file") {
    const auto fixed = parse(zone_file({}, {0}, "<+08>-8"));
    REQUIRE(fixed);
    check_offsets(*fixed, {{1, 28'800}, {4'294'967'295, 28'800}});
    const auto changing = parse(zone_file({}, {3600}, "CET-1CEST,M3.5.0,M10.5.0/3"));
    REQUIRE(changing);
    check_offsets(*changing, {{1, 3600}, {1'782'864'000, 7200}, {4'294'944'000, 3600}});
    const auto none = parse(zone_file({}, {3600}, ""));
    REQUIRE(none);
    check_offsets(*none, {{1, 3600}, {4'294'967'295, 3600}});
}

TEST_CASE("the rule speaks only of what is after the file's last change") {
    const auto zone = parse(zone_file({{0, 0}, {2'000'000'000, 1}}, {3600, 18'000}, "CET-1CEST,M3.5.0,M10.5.0/3"));
    REQUIRE(zone);
    check_offsets(*zone,
                  {{1'782'864'000, 3600}, {1'999'999'999, 3600}, {2'000'000'000, 18'000}, {2'540'246'400, 7200}});
}

TEST_CASE("a file of version 1 has 32-bit times and no rule") {
    const auto zone = parse(block('\0', 4, {{-1000, 1}, {1000, 0}}, {0, 3600}));
    REQUIRE(zone);
    check_offsets(*zone, {{-1001, 0}, {-1000, 3600}, {999, 3600}, {1000, 0}});
}

TEST_CASE("hostile zone files are refused") {
    const std::string good = zone_file({{0, 0}, {1000, 1}}, {0, 3600}, "UTC0");
    REQUIRE(parse(good));
    bool all_refused = true;
    for (std::size_t size = 0; size < good.size(); ++size) all_refused = all_refused && refused(good.substr(0, size));
    CHECK(all_refused);

    CHECK(refused("TZjf" + good.substr(4)));
    CHECK(refused(zone_file({{0, 2}}, {0, 3600}, "UTC0")));                // a type that is not there
    CHECK(refused(zone_file({{1000, 0}, {1000, 1}}, {0, 3600}, "UTC0")));  // out of order
    CHECK(refused(zone_file({}, {}, "UTC0")));                             // no type
    CHECK(refused(zone_file({}, {93'600}, "UTC0")));                       // too far east
    CHECK(refused(zone_file({}, {-90'000}, "UTC0")));
    CHECK(refused(zone_file({}, {INT32_MIN}, "UTC0")));
    CHECK(refused(zone_file({{INT64_MIN, 0}}, {0}, "UTC0")));
    CHECK(refused(zone_file({{INT64_MAX, 0}}, {0}, "UTC0")));
    CHECK(refused(good + std::string(base::limits::zone_file, ' ')));
    CHECK(refused(block('1', 4, {}, {0})));
    CHECK(refused(block('5', 4, {}, {0}) + good.substr(good.find("TZif", 1))));
    CHECK(refused(block('3', 4, {}, {0}) + block('\0', 8, {}, {0}) + "\nUTC0\n"));
    for (std::size_t count = 0; count < 6; ++count) {
        for (const char* large : {"\x7F\xFF\xFF\xFF", "\xFF\xFF\xFF\xFF", "\x80\x00\x00\x01"}) {
            std::string spoilt = good;
            spoilt.replace(20 + 4 * count, 4, large, 4);
            CHECK(refused(spoilt));
        }
    }
    // One leap second: such a file counts seconds that a Time does not.
    std::string leap = block('\0', 4, {}, {0});
    leap[31] = 1;
    CHECK(refused(leap + std::string(8, '\0')));
}

TEST_CASE("malformed rules are refused") {
    for (const char* rule : {"CE-1",
                             "CET",
                             "CET-25",
                             "CET-1:60",
                             "CET-1:00:60",
                             "CET-1CEST",
                             "CET-1CEST,M3.5.0",
                             "CET-1CEST,M3.5.0,M10.5.0/",
                             "CET-1CEST,M0.5.0,M10.5.0",
                             "CET-1CEST,M13.5.0,M10.5.0",
                             "CET-1CEST,M3.0.0,M10.5.0",
                             "CET-1CEST,M3.6.0,M10.5.0",
                             "CET-1CEST,M3.5.7,M10.5.0",
                             "CET-1CEST,M3.5.0/168,M10.5.0",
                             "CET-1CEST,M3.5.0,M10.5.0/3x",
                             "CET-1CEST,J0,J300",
                             "CET-1CEST,J1,J366",
                             "CET-1CEST,0,366",
                             "CET-1CEST,M3.5,M10.5.0",
                             "<+0-1",
                             "<+>-1",
                             "CET-1<CEST,M3.5.0,M10.5.0",
                             "CET+-1",
                             "C1T-1",
                             "CET-1,M3.5.0,M10.5.0",
                             "CET-0001",
                             ":CET",
                             "CET-1CEST,M3.5.0,M10.5.0,M1.1.1"}) {
        CAPTURE(rule);
        CHECK(rule_refused(rule));
    }
}
