// A chart read off along its axis: a hairline at the figure nearest to the pointer, to a finger's tap or to where the keys have moved
// it, with what every series has there in one tooltip. For the keyboard and the screen reader it is one slider.
//
//     const Cross cross = use_crosshair(ui, {.id = "roles.incidence.cross", .name = question, .keys = keys, .area = drawn.plot,
//                                            .stops = drawn.stops}, [&](std::size_t stop) { return reading_at(stop); });
#pragma once

#include <functional>
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

// Before use_marks, so that a press still finds the marks.
Cross use_crosshair(Ui& ui, const Crosshair& of, const std::function<Reading(std::size_t stop)>& read);

}  // namespace ui
