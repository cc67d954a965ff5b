// The range of a role's people in each figure of calls: all of them, or with the open call and its rep on it.
#include <algorithm>
#include <string>
#include <vector>

#include "charts/range_strips.h"
#include "engine/figures/calls.h"
#include "screens/call_cards.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "ui/card.h"
#include "ui/chart_marks.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float waiting_height = 216;

using CallsHeld = ui::Held<engine::CallsAnswer>;

// All people of the role: whom the reader has filtered stands among the others.
CallsHeld ask_people(ui::Context& context, const std::string& role) {
    engine::Question question = calls_question(context, engine::Figure::calls);
    question.by = {engine::By::person};
    question.filter.person.clear();
    question.filter.role = {role};
    return context.answers.ask<engine::CallsAnswer>("calls.ranges", question);
}

const engine::CallMeasure* measure_in(const std::vector<engine::CallMeasure>& measures, std::string_view id) {
    for (const engine::CallMeasure& measure : measures)
        if (measure.id == id) return &measure;
    return nullptr;
}

const engine::CallRow* row_of(const engine::CallsAnswer& answer, std::string_view person) {
    for (const engine::CallRow& row : answer.rows)
        if (row.keys.front() == person) return &row;
    return nullptr;
}

// The whole of the role: its mean, and the middle half of `of`.
std::optional<charts::RangeStrip> strip_of(const ui::Context& context, const engine::CallsAnswer& answer,
                                           const MeasureWords& words, const std::vector<engine::CallMeasure>& of) {
    const engine::CallMeasure* all = measure_in(answer.all.measures, words.id);
    const engine::CallMeasure* range = measure_in(of, words.id);
    if (!all || !range || all->n == 0) return std::nullopt;
    charts::RangeStrip strip{.id = std::string(words.id),
                             .name = std::string(context.say(words.name)),
                             .unit = std::string(context.say(words.unit)),
                             .range = {},
                             .figure = measure_number(words, all->mean),
                             .dots = {}};
    strip.whole = all->mean;
    strip.low = range->quartile1;
    strip.high = range->quartile3;
    if (range->n > 1 && range->quartile1 && range->quartile3)
        strip.range = measure_number(words, range->quartile1) + "–" + measure_number(words, range->quartile3);
    return strip;
}

// A person's mean.
std::optional<double> mean_of(const engine::CallsAnswer& answer, std::string_view person, std::string_view measure) {
    const engine::CallRow* row = person.empty() ? nullptr : row_of(answer, person);
    const engine::CallMeasure* own = row ? measure_in(row->measures, measure) : nullptr;
    return own ? own->mean : std::nullopt;
}

// Once all that lies on it is known.
void write_ends(const MeasureWords& words, charts::RangeStrip& strip) {
    const auto [least, most] = charts::range_strip_ends(strip);
    strip.least = measure_number(words, least);
    strip.most = measure_number(words, most);
}

// Everybody's mean, and the middle half of them.
std::vector<charts::RangeStrip> people_strips(const ui::Context& context, const engine::CallsAnswer& answer,
                                              std::string_view person) {
    std::vector<charts::RangeStrip> strips;
    for (const MeasureWords& words : call_measure_words()) {
        std::optional<charts::RangeStrip> strip = strip_of(context, answer, words, answer.ranges);
        if (!strip) continue;
        for (const engine::CallRow& row : answer.rows) {
            const engine::CallMeasure* own = measure_in(row.measures, words.id);
            const std::string& id = row.keys.front();
            if (!own || own->n < engine::fewest_own_calls || id.empty()) continue;
            strip->dots.push_back({id,
                                   context.say(Text::ranges_person,
                                               {caller_name(context, id), strip->name,
                                                measure_text(context, words, own->mean), charts::format_count(own->n)}),
                                   *own->mean});
        }
        strip->chosen = mean_of(answer, person, words.id);
        if (strip->chosen) strip->figure = measure_number(words, strip->chosen);
        write_ends(words, *strip);
        strips.push_back(*std::move(strip));
    }
    return strips;
}

// One call among the role's calls: calls differ more than people's means do, so it is not held to those.
std::vector<charts::RangeStrip> call_strips(const ui::Context& context, const engine::CallsAnswer& answer,
                                            const engine::CallAnswer& call) {
    std::vector<charts::RangeStrip> strips;
    for (const MeasureWords& words : call_measure_words()) {
        std::optional<charts::RangeStrip> strip = strip_of(context, answer, words, answer.all.measures);
        if (!strip) continue;
        for (const engine::CallValue& one : call.values)
            if (one.id == words.id) strip->single = one.value;
        strip->figure = measure_number(words, strip->single);
        strip->chosen = mean_of(answer, call.person, words.id);
        write_ends(words, *strip);
        strips.push_back(*std::move(strip));
    }
    return strips;
}

class RangesCard : public StackCard {
public:
    float height(ui::Context& context, float width) final {
        if (!wanted(context)) return 0;
        const CallsHeld held = ask(context);
        const bool here = held.answer && held.answer->head.refused.empty();
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const std::string question = question_of(context);
        const ui::CardHead head{.id = id(), .question = question, .title = finding, .of = defects_of(held)};
        float body = waiting_height;
        if (held.answer && !here) body = 64;
        if (here)
            body = charts::range_strips_height(strips(context, *held.answer).size(), inner) + 8 +
                   ui::footnote_height(context.ui, inner, note_of(context, *held.answer));
        return ui::card_head_height(context.ui, width, head) + body + padding;
    }

    void draw(ui::Context& context, Rect card) final {
        ui::Ui& ui = context.ui;
        const CallsHeld held = ask(context);
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const std::string question = question_of(context);
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = id(),
                                          .question = question,
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = defects_of(held)});
        if (ui::draw_absence(ui, id(), body, held, 4)) return ui::end_card(ui);
        const std::vector<charts::RangeStrip>& shown = strips(context, *held.answer);
        const std::string chart = std::string(id()) + ".strips";
        charts::Emphasis emphasis = ui::emphasis_of(ui, chart + ".", {});
        emphasis.late = late;
        const Rect plot{body.x, body.y, body.w, charts::range_strips_height(shown.size(), body.w)};
        const charts::Marks marks =
            charts::draw_range_strips(ui.painter(), ui.theme(), plot, shown, context.language(), emphasis);
        const ui::MarkPress pressed = ui::use_marks(ui, chart, finding, plot, marks, ui::MarkTips::names);
        if (pressed.mark && !pressed.mark->row.empty()) choose(context, pressed.mark->row);
        ui::draw_footnote(ui, std::string(id()) + ".foot", body, note_of(context, *held.answer));
        if (late) ui::draw_late_note(ui, id(), card);
        ui::end_card(ui);
    }

protected:
    virtual const char* id() const = 0;
    // What the card tells of the data's defects; nothing where the card above it does.
    virtual const engine::Head* defects_of(const CallsHeld& held) const { return ui::head_of(held); }
    virtual bool wanted(ui::Context&) = 0;
    virtual CallsHeld ask(ui::Context& context) = 0;
    virtual std::string question_of(const ui::Context& context) = 0;
    virtual std::string finding_of(ui::Context& context, const engine::CallsAnswer& answer) = 0;
    virtual std::string note_of(ui::Context& context, const engine::CallsAnswer& answer) = 0;
    virtual std::vector<charts::RangeStrip> derive(ui::Context& context, const engine::CallsAnswer& answer) = 0;
    // What else than the answer the strips are derived from.
    virtual std::string key_of(ui::Context& context) = 0;
    // Derived once for each answer and key.
    const std::vector<charts::RangeStrip>& strips(ui::Context& context, const engine::CallsAnswer& answer) {
        const std::uint32_t serial = ask(context).serial;
        std::string key = key_of(context) + (context.language() == ui::Language::zh ? " zh" : " en");
        if (serial != serial_ || key != key_) {
            derived_ = derive(context, answer);
            serial_ = serial;
            key_ = std::move(key);
        }
        return derived_;
    }
    virtual void choose(ui::Context& context, const std::string& person) = 0;

private:
    std::uint32_t serial_ = 0;
    std::string key_;
    std::vector<charts::RangeStrip> derived_;
};

class AllRangesCard final : public RangesCard {
public:
    bool wide() const override { return true; }

protected:
    const char* id() const override { return "calls.ranges"; }
    bool wanted(ui::Context&) override { return true; }
    CallsHeld ask(ui::Context& context) override { return ask_people(context, std::string(context.role())); }
    std::string question_of(const ui::Context& context) override {
        const std::string_view role = ui::role_words(context.role(), context.language());
        if (!context.view.who) return context.say(Text::ranges_question, {role});
        return context.say(Text::ranges_question_person, {role, caller_name(context, *context.view.who)});
    }
    std::string finding_of(ui::Context& context, const engine::CallsAnswer& answer) override {
        if (answer.all.calls == 0) return std::string(context.say(Text::calls_none));
        if (answer.all.timed == 0) return context.say(Text::ranges_untimed, {charts::format_count(answer.all.calls)});
        const MeasureWords& ratio = *call_measure_words("talk_ratio");
        const engine::CallMeasure* range = measure_in(answer.ranges, ratio.id);
        if (!range || !range->quartile1)
            return context.say(Text::ranges_title_few, {charts::format_count(answer.all.timed)});
        return context.say(Text::ranges_title, {charts::format_count(range->n), measure_number(ratio, range->quartile1),
                                                measure_number(ratio, range->quartile3)});
    }
    std::string note_of(ui::Context& context, const engine::CallsAnswer& answer) override {
        const engine::CallRow& all = answer.all;
        std::string note =
            context.say(Text::ranges_foot, {charts::format_count(all.timed), charts::format_count(all.calls)});
        const std::uint64_t doubtful = all.one_speaker + all.sides_unknown + all.untimed;
        if (doubtful > 0)
            note += context.say(Text::ranges_doubt,
                                {charts::format_count(all.one_speaker), charts::format_count(all.sides_unknown),
                                 charts::format_count(all.untimed)});
        return note;
    }
    std::string key_of(ui::Context& context) override { return context.view.who.value_or(std::string()); }
    std::vector<charts::RangeStrip> derive(ui::Context& context, const engine::CallsAnswer& answer) override {
        return people_strips(context, answer, context.view.who.value_or(std::string()));
    }
    void choose(ui::Context& context, const std::string& person) override {
        ui::View next = context.view;
        if (next.who == person)
            next.who.reset();
        else
            next.who = person;
        context.go(std::move(next));
    }
};

class CallFiguresCard final : public RangesCard {
protected:
    const engine::Head* defects_of(const CallsHeld&) const override { return nullptr; }
    const char* id() const override { return "call.figures"; }
    bool wanted(ui::Context& context) override {
        const CallHeld call = ask_call(context);
        return call.answer && call.answer->doubt.empty() && !call.answer->role.empty();
    }
    CallsHeld ask(ui::Context& context) override {
        const CallHeld call = ask_call(context);
        return ask_people(context, call.answer ? call.answer->role : std::string(context.role()));
    }
    std::string question_of(const ui::Context& context) override {
        return std::string(context.say(Text::figures_question));
    }
    std::string finding_of(ui::Context& context, const engine::CallsAnswer& answer) override {
        std::size_t known = 0, inside = 0;
        for (const charts::RangeStrip& strip : strips(context, answer)) {
            if (!strip.single || !strip.low || !strip.high) continue;
            ++known;
            inside += *strip.single >= *strip.low && *strip.single <= *strip.high ? 1 : 0;
        }
        if (known == 0) return std::string(context.say(Text::figures_alone));
        return context.say(Text::figures_title, {charts::format_count(inside), charts::format_count(known)});
    }
    std::string note_of(ui::Context& context, const engine::CallsAnswer& answer) override {
        const CallHeld call = ask_call(context);
        const engine::CallRow* own = call.answer ? row_of(answer, call.answer->person) : nullptr;
        return context.say(Text::figures_foot,
                           {charts::format_count(own ? own->timed : 0), charts::format_count(answer.all.timed)});
    }
    std::string key_of(ui::Context& context) override {
        const CallHeld call = ask_call(context);
        return context.view.call + " " + std::to_string(call.serial);
    }
    std::vector<charts::RangeStrip> derive(ui::Context& context, const engine::CallsAnswer& answer) override {
        const CallHeld call = ask_call(context);
        return call.answer ? call_strips(context, answer, *call.answer) : std::vector<charts::RangeStrip>();
    }
    void choose(ui::Context&, const std::string&) override {}
};

}  // namespace

std::unique_ptr<StackCard> make_call_ranges_card() { return std::make_unique<AllRangesCard>(); }
std::unique_ptr<StackCard> make_call_figures_card() { return std::make_unique<CallFiguresCard>(); }

}  // namespace screens
