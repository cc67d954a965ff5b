// A funnel plot: each person a point, volume across and share upwards, with the limits within which people lie whose true share is
// the role's. Nobody is ranked: where somebody stands beside his volume is the finding.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "charts/format.h"
#include "charts/mark.h"

namespace charts {

struct FunnelPerson {
    std::string id;
    std::string name;
    std::string spoken;  // all that there is to say, for the tooltip and for readers of the screen
    std::uint64_t of = 0;
    double share = 0;
    bool outside = false;    // of the 95 % limits
    bool by_chance = false;  // together they are there no more often than chance puts people there
};

struct FunnelLimits {
    std::uint64_t of = 0;
    double low_95 = 0, high_95 = 0, low_998 = 0, high_998 = 0;
};

struct PeopleFunnelWords {
    Language language = Language::zh;
    std::string volume;  // under the axis: "entries old enough"
    std::string role;    // at the role's line: "all 32.7 %"
};

struct PeopleFunnel {
    Marks marks;  // one per person, MarkKind::row
    Rect plot;
    std::vector<float> stops;            // across, one for each volume that somebody has
    std::vector<std::uint64_t> volumes;  // of these stops, ascending
};
// `limits` ascend by volume.
PeopleFunnel draw_people_funnel(Painter& painter, const Theme& theme, Rect rect, std::span<const FunnelPerson> people,
                                std::span<const FunnelLimits> limits, double role_share, const PeopleFunnelWords& words,
                                const Emphasis& emphasis);

}  // namespace charts
