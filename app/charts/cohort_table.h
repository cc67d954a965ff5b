// Cohorts: a row a month of entry, a column an age; in a cell the share that had advanced by then. Deeper is more.
//
// A cell that not all of its month have reached is hatched and tells counts instead; one that nobody has reached is empty.
//
//     Marks marks = draw_cohort_table(painter, theme, {x, y, 480, cohort_table_height(rows.size())}, days, rows, words, emphasis);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "charts/mark.h"

namespace charts {

struct CohortTableCell {
    std::uint64_t hits = 0;
    std::uint64_t of = 0;
    bool mature = false;
    std::optional<double> share{}, low{}, high{};
};

struct CohortTableRow {
    std::string id;    // "2026-07"
    std::string name;  // "Jul"
    std::uint64_t entries = 0;
    std::vector<CohortTableCell> cells;  // one an age
};

struct CohortTableWords {
    Language language = Language::en;
    std::string days;     // "{} d"
    std::string entries;  // head of the counts
    std::string young;    // "so far"
};

float cohort_table_height(std::size_t rows);
// Marks: a figure per cell that somebody has reached, "2026-07.30".
Marks draw_cohort_table(Painter& painter, const Theme& theme, Rect rect, std::span<const std::uint32_t> days,
                        std::span<const CohortTableRow> rows, const CohortTableWords& words, const Emphasis& emphasis);

}  // namespace charts
