#include "screens/queue_card.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "charts/age_bars.h"
#include "charts/logo.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "screens/handoff_words.h"
#include "screens/row_button.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;
using QueueHeld = ui::Held<engine::QueueAnswer>;

constexpr std::uint32_t page = 5;
constexpr float most_revealed = 480;  // when a hand-off is chosen elsewhere
constexpr std::uint32_t beside = 16;  // rows that a higher card beside this one may have room for
constexpr float row_line = 30, row_two_lines = 52;
constexpr float narrowest_line = 420;  // of a row on one line
constexpr float heads_height = 26;
constexpr float fact_height = 50;
constexpr float narrowest_facts = 400;  // of four in a line, else two and two
constexpr float age_width = 64, value_width = 60;

class QueueCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const QueueHeld held = ask(context);
        const Words words = words_of(context, held.answer);
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        float body = 4 * row_line;
        if (is_told(held)) {
            const auto rows = static_cast<float>(std::min<std::uint64_t>(held.answer->total, shown_));
            body = controls_height(context) + facts_height(inner);
            if (held.answer->total > 0)
                body += charts::age_bars_height + 8 + heads(context, inner) + rows * row_height(context, inner) +
                        more_height(context, *held.answer, shown_) + 8;
        }
        return ui::card_head_height(context.ui, width, head_of(words, held)) + body +
               ui::footnote_height(context.ui, inner, words.note) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const QueueHeld held = ask(context);
        const Words words = words_of(context, held.answer);
        const bool late = ui::shows_late(ui, held);
        // Which hand-off was pressed may be far from here.
        const std::string before = std::exchange(handed_, context.view.handed);
        if (drawn_ && !handed_.empty() && handed_ != before)
            ui.reveal({card.x, card.y, card.w, std::min(card.h, most_revealed)});
        drawn_ = true;
        ui::CardHead head = head_of(words, held);
        head.tone = late ? ui::CardTone::late : ui::CardTone::plain;
        const Rect body = ui::begin_card(ui, card, head);
        if (ui::draw_absence(ui, "queue", body, held, 4)) return ui::end_card(ui);
        float y = draw_controls(context, body);
        const engine::QueueAnswer& answer = *held.answer;
        if (answer.total > 0) y = draw_ages(context, {body.x, y, body.w, charts::age_bars_height}, answer) + 8;
        y = draw_facts(context, {body.x, y, body.w, facts_height(body.w)});
        if (answer.total > 0)
            draw_list(context, {body.x, y, body.w, body.bottom() - y - ui::footnote_height(ui, body.w, words.note) - 8},
                      answer, words.title);
        ui::draw_footnote(ui, "queue.foot", body, words.note);
        if (late) ui::draw_late_note(ui, "queue", card);
        ui::end_card(ui);
    }

private:
    // The list is longer than the card beside it where the reader asked for more.
    std::uint32_t shown_ = page;
    bool drawn_ = false;
    std::string handed_;  // when it was drawn last

    struct Words {
        std::string question, title, note;
    };

    static bool is_told(const QueueHeld& held) { return held.answer && held.answer->head.refused.empty(); }

    static const engine::HandoffRow* chosen(ui::Context& context) {
        const HandoffsHeld roles = ask_role_handoffs(context);
        return roles.answer ? handed_row(context, *roles.answer) : nullptr;
    }

    QueueHeld ask(ui::Context& context) const {
        // Which hand-off is chosen is known with those of the roles.
        if (!context.view.handed.empty() && !ask_role_handoffs(context).answer) return {};
        engine::Question question = ui::timed_question(context, engine::Figure::queue);
        question.limit = std::min(shown_ + beside, base::limits::rows_answered);
        question.by_value = context.view.queue_by_value;
        if (const engine::HandoffRow* row = chosen(context))
            question.handed = engine::Handed{row->from_role, row->to_role};
        return context.answers.ask<engine::QueueAnswer>("queue", question);
    }

    static ui::CardHead head_of(const Words& words, const QueueHeld& held) {
        return {.id = "queue", .question = words.question, .title = words.title, .of = ui::head_of(held)};
    }

    static Words words_of(ui::Context& context, const engine::QueueAnswer* answer) {
        Words out;
        const engine::HandoffRow* row = chosen(context);
        out.question = row ? context.say(Text::queue_question_of, {pair_words(context, row->from_role, row->to_role)})
                           : std::string(context.say(Text::queue_question));
        if (!answer || !answer->head.refused.empty()) return out;
        if (answer->total == 0) {
            out.title = context.say(Text::handoffs_nothing_waits);
            out.note = ui::hours_basis(context) + (context.ui.chinese() ? "。" : ".");
            return out;
        }
        const std::string target(ui::target_words(context));
        out.title = context.say(answer->late == answer->total ? Text::queue_title_all : Text::queue_title,
                                {charts::format_count(answer->total), charts::format_count(answer->late), target});
        const std::string value =
            answer->valued == 0 ? std::string(charts::undefined_figure)
                                : charts::format_money(answer->value, context.names.currency(), context.language());
        out.note = context.say(Text::queue_foot, {value, charts::format_count(answer->valued)});
        return out;
    }

    static float controls_height(const ui::Context& context) {
        return (ui::narrow(context.width()) ? 44.f : 28.f) + 12;
    }

    // In what order, and the way back to all hand-offs. Gives the lower edge.
    static float draw_controls(ui::Context& context, Rect body) {
        const float size = controls_height(context) - 12;
        const std::array<ui::Choice, 2> choices{
            {{"longest", context.say(Text::queue_longest)}, {"value", context.say(Text::queue_richest)}}};
        const Rect toggle{body.x, body.y, std::min(body.w, 228.f), size};
        const auto pressed = ui::toggle_row(context.ui, "queue.order", toggle, choices,
                                            context.view.queue_by_value ? 1 : 0, context.say(Text::queue_order));
        if (pressed && (*pressed == 1) != context.view.queue_by_value) {
            ui::View next = context.view;
            next.queue_by_value = *pressed == 1;
            context.go(std::move(next));
        }
        if (chosen(context)) {
            const ui::Button all{.label = context.say(Text::queue_all), .icon = charts::Icon::close};
            const float width = std::min(ui::button_width(context.ui, all), body.right() - toggle.right() - 8);
            if (ui::quiet_button(context.ui, "queue.all", {body.right() - width, body.y, width, size}, all))
                press_handed(context, context.view.handed);
        }
        return body.y + controls_height(context);
    }

    static std::string age_words(const ui::Context& context, const engine::QueueAge& age, std::uint32_t day_s) {
        constexpr std::uint32_t hour_s = 3'600;
        const bool working = day_s < 24 * hour_s;
        if (!age.up_to_s && working && age.over_s % day_s == 0)
            return context.say(Text::queue_over_working, {charts::format_count(age.over_s / day_s)});
        if (!age.up_to_s)
            return context.say(Text::queue_over, {charts::format_duration(age.over_s, context.language(), day_s)});
        const auto whole = [&](std::uint32_t unit, Text text) {
            return context.say(text,
                               {charts::format_count(age.over_s / unit), charts::format_count(*age.up_to_s / unit)});
        };
        if (age.over_s > 0 && age.over_s % day_s == 0 && *age.up_to_s % day_s == 0)
            return whole(day_s, working ? Text::queue_working_days : Text::queue_days);
        return whole(hour_s, Text::queue_hours);
    }

    static float draw_ages(ui::Context& context, Rect place, const engine::QueueAnswer& answer) {
        std::vector<charts::AgeBar> bars;
        for (const engine::QueueAge& age : answer.ages) {
            charts::AgeBar bar;
            bar.id = std::to_string(age.over_s);
            bar.label = age_words(context, age, answer.day_s);
            bar.count = age.count;
            bar.late = age.over_s >= answer.head.question.target_s;
            bar.name = context.say(Text::queue_age_spoken, {bar.label, charts::format_count(bar.count)});
            bars.push_back(std::move(bar));
        }
        const charts::Marks marks = charts::draw_age_bars(context.ui.painter(), context.ui.theme(), place, bars,
                                                          context.say(Text::queue_target, {ui::target_words(context)}),
                                                          ui::emphasis_of(context.ui, "queue.ages.", {}));
        ui::use_marks(context.ui, "queue.ages", context.say(Text::queue_ages), place, marks);
        return place.bottom();
    }

    static std::size_t facts_across(float width) { return width < narrowest_facts ? 2 : 4; }
    static float facts_height(float width) { return fact_height * 4 / static_cast<float>(facts_across(width)) + 4; }

    // Of the hand-offs, waiting or not: how fast they are picked up, and what is lost. Gives the lower edge.
    static float draw_facts(ui::Context& context, Rect place) {
        const HandoffsHeld roles = ask_role_handoffs(context);
        if (!roles.answer) return place.bottom();
        const engine::HandoffRow* row = handed_row(context, *roles.answer);
        const engine::HandoffRow& of = row ? *row : roles.answer->total;
        const std::string lost =
            charts::format_percent(of.drop.estimate) + " · " + charts::format_percent(of.bounce.estimate);
        const std::array<std::pair<Text, std::string>, 4> facts{
            {{Text::handoffs_median, handoff_duration(context, of.median_s)},
             {Text::handoffs_p90, brief_duration(context, of.p90_s)},
             {Text::handoffs_in_time, in_time_words(context, of)},
             {Text::queue_drop_back, lost}}};
        const charts::Theme& theme = context.ui.theme();
        ui::hairline(context.ui, place.x, place.y, place.w);
        const std::size_t across = facts_across(place.w);
        const float width = place.w / static_cast<float>(across);
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const float x = place.x + width * static_cast<float>(i % across);
            const float y = place.y + fact_height * static_cast<float>(i / across);
            const std::string name(context.say(facts[i].first));
            charts::draw_text_within(context.ui.painter(), {x, y + 20}, width - 6, name,
                                     charts::type::small(theme.ink3));
            charts::draw_text_within(context.ui.painter(), {x, y + 39}, width - 6, facts[i].second,
                                     charts::type::lead(theme.ink));
            context.ui.add({.id = "queue.fact." + std::to_string(i),
                            .role = ui::SemanticRole::text,
                            .name = charts::format_named(name, facts[i].second, context.language()),
                            .bounds = {x, y, width, fact_height}});
        }
        return place.bottom();
    }

    static bool on_one_line(const ui::Context& context, float width) {
        return !ui::narrow(context.width()) && width >= narrowest_line;
    }
    static float row_height(const ui::Context& context, float width) {
        return on_one_line(context, width) ? row_line : row_two_lines;
    }
    static float heads(const ui::Context& context, float width) {
        return on_one_line(context, width) ? heads_height : 0;
    }
    static float more_height(const ui::Context& context, const engine::QueueAnswer& answer, std::uint64_t shown) {
        const bool more = shown < answer.total && shown < base::limits::rows_answered;
        return more ? row_button_height(context) + 4 : 0;
    }

    void draw_list(ui::Context& context, Rect place, const engine::QueueAnswer& answer, const std::string& title) {
        ui::Ui& ui = context.ui;
        const float row = row_height(context, place.w);
        float y = place.y;
        if (heads(context, place.w) > 0) y = draw_heads(context, {place.x, y, place.w, heads_height});
        const auto fits = [&](float room) {
            return std::min(answer.rows.size(), static_cast<std::size_t>(std::max(0.f, std::floor(room / row + .01f))));
        };
        std::size_t rows = fits(place.bottom() - y);
        const float more = more_height(context, answer, rows);
        rows = fits(place.bottom() - y - more);
        {
            const ui::Group list(ui,
                                 {.id = "queue.list", .role = ui::SemanticRole::list, .name = title, .bounds = place});
            for (std::size_t i = 0; i < rows; ++i, y += row)
                draw_row(context, {place.x, y, place.w, row}, answer.rows[i], i);
        }
        if (more > 0 && draw_row_button(context, "queue.more", {place.x, y + 4, place.w, 0},
                                        {.label = context.say(Text::calls_more)})) {
            shown_ = static_cast<std::uint32_t>(rows) + 20;
            ui.again();
        }
    }

    // Where the columns of a row on one line stand.
    struct Columns {
        float name, value, person, age;
        float name_width, person_width;
    };
    static Columns columns_of(Rect line) {
        const float free = line.w - value_width - age_width - 22;
        Columns out{};
        out.name = line.x;
        out.name_width = free * .52f;
        out.value = line.x + out.name_width + value_width;  // its right edge
        out.person = out.value + 16;
        out.person_width = free - out.name_width - 4;
        out.age = line.right();  // its right edge
        return out;
    }

    static float draw_heads(ui::Context& context, Rect line) {
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        const charts::TextStyle style = charts::type::small(theme.ink3);
        const Columns at = columns_of(line);
        const float baseline = line.y + 17;
        painter.fill_rect({line.x - 12, line.y, line.w + 24, line.h - 2}, theme.sunken);
        charts::draw_text_within(painter, {at.name, baseline}, at.name_width, context.say(Text::rows_deal), style);
        charts::draw_text(painter, {at.value, baseline}, context.say(Text::rows_value), style, Align::end);
        charts::draw_text_within(painter, {at.person, baseline}, at.person_width, context.say(Text::queue_waits_for),
                                 style);
        charts::draw_text(painter, {at.age, baseline}, context.say(Text::handoffs_waiting), style, Align::end);
        return line.bottom();
    }

    static void draw_row(ui::Context& context, Rect line, const engine::QueueRow& row, std::size_t index) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        charts::Painter& painter = ui.painter();
        const std::string name = row.name.empty() ? row.deal : row.name;
        const std::string person = context.names.person_name(row.to_person, context.language());
        const std::string age = handoff_duration(context, row.age_s);
        const std::string value = row.value
                                      ? charts::format_money(*row.value, context.names.currency(), context.language())
                                      : std::string(charts::undefined_figure);
        const std::string id = "queue.row." + std::to_string(index);
        const std::string whose = pair_words(context, row.from_role, row.to_role) + " · " + person;
        // A deal without an account has no line to open.
        const ui::Group item(ui, {.id = id + ".item", .role = ui::SemanticRole::listitem, .bounds = line});
        const bool opens = !row.account.empty();
        const ui::Hit hit = opens ? ui.press(id, line) : ui::Hit{};
        ui.add({.id = id,
                .role = opens ? ui::SemanticRole::button : ui::SemanticRole::text,
                .name = context.say(Text::queue_spoken, {name, whose, age, value}),
                .bounds = line});
        ui.tip(hit, line, context.say(Text::queue_spoken, {name, whose, age, value}));
        if (hit.clicked) {
            ui::View next = context.view;
            next.screen = ui::ScreenId::accounts;
            next.account = row.account;
            context.go(std::move(next));
        }
        if (!ui.visible(line)) return;
        if (hit.hovered || hit.held)
            painter.fill_rect({line.x - 12, line.y, line.w + 24, line.h}, theme.sunken, charts::space::tile_radius);
        const charts::TextStyle strong = charts::type::body(theme.ink, charts::Weight::medium);
        const charts::TextStyle aged = charts::type::body(row.late ? theme.alert : theme.ink, charts::Weight::semibold);
        const charts::TextStyle label = charts::type::label(theme.ink2);
        const auto draw_person = [&](float x, float middle, float width, const std::string& text) {
            if (!row.to_role.empty()) {
                charts::draw_role_tile(painter, theme, {x, std::round(middle - 8), 16, 16}, row.to_role,
                                       context.language());
                x += 22;
                width -= 22;
            }
            charts::draw_text_within(painter, {x, charts::centred_baseline(middle, 12)}, width, text, label);
        };
        if (on_one_line(context, line.w)) {
            const Columns at = columns_of(line);
            const float middle = line.y + line.h / 2, baseline = charts::centred_baseline(middle, 13);
            charts::draw_text_within(painter, {at.name, baseline}, at.name_width, name, strong);
            charts::draw_text(painter, {at.value, baseline}, value, label, Align::end);
            draw_person(at.person, middle, at.person_width, person);
            charts::draw_text(painter, {at.age, baseline}, age, aged, Align::end);
        } else {
            const float right = age_width + 12;
            charts::draw_text_within(painter, {line.x, line.y + 21}, line.w - right - 8, name, strong);
            charts::draw_text(painter, {line.right(), line.y + 21}, age, aged, Align::end);
            draw_person(line.x, line.y + 37, line.w - right - 8, person + " · " + value);
        }
        ui::hairline(ui, line.x, line.bottom() - 1, line.w);
        if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(line, 3), charts::space::tile_radius);
    }
};

}  // namespace

std::unique_ptr<StackCard> make_queue_card() { return std::make_unique<QueueCard>(); }

}  // namespace screens
