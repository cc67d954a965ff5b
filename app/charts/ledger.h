// Where the entries into a stage went, and the five parts drawn as pieces of a bar.
//
//     const std::array<int, part_count> widths = split_length(409, ledger);   // sums to 409
//     draw_part(painter, theme, Part::open, {x, y, 12, 30});
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "charts/painter.h"
#include "charts/theme.h"

namespace charts {

struct Ledger {
    std::uint64_t entries = 0;  // advanced + lost + back + left + open
    std::uint64_t advanced = 0;
    std::uint64_t lost = 0;
    std::uint64_t back = 0;
    std::uint64_t left = 0;
    std::uint64_t open = 0;
    std::uint64_t part(Part which) const;
};

// The parts' names in the reader's language, in the order of Part: "advanced", "lost", …
using PartWords = std::array<std::string, part_count>;

// A length in whole pixels divided in proportion to the parts (largest remainder). Every part that is not 0 has at least
// one pixel, so the length must be at least `parts_present(ledger)`; parts that are 0 have none.
std::array<int, part_count> split_length(int length, const Ledger& ledger);
int parts_present(const Ledger& ledger);

// One part as a flat, outlined or hatched rectangle.
void draw_part(Painter& painter, const Theme& theme, Part part, Rect rect);

}  // namespace charts
