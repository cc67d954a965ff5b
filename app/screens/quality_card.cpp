// Calls held to rules (质检): how often each rule is kept, over the role's calls.
#include <algorithm>
#include <string>
#include <vector>

#include "base/heap_sort.h"
#include "charts/interval_dots.h"
#include "charts/mark.h"
#include "engine/figures/quality.h"
#include "engine/word_changes.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/list_card.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr charts::IntervalAxis axis{1, 0.25};

class QualityCard final : public ListCard<engine::QualityAnswer> {
    const char* id() const override { return "quality"; }
    Text question() const override { return Text::quality_question; }

    // Those kept least first; those that never applied last, in the rules' order.
    static std::vector<const engine::QualityRuleRow*> arranged(const engine::QualityAnswer& answer) {
        std::vector<const engine::QualityRuleRow*> rules;
        for (const engine::QualityRuleRow& rule : answer.all.rules) rules.push_back(&rule);
        base::heap_sort(rules.begin(), rules.end(), [](const auto* a, const auto* b) {
            const double left = a->kept.estimate.value_or(2), right = b->kept.estimate.value_or(2);
            return left != right ? left < right : a < b;
        });
        return rules;
    }

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
                           {score, charts::format_count(all.scored), name_in(context, *worst),
                            charts::format_share(worst->kept.hits, worst->kept.of)});
    }
    std::string note_of(const ui::Context& context, const engine::QualityAnswer& answer) const override {
        const engine::QualityRow& all = answer.all;
        std::string note;
        if (context.view.who && !context.view.who->empty())
            note = context.say(Text::quality_of_person, {caller_name(context, *context.view.who)});
        const engine::Json sets = engine::object_in(context.view.rule_changes);
        std::size_t changed = 0;
        for (const engine::Json& set : sets) changed += set.size();
        if (changed > 0)
            note +=
                context.say(Text::book_own, {charts::format_count(all.rules.size()), charts::format_count(changed)}) +
                " · ";
        return note + context.say(Text::quality_foot,
                                  {charts::format_count(all.critical), charts::format_count(all.no_words),
                                   charts::format_count(all.no_rules), charts::format_count(all.unsettled)});
    }
    std::size_t rows(const ui::Context&, const engine::QualityAnswer& answer) const override {
        return answer.all.rules.size();
    }
    float row_height(const ui::Context& context) const override { return tight(context) ? 60.f : 44.f; }
    bool wide() const override { return false; }
    std::size_t first_rows() const override { return 6; }
    float above_height(ui::Context&, const engine::QualityAnswer& answer, float) const override {
        return answer.all.rules.empty() ? 0 : 26;
    }
    static Rect interval_cell(Rect line) {
        const float left = line.x + line.w * .42f;
        return {left, line.y, std::max(60.f, line.right() - 150 - left), line.h};
    }
    // Under its name, beside its figure.
    static Rect tight_cell(Rect line) { return {line.x, line.y + 29, line.w - 150, 20}; }
    bool above_is_heads() const override { return true; }
    void draw_above(ui::Context& context, Rect place, const engine::QualityAnswer&) override {
        const Rect head{place.x, place.y, place.w, place.h - 6};
        const Rect cell = tight(context) ? tight_cell(head) : interval_cell(head);
        charts::draw_interval_axis(context.ui.painter(), context.ui.theme(), {cell.x, head.y, cell.w, head.h}, axis);
        ui::hairline(context.ui, place.x, place.bottom() - 1, place.w);
    }

    std::string draw_row(ui::Context& context, Rect place, const engine::QualityAnswer& answer,
                         std::size_t row) override {
        const engine::QualityRuleRow& rule = *arranged(answer)[row];
        charts::Painter& painter = context.ui.painter();
        const charts::Theme& theme = context.ui.theme();
        const std::string name = name_in(context, rule);
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
        const ui::Hit hit = press_broken(context, place, rule);
        if (hit.hovered || hit.held)
            painter.fill_rect({place.x - 12, place.y, place.w + 24, place.h}, theme.sunken, charts::space::tile_radius);
        if (tight(context)) {
            const charts::TextStyle strong = charts::type::body(theme.ink, charts::Weight::medium);
            const charts::TextStyle second = charts::type::label(theme.ink2);
            const float named = charts::draw_text_within(painter, {place.x, place.y + 20}, place.w, name, strong);
            if (named + 12 + charts::text_width(painter, detail, second) <= place.w)
                charts::draw_text(painter, {place.right(), place.y + 20}, detail, second, Align::end);
            charts::draw_text(painter, {place.right(), place.y + 43}, figure,
                              charts::type::label(theme.ink, charts::Weight::medium), Align::end);
            charts::draw_interval(painter, theme, tight_cell(place), axis, interval, words, {});
        } else {
            const Rect cell = interval_cell(place);
            draw_name(context, {place.x, place.y - 2, cell.x - place.x - 16, place.h}, name, detail);
            charts::draw_interval(painter, theme, {cell.x, place.y + 6, cell.w, place.h - 12}, axis, interval, words,
                                  {});
            charts::draw_text(painter, {place.right(), place.y + 27}, figure,
                              charts::type::body(theme.ink, charts::Weight::medium), Align::end);
        }
        if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::tile_radius);
        return context.say(Text::quality_spoken, {name, counts, detail});
    }

    // A press on a rule brings the calls that broke it into the list below; again, all of them.
    static ui::Hit press_broken(ui::Context& context, Rect place, const engine::QualityRuleRow& rule) {
        const std::uint64_t broken = rule.kept.of - rule.kept.hits;
        if (broken == 0) return {};
        const std::string id = "quality.broken." + rule.id;
        const std::string name =
            context.say(Text::quality_broken_open, {charts::format_count(broken), name_in(context, rule)});
        const ui::Hit hit = context.ui.press(id, place);
        const bool chosen = context.view.broken == rule.id;
        context.ui.add({.id = id, .role = ui::SemanticRole::button, .name = name, .bounds = place});
        context.ui.tip(hit, place, name);
        if (hit.clicked) {
            ui::View next = context.view;
            next.broken = chosen ? std::string() : rule.id;
            next.said.clear();
            context.go(std::move(next));
        }
        return hit;
    }
};

}  // namespace

std::unique_ptr<StackCard> make_quality_card() { return std::make_unique<QualityCard>(); }

}  // namespace screens
