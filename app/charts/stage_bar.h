// One bar of ledger parts, as the charts share it: placed, drawn with its counts inside, outlined, and given back as marks.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "charts/ledger.h"
#include "charts/mark.h"

namespace charts {

struct StageBar {
    Rect rect;  // whole pixels; w = 0 where there is nothing
    std::array<Rect, part_count> parts;
    Ledger ledger;
    bool has(std::size_t part) const { return parts[part].w > 0; }
};

// `full_width` is the length of share 1. Centred on `centre`; at least as wide as its parts need.
StageBar place_bar(float centre, float top, float height, double full_width, double share, const Ledger& ledger);

// The bar on its way from what its figures were: as it is where nothing moves.
StageBar moved_bar(const StageBar& bar, float centre, double full_width, double share, std::string_view row_id,
                   const Emphasis& emphasis);

// Upright, on `bottom`, advanced lowest.
StageBar place_column(float left, float bottom, float width, double full_height, double share, const Ledger& ledger);

// The parts with 1-px gaps that show the background.
void draw_bar(Painter& painter, const Theme& theme, const StageBar& bar);

struct CountStyle {
    float size = 12;
    float padding = 10;  // of the first count, which stands at the left of its part
    bool first_only = false;
};
// Counts inside the parts that have room; tells which.
std::array<bool, part_count> draw_counts(Painter& painter, const Theme& theme, const StageBar& bar,
                                         const CountStyle& style);

// The outlines of hover, selection and focus, on the bar or on one part.
void draw_bar_attention(Painter& painter, const Theme& theme, const StageBar& bar, std::string_view row_id,
                        const Emphasis& emphasis);

// The parts' marks: "Contacted: lost 342 of 1,738".
void add_part_marks(Marks& marks, const StageBar& bar, std::string_view row_id, std::string_view stage_id,
                    std::string_view stage_name, const PartWords& words, Language language, bool late);

}  // namespace charts
