#include "screens/people_table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "charts/text.h"
#include "engine/figures/people.h"
#include "ui/card.h"
#include "ui/paragraph.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::PeopleColumn;
using ui::Text;

constexpr float heads_height = 32;
constexpr float controls_height = 44;

// The row of all together and the note below it.
float foot_height(ui::Context& context, float width) {
    const float room = width - 2 * ui::card_padding(context.width());
    return people_row_height + 4 +
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
    scale_.axis = charts::interval_axis(largest);
    for (std::vector<PeopleLine>* lines : {&lines_, &apart_}) {
        std::vector<std::string> names;
        for (const PeopleLine& line : *lines) names.push_back(line.name);
        const std::vector<std::uint32_t> places = context.host.places(names);
        for (std::size_t i = 0; i < lines->size(); ++i) (*lines)[i].place = places[i];
    }
    base::heap_sort(apart_.begin(), apart_.end(), [](const PeopleLine& a, const PeopleLine& b) {
        return std::pair(a.row->bot, a.place) < std::pair(b.row->bot, b.place);
    });
    const auto before = [&](const PeopleLine& a, const PeopleLine& b) {
        const double left = sort_value(*a.row, derived_.sort);
        const double right = sort_value(*b.row, derived_.sort);
        if (left != right) return derived_.descending ? left > right : left < right;
        return derived_.descending && derived_.sort == PeopleColumn::name ? a.place > b.place : a.place < b.place;
    };
    base::heap_sort(lines_.begin(), lines_.end(), before);
    find_finding(context, people);
}

void PeopleTable::find_finding(ui::Context& context, const PeopleHeld& people) {
    const engine::PeopleRow* role = role_row(people, derived_.role);
    std::uint64_t compared = 0;
    std::uint64_t within = 0;
    for (const PeopleLine& line : lines_) {
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
    const float height = context.width() == ui::Width::phone ? people_row_height_phone : people_row_height;
    const bool bots = !apart_.empty() && apart_.back().row->bot;
    const std::size_t captions = bots ? 1 : 0;
    return height * static_cast<float>(lines_.size() + apart_.size()) +
           people_row_height * static_cast<float>(captions);
}

float PeopleTable::height(ui::Context& context, float width) {
    const PeopleHeld people = ask_people(context);
    derive(context, people);
    const bool phone = context.width() == ui::Width::phone;
    const float controls = phone ? 2 * controls_height + 12 : 0;
    return 84 + ui::defects_note_height(context.ui, width, ui::head_of(people)) + controls + heads_height +
           lines_height(context) + foot_height(context, width) + ui::card_padding(context.width());
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
    for (const PeopleColumnInfo& column : people_columns) {
        const Rect cell = people_cell(line, column.column);
        const std::string name = context.say(Text::people_sort_by, {context.say(column.name)});
        const ui::Head head{.label = context.say(column.name),
                            .name = name,
                            .align = column.align,
                            .sorted = context.view.sort == column.column,
                            .descending = context.view.descending};
        if (ui::head(ui, std::string("people.sort.") + column.id, cell, head)) sort_by(context, column.column);
    }
    charts::draw_interval_axis(ui.painter(), ui.theme(), interval_cell(line), scale_.axis);
    ui::hairline(ui, line.x, line.bottom() - 1, line.w);
}

void PeopleTable::draw_caption(ui::Context& context, const char* id, Rect place, Text text) {
    ui::label(context.ui, id, {place.x, charts::centred_baseline(place.y + place.h / 2 + 4, 12)}, place.w,
              context.say(text), charts::type::label(context.ui.theme().ink3, charts::Weight::medium));
}

void PeopleTable::draw_lines(ui::Context& context, Rect area, charts::Point origin, bool ready) {
    const float height = context.width() == ui::Width::phone ? people_row_height_phone : people_row_height;
    const Rect sight = ui::overlap(area, context.ui.clip());
    // Rows far out of sight are not made, but a few beyond the edges are, so that the keyboard can go on.
    constexpr float beyond = 3;
    const auto first = static_cast<std::size_t>(std::max(0.f, std::floor((sight.y - origin.y) / height) - beyond));
    const auto last = static_cast<std::size_t>(std::max(0.f, std::ceil((sight.bottom() - origin.y) / height) + beyond));
    float y = origin.y;
    for (std::size_t i = first; i < std::min(last, lines_.size()); ++i) {
        // In another order everybody moves to his new place.
        const float place = context.ui.motion().eased("people.order.", lines_[i].row->person, 0, static_cast<float>(i));
        draw_person(context, lines_[i], {area.x, y + height * place, area.w, height}, scale_, ready);
    }
    y += height * static_cast<float>(lines_.size());
    bool bots = false;
    for (const PeopleLine& line : apart_) {
        if (line.row->bot && !bots) {
            draw_caption(context, "people.bots", {area.x, y, area.w, people_row_height}, Text::people_bots);
            y += people_row_height;
            bots = true;
        }
        draw_person(context, line, {area.x, y, area.w, height}, scale_, ready);
        y += height;
    }
}

std::string PeopleTable::question(const ui::Context& context) const {
    const std::string asked = context.say(Text::people_question, {ui::role_words(context.role(), context.language())});
    const std::string_view column = context.say(people_columns[static_cast<std::size_t>(context.view.sort)].name);
    const std::string order = context.view.sort == PeopleColumn::name ? std::string(context.say(Text::people_by_name))
                                                                      : context.say(Text::people_sorted, {column});
    return asked + " · " + order;
}

// The search, and on a phone the order; gives the upper edge of what follows.
float PeopleTable::draw_controls(ui::Context& context, Rect body, float card_top) {
    if (context.width() != ui::Width::phone) {
        draw_search(context, {body.right() - 180, card_top + 16, 180, 32});
        return body.y;
    }
    draw_search(context, {body.x, body.y + 6, body.w, controls_height});
    draw_sort(context, {body.x, body.y + controls_height + 12, body.w, controls_height});
    return body.y + 2 * controls_height + 16;
}

void PeopleTable::draw_table(ui::Context& context, Rect area, bool ready) {
    ui::Ui& ui = context.ui;
    const ui::Group table(ui, {.id = "people.rows", .role = ui::SemanticRole::table, .name = finding_, .bounds = area});
    const Rect heads{area.x, area.y, area.w, heads_height};
    const Rect rows{area.x, heads.bottom(), area.w, area.h - heads_height};
    if (context.width() == ui::Width::phone) {
        charts::draw_interval_axis(ui.painter(), ui.theme(), heads, scale_.axis);
        return draw_lines(context, rows, {rows.x, rows.y}, ready);
    }
    draw_heads(context, heads);
    if (scale_.role_share && !lines_.empty()) {
        const Rect column{interval_cell(rows).x, rows.y, interval_cell(rows).w, rows.h};
        charts::draw_reference_line(ui.painter(), ui.theme(), column, scale_.axis, *scale_.role_share);
    }
    const charts::Point origin = ui.begin_scroll("people.scroll", {rows.x - 12, rows.y, rows.w + 24, rows.h});
    draw_lines(context, rows, {rows.x, origin.y}, ready);
    ui.end_scroll(lines_height(context));
}

void PeopleTable::draw(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const PeopleHeld people = ask_people(context);
    derive(context, people);
    const bool late = ui::shows_late(ui, people);
    const std::string asked = question(context);
    const ui::CardHead head{.id = "people.table",
                            .question = asked,
                            .title = finding_,
                            .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                            .keep_right = context.width() == ui::Width::phone ? 0.f : 196.f,
                            .of = ui::head_of(people)};
    const Rect body = ui::begin_card(ui, card, head);
    const float top = draw_controls(context, body, card.y);
    if (ui::draw_absence(ui, "people", {body.x, top + 8, body.w, body.bottom() - top - 8}, people, 8))
        return ui::end_card(ui);
    const engine::PeopleRow* role = role_row(people, context.role());
    scale_.role_share = role ? role->advanced.estimate : std::nullopt;
    const float foot = card.bottom() - ui::card_padding(context.width()) - foot_height(context, card.w);
    if (late) ui.painter().push_alpha(charts::state::late_alpha);
    draw_table(context, {body.x, top, body.w, foot - top}, people.state == ui::AnswerState::ready);
    ui::hairline(ui, body.x, foot, body.w);
    const Rect last{body.x, foot + 1, body.w, people_row_height};
    if (role)
        draw_people_total(context, {role, context.say(Text::people_all, {charts::format_count(people_)})}, last,
                          scale_);
    if (late) ui.painter().pop_alpha();
    ui::draw_footnote(ui, "people.foot", body, context.say(Text::people_foot));
    if (late) ui::draw_late_note(ui, "people.table", card);
    ui::end_card(ui);
}

}  // namespace screens
