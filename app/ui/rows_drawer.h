// The drawer with the rows behind a mark: what View::rows says, a page at a time as the reader scrolls.
#pragma once

#include "engine/figures/rows.h"
#include "ui/screen.h"

namespace ui {

class RowsDrawer : public Overlay {
public:
    void draw(Context& context) override;

private:
    void draw_rows(Context& context, charts::Rect area);
    void draw_head(Context& context, charts::Rect line);
    void draw_row(Context& context, const engine::Row& row, charts::Rect line, std::size_t index);
    void draw_card_row(Context& context, const engine::Row& row, charts::Rect line, std::size_t index);

    engine::Question shown_;  // whose list the scroll position belongs to
};

// "Closer · Contacted · lost"
std::string mark_words(const Context& context, const Mark& mark);

}  // namespace ui
