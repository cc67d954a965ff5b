#include "screens/people_cards.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "charts/people_funnel.h"
#include "engine/figures/people.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/crosshair.h"
#include "ui/questions.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float least_chart = 300, most_chart = 480;

// Nearly a square, unless a person is to be seen under it.
float chart_height(const ui::Context& context, float width) {
    return context.view.who ? least_chart : std::clamp(std::round(width * .9f), least_chart, most_chart);
}
constexpr std::uint64_t least_entries = 30;  // below, a share is not printed

using PeopleHeld = ui::Held<engine::PeopleAnswer>;

const engine::RoleComparison* comparison_of(const ui::Context& context, const PeopleHeld& held) {
    if (!held.answer) return nullptr;
    for (const engine::RoleComparison& role : held.answer->comparisons)
        if (role.role == context.role()) return &role;
    return nullptr;
}

std::size_t outside_of(const engine::RoleComparison& role) {
    return static_cast<std::size_t>(std::count_if(role.people.begin(), role.people.end(),
                                                  [](const engine::Comparison& p) { return p.outside != 0; }));
}

// Of so many people like all others, how many lie past the 95 % line.
std::string by_chance_words(std::size_t people) {
    const double expected = static_cast<double>(people) * 0.05;
    return charts::format_fixed(expected, expected < 1 ? 1 : 0);
}

std::string finding_of(const ui::Context& context, const engine::RoleComparison& role) {
    const std::string people = charts::format_count(role.people.size());
    switch (role.differ) {
        case engine::Differ::no_evidence:
            if (outside_of(role) == 0) return context.say(Text::compare_no_evidence, {people});
            return context.say(Text::compare_no_evidence_but,
                               {people, charts::format_count(outside_of(role)), by_chance_words(role.people.size())});
        case engine::Differ::differ:
            return context.say(Text::compare_differ, {people, charts::format_count(outside_of(role))});
        case engine::Differ::too_few: break;
    }
    return context.say(Text::compare_too_few,
                       {charts::format_count(role.within.hits), charts::format_count(role.within.of)});
}

std::string note_of(const ui::Context& context, const engine::RoleComparison& role) {
    return context.say(Text::compare_foot, {charts::format_count(role.horizon_days),
                                            charts::format_of(role.within.hits, role.within.of, context.language())});
}

// Counts always; the shrunken rate and the mix where there are any.
std::string spoken_of(const ui::Context& context, const engine::RoleComparison& role, const engine::Comparison& person,
                      const std::string& name) {
    std::string spoken = context.say(Text::compare_person,
                                     {name, charts::format_of(person.within.hits, person.within.of, context.language()),
                                      charts::format_count(role.horizon_days)});
    const auto more = [&](std::string part) {
        spoken += (context.language() == ui::Language::zh ? "；" : "; ") + std::move(part);
    };
    if (person.within.of >= least_entries)
        more(
            charts::format_estimate(person.within.estimate, person.within.low, person.within.high, context.language()));
    if (person.shrunken.estimate)
        more(context.say(Text::compare_shrunken, {charts::format_estimate(person.shrunken.estimate, person.shrunken.low,
                                                                          person.shrunken.high, context.language())}));
    if (person.expected)
        more(context.say(Text::compare_expected,
                         {charts::format_count(person.observed), charts::format_fixed(*person.expected, 1)}));
    return spoken;
}

std::string name_of(const ui::Context& context, const std::string& id) {
    const engine::PersonInfo* info = context.names.person(id);
    return info ? info->name : id;
}

class PeopleFunnelCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const PeopleHeld held = ask(context);
        const engine::RoleComparison* role = comparison_of(context, held);
        if (held.answer && !role) return 0;
        const std::string finding = role ? finding_of(context, *role) : std::string();
        const std::string question = question_of(context);
        const ui::CardHead head{
            .id = "people.compare", .question = question, .title = finding, .of = ui::head_of(held)};
        const float padding = ui::card_padding(context.width());
        const float chart = chart_height(context, width);
        float body = chart;
        if (role) {
            body = role->limits.empty() ? 8 : chart;
            body += ui::footnote_height(context.ui, width - 2 * padding, note_of(context, *role));
        }
        return ui::card_head_height(context.ui, width, head) + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const PeopleHeld held = ask(context);
        const engine::RoleComparison* role = comparison_of(context, held);
        const std::string finding = role ? finding_of(context, *role) : std::string();
        const std::string question = question_of(context);
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "people.compare",
                                          .question = question,
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "people.compare", body, held, 4) || !role) return ui::end_card(ui);
        const std::string note = note_of(context, *role);
        if (!role->limits.empty()) {
            const Rect plot{body.x, body.y, body.w, body.h - ui::footnote_height(ui, body.w, note) - 8};
            draw_plot(context, plot, *role, finding, late, held.state == ui::AnswerState::ready);
        }
        ui::draw_footnote(ui, "people.compare.foot", body, note);
        if (late) ui::draw_late_note(ui, "people.compare", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static PeopleHeld ask(ui::Context& context) {
        return context.answers.ask<engine::PeopleAnswer>("people",
                                                         ui::base_question(context.view, engine::Figure::people));
    }
    static std::string question_of(const ui::Context& context) {
        return context.say(Text::compare_question, {ui::role_words(context.role(), context.language())});
    }

    // Who has so many entries, and between which shares people of the role's own rate lie there. Of one who is pointed at all is said.
    static ui::Reading reading_at(const ui::Context& context, const engine::RoleComparison& role,
                                  const charts::PeopleFunnelWords& words,
                                  const std::vector<charts::FunnelPerson>& people, const charts::FunnelPerson* attended,
                                  std::uint64_t volume) {
        const ui::Language language = context.language();
        ui::Reading reading;
        reading.title = attended && attended->of == volume
                            ? attended->spoken
                            : charts::format_named(words.volume, charts::format_count(volume), language);
        for (const engine::Comparison& person : role.people) {
            if (person.within.of != volume || !person.within.estimate) continue;
            if (attended && attended->id == person.person) continue;
            const auto found = std::ranges::find(people, person.person, &charts::FunnelPerson::id);
            const engine::Rate& rate = person.within;
            reading.rows.push_back({found == people.end() ? person.person : found->name,
                                    rate.of >= least_entries
                                        ? charts::format_estimate(rate.estimate, rate.low, rate.high, language)
                                        : charts::format_of(rate.hits, rate.of, language)});
        }
        reading.rows.push_back(
            {std::string(context.say(Text::compare_role)),
             charts::format_estimate(role.within.estimate, role.within.low, role.within.high, language)});
        const auto limit = std::ranges::lower_bound(role.limits, volume, {}, &engine::Limits::of);
        if (limit == role.limits.end()) return reading;
        const auto between = [&](Text name, double low, double high) {
            reading.rows.push_back(
                {std::string(context.say(name)), charts::format_percent(low) + " – " + charts::format_percent(high)});
        };
        between(Text::compare_95, limit->low_95, limit->high_95);
        between(Text::compare_998, limit->low_998, limit->high_998);
        return reading;
    }

    static void draw_plot(ui::Context& context, Rect plot, const engine::RoleComparison& role,
                          const std::string& finding, bool late, bool ready) {
        ui::Ui& ui = context.ui;
        std::vector<charts::FunnelPerson> people;
        for (const engine::Comparison& person : role.people) {
            if (!person.within.estimate) continue;
            const std::string name = name_of(context, person.person);
            people.push_back({person.person, name, spoken_of(context, role, person, name), person.within.of,
                              *person.within.estimate, person.outside != 0, role.differ != engine::Differ::differ});
        }
        std::vector<charts::FunnelLimits> limits;
        for (const engine::Limits& limit : role.limits)
            limits.push_back({limit.of, limit.low_95, limit.high_95, limit.low_998, limit.high_998});
        const charts::PeopleFunnelWords words{
            context.language(), context.say(Text::compare_volume, {charts::format_count(role.horizon_days)}),
            context.say(Text::compare_all, {charts::format_percent(role.within.estimate)})};
        const std::string chosen = context.view.who.value_or("");
        charts::Emphasis emphasis = ui::emphasis_of(ui, "people.funnel.", chosen);
        emphasis.late = late;
        const charts::PeopleFunnel drawn = charts::draw_people_funnel(
            ui.painter(), ui.theme(), plot, people, limits, role.within.estimate.value_or(0), words, emphasis);
        const charts::FunnelPerson* attended = nullptr;
        for (const charts::FunnelPerson& person : people)
            if ((!emphasis.hovered.empty() && emphasis.hovered == person.id) || emphasis.is_focused(person.id))
                attended = &person;
        std::optional<std::size_t> marked;
        if (attended)
            marked =
                static_cast<std::size_t>(std::ranges::lower_bound(drawn.volumes, attended->of) - drawn.volumes.begin());
        ui::use_crosshair(
            ui,
            {.id = "people.funnel.cross",
             .name = question_of(context),
             .keys = context.say(Text::cross_keys),
             .area = drawn.plot,
             .stops = drawn.stops,
             .marked = marked},
            [&](std::size_t stop) { return reading_at(context, role, words, people, attended, drawn.volumes[stop]); });
        const ui::MarkPress pressed = ui::use_marks(ui, "people.funnel", finding, plot, drawn.marks);
        if (!pressed.mark || !ready) return;
        ui::View next = context.view;
        if (next.who == pressed.mark->row)
            next.who.reset();
        else
            next.who = pressed.mark->row;
        context.go(std::move(next));
    }
};

}  // namespace

std::unique_ptr<StackCard> make_people_funnel_card() { return std::make_unique<PeopleFunnelCard>(); }

}  // namespace screens
