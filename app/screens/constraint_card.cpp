#include "screens/constraint_card.h"

#include <array>
#include <string>

#include "screens/list_card.h"
#include "screens/overview.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

// One reading of one role.
struct Cell {
    std::string figure, detail;
    double worst = 0;         // confidence
    bool holds_back = false;  // the worst of all roles, and by load a full one
};

class ConstraintCard final : public ListCard<engine::ConstraintAnswer> {
    const char* id() const override { return "constraint"; }
    Text question() const override { return Text::constraint_question; }

    ui::Held<engine::ConstraintAnswer> ask(ui::Context& context) override { return ask_constraint(context); }

    std::string finding_of(const ui::Context& context, const engine::ConstraintAnswer& answer) const override {
        const auto role = [&](const std::string& id) {
            return id.empty() ? context.say(Text::constraint_nobody) : ui::role_words(id, context.language());
        };
        return context.say(Text::constraint_title,
                           {role(answer.by_wait), role(answer.by_utilisation), role(answer.by_conversion)});
    }
    std::string note_of(const ui::Context& context, const engine::ConstraintAnswer& answer) const override {
        return context.say(Text::constraint_foot,
                           {charts::format_count(answer.weeks), charts::format_count(answer.won)});
    }
    std::size_t rows(const ui::Context&, const engine::ConstraintAnswer& answer) const override {
        return answer.rows.size();
    }
    float row_height(const ui::Context& context) const override { return ui::narrow(context.width()) ? 156 : 72; }
    float above_height(ui::Context& context, const engine::ConstraintAnswer&, float) const override {
        return ui::narrow(context.width()) ? 0 : 24;
    }

    static constexpr float name_share = .22f;
    static constexpr std::array<Text, 3> heads{Text::constraint_wait, Text::constraint_load, Text::constraint_gain};

    bool above_is_heads() const override { return true; }
    void draw_above(ui::Context& context, Rect place, const engine::ConstraintAnswer&) override {
        const float name = place.w * name_share, width = (place.w - name) / 3;
        for (std::size_t i = 0; i < heads.size(); ++i)
            charts::draw_text(context.ui.painter(), {place.x + name + static_cast<float>(i) * width, place.y + 14},
                              context.say(heads[i]), charts::type::small(context.ui.theme().ink3));
        ui::hairline(context.ui, place.x, place.bottom() - 1, place.w);
    }

    std::string draw_row(ui::Context& context, Rect place, const engine::ConstraintAnswer& answer,
                         std::size_t row) override {
        const engine::ConstraintRow& of = answer.rows[row];
        const std::array<Cell, 3> cells = cells_of(context, answer, of);
        const std::string role(ui::role_words(of.role, context.language()));
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        const bool phone = ui::narrow(context.width());
        const float name = place.w * name_share, width = (place.w - name) / 3;
        charts::draw_text_within(painter, {place.x, place.y + 22}, phone ? place.w : name - 8, role,
                                 charts::type::body(theme.ink, charts::Weight::medium));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto index = static_cast<float>(i);
            const Rect cell = phone ? Rect{place.x, place.y + 30 + index * 40, place.w, 40}
                                    : Rect{place.x + name + index * width, place.y + 2, width - 12, place.h};
            draw_cell(context, cell, heads[i], cells[i], phone);
        }
        return context.say(Text::constraint_spoken, {role, cells[2].figure, cells[2].detail, cells[0].figure,
                                                     cells[0].detail, cells[1].figure, cells[1].detail});
    }

    static void draw_cell(ui::Context& context, Rect cell, Text head, const Cell& of, bool phone) {
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        const charts::TextStyle figure =
            charts::type::body(of.holds_back ? theme.alert : theme.ink, charts::Weight::semibold);
        std::string worst;
        if (of.worst > 0) worst = context.say(Text::constraint_worst, {charts::format_percent(of.worst, 0)});
        const charts::TextStyle small = charts::type::small(theme.ink3), label = charts::type::label(theme.ink2);
        if (phone) {
            charts::draw_text_within(painter, {cell.x, cell.y + 14}, cell.w * .6f,
                                     std::string(context.say(head)) + (worst.empty() ? "" : " · " + worst), small);
            charts::draw_text(painter, {cell.right(), cell.y + 14}, of.figure, figure, charts::Align::end);
            charts::draw_text_within(painter, {cell.x, cell.y + 30}, cell.w, of.detail, label);
            return;
        }
        charts::draw_text(painter, {cell.x, cell.y + 20}, of.figure, figure);
        charts::draw_text_within(painter, {cell.x, cell.y + 38}, cell.w, of.detail, label);
        charts::draw_text_within(painter, {cell.x, cell.y + 55}, cell.w, worst, small);
    }

    // In the order of `heads`.
    static std::array<Cell, 3> cells_of(const ui::Context& context, const engine::ConstraintAnswer& answer,
                                        const engine::ConstraintRow& row) {
        const std::string none(charts::undefined_figure), unknown(context.say(Text::constraint_unknown));
        const auto seconds = [&](std::optional<std::uint32_t> time) {
            return charts::format_duration(*time, context.language());
        };
        Cell wait{none, unknown, row.worst_wait, row.role == answer.by_wait};
        if (row.saved_days)
            wait = {charts::format_fixed(*row.saved_days, 1),
                    context.say(Text::constraint_wait_detail, {seconds(row.median_s), seconds(row.best_quartile_s)}),
                    row.worst_wait, wait.holds_back};
        Cell load{none, unknown, row.worst_utilisation, row.role == answer.by_utilisation && row.is_full()};
        if (row.utilisation)
            load = {charts::format_percent(row.utilisation, 0),
                    context.say(Text::constraint_load_detail,
                                {charts::format_fixed(*row.arrivals_a_week, 1), charts::format_count(row.people),
                                 charts::format_fixed(*row.rate_a_week, 0)}),
                    row.worst_utilisation, load.holds_back};
        Cell gain{none, std::string(context.say(row.rate.of > 0 ? Text::constraint_alike : Text::constraint_unknown)),
                  row.worst_conversion, row.role == answer.by_conversion};
        if (row.attained)
            gain = {charts::format_fixed(*row.wins_more, 1),
                    context.say(Text::constraint_gain_detail,
                                {charts::format_percent(row.rate.estimate) + " (" +
                                     charts::format_of(row.rate.hits, row.rate.of, context.language()) + ")",
                                 charts::format_percent(row.attained)}),
                    row.worst_conversion, gain.holds_back};
        return {wait, load, gain};
    }
};

}  // namespace

std::unique_ptr<StackCard> make_constraint_card() { return std::make_unique<ConstraintCard>(); }

}  // namespace screens
