// Conversations: what is said in the calls of the chosen role; with a call open, that one conversation.
#include <optional>
#include <string>

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
        // What is said and whether it matters, who differs, which calls to hear; behind the fold how all of it is found.
        calls_.add(make_topics_card());
        calls_.add(make_behaviour_card());
        calls_.add(make_quality_card());
        calls_.add(make_call_ranges_card());
        calls_.add(make_coaching_card());
        calls_.add(make_call_days_card());
        calls_.add(make_calls_card());
        details_.add(make_topic_stages_card());
        details_.add(make_scorecards_card());
        details_.add(make_vendor_figures_card());
        details_.add(make_topic_words_card());
        details_.add(make_rule_words_card());
        details_.add(make_call_rules_card());
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
        if (one) return call_.draw(context, area);
        float y = draw_fold(context, {area.x, calls_.draw(context, area) + gap, area.w, 0});
        if (is_unfolded(context.view)) y = details_.draw(context, {area.x, y + gap, area.w, bottom - y});
        return y;
    }

private:
    // What a link changed of how calls are read is in sight.
    bool is_unfolded(const ui::View& view) const {
        if (unfolded_) return *unfolded_;
        return !view.topic_changes.empty() || !view.rule_changes.empty() || !(view.call_rules == engine::CallRules{});
    }

    // Gives the lower edge.
    float draw_fold(ui::Context& context, Rect line) {
        const bool open = is_unfolded(context.view);
        if (draw_row_button(context, "calls.fold", line,
                            {.label = context.say(open ? Text::calls_unfold : Text::calls_fold),
                             .icon = open ? charts::Icon::chevron_up : charts::Icon::chevron_down,
                             .expandable = true,
                             .expanded = open})) {
            unfolded_ = !open;
            context.ui.again();
        }
        return line.y + row_button_height(context);
    }

    // Back to the list, and to the account that was spoken with. Gives the lower edge.
    static float draw_back(ui::Context& context, Rect area) {
        const ui::Button back{.label = context.say(Text::calls_back), .icon = charts::Icon::chevron_left};
        if (draw_row_button(context, "call.back", area, back)) {
            ui::View next = context.view;
            next.call.clear();
            next.turn = 0;
            context.go(std::move(next));
        }
        const CallHeld held = ask_call(context);
        if (held.answer && !held.answer->account.empty()) {
            const std::string& name = held.answer->name.empty() ? held.answer->account : held.answer->name;
            const std::string label = context.say(Text::call_account, {name});
            const float left = ui::button_width(context.ui, back);
            if (draw_row_button(context, "call.account", {area.x + left, area.y, area.w - left, 0},
                                {.label = label, .icon = charts::Icon::accounts})) {
                ui::View next = context.view;
                next.screen = ui::ScreenId::accounts;
                next.account = held.answer->account;
                next.call.clear();
                next.turn = 0;
                context.go(std::move(next));
            }
        }
        return area.y + row_button_height(context);
    }

    CardStack calls_, details_, call_;
    std::optional<bool> unfolded_;  // once the reader has said
};

}  // namespace

std::unique_ptr<ui::ScreenBody> make_conversations() { return std::make_unique<Conversations>(); }

}  // namespace screens
