// Entries by month: a column per month, divided as in the funnel with what advanced at the bottom.
//
//     std::vector<TrendMonth> months{{"2026-07", {812, 401, 260, 12, 9, 130}}, {"2026-08", {…}, true}};
//     Trend trend = draw_trend(painter, theme, {x, y, 480, 196}, months, words, Brush{4, 7}, emphasis);
//
// Months whose entries could not yet come to an end are young: they stand on a lane with a word that says so. The axis begins
// at 0. Under the months lies a brush, its handles hovered as "_from" and "_to": months outside what is chosen go back, and stay in
// sight.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "charts/brush.h"
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

struct Trend {
    Marks marks;      // per month its row "2026-07" and parts "2026-07.lost"
    Rect plot;        // of the columns
    StepAxis axis;    // its months
    float brush = 0;  // the brush's middle
};
// `chosen`: none is all of them.
Trend draw_trend(Painter& painter, const Theme& theme, Rect rect, std::span<const TrendMonth> months,
                 const TrendWords& words, const std::optional<Brush>& chosen, const Emphasis& emphasis);

}  // namespace charts
