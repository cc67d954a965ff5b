#include "ui/explain.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "charts/text.h"
#include "ui/error_text.h"
#include "ui/filters.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace ui {
namespace {

using charts::Rect;

constexpr float widest = 480;
constexpr float pad = 24;
constexpr float name_width = 128;

struct Line {
    std::string name, text;
    bool alert = false;
};

// What the figure is of, and what is doubtful about it.
std::vector<Line> lines_of(const Context& context, const engine::Head& head) {
    const Language language = context.language();
    std::vector<Line> lines{
        {std::string(context.say(Text::explain_cut_off)), charts::format_cut_off(head.cut_off, language)}};
    const std::string filters = filters_words(context);
    lines.push_back({std::string(context.say(Text::explain_filters)),
                     filters.empty() ? std::string(context.say(Text::explain_all)) : filters});
    if (!head.question.calendar.hours.empty())
        lines.push_back({std::string(context.say(Text::explain_time)), hours_words(head.question.calendar, language)});
    for (const std::string& defect : head.defects) {
        const bool misleads = std::ranges::find(head.misleading, defect) != head.misleading.end();
        lines.push_back({std::string(context.say(misleads ? Text::explain_misleads : Text::explain_note)),
                         defect_words(defect, language), misleads});
    }
    return lines;
}

charts::TextStyle text_style(Ui& ui, const Line& line) {
    return charts::type::body(line.alert ? ui.theme().alert : ui.theme().ink);
}

float line_height(Ui& ui, const Line& line, float width) {
    return paragraph_height(ui.painter(), width - name_width, line.text, text_style(ui, line),
                            charts::type::body_line) +
           4;
}

}  // namespace

void Explain::draw(Context& context) {
    if (!head_) return;
    Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const bool phone = context.width() == Width::phone;
    const Rect safe = ui.safe();
    const float width = std::min(widest, safe.w - (phone ? 16 : 48)), inner = width - 2 * pad;
    const std::string_view definition = definition_words(head_->question.figure, context.language());
    const charts::TextStyle style = charts::type::body(theme.ink2);
    const std::vector<Line> lines = lines_of(context, *head_);
    const Button see{.label = context.say(Text::card_see_data), .icon = charts::Icon::data};
    const float button_height = narrow(context.width()) ? 44.f : 32.f;
    float height = 56 + paragraph_height(ui.painter(), inner, definition, style, charts::type::body_line) + 16 +
                   button_height + 16 + pad;
    for (const Line& line : lines) height += line_height(ui, line, inner);
    height = std::min(height, safe.h - 32);
    const Rect box{safe.x + (safe.w - width) / 2,
                   phone ? safe.bottom() - height - 8 : safe.y + std::max(16.f, (safe.h - height) / 3), width, height};
    ui.begin_layer(Layer::popover, box, "explain.outside");
    if (ui.layer_pressed_outside("explain.outside")) close();
    ui.painter().fill_rect({0, 0, ui.surface().width, ui.surface().height}, charts::with_alpha({0, 0, 0, 255}, .4f));
    ui.painter().fill_rect(box, theme.surface, charts::space::card_radius);
    ui.painter().stroke_rect(inset(box, .5f), {theme.line2}, charts::space::card_radius);
    // "ledger/1"
    const std::string_view figure = std::string_view(head_->definition).substr(0, head_->definition.find('/'));
    const std::string title(figure_words(figure, context.language()));
    const Group dialog(ui, {.id = "explain",
                            .role = SemanticRole::dialog,
                            .name = std::string(context.say(Text::explain_name)),
                            .bounds = box,
                            .focus = true});
    const std::string heading = context.say(Text::explain_title, {title});
    charts::draw_text_within(ui.painter(), {box.x + pad, box.y + 36}, inner - 44, heading,
                             charts::type::title(theme.ink));
    ui.add({.id = "explain.title",
            .role = SemanticRole::heading,
            .name = heading,
            .bounds = {box.x + pad, box.y + 16, inner - 44, 24},
            .level = 2});
    const bool closed = icon_button(ui, "explain.close", {box.right() - 52, box.y + 8, 44, 44}, charts::Icon::close,
                                    context.say(Text::close));
    const Rect sight{box.x, box.y + 56, box.w, box.h - 56 - pad / 2};
    const charts::Point origin = ui.begin_scroll("explain.text", sight);
    float y = paragraph(ui, "explain.definition", {box.x + pad, origin.y}, inner, definition, style,
                        charts::type::body_line) +
              16;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        label(ui, "explain.name." + std::to_string(i), {box.x + pad, charts::centred_baseline(y + 10, 12)},
              name_width - 8, line.name, charts::type::label(theme.ink3));
        paragraph(ui, "explain.text." + std::to_string(i), {box.x + pad + name_width, y}, inner - name_width, line.text,
                  text_style(ui, line), charts::type::body_line);
        y += line_height(ui, line, inner);
    }
    y += 12;
    if (button(ui, "explain.data", {box.x + pad, y, button_width(ui, see), button_height}, see)) {
        ui.want_data();
        close();
    }
    ui.end_scroll(y + button_height + 8 - origin.y);
    ui.end_layer();
    if (closed) close();
}

std::string_view definition_words(engine::Figure figure, Language language) {
    using engine::Figure;
    switch (figure) {
        case Figure::summary: return words(Text::define_figure_summary, language);
        case Figure::ledger: return words(Text::define_figure_ledger, language);
        case Figure::people: return words(Text::define_figure_people, language);
        case Figure::rows: return words(Text::define_figure_rows, language);
        case Figure::defects: return words(Text::define_figure_defects, language);
        case Figure::reach: return words(Text::define_figure_reach, language);
        case Figure::conversion: return words(Text::define_figure_conversion, language);
        case Figure::cohorts: return words(Text::define_figure_cohorts, language);
        case Figure::time: return words(Text::define_figure_time, language);
        case Figure::handoffs: return words(Text::define_figure_handoffs, language);
        case Figure::queue: return words(Text::define_figure_queue, language);
        case Figure::chain: return words(Text::define_figure_chain, language);
        case Figure::constraint: return words(Text::define_figure_constraint, language);
        case Figure::structure: return words(Text::define_figure_structure, language);
        case Figure::organisation: return words(Text::define_figure_organisation, language);
        case Figure::recurrent: return words(Text::define_figure_recurrent, language);
        case Figure::retention: return words(Text::define_figure_retention, language);
        case Figure::forecast: return words(Text::define_figure_forecast, language);
        case Figure::what_if: return words(Text::define_figure_what_if, language);
        case Figure::calls: return words(Text::define_figure_calls, language);
        case Figure::call: return words(Text::define_figure_call, language);
        case Figure::call_list: return words(Text::define_figure_call_list, language);
        case Figure::call_days: return words(Text::define_figure_call_days, language);
        case Figure::behaviour: return words(Text::define_figure_behaviour, language);
        case Figure::coaching: return words(Text::define_figure_coaching, language);
        case Figure::topics: return words(Text::define_figure_topics, language);
        case Figure::search: return words(Text::define_figure_search, language);
        case Figure::quality: return words(Text::define_figure_quality, language);
        case Figure::scorecards: return words(Text::define_figure_scorecards, language);
        case Figure::rule_book: return words(Text::define_figure_rule_book, language);
        case Figure::account_list: return words(Text::define_figure_account_list, language);
        case Figure::account: return words(Text::define_figure_account, language);
    }
    return {};
}

}  // namespace ui
