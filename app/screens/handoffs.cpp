// Hand-offs: how customers pass along the chain, how long they wait between two roles or two people, and who waits now.
#include <algorithm>
#include <cmath>
#include <utility>

#include "screens/card_stack.h"
#include "screens/flow_card.h"
#include "screens/handoff_cards.h"
#include "screens/matrix_card.h"
#include "screens/queue_card.h"
#include "screens/screens.h"

namespace screens {
namespace {

constexpr float left_share = 0.578f;

// Two cards beside each other on a wide screen, as high as the higher one; under each other where there is no room.
class PairCard final : public StackCard {
public:
    PairCard(std::unique_ptr<StackCard> left, std::unique_ptr<StackCard> right)
        : left_(std::move(left)), right_(std::move(right)) {}

    float height(ui::Context& context, float width) override {
        const Heights of = heights(context, width);
        if (is_beside(width) && of.left > 0) return std::max(of.left, of.right);
        return of.left + of.right + (of.left > 0 && of.right > 0 ? gap(context) : 0);
    }

    void draw(ui::Context& context, charts::Rect card) override {
        const Heights of = heights(context, card.w);
        if (is_beside(card.w) && of.left > 0) {
            const float left = left_width(card.w), x = card.x + left + charts::space::gutter;
            // What the right one has more than a card's worth of stands alone.
            left_->draw(context, {card.x, card.y, left, std::min(card.h, std::max(of.left, highest_left))});
            right_->draw(context, {x, card.y, card.right() - x, card.h});
            return;
        }
        if (of.left > 0) left_->draw(context, {card.x, card.y, card.w, of.left});
        const float y = card.y + (of.left > 0 ? of.left + gap(context) : 0);
        if (of.right > 0) right_->draw(context, {card.x, y, card.w, of.right});
    }

    bool wide() const override { return true; }

private:
    static constexpr float beside_from = 900, highest_left = 640;

    struct Heights {
        float left, right;
    };

    std::unique_ptr<StackCard> left_, right_;

    static bool is_beside(float width) { return width >= beside_from; }
    static float left_width(float width) { return std::round((width - charts::space::gutter) * left_share); }
    static float gap(const ui::Context& context) {
        return context.width() == ui::Width::phone ? 8 : charts::space::gutter;
    }

    Heights heights(ui::Context& context, float width) {
        if (!is_beside(width)) return {left_->height(context, width), right_->height(context, width)};
        const float left = left_->height(context, left_width(width));
        const float rest = width - left_width(width) - charts::space::gutter;
        return {left, right_->height(context, left > 0 ? rest : width)};
    }
};

}  // namespace

std::unique_ptr<ui::ScreenBody> make_handoffs() {
    CardStack stack;
    stack.add(make_flow_card());
    stack.add(std::make_unique<PairCard>(make_matrix_card(), make_queue_card()));
    stack.add(make_pairs_card());
    stack.add(make_handoffs_card());
    return std::make_unique<StackScreen>(std::move(stack));
}

}  // namespace screens
