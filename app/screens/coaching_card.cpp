// For coaching the chosen rep: where he differs from his role, and three calls worth listening to, with the reason.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/figures/coaching.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/list_card.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

Text reason_text(std::string_view reason) {
    if (reason == "lost_after") return Text::hear_lost_after;
    if (reason == "longest_monologue") return Text::hear_monologue;
    if (reason == "most_interruptions") return Text::hear_interruptions;
    if (reason == "least_customer_talk") return Text::hear_least_customer;
    return Text::hear_silence;
}

struct Told {
    const engine::CoachingRole* role = nullptr;
    const engine::CoachingPerson* person = nullptr;
    std::vector<const engine::CoachingOwn*> differs;
};

Told told_of(const ui::Context& context, const engine::CoachingAnswer& answer) {
    Told told;
    for (const engine::CoachingRole& role : answer.roles) {
        if (role.role != context.role()) continue;
        told.role = &role;
        for (const engine::CoachingPerson& person : role.people)
            if (context.view.who == person.person) told.person = &person;
    }
    if (told.person)
        for (const engine::CoachingOwn& own : told.person->measures)
            if (own.differs != 0 && call_measure_words(own.id)) told.differs.push_back(&own);
    return told;
}

const engine::CoachingRange* range_of(const engine::CoachingRole& role, std::string_view measure) {
    for (const engine::CoachingRange& range : role.ranges)
        if (range.id == measure) return &range;
    return nullptr;
}

class CoachingCard final : public ListCard<engine::CoachingAnswer> {
    const char* id() const override { return "coaching"; }
    Text question() const override { return Text::coaching_question; }
    // Somebody has to be chosen: by a press on a dot of the range.
    bool wanted(ui::Context& context) override { return context.view.who && !context.view.who->empty(); }

    ui::Held<engine::CoachingAnswer> ask(ui::Context& context) override {
        engine::Question asked = calls_question(context, engine::Figure::coaching);
        asked.filter.person = {context.view.who.value_or(std::string())};
        if (!context.view.coached.empty()) asked.period.from = context.view.coached;
        return context.answers.ask<engine::CoachingAnswer>("coaching", asked);
    }

    std::string finding_of(const ui::Context& context, const engine::CoachingAnswer& answer) const override {
        const Told told = told_of(context, answer);
        const std::string name = caller_name(context, context.view.who.value_or(std::string()));
        if (!told.person) return context.say(Text::coaching_none, {name});
        if (told.role->range_refused == "few_reps") return context.say(Text::coaching_few_reps, {name});
        if (told.differs.empty())
            return context.say(Text::coaching_ordinary, {name, charts::format_count(told.person->calls)});
        return context.say(Text::coaching_title,
                           {name, charts::format_count(told.differs.size()), charts::format_count(told.person->calls)});
    }
    std::string note_of(const ui::Context& context, const engine::CoachingAnswer& answer) const override {
        const Told told = told_of(context, answer);
        std::string note(context.say(Text::coaching_foot));
        if (context.view.coached.empty()) return note;
        if (told.role && told.role->effect_refused.empty() && answer.effect_refused.empty())
            return note + context.say(Text::coaching_effect_foot,
                                      {charts::format_date(answer.after.from, context.language())});
        return note + std::string(context.say(Text::coaching_effect_few));
    }

    // Where he differs, what to hear, what the coaching changed.
    static std::vector<const engine::CoachingEffect*> effects_of(const ui::Context& context, const Told& told) {
        std::vector<const engine::CoachingEffect*> effects;
        if (!told.role || context.view.coached.empty()) return effects;
        for (const engine::CoachingEffect& effect : told.role->effects)
            if (effect.difference.low && call_measure_words(effect.id)) effects.push_back(&effect);
        return effects;
    }
    std::size_t rows(const ui::Context& context, const engine::CoachingAnswer& answer) const override {
        const Told told = told_of(context, answer);
        return told.person ? told.differs.size() + told.person->hear.size() + effects_of(context, told).size() : 0;
    }
    float row_height(const ui::Context&) const override { return 52; }
    float above_height(ui::Context& context, const engine::CoachingAnswer&, float) const override {
        return ui::narrow(context.width()) ? 56.f : 40.f;
    }

    void draw_above(ui::Context& context, Rect place, const engine::CoachingAnswer&) override {
        const float height = ui::narrow(context.width()) ? 44.f : 28.f;
        const std::string name(context.say(Text::coaching_date));
        const ui::Field field{.name = name, .text = context.view.coached, .hint = name, .wrong = false};
        if (const auto typed =
                ui::field(context.ui, "coaching.date", {place.x, place.y, std::min(place.w, 260.f), height}, field)) {
            ui::View next = context.view;
            next.coached = *typed;
            context.go(std::move(next), ui::History::replace);
        }
    }

    std::string draw_row(ui::Context& context, Rect place, const engine::CoachingAnswer& answer,
                         std::size_t row) override {
        const Told told = told_of(context, answer);
        if (row < told.differs.size()) return draw_differs(context, place, told, *told.differs[row]);
        row -= told.differs.size();
        if (row < told.person->hear.size()) return draw_hear(context, place, told, row);
        return draw_effect(context, place, *effects_of(context, told)[row - told.person->hear.size()]);
    }

    static std::string draw_differs(ui::Context& context, Rect place, const Told& told,
                                    const engine::CoachingOwn& own) {
        const MeasureWords& words = *call_measure_words(own.id);
        const engine::CoachingRange* range = range_of(*told.role, own.id);
        const std::string name =
            context.say(own.differs > 0 ? Text::coaching_above : Text::coaching_below, {context.say(words.name)});
        const std::string interval = measure_number(words, own.mean.low) + "–" + measure_number(words, own.mean.high);
        const std::string middle =
            range ? measure_number(words, range->quartile1) + "–" + measure_number(words, range->quartile3)
                  : std::string(charts::undefined_figure);
        const std::string detail = context.say(Text::coaching_differs, {interval, middle, charts::format_count(own.n)});
        const std::string figure = measure_text(context, words, own.mean.estimate);
        draw_name(context, {place.x, place.y + 2, place.w - 110, place.h}, name, detail);
        charts::draw_text(context.ui.painter(), {place.right(), place.y + 22}, figure,
                          charts::type::lead(context.ui.theme().ink), Align::end);
        return charts::format_named(name, figure + " · " + detail, context.language());
    }

    static std::string draw_hear(ui::Context& context, Rect place, const Told& told, std::size_t row) {
        const engine::CoachingHear& hear = told.person->hear[row];
        const MeasureWords* words = call_measure_words(hear.id);
        const std::string why(context.say(reason_text(hear.reason)));
        std::string detail = call_time(context, hear.at);
        if (words)
            detail += " · " + context.say(Text::hear_detail,
                                          {context.say(words->name), measure_text(context, *words, hear.value),
                                           charts::format_percent(hear.above, 0)});
        const std::string label(context.say(Text::hear_open));
        draw_name(context, {place.x, place.y + 2, place.w - 96, place.h}, why, detail);
        if (ui::link(context.ui, "coaching.hear." + std::to_string(row), {place.right() - 88, place.y + 4, 88, 44},
                     label, charts::Icon::chevron_right, Align::end))
            open_call(context, hear.call);
        return charts::format_named(why, detail, context.language());
    }

    static std::string draw_effect(ui::Context& context, Rect place, const engine::CoachingEffect& effect) {
        const MeasureWords& words = *call_measure_words(effect.id);
        const std::string name = context.say(Text::coaching_change, {context.say(words.name)});
        const std::string detail =
            context.say(Text::coaching_change_detail,
                        {measure_number(words, effect.coached.before), measure_number(words, effect.coached.after),
                         charts::format_count(effect.coached.people), measure_number(words, effect.others.before),
                         measure_number(words, effect.others.after), charts::format_count(effect.others.people)});
        const std::string figure = measure_text(context, words, effect.difference.estimate) + " (" +
                                   measure_number(words, effect.difference.low) + "–" +
                                   measure_number(words, effect.difference.high) + ")";
        const float width =
            charts::draw_text(context.ui.painter(), {place.right(), place.y + 22}, figure,
                              charts::type::body(context.ui.theme().ink, charts::Weight::medium), Align::end);
        draw_name(context, {place.x, place.y + 2, place.w - width - 12, place.h}, name, detail);
        return charts::format_named(name, figure + " · " + detail, context.language());
    }
};

}  // namespace

std::unique_ptr<StackCard> make_coaching_card() { return std::make_unique<CoachingCard>(); }

}  // namespace screens
