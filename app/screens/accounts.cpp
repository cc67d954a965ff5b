// Accounts: who they are and what happens after the win; with an account open, that one's whole line.
#include "screens/account_cards.h"
#include "screens/after_win_cards.h"
#include "screens/card_stack.h"
#include "screens/row_button.h"
#include "screens/screens.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

class Accounts final : public ui::ScreenBody {
public:
    Accounts() {
        accounts_.add(make_accounts_card());
        accounts_.add(make_recurrent_card());
        accounts_.add(make_retention_card());
        accounts_.add(make_collection_card());
        accounts_.add(make_keepers_card());
        account_.add(make_account_lanes_card());
        account_.add(make_account_handoffs_card());
        account_.add(make_account_events_card());
    }

    float draw(ui::Context& context, Rect area) override {
        if (context.view.account.empty()) return accounts_.draw(context, area);
        const float bottom = area.bottom(), gap = context.width() == ui::Width::phone ? 8.f : 12.f;
        area.y = draw_back(context, area) + gap;
        area.h = bottom - area.y;
        return account_.draw(context, area);
    }

private:
    // Gives the lower edge.
    static float draw_back(ui::Context& context, Rect area) {
        if (draw_row_button(context, "account.back", area,
                            {.label = context.say(Text::accounts_back), .icon = charts::Icon::chevron_left})) {
            ui::View next = context.view;
            next.account.clear();
            context.go(std::move(next));
        }
        return area.y + row_button_height(context);
    }

    CardStack accounts_, account_;
};

}  // namespace

std::unique_ptr<ui::ScreenBody> make_accounts() { return std::make_unique<Accounts>(); }

}  // namespace screens
