#include "ui/crosshair.h"

#include <algorithm>
#include <tuple>

#include "charts/mark.h"

namespace ui {
namespace {

std::string spoken(const Ui& ui, const Reading& reading) {
    std::string text = reading.title;
    for (const TipRow& row : reading.rows)
        text += (ui.chinese() ? "；" : "; ") + row.name + (row.figure.empty() ? "" : " ") + row.figure;
    return text;
}

}  // namespace

Cross Ui::cross(std::string_view id, charts::Rect area, std::span<const float> stops) {
    Cross cross;
    const Key of = key_of(id);
    const charts::Rect seen = overlap(area, clip());
    if (seen.w > 0 && seen.h > 0) regions_.push_back({of, std::string(id), seen, layers_.back(), false});
    const std::size_t last = stops.size() - 1;
    const auto inside = [&](charts::Point point) {
        return seen.contains(point) && layer_at(seen_, point) == layers_.back();
    };
    if (tapped_ && inside(*tapped_)) {
        const std::size_t at = charts::nearest_stop(stops, tapped_->x);
        cross.again = stop_.key == of && stop_.tapped && stop_.at == at;
        stop_ = {of, at, true};
    } else if (tapped_ && stop_.key == of) {
        stop_ = {};
    }
    cross.focused = by_keyboard_ && focus_ == id;
    if (cross.focused) {
        focus_scroll_ = scroll_key_above();
        if (focus_came_) reveal(area);
        if (stop_.key != of) stop_ = {of, last, false};
        stop_.at = std::min(stop_.at, last);
        cross.was = stop_.at;
        if (key(id, "Home")) stop_.at = 0;
        if (key(id, "End")) stop_.at = last;
        for (const auto& [name, forward, widens] : {std::tuple("ArrowLeft", false, false),
                                                    {"ArrowRight", true, false},
                                                    {"Shift+ArrowLeft", false, true},
                                                    {"Shift+ArrowRight", true, true}}) {
            if (!key(id, name)) continue;
            cross.widened = cross.widened || widens;
            cross.moved = cross.moved || !widens;
            if (forward && stop_.at < last) ++stop_.at;
            if (!forward && stop_.at > 0) --stop_.at;
        }
        cross.moved = cross.moved || (!cross.widened && stop_.at != cross.was);
        const auto pressed = [&](const Action& action) { return action.kind == ActionKind::click && action.id == id; };
        cross.pressed = std::erase_if(actions_, pressed) > 0;
    }
    cross.keyed = stop_.key == of ? std::min(stop_.at, last) : last;
    if (cross.focused || (stop_.key == of && stop_.tapped))
        cross.at = cross.keyed;
    else if (!touch() && !input_.down && inside(input_.pointer))
        cross.at = charts::nearest_stop(stops, input_.pointer.x);
    constexpr float far = 1e9f;
    Track track{seen, far, far};  // what is not shown may be at any place
    if (cross.at) {
        const std::size_t at = *cross.at;
        track.from = cross.focused || at == 0 ? -far : (stops[at - 1] + stops[at]) / 2;
        track.to = cross.focused || at == last ? far : (stops[at] + stops[at + 1]) / 2;
    }
    tracks_.push_back(track);
    return cross;
}

Cross cross_of(Ui& ui, const Crosshair& of) {
    Cross cross = ui.cross(of.id, of.area, of.stops);
    if (of.marked && !cross.focused) cross.at = of.marked;
    if (cross.focused) charts::draw_focus_ring(ui.painter(), ui.theme(), of.area, charts::space::tile_radius);
    return cross;
}

void add_slider(Ui& ui, const Crosshair& of, const Cross& cross, const Reading& there) {
    ui.add({.id = std::string(of.id),
            .role = SemanticRole::slider,
            .name = std::string(of.name),
            .value = spoken(ui, there),
            .description = std::string(of.keys),
            .bounds = of.area,
            .at = static_cast<std::uint16_t>(cross.keyed),
            .last = static_cast<std::uint16_t>(of.stops.size() - 1)});
}

void show_reading(Ui& ui, const Crosshair& of, std::size_t stop, Reading reading) {
    const float x = of.stops[stop];
    charts::draw_crosshair(ui.painter(), ui.theme(), of.area, x, reading.dots);
    ui.table_tip({x - .5f, of.area.y, 1, of.area.h}, std::move(reading.title), std::move(reading.rows));
}

}  // namespace ui
