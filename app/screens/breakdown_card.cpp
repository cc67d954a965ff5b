#include "screens/breakdown_card.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/heap_sort.h"
#include "charts/interval_dots.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "engine/figures/ledger.h"
#include "ui/card.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Breakdown;
using ui::Text;

constexpr float row_height = 36;
constexpr float row_height_touch = 44;
constexpr std::size_t rows_in_sight = 8;

struct Way {
    Breakdown breakdown;
    engine::By by;
    Text name;
    const char* id;
};

constexpr std::array<Way, 3> ways{{{Breakdown::source, engine::By::source, Text::filter_source, "source"},
                                   {Breakdown::segment, engine::By::segment, Text::filter_segment, "segment"},
                                   {Breakdown::team, engine::By::team, Text::filter_team, "team"}}};

const Way& way_of(const ui::View& view) { return ways[static_cast<std::size_t>(view.breakdown)]; }

template <class Filter>
auto& list_of(Filter& filter, Breakdown breakdown) {
    if (breakdown == Breakdown::source) return filter.source;
    return breakdown == Breakdown::segment ? filter.segment : filter.team;
}

LedgerHeld ask_parts(ui::Context& context) {
    engine::Question question = ui::base_question(context.view, engine::Figure::ledger);
    question.by = {engine::By::role, way_of(context.view).by};
    list_of(question.filter, context.view.breakdown).clear();
    return context.answers.ask<engine::LedgerAnswer>("breakdown", question);
}

float toggle_height(const ui::Context& context) { return ui::narrow(context.width()) ? 44 : 28; }
float height_of_row(const ui::Context& context) { return ui::narrow(context.width()) ? row_height_touch : row_height; }

// The name and figures over a thin bar: as long as the entries, its first part what advanced.
void draw_row(ui::Context& context, Rect place, std::string_view name, const engine::Ledger& ledger,
              std::string_view rate, std::uint64_t most, bool on) {
    const charts::Theme& theme = context.ui.theme();
    charts::Painter& painter = context.ui.painter();
    const bool few = ledger.entries < charts::fewest_for_a_rate;
    const float baseline = charts::centred_baseline(place.y + place.h / 2 - 3, 13);
    const charts::Weight weight = on ? charts::Weight::semibold : charts::Weight::regular;
    charts::draw_text_within(painter, {place.x, baseline}, place.w - 190, name, charts::type::body(theme.ink, weight));
    charts::draw_text(painter, {place.right() - 120, baseline}, charts::format_count(ledger.entries),
                      charts::type::body(theme.ink, charts::Weight::medium), charts::Align::end);
    // Every rate stands with its counts.
    charts::draw_text(painter, {place.right(), baseline}, rate, charts::type::body(few ? theme.ink3 : theme.ink),
                      charts::Align::end);
    if (!few)
        charts::draw_text(painter, {place.right() - 60, baseline}, charts::format_count(ledger.advanced),
                          charts::type::label(theme.ink3), charts::Align::end);
    const auto length = [&](std::uint32_t which, std::uint64_t part) {
        const float share = static_cast<float>(part) / static_cast<float>(most);
        return std::round(place.w * context.ui.motion().eased("roles.parts.", name, which, share));
    };
    const Rect bar{place.x, place.bottom() - 8, std::max(1.f, length(0, ledger.entries)), 4};
    painter.fill_rect({place.x, bar.y, place.w, bar.h}, theme.band, charts::space::bar_radius);
    painter.fill_rect(bar, theme.axis, charts::space::bar_radius);
    painter.fill_rect({bar.x, bar.y, length(1, ledger.advanced), bar.h}, theme.part(charts::Part::advanced).fill,
                      charts::space::bar_radius);
}

}  // namespace

void BreakdownCard::derive(ui::Context& context, const LedgerHeld& parts) {
    const std::string role(context.role());
    if (parts.serial == serial_ && role == role_ && context.language() == language_) return;
    serial_ = parts.serial;
    role_ = role;
    language_ = context.language();
    rows_.clear();
    total_ = 0;
    finding_ = context.say(Text::funnel_none);
    if (!parts.answer) return;
    for (const engine::LedgerRow& row : parts.answer->rows) {
        if (row.keys.size() != 2 || row.keys[0] != role) continue;
        rows_.push_back(&row);
        total_ += row.ledger.entries;
    }
    base::heap_sort(rows_.begin(), rows_.end(), [](const auto* a, const auto* b) {
        return std::pair(b->ledger.entries, std::string_view(a->keys[1])) <
               std::pair(a->ledger.entries, std::string_view(b->keys[1]));
    });
    if (rows_.empty()) return;
    const std::string_view first = ui::known(rows_.front()->keys[1], language_);
    finding_ = rows_.size() == 1
                   ? context.say(Text::breakdown_one, {first})
                   : context.say(Text::breakdown_title, {first, charts::format_count(rows_.front()->ledger.entries),
                                                         charts::format_count(total_)});
}

float BreakdownCard::height(ui::Context& context, float width) {
    const LedgerHeld parts = ask_parts(context);
    derive(context, parts);
    const float rows = static_cast<float>(std::clamp<std::size_t>(rows_.size(), 3, rows_in_sight));
    return 58 + ui::defects_note_height(context.ui, width, ui::head_of(parts)) + toggle_height(context) + 12 + 24 +
           rows * height_of_row(context) + 40 + ui::card_padding(context.width());
}

void BreakdownCard::draw(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const LedgerHeld parts = ask_parts(context);
    derive(context, parts);
    const bool late = ui::shows_late(ui, parts);
    const std::string question = context.say(Text::breakdown_by, {context.say(way_of(context.view).name)});
    const Rect body = ui::begin_card(ui, card,
                                     {.id = "roles.breakdown",
                                      .question = question,
                                      .title = parts.answer ? std::string_view(finding_) : std::string_view(),
                                      .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                      .of = ui::head_of(parts)});
    std::array<ui::Choice, 3> choices;
    for (std::size_t i = 0; i < ways.size(); ++i) choices[i] = {ways[i].id, context.say(ways[i].name)};
    if (const auto pressed =
            ui::toggle_row(ui, "roles.by", {body.x, body.y + 4, std::min(body.w, 270.f), toggle_height(context)},
                           choices, static_cast<std::size_t>(context.view.breakdown), question)) {
        ui::View next = context.view;
        next.breakdown = ways[*pressed].breakdown;
        context.go(std::move(next), ui::History::replace);
    }
    const float top = body.y + toggle_height(context) + 12;
    if (ui::draw_absence(ui, "roles.breakdown", {body.x, top, body.w, body.bottom() - top}, parts, 4))
        return ui::end_card(ui);
    const std::string_view note = context.say(Text::breakdown_foot);
    const float baseline = top + 14;
    const charts::TextStyle head = charts::type::small(theme.ink3);
    charts::draw_text(ui.painter(), {body.right() - 120, baseline}, context.say(Text::breakdown_column_entries), head,
                      charts::Align::end);
    charts::draw_text(ui.painter(), {body.right(), baseline}, context.say(Text::breakdown_column_rate), head,
                      charts::Align::end);
    if (late) ui.painter().push_alpha(charts::state::late_alpha);
    draw_rows(context, {body.x, top + 22, body.w, body.bottom() - top - 22 - ui::footnote_height(ui, body.w, note) - 4},
              parts.state == ui::AnswerState::ready);
    if (late) ui.painter().pop_alpha();
    ui::draw_footnote(ui, "roles.breakdown.foot", body, note);
    if (late) ui::draw_late_note(ui, "roles.breakdown", card);
    ui::end_card(ui);
}

void BreakdownCard::draw_rows(ui::Context& context, Rect area, bool ready) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const float height = height_of_row(context);
    const std::uint64_t most = rows_.empty() ? 1 : std::max<std::uint64_t>(rows_.front()->ledger.entries, 1);
    const ui::Group table(ui, {.id = "roles.parts", .role = ui::SemanticRole::table, .name = finding_, .bounds = area});
    const charts::Point origin = ui.begin_scroll("roles.parts.scroll", {area.x - 8, area.y, area.w + 16, area.h});
    float y = origin.y;
    for (const engine::LedgerRow* row : rows_) {
        const Rect place{area.x, y, area.w, height};
        y += height;
        const std::string& value = row->keys[1];
        const engine::Ledger& ledger = row->ledger;
        const std::string name(ui::known(value, context.language()));
        const bool few = ledger.entries < charts::fewest_for_a_rate;
        const std::string counts = charts::format_of(ledger.advanced, ledger.entries, context.language());
        const std::string rate = few ? counts : charts::format_share(ledger.advanced, ledger.entries);
        const std::string id = "roles.parts." + value;
        const auto& chosen = list_of(context.view.filter, context.view.breakdown);
        const bool on = std::find(chosen.begin(), chosen.end(), value) != chosen.end();
        const ui::Hit hit = ui.press(id, place);
        const ui::Group line(ui, {.id = id + ".row", .role = ui::SemanticRole::row, .bounds = place});
        ui.add({.id = id,
                .role = ui::SemanticRole::rowheader,
                .name = name + " " + charts::format_count(ledger.entries) + " · " +
                        std::string(context.say(Text::part_advanced)) + " " + counts,
                .bounds = place,
                .selected = on});
        if (hit.clicked && ready) {
            ui::View next = context.view;
            auto& values = list_of(next.filter, next.breakdown);
            if (std::erase(values, value) == 0) values.push_back(value);
            next.rows.reset();
            context.go(std::move(next));
        }
        if (!ui.visible(place)) continue;
        if (on)
            painter.fill_rect({place.x - 8, place.y + 1, place.w + 16, place.h - 2}, theme.accent_tint,
                              charts::space::tile_radius);
        else if (hit.hovered)
            painter.fill_rect({place.x - 8, place.y + 1, place.w + 16, place.h - 2}, theme.sunken,
                              charts::space::tile_radius);
        draw_row(context, place, name, ledger, rate, most, on);
        if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::tile_radius);
    }
    ui.end_scroll(y - origin.y);
}

}  // namespace screens
