// People: who carries the chosen role, with counts and intervals, and one person's funnel beside the role's.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

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
constexpr float plot_share = 0.42f;
constexpr float least_table = 480;

class People final : public ui::ScreenBody {
public:
    People() { compared_.add(make_people_funnel_card()); }
    float draw(ui::Context& context, Rect area) override;

private:
    float draw_wide(ui::Context& context, Rect area);
    float draw_narrow(ui::Context& context, Rect area);

    PeopleTable table_;
    std::optional<std::string> person_;  // that is shown
    CardStack compared_;
};

float People::draw(ui::Context& context, Rect area) {
    const float bottom = area.bottom();
    area.y = draw_role_tiles(context, area) + (context.width() == ui::Width::phone ? 8 : 12);
    area.h = bottom - area.y;
    return area.w >= two_columns_from ? draw_wide(context, area) : draw_narrow(context, area);
}

// Whether they differ at the left, with the chosen one under it; everybody at the right.
float People::draw_wide(ui::Context& context, Rect area) {
    const float left = std::round((area.w - gutter) * plot_share);
    const float right = area.w - gutter - left;
    float y = compared_.draw(context, {area.x, area.y, left, area.h});
    if (context.view.who) {
        if (y > area.y) y += gutter;
        const float person = person_card_height(context, left);
        draw_person_card(context, {area.x, y, left, person});
        y += person;
    }
    const float height = std::min(table_.height(context, right), std::max({least_table, area.h - gutter, y - area.y}));
    table_.draw(context, {area.x + left + gutter, area.y, right, height});
    return std::max(y, area.y + height);
}

float People::draw_narrow(ui::Context& context, Rect area) {
    const float gap = context.width() == ui::Width::phone ? 8 : gutter;
    float y = area.y;
    // Whoever is chosen further down stands above.
    if (context.view.who != std::exchange(person_, context.view.who) && context.view.who)
        context.ui.scroll_to_start("page");
    if (context.view.who) {
        const float person = person_card_height(context, area.w);
        draw_person_card(context, {area.x, y, area.w, person});
        y += person + gap;
    }
    const float height = table_.height(context, area.w);
    table_.draw(context, {area.x, y, area.w, height});
    y += height + gap;
    return compared_.draw(context, {area.x, y, area.w, std::max(0.f, area.bottom() - y)});
}

}  // namespace

std::unique_ptr<ui::ScreenBody> make_people() { return std::make_unique<People>(); }

}  // namespace screens
