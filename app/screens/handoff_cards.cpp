#include "screens/handoff_cards.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "charts/matrix.h"
#include "charts/text.h"
#include "engine/figures/handoffs.h"
#include "screens/hours_row.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr float head_height = 26;
constexpr float row_height = 40;
constexpr float row_height_phone = 68;
constexpr float bar_height = 10;
constexpr float queue_row = 44;
constexpr std::uint32_t queue_shown = 8;

std::string duration(const ui::Context& context, std::optional<std::uint32_t> seconds) {
    const auto& hours = ui::calendar_in_force(context).hours;
    const std::uint32_t day_s = hours.empty() ? 86'400 : (hours[1] - hours[0]) * 3'600;
    return seconds ? charts::format_duration(*seconds, context.language(), day_s)
                   : std::string(charts::undefined_figure);
}

std::string pair_words(const ui::Context& context, const std::string& from, const std::string& to) {
    return std::string(ui::role_words(from, context.language())) + " → " +
           std::string(ui::role_words(to, context.language()));
}

// Where the share is not known yet, the counts.
std::string in_time_words(const ui::Context& context, const engine::HandoffRow& row) {
    return row.within_target.estimate ? charts::format_percent(row.within_target.estimate, 0)
                                      : charts::format_of(row.in_time, row.count, context.language());
}

std::string handoff_spoken(const ui::Context& context, const std::string& pair, const engine::HandoffRow& row) {
    return context.say(Text::handoffs_spoken, {pair, charts::format_count(row.count),
                                               charts::format_count(row.picked_up), charts::format_count(row.dropped),
                                               charts::format_count(row.bounced), charts::format_count(row.untold),
                                               charts::format_count(row.waiting), duration(context, row.median_s)});
}

// The roles' hand-offs: the list and the matrix show the same answer.
ui::Held<engine::HandoffsAnswer> ask_roles(ui::Context& context) {
    engine::Question question = ui::timed_question(context, engine::Figure::handoffs);
    question.by = {engine::By::role};
    return context.answers.ask<engine::HandoffsAnswer>("handoffs", question);
}

struct Segment {
    charts::Part part;
    std::uint64_t count;
};

// How the hand-offs of a row ended, as parts of its bar.
std::array<Segment, 5> segments_of(const engine::HandoffRow& row) {
    return {{{charts::Part::advanced, row.picked_up},
             {charts::Part::lost, row.dropped},
             {charts::Part::back, row.bounced},
             {charts::Part::left, row.untold},
             {charts::Part::open, row.waiting}}};
}

void draw_bar(ui::Context& context, Rect place, const engine::HandoffRow& row, std::uint64_t most) {
    const charts::Theme& theme = context.ui.theme();
    charts::Painter& painter = context.ui.painter();
    const float whole = place.w * static_cast<float>(row.count) / static_cast<float>(std::max<std::uint64_t>(most, 1));
    float x = place.x;
    for (const Segment& segment : segments_of(row)) {
        if (segment.count == 0) continue;
        const float width = whole * static_cast<float>(segment.count) / static_cast<float>(row.count);
        const Rect piece{x, place.y, std::max(1.f, width), place.h};
        const charts::PartColors& colors = theme.part(segment.part);
        painter.fill_rect(piece, colors.fill, width > 4 ? charts::space::bar_radius : 0);
        if (segment.part == charts::Part::open) painter.hatch(piece, theme.hatch, 5, 1);
        x += width;
    }
}

class HandoffsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const auto held = ask_roles(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const ui::CardHead head{.id = "handoffs",
                                .question = context.say(Text::handoffs_question),
                                .title = finding,
                                .of = ui::head_of(held)};
        const float padding = ui::card_padding(context.width());
        // Without rows there is a sentence in their place.
        const std::size_t rows = held.answer ? std::max<std::size_t>(held.answer->rows.size(), 1) : 4;
        const bool phone = ui::narrow(context.width());
        const float body =
            static_cast<float>(rows) * (phone ? row_height_phone : row_height) + (phone ? 0 : head_height);
        return ui::card_head_height(context.ui, width, head) + hours_row_height(context) + body + 8 +
               ui::footnote_height(context.ui, width - 2 * padding, note_of(context, held.answer)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const auto held = ask_roles(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        Rect body = ui::begin_card(ui, card,
                                   {.id = "handoffs",
                                    .question = context.say(Text::handoffs_question),
                                    .title = finding,
                                    .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                    .of = ui::head_of(held)});
        draw_hours_row(context, "handoffs", body);
        body.y += hours_row_height(context);
        body.h -= hours_row_height(context);
        if (ui::draw_absence(ui, "handoffs", body, held, 4)) return ui::end_card(ui);
        const engine::HandoffsAnswer& answer = *held.answer;
        const bool phone = ui::narrow(context.width());
        std::uint64_t most = 0;
        for (const engine::HandoffRow& row : answer.rows) most = std::max(most, row.count);
        float y = body.y;
        if (!phone) {
            draw_column_heads(context, {body.x, y, body.w, head_height});
            y += head_height;
        }
        const ui::Group list(ui,
                             {.id = "handoffs.list", .role = ui::SemanticRole::list, .name = finding, .bounds = body});
        for (std::size_t i = 0; i < answer.rows.size(); ++i) {
            const Rect line{body.x, y, body.w, phone ? row_height_phone : row_height};
            phone ? draw_phone_row(context, line, answer.rows[i], most) : draw_row(context, line, answer.rows[i], most);
            ui.add({.id = "handoffs.row." + std::to_string(i),
                    .role = ui::SemanticRole::listitem,
                    .name = handoff_spoken(
                        context, pair_words(context, answer.rows[i].from_role, answer.rows[i].to_role), answer.rows[i]),
                    .bounds = line});
            y = line.bottom();
        }
        ui::draw_footnote(ui, "handoffs.foot", body, note_of(context, held.answer));
        if (late) ui::draw_late_note(ui, "handoffs", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    // From the right: waiting, dropped, in time, nine in ten, half, count.
    static constexpr std::array<float, 6> columns{76, 76, 76, 116, 116, 64};
    static constexpr float name_width = 232;

    static std::string finding_of(const ui::Context& context, const engine::HandoffsAnswer& answer) {
        if (!answer.head.refused.empty()) return {};
        if (answer.rows.empty()) return std::string(context.say(Text::handoffs_none));
        const auto worst = std::max_element(answer.rows.begin(), answer.rows.end(), [](const auto& a, const auto& b) {
            return a.waiting_value != b.waiting_value ? a.waiting_value < b.waiting_value : a.waiting < b.waiting;
        });
        if (worst->waiting == 0) return std::string(context.say(Text::handoffs_nothing_waits));
        return context.say(Text::handoffs_title,
                           {pair_words(context, worst->from_role, worst->to_role), charts::format_count(worst->waiting),
                            charts::format_money(worst->waiting_value, context.names.currency(), context.language()),
                            duration(context, worst->oldest_s)});
    }

    static std::string note_of(const ui::Context& context, const engine::HandoffsAnswer* answer) {
        std::string note = context.say(Text::handoffs_foot, {ui::target_words(context), ui::hours_basis(context)});
        if (answer && answer->total.owner_unknown > 0)
            note += context.say(Text::handoffs_unknown, {charts::format_count(answer->total.owner_unknown),
                                                         charts::format_count(answer->total.count)});
        return note;
    }

    static std::array<std::string, 6> cells_of(const ui::Context& context, const engine::HandoffRow& row) {
        return {charts::format_count(row.waiting), charts::format_percent(row.drop.estimate),
                in_time_words(context, row),       duration(context, row.p90_s),
                duration(context, row.median_s),   charts::format_count(row.count)};
    }

    static void draw_cells(ui::Context& context, Rect line, const std::array<std::string, 6>& cells,
                           const charts::TextStyle& style) {
        float right = line.right();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            charts::draw_text(context.ui.painter(), {right, charts::centred_baseline(line.y + line.h / 2, style.size)},
                              cells[i], style, Align::end);
            right -= columns[i];
        }
    }

    static void draw_column_heads(ui::Context& context, Rect line) {
        const auto said = [&](Text text) { return std::string(context.say(text)); };
        draw_cells(context, line,
                   {said(Text::handoffs_waiting), said(Text::handoffs_dropped), said(Text::handoffs_in_time),
                    said(Text::handoffs_p90), said(Text::handoffs_median), said(Text::handoffs_count)},
                   charts::type::small(context.ui.theme().ink3));
        ui::hairline(context.ui, line.x, line.bottom() - 1, line.w);
    }

    static void draw_row(ui::Context& context, Rect line, const engine::HandoffRow& row, std::uint64_t most) {
        const charts::Theme& theme = context.ui.theme();
        const charts::TextStyle style = charts::type::body(theme.ink, charts::Weight::medium);
        charts::draw_text_within(context.ui.painter(),
                                 {line.x, charts::centred_baseline(line.y + line.h / 2, style.size)}, name_width,
                                 pair_words(context, row.from_role, row.to_role), style);
        float figures = 0;
        for (const float column : columns) figures += column;
        const float bar = line.w - name_width - figures - 24;
        if (bar > 40)
            draw_bar(context, {line.x + name_width + 8, line.y + (line.h - bar_height) / 2, bar, bar_height}, row,
                     most);
        draw_cells(context, line, cells_of(context, row), charts::type::body(theme.ink));
        ui::hairline(context.ui, line.x, line.bottom() - 1, line.w);
    }

    static void draw_phone_row(ui::Context& context, Rect line, const engine::HandoffRow& row, std::uint64_t most) {
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        charts::draw_text_within(painter, {line.x, line.y + 18}, line.w - 60,
                                 pair_words(context, row.from_role, row.to_role),
                                 charts::type::body(theme.ink, charts::Weight::medium));
        charts::draw_text(painter, {line.right(), line.y + 18}, charts::format_count(row.count),
                          charts::type::body(theme.ink, charts::Weight::semibold), Align::end);
        draw_bar(context, {line.x, line.y + 27, line.w, bar_height}, row, most);
        charts::draw_text_within(
            painter, {line.x, line.y + 54}, line.w,
            context.say(Text::handoffs_phone, {duration(context, row.median_s), in_time_words(context, row),
                                               charts::format_count(row.waiting)}),
            charts::type::label(theme.ink2));
        ui::hairline(context.ui, line.x, line.bottom() - 1, line.w);
    }
};

// The roles of the answer in their order; those not known last.
std::vector<std::string> roles_of(const engine::HandoffsAnswer& answer) {
    std::vector<std::string> roles;
    for (const std::string_view role : model::role_names) {
        const bool any = std::ranges::any_of(answer.rows, [role](const engine::HandoffRow& row) {
            return row.from_role == role || row.to_role == role;
        });
        if (any) roles.emplace_back(role);
    }
    return roles;
}

// Two roles as View::handed has them.
bool is_handed(const ui::View& view, const engine::HandoffRow& row) {
    return view.handed == row.from_role + ">" + row.to_role;
}

class MatrixCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const auto held = ask_roles(context);
        if (held.answer && held.answer->rows.empty()) return 0;
        const std::string finding = finding_of(context, held.answer);
        const std::size_t roles = held.answer ? roles_of(*held.answer).size() : 4;
        const float padding = ui::card_padding(context.width());
        return ui::card_head_height(context.ui, width, head_of(context, finding, ui::head_of(held))) +
               charts::matrix_height(roles) + 8 +
               ui::footnote_height(context.ui, width - 2 * padding, note_of(context)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const auto held = ask_roles(context);
        const std::string finding = finding_of(context, held.answer);
        const bool late = ui::shows_late(ui, held);
        ui::CardHead head = head_of(context, finding, ui::head_of(held));
        head.tone = late ? ui::CardTone::late : ui::CardTone::plain;
        const Rect body = ui::begin_card(ui, card, head);
        if (ui::draw_absence(ui, "matrix", body, held, 4)) return ui::end_card(ui);
        draw_matrix(context, body, *held.answer, finding, late);
        ui::draw_footnote(ui, "matrix.foot", body, note_of(context));
        if (late) ui::draw_late_note(ui, "matrix", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static std::string note_of(const ui::Context& context) {
        return context.say(Text::matrix_foot, {ui::hours_basis(context)});
    }

    static ui::CardHead head_of(const ui::Context& context, std::string_view finding, const engine::Head* of) {
        return {.id = "matrix", .question = context.say(Text::matrix_question), .title = finding, .of = of};
    }

    static std::string finding_of(const ui::Context& context, const engine::HandoffsAnswer* answer) {
        if (!answer || answer->rows.empty()) return {};
        const auto most = std::ranges::max_element(answer->rows, {}, &engine::HandoffRow::count);
        return context.say(Text::matrix_title,
                           {charts::format_count(answer->total.count),
                            pair_words(context, most->from_role, most->to_role), charts::format_count(most->count)});
    }

    static void draw_matrix(ui::Context& context, Rect body, const engine::HandoffsAnswer& answer,
                            const std::string& finding, bool late) {
        const std::vector<std::string> ids = roles_of(answer);
        const auto place = [&](const std::string& id) {
            return static_cast<std::size_t>(std::ranges::find(ids, id) - ids.begin());
        };
        std::vector<charts::MatrixRole> roles;
        for (const std::string& id : ids) roles.push_back({id, std::string(ui::role_words(id, context.language()))});
        std::vector<charts::MatrixCell> cells;
        for (const engine::HandoffRow& row : answer.rows)
            cells.push_back({place(row.from_role), place(row.to_role), row.count, duration(context, row.median_s),
                             handoff_spoken(context, pair_words(context, row.from_role, row.to_role), row)});
        const charts::MatrixWords words{context.language(), std::string(context.say(Text::matrix_from)),
                                        std::string(context.say(Text::matrix_to))};
        charts::Emphasis emphasis = ui::emphasis_of(context.ui, "matrix.cells.", context.view.handed);
        emphasis.late = late;
        const Rect plot{body.x, body.y, body.w, charts::matrix_height(roles.size())};
        const charts::Marks marks =
            charts::draw_matrix(context.ui.painter(), context.ui.theme(), plot, roles, cells, words, emphasis);
        const ui::MarkPress press =
            ui::use_marks(context.ui, "matrix.cells", finding, plot, marks, ui::MarkTips::names);
        if (!press.mark) return;
        ui::View next = context.view;
        next.handed = next.handed == press.mark->id ? std::string() : press.mark->id;
        context.go(std::move(next));
    }
};

// The pairs of people behind the cell that is chosen.
class PairsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        if (!is_open(context)) return 0;
        const auto held = ask(context);
        const std::vector<engine::HandoffRow> pairs = pairs_of(context, held.answer);
        const std::string finding = finding_of(context, held.answer, pairs);
        const ui::CardHead head{
            .id = "pairs", .question = context.say(Text::pairs_question), .title = finding, .of = ui::head_of(held)};
        const std::size_t rows = held.answer ? std::clamp<std::size_t>(pairs.size(), 1, pairs_shown) : 4;
        const float padding = ui::card_padding(context.width());
        return ui::card_head_height(context.ui, width, head) + static_cast<float>(rows) * queue_row + 8 +
               ui::footnote_height(context.ui, width - 2 * padding, note_of(context, pairs)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const auto held = ask(context);
        const std::vector<engine::HandoffRow> pairs = pairs_of(context, held.answer);
        const std::string finding = finding_of(context, held.answer, pairs);
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "pairs",
                                          .question = context.say(Text::pairs_question),
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "pairs", body, held, 4)) return ui::end_card(ui);
        const ui::Group list(ui, {.id = "pairs.list", .role = ui::SemanticRole::list, .name = finding, .bounds = body});
        float y = body.y;
        for (std::size_t i = 0; i < std::min(pairs.size(), pairs_shown); ++i, y += queue_row)
            draw_row(context, {body.x, y, body.w, queue_row}, pairs[i], i);
        ui::draw_footnote(ui, "pairs.foot", body, note_of(context, pairs));
        if (late) ui::draw_late_note(ui, "pairs", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static constexpr std::size_t pairs_shown = 12;

    static bool is_open(ui::Context& context) {
        if (context.view.handed.empty()) return false;
        const auto roles = ask_roles(context);
        return roles.answer && std::ranges::any_of(roles.answer->rows, [&](const engine::HandoffRow& row) {
                   return is_handed(context.view, row);
               });
    }

    static ui::Held<engine::HandoffsAnswer> ask(ui::Context& context) {
        engine::Question question = ui::timed_question(context, engine::Figure::handoffs);
        question.by = {engine::By::role, engine::By::person};
        return context.answers.ask<engine::HandoffsAnswer>("handoffs.pairs", question);
    }

    // Where most waits first, then where most is handed over.
    static std::vector<engine::HandoffRow> pairs_of(const ui::Context& context, const engine::HandoffsAnswer* answer) {
        std::vector<engine::HandoffRow> pairs;
        if (!answer) return pairs;
        for (const engine::HandoffRow& row : answer->rows)
            if (is_handed(context.view, row)) pairs.push_back(row);
        std::ranges::sort(pairs, [](const engine::HandoffRow& a, const engine::HandoffRow& b) {
            return std::tie(b.waiting, b.count, a.from_person, a.to_person) <
                   std::tie(a.waiting, a.count, b.from_person, b.to_person);
        });
        return pairs;
    }

    static std::string finding_of(const ui::Context& context, const engine::HandoffsAnswer* answer,
                                  const std::vector<engine::HandoffRow>& pairs) {
        if (!answer || !answer->head.refused.empty() || pairs.empty()) return {};
        std::uint64_t count = 0;
        for (const engine::HandoffRow& row : pairs) count += row.count;
        return context.say(Text::pairs_title, {pair_words(context, pairs.front().from_role, pairs.front().to_role),
                                               charts::format_count(count), charts::format_count(pairs.size())});
    }

    static std::string note_of(const ui::Context& context, const std::vector<engine::HandoffRow>& pairs) {
        std::string note = context.say(Text::pairs_foot, {ui::hours_basis(context)});
        if (pairs.size() > pairs_shown)
            note += context.say(Text::pairs_more, {charts::format_count(pairs.size() - pairs_shown)});
        return note;
    }

    static void draw_row(ui::Context& context, Rect line, const engine::HandoffRow& row, std::size_t index) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        const std::string who = context.names.person_name(row.from_person, context.language()) + " → " +
                                context.names.person_name(row.to_person, context.language());
        const std::string detail = context.say(
            Text::handoffs_phone,
            {duration(context, row.median_s), in_time_words(context, row), charts::format_count(row.waiting)});
        charts::draw_text_within(ui.painter(), {line.x, line.y + 18}, line.w - 64, who,
                                 charts::type::body(theme.ink, charts::Weight::medium));
        charts::draw_text_within(ui.painter(), {line.x, line.y + 35}, line.w - 64, detail,
                                 charts::type::label(theme.ink2));
        charts::draw_text(ui.painter(), {line.right(), line.y + 18}, charts::format_count(row.count),
                          charts::type::body(theme.ink, charts::Weight::semibold), Align::end);
        ui::hairline(ui, line.x, line.bottom() - 1, line.w);
        ui.add({.id = "pairs.row." + std::to_string(index),
                .role = ui::SemanticRole::listitem,
                .name = handoff_spoken(context, who, row),
                .bounds = line});
    }
};

class QueueCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const auto held = ask(context);
        if (held.answer && held.answer->total == 0 && held.answer->head.refused.empty()) return 0;
        const std::string finding = finding_of(context, held.answer);
        const ui::CardHead head{
            .id = "queue", .question = context.say(Text::queue_question), .title = finding, .of = ui::head_of(held)};
        const std::size_t rows = held.answer ? std::max<std::size_t>(held.answer->rows.size(), 1) : queue_shown;
        return ui::card_head_height(context.ui, width, head) + static_cast<float>(rows) * queue_row + 8 +
               ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const auto held = ask(context);
        const std::string finding = finding_of(context, held.answer);
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "queue",
                                          .question = context.say(Text::queue_question),
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "queue", body, held, 4)) return ui::end_card(ui);
        const ui::Group list(ui, {.id = "queue.list", .role = ui::SemanticRole::list, .name = finding, .bounds = body});
        float y = body.y;
        for (std::size_t i = 0; i < held.answer->rows.size(); ++i, y += queue_row)
            draw_row(context, {body.x, y, body.w, queue_row}, held.answer->rows[i], i);
        if (late) ui::draw_late_note(ui, "queue", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static ui::Held<engine::QueueAnswer> ask(ui::Context& context) {
        engine::Question question = ui::timed_question(context, engine::Figure::queue);
        question.limit = queue_shown;
        return context.answers.ask<engine::QueueAnswer>("queue", question);
    }

    static std::string finding_of(const ui::Context& context, const engine::QueueAnswer* answer) {
        if (!answer || !answer->head.refused.empty()) return {};
        return context.say(Text::queue_title, {charts::format_count(answer->total), charts::format_count(answer->late),
                                               ui::target_words(context)});
    }

    static void draw_row(ui::Context& context, Rect line, const engine::QueueRow& row, std::size_t index) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        const std::string name = row.name.empty() ? row.deal : row.name;
        const engine::PersonInfo* owner = context.names.person(row.to_person);
        const std::string whose = pair_words(context, row.from_role, row.to_role) + " · " +
                                  (owner ? owner->name : std::string(ui::known(row.to_person, context.language())));
        const std::string age = duration(context, row.age_s);
        const std::string value = row.value
                                      ? charts::format_money(*row.value, context.names.currency(), context.language())
                                      : std::string(charts::undefined_figure);
        const float right = 112;
        charts::draw_text_within(ui.painter(), {line.x, line.y + 18}, line.w - right, name,
                                 charts::type::body(theme.ink, charts::Weight::medium));
        charts::draw_text_within(ui.painter(), {line.x, line.y + 35}, line.w - right, whose,
                                 charts::type::label(theme.ink2));
        charts::draw_text(ui.painter(), {line.right(), line.y + 18}, age,
                          charts::type::body(row.late ? theme.alert : theme.ink, charts::Weight::semibold), Align::end);
        charts::draw_text(ui.painter(), {line.right(), line.y + 35}, value, charts::type::label(theme.ink2),
                          Align::end);
        ui::hairline(ui, line.x, line.bottom() - 1, line.w);
        ui.add({.id = "queue.row." + std::to_string(index),
                .role = ui::SemanticRole::listitem,
                .name = context.say(Text::queue_spoken, {name, whose, age, value}),
                .bounds = line});
    }
};

}  // namespace

std::unique_ptr<StackCard> make_handoffs_card() { return std::make_unique<HandoffsCard>(); }
std::unique_ptr<StackCard> make_matrix_card() { return std::make_unique<MatrixCard>(); }
std::unique_ptr<StackCard> make_pairs_card() { return std::make_unique<PairsCard>(); }
std::unique_ptr<StackCard> make_queue_card() { return std::make_unique<QueueCard>(); }

}  // namespace screens
