#include "charts/stage_bar.h"

#include <algorithm>
#include <cmath>

#include "charts/text.h"

namespace charts {

namespace {

constexpr float narrowest_with_gap = 3;
constexpr float narrowest_with_count = 22;
constexpr float room_around_count = 6;

// A ring needs something to go round where a bar is empty or thin.
Rect for_ring(Rect rect) {
    constexpr float least = 4;
    const float wider = std::max(0.0f, least - rect.w);
    const float higher = std::max(0.0f, least - rect.h);
    return {rect.x - wider / 2, rect.y - higher / 2, rect.w + wider, rect.h + higher};
}

// In whole pixels, and long enough for every part to be seen.
int length_of(double full, double share, const Ledger& ledger) {
    const int present = parts_present(ledger);
    return present == 0 ? 0 : std::max(present, static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * full)));
}

}  // namespace

StageBar place_bar(float centre, float top, float height, double full_width, double share, const Ledger& ledger) {
    StageBar bar;
    bar.ledger = ledger;
    const int width = length_of(full_width, share, ledger);
    bar.rect = {std::floor(centre - static_cast<float>(width) / 2), top, static_cast<float>(width), height};
    const std::array<int, part_count> widths = split_length(width, ledger);
    float x = bar.rect.x;
    for (std::size_t i = 0; i < part_count; ++i) {
        bar.parts[i] = {x, top, static_cast<float>(widths[i]), height};
        x += bar.parts[i].w;
    }
    return bar;
}

StageBar moved_bar(const StageBar& bar, float centre, double full_width, double share, std::string_view row_id,
                   const Emphasis& emphasis) {
    if (!emphasis.motion) return bar;
    std::array<float, part_count> lengths{};
    bool moving = false;
    float whole = 0;
    const double entries = std::max(1.0, static_cast<double>(bar.ledger.entries));
    for (std::size_t i = 0; i < part_count; ++i) {
        const auto length = static_cast<float>(share * static_cast<double>(bar.ledger.part(all_parts[i])) / entries);
        const float now = moved(emphasis, row_id, static_cast<std::uint32_t>(i), length);
        moving = moving || now != length;
        if (bar.has(i)) whole += lengths[i] = std::max(1.0f, now * static_cast<float>(full_width));
    }
    if (!moving || whole == 0) return bar;
    StageBar between = bar;
    between.rect.x = centre - whole / 2;
    between.rect.w = whole;
    float x = between.rect.x;
    for (std::size_t i = 0; i < part_count; ++i) {
        between.parts[i].x = x;
        between.parts[i].w = lengths[i];
        x += lengths[i];
    }
    return between;
}

StageBar place_column(float left, float bottom, float width, double full_height, double share, const Ledger& ledger) {
    StageBar bar;
    bar.ledger = ledger;
    const int height = length_of(full_height, share, ledger);
    bar.rect = {left, bottom - static_cast<float>(height), width, static_cast<float>(height)};
    const std::array<int, part_count> heights = split_length(height, ledger);
    float y = bottom;
    for (std::size_t i = 0; i < part_count; ++i) {
        y -= static_cast<float>(heights[i]);
        bar.parts[i] = {left, y, heights[i] > 0 ? width : 0, static_cast<float>(heights[i])};
    }
    return bar;
}

void draw_bar(Painter& painter, const Theme& theme, const StageBar& bar) {
    if (bar.rect.w <= 0) painter.fill_rect({bar.rect.x, bar.rect.y, 1, bar.rect.h}, theme.axis);
    for (std::size_t i = 0; i < part_count; ++i) {
        Rect part = bar.parts[i];
        if (part.w <= 0) continue;
        const bool more_at_right = part.right() < bar.rect.right();
        if (more_at_right && part.w >= narrowest_with_gap) part.w -= 1;
        const bool more_above = part.y > bar.rect.y;
        if (more_above && part.h >= narrowest_with_gap) {
            part.y += 1;
            part.h -= 1;
        }
        draw_part(painter, theme, all_parts[i], part);
    }
}

std::array<bool, part_count> draw_counts(Painter& painter, const Theme& theme, const StageBar& bar,
                                         const CountStyle& style) {
    std::array<bool, part_count> drawn{};
    for (std::size_t i = 0; i < part_count; ++i) {
        const Rect part = bar.parts[i];
        // Open is hatched: a figure over it would not be legible; it has a column or a tooltip.
        if (part.w < narrowest_with_count || all_parts[i] == Part::open || (style.first_only && i > 0)) continue;
        const TextStyle text{style.size, Weight::semibold, theme.parts[i].text};
        const std::string count = format_count(bar.ledger.part(all_parts[i]));
        const float width = text_width(painter, count, text);
        if (width + room_around_count > part.w) continue;
        const bool at_left = i == 0 && width + style.padding + room_around_count / 2 <= part.w;
        const float x = at_left ? part.x + style.padding : part.x + (part.w - width) / 2;
        painter.text({x, centred_baseline(part.y + part.h / 2, style.size)}, count, text);
        drawn[i] = true;
    }
    return drawn;
}

void draw_bar_attention(Painter& painter, const Theme& theme, const StageBar& bar, std::string_view row_id,
                        const Emphasis& emphasis) {
    const auto rect_of = [&](std::string_view id) -> const Rect* {
        if (id.empty()) return nullptr;
        if (id == row_id) return &bar.rect;
        for (std::size_t i = 0; i < part_count; ++i) {
            if (bar.has(i) && id == part_mark_id(row_id, all_parts[i])) return &bar.parts[i];
        }
        return nullptr;
    };
    const Rect* selected = rect_of(emphasis.selected);
    if (selected && emphasis.selected != row_id) draw_selected_outline(painter, theme, *selected);
    const Rect* hovered = rect_of(emphasis.hovered);
    if (hovered && hovered->w > 0 && hovered->h > 0 && hovered != selected)
        draw_hover_outline(painter, theme, *hovered);
    if (const Rect* focused = rect_of(emphasis.focused)) draw_focus_ring(painter, theme, for_ring(*focused));
}

void add_part_marks(Marks& marks, const StageBar& bar, std::string_view row_id, std::string_view stage_id,
                    std::string_view stage_name, const PartWords& words, Language language, bool late) {
    for (std::size_t i = 0; i < part_count; ++i) {
        if (!bar.has(i)) continue;
        const std::string figure =
            words[i] + " " + format_of(bar.ledger.part(all_parts[i]), bar.ledger.entries, language);
        marks.push_back({.id = part_mark_id(row_id, all_parts[i]),
                         .bounds = bar.parts[i],
                         .name = format_named(stage_name, figure, language),
                         .kind = late ? MarkKind::figure : MarkKind::part,
                         .row = std::string(stage_id),
                         .part = all_parts[i]});
    }
}

}  // namespace charts
