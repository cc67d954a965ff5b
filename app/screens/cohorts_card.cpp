#include "screens/cohorts_card.h"

#include <algorithm>
#include <string>
#include <vector>

#include "charts/cohort_table.h"
#include "engine/figures/cohorts.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/questions.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float waiting_height = 180;
constexpr std::size_t most_months = 12;  // the last ones

using CohortsHeld = ui::Held<engine::CohortsAnswer>;

CohortsHeld ask(ui::Context& context) {
    engine::Question question = ui::base_question(context.view, engine::Figure::cohorts);
    question.by = {engine::By::role, engine::By::month};
    question.filter.role = {std::string(context.role())};
    return context.answers.ask<engine::CohortsAnswer>("roles.cohorts", question);
}

std::string question_of(const ui::Context& context) {
    return context.say(Text::cohorts_question, {ui::role_words(context.role(), context.language())});
}

std::string month_name(const engine::CohortRow& row, charts::Language language) {
    return charts::format_month(row.keys.back(), charts::Year::shown, language);
}

std::size_t months_shown(const engine::CohortsAnswer& answer) { return std::min(answer.rows.size(), most_months); }

// How many of the ages some month shown has reached.
std::size_t ages_reached(const engine::CohortsAnswer& answer) {
    std::size_t ages = 0;
    for (std::size_t r = answer.rows.size() - months_shown(answer); r < answer.rows.size(); ++r) {
        const auto& cells = answer.rows[r].cells;
        for (std::size_t i = ages; i < cells.size(); ++i)
            if (cells[i].rate.of > 0) ages = i + 1;
    }
    return ages;
}

// The youngest month with a mature cell, at the greatest age that it has reached whole.
std::string finding_of(const ui::Context& context, const engine::CohortsAnswer& answer) {
    if (answer.head.refused == "chosen_by_exit") return std::string(context.say(Text::conversion_by_exit));
    if (answer.rows.empty()) return std::string(context.say(Text::cohorts_none));
    for (auto row = answer.rows.rbegin(); row != answer.rows.rend(); ++row)
        for (auto cell = row->cells.rbegin(); cell != row->cells.rend(); ++cell)
            if (cell->mature)
                return context.say(
                    Text::cohorts_title,
                    {month_name(*row, context.language()), charts::format_share(cell->rate.hits, cell->rate.of),
                     charts::format_count(cell->days),
                     charts::format_of(cell->rate.hits, cell->rate.of, context.language())});
    return std::string(context.say(Text::cohorts_young));
}

std::string note_of(const ui::Context& context, const engine::CohortsAnswer& answer) {
    std::string note(context.say(Text::cohorts_foot));
    std::uint64_t untimed = 0;
    for (const engine::CohortRow& row : answer.rows) untimed += row.untimed;
    if (untimed > 0) note += context.say(Text::cohorts_untimed, {charts::format_count(untimed)});
    return note;
}

void draw_rows(ui::Context& context, Rect body, const engine::CohortsAnswer& answer, const std::string& finding,
               bool late) {
    const bool narrow = ui::narrow(context.width());
    const std::size_t ages = ages_reached(answer);
    std::vector<std::uint32_t> days;
    for (std::size_t i = 0; i < ages; ++i) days.push_back(answer.rows.front().cells[i].days);
    std::vector<charts::CohortTableRow> rows;
    for (std::size_t r = answer.rows.size() - months_shown(answer); r < answer.rows.size(); ++r) {
        const engine::CohortRow& from = answer.rows[r];
        charts::CohortTableRow row{
            from.keys.back(), narrow ? from.keys.back() : month_name(from, context.language()), from.entries, {}};
        for (const engine::CohortCell& cell : from.cells)
            row.cells.push_back(
                {cell.rate.hits, cell.rate.of, cell.mature, cell.rate.estimate, cell.rate.low, cell.rate.high});
        rows.push_back(std::move(row));
    }
    const charts::CohortTableWords words{.language = context.language(),
                                         .days = narrow ? "{}" : context.say(Text::cohorts_days, {"{}"}),
                                         .entries = std::string(context.say(Text::cohorts_entries)),
                                         .young = std::string(context.say(Text::cohorts_so_far))};
    charts::Emphasis emphasis = ui::emphasis_of(context.ui, "roles.cohorts.table.", {});
    emphasis.late = late;
    const Rect plot{body.x, body.y, body.w, charts::cohort_table_height(rows.size())};
    const charts::Marks marks =
        charts::draw_cohort_table(context.ui.painter(), context.ui.theme(), plot, days, rows, words, emphasis);
    ui::use_marks(context.ui, "roles.cohorts.table", finding, plot, marks, ui::MarkTips::names);
}

class CohortsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const CohortsHeld held = ask(context);
        const std::string question = question_of(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const ui::CardHead head{.id = "roles.cohorts", .question = question, .title = finding, .of = ui::head_of(held)};
        const float padding = ui::card_padding(context.width());
        float body = waiting_height;
        if (held.answer)
            body = charts::cohort_table_height(months_shown(*held.answer)) +
                   ui::footnote_height(context.ui, width - 2 * padding, note_of(context, *held.answer)) + 8;
        return ui::card_head_height(context.ui, width, head) + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const CohortsHeld held = ask(context);
        const std::string question = question_of(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "roles.cohorts",
                                          .question = question,
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "roles.cohorts", body, held, 4)) return ui::end_card(ui);
        if (!held.answer->rows.empty()) draw_rows(context, body, *held.answer, finding, late);
        ui::draw_footnote(ui, "roles.cohorts.foot", body, note_of(context, *held.answer));
        if (late) ui::draw_late_note(ui, "roles.cohorts", card);
        ui::end_card(ui);
    }
};

}  // namespace

std::unique_ptr<StackCard> make_cohorts_card() { return std::make_unique<CohortsCard>(); }

}  // namespace screens
