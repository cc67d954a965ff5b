// Conversations: what is said in the calls of the chosen role; with a call open, that one conversation.
#include "screens/call_cards.h"
#include "screens/calls_cards.h"
#include "screens/role_tiles.h"
#include "screens/screens.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

class Conversations final : public ui::ScreenBody {
public:
    Conversations() {
        calls_.add(make_call_ranges_card());
        calls_.add(make_coaching_card());
        calls_.add(make_calls_card());
        calls_.add(make_topics_card());
        calls_.add(make_quality_card());
        calls_.add(make_behaviour_card());
        calls_.add(make_scorecards_card());
        calls_.add(make_vendor_figures_card());
        calls_.add(make_call_rules_card());
        const auto reading = std::make_shared<CallReading>();
        call_.add(make_call_lanes_card(reading));
        call_.add(make_transcript_card(reading));
        call_.add(make_call_quality_card());
        call_.add(make_call_figures_card());
    }

    float draw(ui::Context& context, Rect area) override {
        const bool phone = context.width() == ui::Width::phone;
        const float bottom = area.bottom(), gap = phone ? 8.f : 12.f;
        const bool one = !context.view.call.empty();
        area.y = (one ? draw_back(context, area) : draw_role_tiles(context, area)) + gap;
        area.h = bottom - area.y;
        return (one ? call_ : calls_).draw(context, area);
    }

private:
    // Gives the lower edge.
    static float draw_back(ui::Context& context, Rect area) {
        const float height = ui::narrow(context.width()) ? 44.f : 32.f;
        ui::Button button{.label = context.say(Text::calls_back), .icon = charts::Icon::chevron_left};
        const float width = std::min(area.w, ui::button_width(context.ui, button));
        if (ui::quiet_button(context.ui, "call.back", {area.x, area.y, width, height}, button)) {
            ui::View next = context.view;
            next.call.clear();
            next.turn = 0;
            context.go(std::move(next));
        }
        return area.y + height;
    }

    CardStack calls_, call_;
};

}  // namespace

std::unique_ptr<ui::ScreenBody> make_conversations() { return std::make_unique<Conversations>(); }

}  // namespace screens
