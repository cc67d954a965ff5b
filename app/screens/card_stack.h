// Cards under each other, each as high as what it has to say; on a wide screen in two columns, the next card always
// in the shorter one.
//
//     CardStack stack;
//     stack.add(make_conversion_card());
//     float bottom = stack.draw(context, area);
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "ui/screen.h"

namespace screens {

class StackCard {
public:
    virtual ~StackCard() = default;
    // 0: nothing to show here (the card is left out).
    virtual float height(ui::Context& context, float width) = 0;
    virtual void draw(ui::Context& context, charts::Rect card) = 0;
    // Takes both columns of a wide screen.
    virtual bool wide() const { return false; }
};

class CardStack {
public:
    void add(std::unique_ptr<StackCard> card) { places_.push_back({std::move(card)}); }
    // From the area's upper edge; gives the lower edge of what it drew. A card out of sight is drawn only where its figures may have
    // changed: as long as they cannot have, it stands in the document as it did.
    float draw(ui::Context& context, charts::Rect area);

private:
    struct Place {
        std::unique_ptr<StackCard> card;
        std::uint64_t turn = 0;  // of which height and nodes are
        float width = 0;
        float height = 0;
        std::optional<std::vector<ui::SemanticNode>> nodes{};
    };
    static float height_of(ui::Context& context, Place& place, float width);
    static void draw_card(ui::Context& context, Place& place, charts::Rect rect);

    std::vector<Place> places_;
};

// A screen that is a stack of cards and nothing else.
class StackScreen final : public ui::ScreenBody {
public:
    explicit StackScreen(CardStack stack) : stack_(std::move(stack)) {}
    float draw(ui::Context& context, charts::Rect area) override { return stack_.draw(context, area); }

private:
    CardStack stack_;
};

}  // namespace screens
