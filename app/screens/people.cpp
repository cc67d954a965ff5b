// People: who carries the chosen role, with counts and intervals, and one person's funnel beside the role's.
#include <algorithm>
#include <cmath>

#include "screens/people_cards.h"
#include "screens/people_table.h"
#include "screens/person_card.h"
#include "screens/role_tiles.h"
#include "screens/screens.h"

namespace screens {
namespace {

using charts::Rect;

constexpr float gutter = charts::space::gutter;
constexpr float two_columns_from = 1000;
constexpr float table_share = 0.6f;
constexpr float least_table = 480;

class People final : public ui::ScreenBody {
public:
    People() { compared_.add(make_people_funnel_card()); }
    float draw(ui::Context& context, Rect area) override;

private:
    float draw_table(ui::Context& context, Rect area);

    PeopleTable table_;
    CardStack compared_;
};

float People::draw(ui::Context& context, Rect area) {
    const bool phone = context.width() == ui::Width::phone;
    const float bottom = area.bottom();
    area.y = draw_role_tiles(context, area) + (phone ? 8 : 12);
    area.h = bottom - area.y;
    const float gap = phone ? 8 : gutter;
    const float table = draw_table(context, area) + gap;
    return compared_.draw(context, {area.x, table, area.w, bottom - table});
}

float People::draw_table(ui::Context& context, Rect area) {
    const bool phone = context.width() == ui::Width::phone;
    const float in_sight = area.bottom();
    if (area.w >= two_columns_from && !context.view.who) {
        const float height =
            std::min(table_.height(context, area.w), std::max(least_table, in_sight - area.y - gutter));
        table_.draw(context, {area.x, area.y, area.w, height});
        return area.y + height;
    }
    if (area.w >= two_columns_from) {
        const float left = std::round((area.w - gutter) * table_share);
        const float right = area.w - gutter - left;
        const float person = person_card_height(context, right);
        const float height =
            std::min(table_.height(context, left), std::max({least_table, in_sight - area.y - gutter, person}));
        table_.draw(context, {area.x, area.y, left, height});
        draw_person_card(context, {area.x + left + gutter, area.y, right, person});
        return area.y + std::max(height, person);
    }
    float y = area.y;
    if (context.view.who) {
        const float person = person_card_height(context, area.w);
        draw_person_card(context, {area.x, y, area.w, person});
        y += person + (phone ? 8 : gutter);
    }
    const float height = table_.height(context, area.w);
    table_.draw(context, {area.x, y, area.w, height});
    return y + height;
}

}  // namespace

std::unique_ptr<ui::ScreenBody> make_people() { return std::make_unique<People>(); }

}  // namespace screens
