// What is spoken of where: for each topic the share of the calls of a stage in which it is mentioned.
#include <algorithm>
#include <string>
#include <vector>

#include "base/heap_sort.h"
#include "charts/interval_dots.h"
#include "engine/figures/topics.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/list_card.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr std::size_t topics_shown = 10;
constexpr std::size_t stages_shown = 7, stages_on_phone = 4;
constexpr float least_name = 96;
constexpr float strongest = 0.35f;  // of the fill behind the largest share

class TopicStagesCard final : public ListCard<engine::TopicsAnswer> {
    const char* id() const override { return "topic_stages"; }
    Text question() const override { return Text::topic_stages_question; }

    bool wanted(ui::Context& context) override {
        const auto held = ask(context);
        return !held.answer || (held.answer->head.refused.empty() && stages_.size() > 1 && !topics_.empty());
    }

    ui::Held<engine::TopicsAnswer> ask(ui::Context& context) override {
        engine::Question question = calls_question(context, engine::Figure::topics);
        question.by = {engine::By::stage};
        const auto held = context.answers.ask<engine::TopicsAnswer>("topic_stages", question);
        const std::size_t room = ui::narrow(context.width()) ? stages_on_phone : stages_shown;
        if (held.answer && (held.serial != serial_ || room != room_)) {
            serial_ = held.serial;
            room_ = room;
            arrange(context, *held.answer);
        }
        return held;
    }

    // The stages with most calls, in the funnel's order; the topics mentioned most.
    void arrange(const ui::Context& context, const engine::TopicsAnswer& answer) {
        stages_.clear();
        topics_.clear();
        largest_ = 0;
        for (const engine::TopicGroup& group : answer.rows)
            if (group.worded > 0 && context.names.stage(group.keys.front())) stages_.push_back(&group);
        base::heap_sort(stages_.begin(), stages_.end(), [](const auto* a, const auto* b) {
            return a->worded != b->worded ? a->worded > b->worded : a < b;
        });
        if (stages_.size() > room_) stages_.resize(room_);
        base::heap_sort(stages_.begin(), stages_.end(), [&](const auto* a, const auto* b) {
            return context.names.stage_order(a->keys.front()) < context.names.stage_order(b->keys.front());
        });
        for (std::size_t i = 0; i < answer.all.topics.size(); ++i)
            if (answer.all.topics[i].rate.hits > 0) topics_.push_back(i);
        base::heap_sort(topics_.begin(), topics_.end(), [&](std::size_t a, std::size_t b) {
            const std::uint64_t hits_a = answer.all.topics[a].rate.hits, hits_b = answer.all.topics[b].rate.hits;
            return hits_a != hits_b ? hits_a > hits_b : a < b;
        });
        if (topics_.size() > topics_shown) topics_.resize(topics_shown);
        for (const std::size_t topic : topics_)
            for (const engine::TopicGroup* stage : stages_)
                if (stage->worded >= charts::fewest_for_a_rate)
                    largest_ = std::max(largest_, stage->topics[topic].rate.estimate.value_or(0));
    }

    static std::string stage_name(const ui::Context& context, const engine::TopicGroup& stage) {
        return context.names.stage_name(stage.keys.front(), context.language());
    }

    // The topic that differs most between two stages of which there are enough calls.
    std::string finding_of(const ui::Context& context, const engine::TopicsAnswer&) const override {
        double widest = 0;
        std::string finding(context.say(Text::topic_stages_few));
        for (const std::size_t topic : topics_) {
            const engine::TopicGroup *most = nullptr, *least = nullptr;
            for (const engine::TopicGroup* stage : stages_) {
                if (stage->worded < charts::fewest_for_a_rate) continue;
                const double share = stage->topics[topic].rate.estimate.value_or(0);
                if (!most || share > most->topics[topic].rate.estimate.value_or(0)) most = stage;
                if (!least || share < least->topics[topic].rate.estimate.value_or(0)) least = stage;
            }
            if (!most || most == least) continue;
            const engine::Rate &high = most->topics[topic].rate, &low = least->topics[topic].rate;
            const double difference = high.estimate.value_or(0) - low.estimate.value_or(0);
            if (difference <= widest) continue;
            widest = difference;
            finding =
                context.say(Text::topic_stages_title,
                            {name_in(context, most->topics[topic]), stage_name(context, *most),
                             charts::format_of(high.hits, high.of, context.language()), stage_name(context, *least),
                             charts::format_of(low.hits, low.of, context.language())});
        }
        return finding;
    }
    std::string note_of(const ui::Context& context, const engine::TopicsAnswer&) const override {
        return context.say(Text::topic_stages_foot, {charts::format_count(charts::fewest_for_a_rate)});
    }
    std::size_t rows(const ui::Context&, const engine::TopicsAnswer&) const override { return topics_.size(); }
    float row_height(const ui::Context& context) const override { return ui::narrow(context.width()) ? 76.f : 48.f; }
    float above_height(ui::Context&, const engine::TopicsAnswer&, float) const override { return 44; }

    // The cells of a line lie side by side; where it is narrow, under the name.
    std::vector<Rect> cells(const ui::Context& context, Rect line) const {
        const bool narrow = ui::narrow(context.width());
        const float names = narrow ? 0 : std::max(least_name, line.w * .24f);
        const float width = (line.w - names) / static_cast<float>(stages_.size());
        std::vector<Rect> result;
        for (std::size_t i = 0; i < stages_.size(); ++i)
            result.push_back({line.x + names + width * static_cast<float>(i) + 2, narrow ? line.y + 28 : line.y + 4,
                              width - 4, line.h - (narrow ? 36.f : 9.f)});
        return result;
    }

    void draw_above(ui::Context& context, Rect place, const engine::TopicsAnswer&) override {
        const charts::Theme& theme = context.ui.theme();
        const std::vector<Rect> columns = cells(context, place);
        for (std::size_t i = 0; i < stages_.size(); ++i) {
            charts::Painter& painter = context.ui.painter();
            const float middle = columns[i].x + columns[i].w / 2;
            charts::draw_text_within(painter, {middle, place.y + 16}, columns[i].w, stage_name(context, *stages_[i]),
                                     charts::type::small(theme.ink2), Align::middle);
            charts::draw_text_within(painter, {middle, place.y + 32}, columns[i].w,
                                     context.say(Text::topic_stages_calls, {charts::format_count(stages_[i]->worded)}),
                                     charts::type::small(theme.ink3), Align::middle);
        }
        ui::hairline(context.ui, place.x, place.bottom() - 1, place.w);
    }

    std::string draw_row(ui::Context& context, Rect line, const engine::TopicsAnswer& answer,
                         std::size_t row) override {
        charts::Painter& painter = context.ui.painter();
        const charts::Theme& theme = context.ui.theme();
        const std::size_t topic = topics_[row];
        const std::string& name = name_in(context, answer.all.topics[topic]);
        const std::vector<Rect> columns = cells(context, line);
        const bool narrow = ui::narrow(context.width());
        charts::draw_text_within(painter, {line.x, line.y + (narrow ? 20.f : 29.f)},
                                 narrow ? line.w : columns.front().x - line.x - 12, name,
                                 charts::type::body(theme.ink, charts::Weight::medium));
        std::string spoken = name;
        for (std::size_t i = 0; i < stages_.size(); ++i) {
            const engine::Rate& rate = stages_[i]->topics[topic].rate;
            const Rect& cell = columns[i];
            const bool enough = rate.of >= charts::fewest_for_a_rate;
            const std::string counts = charts::format_of(rate.hits, rate.of, context.language());
            painter.fill_rect(cell, theme.sunken, 3);
            if (enough && largest_ > 0 && rate.hits > 0)
                painter.fill_rect(
                    cell,
                    charts::with_alpha(theme.accent,
                                       strongest * static_cast<float>(rate.estimate.value_or(0) / largest_)),
                    3);
            const float middle = cell.x + cell.w / 2, centre = cell.y + cell.h / 2;
            if (enough) {
                charts::draw_text(painter, {middle, centre - 1}, charts::format_share(rate.hits, rate.of),
                                  charts::type::body(theme.ink), Align::middle);
                charts::draw_text(painter, {middle, centre + 13}, counts, charts::type::small(theme.ink2),
                                  Align::middle);
            } else {
                charts::draw_text(painter, {middle, centre + 4}, counts, charts::type::body(theme.ink2), Align::middle);
            }
            spoken = context.say(Text::topic_stages_spoken, {spoken, stage_name(context, *stages_[i]), counts});
        }
        return spoken;
    }

    // Of the answer held.
    std::uint32_t serial_ = 0;
    std::size_t room_ = 0;
    std::vector<const engine::TopicGroup*> stages_;
    std::vector<std::size_t> topics_;  // places in the dictionary
    double largest_ = 0;
};

}  // namespace

std::unique_ptr<StackCard> make_topic_stages_card() { return std::make_unique<TopicStagesCard>(); }

}  // namespace screens
