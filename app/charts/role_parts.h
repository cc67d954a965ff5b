// Who carries which part of the chain: a row a person, a column a role, in it a bar as long as the role's share of what this person
// does. A team that hands on looks like a stair, one in which each goes with the customer like full rows.
//
//     Marks marks = draw_role_parts(painter, theme, {x, y, 360, role_parts_height(people.size(), 28)}, 28, roles, people, {}, language);
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "charts/mark.h"

namespace charts {

struct PartsPerson {
    std::string id;
    std::string shown;           // the name as it stands in the row
    std::string total;           // at the row's end: "412"
    std::vector<double> shares;  // 0 to 1, one a role
    std::string name;            // read out
};

float role_parts_height(std::size_t people, float row);
// `roles` are ids, `row` is the height of a row. Marks: a row a person.
Marks draw_role_parts(Painter& painter, const Theme& theme, Rect rect, float row, std::span<const std::string> roles,
                      std::span<const PartsPerson> people, const Emphasis& emphasis, Language language);

}  // namespace charts
