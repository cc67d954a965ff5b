// The open call held to the rules, each with the places that show it, beside the scorecards that people and machines filled in.
#include <string>
#include <vector>

#include "charts/mark.h"
#include "charts/text.h"
#include "screens/call_cards.h"
#include "screens/call_words.h"
#include "ui/card.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr float rule_height = 30;
constexpr float evidence_height = 26;
constexpr float evidence_height_phone = 44;
constexpr std::size_t evidence_shown = 3;  // of a rule

std::string_view result_words(const ui::Context& context, std::string_view result) {
    if (result == "kept") return context.say(Text::result_kept);
    if (result == "broken") return context.say(Text::result_broken);
    return context.say(result == "not_known" ? Text::result_not_known : Text::result_not_applicable);
}

// What is said there, cut to some words round it.
std::string quote_of(const engine::CallAnswer& call, const engine::CallEvidence& evidence) {
    const std::uint32_t first = call.head.question.offset;
    if (evidence.turn < first || evidence.turn - first >= call.said.size()) return evidence.phrase;
    const std::string& text = call.said[evidence.turn - first].text;
    constexpr std::size_t before = 36;
    std::size_t begin = evidence.begin > before && evidence.begin <= text.size() ? evidence.begin - before : 0;
    while (begin > 0 && begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    return (begin > 0 ? "…" : "") + text.substr(begin);
}

std::size_t shown_of(const engine::CallRule& rule) { return std::min(evidence_shown, rule.evidence.size()); }

class CallQualityCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const CallHeld held = ask_call(context);
        if (!held.answer || (held.answer->quality.rules.empty() && held.answer->scorecards.empty())) return 0;
        const engine::CallAnswer& call = *held.answer;
        const std::string finding = finding_of(context, call);
        const ui::CardHead head{
            .id = "call.quality", .question = context.say(Text::call_quality_question), .title = finding};
        float body = 0;
        for (const engine::CallRule& rule : call.quality.rules)
            body += rule_height + static_cast<float>(shown_of(rule)) * evidence(context) + 8;
        for (const engine::ScorecardOfCall& card : call.scorecards)
            body += 36 + static_cast<float>(card.items.size()) * 24 + 8;
        const float padding = ui::card_padding(context.width());
        return ui::card_head_height(context.ui, width, head) + body + 8 +
               ui::footnote_height(context.ui, width - 2 * padding, context.say(Text::call_quality_foot)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const CallHeld held = ask_call(context);
        if (!held.answer) return;
        const engine::CallAnswer& call = *held.answer;
        const std::string finding = finding_of(context, call);
        const Rect body = ui::begin_card(
            ui, card, {.id = "call.quality", .question = context.say(Text::call_quality_question), .title = finding});
        float y = body.y;
        for (std::size_t i = 0; i < call.quality.rules.size(); ++i)
            y = draw_rule(context, {body.x, y, body.w, rule_height}, call, i);
        for (std::size_t i = 0; i < call.scorecards.size(); ++i)
            y = draw_scorecard(context, {body.x, y, body.w, 0}, call.scorecards[i], i);
        ui::draw_footnote(ui, "call.quality.foot", body, context.say(Text::call_quality_foot));
        ui::end_card(ui);
    }

private:
    static float evidence(const ui::Context& context) {
        return ui::narrow(context.width()) ? evidence_height_phone : evidence_height;
    }

    static std::string finding_of(const ui::Context& context, const engine::CallAnswer& call) {
        std::size_t applied = 0, kept = 0;
        for (const engine::CallRule& rule : call.quality.rules) {
            kept += rule.result == "kept" ? 1 : 0;
            applied += rule.result == "kept" || rule.result == "broken" ? 1 : 0;
        }
        if (!call.quality.score) return std::string(context.say(Text::call_quality_none));
        const Text text = call.quality.critical ? Text::call_quality_critical : Text::call_quality_title;
        return context.say(text, {charts::format_fixed(*call.quality.score, 0), charts::format_count(applied),
                                  charts::format_count(kept)});
    }

    // Gives the lower edge.
    static float draw_rule(ui::Context& context, Rect line, const engine::CallAnswer& call, std::size_t number) {
        ui::Ui& ui = context.ui;
        charts::Painter& painter = ui.painter();
        const charts::Theme& theme = ui.theme();
        const engine::CallRule& rule = call.quality.rules[number];
        const bool broken = rule.result == "broken", counts = broken || rule.result == "kept";
        const std::string name = name_in(context, rule);
        const std::string result(result_words(context, rule.result));
        const std::string id = "call.quality.rule." + std::to_string(number);
        const Rect badge{line.x, line.y + 4, 20, 20};
        const std::string digit = std::to_string(number + 1);
        if (counts && !broken) {
            painter.fill_rect(badge, theme.ink, 4);
        } else {
            painter.stroke_rect({badge.x + .5f, badge.y + .5f, badge.w - 1, badge.h - 1},
                                {broken ? theme.alert : theme.line2, 1.25f}, 4);
        }
        charts::draw_text(painter, {badge.x + 10, charts::centred_baseline(badge.y + 10, 11)}, digit,
                          charts::type::small(broken   ? theme.alert
                                              : counts ? theme.surface
                                                       : theme.ink3,
                                              charts::Weight::semibold),
                          Align::middle);
        const float width =
            charts::draw_text(painter, {line.right(), line.y + 18}, result,
                              charts::type::label(broken ? theme.alert : theme.ink2,
                                                  broken ? charts::Weight::semibold : charts::Weight::regular),
                              Align::end);
        const std::string weight = context.say(rule.critical ? Text::rule_weight_critical : Text::rule_weight,
                                               {charts::format_fixed(rule.weight, 0)});
        const float room = line.w - 28 - width - 12;
        const float named =
            charts::draw_text_within(painter, {line.x + 28, line.y + 18}, room, name,
                                     charts::type::body(counts ? theme.ink : theme.ink3, charts::Weight::medium));
        if (named + 8 < room)
            charts::draw_text_within(painter, {line.x + 28 + named + 8, line.y + 18}, room - named - 8, weight,
                                     charts::type::small(theme.ink3));
        ui.add({.id = id,
                .role = ui::SemanticRole::text,
                .name = charts::format_named(name, result + " · " + weight, context.language()),
                .bounds = line});
        float y = line.bottom();
        for (std::size_t i = 0; i < shown_of(rule); ++i) {
            const engine::CallEvidence& found = rule.evidence[i];
            const std::uint32_t first = call.head.question.offset;
            std::string text = quote_of(call, found);
            if (found.turn >= first && found.turn - first < call.said.size() && call.said[found.turn - first].start_ms)
                text = charts::format_clock(*call.said[found.turn - first].start_ms) + "  " + text;
            const Rect place{line.x + 28, y, line.w - 28, evidence(context)};
            const std::string own = id + ".evidence." + std::to_string(i);
            const ui::Hit hit = ui.press(own, place);
            ui.add({.id = own, .role = ui::SemanticRole::button, .name = text, .bounds = place});
            if (hit.hovered || hit.held)
                painter.fill_rect({place.x - 6, place.y, place.w + 12, place.h}, theme.sunken,
                                  charts::space::tile_radius);
            charts::draw_text_within(painter, {place.x, charts::centred_baseline(place.y + place.h / 2, 12)}, place.w,
                                     text, charts::type::label(theme.accent));
            if (hit.focused) charts::draw_focus_ring(painter, theme, place, charts::space::tile_radius);
            if (hit.clicked) open_call(context, call.id, found.turn);
            y = place.bottom();
        }
        ui::hairline(ui, line.x, y + 3, line.w);
        return y + 8;
    }

    static float draw_scorecard(ui::Context& context, Rect line, const engine::ScorecardOfCall& card,
                                std::size_t number) {
        ui::Ui& ui = context.ui;
        charts::Painter& painter = ui.painter();
        const charts::Theme& theme = ui.theme();
        const Text rater = card.rater == "human" ? Text::rater_human
                           : card.rater == "ai"  ? Text::rater_machine
                                                 : Text::rater_unknown;
        const std::string who = context.say(
            rater, {card.rated_by.empty() ? card.name : card.name + " · " + caller_name(context, card.rated_by)});
        std::string score(charts::undefined_figure);
        if (card.score)
            score = charts::format_fixed(*card.score, 0) +
                    (card.max ? " / " + charts::format_fixed(*card.max, 0) : std::string());
        const float width =
            charts::draw_text(painter, {line.right(), line.y + 24}, score, charts::type::lead(theme.ink), Align::end);
        charts::draw_text_within(painter, {line.x, line.y + 24}, line.w - width - 12, who,
                                 charts::type::body(theme.ink, charts::Weight::semibold));
        std::string spoken = charts::format_named(who, score, context.language());
        float y = line.y + 36;
        for (const engine::ScoredItem& item : card.items) {
            const std::string value = item.not_applicable ? std::string(context.say(Text::result_not_applicable))
                                      : item.score
                                          ? charts::format_fixed(*item.score, 0) +
                                                (item.max ? " / " + charts::format_fixed(*item.max, 0) : std::string())
                                          : std::string(charts::undefined_figure);
            const float taken =
                charts::draw_text(painter, {line.right(), y + 16}, value, charts::type::label(theme.ink2), Align::end);
            charts::draw_text_within(painter, {line.x, y + 16}, line.w - taken - 12, item.label,
                                     charts::type::label(theme.ink));
            spoken += "; " + charts::format_named(item.label, value, context.language());
            y += 24;
        }
        ui.add({.id = "call.scorecard." + std::to_string(number),
                .role = ui::SemanticRole::text,
                .name = spoken,
                .bounds = {line.x, line.y, line.w, y - line.y}});
        return y + 8;
    }
};

}  // namespace

std::unique_ptr<StackCard> make_call_quality_card() { return std::make_unique<CallQualityCard>(); }

}  // namespace screens
