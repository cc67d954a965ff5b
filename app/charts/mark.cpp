#include "charts/mark.h"

namespace charts {

namespace {

// True for the row's own id and for those of its parts.
bool belongs_to(std::string_view id, std::string_view row_id) {
    if (!id.starts_with(row_id)) return false;
    id.remove_prefix(row_id.size());
    if (id.empty()) return true;
    for (const Part part : all_parts) {
        if (id.front() == '.' && id.substr(1) == part_id(part)) return true;
    }
    return false;
}

Rect grown(Rect rect, float by) { return {rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by}; }

}  // namespace

const Mark* mark_at(std::span<const Mark> marks, Point pointer) {
    const Mark* found = nullptr;
    for (const Mark& mark : marks) {
        if (mark.kind != MarkKind::figure && mark.bounds.contains(pointer)) found = &mark;
    }
    return found;
}

std::string part_mark_id(std::string_view row_id, Part part) {
    return std::string(row_id).append(".").append(part_id(part));
}

Attention attention_of(std::string_view row_id, const Emphasis& emphasis) {
    if (!emphasis.selected.empty()) {
        if (belongs_to(emphasis.selected, row_id)) return Attention::selected;
        if (emphasis.dim_others) return Attention::dimmed;
    }
    return !emphasis.hovered.empty() && belongs_to(emphasis.hovered, row_id) ? Attention::hovered : Attention::rest;
}

void draw_selected_row(Painter& painter, const Theme& theme, Rect row) {
    painter.fill_rect(row, theme.accent_tint, 6);
    painter.fill_rect({row.x, row.y, state::selection_bar, row.h}, theme.accent, state::selection_bar / 2);
}

void draw_hover_outline(Painter& painter, const Theme& theme, Rect mark) {
    painter.stroke_rect(grown(mark, 1), {theme.ink, state::hover_outline});
}

void draw_selected_outline(Painter& painter, const Theme& theme, Rect mark) {
    painter.stroke_rect(grown(mark, 1), {theme.ink, state::selected_outline});
}

void draw_focus_ring(Painter& painter, const Theme& theme, Rect mark, float radius) {
    const float distance = state::focus_distance + state::focus_outline / 2;
    painter.stroke_rect(grown(mark, distance), {theme.accent, state::focus_outline}, radius + state::focus_distance);
}

}  // namespace charts
