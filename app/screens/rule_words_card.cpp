// The quality rules (质检): what each looks for, its weight, its words, to be changed.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "charts/text.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/word_changes.h"
#include "screens/word_editor.h"

namespace screens {
namespace {

using ui::Text;

constexpr std::size_t words_told = 3;
constexpr double heaviest = 10;  // that the buttons lead to

// A condition in words, with all that stands inside it; `at` moves behind them.
class Plain {
public:
    Plain(const ui::Context& context, const engine::RuleBookAnswer& book, const engine::BookForm& form)
        : context_(context), book_(book), when_(form.when) {}

    std::string text() { return when_.empty() ? std::string() : condition(); }

private:
    const ui::Context& context_;
    const engine::RuleBookAnswer& book_;
    const std::vector<engine::BookCondition>& when_;
    std::size_t at_ = 0;

    bool inside(const engine::BookCondition& outer) const {
        return at_ < when_.size() && when_[at_].depth > outer.depth;
    }

    // Conditions lie at most limits::rule_depth deep.
    std::string condition() {
        const engine::BookCondition& one = when_[at_++];
        if (one.kind == "phrases") return phrases(one);
        if (one.kind == "measure") return measure(one);
        if (one.kind == "rule") return context_.say(Text::book_rule, {rule_name(one.rule)});
        if (one.kind == "not") return context_.say(Text::book_not, {inside(one) ? condition() : std::string()});
        std::string out;
        while (inside(one)) {
            if (!out.empty()) out += context_.say(one.kind == "any" ? Text::book_any : Text::book_all);
            out += condition();
        }
        return out;
    }

    std::string phrases(const engine::BookCondition& one) {
        std::string words;
        for (std::size_t i = 0; i < std::min(words_told, one.phrases.size()); ++i) {
            if (i > 0) words += context_.say(Text::list_comma);
            words += context_.say(Text::book_words, {one.phrases[i]});
        }
        if (one.phrases.size() > words_told)
            words = context_.say(Text::book_words_more, {words, charts::format_count(one.phrases.size())});
        const Text who = one.by == "rep"        ? Text::book_by_rep
                         : one.by == "customer" ? Text::book_by_customer
                                                : Text::book_by_anyone;
        std::string out = context_.say(Text::book_said, {context_.say(who), words});
        if (one.at_least > 1) out += context_.say(Text::book_at_least, {charts::format_count(one.at_least)});
        if (one.first_s) out += context_.say(Text::book_first, {charts::format_fixed(*one.first_s, 0)});
        if (one.last_s) out += context_.say(Text::book_last, {charts::format_fixed(*one.last_s, 0)});
        if (inside(one)) out += context_.say(Text::book_after, {condition()});
        if (one.within_s) out += context_.say(Text::book_within, {charts::format_fixed(*one.within_s, 0)});
        return out;
    }

    std::string measure(const engine::BookCondition& one) const {
        const MeasureWords* const words = call_measure_words(one.measure);
        const std::string name = words ? std::string(context_.say(words->name)) : one.measure;
        const auto number = [&](double value) {
            return words ? measure_text(context_, *words, value) : charts::format_fixed(value, 2);
        };
        if (one.above && one.below)
            return context_.say(Text::book_between, {name, number(*one.above), number(*one.below)});
        return one.above ? context_.say(Text::book_above, {name, number(*one.above)})
                         : context_.say(Text::book_below, {name, number(one.below.value_or(0))});
    }

    std::string rule_name(const std::string& id) const {
        for (const engine::BookRule& rule : book_.rules)
            if (rule.id == id) return context_.language() == ui::Language::zh ? rule.name_zh : rule.name_en;
        return id;
    }
};

// Parted by commas of either script, without the space round them.
std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    const auto end = [&] {
        const std::size_t first = word.find_first_not_of(' '), last = word.find_last_not_of(' ');
        if (first != std::string::npos) {
            std::string cut = word.substr(first, last - first + 1);
            const bool there = std::any_of(out.begin(), out.end(),
                                           [&](const std::string& one) { return engine::same_word(one, cut); });
            if (!there) out.push_back(std::move(cut));
        }
        word.clear();
    };
    while (!text.empty()) {
        std::size_t comma = 0;
        for (const std::string_view mark : {",", "，", "、", ";", "；"})
            if (text.starts_with(mark)) comma = mark.size();
        if (comma > 0)
            end();
        else
            word += text.front();
        text.remove_prefix(std::max<std::size_t>(1, comma));
    }
    end();
    return out;
}

class RuleWordsCard final : public EditorCard {
    const char* id() const override { return "book"; }
    Text question() const override { return Text::book_question; }
    Text foot() const override { return Text::book_foot; }

    std::string finding_of(const ui::Context& context, const engine::RuleBookAnswer& answer) const override {
        const auto changed = std::count_if(answer.rules.begin(), answer.rules.end(),
                                           [](const engine::BookRule& rule) { return rule.changed; });
        const std::string all = charts::format_count(answer.rules.size());
        if (changed == 0) return context.say(Text::book_usual, {all});
        return context.say(Text::book_own, {charts::format_count(static_cast<std::uint64_t>(changed)), all});
    }

    static const std::string& name_of(const ui::Context& context, const engine::BookRule& rule) {
        return context.language() == ui::Language::zh ? rule.name_zh : rule.name_en;
    }

    void lay(ui::Context& context, Pen& pen, const engine::RuleBookAnswer& answer) override {
        for (const engine::BookRule& rule : answer.rules) lay_rule(context, pen, answer, rule);
        pen.next_line(16);
        lay_new(context, pen, answer);
        pen.next_line(16);
        if (pen.button("book.save", {.label = context.say(Text::words_save), .icon = charts::Icon::export_file}))
            context.host.save_file("septet-rules.json", "application/json", answer.rule_sets.json);
    }

    void lay_rule(ui::Context& context, Pen& pen, const engine::RuleBookAnswer& answer, const engine::BookRule& rule) {
        const std::string& name = name_of(context, rule);
        const std::string own = "book.rule." + rule.id;
        const charts::Theme& theme = context.ui.theme();
        const bool open = rule.id == open_;
        auto changes = rule_changes(context.view);
        pen.next_line();
        if (pen.button(own, {.label = name + (rule.changed ? " *" : ""),
                             .icon = open ? charts::Icon::chevron_down : charts::Icon::chevron_right,
                             .expandable = true,
                             .expanded = open,
                             .name = context.say(Text::book_open, {name})})) {
            open_ = open ? std::string() : rule.id;
            draft_.clear();
            context.ui.again();
        }
        lay_weight(context, pen, own, rule, changes);
        if (pen.button(own + ".critical", {.label = context.say(Text::book_critical),
                                           .selected = rule.critical,
                                           .toggle = true,
                                           .disabled = rule.weight <= 0,
                                           .name = context.say(Text::book_critical_name, {name})})) {
            change_of(changes, rule.id).critical = !rule.critical;
            full_ = !go_changed(context, changes);
        }
        const engine::BookForm* form = rule.forms.empty() ? nullptr : &rule.forms.front();
        for (const engine::BookForm& one : rule.forms)
            if (one.language == (context.language() == ui::Language::zh ? "zh" : "en")) form = &one;
        if (form) pen.text(own + ".when", Plain(context, answer, *form).text(), charts::type::label(theme.ink2));
        if (open) lay_words(context, pen, rule, changes);
    }

    void lay_weight(ui::Context& context, Pen& pen, const std::string& own, const engine::BookRule& rule,
                    std::vector<engine::RuleChange>& changes) {
        const std::string about = context.say(Text::book_weight, {name_of(context, rule)});
        const float size = ui::narrow(context.width()) ? 44.f : 32.f;
        const charts::Rect place = pen.item(2 * size + 76);
        if (!pen.draws()) return;
        const std::string text = rule.weight <= 0
                                     ? std::string(context.say(Text::book_off))
                                     : context.say(Text::rule_weight, {charts::format_fixed(rule.weight, 0)});
        ui::label(context.ui, own + ".weight",
                  {place.x + place.w / 2, charts::centred_baseline(place.y + place.h / 2, 13)}, 76, text,
                  charts::type::body(context.ui.theme().ink), charts::Align::middle);
        const auto set = [&](double weight) {
            change_of(changes, rule.id).weight = std::clamp(std::round(weight), 0.0, std::max(heaviest, rule.weight));
            full_ = !go_changed(context, changes);
        };
        if (ui::icon_button(context.ui, own + ".less", {place.x, place.y, size, place.h}, charts::Icon::minus,
                            context.say(Text::rule_less, {about})) &&
            rule.weight > 0)
            set(rule.weight - 1);
        if (ui::icon_button(context.ui, own + ".more", {place.right() - size, place.y, size, place.h},
                            charts::Icon::plus, context.say(Text::rule_more, {about})))
            set(rule.weight + 1);
    }

    void lay_words(ui::Context& context, Pen& pen, const engine::BookRule& rule,
                   std::vector<engine::RuleChange>& changes) {
        const std::string& name = name_of(context, rule);
        const charts::TextStyle small = charts::type::label(context.ui.theme().ink2);
        const std::string own = "book.word." + rule.id;
        if (rule.words.empty()) {
            pen.text(own + ".none", context.say(Text::book_no_words), small);
        } else {
            if (const auto word = pen.words(own, rule.words, name)) drop(context, rule, *word, changes);
            pen.next_line();
            if (rule.last) pen.text(own + ".last", context.say(Text::book_last_word), small);
            if (const auto word =
                    draw_add(pen, context, "book.add", context.say(Text::words_add, {name}),
                             context.say(Text::words_add_hint), context.say(Text::words_add_do), draft_)) {
                const bool there = std::any_of(rule.words.begin(), rule.words.end(),
                                               [&](const std::string& one) { return engine::same_word(one, *word); });
                add_word(change_of(changes, rule.id), *word);
                if (!there) full_ = !go_changed(context, changes);
            }
        }
        if (rule.changed &&
            pen.button("book.undo",
                       {.label = context.say(rule.added ? Text::book_remove_rule : Text::book_back_rule, {name})})) {
            std::erase_if(changes, [&](const engine::RuleChange& change) { return change.rule == rule.id; });
            full_ = !go_changed(context, changes);
        }
        pen.next_line(16);
    }

    // Not where it is the last of some language's: without words a rule is none.
    void drop(ui::Context& context, const engine::BookRule& rule, const std::string& word,
              std::vector<engine::RuleChange>& changes) {
        const bool last = std::any_of(rule.forms.begin(), rule.forms.end(), [&](const engine::BookForm& form) {
            for (const engine::BookCondition& one : form.when)
                if (one.kind == "phrases") return one.phrases.size() == 1 && one.phrases[0] == word;
            return false;
        });
        if (last) return;
        drop_word(change_of(changes, rule.id), word);
        full_ = !go_changed(context, changes);
    }

    void lay_new(ui::Context& context, Pen& pen, const engine::RuleBookAnswer& answer) {
        pen.text("book.new", context.say(Text::book_new),
                 charts::type::body(context.ui.theme().ink, charts::Weight::medium));
        const std::string_view name = context.say(Text::book_new_name), words = context.say(Text::book_new_words);
        if (auto typed = pen.field("book.new.name", 260, {.name = name, .text = new_name_, .hint = name}))
            new_name_ = *std::move(typed);
        if (auto typed = pen.field("book.new.words", 320, {.name = words, .text = new_words_, .hint = words}))
            new_words_ = *std::move(typed);
        const std::array<ui::Choice, 3> who{{{"rep", context.say(Text::side_rep)},
                                             {"customer", context.say(Text::side_customer)},
                                             {"anyone", context.say(Text::book_anyone)}}};
        if (const auto chosen = pen.choice("book.new.who", 270, who, who_, context.say(Text::book_new_who)))
            who_ = *chosen;
        const std::array<ui::Choice, 2> kinds{
            {{"required", context.say(Text::book_required)}, {"forbidden", context.say(Text::book_forbidden)}}};
        if (const auto chosen =
                pen.choice("book.new.kind", 260, kinds, forbidden_ ? 1 : 0, context.say(Text::book_new_kind)))
            forbidden_ = *chosen == 1;
        const std::vector<std::string> list = words_in(new_words_);
        const bool known = std::any_of(answer.rules.begin(), answer.rules.end(),
                                       [&](const engine::BookRule& rule) { return rule.id == new_name_; });
        const bool usable = std::all_of(list.begin(), list.end(), engine::word_allowed);
        if (!pen.button("book.new.do", {.label = context.say(Text::book_new_do),
                                        .icon = charts::Icon::plus,
                                        .disabled = list.empty() || !usable || known || new_name_.empty()}))
            return;
        auto changes = rule_changes(context.view);
        engine::RuleChange& change = change_of(changes, new_name_);
        change.add = list;
        change.by = who[who_].id;
        change.forbidden = forbidden_;
        full_ = !go_changed(context, changes);
        if (full_) return;
        open_ = new_name_;
        new_name_.clear();
        new_words_.clear();
    }

    void lay_back(ui::Context& context, Pen& pen) override {
        if (context.view.rule_changes.empty()) return;
        if (pen.button("book.back", {.label = context.say(Text::book_back)}))
            full_ = !go_changed(context, std::vector<engine::RuleChange>());
    }

    std::string open_, draft_, new_name_, new_words_;
    std::size_t who_ = 0;
    bool forbidden_ = false;
};

}  // namespace

std::unique_ptr<StackCard> make_rule_words_card() { return std::make_unique<RuleWordsCard>(); }

}  // namespace screens
