// The topics and their phrases, to be changed.
#include <algorithm>
#include <string>

#include "base/limits.h"
#include "charts/text.h"
#include "screens/calls_cards.h"
#include "screens/word_editor.h"

namespace screens {
namespace {

using engine::Json;
using ui::Text;

class TopicWordsCard final : public EditorCard {
public:
    TopicWordsCard()
        : EditorCard({.id = "words",
                      .question = Text::words_question,
                      .foot = Text::words_foot,
                      .back = Text::words_back,
                      .file = "septet-topics.json",
                      .in_force = &engine::RuleBookAnswer::dictionary,
                      .changes = &ui::View::topic_changes}) {}

private:
    std::string finding_of(const ui::Context& context) const override {
        const std::string all = charts::format_count(now_["topics"].size());
        const std::size_t changed = changes(context).size();
        if (changed == 0) return context.say(Text::words_usual, {all});
        return context.say(Text::words_own, {all, charts::format_count(changed)});
    }

    void lay(ui::Context& context, Pen& pen) override {
        Json& topics = now_["topics"];
        const Json changed = changes(context);
        const Json* const shown = of_id(topics, chosen_);
        for (const Json& topic : topics) {
            const std::string id = topic["id"], name = name_of(context, topic);
            const std::string label = name + (changed.contains(id) ? " *" : "");
            const std::string spoken =
                context.say(Text::words_of, {name, charts::format_count(topic["phrases"].size())});
            if (pen.button("words.topic." + id,
                           {.label = label, .selected = &topic == shown, .toggle = true, .name = spoken})) {
                chosen_ = &topic == shown ? std::string() : id;
                draft_.clear();
                context.ui.again();
            }
        }
        pen.next_line(16);
        if (shown) lay_topic(context, pen, *shown);
        pen.next_line(16);
        lay_new(context, pen);
        for (const Json& topic : given_["topics"]) {
            const std::string id = topic["id"], label = context.say(Text::words_put_back, {name_of(context, topic)});
            if (!of_id(topics, id) && pen.button("words.put_back." + id, {.label = label})) take_back(context, id);
        }
    }

    void lay_topic(ui::Context& context, Pen& pen, const Json& topic) {
        const std::string id = topic["id"], name = name_of(context, topic);
        Json edited = topic;
        Json& phrases = edited["phrases"];
        pen.text("words.of", context.say(Text::words_of, {name, charts::format_count(phrases.size())}),
                 context.ui.theme().ink2);
        bool more = false;
        for (std::string& phrase : pen.add("words.add", context.say(Text::words_add, {name}), draft_)) {
            const bool there = std::any_of(phrases.begin(), phrases.end(), [&](const Json& one) {
                return engine::same_phrase(one.get_ref<const std::string&>(), phrase);
            });
            if (!there) phrases.push_back(std::move(phrase));
            more |= !there;
        }
        if (more) change_to(context, edited);
        pen.next_line();
        if (const auto phrase = pen.phrases("words.word", phrases, name)) {
            phrases.erase(std::find(phrases.begin(), phrases.end(), *phrase));
            change_to(context, edited);
        }
        pen.next_line(16);
        const bool starter = of_id(given_["topics"], id) != nullptr;
        if (starter && changes(context).contains(id) &&
            pen.button("words.undo", {.label = context.say(Text::words_put_back, {name})}))
            take_back(context, id);
        if (pen.button("words.remove", {.label = context.say(Text::words_remove, {name})})) {
            if (!starter) return take_back(context, id);
            Json all = changes(context);
            all[id] = nullptr;
            go(context, all);
        }
    }

    void lay_new(ui::Context& context, Pen& pen) {
        const std::string_view name = context.say(Text::words_new_topic_hint);
        if (auto typed = pen.field("words.new", 300, {.name = name, .text = new_, .hint = name}))
            new_ = *std::move(typed);
        const bool known =
            new_.size() > base::limits::id_bytes || of_id(now_["topics"], new_) || of_id(given_["topics"], new_);
        if (!pen.button("words.new.do", {.label = context.say(Text::words_new_topic),
                                         .icon = charts::Icon::plus,
                                         .disabled = new_.empty() || known}))
            return;
        chosen_ = new_;
        change_to(context, Json{{"id", new_}, {"phrases", Json::array()}});
        new_.clear();
    }

    // A topic of the reader's own is named by its id.
    void change_to(ui::Context& context, Json topic) {
        const std::string id = topic["id"];
        const Json* const given = of_id(given_["topics"], id);
        if (!given) topic.erase("name");
        Json all = changes(context);
        all[id] = engine::change_between(given ? *given : Json{{"id", id}}, topic);
        if (all[id].empty()) all.erase(id);
        go(context, all);
    }
    void take_back(ui::Context& context, const std::string& id) {
        Json all = changes(context);
        all.erase(id);
        go(context, all);
    }

    std::string chosen_, draft_, new_;
};

}  // namespace

std::unique_ptr<StackCard> make_topic_words_card() { return std::make_unique<TopicWordsCard>(); }

}  // namespace screens
