// Hostile zone files are refused or give a zone whose answers stay within a day or so of UTC.
#include <cstdlib>

#include "base/time.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto zone = base::Zone::from_tzif("Fuzz/Zone", {data, size});
    if (!zone) return 0;
    // The largest offset of a footer's rule, 24:59:59, and an hour of daylight saving.
    constexpr std::int64_t largest = 26 * 3600;
    for (base::Time time = -4'000'000'000; time < 5'000'000'000; time += 100'000'007) {
        const std::int64_t offset = zone->offset_at(time);
        if (offset < -largest || offset > largest) std::abort();
        const std::int64_t moved = zone->utc_from_local(time) - time;
        if (moved < -largest || moved > largest) std::abort();
        if (base::iso_time(time, *zone).size() < 25 || base::iso_date(time, *zone).size() < 10) std::abort();
    }
    return 0;
}
