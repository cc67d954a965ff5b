#include "charts/legend.h"

#include <vector>

#include "charts/text.h"
#include "charts/wrap.h"

namespace charts {

namespace {

struct Sizes {
    float line;
    float swatch;
    float gap_to_text;
    float gap_to_next;
    TextStyle text;
};

Sizes sizes_of(const Legend& legend) {
    if (legend.small) return {18, 14, 6, 16, type::small({})};
    return {20, 16, 6, 22, type::label({})};
}

// The parts, then the note.
Wrapped places_of(Painter& painter, float width, const Legend& legend) {
    const Sizes sizes = sizes_of(legend);
    std::vector<float> widths;
    for (const std::string& word : legend.parts)
        widths.push_back(sizes.swatch + sizes.gap_to_text + text_width(painter, word, sizes.text));
    if (!legend.note.empty()) widths.push_back(text_width(painter, legend.note, sizes.text));
    return wrap_items(widths, width, sizes.line, sizes.gap_to_next);
}

}  // namespace

float legend_height(Painter& painter, float width, const Legend& legend) {
    return places_of(painter, width, legend).height;
}

Marks draw_legend(Painter& painter, const Theme& theme, Rect rect, const Legend& legend) {
    constexpr float swatch_height = 12;
    const Sizes sizes = sizes_of(legend);
    const Wrapped places = places_of(painter, rect.w, legend);
    Marks marks;
    const auto text = [&](Rect item, float indent, const std::string& word, Color color) {
        TextStyle style = sizes.text;
        style.color = color;
        draw_text_within(painter, {item.x + indent, centred_baseline(item.y + item.h / 2, style.size)}, item.w - indent,
                         word, style);
    };
    for (std::size_t i = 0; i < places.items.size(); ++i) {
        Rect item = places.items[i];
        item.x += rect.x;
        item.y += rect.y;
        if (i == part_count) {
            text(item, 0, legend.note, theme.ink3);
            marks.push_back({.id = "legend.note", .bounds = item, .name = legend.note, .kind = MarkKind::figure});
            continue;
        }
        draw_part(painter, theme, all_parts[i],
                  {item.x, item.y + (item.h - swatch_height) / 2, sizes.swatch, swatch_height});
        text(item, sizes.swatch + sizes.gap_to_text, legend.parts[i], theme.ink2);
        marks.push_back({.id = part_mark_id("legend", all_parts[i]),
                         .bounds = item,
                         .name = legend.parts[i],
                         .kind = MarkKind::figure,
                         .part = all_parts[i]});
    }
    return marks;
}

}  // namespace charts
