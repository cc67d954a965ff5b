#include "screens/time_card.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "charts/durations.h"
#include "engine/figures/time.h"
#include "screens/hours_row.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/crosshair.h"
#include "ui/working_hours.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float waiting_height = 180;

using TimeHeld = ui::Held<engine::TimeAnswer>;

TimeHeld ask(ui::Context& context) {
    engine::Question question = ui::timed_question(context, engine::Figure::time);
    question.by = {engine::By::stage};
    question.filter.role = {std::string(context.role())};
    return context.answers.ask<engine::TimeAnswer>("roles.time", question);
}

std::string question_of(const ui::Context& context) {
    return context.say(Text::time_question, {ui::role_words(context.role(), context.language())});
}

std::string finding_of(const ui::Context& context, const engine::TimeAnswer& answer) {
    if (answer.head.refused == "chosen_by_exit") return std::string(context.say(Text::conversion_by_exit));
    const engine::TimeRow* longest = nullptr;
    std::uint64_t stale = 0;
    for (const engine::TimeRow& row : answer.rows) {
        stale += row.stale.value_or(0);
        if (row.median_s && (!longest || *row.median_s > *longest->median_s)) longest = &row;
    }
    if (!longest) return std::string(context.say(Text::time_none));
    const std::string name = context.names.stage_name(longest->keys.front(), context.language());
    const std::string median = charts::format_duration(*longest->median_s, context.language(), answer.day_s);
    if (stale == 0) return context.say(Text::time_title, {name, median});
    return context.say(Text::time_title_stale, {name, median, charts::format_count(stale)});
}

std::string note_of(const ui::Context& context, const engine::TimeAnswer& answer) {
    std::string note = context.say(Text::time_foot, {ui::hours_basis(context)});
    const engine::Cycle& cycle = answer.cycle;
    if (cycle.median_s && cycle.p90_s)
        note +=
            context.say(Text::time_cycle, {charts::format_count(cycle.n),
                                           charts::format_duration(*cycle.median_s, context.language(), answer.day_s),
                                           charts::format_duration(*cycle.p90_s, context.language(), answer.day_s)});
    return note;
}

// How many are through after so long: as much as a median and a p90 can say.
ui::Reading reading_at(const ui::Context& context, const std::vector<charts::DurationRow>& rows, std::uint32_t seconds,
                       std::uint32_t day_s) {
    ui::Reading reading{
        context.say(Text::time_at, {charts::format_duration(seconds, context.language(), day_s)}), {}, {}};
    for (const charts::DurationRow& row : rows) {
        std::string through(charts::undefined_figure);
        if (row.p90_s && seconds >= *row.p90_s)
            through = context.say(Text::time_most);
        else if (row.median_s)
            through = context.say(seconds < *row.median_s ? Text::time_under_half : Text::time_half);
        reading.rows.push_back({row.name + " · " + charts::format_count(row.count), std::move(through)});
    }
    return reading;
}

void draw_rows(ui::Context& context, Rect body, const engine::TimeAnswer& answer, const std::string& finding,
               bool late) {
    std::vector<charts::DurationRow> rows;
    for (const engine::TimeRow& row : answer.rows)
        rows.push_back({.id = row.keys.front(),
                        .name = context.names.stage_name(row.keys.front(), context.language()),
                        .count = row.n,
                        .median_s = row.median_s,
                        .p90_s = row.p90_s,
                        .open = row.open,
                        .stale = row.stale});
    const charts::DurationWords words{.language = context.language(),
                                      .median = std::string(context.say(Text::time_median)),
                                      .p90 = std::string(context.say(Text::time_p90)),
                                      .stale = std::string(context.say(Text::time_stale)),
                                      .day_s = answer.day_s};
    charts::Emphasis emphasis = ui::emphasis_of(context.ui, "roles.time.rows.", {});
    emphasis.late = late;
    const Rect plot{body.x, body.y, body.w, charts::durations_height(rows.size())};
    const charts::Durations drawn =
        charts::draw_durations(context.ui.painter(), context.ui.theme(), plot, rows, words, emphasis);
    std::optional<std::size_t> marked;
    for (const charts::DurationRow& row : rows)
        if (row.median_s && emphasis.is_focused(row.id))
            marked = static_cast<std::size_t>(std::ranges::lower_bound(drawn.seconds, *row.median_s) -
                                              drawn.seconds.begin());
    ui::use_crosshair(context.ui,
                      {.id = "roles.time.cross",
                       .name = question_of(context),
                       .keys = context.say(Text::cross_keys),
                       .area = drawn.plot,
                       .stops = drawn.stops,
                       .marked = marked},
                      [&](std::size_t stop) { return reading_at(context, rows, drawn.seconds[stop], answer.day_s); });
    ui::use_marks(context.ui, "roles.time.rows", finding, plot, drawn.marks);
}

class TimeCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const TimeHeld held = ask(context);
        const std::string question = question_of(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const ui::CardHead head{.id = "roles.time", .question = question, .title = finding, .of = ui::head_of(held)};
        const float padding = ui::card_padding(context.width());
        float body = waiting_height;
        if (held.answer)
            body = charts::durations_height(held.answer->rows.size()) +
                   ui::footnote_height(context.ui, width - 2 * padding, note_of(context, *held.answer)) + 8;
        return ui::card_head_height(context.ui, width, head) + hours_row_height(context) + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const TimeHeld held = ask(context);
        const std::string question = question_of(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        Rect body = ui::begin_card(ui, card,
                                   {.id = "roles.time",
                                    .question = question,
                                    .title = finding,
                                    .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                    .of = ui::head_of(held)});
        draw_hours_row(context, "roles.time", body);
        body.y += hours_row_height(context);
        body.h -= hours_row_height(context);
        if (ui::draw_absence(ui, "roles.time", body, held, 4)) return ui::end_card(ui);
        if (!held.answer->rows.empty()) draw_rows(context, body, *held.answer, finding, late);
        ui::draw_footnote(ui, "roles.time.foot", body, note_of(context, *held.answer));
        if (late) ui::draw_late_note(ui, "roles.time", card);
        ui::end_card(ui);
    }
};

}  // namespace

std::unique_ptr<StackCard> make_time_card() { return std::make_unique<TimeCard>(); }

}  // namespace screens
