// What a chart gives back for each part that can be read or pointed at, and what it takes to show the reader's attention.
//
//     for (const Mark& mark : draw_funnel(painter, theme, rect, funnel, emphasis))
//         hit_regions.add(mark.bounds, mark.id);   // and a semantic node with mark.name
//
// Marks come in reading order; a part comes after the row it lies in, so the last mark that holds the pointer is the one
// meant (`mark_at`). Ids are stable from frame to frame and unique inside a chart: "contacted", "contacted.lost". What belongs
// to the chart as a whole begins with an underline: "_received".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "charts/motion.h"
#include "charts/painter.h"
#include "charts/theme.h"

namespace charts {

enum class MarkKind : std::uint8_t {
    row,     // a stage, a person, a month: has parts
    part,    // a part of a row; opens the entries behind it
    figure,  // to be read, not pressed
};

struct Mark {
    std::string id;
    Rect bounds;
    std::string name;  // "Contacted: lost 342 of 1,738"
    MarkKind kind = MarkKind::part;
    std::string row = {};  // the data's id of the stage, person or month; "" for what belongs to the whole
    std::optional<Part> part = {};
};

using Marks = std::vector<Mark>;

// The mark under the pointer, figures left out; nullptr where there is none.
const Mark* mark_at(std::span<const Mark> marks, Point pointer);

struct Emphasis {
    std::string_view hovered = {};  // ids of marks; "" none
    std::string_view focused = {};
    std::string_view selected = {};
    bool dim_others = false;      // all rows but the selected one are drawn back
    bool late = false;            // the figures belong to an old filter
    Motion* motion = nullptr;     // eases what another answer moved; none: everything stands where it is
    std::string_view chart = {};  // by which `motion` knows this chart's marks
    // What is not known has the id "" too: nothing focused is not that.
    bool is_focused(std::string_view id) const { return !focused.empty() && focused == id; }
};

// Where a length or a place of the mark is drawn now, in shares of an axis; `part` tells several of one mark apart.
inline float moved(const Emphasis& emphasis, std::string_view mark, std::uint32_t part, float value) {
    return emphasis.motion ? emphasis.motion->eased(emphasis.chart, mark, part, value) : value;
}

enum class Attention : std::uint8_t { rest, hovered, selected, dimmed };

// The id of a row's part: "contacted.lost".
std::string part_mark_id(std::string_view row_id, Part part);

// How a row with this id stands; a hovered or selected part also lifts its row.
Attention attention_of(std::string_view row_id, const Emphasis& emphasis);

// The accent-tinted background of a selected row with its bar at the left.
void draw_selected_row(Painter& painter, const Theme& theme, Rect row);
// Outlines over a mark: hover and selection touch it, the focus ring keeps its distance.
void draw_hover_outline(Painter& painter, const Theme& theme, Rect mark);
void draw_selected_outline(Painter& painter, const Theme& theme, Rect mark);
void draw_focus_ring(Painter& painter, const Theme& theme, Rect mark, float radius = 1);

}  // namespace charts
