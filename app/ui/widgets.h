// The controls: drawn, hit and named in one call. Each gives true in the frame in which it was pressed, by the pointer or
// through its semantic element, which are the same to it.
//
//     if (button(ui, "top.share", rect, {.label = words(Text::share, language), .icon = charts::Icon::share, .primary = true})) share();
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "charts/icons.h"
#include "charts/text.h"
#include "ui/ui.h"

namespace ui {

struct Button {
    std::string_view label{};
    std::optional<charts::Icon> icon{};
    bool primary = false;
    bool selected = false;
    bool toggle = false;
    bool disabled = false;
    bool expandable = false;
    bool expanded = false;
    std::string_view name{};  // where the label does not say enough
};
float button_width(Ui& ui, const Button& button);
bool button(Ui& ui, std::string_view id, charts::Rect rect, const Button& button);

// A button without a frame, in the accent's colour: "+ Add filter".
bool quiet_button(Ui& ui, std::string_view id, charts::Rect rect, const Button& button);
// The same in ordinary ink: for what is used rarely.
bool plain_button(Ui& ui, std::string_view id, charts::Rect rect, const Button& button);
bool tab_item(Ui& ui, std::string_view id, charts::Rect rect, std::string_view name, bool selected, bool horizontal);

// A bare icon with a hit area round it; the name shows as a tooltip.
bool icon_button(Ui& ui, std::string_view id, charts::Rect rect, charts::Icon icon, std::string_view name,
                 bool selected = false, bool disabled = false);

// Two or more choices in one frame, of which one is on. Gives the one pressed.
struct Choice {
    std::string_view id;  // behind the group's id
    std::string_view label;
    std::string_view name{};
};
std::optional<std::size_t> toggle_row(Ui& ui, std::string_view id, charts::Rect rect, std::span<const Choice> choices,
                                      std::size_t chosen, std::string_view name);

// A filter: its label in grey, its value, and × to remove it.
struct Chip {
    std::string_view label;
    std::string_view value;
    std::string_view remove_name;
};
struct ChipHit {
    bool opened = false;
    bool removed = false;
};
float chip_width(Ui& ui, const Chip& chip, bool touch);
ChipHit chip(Ui& ui, std::string_view id, charts::Rect rect, const Chip& chip);

// Text that acts. `corner` is the line's upper left corner; the width is the text's.
bool link(Ui& ui, std::string_view id, charts::Rect line, std::string_view label,
          std::optional<charts::Icon> behind = std::nullopt, charts::Align align = charts::Align::start);

// A line of a list that is chosen or not: a menu, a list of options.
struct Option {
    std::string_view label;
    std::string_view figure{};  // at the right
    bool selected = false;
    bool check = false;  // with a tick box: several may be chosen
    std::optional<charts::Icon> icon{};
};
bool option(Ui& ui, std::string_view id, charts::Rect rect, const Option& option);

// A resting text field; while it is edited the semantic layer's own field stands over it.
struct Field {
    std::string_view name;
    std::string_view text;
    std::string_view hint{};
    bool search = false;
    bool wrong = false;
    bool focus = false;  // from when it appears
};
// What the reader typed, once after each change.
std::optional<std::string> field(Ui& ui, std::string_view id, charts::Rect rect, const Field& field);

// The head of a column that sorts.
struct Head {
    std::string_view label;
    std::string_view name;  // "Sort by entries"
    charts::Align align = charts::Align::start;
    bool sorted = false;
    bool descending = false;
};
bool head(Ui& ui, std::string_view id, charts::Rect rect, const Head& head);

void progress_line(Ui& ui, std::string_view id, charts::Rect rect, std::optional<float> share, std::string_view name);

// Plain text with its node.
void label(Ui& ui, std::string_view id, charts::Point baseline, float width, std::string_view text,
           const charts::TextStyle& style, charts::Align align = charts::Align::start);
// Several lines; gives the lower edge.
float paragraph(Ui& ui, std::string_view id, charts::Point corner, float width, std::string_view text,
                const charts::TextStyle& style, float line_height);
void hairline(Ui& ui, float x, float y, float width);

// The heads of a table's columns stay in sight while its rows, of which the last ends at `rows_end`, pass under them. They are drawn at
// place(); from cut() to the end of its life what is drawn is cut at their lower edge.
class TableHeads {
public:
    TableHeads(Ui& ui, charts::Rect at, float rows_end);
    ~TableHeads();
    TableHeads(const TableHeads&) = delete;
    TableHeads& operator=(const TableHeads&) = delete;
    charts::Rect place() const { return place_; }
    void cut();

private:
    Ui& ui_;
    charts::Rect place_;
    float rows_end_;
    bool stuck_;
    bool cut_ = false;
};

}  // namespace ui
