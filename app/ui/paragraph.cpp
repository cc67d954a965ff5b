#include "ui/paragraph.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/limits.h"
#include "base/utf8.h"
#include "charts/text.h"

namespace ui {
namespace {

bool wide(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF00 && c <= 0xFFEF) || c >= 0x20000;
}

bool stays_with_before(char32_t c) {
    constexpr std::u32string_view closing = U"，。；：？！、）」』》…·%,.;:?!)\u00A0";
    return closing.find(c) != std::u32string_view::npos;
}

bool stays_with_after(char32_t c) {
    constexpr std::u32string_view opening = U"（「『《(\u00A0";
    return opening.find(c) != std::u32string_view::npos;
}

// Where the next line may begin at the earliest after `at`: behind the next word or wide character.
std::size_t next_break(std::string_view text, std::size_t at) {
    char32_t before = 0;
    while (at < text.size()) {
        std::size_t next = at;
        const char32_t c = base::utf8_next(text, next);
        const bool after_space = before == U' ' && c != U' ';
        const bool between_wide =
            before != 0 && (wide(before) || wide(c)) && !stays_with_before(c) && !stays_with_after(before);
        if (before != 0 && (after_space || (between_wide && c != U' '))) return at;
        before = c;
        at = next;
    }
    return text.size();
}

std::string_view without_end_spaces(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

struct Line {
    std::uint32_t begin, length;
};

std::vector<std::string_view> views(std::string_view text, const std::vector<Line>& lines) {
    std::vector<std::string_view> out;
    out.reserve(lines.size());
    for (const auto& [begin, length] : lines) out.push_back(text.substr(begin, length));
    return out;
}

std::vector<Line> lines_of(charts::Painter& painter, std::string_view text, float width,
                           const charts::TextStyle& style) {
    std::vector<Line> lines;
    std::size_t start = 0;
    std::size_t end = 0;
    const auto add = [&](std::size_t until) {
        const std::size_t length = without_end_spaces(text.substr(start, until - start)).size();
        lines.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(length)});
        start = until;
    };
    while (end < text.size()) {
        const std::size_t next = next_break(text, end);
        const std::string_view longer = without_end_spaces(text.substr(start, next - start));
        if (end > start && charts::text_width(painter, longer, style) > width) add(end);
        end = next;
    }
    if (start < text.size()) add(text.size());
    return lines;
}

// Paragraphs are measured and drawn in every frame, and seldom change: where they break is kept, each in the place that
// its text gives it, until another takes it.
struct Kept {
    std::string text;
    float width = 0, size = 0, measure = 0;
    charts::Weight weight{};
    std::vector<Line> lines;
};

Kept& place_of(std::string_view text, float width) {
    static std::vector<Kept> places(base::limits::paragraphs_kept);
    auto hash = std::bit_cast<std::uint32_t>(width);
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619;  // FNV-1a
    return places[hash % places.size()];
}

}  // namespace

std::vector<std::string_view> break_lines(charts::Painter& painter, std::string_view text, float width,
                                          const charts::TextStyle& style) {
    if (text.size() > base::limits::paragraph_kept) return views(text, lines_of(painter, text, width, style));
    Kept& kept = place_of(text, width);
    const float measure = painter.measure();
    if (kept.text != text || kept.width != width || kept.size != style.size || kept.measure != measure ||
        kept.weight != style.weight)
        kept = {std::string(text), width, style.size, measure, style.weight, lines_of(painter, text, width, style)};
    return views(text, kept.lines);
}

float draw_paragraph(charts::Painter& painter, charts::Point corner, float width, std::string_view text,
                     const charts::TextStyle& style, float line_height) {
    for (const std::string_view line : break_lines(painter, text, width, style)) {
        charts::draw_text_within(painter, {corner.x, charts::centred_baseline(corner.y + line_height / 2, style.size)},
                                 width, line, style);
        corner.y += line_height;
    }
    return corner.y;
}

void draw_marks_under(charts::Painter& painter, charts::Point corner, float width, std::string_view text,
                      const charts::TextStyle& style, float line_height, std::span<const TextMark> marks) {
    if (marks.empty()) return;
    for (const std::string_view line : break_lines(painter, text, width, style)) {
        const auto from = static_cast<std::size_t>(line.data() - text.data());
        for (const TextMark& mark : marks) {
            const std::size_t begin = std::max(mark.begin, from), end = std::min(mark.end, from + line.size());
            if (begin >= end) continue;
            const float left = charts::text_width(painter, line.substr(0, begin - from), style);
            const float right = charts::text_width(painter, line.substr(0, end - from), style);
            painter.fill_rect({corner.x + left - 1, corner.y + 1, right - left + 2, line_height - 2}, mark.color, 2);
        }
        corner.y += line_height;
    }
}

float paragraph_height(charts::Painter& painter, float width, std::string_view text, const charts::TextStyle& style,
                       float line_height) {
    return line_height * static_cast<float>(break_lines(painter, text, width, style).size());
}

}  // namespace ui
