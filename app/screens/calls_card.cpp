// The calls of the role, newest first; a press opens one.
#include <algorithm>
#include <array>
#include <string>

#include "base/limits.h"
#include "base/time.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "engine/figures/calls.h"
#include "engine/figures/search.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/row_button.h"
#include "ui/card.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr std::uint32_t page = 10;
constexpr float row_height = 48;
constexpr float row_height_phone = 72;
constexpr float more_height = 48;

using CallsHeld = ui::Held<engine::CallListAnswer>;
using SearchHeld = ui::Held<engine::SearchAnswer>;

constexpr float hit_height = 60;
constexpr std::size_t before_match = 24;  // bytes shown before what was found

class CallsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        if (searches(context)) return height_of(context, width, ask_search(context));
        return height_of(context, width, ask(context));
    }

    void draw(ui::Context& context, Rect card) override {
        if (searches(context)) return draw_of(context, card, ask_search(context));
        draw_of(context, card, ask(context));
    }

    bool wide() const override { return true; }

private:
    static bool searches(const ui::Context& context) { return !context.view.said.empty(); }

    static std::size_t rows_of(const engine::CallListAnswer& answer) { return answer.rows.size(); }
    static std::size_t rows_of(const engine::SearchAnswer& answer) { return answer.hits.size(); }
    static std::uint64_t all_of(const engine::CallListAnswer& answer) { return answer.total; }
    static std::uint64_t all_of(const engine::SearchAnswer& answer) { return answer.turns; }
    static float row_of(const ui::Context& context, const engine::CallListAnswer&) {
        return context.width() == ui::Width::phone ? row_height_phone : row_height;
    }
    static float row_of(const ui::Context&, const engine::SearchAnswer&) { return hit_height; }
    static std::string foot_of(const ui::Context& context, const engine::CallListAnswer&) {
        return std::string(context.say(Text::calls_foot));
    }
    static std::string foot_of(const ui::Context& context, const engine::SearchAnswer&) {
        return std::string(context.say(Text::search_foot));
    }

    template <class Answer>
    float height_of(ui::Context& context, float width, const ui::Held<Answer>& held) {
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string question = question_of(context);
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const ui::CardHead head{.id = "calls", .question = question, .title = finding, .of = nullptr};
        const float padding = ui::card_padding(context.width());
        float body = 4 * row_height;
        if (here)
            body = static_cast<float>(rows_of(*held.answer)) * row_of(context, *held.answer) +
                   (more(*held.answer) ? more_height : 0) + 8 +
                   ui::footnote_height(context.ui, width - 2 * padding, foot_of(context, *held.answer));
        if (held.answer && !here) body = 2 * row_height;
        return ui::card_head_height(context.ui, width, head) + controls_height(context) + body + padding;
    }

    template <class Answer>
    void draw_of(ui::Context& context, Rect card, const ui::Held<Answer>& held) {
        ui::Ui& ui = context.ui;
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string question = question_of(context);
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "calls",
                                          .question = question,
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = nullptr});
        show_broken(context, card);
        draw_controls(context, body);
        const float above = controls_height(context);
        if (ui::draw_absence(ui, "calls", {body.x, body.y + above, body.w, body.h - above}, held, 4))
            return ui::end_card(ui);
        float y = body.y + above;
        const float height = row_of(context, *held.answer);
        {
            const ui::Group list(ui, {.id = "calls.list",
                                      .role = ui::SemanticRole::list,
                                      .name = finding,
                                      .bounds = {body.x, y, body.w, body.h}});
            for (std::size_t i = 0; i < rows_of(*held.answer); ++i, y += height)
                draw_line(context, {body.x, y, body.w, height}, *held.answer, i);
        }
        if (more(*held.answer)) {
            if (draw_row_button(context, "calls.more", {body.x, y + 4, body.w, 0},
                                {.label = context.say(Text::calls_more)})) {
                shown_ += page;
                ui.again();
            }
        }
        ui::draw_footnote(ui, "calls.foot", body, foot_of(context, *held.answer));
        if (late) ui::draw_late_note(ui, "calls", card);
        ui::end_card(ui);
    }

    static float controls_height(const ui::Context& context) {
        if (context.width() == ui::Width::phone) return 108;
        return ui::narrow(context.width()) ? 56.f : 44.f;
    }

    static void draw_controls(ui::Context& context, Rect body) {
        const bool phone = context.width() == ui::Width::phone;
        const float size = ui::narrow(context.width()) ? 44.f : 32.f;
        const std::string name(context.say(Text::search_said));
        const Rect field{body.x, body.y, phone ? body.w : std::min(body.w - 256, 360.f), size};
        if (auto typed = ui::field(context.ui, "calls.search", field,
                                   {.name = name, .text = context.view.said, .hint = name, .search = true})) {
            ui::View next = context.view;
            next.said = *std::move(typed);
            context.go(std::move(next), ui::History::replace);
        }
        if (searches(context)) return;
        const Rect beside{phone ? body.x : field.right() + 16, phone ? body.y + 52 : body.y, std::min(body.w, 240.f),
                          size};
        if (!context.view.broken.empty()) {
            const ui::Button all{.label = context.say(Text::calls_not_broken), .icon = charts::Icon::close};
            const float width = std::min(beside.w, ui::button_width(context.ui, all));
            if (ui::quiet_button(context.ui, "calls.not_broken", {beside.x, beside.y, width, size}, all)) {
                ui::View next = context.view;
                next.broken.clear();
                context.go(std::move(next));
            }
            return;
        }
        const std::array<ui::Choice, 2> choices{
            {{"spoken", context.say(Text::calls_spoken)}, {"all", context.say(Text::calls_all)}}};
        const auto pressed = ui::toggle_row(context.ui, "calls.shown", beside, choices, context.view.calls_all ? 1 : 0,
                                            context.say(Text::calls_shown));
        if (!pressed || (*pressed == 1) == context.view.calls_all) return;
        ui::View next = context.view;
        next.calls_all = *pressed == 1;
        context.go(std::move(next));
    }

    // Which rule's calls are listed is chosen in another card: the list comes into sight.
    void show_broken(ui::Context& context, Rect card) {
        if (broken_ == context.view.broken) return;
        broken_ = context.view.broken;
        if (!broken_.empty()) context.ui.reveal({card.x, card.y, card.w, std::min(card.h, 320.f)});
    }

    static std::string question_of(const ui::Context& context) {
        return context.say(Text::calls_question, {ui::role_words(context.role(), context.language())});
    }

    static std::string finding_of(const ui::Context& context, const engine::CallListAnswer& answer) {
        if (!context.view.broken.empty())
            return context.say(Text::calls_title_broken,
                               {charts::format_count(answer.total),
                                context.language() == ui::Language::zh ? answer.rule_zh : answer.rule_en});
        if (answer.total == 0) return std::string(context.say(Text::calls_none));
        if (const std::string days = days_words(context); !days.empty())
            return context.say(context.view.calls_all ? Text::calls_title_days : Text::calls_title_days_spoken,
                               {charts::format_count(answer.total), days});
        return context.say(context.view.calls_all ? Text::calls_title : Text::calls_title_spoken,
                           {charts::format_count(answer.total)});
    }

    // "14 – 20 Sep 2026"; "" where all days are listed.
    static std::string days_words(const ui::Context& context) {
        const engine::Days& days = context.view.call_days;
        if (days == engine::Days{}) return {};
        const auto to = base::parse_time(days.to);
        const std::string last = to ? base::iso_date(to->seconds - 86'400, base::Zone()) : std::string();
        if (last == days.from) return charts::format_date(last, context.language());
        return charts::format_date_range(days.from, last, context.language());
    }

    // Of the days chosen.
    static engine::Question listed_question(const ui::Context& context, engine::Figure figure) {
        engine::Question question = calls_question(context, figure);
        if (!(context.view.call_days == engine::Days{})) question.filter.entered = context.view.call_days;
        return question;
    }

    static std::string finding_of(const ui::Context& context, const engine::SearchAnswer& answer) {
        if (answer.turns == 0) return context.say(Text::search_nothing, {charts::format_count(answer.of_calls)});
        return context.say(Text::search_title,
                           {charts::format_count(answer.calls), charts::format_count(answer.of_calls),
                            charts::format_count(answer.turns)});
    }

    template <class Answer>
    bool more(const Answer& answer) const {
        return rows_of(answer) < all_of(answer) && shown_ < base::limits::rows_answered;
    }

    SearchHeld ask_search(ui::Context& context) const {
        engine::Question question = listed_question(context, engine::Figure::search);
        question.text = context.view.said;
        question.limit = std::min(shown_, base::limits::rows_answered);
        return context.answers.ask<engine::SearchAnswer>("calls.search", question);
    }

    CallsHeld ask(ui::Context& context) const {
        engine::Question question = listed_question(context, engine::Figure::call_list);
        question.spoken = !context.view.calls_all;
        question.broken = context.view.broken;
        // Counted were the chosen person's (quality_card.cpp).
        if (!question.broken.empty() && context.view.who && !context.view.who->empty())
            question.filter.person = {*context.view.who};
        question.limit = std::min(shown_, base::limits::rows_answered);
        return context.answers.ask<engine::CallListAnswer>("calls", question);
    }

    void draw_line(ui::Context& context, Rect place, const engine::CallListAnswer& answer, std::size_t row) {
        const engine::CallLine& line = answer.rows[row];
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
        if (hit.clicked) open_call(context, line.id, line.turn.value_or(0));
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

    void draw_line(ui::Context& context, Rect place, const engine::SearchAnswer& answer, std::size_t row) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        charts::Painter& painter = ui.painter();
        const engine::SearchHit& found = answer.hits[row];
        const std::string id = "calls.hit." + std::to_string(row);
        // What was found is to be in sight.
        std::size_t begin = found.marks.empty() || found.marks.front().begin < before_match
                                ? 0
                                : found.marks.front().begin - before_match;
        while (begin > 0 && (static_cast<unsigned char>(found.excerpt[begin]) & 0xC0) == 0x80) --begin;
        const std::string before = begin > 0 || found.cut_before ? "…" : "";
        const std::string text = before + found.excerpt.substr(begin) + (found.cut_after ? "…" : "");
        std::string about = call_time(context, found.at) + " · " + caller_name(context, found.person);
        if (found.start_ms) about += " · " + charts::format_clock(*found.start_ms);
        if (!found.speaker.empty())
            about += " · " + found.speaker;
        else if (found.side == "rep" || found.side == "customer")
            about += " · " + std::string(context.say(found.side == "rep" ? Text::side_rep : Text::side_customer));
        const ui::Group item(ui, {.id = id + ".item", .role = ui::SemanticRole::listitem, .bounds = place});
        const ui::Hit hit = ui.press(id, place);
        ui.add({.id = id, .role = ui::SemanticRole::button, .name = about + ": " + text, .bounds = place});
        if (hit.clicked) open_call(context, found.call, found.turn);
        if (!ui.visible(place)) return;
        if (hit.hovered || hit.held)
            painter.fill_rect({place.x - 12, place.y, place.w + 24, place.h}, theme.sunken, charts::space::tile_radius);
        const charts::TextStyle style = charts::type::body(theme.ink);
        ui.push_clip({place.x, place.y, place.w, place.h});
        for (const engine::SearchMark& mark : found.marks) {
            if (mark.begin < begin || mark.end > found.excerpt.size()) continue;
            const float left =
                charts::text_width(painter, before + found.excerpt.substr(begin, mark.begin - begin), style);
            const float right =
                charts::text_width(painter, before + found.excerpt.substr(begin, mark.end - begin), style);
            painter.fill_rect({place.x + left - 1, place.y + 30, right - left + 2, 20},
                              charts::with_alpha(theme.accent, .22f), 2);
        }
        ui.pop_clip();
        charts::draw_text_within(painter, {place.x, place.y + 21}, place.w, about, charts::type::label(theme.ink2));
        charts::draw_text_within(painter, {place.x, place.y + 44}, place.w, text, style);
        ui::hairline(ui, place.x, place.bottom() - 1, place.w);
        if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::tile_radius);
    }

    std::uint32_t shown_ = page;
    std::string broken_;
};

}  // namespace

std::unique_ptr<StackCard> make_calls_card() { return std::make_unique<CallsCard>(); }

}  // namespace screens
