#include "screens/handoff_cards.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "base/heap_sort.h"
#include "charts/text.h"
#include "engine/figures/handoffs.h"
#include "screens/handoff_words.h"
#include "ui/card.h"
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
    const std::string id = row.from_role + ">" + row.to_role + ">" + row.from_person + ">" + row.to_person;
    float x = place.x;
    std::uint32_t part = 0;
    for (const Segment& segment : segments_of(row)) {
        const float width =
            place.w * context.ui.motion().eased(
                          "handoffs.bar.", id, part++,
                          static_cast<float>(segment.count) / static_cast<float>(std::max<std::uint64_t>(most, 1)));
        if (segment.count == 0) continue;
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
        const auto held = ask_role_handoffs(context);
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
        return ui::card_head_height(context.ui, width, head) + body + 8 +
               ui::footnote_height(context.ui, width - 2 * padding, note_of(context, held.answer)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const auto held = ask_role_handoffs(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "handoffs",
                                          .question = context.say(Text::handoffs_question),
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "handoffs", body, held, 4)) return ui::end_card(ui);
        const engine::HandoffsAnswer& answer = *held.answer;
        const bool phone = ui::narrow(context.width());
        std::uint64_t most = 0;
        for (const engine::HandoffRow& row : answer.rows) most = std::max(most, row.count);
        const float row_h = phone ? row_height_phone : row_height, above = phone ? 0 : head_height;
        float y = body.y;
        {
            ui::TableHeads heads(ui, {body.x, y, body.w, above},
                                 y + above + row_h * static_cast<float>(answer.rows.size()));
            if (!phone) draw_column_heads(context, heads.place());
            heads.cut();
            y += above;
            const ui::Group list(
                ui, {.id = "handoffs.list", .role = ui::SemanticRole::list, .name = finding, .bounds = body});
            for (std::size_t i = 0; i < answer.rows.size(); ++i, y += row_h) {
                const engine::HandoffRow& row = answer.rows[i];
                const Rect line{body.x, y, body.w, row_h};
                phone ? draw_phone_row(context, line, row, most) : draw_row(context, line, row, most);
                ui.add({.id = "handoffs.row." + std::to_string(i),
                        .role = ui::SemanticRole::listitem,
                        .name = handoff_spoken(context, pair_words(context, row.from_role, row.to_role), row),
                        .bounds = line});
            }
        }
        ui::draw_footnote(ui, "handoffs.foot", body, note_of(context, held.answer));
        if (late) ui::draw_late_note(ui, "handoffs", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    // From the right: waiting, dropped, in time, nine in ten, half, count.
    static constexpr std::array<float, 6> columns{64, 92, 92, 112, 112, 64};
    static constexpr float name_width = 256;

    static std::string finding_of(const ui::Context& context, const engine::HandoffsAnswer& answer) {
        if (!answer.head.refused.empty()) return {};
        if (answer.rows.empty()) return std::string(context.say(Text::handoffs_none));
        return context.say(Text::handoffs_title,
                           {charts::format_count(answer.total.count), charts::format_count(answer.total.picked_up)});
    }

    static std::string note_of(const ui::Context& context, const engine::HandoffsAnswer* answer) {
        std::string note = context.say(Text::handoffs_foot, {ui::target_words(context), ui::hours_basis(context),
                                                             charts::format_count(answer ? answer->horizon_days : 0)});
        if (answer && answer->total.owner_unknown > 0)
            note += context.say(Text::handoffs_unknown, {charts::format_count(answer->total.owner_unknown),
                                                         charts::format_count(answer->total.count)});
        return note;
    }

    static std::array<std::string, 6> cells_of(const ui::Context& context, const engine::HandoffRow& row) {
        return {charts::format_count(row.waiting),
                dropped_words(context, row),
                in_time_words(context, row),
                handoff_duration(context, row.p90_s),
                handoff_duration(context, row.median_s),
                charts::format_count(row.count)};
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
            context.say(Text::handoffs_phone, {handoff_duration(context, row.median_s), in_time_words(context, row),
                                               charts::format_count(row.waiting), dropped_words(context, row)}),
            charts::type::label(theme.ink2));
        ui::hairline(context.ui, line.x, line.bottom() - 1, line.w);
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
        const auto roles = ask_role_handoffs(context);
        return roles.answer && handed_row(context, *roles.answer);
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
            if (handed_id(row) == context.view.handed) pairs.push_back(row);
        base::heap_sort(pairs.begin(), pairs.end(), [](const engine::HandoffRow& a, const engine::HandoffRow& b) {
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
        const std::string detail =
            context.say(Text::handoffs_phone, {handoff_duration(context, row.median_s), in_time_words(context, row),
                                               charts::format_count(row.waiting), dropped_words(context, row)});
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

}  // namespace

std::unique_ptr<StackCard> make_handoffs_card() { return std::make_unique<HandoffsCard>(); }
std::unique_ptr<StackCard> make_pairs_card() { return std::make_unique<PairsCard>(); }

}  // namespace screens
