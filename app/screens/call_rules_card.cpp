// How turns are counted: what the figures of calls take for a pause, a back-channel, an interruption, a silence; to be changed.
#include <array>
#include <string>

#include "charts/text.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "ui/card.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using engine::CallRules;
using ui::Text;

struct Rule {
    const char* id;
    std::uint32_t CallRules::* value;
    Text name, unit;
    std::uint32_t step, most;
    double scale;  // of the value to the number shown
    int decimals;
};

constexpr std::array<Rule, 6> rules{{
    {"merge", &CallRules::merge_ms, Text::rule_merge, Text::unit_s, 100, 3'000, .001, 1},
    {"interruption", &CallRules::interruption_ms, Text::rule_interruption, Text::unit_s, 250, 10'000, .001, 2},
    {"silence", &CallRules::silence_ms, Text::rule_silence, Text::unit_s, 500, 30'000, .001, 1},
    {"backchannel", &CallRules::backchannel_ms, Text::rule_backchannel, Text::unit_s, 250, 5'000, .001, 2},
    {"backchannel_words", &CallRules::backchannel_words, Text::rule_backchannel_words, Text::unit_words, 1, 20, 1, 0},
    {"backchannel_characters", &CallRules::backchannel_characters, Text::rule_backchannel_characters,
     Text::unit_characters, 1, 30, 1, 0},
}};

class CallRulesCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const ui::CardHead head{.id = "speech", .question = context.say(Text::rules_question), .title = title(context)};
        return ui::card_head_height(context.ui, width, head) + lines(width) * row(context) + 8 +
               ui::footnote_height(context.ui, width - 2 * ui::card_padding(context.width()),
                                   context.say(Text::rules_foot)) +
               ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const std::string_view finding = title(context);
        const Rect body =
            ui::begin_card(ui, card, {.id = "speech", .question = context.say(Text::rules_question), .title = finding});
        const bool two = lines(card.w) < rules.size();
        const float width = two ? (body.w - 48) / 2 : body.w;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const std::size_t line = two ? i % 3 : i;
            draw_rule(context,
                      {body.x + (two && i >= 3 ? width + 48 : 0), body.y + static_cast<float>(line) * row(context),
                       width, row(context)},
                      rules[i]);
        }
        ui::draw_footnote(ui, "speech.foot", body, context.say(Text::rules_foot));
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static std::string_view title(const ui::Context& context) {
        return context.say(context.view.call_rules == CallRules{} ? Text::rules_usual : Text::rules_own);
    }
    static float row(const ui::Context& context) { return ui::narrow(context.width()) ? 52.f : 40.f; }
    static float lines(float width) { return width >= 760 ? 3 : static_cast<float>(rules.size()); }

    static void draw_rule(ui::Context& context, Rect line, const Rule& rule) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        const float size = ui::narrow(context.width()) ? 44.f : 28.f, middle = line.y + line.h / 2;
        const std::uint32_t value = context.view.call_rules.*rule.value;
        const std::string name(context.say(rule.name));
        const std::string text =
            charts::format_fixed(value * rule.scale, rule.decimals) + "\u00a0" + std::string(context.say(rule.unit));
        const std::string id = "speech." + std::string(rule.id);
        const Rect plus{line.right() - size, middle - size / 2, size, size};
        const float value_right = plus.x - 8;
        const Rect minus{value_right - 84 - size, plus.y, size, size};
        ui::label(ui, id, {line.x, charts::centred_baseline(middle, 13)}, minus.x - line.x - 8, name,
                  charts::type::body(theme.ink));
        charts::draw_text(ui.painter(), {minus.right() + 46, charts::centred_baseline(middle, 13)}, text,
                          charts::type::body(theme.ink, charts::Weight::medium), Align::middle);
        ui.add({.id = id + ".value",
                .role = ui::SemanticRole::text,
                .name = text,
                .bounds = {minus.right(), line.y, 92, line.h}});
        const auto set = [&](std::uint32_t to) {
            ui::View next = context.view;
            next.call_rules.*rule.value = to;
            context.go(std::move(next), ui::History::replace);
        };
        if (ui::icon_button(ui, id + ".less", minus, charts::Icon::minus, context.say(Text::rule_less, {name})))
            set(value > rule.step ? value - rule.step : 0);
        if (ui::icon_button(ui, id + ".more", plus, charts::Icon::plus, context.say(Text::rule_more, {name})))
            set(std::min(rule.most, value + rule.step));
    }
};

}  // namespace

std::unique_ptr<StackCard> make_call_rules_card() { return std::make_unique<CallRulesCard>(); }

}  // namespace screens
