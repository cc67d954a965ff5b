// A chart read off along its axis: a hairline at the figure nearest to the pointer, to a finger's tap or to where the keys have moved
// it, with what every series has there in one tooltip. For the keyboard and the screen reader it is one slider.
//
//     const Cross cross = use_crosshair(ui, {.id = "roles.incidence.cross", .name = question, .keys = keys, .area = drawn.plot,
//                                            .stops = drawn.stops}, [&](std::size_t stop) { return reading_at(stop); });
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "charts/crosshair.h"
#include "ui/ui.h"

namespace ui {

struct Reading {
    std::string title;         // where the hairline stands: "Mar 2026"
    std::vector<TipRow> rows;  // a series each
    std::vector<charts::CrossDot> dots;
};

struct Crosshair {
    std::string_view id;
    std::string_view name;  // what is read off
    std::string_view keys;  // which keys do what
    charts::Rect area;
    std::span<const float> stops;            // ascending
    std::optional<std::size_t> marked = {};  // of the mark that is pointed at or has the focus
};

// What use_crosshair consists of.
Cross cross_of(Ui& ui, const Crosshair& of);
void add_slider(Ui& ui, const Crosshair& of, const Cross& cross, const Reading& there);
void show_reading(Ui& ui, const Crosshair& of, std::size_t stop, Reading reading);

// Before use_marks, so that a press still finds the marks. `read(stop)` gives the Reading there; called through a table of functions
// it would all be in the first part of the module.
template <class Read>
Cross use_crosshair(Ui& ui, const Crosshair& of, const Read& read) {
    if (of.stops.empty()) return {};
    const Cross cross = cross_of(ui, of);
    add_slider(ui, of, cross, read(cross.keyed));
    if (cross.at) show_reading(ui, of, *cross.at, read(*cross.at));
    return cross;
}

}  // namespace ui
