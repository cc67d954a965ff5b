// Who hands to whom: a row a role that gives, a column a role that receives; in a cell how many, and a figure of them. Deeper is
// more. Where nothing was handed over the cell is empty.
//
//     Marks marks = draw_matrix(painter, theme, {x, y, 700, matrix_height(roles.size())}, roles, cells, words, emphasis);
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "charts/mark.h"

namespace charts {

struct MatrixRole {
    std::string id;    // "" for what is not known
    std::string name;  // "Lead nurturer"
};

struct MatrixCell {
    std::size_t from = 0, to = 0;  // places among the roles
    std::uint64_t count = 0;
    std::string detail;  // under the count: "17 h", "–"
    std::string name;    // read out
};

struct MatrixWords {
    Language language = Language::en;
    std::string given;     // "from"
    std::string received;  // "to"
};

float matrix_height(std::size_t roles);
// Marks: a row per role that gives, a part per cell, "lead_nurturer>closer". Cells come in order of `from`, then `to`.
Marks draw_matrix(Painter& painter, const Theme& theme, Rect rect, std::span<const MatrixRole> roles,
                  std::span<const MatrixCell> cells, const MatrixWords& words, const Emphasis& emphasis);

}  // namespace charts
