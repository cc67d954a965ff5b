// The topics and their words, to be changed.
#include <algorithm>
#include <string>

#include "charts/text.h"
#include "screens/calls_cards.h"
#include "screens/word_changes.h"
#include "screens/word_editor.h"

namespace screens {
namespace {

using ui::Text;

class TopicWordsCard final : public EditorCard {
    const char* id() const override { return "words"; }
    Text question() const override { return Text::words_question; }
    Text foot() const override { return Text::words_foot; }

    std::string finding_of(const ui::Context& context, const engine::RuleBookAnswer& answer) const override {
        const auto changed = std::count_if(answer.topics.begin(), answer.topics.end(),
                                           [](const engine::BookTopic& topic) { return topic.changed; });
        const std::string all = charts::format_count(answer.topics.size());
        if (changed == 0) return context.say(Text::words_usual, {all});
        return context.say(Text::words_own, {charts::format_count(static_cast<std::uint64_t>(changed)), all});
    }

    static const std::string& name_of(const ui::Context& context, const engine::BookTopic& topic) {
        return context.language() == ui::Language::zh ? topic.name_zh : topic.name_en;
    }

    void lay(ui::Context& context, Pen& pen, const engine::RuleBookAnswer& answer) override {
        const engine::BookTopic* shown = answer.topics.empty() ? nullptr : &answer.topics.front();
        for (const engine::BookTopic& topic : answer.topics)
            if (topic.id == chosen_) shown = &topic;
        for (const engine::BookTopic& topic : answer.topics) {
            const std::string label = name_of(context, topic) + (topic.changed ? " *" : "");
            const std::string count = charts::format_count(topic.phrases.size());
            if (pen.button("words.topic." + topic.id,
                           {.label = label,
                            .selected = &topic == shown,
                            .toggle = true,
                            .name = context.say(Text::words_of, {name_of(context, topic), count})})) {
                chosen_ = topic.id;
                draft_.clear();
                context.ui.again();
            }
        }
        pen.next_line(16);
        if (shown) lay_topic(context, pen, *shown);
        pen.next_line(16);
        const std::string new_name(context.say(Text::words_new_topic_hint));
        if (const auto name =
                draw_add(pen, context, "words.new", new_name, new_name, context.say(Text::words_new_topic), new_)) {
            chosen_ = *name;
            const bool known = std::any_of(answer.topics.begin(), answer.topics.end(),
                                           [&](const engine::BookTopic& topic) { return topic.id == *name; });
            auto changes = topic_changes(context.view);
            change_of(changes, *name);
            if (!known) full_ = !go_changed(context, changes);
            context.ui.again();
        }
        pen.next_line(16);
        if (pen.button("words.save", {.label = context.say(Text::words_save), .icon = charts::Icon::export_file}))
            context.host.save_file("septet-topics.json", "application/json", answer.dictionary.json);
    }

    void lay_topic(ui::Context& context, Pen& pen, const engine::BookTopic& topic) {
        const std::string& name = name_of(context, topic);
        const auto count = charts::format_count(topic.phrases.size());
        pen.text("words.of", context.say(Text::words_of, {name, count}), charts::type::label(context.ui.theme().ink2));
        auto changes = topic_changes(context.view);
        if (const auto word = pen.words("words.word", topic.phrases, name)) {
            drop_word(change_of(changes, topic.id), *word);
            go(context, changes, topic);
        }
        pen.next_line();
        if (const auto word = draw_add(pen, context, "words.add", context.say(Text::words_add, {name}),
                                       context.say(Text::words_add_hint), context.say(Text::words_add_do), draft_)) {
            const bool there = std::any_of(topic.phrases.begin(), topic.phrases.end(),
                                           [&](const std::string& one) { return engine::same_word(one, *word); });
            add_word(change_of(changes, topic.id), *word);
            if (!there) go(context, changes, topic);
        }
        if (topic.changed &&
            pen.button("words.undo", {.label = context.say(
                                          topic.added ? Text::words_remove_topic : Text::words_back_topic, {name})})) {
            std::erase_if(changes, [&](const engine::TopicChange& change) { return change.topic == topic.id; });
            full_ = !go_changed(context, changes);
        }
    }

    // A change that changes nothing any more is none, but for a topic of the reader's own.
    void go(ui::Context& context, std::vector<engine::TopicChange>& changes, const engine::BookTopic& topic) {
        std::erase_if(changes, [&](const engine::TopicChange& change) {
            return !topic.added && change == engine::TopicChange{.topic = topic.id, .name = {}, .add = {}, .drop = {}};
        });
        full_ = !go_changed(context, changes);
    }

    void lay_back(ui::Context& context, Pen& pen) override {
        if (context.view.topic_changes.empty()) return;
        if (pen.button("words.back", {.label = context.say(Text::words_back)}))
            full_ = !go_changed(context, std::vector<engine::TopicChange>());
    }

    std::string chosen_, draft_, new_;
};

}  // namespace

std::unique_ptr<StackCard> make_topic_words_card() { return std::make_unique<TopicWordsCard>(); }

}  // namespace screens
