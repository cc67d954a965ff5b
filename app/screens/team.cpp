// Team, the first screen, for who has five seconds: the number, the constraint, what changed, where money is stuck, and whether to trust it.
// The chain is drawn from the first part alone; the rest joins it.
#include "screens/handoff_words.h"
#include "screens/overview.h"
#include "screens/screens.h"
#include "screens/team_chain.h"
#include "screens/team_later.h"
#include "ui/card.h"
#include "ui/questions.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

class Team final : public ui::ScreenBody {
public:
    float draw(ui::Context& context, Rect area) override {
        const float gap = context.width() == ui::Width::phone ? 8 : charts::space::gutter;
        if (context.complete() && !later_) later_ = make_team_later();
        if (!later_) context.answers.ahead(role_handoffs_question(context));  // its calendar is one of the names
        const Rect number{area.x, area.y, area.w, later_ ? later_->number_height(context, area.w) : usual_number};
        if (later_)
            later_->draw_number(context, number);
        else
            draw_empty(context, number);
        const ChainFacts* facts = later_ ? later_->facts(context) : nullptr;
        const Rect chain{area.x, number.bottom() + gap, area.w, chain_.height(context, area.w, facts)};
        chain_.draw(context, chain, facts);
        const float top = chain.bottom() + gap;
        return later_ ? later_->draw_rest(context, {area.x, top, area.w, area.bottom() - top}) : chain.bottom();
    }

private:
    static constexpr float usual_number = 164;

    static void draw_empty(ui::Context& context, Rect card) {
        const Rect body = ui::begin_card(context.ui, card,
                                         {.id = "team.number", .question = context.say(Text::team_number_question)});
        ui::draw_no_answer(context.ui, "team.number", body, nullptr, 0, 1);
        ui::end_card(context.ui);
    }

    TeamChain chain_;
    std::unique_ptr<TeamLater> later_;
};

}  // namespace

void ask_team_ahead(const ui::View& view, ui::Answers& answers) {
    answers.ahead(visits_question(view));
    answers.ahead(forecast_question(view));
    answers.ahead(chain_question(view));
    answers.ahead(constraint_question(view));
    answers.ahead(ui::defects_question());
}

std::unique_ptr<ui::ScreenBody> make_team() { return std::make_unique<Team>(); }

}  // namespace screens
