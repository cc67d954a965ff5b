#include "screens/people_table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/limits.h"
#include "base/utf8.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "ui/card.h"
#include "ui/error_text.h"
#include "ui/paragraph.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::PeopleColumn;
using ui::Text;

constexpr float row_height = 36;
constexpr float row_height_phone = 88;
constexpr float heads_height = 32;
constexpr float controls_height = 44;

struct Column {
    PeopleColumn column;
    Text name;
    const char* id;
    float width;  // 0: what is left
    Align align = Align::end;
};

constexpr std::array<Column, 6> columns{{{PeopleColumn::name, Text::people_name, "name", 0, Align::start},
                                         {PeopleColumn::entries, Text::people_entries, "entries", 58},
                                         {PeopleColumn::advanced, Text::people_advanced, "advanced", 52},
                                         {PeopleColumn::lost, Text::people_lost, "lost", 52},
                                         {PeopleColumn::open, Text::people_open, "open", 52},
                                         {PeopleColumn::rate, Text::people_rate, "rate", 126}}};
constexpr float interval_gap = 20;
constexpr float widest_name = 240;
constexpr float least_interval = 0.24f;  // of the line

// Names do not grow beyond a limit; the room beyond it goes to the intervals.
float interval_width(Rect line) {
    float others = widest_name + interval_gap;
    for (const Column& column : columns) others += column.width;
    return std::round(std::max(line.w * least_interval, line.w - others));
}

Rect cell_of(Rect line, PeopleColumn column) {
    const float interval = interval_width(line);
    float right = line.right();
    for (std::size_t i = columns.size(); i-- > 1;) {
        const Rect cell{right - columns[i].width, line.y, columns[i].width, line.h};
        if (columns[i].column == column) return cell;
        right = cell.x;
        if (columns[i].column == PeopleColumn::rate) right -= interval + interval_gap;
    }
    return {line.x, line.y, right - line.x, line.h};
}

Rect interval_cell(Rect line) {
    const Rect rate = cell_of(line, PeopleColumn::rate);
    const float width = interval_width(line);
    return {rate.x - width, line.y, width, line.h};
}

double value_of(const engine::PeopleRow& row, PeopleColumn column) {
    switch (column) {
        case PeopleColumn::entries: return static_cast<double>(row.ledger.entries);
        case PeopleColumn::advanced: return static_cast<double>(row.ledger.advanced);
        case PeopleColumn::lost: return static_cast<double>(row.ledger.lost);
        case PeopleColumn::open: return static_cast<double>(row.ledger.open);
        // Too few for a rate: behind all that have one, in either direction of reading.
        case PeopleColumn::rate:
            return row.ledger.entries < charts::fewest_for_a_rate ? -1 : row.advanced.estimate.value_or(-1);
        case PeopleColumn::name: return 0;
    }
    return 0;
}

std::string row_id(const engine::PeopleRow& row) { return "people.row." + row.person; }

bool has_rate(const engine::PeopleRow& row) {
    return row.ledger.entries >= charts::fewest_for_a_rate && row.advanced.estimate;
}

std::string rate_words(const ui::Context& context, const engine::PeopleRow& row) {
    if (!has_rate(row)) return std::string(charts::undefined_figure);
    return charts::format_estimate(row.advanced.estimate, row.advanced.low, row.advanced.high, context.language());
}

std::string figure_words(const ui::Context& context, const engine::PeopleRow& row, PeopleColumn column) {
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

charts::IntervalRow interval_of(const engine::PeopleRow& row, const std::string& name) {
    return {.id = row_id(row),
            .name = name,
            .hits = row.advanced.hits,
            .of = row.advanced.of,
            .estimate = row.advanced.estimate,
            .low = row.advanced.low,
            .high = row.advanced.high};
}

// The row of all together and the note below it.
float foot_height(ui::Context& context, float width) {
    const float room = width - 2 * ui::card_padding(context.width());
    return row_height + 4 +
           ui::paragraph_height(context.ui.painter(), room, context.say(Text::people_foot), charts::type::small({}),
                                charts::type::small_line);
}

}  // namespace

PeopleHeld ask_people(ui::Context& context) {
    return context.answers.ask<engine::PeopleAnswer>("people", ui::base_question(context.view, engine::Figure::people));
}

const engine::PeopleRow* role_row(const PeopleHeld& people, std::string_view role) {
    if (!people.answer) return nullptr;
    for (const engine::PeopleRow& row : people.answer->roles)
        if (row.role == role) return &row;
    return nullptr;
}

const engine::PeopleRow* person_row(const PeopleHeld& people, std::string_view role, std::string_view person) {
    if (!people.answer) return nullptr;
    for (const engine::PeopleRow& row : people.answer->rows)
        if (row.role == role && row.person == person) return &row;
    return nullptr;
}

void PeopleTable::derive(ui::Context& context, const PeopleHeld& people) {
    Derived wanted{people.serial,     std::string(context.role()), context.view.find,
                   context.view.sort, context.view.descending,     context.language()};
    if (wanted == derived_) return;
    derived_ = std::move(wanted);
    lines_.clear();
    apart_.clear();
    people_ = 0;
    finding_.clear();
    if (!people.answer) return;
    const std::string find = base::utf8_fold(derived_.find);
    double largest = 0;
    for (const engine::PeopleRow& row : people.answer->rows) {
        if (row.role != derived_.role) continue;
        if (!row.bot && !row.person.empty()) ++people_;
        std::string name = context.names.person_name(row.person, derived_.language);
        if (!find.empty() && base::utf8_fold(name).find(find) == std::string::npos) continue;
        if (has_rate(row)) largest = std::max(largest, row.advanced.high.value_or(0));
        (row.bot || row.person.empty() ? apart_ : lines_).push_back({&row, std::move(name)});
    }
    axis_ = charts::interval_axis(largest);
    // The engine gives them by name; only the lists apart and other orders need sorting.
    std::sort(apart_.begin(), apart_.end(), [](const Line& a, const Line& b) {
        return std::pair(a.row->bot, std::string_view(a.name)) < std::pair(b.row->bot, std::string_view(b.name));
    });
    const auto before = [&](const Line& a, const Line& b) {
        const double left = value_of(*a.row, derived_.sort);
        const double right = value_of(*b.row, derived_.sort);
        if (left != right) return derived_.descending ? left > right : left < right;
        return derived_.descending && derived_.sort == PeopleColumn::name ? a.row > b.row : a.row < b.row;
    };
    std::sort(lines_.begin(), lines_.end(), before);
    find_finding(context, people);
}

void PeopleTable::find_finding(ui::Context& context, const PeopleHeld& people) {
    const engine::PeopleRow* role = role_row(people, derived_.role);
    std::uint64_t compared = 0;
    std::uint64_t within = 0;
    for (const Line& line : lines_) {
        if (!has_rate(*line.row) || !role || !role->advanced.estimate) continue;
        ++compared;
        const double share = *role->advanced.estimate;
        if (line.row->advanced.low.value_or(0) <= share && share <= line.row->advanced.high.value_or(1)) ++within;
    }
    if (lines_.empty())
        finding_ = context.say(derived_.find.empty() ? Text::people_title_none : Text::search_none);
    else if (compared == 0)
        finding_ = context.say(Text::people_title_few);
    else
        finding_ = context.say(Text::people_title_within, {charts::format_count(within), charts::format_count(compared),
                                                           charts::format_percent(role->advanced.estimate)});
}

float PeopleTable::lines_height(const ui::Context& context) const {
    const float height = context.width() == ui::Width::phone ? row_height_phone : row_height;
    const bool bots = !apart_.empty() && apart_.back().row->bot;
    const std::size_t captions = bots ? 1 : 0;
    return height * static_cast<float>(lines_.size() + apart_.size()) + row_height * static_cast<float>(captions);
}

float PeopleTable::height(ui::Context& context, float width) {
    derive(context, ask_people(context));
    const bool phone = context.width() == ui::Width::phone;
    const float controls = phone ? 2 * controls_height + 12 : 0;
    return 84 + controls + heads_height + lines_height(context) + foot_height(context, width) +
           ui::card_padding(context.width());
}

void PeopleTable::sort_by(ui::Context& context, PeopleColumn column) {
    ui::View next = context.view;
    // A first press puts the most at the top, names from the beginning; a second turns it round.
    if (next.sort == column)
        next.descending = !next.descending;
    else
        next.descending = column != PeopleColumn::name;
    next.sort = column;
    context.go(std::move(next), ui::History::replace);
}

void PeopleTable::draw_search(ui::Context& context, Rect place) {
    const std::string_view name = context.say(Text::search_people);
    const auto text = ui::field(context.ui, "people.search", place,
                                {.name = name, .text = context.view.find, .hint = name, .search = true});
    if (!text) return;
    ui::View next = context.view;
    next.find = base::utf8_cut(*text, base::limits::id_bytes);
    context.go(std::move(next), ui::History::replace);
}

void PeopleTable::draw_sort(ui::Context& context, Rect place) {
    constexpr std::array<PeopleColumn, 3> offered{PeopleColumn::name, PeopleColumn::entries, PeopleColumn::rate};
    const std::array<ui::Choice, 3> choices{{{"name", context.say(Text::people_name)},
                                             {"entries", context.say(Text::people_entries)},
                                             {"rate", context.say(Text::people_rate)}}};
    std::size_t chosen = offered.size();
    for (std::size_t i = 0; i < offered.size(); ++i)
        if (offered[i] == context.view.sort) chosen = i;
    if (const auto pressed =
            ui::toggle_row(context.ui, "people.order", place, choices, chosen, context.say(Text::people_order)))
        sort_by(context, offered[*pressed]);
}

void PeopleTable::draw_heads(ui::Context& context, Rect line) {
    ui::Ui& ui = context.ui;
    const ui::Group row(ui, {.id = "people.heads", .role = ui::SemanticRole::row, .bounds = line});
    for (const Column& column : columns) {
        const Rect cell = cell_of(line, column.column);
        const std::string name = context.say(Text::people_sort_by, {context.say(column.name)});
        const ui::Head head{.label = context.say(column.name),
                            .name = name,
                            .align = column.align,
                            .sorted = context.view.sort == column.column,
                            .descending = context.view.descending};
        if (ui::head(ui, std::string("people.sort.") + column.id, cell, head)) sort_by(context, column.column);
    }
    charts::draw_interval_axis(ui.painter(), ui.theme(), interval_cell(line), axis_);
    ui::hairline(ui, line.x, line.bottom() - 1, line.w);
}

void PeopleTable::draw_figures(ui::Context& context, const Line& line, Rect place, bool total) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const engine::Ledger& ledger = line.row->ledger;
    const float baseline = charts::centred_baseline(place.y + place.h / 2, 13);
    const auto figure = [&](PeopleColumn column, const std::string& text, const charts::TextStyle& style) {
        charts::draw_text(painter, {cell_of(place, column).right(), baseline}, text, style, Align::end);
    };
    const charts::Weight weight = total ? charts::Weight::semibold : charts::Weight::regular;
    figure(PeopleColumn::entries, charts::format_count(ledger.entries),
           charts::type::body(theme.ink, total ? weight : charts::Weight::medium));
    figure(PeopleColumn::advanced, charts::format_count(ledger.advanced), charts::type::body(theme.ink, weight));
    figure(PeopleColumn::lost, charts::format_count(ledger.lost), charts::type::body(theme.ink2, weight));
    figure(PeopleColumn::open, charts::format_count(ledger.open), charts::type::body(theme.ink2, weight));
    figure(PeopleColumn::rate, rate_words(context, *line.row),
           charts::type::label(theme.ink,
                               total || has_rate(*line.row) ? charts::Weight::medium : charts::Weight::regular));
    charts::IntervalRow interval = interval_of(*line.row, line.name);
    interval.total = total;
    if (total) interval.id = "_all";
    const charts::IntervalWords words{context.language(), std::string(context.say(Text::part_advanced))};
    charts::draw_interval(painter, theme, interval_cell(place), axis_, interval, words, {});
}

void PeopleTable::draw_phone_figures(ui::Context& context, const Line& line, Rect place) {
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
    const charts::IntervalWords words{context.language(), std::string(context.say(Text::part_advanced))};
    const Rect cell{place.x, place.y + 54, place.w, 26};
    if (role_share_) charts::draw_reference_line(painter, theme, cell, axis_, *role_share_);
    charts::draw_interval(painter, theme, cell, axis_, interval_of(*line.row, line.name), words, {});
}

void PeopleTable::draw_line(ui::Context& context, const Line& line, Rect place, bool ready) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const bool phone = context.width() == ui::Width::phone;
    const std::string id = row_id(*line.row);
    const bool on = context.view.who == line.row->person;
    ui::Hit hit = ui.press(id, place);
    const auto cell_id = [&](const Column& column) { return id + "." + column.id; };
    for (const Column& column : columns) {
        if (phone || column.column == PeopleColumn::name) continue;
        // A figure is a cell of its own to the keyboard; pressing it is pressing its row.
        const ui::Hit cell = ui.press(cell_id(column), cell_of(place, column.column));
        hit.hovered |= cell.hovered;
        hit.held |= cell.held;
        hit.clicked |= cell.clicked;
        hit.focused |= cell.focused;
    }
    const ui::Group row(ui, {.id = id + ".row", .role = ui::SemanticRole::row, .bounds = place});
    const std::string counts =
        charts::format_of(line.row->ledger.advanced, line.row->ledger.entries, context.language());
    const std::string description =
        std::string(context.say(Text::people_advanced)) + " " + counts + " · " + rate_words(context, *line.row);
    ui.add({.id = id,
            .role = ui::SemanticRole::rowheader,
            .name = line.name,
            .description = description,
            .bounds = place,
            .selected = on});
    for (const Column& column : columns) {
        if (column.column == PeopleColumn::name) continue;
        const std::string figure = figure_words(context, *line.row, column.column);
        ui.add({.id = cell_id(column),
                .role = ui::SemanticRole::cell,
                .name = phone ? std::string(context.say(column.name)) + " " + figure : figure,
                .bounds = phone ? Rect{} : cell_of(place, column.column)});
    }
    if (hit.clicked && ready) {
        ui::View next = context.view;
        if (on)
            next.who.reset();
        else
            next.who = line.row->person;
        if (phone && !on) ui.scroll_to_start("page");
        context.go(std::move(next));
    }
    if (!ui.visible(place)) return;
    const Rect back{place.x - 12, place.y, place.w + 24, place.h};
    if (on)
        charts::draw_selected_row(painter, theme, back);
    else if (hit.hovered || hit.held)
        painter.fill_rect(back, theme.sunken, charts::space::tile_radius);
    const charts::TextStyle style =
        phone ? charts::type::lead(theme.ink)
              : charts::type::body(theme.ink, on ? charts::Weight::semibold : charts::Weight::regular);
    const float room = phone ? place.w - 140 : cell_of(place, PeopleColumn::name).w - 8;
    const float baseline = phone ? place.y + 26 : charts::centred_baseline(place.y + place.h / 2, 13);
    charts::draw_text_within(painter, {place.x, baseline}, room, line.name, style);
    if (phone)
        draw_phone_figures(context, line, place);
    else
        draw_figures(context, line, place, false);
    ui::hairline(ui, place.x, place.bottom() - 1, place.w);
    if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::tile_radius);
}

void PeopleTable::draw_caption(ui::Context& context, const char* id, Rect place, Text text) {
    ui::label(context.ui, id, {place.x, charts::centred_baseline(place.y + place.h / 2 + 4, 12)}, place.w,
              context.say(text), charts::type::label(context.ui.theme().ink3, charts::Weight::medium));
}

void PeopleTable::draw_lines(ui::Context& context, Rect area, charts::Point origin, bool ready) {
    const float height = context.width() == ui::Width::phone ? row_height_phone : row_height;
    const Rect sight = ui::overlap(area, context.ui.clip());
    // Rows far out of sight are not made, but a few beyond the edges are, so that the keyboard can go on.
    constexpr float beyond = 3;
    const auto first = static_cast<std::size_t>(std::max(0.f, std::floor((sight.y - origin.y) / height) - beyond));
    const auto last = static_cast<std::size_t>(std::max(0.f, std::ceil((sight.bottom() - origin.y) / height) + beyond));
    float y = origin.y;
    for (std::size_t i = first; i < std::min(last, lines_.size()); ++i)
        draw_line(context, lines_[i], {area.x, y + height * static_cast<float>(i), area.w, height}, ready);
    y += height * static_cast<float>(lines_.size());
    bool bots = false;
    for (const Line& line : apart_) {
        if (line.row->bot && !bots) {
            draw_caption(context, "people.bots", {area.x, y, area.w, row_height}, Text::people_bots);
            y += row_height;
            bots = true;
        }
        draw_line(context, line, {area.x, y, area.w, height}, ready);
        y += height;
    }
}

void PeopleTable::draw(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const PeopleHeld people = ask_people(context);
    derive(context, people);
    const bool phone = context.width() == ui::Width::phone;
    const bool late = people.state == ui::AnswerState::late && ui::impatient(ui, people.waited_ms);
    std::string question = context.say(Text::people_question, {ui::role_words(context.role(), context.language())});
    question += " · ";
    question += context.view.sort == PeopleColumn::name
                    ? std::string(context.say(Text::people_by_name))
                    : context.say(Text::people_sorted,
                                  {context.say(columns[static_cast<std::size_t>(context.view.sort)].name)});
    const ui::CardHead head{.id = "people.table",
                            .question = question,
                            .title = finding_,
                            .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                            .keep_right = phone ? 0.f : 196.f};
    const Rect body = ui::begin_card(ui, card, head);
    float y = body.y;
    if (phone) {
        draw_search(context, {body.x, y + 6, body.w, controls_height});
        draw_sort(context, {body.x, y + controls_height + 12, body.w, controls_height});
        y += 2 * controls_height + 16;
    } else {
        draw_search(context, {body.right() - 180, card.y + 16, 180, 32});
    }
    if (people.error) {
        ui::paragraph(ui, "people.error", {body.x, y}, body.w, ui::error_sentence(*people.error, context.language()),
                      charts::type::body(theme.ink2), charts::type::body_line);
        return ui::end_card(ui);
    }
    if (!people.answer) {
        if (ui::impatient(ui, people.waited_ms))
            ui::draw_skeleton(ui, {body.x, y + 8, body.w, body.bottom() - y - 8}, 8);
        return ui::end_card(ui);
    }
    const engine::PeopleRow* role = role_row(people, context.role());
    const float foot = card.bottom() - ui::card_padding(context.width()) - foot_height(context, card.w);
    const ui::Group table(ui, {.id = "people.rows",
                               .role = ui::SemanticRole::table,
                               .name = finding_,
                               .bounds = {body.x, y, body.w, foot - y}});
    if (!phone)
        draw_heads(context, {body.x, y, body.w, heads_height});
    else
        charts::draw_interval_axis(ui.painter(), theme, {body.x, y, body.w, heads_height}, axis_);
    y += heads_height;
    const Rect area{body.x, y, body.w, foot - y};
    role_share_ = role ? role->advanced.estimate : std::nullopt;
    if (role_share_ && !lines_.empty() && !phone) {
        const Rect column{interval_cell(area).x, area.y, interval_cell(area).w, area.h};
        charts::draw_reference_line(ui.painter(), theme, column, axis_, *role_share_);
    }
    if (late) ui.painter().push_alpha(charts::state::late_alpha);
    const bool ready = people.state == ui::AnswerState::ready;
    if (phone) {
        draw_lines(context, area, {area.x, area.y}, ready);
    } else {
        const charts::Point origin = ui.begin_scroll("people.scroll", {area.x - 12, area.y, area.w + 24, area.h});
        draw_lines(context, area, {area.x, origin.y}, ready);
        ui.end_scroll(lines_height(context));
    }
    ui::hairline(ui, body.x, foot, body.w);
    if (role) {
        const Line total{role, context.say(Text::people_all, {charts::format_count(people_)})};
        ui::label(ui, "people.total", {body.x, foot + 24}, body.w * .4f, total.name,
                  charts::type::body(theme.ink, charts::Weight::semibold));
        const Rect place{body.x, foot + 1, body.w, row_height};
        if (phone)
            charts::draw_text(ui.painter(), {body.right(), foot + 24}, rate_words(context, *role),
                              charts::type::body(theme.ink, charts::Weight::semibold), Align::end);
        else
            draw_figures(context, total, place, true);
        ui.add({.id = "people.total.figures",
                .role = ui::SemanticRole::row,
                .name = total.name + " · " +
                        charts::format_of(role->ledger.advanced, role->ledger.entries, context.language()) + " · " +
                        rate_words(context, *role),
                .bounds = place});
    }
    if (late) ui.painter().pop_alpha();
    ui::paragraph(ui, "people.foot", {body.x, foot + 40}, body.w, context.say(Text::people_foot),
                  charts::type::small(theme.ink3), charts::type::small_line);
    if (late) ui::draw_late_note(ui, "people.table", card);
    ui::end_card(ui);
}

}  // namespace screens
