#include "screens/card_stack.h"

#include <algorithm>
#include <cmath>

namespace screens {

namespace {

constexpr float two_columns_from = 900;

}  // namespace

float CardStack::height_of(ui::Context& context, Place& place, float width) {
    if (place.turn == context.turn && place.width == width) return place.height;
    place.turn = context.turn;
    place.width = width;
    place.nodes.reset();
    return place.height = place.card->height(context, width);
}

void CardStack::draw_card(ui::Context& context, Place& place, charts::Rect rect) {
    ui::Ui& ui = context.ui;
    if (ui.visible(rect)) return place.card->draw(context, rect);
    if (place.nodes) return ui.add_again(*place.nodes);
    const std::size_t first = ui.tree().nodes.size();
    place.card->draw(context, rect);
    place.nodes = ui.added_since(first);
}

float CardStack::draw(ui::Context& context, charts::Rect area) {
    const float gap = context.width() == ui::Width::phone ? 8 : charts::space::gutter;
    const bool two = area.w >= two_columns_from;
    const float column = two ? std::floor((area.w - gap) / 2) : area.w;
    float left = area.y, right = area.y;
    for (Place& place : places_) {
        const bool across = !two || place.card->wide();
        const float width = across ? area.w : column;
        const float height = height_of(context, place, width);
        if (height <= 0) continue;
        if (across) {
            const float top = std::max(left, right);
            draw_card(context, place, {area.x, top, width, height});
            left = right = top + height + gap;
            continue;
        }
        float& top = left <= right ? left : right;
        const float x = &top == &left ? area.x : area.right() - column;
        draw_card(context, place, {x, top, width, height});
        top += height + gap;
    }
    return std::max({left, right, area.y + gap}) - gap;
}

}  // namespace screens
