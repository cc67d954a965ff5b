#include "screens/details_card.h"

#include <array>

#include "charts/ledger.h"
#include "charts/text.h"
#include "engine/figures/ledger.h"
#include "engine/figures/summary.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float line = 24;
constexpr float definition_lines = 3;

Text definition_of(const std::optional<engine::Exit>& part) {
    if (!part) return Text::define_entries;
    switch (*part) {
        case engine::Exit::advanced: return Text::define_advanced;
        case engine::Exit::lost: return Text::define_lost;
        case engine::Exit::back: return Text::define_back;
        case engine::Exit::left: return Text::define_left;
        case engine::Exit::open: return Text::define_open;
    }
    return Text::define_entries;
}

void draw_line(ui::Context& context, Rect area, std::string_view name, std::uint64_t count, std::uint64_t of,
               bool lifted, const charts::Color* ink = nullptr) {
    const charts::Theme& theme = context.ui.theme();
    const charts::Weight weight = lifted ? charts::Weight::semibold : charts::Weight::regular;
    const charts::Color color = ink ? *ink : theme.ink;
    charts::Painter& painter = context.ui.painter();
    const float baseline = charts::centred_baseline(area.y + area.h / 2, 13);
    charts::draw_text_within(painter, {area.x + 24, baseline}, area.w * .4f, name,
                             charts::type::body(lifted ? color : theme.ink2, weight));
    charts::draw_text(painter, {area.right() - 76, baseline}, charts::format_count(count),
                      charts::type::body(color, lifted ? weight : charts::Weight::medium), charts::Align::end);
    charts::draw_text(painter, {area.right(), baseline}, charts::format_share(count, of),
                      charts::type::body(lifted ? color : theme.ink2, weight), charts::Align::end);
}

std::string value_line(const ui::Context& context, const engine::Ledger& ledger) {
    const std::string valued =
        context.say(Text::details_valued, {charts::format_count(ledger.valued), charts::format_count(ledger.entries)});
    const std::string money = ledger.valued == 0
                                  ? std::string(charts::undefined_figure)
                                  : charts::format_money(ledger.value, context.names.currency(), context.language());
    return charts::format_named(context.say(Text::details_value), money, context.language()) + " · " + valued;
}

void draw_ledger(ui::Context& context, Rect body, const engine::Ledger& ledger, const ui::Mark& mark, bool can_open) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    float y = body.y + 2;
    const std::array<std::uint64_t, 5> counts{ledger.advanced, ledger.lost, ledger.back, ledger.left, ledger.open};
    {
        const ui::Group list(ui, {.id = "roles.details.list",
                                  .role = ui::SemanticRole::list,
                                  .name = std::string(context.say(Text::details_question)),
                                  .bounds = body});
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const auto part = static_cast<charts::Part>(i);
            const bool lifted = mark.part && static_cast<std::size_t>(*mark.part) == i;
            const Rect row{body.x, y, body.w, line};
            if (lifted)
                ui.painter().fill_rect({row.x - 8, row.y, row.w + 16, row.h}, theme.accent_tint,
                                       charts::space::tile_radius);
            charts::draw_part(ui.painter(), theme, part, {row.x, row.y + 6, 14, 12});
            const std::string_view name = ui::part_words(ui::exit_of(part), context.language());
            draw_line(context, row, name, counts[i], ledger.entries, lifted);
            ui.add({.id = "roles.details." + std::string(charts::part_id(part)),
                    .role = ui::SemanticRole::listitem,
                    .name = std::string(name) + " " + charts::format_count(counts[i]) + " · " +
                            charts::format_share(counts[i], ledger.entries),
                    .bounds = row});
            y += line;
        }
        ui::hairline(ui, body.x, y + 2, body.w);
        y += 5;
        draw_line(context, {body.x, y, body.w, line}, context.say(Text::part_entries), ledger.entries, ledger.entries,
                  true);
        ui.add({.id = "roles.details.entries",
                .role = ui::SemanticRole::listitem,
                .name = std::string(context.say(Text::part_entries)) + " " + charts::format_count(ledger.entries),
                .bounds = {body.x, y, body.w, line}});
        y += line + 4;
    }
    ui::label(ui, "roles.details.value", {body.x, y + 13}, body.w, value_line(context, ledger),
              charts::type::label(theme.ink2));
    y += 20;
    std::string note;
    if (ledger.passed > 0) note = context.say(Text::passed_note, {charts::format_count(ledger.passed)});
    if (ledger.mid_entry > 0)
        note +=
            (note.empty() ? "" : " · ") + context.say(Text::mid_entry_note, {charts::format_count(ledger.mid_entry)});
    // Also without a word: as the pointer moves over the funnel the document has the same elements, and only words are brought into it.
    ui::label(ui, "roles.details.note", {body.x, y + 13}, body.w, note, charts::type::label(theme.ink2));
    y += 24;
    const Text definition = mark.stage.empty() ? Text::define_visits : definition_of(mark.part);
    ui::paragraph(ui, "roles.details.definition", {body.x, y}, body.w, context.say(definition),
                  charts::type::label(theme.ink3), charts::type::label_line);
    const std::uint64_t rows = mark.part ? counts[static_cast<std::size_t>(*mark.part)] : ledger.entries;
    const Rect people{body.x, body.bottom() - 48, body.w, 24};
    const std::string its =
        context.say(Text::details_people, {charts::format_count(context.names.people_in(context.role()))});
    if (ui::link(ui, "roles.details.people", people, its, charts::Icon::chevron_right)) {
        ui::View next = context.view;
        next.screen = ui::ScreenId::people;
        return context.go(std::move(next));
    }
    const Rect last{body.x, body.bottom() - 20, body.w, 24};
    if (can_open && ui::link(ui, "roles.details.rows", last, context.say(Text::open_rows, {charts::format_count(rows)}),
                             charts::Icon::chevron_right))
        context.open_rows(mark);
}

}  // namespace

float details_height(ui::Context& context, float) {
    const float padding = ui::card_padding(context.width());
    return 58 + 2 + 6 * line + 9 + 44 + definition_lines * charts::type::label_line + 32 + padding;
}

void draw_details(ui::Context& context, Rect card, const std::optional<ui::Mark>& wanted) {
    ui::Ui& ui = context.ui;
    const LedgerHeld stages = ask_stages(context);
    const LedgerHeld visits = ask_visits(context);
    const ui::Mark mark = wanted.value_or(ui::Mark{});
    const engine::Ledger* ledger = nullptr;
    if (mark.stage.empty()) {
        const engine::LedgerRow* row = visits_of(visits, context.role());
        ledger = row ? &row->ledger : nullptr;
    } else if (stages.answer) {
        ledger = stage_ledger(*stages.answer, context.role(), mark.stage);
    }
    std::string title = mark.stage.empty()
                            ? context.say(Text::details_role, {ui::role_words(context.role(), context.language())})
                            : context.names.stage_name(mark.stage, context.language());
    if (mark.part) title += " · " + std::string(ui::part_words(*mark.part, context.language()));
    const bool pinned = context.view.pin.has_value() && context.view.pin == wanted;
    const ui::CardHead head{.id = "roles.details",
                            .question = context.say(Text::details_question),
                            .title = title,
                            .tone = pinned ? ui::CardTone::pinned : ui::CardTone::plain,
                            .tag = pinned ? context.say(Text::details_pinned) : std::string_view()};
    const Rect body = ui::begin_card(ui, card, head);
    const bool ready = stages.state == ui::AnswerState::ready && visits.state == ui::AnswerState::ready;
    const bool late = ui::shows_late(ui, stages) || ui::shows_late(ui, visits);
    if (ui::draw_absence(ui, "roles.details", body, stages, 3)) return ui::end_card(ui);
    if (late) ui.painter().push_alpha(charts::state::late_alpha);
    if (ledger)
        draw_ledger(context, body, *ledger, mark, ready);
    else
        ui::label(ui, "roles.details.none", {body.x, body.y + 16}, body.w, context.say(Text::funnel_none),
                  charts::type::body(ui.theme().ink3));
    if (late) ui.painter().pop_alpha();
    ui::end_card(ui);
}

}  // namespace screens
