#include "charts/text.h"

#include <vector>

#include "base/utf8.h"

namespace charts {

float text_width(Painter& painter, std::string_view text, const TextStyle& style) {
    return painter.text_width(text, style.size, style.weight);
}

float draw_text(Painter& painter, Point anchor, std::string_view text, const TextStyle& style, Align align) {
    if (text.empty()) return 0;
    const float width = text_width(painter, text, style);
    if (align == Align::middle) anchor.x -= width / 2;
    if (align == Align::end) anchor.x -= width;
    painter.text(anchor, text, style);
    return width;
}

float draw_text_within(Painter& painter, Point anchor, float width, std::string_view text, const TextStyle& style,
                       Align align) {
    return draw_text(painter, anchor, fit_text(painter, text, width, style), style, align);
}

std::string fit_text(Painter& painter, std::string_view text, float width, const TextStyle& style) {
    width += 0.01f;  // a width that was added up and taken apart again still fits
    if (text_width(painter, text, style) <= width) return std::string(text);
    std::vector<std::size_t> ends{0};
    for (std::size_t at = 0; at < text.size();) {
        base::utf8_next(text, at);
        ends.push_back(at);
    }
    const auto cut = [&](std::size_t characters) {
        std::string_view kept = text.substr(0, ends[characters]);
        while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
        return std::string(kept) + "…";
    };
    // Widths grow with every character: search for the last cut that fits.
    std::size_t fits = 0;
    for (std::size_t low = 1, high = ends.size(); low < high;) {
        const std::size_t middle = (low + high) / 2;
        if (text_width(painter, cut(middle), style) <= width) {
            fits = middle;
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return fits == 0 && text_width(painter, "…", style) > width ? std::string() : cut(fits);
}

}  // namespace charts
