// Conversations: what is said in the calls of the chosen role; with a call open, that one conversation.
#include "screens/call_cards.h"
#include "screens/calls_cards.h"
#include "screens/role_tiles.h"
#include "screens/row_button.h"
#include "screens/screens.h"

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
        calls_.add(make_topic_stages_card());
        calls_.add(make_quality_card());
        calls_.add(make_behaviour_card());
        calls_.add(make_scorecards_card());
        calls_.add(make_vendor_figures_card());
        calls_.add(make_topic_words_card());
        calls_.add(make_rule_words_card());
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
        if (draw_row_button(context, "call.back", area,
                            {.label = context.say(Text::calls_back), .icon = charts::Icon::chevron_left})) {
            ui::View next = context.view;
            next.call.clear();
            next.turn = 0;
            context.go(std::move(next));
        }
        return area.y + row_button_height(context);
    }

    CardStack calls_, call_;
};

}  // namespace

std::unique_ptr<ui::ScreenBody> make_conversations() { return std::make_unique<Conversations>(); }

}  // namespace screens
