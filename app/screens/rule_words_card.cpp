// The quality rules (质检): what each looks for in words, and a form to change it. What is being changed is tried on the engine's
// reader of rules, whose errors stand where they belong; it takes effect when it is applied.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "charts/text.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/word_editor.h"
#include "ui/error_text.h"

namespace screens {
namespace {

using engine::Json;
using ui::Text;

constexpr std::size_t phrases_told = 3;
constexpr float field_width = 76;  // of a number
constexpr double heaviest = 10;    // that the buttons lead to

struct Word {
    const char* id;
    Text text;
};
constexpr std::array<Word, 3> speakers{
    {{"rep", Text::book_by_rep}, {"customer", Text::book_by_customer}, {"anyone", Text::book_by_anyone}}};
constexpr std::array<Word, 7> roles{{{"sales_manager", Text::role_sales_manager},
                                     {"marketer", Text::role_marketer},
                                     {"lead_generator", Text::role_lead_generator},
                                     {"lead_nurturer", Text::role_lead_nurturer},
                                     {"closer", Text::role_closer},
                                     {"customer_support", Text::role_customer_support},
                                     {"account_manager", Text::role_account_manager}}};
constexpr std::array<Word, 4> channels{{{"phone", Text::book_phone},
                                        {"video", Text::book_video},
                                        {"onsite", Text::book_onsite},
                                        {"chat", Text::book_chat}}};
constexpr std::array<Word, 2> directions{{{"in", Text::book_in}, {"out", Text::book_out}}};
struct Applies {
    const char* key;
    Text name;
    std::span<const Word> words;
};
constexpr std::array<Applies, 3> applies_to{{{"role", Text::book_role, roles},
                                             {"channel", Text::book_channel, channels},
                                             {"direction", Text::book_direction, directions}}};
constexpr std::array<Word, 3> kinds{
    {{"phrases", Text::book_kind_phrases}, {"measure", Text::book_kind_measure}, {"rule", Text::book_kind_rule}}};

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> number_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
}

// A condition in words, with all that stands inside it.
class Plain {
public:
    Plain(const ui::Context& context, Json& rules) : context_(context), rules_(rules) {}

    // Conditions in force lie at most limits::rule_depth deep.
    std::string condition(const Json& one) const {
        if (one.contains("phrases")) return phrases(one);
        if (one.contains("measure")) return measure(one);
        if (one.contains("rule")) return context_.say(Text::book_rule, {rule_name(text_of(one, "rule"))});
        if (one.contains("not")) return context_.say(Text::book_not, {condition(one["not"])});
        const bool any = one.contains("any");
        const auto parts = one.find(any ? "any" : "all");
        std::string out;
        if (parts == one.end()) return out;
        for (const Json& part : *parts) {
            if (!out.empty()) out += context_.say(any ? Text::book_or : Text::book_and);
            out += condition(part);
        }
        return out;
    }

    // Where the rule applies; "" everywhere.
    std::string applies(const Json& rule) const {
        const auto found = rule.find("applies");
        if (found == rule.end()) return {};
        std::string out;
        const auto more = [&](const std::string& text) {
            out += (out.empty() ? std::string() : std::string(context_.say(Text::list_comma))) + text;
        };
        for (const Applies& one : applies_to)
            if (const auto list = found->find(one.key); list != found->end()) more(listed(*list, one.words));
        for (const char* key : {"stage", "purpose"})
            if (const auto list = found->find(key); list != found->end()) more(listed(*list, {}));
        if (const auto only_if = found->find("if"); only_if != found->end())
            more(context_.say(Text::book_only_if, {condition(*only_if)}));
        return context_.say(Text::book_applies, {out});
    }

    std::string rule_name(const std::string& id) const {
        const Json* const rule = of_id(rules_, id);
        return rule ? name_of(context_, *rule) : id;
    }

private:
    const ui::Context& context_;
    Json& rules_;

    std::string listed(const Json& list, std::span<const Word> words) const {
        std::string out;
        for (const Json& one : list) {
            const std::string id = one.is_string() ? one.get<std::string>() : std::string();
            const auto word =
                std::find_if(words.begin(), words.end(), [&](const Word& known) { return known.id == id; });
            out += (out.empty() ? std::string() : std::string(context_.say(Text::list_comma))) +
                   (word == words.end() ? id : std::string(context_.say(word->text)));
        }
        return out;
    }

    std::string phrases(const Json& one) const {
        const Json& list = one["phrases"];
        std::string words;
        for (std::size_t i = 0; i < std::min(phrases_told, list.size()); ++i) {
            if (i > 0) words += context_.say(Text::list_comma);
            words +=
                context_.say(Text::book_quoted, {list[i].is_string() ? list[i].get<std::string>() : std::string()});
        }
        if (list.size() > phrases_told)
            words = context_.say(Text::book_more, {words, charts::format_count(list.size())});
        Text who = Text::book_by_anyone;
        for (const Word& speaker : speakers)
            if (text_of(one, "by") == speaker.id) who = speaker.text;
        std::string out = context_.say(Text::book_said, {context_.say(who), words});
        const auto also = [&](Text text, const char* key, double from) {
            if (const auto number = number_of(one, key); number && *number >= from)
                out += context_.say(text, {charts::format_fixed(*number, 0)});
        };
        also(Text::book_at_least, "at_least", 2);
        also(Text::book_first, "first_s", 0);
        also(Text::book_last, "last_s", 0);
        also(Text::book_within, "within_s", 0);
        if (one.contains("after")) out += context_.say(Text::book_after, {condition(one["after"])});
        return out;
    }

    std::string measure(const Json& one) const {
        const MeasureWords* const words = call_measure_words(text_of(one, "measure"));
        const std::string name = words ? std::string(context_.say(words->name)) : text_of(one, "measure");
        const auto above = number_of(one, "above"), below = number_of(one, "below");
        const auto number = [&](double value) {
            return words ? measure_text(context_, *words, value) : charts::format_fixed(value, 2);
        };
        if (above && below) return context_.say(Text::book_between, {name, number(*above), number(*below)});
        if (above) return context_.say(Text::book_above, {name, number(*above)});
        return below ? context_.say(Text::book_below, {name, number(*below)}) : name;
    }
};

// The number as a short text, a text as it stands.
std::string shown_number(const Json& object, const char* key, double scale) {
    if (const auto number = number_of(object, key)) {
        const double scaled = *number * scale;
        const int decimals = std::abs(scaled - std::round(scaled)) < 1e-9 ? 0 : 2;
        return charts::format_fixed(scaled, decimals);
    }
    return text_of(object, key);
}

// A condition's parts that the form can show, with their paths: those of the one all or any, else itself.
struct Part {
    Json* json;
    std::string path;
};
std::vector<Part> parts_of(Json& when) {
    for (const char* key : {"all", "any"}) {
        const auto list = when.find(key);
        if (list == when.end() || !list->is_array()) continue;
        std::vector<Part> out;
        for (Json& one : *list)
            out.push_back({&one, "when." + std::string(key) + "[" + std::to_string(out.size() + 1) + "]"});
        return out;
    }
    return {{&when, "when"}};
}

class RuleWordsCard final : public EditorCard {
public:
    RuleWordsCard()
        : EditorCard({.id = "book",
                      .question = Text::book_question,
                      .foot = Text::book_foot,
                      .back = Text::book_back,
                      .file = "septet-rules.json",
                      .in_force = &engine::RuleBookAnswer::rules,
                      .changes = &ui::View::rule_changes}) {}

private:
    std::string language_;                      // of the set that is shown
    bool chosen_ = false;                       // by the reader
    Json draft_;                                // the rule that is open; null: none
    std::map<std::string, std::string> typed_;  // in its fields, by their paths
    std::string picking_;
    // What the reader of rules says of the draft: nothing yet, or its first error.
    bool waiting_ = false;
    std::string error_path_, error_text_;

    static Json& rules_in(Json& sets, const std::string& language) {
        if (sets.is_object()) return sets["rules"];
        for (Json& set : sets)
            if (text_of(set, "language") == language) return set["rules"];
        return sets[0]["rules"];
    }

    std::string finding_of(const ui::Context& context) const override {
        std::size_t all = 0, changed = 0;
        for (const Json& set : now_.is_array() ? now_ : Json::array({now_})) all += set["rules"].size();
        const Json changes_now = changes(context);
        for (const Json& set : changes_now) changed += set.size();
        const std::string count = charts::format_count(all);
        if (changed == 0) return context.say(Text::book_usual, {count});
        return context.say(Text::book_own, {count, charts::format_count(changed)});
    }

    void lay(ui::Context& context, Pen& pen) override {
        lay_languages(context, pen);
        Json& rules = rules_in(now_, language_);
        const Json all = changes(context);
        const Json changed = all.value(language_, Json::object());
        const Plain plain(context, rules);
        const std::string open = draft_.is_null() ? std::string() : text_of(draft_, "id");
        // Still, after what was pressed in this frame.
        const auto is_open = [&] { return !draft_.is_null() && text_of(draft_, "id") == open; };
        for (const Json& rule : rules) {
            const std::string id = rule["id"], own = "book.rule." + id;
            pen.next_line();
            const std::string label = name_of(context, rule) + (changed.contains(id) ? " *" : "");
            if (pen.button(own, {.label = label,
                                 .icon = id == open ? charts::Icon::chevron_down : charts::Icon::chevron_right,
                                 .expandable = true,
                                 .expanded = id == open}))
                open_draft(context, id == open ? Json() : rule);
            pen.label(own + ".weight", weight_words(context, rule));
            pen.text(own + ".when", plain.condition(rule["when"]) + plain.applies(rule), context.ui.theme().ink2);
            if (id == open && is_open()) lay_form(context, pen, rules);
        }
        pen.next_line(16);
        if (!open.empty() && !of_id(rules, open)) {
            if (is_open()) lay_form(context, pen, rules);
        } else if (pen.button("book.new", {.label = context.say(Text::book_new), .icon = charts::Icon::plus})) {
            std::size_t number = 1;
            const auto own = [&] { return "own_" + std::to_string(number); };
            while (of_id(rules, own()) || changed.contains(own())) ++number;
            open_draft(context, Json{{"id", own()},
                                     {"name", context.say(Text::book_new)},
                                     {"when", Json{{"phrases", Json::array()}, {"by", "rep"}}}});
        }
        for (const Json& rule : rules_in(given_, language_)) {
            const std::string id = rule["id"], label = context.say(Text::words_put_back, {name_of(context, rule)});
            if (!of_id(rules, id) && pen.button("book.put_back." + id, {.label = label})) change(context, id, {});
        }
    }

    void lay_languages(ui::Context& context, Pen& pen) {
        if (!now_.is_array() || now_.size() < 2) {
            language_ = text_of(now_.is_array() && !now_.empty() ? now_[0] : now_, "language");
            return;
        }
        const std::string_view wanted = context.language() == ui::Language::zh ? "zh" : "en";
        std::vector<std::string> ids, labels;
        std::size_t chosen = 0;
        for (const Json& set : now_) {
            const std::string id = text_of(set, "language");
            if (chosen_ ? id == language_ : id == wanted) chosen = ids.size();
            labels.push_back(id == "zh"   ? std::string(context.say(Text::book_zh))
                             : id == "en" ? std::string(context.say(Text::book_en))
                                          : context.say(Text::book_other, {id}));
            ids.push_back(id);
        }
        language_ = ids[chosen];
        std::vector<ui::Choice> choices;
        for (std::size_t i = 0; i < ids.size(); ++i) choices.push_back({ids[i], labels[i]});
        if (const auto pressed = pen.choice("book.language", choices, chosen, context.say(Text::book_language))) {
            language_ = ids[*pressed];
            chosen_ = true;
            open_draft(context, Json());
        }
        pen.next_line(16);
    }

    static std::string weight_words(const ui::Context& context, const Json& rule) {
        const auto weight = number_of(rule, "weight").value_or(1);
        const bool critical = rule.value("critical", false);
        if (weight <= 0 && !critical) return std::string(context.say(Text::book_off));
        return context.say(critical ? Text::rule_weight_critical : Text::rule_weight,
                           {shown_number(Json{{"w", weight}}, "w", 1)});
    }

    void open_draft(ui::Context& context, Json rule) {
        draft_ = std::move(rule);
        typed_.clear();
        picking_.clear();
        error_path_.clear();
        error_text_.clear();
        context.ui.again();
    }

    // This rule as `to`; null removes it, nothing takes the change back.
    void change(ui::Context& context, const std::string& id, const std::optional<Json>& to) {
        go(context, with(context, id, to));
    }
    Json with(const ui::Context& context, const std::string& id, const std::optional<Json>& to) {
        Json all = changes(context);
        Json& set = all[language_];
        if (!set.is_object()) set = Json::object();
        set.erase(id);
        if (to && to->is_null()) {
            set[id] = nullptr;
        } else if (to) {
            const Json* const given = of_id(rules_in(given_, language_), id);
            Json made = engine::change_between(given ? *given : Json{{"id", id}}, *to);
            if (!made.empty()) set[id] = std::move(made);
        }
        if (set.empty()) all.erase(language_);
        return all;
    }

    void check(ui::Context& context) {
        const std::string id = text_of(draft_, "id");
        engine::Question question;
        question.figure = engine::Figure::rule_book;
        const Json all = with(context, id, draft_);
        if (!all.empty()) question.rule_changes.json = all.dump(-1, ' ', false, Json::error_handler_t::replace);
        const auto held = context.answers.ask<engine::RuleBookAnswer>("", question);
        waiting_ = !held.answer && !held.error;
        if (waiting_) return;  // what was said of the draft before stays until then
        error_path_.clear();
        error_text_.clear();
        if (!held.error) return;
        const std::string rule = "rules[" + id + "]";
        const std::size_t at = held.error->path.find(rule);
        if (at != std::string::npos)
            error_path_ = held.error->path.substr(std::min(held.error->path.size(), at + rule.size() + 1));
        error_text_ = ui::error_words(*held.error, context.language());
    }
    bool wrong(const std::string& path) const { return !error_text_.empty() && error_path_ == path; }

    void lay_form(ui::Context& context, Pen& pen, Json& rules) {
        check(context);
        const std::string id = text_of(draft_, "id");
        bool said = error_text_.empty();
        const std::string_view name = context.say(Text::book_name);
        pen.next_line();
        if (auto typed =
                pen.field("book.name", 300,
                          {.name = name, .text = name_of(context, draft_), .hint = name, .wrong = wrong("name")}))
            draft_["name"] = *std::move(typed);
        lay_weight(context, pen);
        Json& when = draft_["when"];
        std::vector<Part> parts = parts_of(when);
        if (parts.size() > 1) {
            const bool any = when.contains("any");
            const std::array<ui::Choice, 2> both{
                {{"all", context.say(Text::book_all)}, {"any", context.say(Text::book_any)}}};
            pen.next_line();
            if (const auto pressed = pen.choice("book.both", both, any ? 1 : 0, context.say(Text::book_both))) {
                Json list = std::move(when[any ? "any" : "all"]);
                when = Json{{*pressed == 1 ? "any" : "all", std::move(list)}};
                parts = parts_of(when);
                context.ui.again();
            }
        }
        std::optional<std::size_t> removed;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            pen.hairline();
            if (lay_part(context, pen, rules, parts[i], parts.size() > 1)) removed = i;
            if (!said && error_path_.starts_with(parts[i].path)) {
                pen.text("book.error", error_text_, context.ui.theme().alert);
                said = true;
            }
        }
        if (removed) remove_part(context, when, *removed);
        pen.hairline();
        if (pen.button("book.more", {.label = context.say(Text::book_more_conditions), .icon = charts::Icon::plus}))
            add_part(context, when);
        lay_applies(context, pen);
        if (!said) pen.text("book.error", error_text_, context.ui.theme().alert);
        pen.next_line();
        const Json* const in_force = of_id(rules, id);
        const bool same = in_force && engine::change_between(*in_force, draft_).empty();
        if (pen.button("book.apply", {.label = context.say(in_force ? Text::book_apply : Text::book_add),
                                      .primary = true,
                                      .disabled = same || waiting_ || !error_text_.empty()})) {
            change(context, id, draft_);
            open_draft(context, Json());
            return;
        }
        if (pen.button("book.close", {.label = context.say(same ? Text::book_close : Text::book_discard)}))
            return open_draft(context, Json());
        if (!in_force) return;
        const bool starter = of_id(rules_in(given_, language_), id) != nullptr;
        const std::string shown = name_of(context, *in_force);
        if (starter && changes(context).value(language_, Json::object()).contains(id) &&
            pen.button("book.undo", {.label = context.say(Text::words_put_back, {shown})})) {
            change(context, id, {});
            return open_draft(context, Json());
        }
        if (pen.button("book.remove", {.label = context.say(Text::words_remove, {shown})})) {
            change(context, id, starter ? std::optional<Json>(Json()) : std::nullopt);
            open_draft(context, Json());
        }
        pen.next_line(16);
    }

    void lay_weight(ui::Context& context, Pen& pen) {
        const double weight = number_of(draft_, "weight").value_or(1);
        const std::string_view name = context.say(Text::book_weight);
        const auto step = [&](const char* id, charts::Icon icon, Text words, double to) {
            if (!pen.icon(id, icon, context.say(words, {name}))) return;
            draft_["weight"] = std::lround(std::clamp(to, 0.0, std::max(heaviest, weight)));
            context.ui.again();
        };
        step("book.weight.less", charts::Icon::minus, Text::rule_less, weight - 1);
        pen.label("book.weight", weight_words(context, draft_));
        step("book.weight.more", charts::Icon::plus, Text::rule_more, weight + 1);
        const bool critical = draft_.value("critical", false);
        if (pen.button("book.critical", {.label = context.say(Text::book_critical),
                                         .selected = critical,
                                         .toggle = true,
                                         .name = context.say(Text::book_critical_name)})) {
            draft_["critical"] = !critical;
            context.ui.again();
        }
    }

    static Json new_part() { return Json{{"phrases", Json::array()}, {"by", "rep"}}; }
    void add_part(ui::Context& context, Json& when) {
        for (const char* key : {"all", "any"})
            if (when.contains(key)) {
                when[key].push_back(new_part());
                return changed_parts(context);
            }
        when = Json{{"all", Json::array({std::move(when), new_part()})}};
        changed_parts(context);
    }
    void remove_part(ui::Context& context, Json& when, std::size_t at) {
        Json& list = when[when.contains("any") ? "any" : "all"];
        list.erase(at);
        if (list.size() == 1) {
            Json left = std::move(list[0]);
            when = std::move(left);
        }
        changed_parts(context);
    }
    // Paths name other fields now.
    void changed_parts(ui::Context& context) {
        typed_.clear();
        context.ui.again();
    }

    // True where it is to be removed.
    bool lay_part(ui::Context& context, Pen& pen, Json& rules, const Part& part, bool removable) {
        Json& outer = *part.json;
        const bool negated = outer.contains("not");
        Json& inner = negated ? outer["not"] : outer;
        const std::string path = negated ? part.path + ".not" : part.path;
        std::size_t kind = 0;
        while (kind < kinds.size() && !inner.contains(kinds[kind].id)) ++kind;
        const std::string own = "book." + part.path;
        bool removed = false;
        if (kind == kinds.size()) {
            pen.text(own + ".deep", Plain(context, rules).condition(inner) + std::string(context.say(Text::book_deep)),
                     context.ui.theme().ink2);
        } else {
            const std::array<ui::Choice, 2> must{
                {{"is", context.say(Text::book_must)}, {"not", context.say(Text::book_must_not)}}};
            const auto pressed = pen.choice(own + ".must", must, negated ? 1 : 0, context.say(Text::book_must_name));
            if (const auto other = pick_word(context, pen, own + ".kind", kinds, kind, context.say(Text::book_kind)))
                turn_into(context, inner, rules, *other);
            else
                lay_kind(context, pen, rules, inner, path, kind);
            if (pressed && (*pressed == 1) != negated) {
                Json left = std::move(inner);
                outer = negated ? std::move(left) : Json{{"not", std::move(left)}};
                changed_parts(context);
            }
        }
        if (removable) {
            pen.next_line();
            removed = pen.button(own + ".remove", {.label = context.say(Text::book_remove_condition)});
        }
        return removed;
    }

    std::optional<std::size_t> pick_word(ui::Context& context, Pen& pen, const std::string& id,
                                         std::span<const Word> words, std::size_t chosen, std::string_view name) {
        std::vector<std::string> labels;
        for (const Word& word : words) labels.emplace_back(context.say(word.text));
        const auto picked = pen.pick(id, labels, chosen, name, picking_);
        if (picked) context.ui.again();
        return picked == chosen ? std::nullopt : picked;
    }

    void turn_into(ui::Context& context, Json& inner, Json& rules, std::size_t kind) {
        if (kind == 0) inner = new_part();
        if (kind == 1) inner = Json{{"measure", call_measure_words()[0].id}, {"below", .65}};
        if (kind == 2) inner = Json{{"rule", rules.empty() ? std::string() : text_of(rules[0], "id")}};
        changed_parts(context);
    }

    void lay_kind(ui::Context& context, Pen& pen, Json& rules, Json& inner, const std::string& path, std::size_t kind) {
        if (kind == 0) lay_phrases(context, pen, rules, inner, path, false);
        if (kind == 1) lay_measure(context, pen, inner, path);
        if (kind == 2) lay_rule(context, pen, rules, inner, path);
    }

    // A number where it can be read as one, else the text, which the reader of rules refuses.
    void number(ui::Context& context, Pen& pen, const std::string& path, Text name, std::string_view unit, Json& object,
                const char* key, double scale = 1, std::string_view usual = {}) {
        const std::string place = path + "." + key;
        const auto draft = typed_.find(place);
        const std::string text = draft != typed_.end()  ? draft->second
                                 : object.contains(key) ? shown_number(object, key, scale)
                                                        : std::string(usual);
        const auto width = [&](std::string_view label) {
            return charts::text_width(context.ui.painter(), label, charts::type::body(context.ui.theme().ink2));
        };
        pen.together(width(context.say(name)) + field_width + width(unit) + 16);
        pen.label("book." + place + ".label", context.say(name));
        if (auto typed = pen.field("book." + place, field_width,
                                   {.name = context.say(name), .text = text, .wrong = wrong(place)})) {
            const Json read = Json::parse(*typed, nullptr, false);
            if (typed->empty() && is_bound(key))
                object.erase(key);
            else if (read.is_number_integer() && scale == 1)
                object[key] = read;
            else if (read.is_number())
                object[key] = read.get<double>() / scale;
            else
                object[key] = *typed;
            typed_[place] = *std::move(typed);
            context.ui.again();
        }
        if (!unit.empty()) pen.label("book." + place + ".unit", unit);
    }
    // Of a figure one bound is enough.
    static bool is_bound(std::string_view key) { return key == "above" || key == "below"; }

    void lay_phrases(ui::Context& context, Pen& pen, Json& rules, Json& said, const std::string& path, bool inside) {
        const std::string own = "book." + path, unit(context.say(Text::unit_s));
        const std::string by = text_of(said, "by");
        std::vector<ui::Choice> who;
        std::size_t chosen = speakers.size() - 1;
        for (const Word& speaker : speakers) {
            if (by == speaker.id) chosen = who.size();
            who.push_back({speaker.id, context.say(speaker.text)});
        }
        if (const auto pressed = pen.choice(own + ".by", who, chosen, context.say(Text::book_who))) {
            said["by"] = speakers[*pressed].id;
            context.ui.again();
        }
        pen.next_line();
        Json& list = said["phrases"];
        const std::string rule_name = name_of(context, draft_);
        for (std::string& phrase : pen.add(own + ".add", context.say(Text::words_add, {rule_name}),
                                           typed_[path + ".add"], wrong(path + ".phrases"))) {
            list.push_back(std::move(phrase));
            context.ui.again();
        }
        pen.next_line();
        if (const auto phrase = pen.phrases(own + ".phrases", list, rule_name)) {
            list.erase(std::find(list.begin(), list.end(), *phrase));
            context.ui.again();
        }
        if (inside) return;
        lay_where(context, pen, said, path, unit);
        pen.next_line();
        number(context, pen, path, Text::book_times, context.say(Text::book_times_unit), said, "at_least", 1, "1");
        lay_after(context, pen, rules, said, path, unit);
    }

    void lay_where(ui::Context& context, Pen& pen, Json& said, const std::string& path, std::string_view unit) {
        constexpr std::array<const char*, 3> keys{"", "first_s", "last_s"};
        const std::size_t chosen = said.contains("first_s") ? 1 : said.contains("last_s") ? 2 : 0;
        const std::array<ui::Choice, 3> where{{{"any", context.say(Text::book_anywhere)},
                                               {"first", context.say(Text::book_in_first)},
                                               {"last", context.say(Text::book_in_last)}}};
        pen.next_line();
        if (const auto pressed = pen.choice("book." + path + ".where", where, chosen, context.say(Text::book_where))) {
            for (const char* key : {"first_s", "last_s"}) {
                said.erase(key);
                typed_.erase(path + "." + key);
            }
            if (*pressed > 0) said[keys[*pressed]] = 60;
            context.ui.again();
        } else if (chosen > 0) {
            number(context, pen, path, Text::book_seconds, unit, said, keys[chosen]);
        }
    }

    void lay_after(ui::Context& context, Pen& pen, Json& rules, Json& said, const std::string& path,
                   std::string_view unit) {
        const Json* const after = said.contains("after") ? &said["after"] : nullptr;
        const std::size_t chosen = !after ? 0 : after->contains("rule") ? 2 : 1;
        const std::array<ui::Choice, 3> choices{{{"none", context.say(Text::book_after_none)},
                                                 {"said", context.say(Text::book_after_said)},
                                                 {"rule", context.say(Text::book_after_rule)}}};
        const std::string own = path + ".after";
        pen.next_line();
        if (const auto pressed = pen.choice("book." + own, choices, chosen, context.say(Text::book_after_name))) {
            said.erase("after");
            said.erase("within_s");
            changed_parts(context);
            if (*pressed == 1) said["after"] = Json{{"phrases", Json::array()}, {"by", "customer"}};
            if (*pressed == 2) turn_into(context, said["after"], rules, 2);
            if (*pressed > 0) said["within_s"] = 60;
            return;
        }
        if (!after) return;
        if (!said.contains("within_s"))
            pen.label("book." + path + ".any_time", context.say(Text::book_any_time));
        else
            number(context, pen, path, Text::book_soon, unit, said, "within_s");
        pen.next_line();
        Json& before = said["after"];
        if (chosen == 2)
            lay_rule(context, pen, rules, before, own);
        else if (before.contains("phrases"))
            lay_phrases(context, pen, rules, before, own, true);
        else
            pen.text("book." + own + ".deep",
                     Plain(context, rules).condition(before) + std::string(context.say(Text::book_deep)),
                     context.ui.theme().ink2);
    }

    void lay_measure(ui::Context& context, Pen& pen, Json& inner, const std::string& path) {
        const std::span<const MeasureWords> all = call_measure_words();
        std::vector<std::string> labels;
        std::size_t chosen = all.size();
        for (const MeasureWords& one : all) {
            if (one.id == text_of(inner, "measure")) chosen = labels.size();
            labels.push_back(std::string(context.say(one.name)) + " (" + std::string(context.say(one.unit)) + ")");
        }
        if (const auto picked =
                pen.pick("book." + path + ".measure", labels, chosen, context.say(Text::book_kind_measure), picking_)) {
            inner["measure"] = all[*picked].id;
            context.ui.again();
        }
        const double scale = chosen < all.size() ? all[chosen].scale : 1;
        const std::string_view unit = chosen < all.size() ? context.say(all[chosen].unit) : std::string_view();
        pen.next_line();
        number(context, pen, path, Text::book_more_than, unit, inner, "above", scale);
        number(context, pen, path, Text::book_less_than, unit, inner, "below", scale);
    }

    void lay_rule(ui::Context& context, Pen& pen, Json& rules, Json& inner, const std::string& path) {
        std::vector<std::string> ids, labels;
        std::size_t chosen = rules.size();
        for (const Json& rule : rules) {
            if (text_of(rule, "id") == text_of(inner, "rule")) chosen = ids.size();
            ids.push_back(text_of(rule, "id"));
            labels.push_back(name_of(context, rule));
        }
        if (const auto picked =
                pen.pick("book." + path + ".rule", labels, chosen, context.say(Text::book_kind_rule), picking_)) {
            inner["rule"] = ids[*picked];
            context.ui.again();
        }
    }

    void lay_applies(ui::Context& context, Pen& pen) {
        for (const Applies& one : applies_to) {
            pen.next_line();
            pen.label("book.applies." + std::string(one.key), context.say(one.name));
            for (const Word& word : one.words) {
                const Json list = draft_.value("applies", Json::object()).value(one.key, Json::array());
                const bool on = std::find(list.begin(), list.end(), word.id) != list.end();
                if (pen.button("book.applies." + std::string(one.key) + "." + word.id,
                               {.label = context.say(word.text), .selected = on, .toggle = true}))
                    toggle(context, one.key, word.id, on);
            }
        }
    }
    // An empty list does not restrict, so it goes.
    void toggle(ui::Context& context, const char* key, const char* word, bool on) {
        Json& applies = draft_["applies"];
        Json& list = applies[key];
        if (on)
            list.erase(std::find(list.begin(), list.end(), word));
        else
            list.push_back(word);
        if (list.empty()) applies.erase(key);
        if (applies.empty()) draft_.erase("applies");
        context.ui.again();
    }
};

}  // namespace

std::unique_ptr<StackCard> make_rule_words_card() { return std::make_unique<RuleWordsCard>(); }

}  // namespace screens
