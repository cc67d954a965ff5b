#include "ui/rows_drawer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/text.h"
#include "engine/figures/rows.h"
#include "engine/figures/summary.h"
#include "ui/card.h"
#include "ui/error_text.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using charts::Align;
using charts::Rect;

constexpr float widest = 960;
constexpr float head_height = 76;
constexpr float columns_height = 32;
constexpr float row_height = 36;
constexpr float card_height = 72;

struct Column {
    Text name;
    float share;  // of the width
    Align align = Align::start;
};

constexpr std::array<Column, 8> columns{{{Text::rows_deal, .17f},
                                         {Text::rows_account, .17f},
                                         {Text::rows_owner, .12f},
                                         {Text::rows_source, .12f},
                                         {Text::rows_entered, .12f},
                                         {Text::rows_until, .12f},
                                         {Text::rows_exit, .08f},
                                         {Text::rows_value, .10f, Align::end}}};

Rect column_place(Rect line, std::size_t column) {
    float x = line.x;
    for (std::size_t i = 0; i < column; ++i) x += columns[i].share * line.w;
    return {x, line.y, columns[column].share * line.w - (columns[column].align == Align::end ? 0 : 12), line.h};
}

std::string day_of(std::string_view time, Language language) {
    if (time.empty()) return std::string(charts::undefined_figure);
    return charts::format_date(time.substr(0, 10), language);
}

std::string deal_words(const engine::Row& row) { return row.name.empty() ? row.deal : row.name; }

std::string exit_words(const Context& context, const engine::Row& row) {
    std::string text(part_words(row.exit, context.language()));
    if (row.passed) text = std::string(context.say(Text::rows_passed));
    return text;
}

std::string value_words(const Context& context, const engine::Row& row) {
    if (!row.value) return std::string(charts::undefined_figure);
    const engine::SummaryAnswer& summary = context.names.summary();
    const std::string_view code =
        row.currency.empty() ? std::string_view(summary.currency) : std::string_view(row.currency);
    return charts::format_money(*row.value, {code, base::minor_digits(code)}, context.language());
}

std::array<std::string, 8> cells_of(const Context& context, const engine::Row& row) {
    const Language language = context.language();
    return {deal_words(row),
            row.account,
            context.names.person_name(row.person, language),
            std::string(known(row.source, language)),
            day_of(row.entered, language),
            day_of(row.until, language),
            exit_words(context, row),
            value_words(context, row)};
}

// What the deal is called already names the account in most exports: then its id says more.
std::string second_name(const engine::Row& row) { return row.account == row.name ? row.deal : row.account; }

}  // namespace

std::string mark_words(const Context& context, const Mark& mark) {
    const Language language = context.language();
    std::string text(role_words(context.role(), language));
    if (mark.of_person) text += " · " + context.names.person_name(mark.person, language);
    if (!mark.stage.empty()) text += " · " + context.names.stage_name(mark.stage, language);
    if (mark.part) text += " · " + std::string(part_words(*mark.part, language));
    return text;
}

void RowsDrawer::draw(Context& context) {
    if (!context.view.rows || !context.names.loaded()) return;
    Ui& ui = context.ui;
    const Surface& surface = ui.surface();
    const bool phone = narrow(context.width());
    const float width = phone ? surface.width : std::min(widest, surface.width - 320);
    const float above = phone ? ui.safe().y + 48 : 0;
    const Rect drawer{surface.width - width, above, width, surface.height - above};
    ui.begin_layer(Layer::drawer, drawer, "rows.outside");
    ui.painter().fill_rect({0, 0, surface.width, surface.height},
                           charts::with_alpha({0, 0, 0, 255}, ui.theme().dark ? .5f : .28f));
    ui.painter().fill_rect(drawer, ui.theme().surface);
    ui.painter().line({drawer.x + .5f, drawer.y}, {drawer.x + .5f, drawer.bottom()}, {ui.theme().line2});
    const std::string title = mark_words(context, *context.view.rows);
    const Group group(ui, {.id = "rows", .role = SemanticRole::dialog, .name = title, .bounds = drawer, .focus = true});
    const float padding = phone ? 16.f : 24.f;
    const Rect close{drawer.right() - 56, drawer.y + 12, 44, 44};
    if (icon_button(ui, "rows.close", close, charts::Icon::close, context.say(Text::close)) ||
        ui.layer_pressed_outside("rows.outside")) {
        View next = context.view;
        next.rows.reset();
        context.go(std::move(next));
    }
    label(ui, "rows.title", {drawer.x + padding, drawer.y + 32}, width - padding - 72, title,
          charts::type::title(ui.theme().ink));
    const float top = drawer.y + head_height;
    draw_rows(context, {drawer.x + padding, top, width - 2 * padding, drawer.bottom() - top});
    ui.end_layer();
}

void RowsDrawer::draw_rows(Context& context, Rect area) {
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const engine::Question first = rows_question(context.view, context.role(), *context.view.rows, 0);
    if (!(first == shown_)) {
        shown_ = first;
        ui.scroll_to_start("rows.scroll");
    }
    const Held<engine::RowsAnswer> head = context.answers.ask<engine::RowsAnswer>("", first);
    if (!head.answer) {
        const std::string note =
            head.error ? error_sentence(*head.error, context.language()) : std::string(context.say(Text::rows_loading));
        if (head.error || impatient(ui, head.waited_ms))
            label(ui, "rows.note", {area.x, area.y + 20}, area.w, note, charts::type::body(theme.ink2));
        return;
    }
    const std::uint64_t total = head.answer->total;
    label(ui, "rows.total", {area.x, area.y - head_height + 54}, area.w,
          context.say(Text::rows_total, {charts::format_count(total)}), charts::type::label(theme.ink2));
    const bool phone = narrow(context.width());
    const Group table(ui, {.id = "rows.table",
                           .role = SemanticRole::table,
                           .name = context.say(Text::rows_total, {charts::format_count(total)}),
                           .bounds = area});
    if (!phone) {
        draw_head(context, {area.x, area.y, area.w, columns_height});
        area = {area.x, area.y + columns_height, area.w, area.h - columns_height};
    }
    const float height = phone ? card_height : row_height;
    const charts::Point origin = ui.begin_scroll("rows.scroll", {area.x - 12, area.y, area.w + 24, area.h});
    const auto first_row = static_cast<std::uint64_t>(std::max(0.f, std::floor((area.y - origin.y) / height) - 1));
    const auto last_row =
        std::min<std::uint64_t>(total, static_cast<std::uint64_t>(std::ceil((area.bottom() - origin.y) / height) + 1));
    for (std::uint64_t i = first_row; i < last_row; ++i) {
        const auto offset = static_cast<std::uint32_t>(i / rows_page * rows_page);
        const auto page = context.answers.ask<engine::RowsAnswer>(
            "", rows_question(context.view, context.role(), *context.view.rows, offset));
        const Rect line{area.x, origin.y + height * static_cast<float>(i), area.w, height};
        if (!page.answer || i - offset >= page.answer->rows.size()) {
            ui.painter().fill_rect({line.x, line.y + height / 2 - 5, line.w * .6f, 10}, theme.band, 3);
            continue;
        }
        const engine::Row& row = page.answer->rows[static_cast<std::size_t>(i - offset)];
        if (phone)
            draw_card_row(context, row, line, static_cast<std::size_t>(i));
        else
            draw_row(context, row, line, static_cast<std::size_t>(i));
    }
    ui.end_scroll(height * static_cast<float>(total) + 16);
    if (total == 0)
        label(ui, "rows.none", {area.x, area.y + 24}, area.w, context.say(Text::rows_none),
              charts::type::body(theme.ink3));
}

void RowsDrawer::draw_head(Context& context, Rect line) {
    Ui& ui = context.ui;
    ui.painter().fill_rect({line.x - 12, line.y, line.w + 24, line.h}, ui.theme().sunken, charts::space::tile_radius);
    const Group row(ui, {.id = "rows.head", .role = SemanticRole::row, .bounds = line});
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Rect place = column_place(line, i);
        const float x = columns[i].align == Align::end ? place.right() : place.x;
        const std::string name(context.say(columns[i].name));
        charts::draw_text_within(ui.painter(), {x, charts::centred_baseline(line.y + line.h / 2, 12)}, place.w, name,
                                 charts::type::label(ui.theme().ink3, charts::Weight::medium), columns[i].align);
        ui.add({.id = "rows.head." + std::to_string(i),
                .role = SemanticRole::columnheader,
                .name = name,
                .bounds = place});
    }
}

void RowsDrawer::draw_row(Context& context, const engine::Row& row, Rect line, std::size_t index) {
    Ui& ui = context.ui;
    const std::array<std::string, 8> cells = cells_of(context, row);
    const std::string id = "rows." + std::to_string(index);
    const Group group(ui, {.id = id, .role = SemanticRole::row, .bounds = line});
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Rect place = column_place(line, i);
        const float x = columns[i].align == Align::end ? place.right() : place.x;
        const charts::TextStyle style = charts::type::body(i < 2 ? ui.theme().ink : ui.theme().ink2,
                                                           i == 0 ? charts::Weight::medium : charts::Weight::regular);
        const std::string& text = i == 1 && row.account == row.name ? row.deal : cells[i];
        charts::draw_text_within(ui.painter(), {x, charts::centred_baseline(line.y + line.h / 2, 13)}, place.w, text,
                                 style, columns[i].align);
        ui.add({.id = id + "." + std::to_string(i),
                .role = i == 0 ? SemanticRole::rowheader : SemanticRole::cell,
                .name = text,
                .bounds = place});
    }
    hairline(ui, line.x, line.bottom() - 1, line.w);
}

void RowsDrawer::draw_card_row(Context& context, const engine::Row& row, Rect line, std::size_t index) {
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const Language language = context.language();
    const std::string value = value_words(context, row);
    const std::string end = exit_words(context, row);
    const std::string who = context.names.person_name(row.person, language) + " · " +
                            std::string(known(row.source, language)) + " · " + second_name(row);
    const std::string when =
        day_of(row.entered, language) + " – " +
        (row.until.empty() ? std::string(part_words(engine::Exit::open, language)) : day_of(row.until, language));
    charts::draw_text_within(painter, {line.x, line.y + 22}, line.w - 110, deal_words(row),
                             charts::type::lead(theme.ink));
    charts::draw_text(painter, {line.right(), line.y + 22}, value,
                      charts::type::body(theme.ink, charts::Weight::medium), Align::end);
    charts::draw_text_within(painter, {line.x, line.y + 41}, line.w - 80, who, charts::type::label(theme.ink2));
    charts::draw_text(painter, {line.right(), line.y + 41}, end, charts::type::label(theme.ink2), Align::end);
    charts::draw_text_within(painter, {line.x, line.y + 58}, line.w, when, charts::type::small(theme.ink3));
    hairline(ui, line.x, line.bottom() - 1, line.w);
    const std::string id = "rows." + std::to_string(index);
    const Group group(ui, {.id = id, .role = SemanticRole::row, .bounds = line});
    ui.add({.id = id + ".0", .role = SemanticRole::rowheader, .name = deal_words(row), .bounds = line});
    ui.add({.id = id + ".1",
            .role = SemanticRole::cell,
            .name = who + " · " + when + " · " + end + " · " + value,
            .bounds = line});
}

}  // namespace ui
