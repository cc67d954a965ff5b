// The semantic tree: what every widget and chart is, for those who do not see pixels.
//
// Each frame the widgets add nodes in reading order; platform/ hands a changed tree to web/semantic.mjs, which keeps real
// DOM elements over the canvas in step: focusable, in tab order, named, with their states; charts with a real table.
// Screen readers, the keyboard, browser find, printing, the system's own colours and the browser tests use this tree only.
// What the reader does to an element comes back as an Action with the node's id. Text is text: never markup.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "charts/painter.h"

namespace ui {

enum class SemanticRole : std::uint8_t {
    banner,
    navigation,
    main,
    region,
    dialog,
    group,
    heading,
    text,
    status,
    alert,
    figure,
    progressbar,
    button,
    link,
    tab,
    tablist,
    checkbox,
    option,
    listbox,
    searchbox,
    textbox,
    list,
    listitem,
    table,
    row,
    columnheader,
    rowheader,
    cell,
    slider,
};

// The ARIA name of a role.
const char* role_name(SemanticRole role);

struct SemanticNode {
    std::string id{};  // stable from frame to frame, unique: "roles.funnel.contacted.lost"
    SemanticRole role{};
    std::string name{};         // accessible name; the text of text nodes and cells
    std::string value{};        // a text field's text, a progress bar's percentage, what a slider stands at
    std::string description{};  // shown to screen readers behind the name
    charts::Rect bounds{};     // on the surface, scrolled and clipped; w = 0: nowhere on screen (kept for readers only)
    std::uint32_t parent = 0;  // index in SemanticTree::nodes; a parent stands before its children; 0 is the root
    std::int16_t level = 0;    // of a heading
    std::uint16_t at = 0;      // of a slider: where it stands, from 0 to `last`; what is there is its value
    std::uint16_t last = 0;
    bool disabled = false;
    bool selected = false;  // aria-selected (tab, option), aria-pressed (button with `toggle`), aria-current (link)
    bool toggle = false;    // a button that is on or off
    bool expanded = false;  // with `expandable`
    bool expandable = false;
    bool checked = false;
    bool focus = false;  // wants the focus now (a dialog that opened, a field that appeared)
    friend bool operator==(const SemanticNode&, const SemanticNode&) = default;
};

struct SemanticTree {
    std::vector<SemanticNode> nodes;  // [0] is the root
    // For a document that has `before`: {"nodes":[{"id","role","name","value","description","x","y","w","h","parent", flags that are
    // true…}]}, or where the same nodes are there {"changed":[[index, node],…]}.
    std::string json(std::span<const SemanticNode> before = {}) const;
};

enum class ActionKind : std::uint8_t {
    click,  // Enter, Space or a screen reader's press on a button, link, tab, option, cell, slider …
    input,  // value: the text of the field now (not sent while an IME composes)
    focus,  // the element has the keyboard focus; value: what moved it there, "keys" or "pointer"
    blur,
    // value: "Escape", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", these two with "Shift+", "Home", "End", "PageUp", "PageDown"; to the root, wherever
    // the focus is: "Find", "Keys", "Undo", "Redo"
    key,
};

struct Action {
    ActionKind kind{};
    std::string id;
    std::string value;
};

}  // namespace ui
