#include <algorithm>

#include "charts/text.h"
#include "engine/figures/defects.h"
#include "screens/data_cards.h"
#include "ui/card.h"
#include "ui/error_text.h"
#include "ui/paragraph.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr std::size_t examples_first = 2;
constexpr float head_height = 30;
constexpr float line = charts::type::label_line;
constexpr float gap = 10;
constexpr float more_height = 28;

struct Shown {
    std::string words;
    std::string touches;
    std::vector<std::string> examples;
    std::size_t more = 0;  // examples kept back
};

// The defect's words stand above; of an example only where it is and what stood there.
std::string example_words(const ui::Context& context, const base::Error& error) {
    const std::string place = ui::error_place(error, context.language());
    if (error.detail.empty()) return place;
    return place.empty() ? error.detail : charts::format_named(place, error.detail, context.language());
}

Shown shown_of(const ui::Context& context, const engine::Defect& defect, bool opened) {
    Shown shown;
    shown.words = ui::defect_words(defect.id, context.language());
    std::string figures;
    for (const std::string& figure : defect.figures) {
        if (!figures.empty()) figures += context.ui.chinese() ? "、" : ", ";
        figures += ui::figure_words(figure, context.language());
    }
    if (!figures.empty()) shown.touches = context.say(Text::defect_touches, {figures});
    const std::size_t count = opened ? defect.examples.size() : std::min(defect.examples.size(), examples_first);
    for (std::size_t i = 0; i < count; ++i) shown.examples.push_back(example_words(context, defect.examples[i]));
    shown.more = defect.examples.size() - count;
    return shown;
}

charts::TextStyle example_style(const ui::Context& context) { return charts::type::label(context.ui.theme().ink3); }

charts::TextStyle touches_style(const ui::Context& context) { return charts::type::label(context.ui.theme().ink2); }

float height_of(ui::Context& context, const Shown& shown, float width) {
    float height = head_height + gap;
    height += ui::paragraph_height(context.ui.painter(), width, shown.touches, touches_style(context), line);
    for (const std::string& example : shown.examples)
        height += ui::paragraph_height(context.ui.painter(), width - 16, example, example_style(context), line);
    return height + (shown.more > 0 ? more_height : 0);
}

// A word in a box: whether the record was left out or kept.
float draw_tag(ui::Context& context, charts::Point corner, bool skipped) {
    const charts::Theme& theme = context.ui.theme();
    const std::string_view word = context.say(skipped ? Text::defect_skipped : Text::defect_kept);
    const charts::TextStyle style = charts::type::small(skipped ? theme.alert : theme.ink2, charts::Weight::semibold);
    const float width = charts::text_width(context.ui.painter(), word, style) + 14;
    context.ui.painter().fill_rect({corner.x, corner.y, width, 20}, skipped ? theme.alert_tint : theme.band,
                                   charts::space::tile_radius);
    charts::draw_text(context.ui.painter(), {corner.x + 7, charts::centred_baseline(corner.y + 10, 11)}, word, style);
    return width;
}

// Gives true where the reader asked for all examples.
bool draw_defect(ui::Context& context, Rect place, const engine::Defect& defect, const Shown& shown) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const std::string id = "data.defect." + defect.id;
    const std::string count = context.say(Text::defect_count, {charts::format_count(defect.count)});
    const ui::Group item(
        ui, {.id = id, .role = ui::SemanticRole::listitem, .name = shown.words + " · " + count, .bounds = place});
    const float tag = draw_tag(context, {place.x, place.y + 6}, defect.skipped);
    const float baseline = charts::centred_baseline(place.y + 16, 13);
    charts::draw_text(ui.painter(), {place.right(), baseline}, count,
                      charts::type::body(theme.ink, charts::Weight::semibold), charts::Align::end);
    const float x = place.x + tag + 10;
    charts::draw_text_within(ui.painter(), {x, baseline}, place.right() - 70 - x, shown.words,
                             charts::type::body(theme.ink, charts::Weight::medium));
    float y = place.y + head_height;
    if (!shown.touches.empty())
        y = ui::paragraph(ui, id + ".touches", {place.x, y}, place.w, shown.touches, touches_style(context), line);
    for (std::size_t i = 0; i < shown.examples.size(); ++i)
        y = ui::paragraph(ui, id + "." + std::to_string(i), {place.x + 16, y}, place.w - 16, shown.examples[i],
                          example_style(context), line);
    if (shown.more == 0) return false;
    return ui::link(ui, id + ".more", {place.x + 16, y, place.w - 16, more_height},
                    context.say(Text::defect_more, {charts::format_count(shown.more)}));
}

}  // namespace

float DefectsCard::draw(ui::Context& context, Rect place) {
    ui::Ui& ui = context.ui;
    const auto defects = context.answers.ask<engine::DefectsAnswer>("shell.defects", ui::defects_question());
    std::string title;
    std::vector<Shown> shown;
    const float padding = ui::card_padding(context.width());
    const float width = place.w - 2 * padding;
    float height = 40;
    if (defects.answer) {
        std::uint64_t skipped = 0;
        std::uint64_t kept = 0;
        height = 0;
        for (const engine::Defect& defect : defects.answer->rows) {
            (defect.skipped ? skipped : kept) += defect.count;
            shown.push_back(
                shown_of(context, defect, std::find(opened_.begin(), opened_.end(), defect.id) != opened_.end()));
            height += height_of(context, shown.back(), width);
        }
        title = shown.empty()
                    ? std::string(context.say(Text::defects_none_title))
                    : context.say(Text::defects_title, {charts::format_count(skipped), charts::format_count(kept)});
    }
    const ui::CardHead head{.id = "data.defects", .question = context.say(Text::defects_question), .title = title};
    place.h = ui::card_head_height(ui, place.w, head) + height + padding;
    const Rect body = ui::begin_card(ui, place, head);
    if (defects.error)
        ui::label(ui, "data.defects.error", {body.x, body.y + 14}, body.w,
                  ui::error_sentence(*defects.error, context.language()), charts::type::body(ui.theme().ink2));
    const ui::Group list(ui,
                         {.id = "data.defects.list", .role = ui::SemanticRole::list, .name = title, .bounds = body});
    float y = body.y;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const engine::Defect& defect = defects.answer->rows[i];
        const float own = height_of(context, shown[i], width);
        if (i > 0) ui::hairline(ui, body.x, y - gap / 2, body.w);
        if (draw_defect(context, {body.x, y, body.w, own}, defect, shown[i])) {
            opened_.push_back(defect.id);
            ui.again();
        }
        y += own;
    }
    ui::end_card(ui);
    return place.bottom();
}

}  // namespace screens
