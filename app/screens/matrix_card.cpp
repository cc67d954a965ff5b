#include "screens/matrix_card.h"

#include <algorithm>
#include <string>
#include <vector>

#include "charts/matrix.h"
#include "charts/text.h"
#include "screens/handoff_words.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/working_hours.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

class MatrixCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const auto held = ask_role_handoffs(context);
        if (held.answer && held.answer->rows.empty()) return 0;
        const std::string finding = finding_of(context, held.answer);
        const std::size_t roles = held.answer ? roles_of(*held.answer).size() : 4;
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        return ui::card_head_height(context.ui, width, head_of(context, finding, ui::head_of(held))) +
               charts::matrix_height(roles) + 8 +
               charts::matrix_legend_height(context.ui.painter(), inner, legend_of(context)) + 8 +
               ui::footnote_height(context.ui, inner, note_of(context, held.answer)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const auto held = ask_role_handoffs(context);
        const std::string finding = finding_of(context, held.answer);
        const bool late = ui::shows_late(ui, held);
        ui::CardHead head = head_of(context, finding, ui::head_of(held));
        head.tone = late ? ui::CardTone::late : ui::CardTone::plain;
        const Rect body = ui::begin_card(ui, card, head);
        if (ui::draw_absence(ui, "matrix", body, held, 4)) return ui::end_card(ui);
        const float bottom = draw_matrix(context, body, *held.answer, finding, late);
        charts::draw_matrix_legend(ui.painter(), ui.theme(), {body.x, bottom + 8, body.w, 0}, legend_of(context));
        ui::draw_footnote(ui, "matrix.foot", body, note_of(context, held.answer));
        if (late) ui::draw_late_note(ui, "matrix", card);
        ui::end_card(ui);
    }

private:
    static std::string note_of(const ui::Context& context, const engine::HandoffsAnswer* answer) {
        return context.say(Text::matrix_foot,
                           {ui::hours_basis(context), charts::format_count(answer ? answer->horizon_days : 0)});
    }

    static ui::CardHead head_of(const ui::Context& context, std::string_view finding, const engine::Head* of) {
        return {.id = "matrix", .question = context.say(Text::matrix_question), .title = finding, .of = of};
    }

    static charts::MatrixLegend legend_of(const ui::Context& context) {
        const std::uint32_t target = ui::timed_question(context, engine::Figure::handoffs).target_s;
        const std::string half = handoff_duration(context, target / 2), whole = handoff_duration(context, target);
        return {context.say(Text::matrix_under, {half}), context.say(Text::matrix_between, {half, whole}),
                context.say(Text::matrix_over, {whole}), std::string(context.say(Text::matrix_few))};
    }

    static std::string finding_of(const ui::Context& context, const engine::HandoffsAnswer* answer) {
        if (!answer || answer->rows.empty()) return {};
        const auto slowest = std::ranges::max_element(
            answer->rows, {}, [](const engine::HandoffRow& row) { return row.median_s.value_or(0); });
        if (!slowest->median_s) return std::string(context.say(Text::matrix_title_few));
        const std::string pair = pair_words(context, slowest->from_role, slowest->to_role),
                          median = handoff_duration(context, slowest->median_s);
        if (!slowest->drop.estimate) return context.say(Text::matrix_title_slow, {pair, median});
        return context.say(Text::matrix_title, {pair, median, charts::format_percent(slowest->drop.estimate)});
    }

    // Where fewer than half are picked up within the target the median is beyond it, though it is not known how far.
    static charts::MatrixTint tint_of(const engine::HandoffRow& row, std::uint32_t target) {
        if (row.median_s)
            return *row.median_s > target       ? charts::MatrixTint::over
                   : *row.median_s * 2 < target ? charts::MatrixTint::under_half
                                                : charts::MatrixTint::within;
        const bool slow = row.within_target.estimate && *row.within_target.estimate < .5;
        return slow ? charts::MatrixTint::over : charts::MatrixTint::few;
    }

    static charts::MatrixCell cell_of(const ui::Context& context, const engine::HandoffRow& row, std::size_t from,
                                      std::size_t to, std::uint32_t target) {
        charts::MatrixCell cell{from,
                                to,
                                brief_duration(context, row.median_s),
                                context.say(Text::matrix_count, {charts::format_count(row.count)}),
                                tint_of(row, target),
                                handoff_spoken(context, pair_words(context, row.from_role, row.to_role), row)};
        if (row.drop.estimate)
            cell.detail = context.say(Text::matrix_detail, {charts::format_percent(row.drop.estimate)});
        return cell;
    }

    // Gives the matrix's lower edge.
    static float draw_matrix(ui::Context& context, Rect body, const engine::HandoffsAnswer& answer,
                             const std::string& finding, bool late) {
        const std::vector<std::string> ids = roles_of(answer);
        const auto place = [&](const std::string& id) {
            return static_cast<std::size_t>(std::ranges::find(ids, id) - ids.begin());
        };
        std::vector<charts::MatrixRole> roles;
        for (const std::string& id : ids)
            roles.push_back(
                {id, std::string(id.empty() ? context.say(Text::role_none) : ui::role_short(id, context.language()))});
        const std::uint32_t target = answer.head.question.target_s;
        std::vector<charts::MatrixCell> cells;
        for (const engine::HandoffRow& row : answer.rows)
            cells.push_back(cell_of(context, row, place(row.from_role), place(row.to_role), target));
        const charts::MatrixWords words{context.language(), std::string(context.say(Text::matrix_from)),
                                        std::string(context.say(Text::matrix_to))};
        charts::Emphasis emphasis = ui::emphasis_of(context.ui, "matrix.cells.", context.view.handed);
        emphasis.late = late;
        const Rect plot{body.x, body.y, body.w, charts::matrix_height(roles.size())};
        const charts::Marks marks =
            charts::draw_matrix(context.ui.painter(), context.ui.theme(), plot, roles, cells, words, emphasis);
        const ui::MarkPress press =
            ui::use_marks(context.ui, "matrix.cells", finding, plot, marks, ui::MarkTips::names);
        if (press.mark) press_handed(context, press.mark->id);
        return plot.bottom();
    }
};

}  // namespace

std::unique_ptr<StackCard> make_matrix_card() { return std::make_unique<MatrixCard>(); }

}  // namespace screens
