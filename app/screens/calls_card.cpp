// The calls of the role, newest first; a press opens one.
#include <algorithm>
#include <array>
#include <string>

#include "base/limits.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "engine/figures/calls.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "ui/card.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr std::uint32_t page = 25;
constexpr float row_height = 48;
constexpr float row_height_phone = 72;
constexpr float more_height = 48;

using CallsHeld = ui::Held<engine::CallListAnswer>;

class CallsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const CallsHeld held = ask(context);
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const std::string question = question_of(context);
        const ui::CardHead head{.id = "calls", .question = question, .title = finding, .of = ui::head_of(held)};
        const float padding = ui::card_padding(context.width());
        float body = 4 * row_of(context);
        if (here)
            body =
                static_cast<float>(held.answer->rows.size()) * row_of(context) + (more(*held.answer) ? more_height : 0);
        if (held.answer && !here) body = 2 * row_of(context);
        body += controls_height(context);
        const float note =
            here ? 8 + ui::footnote_height(context.ui, width - 2 * padding, context.say(Text::calls_foot)) : 0;
        return ui::card_head_height(context.ui, width, head) + body + note + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const CallsHeld held = ask(context);
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string question = question_of(context);
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "calls",
                                          .question = question,
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        draw_controls(context, body);
        const float above = controls_height(context);
        if (ui::draw_absence(ui, "calls", {body.x, body.y + above, body.w, body.h - above}, held, 4))
            return ui::end_card(ui);
        float y = body.y + above;
        {
            const ui::Group list(ui, {.id = "calls.list",
                                      .role = ui::SemanticRole::list,
                                      .name = finding,
                                      .bounds = {body.x, y, body.w, body.h}});
            for (const engine::CallLine& line : held.answer->rows) {
                draw_line(context, {body.x, y, body.w, row_of(context)}, line);
                y += row_of(context);
            }
        }
        if (more(*held.answer)) {
            const ui::Button button{.label = context.say(Text::calls_more)};
            const float height = ui::narrow(context.width()) ? 44.f : 32.f;
            if (ui::quiet_button(ui, "calls.more", {body.x, y + 4, ui::button_width(ui, button), height}, button)) {
                shown_ += page;
                ui.again();
            }
        }
        ui::draw_footnote(ui, "calls.foot", body, context.say(Text::calls_foot));
        if (late) ui::draw_late_note(ui, "calls", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static float controls_height(const ui::Context& context) { return ui::narrow(context.width()) ? 56.f : 40.f; }

    static void draw_controls(ui::Context& context, Rect body) {
        const std::array<ui::Choice, 2> choices{
            {{"spoken", context.say(Text::calls_spoken)}, {"all", context.say(Text::calls_all)}}};
        const Rect place{body.x, body.y, std::min(body.w, 240.f), ui::narrow(context.width()) ? 44.f : 28.f};
        const auto pressed = ui::toggle_row(context.ui, "calls.shown", place, choices, context.view.calls_all ? 1 : 0,
                                            context.say(Text::calls_shown));
        if (!pressed || (*pressed == 1) == context.view.calls_all) return;
        ui::View next = context.view;
        next.calls_all = *pressed == 1;
        context.go(std::move(next));
    }

    static float row_of(const ui::Context& context) {
        return context.width() == ui::Width::phone ? row_height_phone : row_height;
    }

    static std::string question_of(const ui::Context& context) {
        return context.say(Text::calls_question, {ui::role_words(context.role(), context.language())});
    }

    static std::string finding_of(const ui::Context& context, const engine::CallListAnswer& answer) {
        if (answer.total == 0) return std::string(context.say(Text::calls_none));
        return context.say(context.view.calls_all ? Text::calls_title : Text::calls_title_spoken,
                           {charts::format_count(answer.total)});
    }

    bool more(const engine::CallListAnswer& answer) const {
        return answer.rows.size() < answer.total && shown_ < base::limits::rows_answered;
    }

    CallsHeld ask(ui::Context& context) const {
        engine::Question question = calls_question(context, engine::Figure::call_list);
        question.spoken = !context.view.calls_all;
        question.limit = std::min(shown_, base::limits::rows_answered);
        return context.answers.ask<engine::CallListAnswer>("calls", question);
    }

    void draw_line(ui::Context& context, Rect place, const engine::CallLine& line) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        charts::Painter& painter = ui.painter();
        const bool phone = context.width() == ui::Width::phone;
        const std::string id = "calls.row." + line.id;
        const std::string who = caller_name(context, line.person);
        const std::string when = call_time(context, line.at), length = call_length(line.duration_ms);
        const MeasureWords& ratio = *call_measure_words("talk_ratio");
        const std::string figure =
            line.doubt.empty() ? measure_text(context, ratio, line.talk_ratio) : std::string(charts::undefined_figure);
        const std::string about =
            line.doubt.empty() ? std::string(context.say(ratio.name)) : std::string(doubt_words(context, line.doubt));
        const ui::Group item(ui, {.id = id + ".item", .role = ui::SemanticRole::listitem, .bounds = place});
        const ui::Hit hit = ui.press(id, place);
        std::string spoken = when + ", " + who;
        for (const std::string& part : {line.name, line.purpose, length, about + " " + figure})
            if (!part.empty()) spoken += ", " + part;
        ui.add({.id = id, .role = ui::SemanticRole::button, .name = spoken, .bounds = place});
        if (hit.clicked) open_call(context, line.id);
        if (!ui.visible(place)) return;
        if (hit.hovered || hit.held)
            painter.fill_rect({place.x - 12, place.y, place.w + 24, place.h}, theme.sunken, charts::space::tile_radius);
        const charts::TextStyle strong = charts::type::body(theme.ink, charts::Weight::medium);
        const charts::TextStyle second = charts::type::label(theme.ink2);
        const std::string subject = line.purpose.empty() ? line.name
                                    : line.name.empty()  ? line.purpose
                                                         : line.name + " · " + line.purpose;
        if (phone) {
            const float right = charts::draw_text(painter, {place.right(), place.y + 22}, length, strong, Align::end);
            charts::draw_text_within(painter, {place.x, place.y + 22}, place.w - right - 12, who, strong);
            charts::draw_text_within(painter, {place.x, place.y + 41}, place.w, subject, charts::type::body(theme.ink));
            charts::draw_text_within(painter, {place.x, place.y + 60}, place.w,
                                     when + " · " + about + (line.doubt.empty() ? " " + figure : std::string()),
                                     second);
        } else {
            const float w = place.w;
            const float columns[] = {0, .16f, .34f, .68f, .76f};
            const auto at = [&](int i) { return place.x + columns[i] * w; };
            const auto room = [&](int i) { return (columns[i + 1] - columns[i]) * w - 12; };
            const float base = charts::centred_baseline(place.y + place.h / 2, 13);
            charts::draw_text_within(painter, {at(0), base}, room(0), when, charts::type::body(theme.ink2));
            charts::draw_text_within(painter, {at(1), base}, room(1), who, strong);
            charts::draw_text_within(painter, {at(2), base}, room(2), subject, charts::type::body(theme.ink));
            charts::draw_text(painter, {at(4) - 20, base}, length, charts::type::body(theme.ink), Align::end);
            const float right = line.doubt.empty()
                                    ? charts::draw_text(painter, {place.right(), base}, figure, strong, Align::end) + 8
                                    : 0;
            charts::draw_text_within(painter, {place.right() - right, base}, place.right() - right - at(4), about,
                                     second, Align::end);
        }
        ui::hairline(ui, place.x, place.bottom() - 1, place.w);
        if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::tile_radius);
    }

    std::uint32_t shown_ = page;
};

}  // namespace

std::unique_ptr<StackCard> make_calls_card() { return std::make_unique<CallsCard>(); }

}  // namespace screens
