#include "screens/reach_card.h"

#include <vector>

#include "charts/reach.h"
#include "engine/figures/reach.h"
#include "engine/figures/summary.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

charts::ReachRow chart_row(const ui::Context& context, const engine::ReachRow& row) {
    const std::string source = row.keys.empty() ? std::string() : row.keys.front();  // the total has none
    return {source,  std::string(ui::known(source, context.language())), row.impressions, row.clicks, row.leads,
            row.cost};
}

std::string finding_of(const ui::Context& context, const engine::ReachRow& total) {
    if (total.impressions < 1000)
        return context.say(Text::reach_title_counts,
                           {charts::format_count(total.impressions), charts::format_count(total.clicks),
                            charts::format_count(total.leads)});
    const auto of_thousand = [&](std::uint64_t part) {
        return charts::format_fixed(1000.0 * static_cast<double>(part) / static_cast<double>(total.impressions), 1);
    };
    return context.say(Text::reach_title, {of_thousand(total.clicks), of_thousand(total.leads)});
}

}  // namespace

float reach_card_height(ui::Context& context, float width) {
    const auto reach = ask_reach(context);
    if (!reach.answer || reach.answer->rows.empty()) return 0;
    const std::string finding = finding_of(context, reach.answer->total);
    const ui::CardHead head{
        .id = "roles.reach", .question = context.say(Text::reach_question), .title = finding, .of = ui::head_of(reach)};
    return ui::card_head_height(context.ui, width, head) + charts::reach_height(reach.answer->rows.size()) + 12 +
           ui::footnote_height(context.ui, width - 2 * ui::card_padding(context.width()),
                               context.say(Text::reach_foot)) +
           ui::card_padding(context.width());
}

void draw_reach_card(ui::Context& context, Rect card) {
    ui::Ui& ui = context.ui;
    const auto reach = ask_reach(context);
    if (!reach.answer) return;
    const engine::SummaryAnswer& summary = context.names.summary();
    const std::string finding = finding_of(context, reach.answer->total);
    const bool late = reach.state == ui::AnswerState::late;
    const Rect body = ui::begin_card(ui, card,
                                     {.id = "roles.reach",
                                      .question = context.say(Text::reach_question),
                                      .title = finding,
                                      .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                      .of = ui::head_of(reach)});
    std::vector<charts::ReachRow> sources;
    for (const engine::ReachRow& row : reach.answer->rows) sources.push_back(chart_row(context, row));
    const auto said = [&](Text text) { return std::string(context.say(text)); };
    const charts::ReachWords words{.language = context.language(),
                                   .currency = summary.currency,
                                   .minor_digits = summary.minor_digits,
                                   .source = said(Text::reach_source),
                                   .impressions = said(Text::reach_impressions),
                                   .clicks = said(Text::reach_clicks),
                                   .leads = said(Text::reach_leads),
                                   .click_rate = said(Text::reach_click_rate),
                                   .lead_rate = said(Text::reach_lead_rate),
                                   .cost = said(Text::reach_cost),
                                   .cost_per_lead = said(Text::reach_cost_per_lead)};
    charts::ReachRow total = chart_row(context, reach.answer->total);
    total.name = context.say(Text::reach_all);
    const Rect plot{body.x, body.y, body.w, charts::reach_height(sources.size())};
    charts::Emphasis emphasis = ui::emphasis_of(ui, "roles.sources.", {});
    emphasis.late = late;
    const charts::Marks marks = charts::draw_reach(ui.painter(), ui.theme(), plot, total, sources, words, emphasis);
    const ui::MarkPress pressed = ui::use_marks(ui, "roles.sources", finding, plot, marks);
    if (pressed.mark && reach.state == ui::AnswerState::ready) {
        ui::View next = context.view;
        next.filter.source = {pressed.mark->row};
        context.go(std::move(next));
    }
    ui::draw_footnote(ui, "roles.reach.foot", body, context.say(Text::reach_foot));
    ui::end_card(ui);
}

}  // namespace screens
