// The views that were shown, for undo and redo. A step is the view's link, so undo restores just what the browser's back would.
//
// Undo and back walk one list, undo in finer steps: what began an entry of the browser's history is undone by walking that history,
// what replaced an entry by writing the earlier view over it. A view that comes from outside (back, forward, a pasted link) moves
// to its place in the list; one that is not there begins a new list.
//
//     undo.begin(view);
//     undo.changed(next, write_link(next), ViewChange::push);
//     if (const std::optional<UndoStep> step = undo.undo()) step->walk != 0 ? host.walk(step->walk) : go(step->link);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/view_state.h"

namespace ui {

enum class ViewChange : std::uint8_t { replaced, pushed, outside };

// What takes the reader there: so many entries of the browser's history, or where that is 0, this link.
struct UndoStep {
    int walk = 0;
    std::string link;
};

class UndoList {
public:
    void begin(const View& view, std::string_view link);
    // After each change. Letters that are typed one after the other into the same field are one step.
    void changed(const View& view, std::string_view link, ViewChange how);
    bool can_undo() const { return at_ > 0; }
    bool can_redo() const { return at_ + 1 < steps_.size(); }
    // The list itself moves when the change is reported.
    std::optional<UndoStep> undo();
    std::optional<UndoStep> redo();

private:
    struct Step {
        std::string link;
        bool pushed = false;  // began an entry of the browser's history
        bool typed = false;
    };
    void came_from_outside(const View& view, std::string_view link);

    std::vector<Step> steps_;
    std::size_t at_ = 0;
    std::optional<std::size_t> moving_;  // where undo or redo is on its way to
    View last_;
};

}  // namespace ui
