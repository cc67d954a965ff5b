// Scrolling in Ui: the wheel, a finger with momentum, keys, the scrollbar, and bringing what has the focus into sight.
#include <algorithm>
#include <cmath>

#include "ui/ui.h"

namespace ui {
namespace {

constexpr float glide_falls_ms = 325;  // the speed falls to 1/e in this time
constexpr float glide_ends = 0.02f;    // CSS pixels a millisecond
constexpr float key_step = 40;
constexpr float longest_frame_ms = 64;  // after a sleep nothing jumps

float along(charts::Point point, Axis axis) { return axis == Axis::vertical ? point.y : point.x; }
float length(charts::Rect rect, Axis axis) { return axis == Axis::vertical ? rect.h : rect.w; }

}  // namespace

float Ui::Scroll::furthest() const { return std::max(0.f, content - length(view, axis)); }

void Ui::Scroll::move(float by) { offset = std::clamp(offset + by, 0.f, furthest()); }

Ui::Scroll* Ui::scroll_of(Key key) {
    for (Scroll& area : scrolls_)
        if (area.key == key) return &area;
    return nullptr;
}

Key Ui::scroll_key_above() const {
    for (auto open = open_scrolls_.rbegin(); open != open_scrolls_.rend(); ++open)
        if (scrolls_[*open].axis == Axis::vertical) return scrolls_[*open].key;
    return 0;
}

// The innermost area under the point that can still move that way.
Ui::Scroll* Ui::scroll_at(charts::Point point, Axis axis, float towards) {
    const Layer layer = layer_at(seen_, point);
    Scroll* found = nullptr;
    for (const Region& region : seen_) {
        if (!region.scrolls || region.layer != layer || !region.rect.contains(point)) continue;
        Scroll* area = scroll_of(region.key);
        if (!area || area->axis != axis) continue;
        if (towards > 0 ? area->offset < area->furthest() : area->offset > 0) found = area;
    }
    return found;
}

void Ui::read_wheel() {
    for (const Axis axis : {Axis::vertical, Axis::horizontal}) {
        const float by = along(input_.wheel, axis);
        if (by == 0) continue;
        if (Scroll* area = scroll_at(input_.pointer, axis, by)) area->move(by);
    }
}

void Ui::drag() {
    if (!touch() || !input_.down) return;
    const charts::Point way{press_at_.x - input_.pointer.x, press_at_.y - input_.pointer.y};
    if (drag_possible_ && std::max(std::fabs(way.x), std::fabs(way.y)) > drag_begins) {
        const Axis axis = std::fabs(way.y) >= std::fabs(way.x) ? Axis::vertical : Axis::horizontal;
        const Scroll* area = scroll_at(press_at_, axis, along(way, axis));
        dragged_ = area ? area->key : 0;
        drag_possible_ = false;
        active_ = 0;
    }
    Scroll* area = dragged_ != 0 ? scroll_of(dragged_) : nullptr;
    if (!area) return;
    const float by = along(pointer_before_, area->axis) - along(input_.pointer, area->axis);
    const auto elapsed = static_cast<float>(std::max(1.0, surface_.now_ms - last_ms_));
    area->speed = 0.6f * area->speed + 0.4f * by / elapsed;
    area->move(by);
}

void Ui::glide() {
    const auto elapsed = std::min(static_cast<float>(surface_.now_ms - last_ms_), longest_frame_ms);
    for (Scroll& area : scrolls_) {
        if (area.speed == 0 || area.key == dragged_) continue;
        const float before = area.offset;
        area.move(area.speed * elapsed);
        area.speed *= std::exp(-elapsed / glide_falls_ms);
        if (std::fabs(area.speed) < glide_ends || (area.offset == before && elapsed > 0) || surface_.reduced_motion)
            area.speed = 0;
        else
            next_.again = true;
    }
}

void Ui::scroll_by_key(Scroll& area, std::string_view name) {
    const float before = area.offset;
    const float page = length(area.view, area.axis) - key_step;
    if (name == "PageDown") area.move(page);
    if (name == "PageUp") area.move(-page);
    if (name == "ArrowDown") area.move(key_step);
    if (name == "ArrowUp") area.move(-key_step);
    if (name == "Home") area.move(-area.content);
    if (name == "End") area.move(area.content);
    if (area.offset != before) again();
}

charts::Point Ui::begin_scroll(std::string_view id, charts::Rect view, Axis axis) {
    const Key key = key_of(id);
    Scroll* area = scroll_of(key);
    if (!area) area = &scrolls_.emplace_back();
    area->key = key;
    area->axis = axis;
    area->view = view;
    area->offset = std::min(area->offset, std::max(area->furthest(), 0.f));
    if (axis == Axis::vertical && top_scroll_ == 0 && layers_.back() == top_layer_) top_scroll_ = key;
    open_scrolls_.push_back(static_cast<std::size_t>(area - scrolls_.data()));
    regions_.push_back({key, {}, overlap(view, clip()), layers_.back(), true});
    push_clip(view);
    const float offset = std::round(area->offset);
    if (axis == Axis::vertical) return {view.x, view.y - offset};
    return {view.x - offset, view.y};
}

void Ui::end_scroll(float content_length) {
    Scroll& area = scrolls_[open_scrolls_.back()];
    open_scrolls_.pop_back();
    area.content = content_length;
    if (area.offset > area.furthest()) {
        area.offset = area.furthest();
        again();
    }
    pop_clip();
    if (area.axis == Axis::vertical && area.furthest() > 0) scrollbar(area);
}

void Ui::scrollbar(Scroll& area) {
    if (touch() && area.speed == 0 && dragged_ != area.key) return;
    const charts::Rect view = area.view;
    const float track = view.h - 4;
    const float thumb = std::max(24.f, track * view.h / area.content);
    const float room = track - thumb;
    const float at = view.y + 2 + room * area.offset / area.furthest();
    const charts::Rect grip{view.right() - 12, at, 12, thumb};
    const Key key = area.key ^ 1;
    regions_.push_back({key, {}, overlap(grip, clip()), layers_.back(), false});
    const bool held = active_ == key;
    if (held && room > 0) {
        const float before = area.offset;
        area.move((input_.pointer.y - press_at_.y) * area.furthest() / room);
        press_at_ = input_.pointer;
        if (area.offset != before) next_.again = true;
    }
    const charts::Color color = held || hot_ == key ? theme_->axis : theme_->line2;
    painter_->fill_rect({view.right() - 8, at, 5, thumb}, color, 2.5f);
}

void Ui::scroll_to_start(std::string_view id) {
    if (Scroll* area = scroll_of(key_of(id))) area->offset = area->speed = 0;
}

void Ui::reveal(charts::Rect rect) {
    for (const std::size_t open : open_scrolls_) {
        Scroll& area = scrolls_[open];
        const bool vertical = area.axis == Axis::vertical;
        const float start = vertical ? rect.y - area.view.y : rect.x - area.view.x;
        const float end = start + (vertical ? rect.h : rect.w);
        const float room = length(area.view, area.axis);
        constexpr float margin = 8;
        // A table's heads may stand at the upper edge (TableHeads).
        const float first = vertical && room > 5 * charts::space::touch_target ? charts::space::touch_target : margin;
        const float before = area.offset;
        if (start < first)
            area.move(start - first);
        else if (end > room - margin)
            area.move(end - room + margin);
        if (area.offset != before) again();
    }
}

}  // namespace ui
