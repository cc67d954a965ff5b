#include "screens/months_card.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "charts/interval_dots.h"
#include "charts/text.h"
#include "engine/figures/ledger.h"
#include "engine/figures/summary.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/period.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float narrowest_column = 5;
constexpr const char* cross_id = "roles.trend.cross";
constexpr const char* sweep_id = "roles.trend.sweep";
constexpr double double_press_ms = 400;
constexpr float pointer_reach = charts::space::pointer_target / 2;  // of a handle
// From the last month back: as long as more than one entry in ten is open, its end is not yet known.
constexpr std::uint64_t settled_of_open = 10;

LedgerHeld ask_months(ui::Context& context) {
    engine::Question question = ui::base_question(context.view, engine::Figure::ledger);
    question.by = {engine::By::role, engine::By::month};
    question.filter.entered = {};
    return context.answers.ask<engine::LedgerAnswer>("months", question);
}

std::string chosen_month(const ui::View& view) {
    const engine::Days& days = view.filter.entered;
    if (days.from.empty() || !(ui::month_days(days.from) == days)) return {};
    return days.from.substr(0, 7);
}

}  // namespace

void MonthsCard::derive(ui::Context& context, const LedgerHeld& months, std::size_t most) {
    const std::string role(context.role());
    if (months.serial == serial_ && role == role_ && context.language() == language_ && most == most_) return;
    serial_ = months.serial;
    role_ = role;
    language_ = context.language();
    most_ = most;
    months_.clear();
    finding_.clear();
    if (!months.answer) return;
    const engine::SummaryAnswer& summary = context.names.summary();
    for (const std::string& month : ui::months_between(summary.first_entry, summary.last_entry, most))
        months_.push_back({month, {}, false});
    for (const engine::LedgerRow& row : months.answer->rows) {
        if (row.keys.size() != 2 || row.keys[0] != role) continue;
        const auto place =
            std::find_if(months_.begin(), months_.end(), [&](const auto& month) { return month.id == row.keys[1]; });
        if (place != months_.end()) place->ledger = ui::chart_ledger(row.ledger);
    }
    const charts::TrendMonth* most_entries = nullptr;
    for (const charts::TrendMonth& month : months_)
        if (!most_entries || month.ledger.entries > most_entries->ledger.entries) most_entries = &month;
    for (auto month = months_.rbegin(); month != months_.rend(); ++month) {
        if (month->ledger.open * settled_of_open <= month->ledger.entries) break;
        month->young = true;
    }
    finding_ = context.say(Text::months_none);
    if (most_entries && most_entries->ledger.entries > 0) {
        const std::uint64_t entries = most_entries->ledger.entries;
        const auto alike =
            std::ranges::count(months_, entries, [](const charts::TrendMonth& month) { return month.ledger.entries; });
        finding_ = alike > 1
                       ? context.say(Text::months_title_alike, {charts::format_count(static_cast<std::uint64_t>(alike)),
                                                                charts::format_count(entries)})
                       : context.say(Text::months_title_most,
                                     {charts::format_month(most_entries->id, charts::Year::shown, language_),
                                      charts::format_count(entries)});
    }
}

// All months of the data, or those that are looked at closer.
std::span<const charts::TrendMonth> MonthsCard::shown(const ui::View& view) const {
    const std::span<const charts::TrendMonth> all = months_;
    if (all.empty()) return all;
    const std::optional<charts::Brush> zoom = ui::period_among(view.zoom, all.front().id, all.size());
    if (!zoom) return all;
    const auto first = static_cast<std::size_t>(std::max(0.f, std::floor(zoom->from)));
    const auto end = std::min(all.size(), static_cast<std::size_t>(std::ceil(zoom->to)));
    const auto window = all.subspan(first, end - first);
    // What is chosen elsewhere and lies out of sight would look like nothing chosen.
    const bool anything = !(view.filter.entered == engine::Days{});
    if (anything && !ui::period_among(view.filter.entered, window.front().id, window.size())) return all;
    return window;
}

MonthsCard::Step MonthsCard::step_of(ui::Context& context, const std::optional<charts::Brush>& chosen) const {
    const ui::Sweep sweep = context.ui.swept(sweep_id);
    if (!sweep.going && !sweep.done) return {keyed_, false};
    const charts::Brush brush = chosen.value_or(charts::whole_brush(axis_));
    const float reach = context.ui.touch() ? charts::space::touch_target / 2 : pointer_reach;
    const charts::BrushEnd handle =
        sweep.from.y > plot_.bottom() ? charts::handle_at(axis_, brush, sweep.from.x, reach) : charts::BrushEnd::none;
    return {charts::swept(axis_, brush, handle, sweep.from.x, sweep.to.x), sweep.done};
}

void MonthsCard::choose(ui::Context& context, engine::Days days) {
    ui::View next = context.view;
    next.filter.entered = std::move(days);
    next.rows.reset();
    context.go(std::move(next));
}

void MonthsCard::choose(ui::Context& context, const charts::StepSpan& span) const {
    if (span.last >= shown_.size()) return;
    const std::string &first = shown_[span.first].id, &last = shown_[span.last].id;
    const bool all = first == months_.front().id && last == months_.back().id;
    choose(context, all ? engine::Days{} : ui::months_days(first, last));
}

void MonthsCard::show_all(ui::Context& context) {
    keyed_.reset();
    ui::View next = context.view;
    next.zoom = next.filter.entered = {};
    next.rows.reset();
    context.go(std::move(next));
}

void MonthsCard::press(ui::Context& context, const charts::Mark& mark, bool touched) {
    const bool twice = context.ui.surface().now_ms - pressed_ms_ < double_press_ms;
    const bool by_mouse = context.ui.input().released && !touched;
    pressed_ms_ = by_mouse ? context.ui.surface().now_ms : -1e9;
    if (by_mouse && twice) return show_all(context);
    choose(context, chosen_month(context.view) == mark.row ? engine::Days{} : ui::month_days(mark.row));
}

ui::Reading MonthsCard::reading_at(const ui::Context& context, const charts::TrendMonth& month) const {
    const bool zh = context.ui.chinese();
    ui::Reading reading{charts::format_month(month.id, charts::Year::shown, language_), {}, {}};
    if (month.young) reading.title += (zh ? "，" : ", ") + std::string(context.say(Text::months_young));
    const std::uint64_t entries = month.ledger.entries;
    reading.rows.push_back({std::string(context.say(Text::part_entries)), charts::format_count(entries)});
    const charts::PartWords names = ui::part_names(language_);
    for (const charts::Part part : charts::all_parts) {
        const std::uint64_t count = month.ledger.part(part);
        std::string figure = charts::format_count(count);
        if (entries >= charts::fewest_for_a_rate) figure += " · " + charts::format_share(count, entries);
        reading.rows.push_back({names[static_cast<std::size_t>(part)], std::move(figure), part});
    }
    return reading;
}

void MonthsCard::read_keys(ui::Context& context, const ui::Cross& cross, bool chosen, bool ready) {
    ui::Ui& ui = context.ui;
    if (!cross.focused || cross.moved) keyed_.reset();
    if (!cross.focused) return;
    if (cross.widened) {
        if (!keyed_) anchor_ = std::min(cross.was, cross.keyed);
        if (!keyed_ && cross.was > cross.keyed) anchor_ = cross.was;
        keyed_ = charts::StepSpan{std::min(anchor_, cross.keyed), std::max(anchor_, cross.keyed)};
    }
    if (cross.moved || cross.widened) ui.again();
    if (cross.pressed && ready) {
        choose(context, keyed_.value_or(charts::StepSpan{cross.keyed, cross.keyed}));
        keyed_.reset();
    }
    if (!keyed_ && !chosen) return;
    ui.keep_escape(cross_id);
    if (!ui.key(cross_id, "Escape")) return;
    if (keyed_)
        keyed_.reset();
    else if (ready)
        choose(context, engine::Days{});
    ui.again();
}

std::string MonthsCard::note_of(const ui::Context& context, const std::optional<charts::StepSpan>& pending) const {
    if (!pending || pending->last >= shown_.size()) return std::string(context.say(Text::months_foot));
    std::uint64_t entries = 0;
    for (std::size_t i = pending->first; i <= pending->last; ++i) entries += shown_[i].ledger.entries;
    const engine::Days days = ui::months_days(shown_[pending->first].id, shown_[pending->last].id);
    std::string note =
        context.say(Text::months_brushed, {ui::period_words(days, context.language()), charts::format_count(entries)});
    if (keyed_) note += context.say(Text::months_enter);
    return note;
}

std::optional<engine::Days> MonthsCard::closer(const std::optional<charts::Brush>& chosen) const {
    if (!chosen || zoomed()) return std::nullopt;
    const auto first = static_cast<std::size_t>(std::max(0.f, std::floor(chosen->from) - 1));
    const auto last = std::min(shown_.size() - 1, static_cast<std::size_t>(std::ceil(chosen->to)));
    if (last - first + 1 >= shown_.size()) return std::nullopt;
    return ui::months_days(shown_[first].id, shown_[last].id);
}

float MonthsCard::controls_width(ui::Context& context, const std::optional<charts::Brush>& chosen) const {
    float width = 0;
    if (closer(chosen)) width += ui::button_width(context.ui, {.label = context.say(Text::months_zoom)}) + 4;
    if (chosen || zoomed()) width += ui::button_width(context.ui, {.label = context.say(Text::months_all)});
    return width;
}

void MonthsCard::draw_controls(ui::Context& context, Rect place, const std::optional<charts::Brush>& chosen) {
    ui::Ui& ui = context.ui;
    float x = place.right() + 14;  // the label, not its hit area, stands in line with the card's edge
    const auto control = [&](const char* id, Text text) {
        const ui::Button shown{.label = context.say(text)};
        const float width = ui::button_width(ui, shown);
        x -= width + 4;
        return ui::quiet_button(ui, id, {x + 4, place.y, width, place.h}, shown);
    };
    if ((chosen || zoomed()) && control("roles.months.all", Text::months_all)) return show_all(context);
    const std::optional<engine::Days> days = closer(chosen);
    if (!days || !control("roles.months.zoom", Text::months_zoom)) return;
    ui::View next = context.view;
    next.zoom = *days;
    context.go(std::move(next));
}

// What the pointer sees of the handles; they are pulled, not pressed, and the slider is theirs for the keyboard.
void MonthsCard::draw_handles(ui::Ui& ui, const charts::Brush& brush, float y) const {
    if (ui.touch() || axis_.steps == 0) return;
    for (const auto& [id, place] : {std::pair("roles.trend._from", brush.from), {"roles.trend._to", brush.to}}) {
        const float reach = charts::space::pointer_target / 2;
        ui.press(id, {axis_.x(place) - reach, y - reach, 2 * reach, 2 * reach});
    }
}

void MonthsCard::draw(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const LedgerHeld months = ask_months(context);
    const bool narrow = ui::narrow(context.width());
    const float inner = card.w - 2 * ui::card_padding(context.width());
    derive(context, months, static_cast<std::size_t>(std::max(3.f, std::floor((inner - 48) / narrowest_column))));
    shown_ = shown(context.view);
    const bool ready = months.state == ui::AnswerState::ready;
    std::optional<charts::Brush> chosen;
    if (!shown_.empty()) chosen = ui::period_among(context.view.filter.entered, shown_.front().id, shown_.size());
    const Step step = step_of(context, chosen);
    if (step.done && step.pending && ready) choose(context, *step.pending);

    const std::string question =
        context.say(Text::months_question, {ui::role_words(context.role(), context.language())});
    const bool late = ui::shows_late(ui, months);
    const float controls = controls_width(context, chosen);
    const Rect body = ui::begin_card(ui, card,
                                     {.id = "roles.months",
                                      .question = question,
                                      .title = finding_,
                                      .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                      .keep_right = narrow ? 0 : controls,
                                      .of = ui::head_of(months)});
    if (ui::draw_absence(ui, "roles.months", body, months, 3)) return ui::end_card(ui);
    charts::Emphasis emphasis = ui::emphasis_of(ui, "roles.trend.", {});
    emphasis.late = late;
    const charts::TrendWords words{.language = context.language(),
                                   .parts = ui::part_names(context.language()),
                                   .entries = std::string(context.say(Text::part_entries)),
                                   .young = std::string(context.say(Text::months_young))};
    const std::string note = note_of(context, step.pending);
    // A finger's buttons take the note's place.
    const bool buttons_below = narrow && controls > 0 && !step.pending;
    const float below = buttons_below ? charts::space::touch_target : ui::footnote_height(ui, body.w, note);
    const Rect rect{body.x, body.y + 4, body.w, body.h - below - 8};
    const std::optional<charts::Brush> brush = step.pending ? charts::brush_of(*step.pending) : chosen;
    const charts::Trend trend = charts::draw_trend(ui.painter(), ui.theme(), rect, shown_, words, brush, emphasis);
    axis_ = trend.axis;
    plot_ = trend.plot;
    // Round the brush there is room for a finger.
    const float reach = charts::space::touch_target / 2;
    ui.sweeps(sweep_id, {plot_.x - reach, plot_.y, plot_.w + 2 * reach, trend.brush + reach - plot_.y});
    draw_handles(ui, brush.value_or(charts::whole_brush(axis_)), trend.brush);
    std::vector<float> stops;
    for (std::size_t i = 0; i < shown_.size(); ++i) stops.push_back(axis_.x(static_cast<float>(i) + .5f));
    std::optional<std::size_t> marked;
    for (std::size_t i = 0; i < shown_.size(); ++i)
        if (charts::attention_of(shown_[i].id, {.hovered = emphasis.focused}) == charts::Attention::hovered) marked = i;
    const ui::Cross cross = ui::use_crosshair(ui,
                                              {.id = cross_id,
                                               .name = question,
                                               .keys = context.say(Text::months_keys),
                                               .area = plot_,
                                               .stops = stops,
                                               .marked = marked},
                                              [&](std::size_t stop) { return reading_at(context, shown_[stop]); });
    read_keys(context, cross, chosen.has_value(), ready);
    const ui::MarkPress pressed = ui::use_marks(ui, "roles.trend", finding_, rect, trend.marks);
    // A finger sees nothing before it presses: the first touch reads the month off, the second chooses it.
    if (pressed.mark && ready && (!pressed.touched || cross.again)) press(context, *pressed.mark, pressed.touched);
    if (step.pending)
        ui.add({.id = "roles.months.choice", .role = ui::SemanticRole::status, .name = note, .bounds = {}});
    if (buttons_below)
        draw_controls(context, {body.x, body.bottom() - below, body.w, below}, chosen);
    else
        ui::draw_footnote(ui, "roles.months.foot", body, note);
    if (!narrow) draw_controls(context, {body.x, card.y + 14, body.w, 28}, chosen);
    if (late) ui::draw_late_note(ui, "roles.months", card);
    ui::end_card(ui);
}

}  // namespace screens
