#include "screens/people_row.h"

#include <algorithm>
#include <cmath>

#include "charts/mark.h"
#include "engine/figures/people.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::PeopleColumn;
using ui::Text;

constexpr float interval_gap = 20;
constexpr float widest_name = 240;
constexpr float least_interval = 0.24f;  // of the line

// Names do not grow beyond a limit; the room beyond it goes to the intervals.
float interval_width(Rect line) {
    float others = widest_name + interval_gap;
    for (const PeopleColumnInfo& column : people_columns) others += column.width;
    return std::round(std::max(line.w * least_interval, line.w - others));
}

std::string row_id(const engine::PeopleRow& row) { return "people.row." + row.person; }

std::string figure_words_of(const ui::Context& context, const engine::PeopleRow& row, PeopleColumn column) {
    switch (column) {
        case PeopleColumn::entries: return charts::format_count(row.ledger.entries);
        case PeopleColumn::advanced: return charts::format_count(row.ledger.advanced);
        case PeopleColumn::lost: return charts::format_count(row.ledger.lost);
        case PeopleColumn::open: return charts::format_count(row.ledger.open);
        case PeopleColumn::rate: return rate_words(context, row);
        case PeopleColumn::name: break;
    }
    return {};
}

charts::TextStyle figure_style(const charts::Theme& theme, PeopleColumn column, bool total) {
    using charts::Weight;
    const Weight weight = total ? Weight::semibold : Weight::regular;
    if (column == PeopleColumn::rate) return charts::type::label(theme.ink, Weight::medium);
    if (column == PeopleColumn::entries) return charts::type::body(theme.ink, total ? weight : Weight::medium);
    const bool second = column == PeopleColumn::lost || column == PeopleColumn::open;
    return charts::type::body(second ? theme.ink2 : theme.ink, weight);
}

void draw_row_interval(ui::Context& context, const PeopleLine& line, Rect cell, const PeopleScale& scale, bool total) {
    const engine::Rate& rate = line.row->advanced;
    const charts::IntervalRow interval{.id = total ? std::string("_all") : row_id(*line.row),
                                       .name = line.name,
                                       .hits = rate.hits,
                                       .of = rate.of,
                                       .estimate = rate.estimate,
                                       .low = rate.low,
                                       .high = rate.high,
                                       .total = total};
    const charts::IntervalWords words{context.language(), std::string(context.say(Text::part_advanced))};
    const charts::Emphasis emphasis{.motion = &context.ui.motion(), .chart = "people.rows."};
    charts::draw_interval(context.ui.painter(), context.ui.theme(), cell, scale.axis, interval, words, emphasis);
}

void draw_figures(ui::Context& context, const PeopleLine& line, Rect place, const PeopleScale& scale, bool total) {
    const float baseline = charts::centred_baseline(place.y + place.h / 2, 13);
    for (const PeopleColumnInfo& column : people_columns) {
        if (column.column == PeopleColumn::name) continue;
        charts::draw_text(context.ui.painter(), {people_cell(place, column.column).right(), baseline},
                          figure_words_of(context, *line.row, column.column),
                          figure_style(context.ui.theme(), column.column, total), Align::end);
    }
    draw_row_interval(context, line, interval_cell(place), scale, total);
}

// Under the name the counts in words, under them the interval over the whole width.
void draw_figures_phone(ui::Context& context, const PeopleLine& line, Rect place, const PeopleScale& scale) {
    const charts::Theme& theme = context.ui.theme();
    charts::Painter& painter = context.ui.painter();
    const engine::Ledger& ledger = line.row->ledger;
    std::string counts;
    const std::array<std::pair<Text, std::uint64_t>, 4> parts{{{Text::people_entries, ledger.entries},
                                                               {Text::part_advanced, ledger.advanced},
                                                               {Text::part_lost, ledger.lost},
                                                               {Text::part_open, ledger.open}}};
    for (const auto& [text, count] : parts) {
        if (!counts.empty()) counts += " · ";
        counts += std::string(context.say(text)) + " " + charts::format_count(count);
    }
    charts::draw_text_within(painter, {place.x, place.y + 46}, place.w, counts, charts::type::label(theme.ink2));
    charts::draw_text(painter, {place.right(), place.y + 26}, rate_words(context, *line.row),
                      charts::type::body(theme.ink, charts::Weight::medium), Align::end);
    const Rect cell{place.x, place.y + 54, place.w, 26};
    if (scale.role_share) charts::draw_reference_line(painter, theme, cell, scale.axis, *scale.role_share);
    draw_row_interval(context, line, cell, scale, false);
}

// A figure is a cell of its own to the keyboard; pressing it is pressing its row.
ui::Hit press_row(ui::Context& context, const std::string& id, Rect place, bool phone) {
    ui::Hit hit = context.ui.press(id, place);
    for (const PeopleColumnInfo& column : people_columns) {
        if (phone || column.column == PeopleColumn::name) continue;
        const ui::Hit cell = context.ui.press(id + "." + column.id, people_cell(place, column.column));
        hit.hovered |= cell.hovered;
        hit.held |= cell.held;
        hit.clicked |= cell.clicked;
        hit.focused |= cell.focused;
    }
    return hit;
}

void add_nodes(ui::Context& context, const PeopleLine& line, const std::string& id, Rect place, bool phone, bool on) {
    ui::Ui& ui = context.ui;
    const engine::Ledger& ledger = line.row->ledger;
    const std::string counts = charts::format_of(ledger.advanced, ledger.entries, context.language());
    const std::string description =
        std::string(context.say(Text::people_advanced)) + " " + counts + " · " + rate_words(context, *line.row);
    const ui::Group row(ui, {.id = id + ".row", .role = ui::SemanticRole::row, .bounds = place});
    ui.add({.id = id,
            .role = ui::SemanticRole::rowheader,
            .name = line.name,
            .description = description,
            .bounds = place,
            .selected = on});
    for (const PeopleColumnInfo& column : people_columns) {
        if (column.column == PeopleColumn::name) continue;
        const std::string figure = figure_words_of(context, *line.row, column.column);
        ui.add({.id = id + "." + column.id,
                .role = ui::SemanticRole::cell,
                .name = phone ? std::string(context.say(column.name)) + " " + figure : figure,
                .bounds = phone ? Rect{} : people_cell(place, column.column)});
    }
}

void choose(ui::Context& context, const std::string& person, bool on) {
    ui::View next = context.view;
    if (on)
        next.who.reset();
    else
        next.who = person;
    context.go(std::move(next));
}

}  // namespace

Rect people_cell(Rect line, PeopleColumn column) {
    const float interval = interval_width(line);
    float right = line.right();
    for (std::size_t i = people_columns.size(); i-- > 1;) {
        const Rect cell{right - people_columns[i].width, line.y, people_columns[i].width, line.h};
        if (people_columns[i].column == column) return cell;
        right = cell.x;
        if (people_columns[i].column == PeopleColumn::rate) right -= interval + interval_gap;
    }
    return {line.x, line.y, right - line.x, line.h};
}

Rect interval_cell(Rect line) {
    const float width = interval_width(line);
    return {people_cell(line, PeopleColumn::rate).x - width, line.y, width, line.h};
}

bool has_rate(const engine::PeopleRow& row) {
    return row.ledger.entries >= charts::fewest_for_a_rate && row.advanced.estimate;
}

std::string rate_words(const ui::Context& context, const engine::PeopleRow& row) {
    if (!has_rate(row)) return std::string(charts::undefined_figure);
    return charts::format_estimate(row.advanced.estimate, row.advanced.low, row.advanced.high, context.language());
}

double sort_value(const engine::PeopleRow& row, PeopleColumn column) {
    switch (column) {
        case PeopleColumn::entries: return static_cast<double>(row.ledger.entries);
        case PeopleColumn::advanced: return static_cast<double>(row.ledger.advanced);
        case PeopleColumn::lost: return static_cast<double>(row.ledger.lost);
        case PeopleColumn::open: return static_cast<double>(row.ledger.open);
        case PeopleColumn::rate: return has_rate(row) ? *row.advanced.estimate : -1;
        case PeopleColumn::name: return 0;
    }
    return 0;
}

void draw_person(ui::Context& context, const PeopleLine& line, Rect place, const PeopleScale& scale, bool ready) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const bool phone = context.width() == ui::Width::phone;
    const bool on = context.view.who == line.row->person;
    const std::string id = row_id(*line.row);
    const ui::Hit hit = press_row(context, id, place, phone);
    add_nodes(context, line, id, place, phone, on);
    if (hit.clicked && ready) choose(context, line.row->person, on);
    if (!ui.visible(place)) return;

    const Rect back{place.x - 12, place.y, place.w + 24, place.h};
    if (on)
        charts::draw_selected_row(painter, theme, back);
    else if (hit.hovered || hit.held)
        painter.fill_rect(back, theme.sunken, charts::space::tile_radius);
    const charts::Weight weight = on ? charts::Weight::semibold : charts::Weight::regular;
    const charts::TextStyle style = phone ? charts::type::lead(theme.ink) : charts::type::body(theme.ink, weight);
    const float room = phone ? place.w - 140 : people_cell(place, PeopleColumn::name).w - 8;
    const float baseline = phone ? place.y + 26 : charts::centred_baseline(place.y + place.h / 2, 13);
    charts::draw_text_within(painter, {place.x, baseline}, room, line.name, style);
    if (phone)
        draw_figures_phone(context, line, place, scale);
    else
        draw_figures(context, line, place, scale, false);
    ui::hairline(ui, place.x, place.bottom() - 1, place.w);
    if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::tile_radius);
}

void draw_people_total(ui::Context& context, const PeopleLine& total, Rect place, const PeopleScale& scale) {
    ui::Ui& ui = context.ui;
    const charts::TextStyle style = charts::type::body(ui.theme().ink, charts::Weight::semibold);
    const float baseline = charts::centred_baseline(place.y + place.h / 2, 13);
    const std::string rate = rate_words(context, *total.row);
    ui::label(ui, "people.total", {place.x, baseline}, place.w * .4f, total.name, style);
    if (context.width() == ui::Width::phone)
        charts::draw_text(ui.painter(), {place.right(), baseline}, rate, style, Align::end);
    else
        draw_figures(context, total, place, scale, true);
    const engine::Ledger& ledger = total.row->ledger;
    ui.add({.id = "people.total.figures",
            .role = ui::SemanticRole::text,
            .name = charts::format_of(ledger.advanced, ledger.entries, context.language()) + " · " + rate,
            .bounds = place});
}

}  // namespace screens
