// Roles: the seven roles, and of the chosen one its funnel, its entries by month and what they are made of.
#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/figures/summary.h"
#include "screens/breakdown_card.h"
#include "screens/details_card.h"
#include "screens/funnel_card.h"
#include "screens/months_card.h"
#include "screens/reach_card.h"
#include "screens/role_tiles.h"
#include "screens/roles_later.h"
#include "screens/screens.h"
#include "ui/card.h"
#include "ui/filters.h"
#include "ui/paragraph.h"
#include "ui/period.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float gutter = charts::space::gutter;
constexpr float two_columns_from = 900;
constexpr float left_share = 0.671f;
constexpr float months_height = 296;

class Roles final : public ui::ScreenBody {
public:
    float draw(ui::Context& context, Rect area) override;

private:
    float draw_wide(ui::Context& context, Rect area);
    float draw_narrow(ui::Context& context, Rect area);
    float draw_reach(ui::Context& context, Rect area);

    FunnelCard funnel_;
    MonthsCard months_;
    BreakdownCard breakdown_;
    std::optional<CardStack> later_;
    std::optional<CardStack> manager_;  // of the sales manager: the whole chain
};

// For a role that owns no stage: what it is, in a sentence, and where to look instead.
float draw_no_stage(ui::Context& context, Rect area) {
    ui::Ui& ui = context.ui;
    const std::string role(context.role());
    const std::string_view name = ui::role_words(role, context.language());
    const bool manager = role == "sales_manager";
    const ui::CardHead head{.id = "roles.no_stage",
                            .question = name,
                            .title = context.say(manager ? Text::manager_title : Text::no_stage_title)};
    const float padding = ui::card_padding(context.width());
    std::string text(ui::role_task(role, context.language()));
    if (context.language() == ui::Language::en) text += " ";
    text += manager ? std::string(context.say(Text::manager_text)) : context.say(Text::no_stage_text, {name});
    const std::string people =
        context.say(Text::people_count_of, {name, charts::format_count(context.names.people_in(role))});
    const charts::TextStyle style = charts::type::body(ui.theme().ink2);
    constexpr float line = charts::type::body_line;
    const float button_height = ui::narrow(context.width()) ? 44.f : 32.f;
    float height = ui::card_head_height(ui, area.w, head) + padding + 12 + button_height;
    for (const std::string& sentence : {text, people})
        height += ui::paragraph_height(ui.painter(), area.w - 2 * padding, sentence, style, line) + 4;
    const Rect card{area.x, area.y, area.w, height};
    const Rect body = ui::begin_card(ui, card, head);
    float y = body.y;
    for (const auto& [id, sentence] : {std::pair("text", text), std::pair("people", people)})
        y = ui::paragraph(ui, std::string("roles.no_stage.") + id, {body.x, y}, body.w, sentence, style, line) + 4;
    const ui::Button see{.label = context.say(Text::see_people), .icon = charts::Icon::people};
    if (ui::button(ui, "roles.see_people", {body.x, y + 8, ui::button_width(ui, see), button_height}, see)) {
        ui::View next = context.view;
        next.screen = ui::ScreenId::people;
        context.go(std::move(next));
    }
    ui::end_card(ui);
    return card.bottom();
}

// Where nothing was entered with these filters: what was asked, what there is, and one button.
float draw_empty(ui::Context& context, Rect area) {
    ui::Ui& ui = context.ui;
    const engine::SummaryAnswer& summary = context.names.summary();
    const std::string span = charts::format_date_range(summary.first_entry, summary.last_entry, context.language());
    const std::string text = context.say(Text::empty_text, {span});
    const charts::TextStyle style = charts::type::body(ui.theme().ink2);
    const float padding = ui::card_padding(context.width());
    const float button_height = ui::narrow(context.width()) ? 44.f : 32.f;
    const ui::CardHead head{.id = "roles.empty",
                            .question = ui::role_words(context.role(), context.language()),
                            .title = context.say(Text::empty_title)};
    const float height =
        ui::card_head_height(ui, area.w, head) +
        ui::paragraph_height(ui.painter(), area.w - 2 * padding, text, style, charts::type::body_line) + 16 +
        button_height + padding;
    const Rect card{area.x, area.y, area.w, height};
    const Rect body = ui::begin_card(ui, card, head);
    const float y =
        ui::paragraph(ui, "roles.empty.text", {body.x, body.y}, body.w, text, style, charts::type::body_line) + 16;
    engine::Filter other = context.view.filter;
    other.entered = {};
    const bool period_alone = other == engine::Filter{};
    const ui::Button remove{.label = context.say(period_alone ? Text::remove_period : Text::clear_all),
                            .icon = charts::Icon::close};
    if (ui::button(ui, "roles.empty.remove", {body.x, y, ui::button_width(ui, remove), button_height}, remove)) {
        ui::View next = context.view;
        if (period_alone)
            next.filter.entered = {};
        else
            ui::remove_all_filters(next);
        context.go(std::move(next));
    }
    ui::end_card(ui);
    return card.bottom();
}

bool filtered(const ui::View& view) { return !(view.filter == engine::Filter{}); }

float Roles::draw_reach(ui::Context& context, Rect area) {
    if (context.role() != "marketer") return area.y;
    const float height = reach_card_height(context, area.w);
    if (height == 0) return area.y;
    draw_reach_card(context, {area.x, area.y, area.w, height});
    return area.y + height + (context.width() == ui::Width::phone ? 8 : gutter);
}

float Roles::draw_wide(ui::Context& context, Rect area) {
    const float left = std::round((area.w - gutter) * left_share);
    const float right_x = area.x + left + gutter;
    const float right = area.right() - right_x;
    const float funnel = std::max(funnel_.height(context, left), details_height(context, right));
    const float top = draw_reach(context, area);
    funnel_.draw(context, {area.x, top, left, funnel});
    draw_details(context, {right_x, top, right, funnel}, funnel_.attended(context));
    const float second = top + funnel + gutter;
    // As high as what is in sight, so that a desk needs no scrolling; a long list scrolls in its card.
    const float height =
        std::max(months_height, std::min(breakdown_.height(context, right), area.bottom() - second - gutter));
    months_.draw(context, {area.x, second, left, height});
    breakdown_.draw(context, {right_x, second, right, height});
    return second + height;
}

float Roles::draw_narrow(ui::Context& context, Rect area) {
    const bool phone = context.width() == ui::Width::phone;
    const float gap = phone ? 8 : gutter;
    float y = draw_reach(context, area);
    const auto place = [&](float height) {
        const Rect card{area.x, y, area.w, height};
        y = card.bottom() + gap;
        return card;
    };
    funnel_.draw(context, place(funnel_.height(context, area.w)));
    if (!phone) draw_details(context, place(details_height(context, area.w)), funnel_.attended(context));
    months_.draw(context, place(months_height));
    breakdown_.draw(context, place(breakdown_.height(context, area.w)));
    return y - gap;
}

float Roles::draw(ui::Context& context, Rect area) {
    const bool phone = context.width() == ui::Width::phone;
    const float in_sight = area.bottom();
    area.y = draw_role_tiles(context, area) + (phone ? 8 : 12);
    area.h = in_sight - area.y;
    if (!context.names.owns_stage(context.role())) {
        area.y = draw_reach(context, area);
        const float bottom = draw_no_stage(context, area);
        if (context.role() != "sales_manager" || !context.complete()) return bottom;
        if (!manager_) manager_ = make_manager_stack();
        const float top = bottom + (phone ? 8 : gutter);
        return manager_->draw(context, {area.x, top, area.w, std::max(0.f, in_sight - top)});
    }
    const LedgerHeld visits = ask_visits(context);
    if (visits.state == ui::AnswerState::ready && !visits_of(visits, context.role()) && filtered(context.view))
        return draw_empty(context, area);
    const float bottom = area.w >= two_columns_from ? draw_wide(context, area) : draw_narrow(context, area);
    if (!context.complete()) return bottom;
    if (!later_) later_ = make_roles_stack();
    const float top = bottom + (phone ? 8 : gutter);
    const float end = later_->draw(context, {area.x, top, area.w, std::max(0.f, in_sight - top)});
    return end > top ? end : bottom;
}

}  // namespace

std::unique_ptr<ui::ScreenBody> make_roles() { return std::make_unique<Roles>(); }

}  // namespace screens
