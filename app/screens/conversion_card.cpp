#include "screens/conversion_card.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "charts/incidence.h"
#include "charts/versus.h"
#include "engine/figures/conversion.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/crosshair.h"
#include "ui/filters.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float chart_height = 232;
constexpr float bare_height = 12;     // where there is only the title
constexpr float refused_height = 60;  // a sentence

using ConversionHeld = ui::Held<engine::ConversionAnswer>;

bool has_path(const ui::Context& context) { return !context.view.path_from.empty(); }

std::vector<std::string>& list_of(engine::Filter& filter, ui::VersusKind kind) {
    switch (kind) {
        case ui::VersusKind::segment: return filter.segment;
        case ui::VersusKind::team: return filter.team;
        case ui::VersusKind::person: return filter.person;
        case ui::VersusKind::source: break;
    }
    return filter.source;
}

ConversionHeld ask_conversion(ui::Context& context) {
    const ui::View& view = context.view;
    engine::Question question = ui::base_question(view, engine::Figure::conversion);
    if (has_path(context)) {
        // All paths begin in one stage: they are one group.
        question.by = {engine::By::stage};
        question.from_stage = view.path_from;
        question.to_stage = view.path_to;
    } else {
        question.by = {engine::By::role};
        question.filter.role = {std::string(context.role())};
    }
    if (view.versus) {
        question.against = question.filter;
        list_of(question.filter, view.versus->kind) = {view.versus->first};
        list_of(*question.against, view.versus->kind) = {view.versus->second};
    }
    return context.answers.ask<engine::ConversionAnswer>("roles.conversion", question);
}

constexpr std::string_view by_exit = "chosen_by_exit";  // the filter's doing, and said in the title

bool refused_by_data(const engine::ConversionAnswer& answer) {
    return !answer.head.refused.empty() && answer.head.refused != by_exit;
}

// Whether the interval of a difference leaves 0 out.
bool differs(const engine::Estimate& difference) {
    return difference.low && difference.high && (*difference.low > 0 || *difference.high < 0);
}

std::string comparison_of(const ui::Context& context, std::uint32_t horizon_days, const engine::ConversionRow& row) {
    const std::string first = ui::versus_name(context, context.view.versus->first);
    const std::string second = ui::versus_name(context, context.view.versus->second);
    const engine::Estimate& difference = row.difference;
    if (!difference.estimate) return context.say(Text::versus_untold, {first, second});
    const std::string days = charts::format_count(horizon_days);
    if (!differs(difference)) return context.say(Text::versus_alike, {first, second, days});
    const bool above = *difference.estimate > 0;
    return context.say(Text::versus_differs,
                       {above ? first : second, charts::format_fixed(std::abs(*difference.estimate) * 100, 1),
                        above ? second : first, days});
}

// The comparison once more among like entries, in a sentence.
std::string like_words(const ui::Context& context, const engine::LikeForLike& like) {
    std::string by;
    for (const engine::By part : like.by)
        by += (by.empty() ? "" : " × ") +
              std::string(context.say(part == engine::By::source ? Text::filter_source : Text::filter_segment));
    if (like.thin) return context.say(Text::versus_like_thin, {by});
    const bool apart = *like.low > 1 || *like.high < 1;
    return context.say(apart ? Text::versus_like_differs : Text::versus_like_alike,
                       {charts::format_fixed(*like.odds_ratio, 2), charts::format_fixed(*like.low, 2),
                        charts::format_fixed(*like.high, 2), charts::format_count(like.rate.of),
                        charts::format_count(like.against.of), charts::format_count(like.strata), by});
}

std::string finding_of(const ui::Context& context, const engine::ConversionAnswer& answer) {
    if (answer.head.refused == by_exit) return std::string(context.say(Text::conversion_by_exit));
    if (refused_by_data(answer)) return {};
    if (answer.rows.empty()) return std::string(context.say(Text::conversion_none));
    const engine::ConversionRow& row = answer.rows.front();
    if (context.view.versus) return comparison_of(context, answer.horizon_days, row);
    const bool path = has_path(context);
    const std::string entries = charts::format_count(row.ledger.entries);
    const std::string advanced = charts::format_count(row.ledger.advanced);
    if (!row.advance.estimate)
        return context.say(row.counts_only == "few" ? (path ? Text::path_few : Text::conversion_few)
                                                    : (path ? Text::path_young : Text::conversion_young),
                           {advanced, entries});
    const std::string days = charts::format_count(answer.horizon_days);
    const std::string share = charts::format_percent(row.advance.estimate, 0);
    const std::string interval = charts::format_interval(row.advance.low, row.advance.high, 0);
    if (interval.empty())
        return context.say(path ? Text::path_title_sure : Text::conversion_title_sure, {share, days, entries});
    return context.say(path ? Text::path_title : Text::conversion_title, {share, days, interval, entries});
}

std::string note_of(const ui::Context& context, const engine::ConversionAnswer& answer) {
    const engine::ConversionRow& row = answer.rows.front();
    std::uint64_t left_out = row.left_out;
    std::string note;
    if (context.view.versus) {
        note = context.say(has_path(context) ? Text::versus_path_foot : Text::versus_foot,
                           {charts::format_count(answer.horizon_days)});
        if (row.like_for_like) note += like_words(context, *row.like_for_like);
        if (row.against) left_out += row.against->left_out;
    } else {
        const engine::Ledger& ledger = row.ledger;
        note =
            context.say(has_path(context) ? Text::path_foot : Text::conversion_foot,
                        {charts::format_count(ledger.advanced), charts::format_count(ledger.lost),
                         charts::format_count(ledger.back + ledger.left), charts::format_count(ledger.open),
                         charts::format_count(ledger.entries), charts::format_share(ledger.advanced, ledger.entries)});
    }
    if (left_out > 0) note += context.say(Text::conversion_left_out, {charts::format_count(left_out)});
    return note;
}

charts::VersusShare share_of(const engine::Estimate& estimate) {
    return {estimate.estimate, estimate.low, estimate.high};
}

charts::IncidenceCurve curve_of(const ui::Context& context, const engine::ConversionRow& row, charts::Part part) {
    const bool advanced = part == charts::Part::advanced;
    const Text name = !advanced ? Text::part_lost : has_path(context) ? Text::path_arrived : Text::part_advanced;
    charts::IncidenceCurve curve{part, std::string(context.say(name)), {}};
    for (const engine::ConversionPoint& point : row.curve) {
        const engine::Estimate& estimate = advanced ? point.advance : point.lose;
        curve.points.push_back(
            {static_cast<float>(point.age_s) / 86'400.f, estimate.estimate.value_or(0), estimate.low, estimate.high});
    }
    return curve;
}

class ConversionCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const ConversionHeld held = ask_conversion(context);
        const bool chosen = has_path(context) || context.view.versus;
        if (held.answer && held.answer->rows.empty() && held.answer->head.refused.empty() && !chosen) return 0;
        const std::string question = question_of(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const ui::CardHead head{
            .id = "roles.conversion", .question = question, .title = finding, .of = ui::head_of(held)};
        const float padding = ui::card_padding(context.width());
        float body = chart_height;
        if (held.answer) {
            const auto& rows = held.answer->rows;
            const bool drawn = !rows.empty() && !rows.front().curve.empty();
            body = drawn ? chart_height : refused_by_data(*held.answer) ? refused_height : bare_height;
            if (!rows.empty() && context.view.versus) body = charts::versus_height + 8;
            if (!rows.empty())
                body += ui::footnote_height(context.ui, width - 2 * padding, note_of(context, *held.answer));
        }
        return ui::card_head_height(context.ui, width, head) + choices_height(context) + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const ConversionHeld held = ask_conversion(context);
        const std::string question = question_of(context);
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        Rect body = ui::begin_card(ui, card,
                                   {.id = "roles.conversion",
                                    .question = question,
                                    .title = finding,
                                    .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                    .of = ui::head_of(held)});
        draw_choices(context, body);
        body.y += choices_height(context);
        body.h -= choices_height(context);
        if (ui::draw_absence(ui, "roles.conversion", body, held, 3)) return ui::end_card(ui);
        if (refused_by_data(*held.answer))
            ui::draw_refusal(ui, "roles.conversion", body, held.answer->head.refused);
        else if (!held.answer->rows.empty() && context.view.versus)
            draw_comparison(context, body, *held.answer, finding, late);
        else if (!held.answer->rows.empty())
            draw_row(context, body, *held.answer, finding, late);
        if (late) ui::draw_late_note(ui, "roles.conversion", card);
        ui::end_card(ui);
    }

private:
    static std::string question_of(const ui::Context& context) {
        if (has_path(context))
            return context.say(Text::path_question,
                               {context.names.stage_name(context.view.path_from, context.language()),
                                context.names.stage_name(context.view.path_to, context.language())});
        return context.say(Text::conversion_question, {ui::role_words(context.role(), context.language())});
    }

    static float choices_height(const ui::Context& context) { return ui::narrow(context.width()) ? 52 : 36; }

    // What shapes the card: the panel has both choices, their chips take them back.
    static void draw_choices(ui::Context& context, Rect body) {
        ui::Ui& ui = context.ui;
        const float height = ui::narrow(context.width()) ? 44 : 28;
        float x = body.x - 8;  // the labels, not their hit areas, stand in line with the title
        const auto choice = [&](const char* id, Text text, ui::FilterKind kind) {
            const ui::Button shown{.label = context.say(text)};
            const float width = ui::button_width(ui, shown);
            if (ui::quiet_button(ui, id, {x, body.y, width, height}, shown)) context.open_filter(kind);
            x += width + 4;
        };
        choice("roles.conversion.path", Text::path_choose, ui::FilterKind::path);
        choice("roles.conversion.versus", Text::versus_choose, ui::FilterKind::versus);
    }

    static void draw_comparison(ui::Context& context, Rect body, const engine::ConversionAnswer& answer,
                                const std::string& finding, bool late) {
        const engine::ConversionRow& row = answer.rows.front();
        const auto side = [&](const std::string& value, const auto& of) {
            return charts::VersusSide{ui::versus_name(context, value),
                                      context.say(Text::versus_counts, {charts::format_count(of.ledger.advanced),
                                                                        charts::format_count(of.ledger.entries),
                                                                        charts::format_count(of.ledger.open)}),
                                      share_of(of.advance)};
        };
        const ui::Versus& versus = *context.view.versus;
        const charts::VersusSide sides[] = {side(versus.first, row),
                                            side(versus.second, row.against.value_or(engine::ConversionOther()))};
        const charts::VersusWords words{.language = context.language(),
                                        .difference = std::string(context.say(Text::versus_difference)),
                                        .points = context.say(Text::versus_points, {"{}"})};
        charts::Emphasis emphasis = ui::emphasis_of(context.ui, "roles.versus.", {});
        emphasis.late = late;
        const Rect plot{body.x, body.y, body.w, charts::versus_height};
        const charts::Marks marks = charts::draw_versus(context.ui.painter(), context.ui.theme(), plot, sides,
                                                        share_of(row.difference), words, emphasis);
        ui::use_marks(context.ui, "roles.versus", finding, plot, marks, ui::MarkTips::names);
        ui::draw_footnote(context.ui, "roles.conversion.foot", body, note_of(context, answer));
    }

    // Of how many entries, and how many of them were followed so long, stand beside the shares.
    static ui::Reading reading_at(const ui::Context& context, const engine::ConversionRow& row,
                                  std::span<const charts::IncidenceCurve> curves, Rect plot, std::size_t stop) {
        const engine::ConversionPoint& at = row.curve[stop];
        ui::Reading reading{
            context.say(Text::time_at, {charts::format_duration(at.age_s, context.language())}), {}, {}};
        for (const charts::IncidenceCurve& curve : curves) {
            const charts::IncidencePoint& point = curve.points[stop];
            const charts::Color color = context.ui.theme().part(curve.part).fill;
            reading.rows.push_back({curve.name,
                                    charts::format_estimate(point.share, point.low, point.high, context.language()),
                                    curve.part});
            reading.dots.push_back({charts::incidence_y(plot, point.share), color});
        }
        const std::uint64_t entries = row.ledger.entries - std::min(row.left_out, row.ledger.entries);
        reading.rows.push_back({std::string(context.say(Text::part_entries)), charts::format_count(entries)});
        reading.rows.push_back({std::string(context.say(Text::conversion_followed)), charts::format_count(at.at_risk)});
        return reading;
    }

    static void draw_row(ui::Context& context, Rect body, const engine::ConversionAnswer& answer,
                         const std::string& finding, bool late) {
        ui::Ui& ui = context.ui;
        const engine::ConversionRow& row = answer.rows.front();
        const std::string note = note_of(context, answer);
        if (!row.curve.empty()) {
            const charts::IncidenceCurve curves[] = {curve_of(context, row, charts::Part::advanced),
                                                     curve_of(context, row, charts::Part::lost)};
            const charts::IncidenceWords words{.language = context.language(),
                                               .days = std::string(context.say(Text::conversion_days)),
                                               .within = context.say(Text::conversion_within, {"{}"})};
            charts::Emphasis emphasis = ui::emphasis_of(ui, "roles.incidence.", {});
            emphasis.late = late;
            const Rect plot{body.x, body.y, body.w, body.h - ui::footnote_height(ui, body.w, note) - 8};
            const charts::Incidence drawn =
                charts::draw_incidence(ui.painter(), ui.theme(), plot, answer.horizon_days, curves, words, emphasis);
            std::optional<std::size_t> marked;
            if (!emphasis.focused.empty() && emphasis.focused != "cross") marked = drawn.stops.size() - 1;
            ui::use_crosshair(ui,
                              {.id = "roles.incidence.cross",
                               .name = question_of(context),
                               .keys = context.say(Text::cross_keys),
                               .area = drawn.plot,
                               .stops = drawn.stops,
                               .marked = marked},
                              [&](std::size_t stop) { return reading_at(context, row, curves, drawn.plot, stop); });
            ui::use_marks(ui, "roles.incidence", finding, plot, drawn.marks);
        }
        ui::draw_footnote(ui, "roles.conversion.foot", body, note);
    }
};

}  // namespace

std::unique_ptr<StackCard> make_conversion_card() { return std::make_unique<ConversionCard>(); }

}  // namespace screens
