// When the role talks with customers: its calls day by day. A day, or on touch a week, is chosen, and the list below is of its calls.
#include <algorithm>
#include <string>
#include <vector>

#include "base/time.h"
#include "charts/calendar.h"
#include "charts/text.h"
#include "engine/figures/call_days.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t most_days = 7 * 106;  // drawn: two years and a bit
constexpr float waiting_height = 170;
constexpr double differs = 0.05;

using DaysHeld = ui::Held<engine::CallDaysAnswer>;

std::int64_t day_of(std::string_view date) {
    const auto time = base::parse_time(date);
    return time ? time->seconds / day_s : 0;
}

std::string_view weekday_words(const ui::Context& context, std::size_t weekday) {
    constexpr Text words[] = {Text::weekday_1, Text::weekday_2, Text::weekday_3, Text::weekday_4,
                              Text::weekday_5, Text::weekday_6, Text::weekday_7};
    return context.say(words[weekday]);
}

class CallDaysCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const DaysHeld held = ask(context);
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        const std::string question = question_of(context), finding = finding_of(context, held);
        float body = waiting_height;
        if (held.answer && !is_told(held)) body = 44;
        if (is_told(held)) {
            const charts::Calendar& calendar = calendar_once(context, held);
            body = charts::calendar_height(calendar, inner) + 8 +
                   charts::calendar_legend_height(context.ui.painter(), inner, calendar.most,
                                                  std::string(context.say(Text::days_none))) +
                   controls_height(context) + ui::footnote_height(context.ui, inner, note_of(context, *held.answer));
        }
        return ui::card_head_height(context.ui, width, head_of(question, finding, held)) + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const DaysHeld held = ask(context);
        const std::string question = question_of(context), finding = finding_of(context, held);
        const bool late = ui::shows_late(ui, held);
        ui::CardHead head = head_of(question, finding, held);
        head.tone = late ? ui::CardTone::late : ui::CardTone::plain;
        const Rect body = ui::begin_card(ui, card, head);
        if (ui::draw_absence(ui, "days", body, held, 3) || !is_told(held)) return ui::end_card(ui);
        charts::Calendar& calendar = calendar_once(context, held);
        const engine::Days& chosen = context.view.call_days;
        calendar.chosen_from = calendar.chosen_to = 0;
        if (!chosen.from.empty() && !chosen.to.empty()) {
            calendar.chosen_from = day_of(chosen.from);
            calendar.chosen_to = day_of(chosen.to);
        }
        charts::Emphasis emphasis = ui::emphasis_of(ui, "days.calendar.", {});
        emphasis.late = late;
        const Rect plot{body.x, body.y, body.w, charts::calendar_height(calendar, body.w)};
        const charts::Marks marks = charts::draw_calendar(ui.painter(), ui.theme(), plot, calendar, emphasis);
        const ui::MarkPress press = ui::use_marks(ui, "days.calendar", finding, plot, marks, ui::MarkTips::names);
        if (press.mark) {
            const std::int64_t day = day_of(press.mark->id);
            choose(context, day, day + (calendar.weeks.empty() ? 1 : 7));
        }
        const std::string none(context.say(Text::days_none));
        const Rect legend{body.x, plot.bottom() + 8, body.w, 0};
        charts::draw_calendar_legend(ui.painter(), ui.theme(), legend, calendar.most, none);
        draw_controls(context,
                      {body.x, legend.y + charts::calendar_legend_height(ui.painter(), body.w, calendar.most, none) + 4,
                       body.w, controls_height(context) - 8},
                      *held.answer, calendar);
        ui::draw_footnote(ui, "days.foot", body, note_of(context, *held.answer));
        if (late) ui::draw_late_note(ui, "days", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static bool is_told(const DaysHeld& held) {
        return held.answer && held.answer->head.refused.empty() && !held.answer->days.empty();
    }

    DaysHeld ask(ui::Context& context) const {
        engine::Question question = calls_question(context, engine::Figure::call_days);
        question.call_rules = {};  // nothing of what is said
        question.topic_changes = question.rule_changes = {};
        question.calendar = ui::calendar_in_force(context);
        return context.answers.ask<engine::CallDaysAnswer>("days", question);
    }

    static ui::CardHead head_of(std::string_view question, std::string_view finding, const DaysHeld& held) {
        return {.id = "days", .question = question, .title = finding, .of = ui::head_of(held)};
    }
    static std::string question_of(const ui::Context& context) {
        return context.say(Text::days_question, {ui::role_words(context.role(), context.language())});
    }

    static std::string finding_of(const ui::Context& context, const DaysHeld& held) {
        if (!held.answer || !held.answer->head.refused.empty()) return {};
        const engine::CallDaysAnswer& answer = *held.answer;
        if (answer.total == 0) return std::string(context.say(Text::calls_none));
        const std::string total = charts::format_count(answer.total), days = charts::format_count(answer.days.size());
        if (!answer.p) return context.say(Text::days_title_few, {total, days});
        const engine::WeekdayCalls *most = nullptr, *least = nullptr;
        const auto mean = [](const engine::WeekdayCalls& one) {
            return static_cast<double>(one.working_calls) / static_cast<double>(one.working_days);
        };
        for (const engine::WeekdayCalls& one : answer.weekdays) {
            if (one.working_days < engine::fewest_weekdays) continue;
            if (!most || mean(one) > mean(*most)) most = &one;
            if (!least || mean(one) < mean(*least)) least = &one;
        }
        if (*answer.p >= differs || !most || most == least) return context.say(Text::days_title_even, {total, days});
        return context.say(Text::days_title,
                           {weekday_words(context, most->weekday - 1), charts::format_count(most->working_calls),
                            charts::format_count(most->working_days), weekday_words(context, least->weekday - 1),
                            charts::format_count(least->working_calls), charts::format_count(least->working_days)});
    }

    static std::int64_t first_drawn(const engine::CallDaysAnswer& answer) {
        const std::int64_t first = day_of(answer.from), last = day_of(answer.to);
        return std::max(first, base::monday_of(last) + 7 - most_days);
    }

    static std::string note_of(const ui::Context& context, const engine::CallDaysAnswer& answer) {
        const bool weeks = ui::narrow(context.width());
        std::string note(context.say(weeks ? Text::days_press_week : Text::days_press));
        const auto add = [&](const std::string& sentence) {
            note = context.say(Text::two_sentences, {note, sentence});
        };
        if (const std::int64_t first = first_drawn(answer); first > day_of(answer.from))
            add(context.say(Text::days_cut, {charts::format_date(base::iso_day(first), context.language())}));
        if (answer.untimed + answer.later > 0)
            add(context.say(Text::days_left_out,
                            {charts::format_count(answer.untimed), charts::format_count(answer.later)}));
        return note;
    }

    // Of this answer in these words and at this width.
    charts::Calendar& calendar_once(const ui::Context& context, const DaysHeld& held) {
        const bool weeks = ui::narrow(context.width());
        const Of of{held.serial, context.language(), weeks};
        if (of != of_) {
            of_ = of;
            calendar_ = calendar_of(context, *held.answer, weeks);
        }
        return calendar_;
    }

    static charts::Calendar calendar_of(const ui::Context& context, const engine::CallDaysAnswer& answer, bool weeks) {
        charts::Calendar calendar;
        calendar.language = context.language();
        calendar.first = first_drawn(answer);
        const std::int64_t last = day_of(answer.to);
        for (std::int64_t day = calendar.first; day <= last; ++day)
            calendar.days.push_back({0, base::iso_day(day), {}});
        for (const engine::CallDay& one : answer.days) {
            const std::int64_t place = day_of(one.day) - calendar.first;
            if (place < 0 || place > last - calendar.first) continue;
            calendar.days[static_cast<std::size_t>(place)].count = one.calls;
            calendar.most = std::max(calendar.most, one.calls);
        }
        for (std::size_t place = 0; place < 7; ++place) {
            const std::string name(weekday_words(context, place));
            calendar.weekdays[place] = name;
            const engine::WeekdayCalls& of = answer.weekdays[place];
            calendar.rows[place] =
                context.say(Text::days_row, {name, charts::format_count(of.calls), charts::format_count(of.days)});
        }
        for (std::size_t i = 0; i < calendar.days.size(); ++i) {
            const std::int64_t day = calendar.first + static_cast<std::int64_t>(i);
            calendar.days[i].name =
                context.say(Text::days_day, {charts::format_date(calendar.days[i].id, context.language()),
                                             weekday_words(context, base::weekday_of(day)),
                                             charts::format_count(calendar.days[i].count)});
        }
        if (!weeks) return calendar;
        calendar.weeks_name = context.say(Text::days_weeks);
        for (std::int64_t monday = base::monday_of(calendar.first); monday <= last; monday += 7)
            calendar.weeks.push_back(span_words(context, answer, monday, monday + 7));
        return calendar;
    }

    static std::uint64_t calls_in(const engine::CallDaysAnswer& answer, std::int64_t from, std::int64_t to) {
        std::uint64_t calls = 0;
        for (const engine::CallDay& one : answer.days)
            if (day_of(one.day) >= from && day_of(one.day) < to) calls += one.calls;
        return calls;
    }

    // "14 – 20 Sep 2026: 142 calls"
    static std::string span_words(const ui::Context& context, const engine::CallDaysAnswer& answer, std::int64_t from,
                                  std::int64_t to) {
        const std::string calls = charts::format_count(calls_in(answer, from, to));
        if (to - from == 1)
            return context.say(Text::days_day, {charts::format_date(base::iso_day(from), context.language()),
                                                weekday_words(context, base::weekday_of(from)), calls});
        return context.say(
            Text::days_span,
            {charts::format_date_range(base::iso_day(from), base::iso_day(to - 1), context.language()), calls});
    }

    static void go_to(ui::Context& context, engine::Days days) {
        ui::View next = context.view;
        // As many calls are listed as the tile says.
        if (!(days == engine::Days{})) next.calls_all = true;
        next.call_days = std::move(days);
        next.said.clear();
        next.broken.clear();
        context.go(std::move(next));
    }

    // Again: all days.
    static void choose(ui::Context& context, std::int64_t from, std::int64_t to) {
        engine::Days days{base::iso_day(from), base::iso_day(to)};
        if (days == context.view.call_days) days = {};
        go_to(context, std::move(days));
    }

    static bool is_chosen(const ui::Context& context) { return !(context.view.call_days == engine::Days{}); }
    static float control(const ui::Context& context) {
        return ui::narrow(context.width()) ? charts::space::touch_target : 32.f;
    }
    // On a narrow screen what is chosen stands on a line of its own.
    static float words_height(const ui::Context& context) { return ui::narrow(context.width()) ? 24.f : 0.f; }
    static float controls_height(const ui::Context& context) {
        return is_chosen(context) ? words_height(context) + control(context) + 12 : 8;
    }

    // What is chosen, one earlier, one later, and the way back to all.
    static void draw_controls(ui::Context& context, Rect line, const engine::CallDaysAnswer& answer,
                              const charts::Calendar& calendar) {
        if (calendar.chosen_to <= calendar.chosen_from) return;
        ui::Ui& ui = context.ui;
        const std::int64_t from = calendar.chosen_from, to = calendar.chosen_to, length = to - from;
        const std::int64_t end = calendar.first + static_cast<std::int64_t>(calendar.days.size());
        const std::string words = span_words(context, answer, from, to);
        const charts::TextStyle style = charts::type::body(ui.theme().ink, charts::Weight::medium);
        const float high = control(context), above = words_height(context), y = line.y + above;
        if (ui::icon_button(ui, "days.before", {line.x, y, high, high}, charts::Icon::chevron_left,
                            context.say(Text::days_before), false, from <= calendar.first))
            choose(context, from - length, from);
        if (ui::icon_button(ui, "days.after", {line.x + high, y, high, high}, charts::Icon::chevron_right,
                            context.say(Text::days_after), false, to >= end))
            choose(context, to, to + length);
        float x = line.x + 2 * high + 8;
        const float wide = charts::text_width(ui.painter(), words, style) + 1;
        const charts::Point baseline{above > 0 ? line.x : x,
                                     above > 0 ? line.y + 15 : charts::centred_baseline(y + high / 2, 13)};
        ui::label(ui, "days.chosen", baseline, std::min(wide, line.right() - baseline.x), words, style);
        if (above == 0) x += wide + 8;
        const ui::Button all{.label = context.say(Text::days_all), .icon = charts::Icon::close};
        if (ui::quiet_button(ui, "days.all", {x, y, ui::button_width(ui, all), high}, all)) go_to(context, {});
    }

    struct Of {
        std::uint32_t serial = 0;
        ui::Language language{};
        bool weeks = false;
        bool operator==(const Of&) const = default;
    };
    Of of_;
    charts::Calendar calendar_;
};

}  // namespace

std::unique_ptr<StackCard> make_call_days_card() { return std::make_unique<CallDaysCard>(); }

}  // namespace screens
