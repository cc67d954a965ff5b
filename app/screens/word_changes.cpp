#include "screens/word_changes.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "ui/link.h"

namespace screens {
namespace {

// Weights and seconds in a link are whole; what is no number, or out of bounds, is none.
std::optional<double> number_of(std::string_view text, int most) {
    int out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || out < 0 || out > most) return std::nullopt;
    return out;
}

std::string whole(double number) { return std::to_string(std::lround(number)); }

// A word or a name; false where it is neither.
template <class Change>
bool read_common(char kind, const std::string& text, Change& change) {
    if (kind == '=') {
        change.name = text;
        return true;
    }
    if (kind != '+' && kind != '-') return false;
    if (engine::word_allowed(text)) (kind == '+' ? change.add : change.drop).push_back(text);
    return true;
}

template <class Change>
void write_common(const Change& change, ShortChange& out) {
    if (!change.name.empty()) out.push_back("=" + change.name);
    for (const std::string& word : change.add) out.push_back("+" + word);
    for (const std::string& word : change.drop) out.push_back("-" + word);
}

template <class Change>
Change& found_or_made(std::vector<Change>& changes, std::string Change::* id, std::string_view wanted) {
    for (Change& change : changes)
        if (change.*id == wanted) return change;
    Change& made = changes.emplace_back();
    made.*id = wanted;
    return made;
}

bool go_if_carried(ui::Context& context, ui::View next) {
    if (!(ui::read_link(ui::write_link(next)).view == next)) return false;
    context.go(std::move(next), ui::History::push);
    return true;
}

constexpr int heaviest = 1'000;
constexpr int longest_s = 7 * 86'400;

}  // namespace

std::vector<engine::TopicChange> topic_changes(const ui::View& view) {
    std::vector<engine::TopicChange> out;
    for (const ShortChange& change : view.topic_changes) {
        if (change[0].empty()) continue;
        engine::TopicChange& one = out.emplace_back();
        one.topic = change[0];
        for (std::size_t i = 1; i < change.size(); ++i)
            if (!change[i].empty()) read_common(change[i][0], change[i].substr(1), one);
    }
    return out;
}

std::vector<engine::RuleChange> rule_changes(const ui::View& view) {
    std::vector<engine::RuleChange> out;
    for (const ShortChange& change : view.rule_changes) {
        if (change[0].empty()) continue;
        engine::RuleChange& one = out.emplace_back();
        one.rule = change[0];
        for (std::size_t i = 1; i < change.size(); ++i) {
            if (change[i].empty()) continue;
            const char kind = change[i][0];
            const std::string text = change[i].substr(1);
            if (read_common(kind, text, one)) continue;
            if (kind == '*') one.weight = number_of(text, heaviest);
            if (kind == '!') one.critical = text == "1";
            if (kind == '@' && (text == "rep" || text == "customer" || text == "anyone")) one.by = text;
            if (kind == '~') one.forbidden = true;
            if (kind == '<') one.first_s = number_of(text, longest_s);
            if (kind == '>') one.last_s = number_of(text, longest_s);
        }
    }
    return out;
}

std::vector<ShortChange> short_changes(const std::vector<engine::TopicChange>& changes) {
    std::vector<ShortChange> out;
    for (const engine::TopicChange& change : changes) {
        out.push_back({change.topic});
        write_common(change, out.back());
    }
    return out;
}

std::vector<ShortChange> short_changes(const std::vector<engine::RuleChange>& changes) {
    std::vector<ShortChange> out;
    for (const engine::RuleChange& change : changes) {
        ShortChange& one = out.emplace_back();
        one.push_back(change.rule);
        if (change.weight) one.push_back("*" + whole(*change.weight));
        if (change.critical) one.push_back(*change.critical ? "!1" : "!0");
        if (!change.by.empty()) one.push_back("@" + change.by);
        if (change.forbidden) one.push_back("~");
        if (change.first_s) one.push_back("<" + whole(*change.first_s));
        if (change.last_s) one.push_back(">" + whole(*change.last_s));
        write_common(change, one);
    }
    return out;
}

void carry_changes(const ui::View& view, engine::Question& question) {
    question.topic_changes.json = engine::write_changes(topic_changes(view));
    question.rule_changes.json = engine::write_changes(rule_changes(view));
}

engine::TopicChange& change_of(std::vector<engine::TopicChange>& changes, std::string_view id) {
    return found_or_made(changes, &engine::TopicChange::topic, id);
}
engine::RuleChange& change_of(std::vector<engine::RuleChange>& changes, std::string_view id) {
    return found_or_made(changes, &engine::RuleChange::rule, id);
}

bool go_changed(ui::Context& context, const std::vector<engine::TopicChange>& changes) {
    ui::View next = context.view;
    next.topic_changes = short_changes(changes);
    return go_if_carried(context, std::move(next));
}
bool go_changed(ui::Context& context, const std::vector<engine::RuleChange>& changes) {
    ui::View next = context.view;
    next.rule_changes = short_changes(changes);
    return go_if_carried(context, std::move(next));
}

}  // namespace screens
