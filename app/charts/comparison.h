// Two funnels of the same stages side by side, a person and the role: widths are shares of each one's first stage, on one
// scale, so that a small funnel can be read beside a large one.
//
//     FunnelSide person{"person", "Chen Yutong", 214, stages_of_person, "71 of 214 · 33.2 % (27.2–39.7)"};
//     Marks marks = draw_comparison(painter, theme, {x, y, 548, comparison_height(4)}, {person, role}, words, emphasis);
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "charts/funnel.h"

namespace charts {

struct FunnelSide {
    std::string id;                   // "person", "role": unique, in the marks' ids
    std::string name;                 // "Chen Yutong"
    std::uint64_t received = 0;       // printed behind the name
    std::vector<FunnelStage> stages;  // both sides have the same stages in the same order
    std::string passed_on;            // the last line, ready to read
};

float comparison_height(std::size_t stages);

// Marks: rows "person.contacted" with parts "person.contacted.lost", in the order of stages; "_passed_on.person".
Marks draw_comparison(Painter& painter, const Theme& theme, Rect rect, const std::array<FunnelSide, 2>& sides,
                      const FunnelWords& words, const Emphasis& emphasis);

}  // namespace charts
