// Data: what was loaded, what was left out and why, which stages belong to whom, and what every figure means.
#include <algorithm>
#include <cmath>

#include "screens/data_cards.h"
#include "screens/screens.h"

namespace screens {
namespace {

using charts::Rect;

constexpr float two_columns_from = 900;
constexpr float left_share = 0.58f;

class Data final : public ui::ScreenBody {
public:
    float draw(ui::Context& context, Rect area) override;

private:
    DefectsCard defects_;
};

float Data::draw(ui::Context& context, Rect area) {
    const float gap = context.width() == ui::Width::phone ? 8 : charts::space::gutter;
    const bool wide = area.w >= two_columns_from;
    const float left = wide ? std::round((area.w - gap) * left_share) : area.w;
    float y = draw_loaded_card(context, {area.x, area.y, left, 0}) + gap;
    y = defects_.draw(context, {area.x, y, left, 0});
    const float x = wide ? area.x + left + gap : area.x;
    const float width = wide ? area.w - gap - left : area.w;
    float other = wide ? area.y : y + gap;
    other = draw_own_data_card(context, {x, other, width, 0}) + gap;
    other = draw_stages_card(context, {x, other, width, 0}) + gap;
    other = draw_definitions_card(context, {x, other, width, 0});
    return std::max(y, other);
}

}  // namespace

std::unique_ptr<ui::ScreenBody> make_data() { return std::make_unique<Data>(); }

}  // namespace screens
