#include "platform/zone.h"

#include <string>
#include <utility>
#include <vector>

extern "C" int septet_zone_changes(const char* name, std::size_t size, double* pairs, int room);

namespace platform {

base::Result<base::Zone> browser_zone(std::string_view name) {
    constexpr int room = 600;  // two changes a year and some
    std::vector<double> pairs(room * 2);
    const int count = septet_zone_changes(name.data(), name.size(), pairs.data(), room);
    if (count < 1) return base::Error{.code = base::ErrorCode::unknown_zone, .detail = std::string(name)};
    std::vector<base::Zone::Change> changes;
    for (std::size_t i = 1; i < static_cast<std::size_t>(count); ++i)
        changes.push_back({static_cast<base::Time>(pairs[i * 2]), static_cast<std::int32_t>(pairs[i * 2 + 1])});
    return base::Zone(std::string(name), static_cast<std::int32_t>(pairs[1]), std::move(changes));
}

}  // namespace platform
