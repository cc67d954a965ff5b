#include "screens/data_cards.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/logo.h"
#include "charts/text.h"
#include "engine/figures/summary.h"
#include "ui/card.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float fact_height = 26;
constexpr float count_height = 46;
constexpr float stage_height = 36;
constexpr float narrowest_count = 124;

struct Fact {
    Text name;
    std::string value;
};

std::vector<Fact> facts_of(const ui::Context& context) {
    const engine::SummaryAnswer& summary = context.names.summary();
    const ui::Language language = context.language();
    return {{Text::data_name, std::string(ui::known(summary.name, language))},
            {Text::data_cut_off, charts::format_cut_off(summary.head.cut_off, language)},
            {Text::data_zone, summary.zone},
            {Text::data_currency, std::string(ui::known(summary.currency, language))},
            {Text::data_span, charts::format_date_range(summary.first_entry, summary.last_entry, language)}};
}

struct Count {
    Text name;
    std::string value;
};

std::vector<Count> counts_of(const engine::SummaryAnswer& summary) {
    const engine::Counts& counts = summary.counts;
    std::vector<Count> shown;
    const auto add = [&](Text name, std::uint64_t count, bool always) {
        if (always || count > 0) shown.push_back({name, charts::format_count(count)});
    };
    add(Text::count_deals, counts.deals, true);
    add(Text::count_won, counts.won, true);
    add(Text::count_lost, counts.lost, true);
    add(Text::count_left, counts.left, true);
    add(Text::count_open, counts.open, true);
    add(Text::count_spells, counts.spells, true);
    add(Text::count_people, counts.people, true);
    add(Text::count_accounts, counts.accounts, true);
    add(Text::count_calls, counts.calls, false);
    add(Text::count_turns, counts.turns, false);
    add(Text::count_activities, counts.activities, false);
    add(Text::count_reach, counts.reach, false);
    add(Text::count_targets, counts.targets, false);
    shown.push_back({Text::count_memory, charts::format_bytes(summary.heap_bytes)});
    return shown;
}

std::string file_words(const ui::Context& context, const engine::FileInfo& file) {
    return context.say(Text::data_file_line,
                       {file.name, charts::format_bytes(file.bytes), charts::format_count(file.records)});
}

void draw_count(ui::Context& context, Rect place, const Count& count, std::size_t index) {
    const charts::Theme& theme = context.ui.theme();
    const std::string id = "data.count." + std::to_string(index);
    const std::string_view name = context.say(count.name);
    charts::draw_text_within(context.ui.painter(), {place.x, place.y + 14}, place.w - 8, name,
                             charts::type::label(theme.ink3));
    charts::draw_text_within(context.ui.painter(), {place.x, place.y + 33}, place.w - 8, count.value,
                             charts::type::lead(theme.ink));
    context.ui.add(
        {.id = id, .role = ui::SemanticRole::listitem, .name = std::string(name) + " " + count.value, .bounds = place});
}

}  // namespace

float draw_loaded_card(ui::Context& context, Rect place) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    const engine::SummaryAnswer& summary = context.names.summary();
    const std::vector<Fact> facts = facts_of(context);
    const std::vector<Count> counts = counts_of(summary);
    const ui::CardHead head{.id = "data.loaded",
                            .question = context.say(summary.demo ? Text::demo_notice : Text::own_notice),
                            .title = context.say(summary.demo ? Text::data_demo_title : Text::data_title)};
    const float padding = ui::card_padding(context.width());
    const auto columns = static_cast<std::size_t>(std::max(2.f, std::floor((place.w - 2 * padding) / narrowest_count)));
    const std::size_t lines = (counts.size() + columns - 1) / columns;
    const engine::Counts& of = summary.counts;
    const std::string note = of.ever_won > of.won
                                 ? context.say(Text::data_ever_won, {charts::format_count(of.ever_won),
                                                                     charts::format_count(of.ever_won - of.won)})
                                 : std::string();
    place.h = ui::card_head_height(ui, place.w, head) +
              fact_height * static_cast<float>(facts.size() + std::max<std::size_t>(summary.files.size(), 1)) + 16 +
              count_height * static_cast<float>(lines) + ui::footnote_height(ui, place.w - 2 * padding, note) + padding;
    const Rect body = ui::begin_card(ui, place, head);
    const float names = context.width() == ui::Width::phone ? 80 : 140;
    float y = body.y;
    for (const Fact& fact : facts) {
        const float baseline = charts::centred_baseline(y + fact_height / 2, 13);
        const std::string_view name = context.say(fact.name);
        charts::draw_text_within(ui.painter(), {body.x, baseline}, names - 8, name, charts::type::body(theme.ink3));
        charts::draw_text_within(ui.painter(), {body.x + names, baseline}, body.w - names, fact.value,
                                 charts::type::body(theme.ink, charts::Weight::medium));
        ui.add({.id = "data.fact." + std::to_string(&fact - facts.data()),
                .role = ui::SemanticRole::text,
                .name = charts::format_named(name, fact.value, context.language()),
                .bounds = {body.x, y, body.w, fact_height}});
        y += fact_height;
    }
    ui::label(ui, "data.files", {body.x, charts::centred_baseline(y + fact_height / 2, 13)}, names - 8,
              context.say(Text::data_files), charts::type::body(theme.ink3));
    for (const engine::FileInfo& file : summary.files) {
        ui::label(ui, "data.file." + file.name, {body.x + names, charts::centred_baseline(y + fact_height / 2, 13)},
                  body.w - names, file_words(context, file), charts::type::body(theme.ink));
        y += fact_height;
    }
    y = std::max(y, body.y + fact_height * static_cast<float>(facts.size() + 1)) + 8;
    ui::hairline(ui, body.x, y, body.w);
    y += 8;
    {
        const ui::Group list(ui, {.id = "data.counts",
                                  .role = ui::SemanticRole::list,
                                  .name = std::string(context.say(Text::data_records)),
                                  .bounds = {body.x, y, body.w, count_height * static_cast<float>(lines)}});
        const float width = body.w / static_cast<float>(columns);
        for (std::size_t i = 0; i < counts.size(); ++i)
            draw_count(context,
                       {body.x + width * static_cast<float>(i % columns),
                        y + count_height * static_cast<float>(i / columns), width, count_height},
                       counts[i], i);
    }
    ui::draw_footnote(ui, "data.loaded.foot", body, note);
    ui::end_card(ui);
    return place.bottom();
}

float draw_stages_card(ui::Context& context, Rect place) {
    ui::Ui& ui = context.ui;
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const auto& stages = context.names.summary().stages;
    const std::string title = context.say(Text::stages_title, {charts::format_count(stages.size())});
    const ui::CardHead head{.id = "data.stages", .question = context.say(Text::stages_question), .title = title};
    place.h = ui::card_head_height(ui, place.w, head) + stage_height * static_cast<float>(stages.size()) +
              ui::card_padding(context.width());
    const Rect body = ui::begin_card(ui, place, head);
    const ui::Group list(ui, {.id = "data.stages.list", .role = ui::SemanticRole::list, .name = title, .bounds = body});
    float y = body.y;
    for (const engine::StageInfo& stage : stages) {
        const Rect line{body.x, y, body.w, stage_height};
        y += stage_height;
        std::string role(ui::role_words(stage.role, context.language()));
        if (stage.outcome == "won") role += " · " + std::string(context.say(Text::stage_won));
        if (stage.outcome == "lost") role += " · " + std::string(context.say(Text::stage_lost));
        std::string name = context.names.stage_name(stage.id, context.language());
        ui.add({.id = "data.stage." + stage.id,
                .role = ui::SemanticRole::listitem,
                .name = name + " · " + role,
                .bounds = line});
        if (!ui.visible(line)) continue;
        const float middle = line.y + line.h / 2;
        const float baseline = charts::centred_baseline(middle, 13);
        const std::size_t number = context.names.stage_order(stage.id) + 1;
        charts::draw_text(painter, {line.x + 18, baseline}, charts::format_count(number),
                          charts::type::label(theme.ink3), charts::Align::end);
        if (!stage.role.empty())
            charts::draw_role_tile(painter, theme, {line.x + 30, middle - 11, 22, 22}, stage.role, context.language());
        const float room = (line.w - 64) / 2;
        charts::draw_text_within(painter, {line.x + 64, baseline}, room, name,
                                 charts::type::body(theme.ink, charts::Weight::medium));
        charts::draw_text_within(painter, {line.right(), baseline}, room, role, charts::type::label(theme.ink2),
                                 charts::Align::end);
        ui::hairline(ui, line.x, line.bottom() - 1, line.w);
    }
    ui::end_card(ui);
    return place.bottom();
}

float draw_definitions_card(ui::Context& context, Rect place) {
    ui::Ui& ui = context.ui;
    constexpr std::array<Text, 9> definitions{Text::define_entries, Text::define_advanced, Text::define_lost,
                                              Text::define_back,    Text::define_left,     Text::define_open,
                                              Text::define_visits,  Text::define_jumps,    Text::define_rate};
    const ui::CardHead head{.id = "data.definitions",
                            .question = context.say(Text::define_question),
                            .title = context.say(Text::define_title)};
    const charts::TextStyle style = charts::type::body(ui.theme().ink2);
    constexpr float line = charts::type::body_line;
    constexpr float gap = 8;
    const float padding = ui::card_padding(context.width());
    const float room = place.w - 2 * padding;
    place.h = ui::card_head_height(ui, place.w, head) + padding;
    for (const Text text : definitions)
        place.h += ui::paragraph_height(ui.painter(), room, context.say(text), style, line) + gap;
    const Rect body = ui::begin_card(ui, place, head);
    float y = body.y;
    for (std::size_t i = 0; i < definitions.size(); ++i)
        y = ui::paragraph(ui, "data.definition." + std::to_string(i), {body.x, y}, body.w, context.say(definitions[i]),
                          style, line) +
            gap;
    ui::end_card(ui);
    return place.bottom();
}

float draw_own_data_card(ui::Context& context, Rect place) {
    ui::Ui& ui = context.ui;
    const ui::CardHead head{
        .id = "data.own", .question = context.say(Text::own_question), .title = context.say(Text::own_title)};
    const charts::TextStyle style = charts::type::body(ui.theme().ink2);
    constexpr float line = charts::type::body_line;
    const float padding = ui::card_padding(context.width());
    const bool touch = ui::narrow(context.width());
    const float button_height = touch ? 44.f : 32.f;
    const std::string_view text = context.say(Text::own_text);
    place.h = ui::card_head_height(ui, place.w, head) +
              ui::paragraph_height(ui.painter(), place.w - 2 * padding, text, style, line) + 12 + button_height +
              padding;
    const Rect body = ui::begin_card(ui, place, head);
    const float y = ui::paragraph(ui, "data.own.text", {body.x, body.y}, body.w, text, style, line) + 12;
    const ui::Button open{.label = context.say(Text::open_yours), .icon = charts::Icon::open_file};
    if (ui::button(ui, "data.own.open", {body.x, y, ui::button_width(ui, open), button_height}, open))
        context.host.choose_files();
    ui::end_card(ui);
    return place.bottom();
}

}  // namespace screens
