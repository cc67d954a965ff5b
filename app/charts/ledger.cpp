#include "charts/ledger.h"

#include <algorithm>
#include <cmath>

namespace charts {

namespace {

constexpr float hatch_pitch = 6;
constexpr float hatch_width = 1.25f;
constexpr float thinnest_outlined = 3;  // below, an outline would leave nothing inside

double total_of(const Ledger& ledger) {
    double total = 0;
    for (const Part part : all_parts) total += static_cast<double>(ledger.part(part));
    return total;
}

}  // namespace

std::uint64_t Ledger::part(Part which) const {
    switch (which) {
        case Part::advanced: return advanced;
        case Part::lost: return lost;
        case Part::back: return back;
        case Part::left: return left;
        case Part::open: return open;
    }
    return 0;
}

int parts_present(const Ledger& ledger) {
    int present = 0;
    for (const Part part : all_parts) present += ledger.part(part) > 0 ? 1 : 0;
    return present;
}

std::array<int, part_count> split_length(int length, const Ledger& ledger) {
    std::array<int, part_count> lengths{};
    std::array<double, part_count> remainders{};
    const double total = total_of(ledger);
    if (total <= 0) return lengths;
    int rest = length;
    for (std::size_t i = 0; i < part_count; ++i) {
        const std::uint64_t count = ledger.part(all_parts[i]);
        if (count == 0) continue;
        const double exact = static_cast<double>(length) * static_cast<double>(count) / total;
        lengths[i] = std::max(1, static_cast<int>(std::floor(exact)));
        remainders[i] = exact - lengths[i];
        rest -= lengths[i];
    }
    while (rest > 0) {
        const auto most = static_cast<std::size_t>(std::ranges::max_element(remainders) - remainders.begin());
        ++lengths[most];
        remainders[most] -= 1;
        --rest;
    }
    // The pixels lent to parts that are too small to see come from the longest.
    while (rest < 0) {
        --*std::ranges::max_element(lengths);
        ++rest;
    }
    return lengths;
}

void draw_part(Painter& painter, const Theme& theme, Part part, Rect rect) {
    const PartColors& colors = theme.part(part);
    const bool outlined = colors.outline.a != 0;
    if (outlined && std::min(rect.w, rect.h) < thinnest_outlined) {
        painter.fill_rect(rect, colors.outline);
        return;
    }
    painter.fill_rect(rect, colors.fill);
    if (part == Part::open) painter.hatch(rect, theme.hatch, hatch_pitch, hatch_width);
    if (outlined) painter.stroke_rect({rect.x + 0.5f, rect.y + 0.5f, rect.w - 1, rect.h - 1}, {colors.outline, 1});
}

}  // namespace charts
