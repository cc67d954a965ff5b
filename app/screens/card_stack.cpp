#include "screens/card_stack.h"

#include <algorithm>
#include <cmath>

namespace screens {

namespace {

constexpr float two_columns_from = 900;

}  // namespace

float CardStack::draw(ui::Context& context, charts::Rect area) {
    const float gap = context.width() == ui::Width::phone ? 8 : charts::space::gutter;
    const bool two = area.w >= two_columns_from;
    const float column = two ? std::floor((area.w - gap) / 2) : area.w;
    float left = area.y, right = area.y;
    for (const std::unique_ptr<StackCard>& card : cards_) {
        const bool across = !two || card->wide();
        const float width = across ? area.w : column;
        const float height = card->height(context, width);
        if (height <= 0) continue;
        if (across) {
            const float top = std::max(left, right);
            card->draw(context, {area.x, top, width, height});
            left = right = top + height + gap;
            continue;
        }
        float& top = left <= right ? left : right;
        const float x = &top == &left ? area.x : area.right() - column;
        card->draw(context, {x, top, width, height});
        top += height + gap;
    }
    return std::max({left, right, area.y + gap}) - gap;
}

}  // namespace screens
