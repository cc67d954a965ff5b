// What is spoken of in the role's calls: how often, by whom, and how often where the deal then advanced or was lost.
#include <algorithm>
#include <string>
#include <vector>

#include "base/heap_sort.h"
#include "charts/interval_dots.h"
#include "engine/figures/topics.h"
#include "engine/word_changes.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/list_card.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr std::size_t words_shown = 3;

// Of the calls whose deal's stay ended so; with its counts where they are few.
std::string share_words(const ui::Context& context, const engine::TopicRow& topic, std::string_view exit) {
    for (const engine::TopicOutcome& outcome : topic.outcomes) {
        if (outcome.exit != exit) continue;
        if (outcome.rate.of < charts::fewest_for_a_rate)
            return charts::format_of(outcome.rate.hits, outcome.rate.of, context.language());
        return charts::format_share(outcome.rate.hits, outcome.rate.of);
    }
    return std::string(charts::undefined_figure);
}

class TopicsCard final : public ListCard<engine::TopicsAnswer> {
    const char* id() const override { return "topics"; }
    Text question() const override { return Text::topics_question; }

    ui::Held<engine::TopicsAnswer> ask(ui::Context& context) override {
        const auto held =
            context.answers.ask<engine::TopicsAnswer>("topics", calls_question(context, engine::Figure::topics));
        if (held.answer && held.serial != serial_) {
            serial_ = held.serial;
            arrange(*held.answer);
        }
        return held;
    }

    // Those that are mentioned, the most frequent first; of one number those that the dictionary has first.
    void arrange(const engine::TopicsAnswer& answer) {
        topics_.clear();
        double largest = 0;
        for (const engine::TopicRow& topic : answer.all.topics) {
            if (topic.rate.hits > 0) topics_.push_back(&topic);
            largest = std::max(largest, topic.rate.high.value_or(0));
        }
        base::heap_sort(topics_.begin(), topics_.end(), [](const auto* a, const auto* b) {
            return a->rate.hits != b->rate.hits ? a->rate.hits > b->rate.hits : a < b;
        });
        axis_ = charts::interval_axis(largest);
    }

    std::string finding_of(const ui::Context& context, const engine::TopicsAnswer&) const override {
        if (topics_.empty()) return std::string(context.say(Text::topics_none));
        const engine::TopicRow& first = *topics_.front();
        return context.say(Text::topics_title, {name_in(context, first),
                                                charts::format_of(first.rate.hits, first.rate.of, context.language())});
    }
    std::string note_of(const ui::Context& context, const engine::TopicsAnswer& answer) const override {
        std::string note;
        if (const std::size_t changed = engine::object_in(context.view.topic_changes).size(); changed > 0)
            note = context.say(Text::words_own,
                               {charts::format_count(answer.all.topics.size()), charts::format_count(changed)}) +
                   " · ";
        return note + context.say(Text::topics_foot,
                                  {charts::format_count(answer.all.worded), charts::format_count(answer.all.calls)});
    }
    std::size_t rows(const ui::Context&, const engine::TopicsAnswer&) const override { return topics_.size(); }
    std::size_t first_rows() const override { return 6; }
    float row_height(const ui::Context& context) const override { return ui::narrow(context.width()) ? 84.f : 48.f; }
    float above_height(ui::Context& context, const engine::TopicsAnswer& answer, float) const override {
        return answer.all.worded == 0 || ui::narrow(context.width()) ? 0 : 28;
    }

    // From the left: name, interval, share; from the right: lost, advanced, customer first, by months.
    static constexpr float figure_width = 96;
    static constexpr float share_width = 72;
    static constexpr float months_width = 120;
    static Rect interval_cell(Rect line) {
        const float left = line.x + line.w * .3f,
                    right = line.right() - 3 * figure_width - months_width - share_width - 24;
        return {left, line.y, std::max(60.f, right - left), line.h};
    }

    bool above_is_heads() const override { return true; }
    void draw_above(ui::Context& context, Rect place, const engine::TopicsAnswer&) override {
        charts::Painter& painter = context.ui.painter();
        const charts::Theme& theme = context.ui.theme();
        charts::draw_interval_axis(painter, theme, interval_cell({place.x, place.y, place.w, place.h - 6}), axis_);
        float right = place.right();
        for (const Text head : {Text::topics_lost, Text::topics_advanced, Text::topics_customer}) {
            charts::draw_text_within(painter, {right, place.y + 14}, figure_width - 6, context.say(head),
                                     charts::type::small(theme.ink3), Align::end);
            right -= figure_width;
        }
        charts::draw_text_within(painter, {right, place.y + 14}, months_width - 6, context.say(Text::topics_months),
                                 charts::type::small(theme.ink3), Align::end);
        charts::draw_text_within(painter, {right - months_width - 8, place.y + 14}, share_width,
                                 context.say(Text::topics_said), charts::type::small(theme.ink3), Align::end);
        ui::hairline(context.ui, place.x, place.bottom() - 1, place.w);
    }

    // The share by month: no axis, only the way it goes.
    static void draw_months(ui::Context& context, Rect place, const engine::TopicRow& topic) {
        std::vector<charts::Point> points;
        double most = 0;
        for (const engine::Rate& month : topic.months) most = std::max(most, month.estimate.value_or(0));
        if (topic.months.size() < 3 || most <= 0) return;
        for (std::size_t i = 0; i < topic.months.size(); ++i) {
            if (!topic.months[i].estimate) continue;
            const float x = place.x + place.w * static_cast<float>(i) / static_cast<float>(topic.months.size() - 1);
            points.push_back({x, place.bottom() - place.h * static_cast<float>(*topic.months[i].estimate / most)});
        }
        context.ui.painter().line({place.x, place.bottom() + .5f}, {place.right(), place.bottom() + .5f},
                                  {context.ui.theme().line});
        context.ui.painter().polyline(points, {context.ui.theme().accent, 1.5f});
    }

    std::string draw_row(ui::Context& context, Rect place, const engine::TopicsAnswer&, std::size_t row) override {
        const engine::TopicRow& topic = *topics_[row];
        charts::Painter& painter = context.ui.painter();
        const charts::Theme& theme = context.ui.theme();
        const std::string name = name_in(context, topic);
        std::string words;
        for (std::size_t i = 0; i < std::min(words_shown, topic.phrases.size()); ++i)
            words += (words.empty() ? "" : std::string(context.say(Text::list_comma))) + topic.phrases[i].phrase;
        const std::string counts = charts::format_of(topic.rate.hits, topic.rate.of, context.language());
        const std::string customer = charts::format_of(topic.first.customer, topic.rate.hits, context.language());
        const std::string advanced = share_words(context, topic, "advanced"),
                          lost = share_words(context, topic, "lost");
        const charts::IntervalRow interval{.id = topic.id,
                                           .name = name,
                                           .hits = topic.rate.hits,
                                           .of = topic.rate.of,
                                           .estimate = topic.rate.estimate,
                                           .low = topic.rate.low,
                                           .high = topic.rate.high};
        const charts::IntervalWords interval_words{context.language(), std::string(context.say(Text::topics_said))};
        const std::string spoken = context.say(Text::topics_spoken, {name, counts, customer, advanced, lost, words});
        if (ui::narrow(context.width())) {
            draw_name(context, {place.x, place.y, place.w - 72, 40}, name, words);
            charts::draw_text(painter, {place.right(), place.y + 20},
                              charts::format_share(topic.rate.hits, topic.rate.of),
                              charts::type::body(theme.ink, charts::Weight::medium), Align::end);
            charts::draw_interval(painter, theme, {place.x, place.y + 40, place.w, 20}, axis_, interval, interval_words,
                                  {});
            charts::draw_text_within(painter, {place.x, place.y + 75}, place.w,
                                     context.say(Text::topics_phone, {counts, advanced, lost}),
                                     charts::type::small(theme.ink2));
            return spoken;
        }
        const Rect cell = interval_cell(place);
        draw_name(context, {place.x, place.y, cell.x - place.x - 16, place.h}, name, words);
        charts::draw_interval(painter, theme, {cell.x, place.y + 8, cell.w, place.h - 16}, axis_, interval,
                              interval_words, {});
        float right = place.right();
        for (const std::string& figure : {lost, advanced, customer}) {
            charts::draw_text(painter, {right, place.y + 29}, figure, charts::type::body(theme.ink), Align::end);
            right -= figure_width;
        }
        charts::draw_text(painter, {right - months_width - 8, place.y + 29},
                          charts::format_share(topic.rate.hits, topic.rate.of),
                          charts::type::body(theme.ink, charts::Weight::medium), Align::end);
        draw_months(context, {right - months_width + 16, place.y + 12, months_width - 16, place.h - 24}, topic);
        return spoken;
    }

    // Of the answer held.
    std::uint32_t serial_ = 0;
    std::vector<const engine::TopicRow*> topics_;
    charts::IntervalAxis axis_;
};

}  // namespace

std::unique_ptr<StackCard> make_topics_card() { return std::make_unique<TopicsCard>(); }

}  // namespace screens
