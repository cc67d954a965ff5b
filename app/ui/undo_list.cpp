#include "ui/undo_list.h"

#include <utility>

#include "base/limits.h"

namespace ui {
namespace {

// Whether the two differ in what is typed letter by letter, and in nothing else.
bool typed_only(const View& before, const View& after) {
    View same = after;
    same.find = before.find;
    same.accounts_find = before.accounts_find;
    same.said = before.said;
    same.coached = before.coached;
    return same == before;
}

}  // namespace

void UndoList::begin(const View& view, std::string_view link) {
    steps_.assign(1, {std::string(link)});
    at_ = 0;
    moving_.reset();
    last_ = view;
}

void UndoList::came_from_outside(const View& view, std::string_view link) {
    for (std::size_t far = 1; far < steps_.size(); ++far) {
        if (far <= at_ && steps_[at_ - far].link == link) return void(at_ -= far);
        if (at_ + far < steps_.size() && steps_[at_ + far].link == link) return void(at_ += far);
    }
    begin(view, link);
}

void UndoList::changed(const View& view, std::string_view link, ViewChange how) {
    const std::optional<std::size_t> moving = std::exchange(moving_, std::nullopt);
    const bool typed = how == ViewChange::replaced && typed_only(last_, view);
    last_ = view;
    if (link == steps_[at_].link) return;
    if (how == ViewChange::outside) return came_from_outside(view, link);
    if (moving && steps_[*moving].link == link) return void(at_ = *moving);
    steps_.resize(at_ + 1);
    if (!typed || !steps_[at_].typed) {
        steps_.push_back({std::string(link), how == ViewChange::pushed, typed});
        if (steps_.size() > base::limits::undo_steps) steps_.erase(steps_.begin());
    } else if (steps_[at_ - 1].link == link) {
        steps_.pop_back();  // what was typed is gone again
    } else {
        steps_[at_].link = link;
    }
    at_ = steps_.size() - 1;
}

std::optional<UndoStep> UndoList::undo() {
    if (!can_undo()) return std::nullopt;
    if (steps_[at_].pushed) return UndoStep{-1, {}};
    moving_ = at_ - 1;
    return UndoStep{0, steps_[at_ - 1].link};
}

std::optional<UndoStep> UndoList::redo() {
    if (!can_redo()) return std::nullopt;
    if (steps_[at_ + 1].pushed) return UndoStep{1, {}};
    moving_ = at_ + 1;
    return UndoStep{0, steps_[at_ + 1].link};
}

}  // namespace ui
