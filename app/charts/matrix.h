// Who hands to whom: a row a role that gives, a column a role that receives; in a cell how long half wait to be picked up, and a line
// below it. The tint says how that stands to a target; a dashed cell has too few to say, and where nothing was handed over there is
// a dot.
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
    std::string name;  // short: "Nurturer"
};

// How the cell's figure stands to the target; few: nothing is said of it.
enum class MatrixTint : std::uint8_t { few, under_half, within, over };

struct MatrixCell {
    std::size_t from = 0, to = 0;  // places among the roles
    std::string figure;            // "38 h", "–"
    std::string detail;            // under it: "lost 9.2 %"; of few: "26 hand-offs"
    MatrixTint tint = MatrixTint::few;
    std::string name;  // read out
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

// What the tints say, wrapped to the width; 20 px a line.
struct MatrixLegend {
    std::string under_half, within, over, few;
};
float matrix_legend_height(Painter& painter, float width, const MatrixLegend& legend);
void draw_matrix_legend(Painter& painter, const Theme& theme, Rect rect, const MatrixLegend& legend);

}  // namespace charts
