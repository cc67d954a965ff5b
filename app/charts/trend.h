// Entries by month: a column per month, divided as in the funnel with what advanced at the bottom.
//
//     std::vector<TrendMonth> months{{"2026-07", {812, 401, 260, 12, 9, 130}}, {"2026-08", {…}, true}};
//     Marks marks = draw_trend(painter, theme, {x, y, 480, 180}, months, words, emphasis);
//
// Months whose entries could not yet come to an end are young: they stand on a lane with a word that says so. The axis begins
// at 0.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "charts/ledger.h"
#include "charts/mark.h"

namespace charts {

struct TrendMonth {
    std::string id;  // "2026-07"
    Ledger ledger;
    bool young = false;
};

struct TrendWords {
    Language language = Language::en;
    PartWords parts;
    std::string entries;  // the axis's unit: "entries"
    std::string young;    // over the first young month: "not yet settled"
};

// Marks: per month its row "2026-07" and parts "2026-07.lost".
Marks draw_trend(Painter& painter, const Theme& theme, Rect rect, std::span<const TrendMonth> months,
                 const TrendWords& words, const Emphasis& emphasis);

}  // namespace charts
