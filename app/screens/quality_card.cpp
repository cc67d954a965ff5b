// Calls held to rules (质检): how often each rule is kept, over the role's calls.
#include <algorithm>
#include <string>

#include "charts/interval_dots.h"
#include "engine/figures/quality.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/list_card.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr charts::IntervalAxis axis{1, 0.25};

std::string rule_name(const ui::Context& context, const engine::QualityRuleRow& rule) {
    return context.language() == ui::Language::zh ? rule.name_zh : rule.name_en;
}

class QualityCard final : public ListCard<engine::QualityAnswer> {
    const char* id() const override { return "quality"; }
    Text question() const override { return Text::quality_question; }

    ui::Held<engine::QualityAnswer> ask(ui::Context& context) override {
        engine::Question asked = calls_question(context, engine::Figure::quality);
        if (context.view.who && !context.view.who->empty()) asked.filter.person = {*context.view.who};
        return context.answers.ask<engine::QualityAnswer>("quality", asked);
    }

    std::string finding_of(const ui::Context& context, const engine::QualityAnswer& answer) const override {
        const engine::QualityRow& all = answer.all;
        if (all.scored == 0) return std::string(context.say(Text::quality_none));
        const engine::QualityRuleRow* worst = nullptr;
        for (const engine::QualityRuleRow& rule : all.rules)
            if (rule.kept.of >= charts::fewest_for_a_rate && (!worst || *rule.kept.estimate < *worst->kept.estimate))
                worst = &rule;
        const std::string score = all.low
                                      ? charts::format_fixed(*all.mean, 0) + " (" + charts::format_fixed(*all.low, 0) +
                                            "–" + charts::format_fixed(*all.high, 0) + ")"
                                      : charts::format_fixed(all.mean.value_or(0), 0);
        if (!worst) return context.say(Text::quality_title, {score, charts::format_count(all.scored)});
        return context.say(Text::quality_title_worst,
                           {score, charts::format_count(all.scored), rule_name(context, *worst),
                            charts::format_share(worst->kept.hits, worst->kept.of)});
    }
    std::string note_of(const ui::Context& context, const engine::QualityAnswer& answer) const override {
        const engine::QualityRow& all = answer.all;
        std::string note;
        if (context.view.who && !context.view.who->empty())
            note = context.say(Text::quality_of_person, {caller_name(context, *context.view.who)});
        return note + context.say(Text::quality_foot,
                                  {charts::format_count(all.critical), charts::format_count(all.no_words),
                                   charts::format_count(all.no_rules), charts::format_count(all.unsettled)});
    }
    std::size_t rows(const ui::Context&, const engine::QualityAnswer& answer) const override {
        return answer.all.rules.size();
    }
    float row_height(const ui::Context& context) const override { return ui::narrow(context.width()) ? 72.f : 44.f; }
    float above_height(ui::Context& context, const engine::QualityAnswer& answer, float) const override {
        return answer.all.rules.empty() || ui::narrow(context.width()) ? 0 : 26;
    }
    static Rect interval_cell(Rect line) {
        const float left = line.x + line.w * .42f;
        return {left, line.y, std::max(60.f, line.right() - 150 - left), line.h};
    }
    void draw_above(ui::Context& context, Rect place, const engine::QualityAnswer&) override {
        charts::draw_interval_axis(context.ui.painter(), context.ui.theme(),
                                   interval_cell({place.x, place.y, place.w, place.h - 6}), axis);
        ui::hairline(context.ui, place.x, place.bottom() - 1, place.w);
    }

    std::string draw_row(ui::Context& context, Rect place, const engine::QualityAnswer& answer,
                         std::size_t row) override {
        const engine::QualityRuleRow& rule = answer.all.rules[row];
        charts::Painter& painter = context.ui.painter();
        const charts::Theme& theme = context.ui.theme();
        const std::string name = rule_name(context, rule);
        const std::string weight = context.say(rule.critical ? Text::rule_weight_critical : Text::rule_weight,
                                               {charts::format_fixed(rule.weight, 0)});
        const std::string counts = charts::format_of(rule.kept.hits, rule.kept.of, context.language());
        const std::string figure = rule.kept.of >= charts::fewest_for_a_rate
                                       ? charts::format_share(rule.kept.hits, rule.kept.of) + " · " + counts
                                       : counts;
        const charts::IntervalRow interval{.id = rule.id,
                                           .name = name,
                                           .hits = rule.kept.hits,
                                           .of = rule.kept.of,
                                           .estimate = rule.kept.estimate,
                                           .low = rule.kept.low,
                                           .high = rule.kept.high};
        const charts::IntervalWords words{context.language(), std::string(context.say(Text::rule_kept))};
        const std::string detail =
            rule.not_known == 0
                ? weight
                : weight + " · " + context.say(Text::rule_untold, {charts::format_count(rule.not_known)});
        if (ui::narrow(context.width())) {
            draw_name(context, {place.x, place.y, place.w - 140, 40}, name, detail);
            charts::draw_text(painter, {place.right(), place.y + 20}, figure,
                              charts::type::label(theme.ink, charts::Weight::medium), Align::end);
            charts::draw_interval(painter, theme, {place.x, place.y + 44, place.w, 20}, axis, interval, words, {});
        } else {
            const Rect cell = interval_cell(place);
            draw_name(context, {place.x, place.y - 2, cell.x - place.x - 16, place.h}, name, detail);
            charts::draw_interval(painter, theme, {cell.x, place.y + 6, cell.w, place.h - 12}, axis, interval, words,
                                  {});
            charts::draw_text(painter, {place.right(), place.y + 27}, figure,
                              charts::type::body(theme.ink, charts::Weight::medium), Align::end);
        }
        return context.say(Text::quality_spoken, {name, counts, detail});
    }
};

}  // namespace

std::unique_ptr<StackCard> make_quality_card() { return std::make_unique<QualityCard>(); }

}  // namespace screens
