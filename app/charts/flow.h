// Who hands a customer on to whom, along the chain: a box a role, between neighbours an arrow whose weight is the number of
// hand-offs, above it that number and how long half of them wait, under it those that wait now as squares. What goes back to the
// neighbour is dashed, what jumps is dotted. From left to right where that has room, else from top to bottom.
//
//     const Flow flow{.roles = roles, .arrows = arrows, .square = flow_square(arrows)};
//     Marks marks = draw_flow(painter, theme, {x, y, width, flow_height(width, flow)}, flow, emphasis);
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "charts/mark.h"

namespace charts {

inline constexpr float flow_name_width = 74;  // of a line of a role's name in its box, type::label semibold

struct FlowRole {
    std::string id;                  // "" for what is not known
    std::string name;                // on one line
    std::vector<std::string> lines;  // the name as it fits the box, at most two
};

struct FlowArrow {
    std::size_t from = 0, to = 0;  // places among the roles, not the same
    std::uint64_t count = 0;
    std::string
        label;  // of a step to the next role under its count: "pick-up 38 h"; of any other on its line: "44 back · 14 h"
    std::string brief;  // of a step, where the label has no room: "38 h"
    std::uint64_t waiting = 0;
    std::string waits;  // under a step's squares: "38 wait · ¥2.36M"
    std::string name;   // read out
    bool most = false;  // holds most: in the alert's colour
};

struct Flow {
    std::vector<FlowRole> roles;
    std::vector<FlowArrow> arrows;
    std::uint64_t square = 1;  // how many that wait a square stands for
    Language language = Language::en;
};

// So that the longest queue is at most 36 squares: 1, 2, 4 or 5, times a power of ten.
std::uint64_t flow_square(std::span<const FlowArrow> arrows);
// The stroke of so many hand-offs: 1.5, 3, 5, 7 from none, 100, 1,000, 5,000 on.
float flow_weight(std::uint64_t count);
bool flow_lies(float width, std::size_t roles);  // from left to right
float flow_height(float width, const Flow& flow);
// Marks: a part an arrow in their order, "lead_nurturer>closer".
Marks draw_flow(Painter& painter, const Theme& theme, Rect rect, const Flow& flow, const Emphasis& emphasis);

}  // namespace charts
