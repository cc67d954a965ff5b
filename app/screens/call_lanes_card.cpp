// One conversation at a glance: who speaks when, where nobody does, who breaks in.
#include <algorithm>
#include <cmath>
#include <string>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "charts/call_lanes.h"
#include "charts/text.h"
#include "screens/call_cards.h"
#include "screens/call_words.h"
#include "ui/card.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace screens {

using charts::Rect;
using ui::Text;

CallHeld ask_call(ui::Context& context) {
    engine::Question question;
    question.figure = engine::Figure::call;
    question.call = context.view.call;
    question.call_rules = context.view.call_rules;
    carry_changes(context.view, question);
    question.text = context.view.said;
    question.offset = context.view.turn / base::limits::turns_answered * base::limits::turns_answered;
    return context.answers.ask<engine::CallAnswer>("call", question);
}

namespace {

constexpr float link_height = 44;
constexpr float about_gap = 12;
constexpr std::size_t topics_shown = 6;

double value_of(const engine::CallAnswer& call, std::string_view id) {
    for (const engine::CallValue& value : call.values)
        if (value.id == id) return value.value.value_or(0);
    return 0;
}

std::string number_of(const engine::CallAnswer& call, std::string_view id) {
    const MeasureWords* words = call_measure_words(id);
    for (const engine::CallValue& value : call.values)
        if (value.id == id && words) return measure_number(*words, value.value);
    return std::string(charts::undefined_figure);
}

// The people of a side by name; its word where none is known.
std::string side_name(const ui::Context& context, const engine::CallAnswer& call, std::string_view side) {
    std::string names;
    for (const engine::CallSpeaker& speaker : call.speakers) {
        if (speaker.side != side) continue;
        const std::string name = speaker.person.empty() ? speaker.name : caller_name(context, speaker.person);
        if (name.empty()) continue;
        if (!names.empty()) names += context.say(Text::list_comma);
        names += name;
    }
    if (side == "rep" && names.empty() && !call.person.empty()) names = caller_name(context, call.person);
    if (!names.empty()) return names;
    if (side == "rep") return std::string(context.say(Text::side_rep));
    if (side == "customer") return std::string(context.say(Text::side_customer));
    return std::string(context.say(side == "other" ? Text::side_other : Text::side_unknown));
}

charts::Color side_color(const ui::Context& context, const engine::CallAnswer& call, std::string_view side) {
    const charts::Theme& theme = context.ui.theme();
    if (side == "customer") return theme.ink3;
    if (side != "rep") return theme.axis;
    const auto role = charts::role_from_id(call.role);
    return role ? theme.role(*role).fill : theme.accent;
}

// The turns told of a call, in the time they take and their side's colour; none for one without times.
std::optional<charts::TurnSpan> span_of(const ui::Context& context, const engine::CallAnswer& call, std::uint32_t i) {
    const engine::CallTurn& turn = call.said[i];
    if (!turn.start_ms) return std::nullopt;
    const charts::Color color = side_color(
        context, call, turn.speaker < call.speakers.size() ? std::string_view(call.speakers[turn.speaker].side) : "");
    return charts::TurnSpan{{*turn.start_ms, turn.end_ms.value_or(*turn.start_ms)}, color};
}

std::uint32_t mentions_of(const engine::CallTopic& topic) { return topic.rep + topic.customer + topic.other; }

// What is spoken of most, each with the turns in which it is; the mood of turns as the data say it.
void add_rows(const ui::Context& context, const engine::CallAnswer& call, charts::CallLanes& lanes) {
    std::vector<const engine::CallTopic*> most;
    for (const engine::CallTopic& topic : call.topics) most.push_back(&topic);
    base::heap_sort(most.begin(), most.end(), [](const auto* a, const auto* b) {
        return mentions_of(*a) != mentions_of(*b) ? mentions_of(*a) > mentions_of(*b) : a->id < b->id;
    });
    if (most.size() > topics_shown) most.resize(topics_shown);
    const std::uint32_t first = call.head.question.offset;
    for (const engine::CallTopic* topic : most) {
        charts::TopicRow row{name_in(context, *topic), charts::format_count(mentions_of(*topic)), {}};
        std::optional<std::uint32_t> last;
        for (const engine::CallMention& mention : call.mentions) {
            if (mention.topic != topic->id || last == mention.turn) continue;
            last = mention.turn;
            if (const auto span = span_of(context, call, mention.turn - first)) row.turns.push_back(*span);
        }
        if (!row.turns.empty()) lanes.topics.push_back(std::move(row));
    }
    lanes.mood_name = context.say(Text::call_mood);
    for (std::uint32_t i = 0; i < call.said.size(); ++i) {
        if (!call.said[i].sentiment) continue;
        if (const auto span = span_of(context, call, i))
            lanes.mood.push_back({*span, static_cast<float>(*call.said[i].sentiment)});
    }
}

charts::CallLanes lanes_of(const ui::Context& context, const engine::CallAnswer& call) {
    charts::CallLanes lanes;
    lanes.duration_ms = call.duration_ms;
    for (const std::string_view side : {"rep", "customer", "other", ""}) {
        charts::SpeechLane lane{.name = side_name(context, call, side),
                                .detail = {},
                                .color = side_color(context, call, side),
                                .speech = {}};
        std::uint64_t spoken = 0;
        for (const engine::CallSpeech& speech : call.speech) {
            if (speech.side != side) continue;
            lane.speech.push_back({speech.from_ms, speech.to_ms});
            spoken += speech.to_ms - speech.from_ms;
        }
        if (lane.speech.empty()) continue;
        lane.detail = charts::format_clock(static_cast<std::uint32_t>(spoken));
        const std::uint64_t both = std::uint64_t{call.rep_speech_ms} + call.customer_speech_ms;
        if ((side == "rep" || side == "customer") && both > 0)
            lane.detail += " · " + charts::format_share(spoken, both);
        lanes.lanes.push_back(std::move(lane));
    }
    for (const engine::CallSilence& silence : call.silences) lanes.silences.push_back({silence.from_ms, silence.to_ms});
    // The first place that shows a rule kept, or broken by what was said.
    for (std::size_t i = 0; i < call.quality.rules.size(); ++i) {
        const engine::CallRule& rule = call.quality.rules[i];
        if (rule.evidence.empty() || (rule.result != "kept" && rule.result != "broken")) continue;
        const std::uint32_t turn = rule.evidence.front().turn, first = call.head.question.offset;
        if (turn < first || turn - first >= call.said.size() || !call.said[turn - first].start_ms) continue;
        lanes.flags.push_back({*call.said[turn - first].start_ms, std::to_string(i + 1), rule.result == "broken"});
    }
    base::heap_sort(lanes.flags.begin(), lanes.flags.end(), [](const auto& a, const auto& b) {
        return a.at_ms != b.at_ms ? a.at_ms < b.at_ms : a.label < b.label;
    });
    for (const engine::CallInterruption& one : call.interruptions) lanes.arrows.push_back({one.at_ms, one.by == "rep"});
    add_rows(context, call, lanes);
    return lanes;
}

std::string finding_of(const ui::Context& context, const engine::CallAnswer& call) {
    if (!call.doubt.empty()) return std::string(doubt_words(context, call.doubt));
    return context.say(Text::call_title, {number_of(call, "talk_ratio"), number_of(call, "longest_monologue_s"),
                                          call_length(call.duration_ms)});
}

// Who spoke with whom, and what for.
std::string about_of(const ui::Context& context, const engine::CallAnswer& call) {
    const std::string rep = side_name(context, call, "rep"), customer = side_name(context, call, "customer");
    std::string text =
        context.say(Text::call_between,
                    {rep, call.name.empty() ? customer : context.say(Text::call_customer_of, {customer, call.name})});
    if (!call.purpose.empty()) text += " · " + call.purpose;
    return text;
}

class CallLanesCard final : public StackCard {
public:
    explicit CallLanesCard(std::shared_ptr<CallReading> reading) : reading_(std::move(reading)) {}

    float height(ui::Context& context, float width) override {
        const CallHeld held = ask_call(context);
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        const std::string question = held.answer ? call_time(context, held.answer->at) : std::string();
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const ui::CardHead head{.id = "call", .question = question, .title = finding, .of = ui::head_of(held)};
        float body = 120;
        if (held.answer) {
            const charts::CallLanes& lanes = lanes_once(context, held);
            body = about_height(context, inner, *held.answer) +
                   (lanes.lanes.empty() ? 0 : charts::call_lanes_height(lanes, inner)) +
                   note_height(context, inner, *held.answer);
            if (!held.answer->recording.empty()) body += link_height;
        }
        return ui::card_head_height(context.ui, width, head) + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const CallHeld held = ask_call(context);
        const bool late = ui::shows_late(ui, held);
        const std::string question = held.answer ? call_time(context, held.answer->at) : std::string();
        const std::string finding = held.answer ? finding_of(context, *held.answer) : std::string();
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "call",
                                          .question = question,
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "call", body, held, 3)) return ui::end_card(ui);
        const engine::CallAnswer& call = *held.answer;
        charts::CallLanes& lanes = lanes_once(context, held);
        float y = ui::paragraph(ui, "call.about", {body.x, body.y}, body.w, about_of(context, call),
                                charts::type::label(ui.theme().ink2), charts::type::label_line) +
                  about_gap;
        if (!lanes.lanes.empty()) {
            lanes.window = reading_->in_sight;
            const Rect plot{body.x, y, body.w, charts::call_lanes_height(lanes, body.w)};
            const charts::CallLanesPlace place = charts::draw_call_lanes(ui.painter(), ui.theme(), plot, lanes);
            follow_pointer(context, place, lanes, call);
            for (std::size_t i = 0; i < place.lanes.size(); ++i)
                ui.add({.id = "call.lane." + std::to_string(i),
                        .role = ui::SemanticRole::text,
                        .name = charts::format_named(lanes.lanes[i].name, lanes.lanes[i].detail, context.language()),
                        .bounds = place.lanes[i]});
            for (std::size_t i = 0; i < place.topics.size(); ++i)
                ui.add({.id = "call.topic." + std::to_string(i),
                        .role = ui::SemanticRole::text,
                        .name = topic_words(context, lanes.topics[i]),
                        .bounds = place.topics[i]});
            if (!lanes.mood.empty())
                ui.add({.id = "call.mood",
                        .role = ui::SemanticRole::text,
                        .name = mood_words(context, lanes),
                        .bounds = place.mood});
            y = plot.bottom();
        }
        const std::string note = note_of(context, call);
        if (!note.empty())
            y = ui::paragraph(ui, "call.note", {body.x, y + 10}, body.w, note, charts::type::label(ui.theme().ink2),
                              charts::type::label_line);
        if (!call.recording.empty()) draw_recording(context, {body.x, y + 4, body.w, link_height - 8}, call);
        if (late) ui::draw_late_note(ui, "call", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    // Of this answer in these words and colours.
    charts::CallLanes& lanes_once(ui::Context& context, const CallHeld& held) {
        const Of of{held.serial, context.language(), &context.ui.theme()};
        if (of != of_) {
            of_ = of;
            lanes_ = lanes_of(context, *held.answer);
        }
        return lanes_;
    }

    static float about_height(ui::Context& context, float width, const engine::CallAnswer& call) {
        return ui::paragraph_height(context.ui.painter(), width, about_of(context, call), charts::type::label({}),
                                    charts::type::label_line) +
               about_gap;
    }

    static float note_height(ui::Context& context, float width, const engine::CallAnswer& call) {
        const std::string note = note_of(context, call);
        if (note.empty()) return 0;
        return 10 +
               ui::paragraph_height(context.ui.painter(), width, note, charts::type::label({}),
                                    charts::type::label_line) +
               4;
    }

    // "Price: 4, from 01:20"
    static std::string topic_words(const ui::Context& context, const charts::TopicRow& topic) {
        return charts::format_named(
            topic.name,
            context.say(Text::call_topic_from, {topic.detail, charts::format_clock(topic.turns.front().time.from_ms)}),
            context.language());
    }

    static std::string mood_words(const ui::Context& context, const charts::CallLanes& lanes) {
        std::size_t good = 0, bad = 0;
        for (const charts::MoodSpan& one : lanes.mood) {
            good += one.value > 0 ? 1 : 0;
            bad += one.value < 0 ? 1 : 0;
        }
        return charts::format_named(
            lanes.mood_name,
            context.say(Text::call_mood_counts, {charts::format_count(good), charts::format_count(bad)}),
            context.language());
    }

    static std::string note_of(const ui::Context& context, const engine::CallAnswer& call) {
        if (call.turns == 0) return {};
        if (!call.doubt.empty()) return std::string(context.say(Text::call_doubt_note));
        std::uint64_t rep = 0;
        for (const engine::CallInterruption& one : call.interruptions) rep += one.by == "rep" ? 1 : 0;
        const auto silence = static_cast<float>(context.view.call_rules.silence_ms) / 1000;
        std::string note =
            context.say(Text::call_note, {charts::format_fixed(silence, silence == std::floor(silence) ? 0 : 1),
                                          charts::format_count(call.silences.size()),
                                          charts::format_percent(value_of(call, "silence_share"))});
        const auto add = [&](std::string_view sentence) { note = context.say(Text::two_sentences, {note, sentence}); };
        if (!call.interruptions.empty())
            add(context.say(Text::call_breaks,
                            {charts::format_count(rep), charts::format_count(call.interruptions.size() - rep)}));
        if (!call.topics.empty()) add(context.say(Text::call_topics_note));
        if (std::any_of(call.said.begin(), call.said.end(), [](const auto& turn) { return turn.sentiment; }))
            add(context.say(Text::call_mood_note));
        return note;
    }

    // A press on the lanes goes to the turn that is spoken then.
    static void follow_pointer(ui::Context& context, const charts::CallLanesPlace& place,
                               const charts::CallLanes& lanes, const engine::CallAnswer& call) {
        const ui::Hit hit = context.ui.press("call.lanes", place.plot);
        if (!hit.hovered && !hit.clicked) return;
        const std::uint32_t at = charts::ms_at(lanes, place.plot, context.ui.input().pointer.x);
        context.ui.tip(hit, {context.ui.input().pointer.x, place.plot.y, 1, place.plot.h}, charts::format_clock(at));
        if (!hit.clicked) return;
        const std::uint32_t first = call.head.question.offset;
        std::uint32_t turn = first;
        for (std::uint32_t i = 0; i < call.said.size(); ++i)
            if (call.said[i].start_ms && *call.said[i].start_ms <= at) turn = first + i;
        ui::View next = context.view;
        next.turn = turn;
        context.go(std::move(next), ui::History::replace);
    }

    static void draw_recording(ui::Context& context, Rect line, const engine::CallAnswer& call) {
        std::uint32_t second = 0;
        const std::uint32_t first = call.head.question.offset;
        if (context.view.turn >= first && context.view.turn - first < call.said.size())
            second = call.said[context.view.turn - first].start_ms.value_or(0) / 1000;
        const std::string label = context.say(Text::call_recording, {charts::format_clock(second * 1000)});
        if (!ui::link(context.ui, "call.recording", line, label, charts::Icon::share)) return;
        const bool marked = call.recording.find('#') != std::string::npos;
        context.host.open_address(marked ? call.recording : call.recording + "#t=" + std::to_string(second));
    }

    struct Of {
        std::uint32_t serial = 0;
        ui::Language language{};
        const charts::Theme* theme = nullptr;
        bool operator==(const Of&) const = default;
    };
    std::shared_ptr<CallReading> reading_;
    Of of_;
    charts::CallLanes lanes_;
};

}  // namespace

std::unique_ptr<StackCard> make_call_lanes_card(std::shared_ptr<CallReading> reading) {
    return std::make_unique<CallLanesCard>(std::move(reading));
}

}  // namespace screens
