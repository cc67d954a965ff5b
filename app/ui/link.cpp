#include "ui/link.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/time.h"
#include "base/utf8.h"

namespace ui {
namespace {

constexpr std::size_t list_items = 200;

template <class Value>
struct Word {
    Value value;
    std::string_view word;
};

constexpr Word<ScreenId> screen_words[] = {{ScreenId::team, "team"},
                                           {ScreenId::roles, "roles"},
                                           {ScreenId::people, "people"},
                                           {ScreenId::handoffs, "handoffs"},
                                           {ScreenId::conversations, "conversations"},
                                           {ScreenId::accounts, "accounts"},
                                           {ScreenId::structure, "structure"},
                                           {ScreenId::data, "data"}};
constexpr Word<Breakdown> breakdown_words[] = {
    {Breakdown::source, "source"}, {Breakdown::segment, "segment"}, {Breakdown::team, "team"}};
constexpr Word<VersusKind> versus_words[] = {{VersusKind::source, "source"},
                                             {VersusKind::segment, "segment"},
                                             {VersusKind::team, "team"},
                                             {VersusKind::person, "person"}};
constexpr Word<PeopleColumn> column_words[] = {{PeopleColumn::name, "name"},         {PeopleColumn::entries, "entries"},
                                               {PeopleColumn::advanced, "advanced"}, {PeopleColumn::lost, "lost"},
                                               {PeopleColumn::open, "open"},         {PeopleColumn::rate, "rate"}};
constexpr Word<engine::AccountsKept> kept_words[] = {{engine::AccountsKept::all, "all"},
                                                     {engine::AccountsKept::silent, "silent"},
                                                     {engine::AccountsKept::waiting, "waiting"},
                                                     {engine::AccountsKept::customers, "customers"}};
constexpr Word<engine::AccountsOrder> order_words[] = {
    {engine::AccountsOrder::attention, "attention"}, {engine::AccountsOrder::contact, "contact"},
    {engine::AccountsOrder::name, "name"},           {engine::AccountsOrder::deals, "deals"},
    {engine::AccountsOrder::open, "open"},           {engine::AccountsOrder::won, "won"},
    {engine::AccountsOrder::calls, "calls"}};
constexpr Word<engine::Exit> part_words[] = {{engine::Exit::advanced, "advanced"},
                                             {engine::Exit::lost, "lost"},
                                             {engine::Exit::back, "back"},
                                             {engine::Exit::left, "left"},
                                             {engine::Exit::open, "open"}};
constexpr std::string_view roles[] = {"sales_manager", "marketer",         "lead_generator", "lead_nurturer",
                                      "closer",        "customer_support", "account_manager"};

template <class Value, std::size_t size>
std::string_view word_of(const Word<Value> (&words)[size], Value value) {
    for (const Word<Value>& word : words)
        if (word.value == value) return word.word;
    return {};
}

template <class Value, std::size_t size>
std::optional<Value> value_of(const Word<Value> (&words)[size], std::string_view text) {
    for (const Word<Value>& word : words)
        if (word.word == text) return word.value;
    return std::nullopt;
}

bool plain(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

// Beyond RFC 3986's unreserved bytes everything is encoded, but for '/' where it keeps an address readable.
void encode(std::string& out, std::string_view text, bool slashes = false) {
    constexpr char digits[] = "0123456789ABCDEF";
    for (const char raw : text) {
        const auto c = static_cast<unsigned char>(raw);
        if (plain(c) || (slashes && c == '/')) {
            out += raw;
        } else {
            out += '%';
            out += digits[c >> 4];
            out += digits[c & 15];
        }
    }
}

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Control characters are refused: they have no business in a name and could hide in what is shown.
std::optional<std::string> decode(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        char c = text[at];
        if (c == '%') {
            const int high = at + 2 < text.size() ? hex(text[at + 1]) : -1;
            const int low = at + 2 < text.size() ? hex(text[at + 2]) : -1;
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            at += 2;
        }
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) return std::nullopt;
        out += c;
    }
    if (!base::utf8_valid(out)) return std::nullopt;
    return out;
}

std::pair<std::string_view, std::string_view> split(std::string_view text, char at) {
    const std::size_t position = text.find(at);
    if (position == std::string_view::npos) return {text, {}};
    return {text.substr(0, position), text.substr(position + 1)};
}

std::array<std::uint32_t*, 6> rules_of(engine::CallRules& rules) {
    return {&rules.merge_ms,        &rules.backchannel_ms, &rules.backchannel_words, &rules.backchannel_characters,
            &rules.interruption_ms, &rules.silence_ms};
}

class Writer {
public:
    // from - to - weekdays, and the days in lists of their own; "off" is calendar time.
    void calendar(const engine::Calendar& calendar) {
        if (calendar.hours.empty()) return word("hours", "off");
        std::string hours;
        for (const std::uint32_t hour : calendar.hours) hours += std::to_string(hour) + "-";
        for (const std::uint32_t weekday : calendar.weekdays) hours += std::to_string(weekday);
        word("hours", hours);
        list("holidays", calendar.holidays);
        list("extra", calendar.extra_days);
    }
    void word(std::string_view key, std::string_view value) {
        if (!out_.empty()) out_ += '&';
        out_ += key;
        out_ += '=';
        out_ += value;
    }
    void text(std::string_view key, std::string_view value, bool slashes = false) {
        word(key, {});
        encode(out_, value, slashes);
    }
    void list(std::string_view key, std::span<const std::string> values) {
        if (values.empty()) return;
        word(key, {});
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) out_ += ',';
            encode(out_, values[i]);
        }
    }
    void days(std::string_view key, const engine::Days& days) {
        if (days == engine::Days{}) return;
        word(key, {});
        encode(out_, days.from);
        out_ += "..";
        encode(out_, days.to);
    }
    // stage , part , person: what is empty at the end is left out, the person only where the mark is of one.
    void mark(std::string_view key, const std::optional<Mark>& mark) {
        if (!mark) return;
        word(key, {});
        encode(out_, mark->stage);
        if (!mark->part && !mark->of_person) return;
        out_ += ',';
        if (mark->part) out_ += word_of(part_words, *mark->part);
        if (!mark->of_person) return;
        out_ += ',';
        encode(out_, mark->person);
    }
    // role , conversion and wait in per cent , people
    void move(const engine::Move& move) {
        word("move", {});
        encode(out_, move.role);
        for (const double factor : {move.conversion, move.wait})
            out_ += "," + std::to_string(std::lround(factor * 100));
        out_ += "," + std::to_string(move.people);
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

class Reader {
public:
    explicit Reader(ReadLink& link) : link_(link) {}

    void pair(std::string_view key, std::string_view value) {
        View& view = link_.view;
        if (key == "v") return version(value);
        if (key == "lang") return note(value == "zh" || value == "en" ? (link_.language = value, true) : false);
        if (key == "screen") return word(screen_words, value, view.screen);
        if (key == "role") return role(value);
        if (key == "entered") return days(value, view.filter.entered);
        if (key == "source") return list(value, view.filter.source);
        if (key == "segment") return list(value, view.filter.segment);
        if (key == "team") return list(value, view.filter.team);
        if (key == "manager") return list(value, view.filter.manager);
        if (key == "person") return list(value, view.filter.person);
        if (key == "hours") return hours(value);
        if (key == "holidays") return days_of(value, &engine::Calendar::holidays);
        if (key == "extra") return days_of(value, &engine::Calendar::extra_days);
        if (key == "path") return path(value);
        if (key == "versus") return versus(value);
        if (key == "jumps") return note(value == "strict" ? (view.jumps = engine::Jumps::strict, true) : false);
        if (key == "by") return word(breakdown_words, value, view.breakdown);
        if (key == "sort") return sort(value);
        if (key == "zoom") return days(value, view.zoom);
        if (key == "find") return text(value, base::limits::id_bytes, view.find);
        if (key == "pin") return mark(value, view.pin);
        if (key == "rows") return mark(value, view.rows);
        if (key == "who") return who(value);
        if (key == "move") return move(value);
        if (key == "handed") return text(value, base::limits::id_bytes, view.handed);
        if (key == "queue") return note(value == "value" ? (view.queue_by_value = true) : false);
        if (key == "account") return text(value, base::limits::id_bytes, view.account);
        if (key == "accounts") return text(value, base::limits::id_bytes, view.accounts_find);
        if (key == "among") return word(kept_words, value, view.accounts);
        if (key == "order") return order(value);
        if (key == "call") return text(value, base::limits::id_bytes, view.call);
        if (key == "turn") return turn(value);
        if (key == "calls") return note(value == "all" ? (view.calls_all = true) : false);
        if (key == "days") return days(value, view.call_days);
        if (key == "broken") return text(value, base::limits::id_bytes, view.broken);
        if (key == "coached") return text(value, base::limits::id_bytes, view.coached);
        if (key == "said") return text(value, base::limits::id_bytes, view.said);
        if (key == "speech") return speech(value);
        if (key == "topics") return text(value, base::limits::fragment_bytes, view.topic_changes);
        if (key == "rules") return text(value, base::limits::fragment_bytes, view.rule_changes);
        if (key == "data") return data(value);
        ++link_.unknown;
    }

private:
    void note(bool good) {
        if (!good) ++link_.dropped;
    }

    void version(std::string_view value) {
        if (value == "1") return;
        link_.newer = true;
    }

    template <class Value, std::size_t size>
    void word(const Word<Value> (&words)[size], std::string_view value, Value& into) {
        const std::optional<Value> found = value_of(words, value);
        if (found) into = *found;
        note(found.has_value());
    }

    std::optional<std::string> bounded(std::string_view value, std::size_t bytes) {
        std::optional<std::string> text = decode(value);
        if (text && text->size() > bytes) text.reset();
        note(text.has_value());
        return text;
    }

    void text(std::string_view value, std::size_t bytes, std::string& into) {
        if (std::optional<std::string> text = bounded(value, bytes)) into = std::move(*text);
    }

    void role(std::string_view value) {
        for (const std::string_view known : roles)
            if (known == value) return void(link_.view.role = value);
        note(false);
    }

    void list(std::string_view value, std::vector<std::string>& into, std::size_t most = list_items) {
        into.clear();
        for (bool more = true; more;) {
            more = value.find(',') != std::string_view::npos;
            const auto [item, rest] = split(value, ',');
            if (into.size() == most) return note(false);
            if (std::optional<std::string> text = bounded(item, base::limits::id_bytes)) add(std::move(*text), into);
            value = rest;
        }
    }

    static void add(std::string text, std::vector<std::string>& into) {
        for (const std::string& there : into)
            if (there == text) return;
        into.push_back(std::move(text));
    }

    static bool day(std::string_view text) {
        if (text.empty()) return true;
        const std::optional<base::ParsedTime> time = base::parse_time(text);
        return text.size() == 10 && time && time->date_only;
    }

    void days(std::string_view value, engine::Days& into) {
        const std::size_t dots = value.find("..");
        if (dots == std::string_view::npos) return note(false);
        const std::string_view from = value.substr(0, dots);
        const std::string_view to = value.substr(dots + 2);
        const bool ordered = from.empty() || to.empty() || from < to;
        if (!day(from) || !day(to) || !ordered) return note(false);
        into = {std::string(from), std::string(to)};
    }

    void sort(std::string_view value) {
        const bool descending = value.starts_with('-');
        const std::optional<PeopleColumn> column = value_of(column_words, value.substr(descending ? 1 : 0));
        note(column.has_value());
        if (!column) return;
        link_.view.sort = *column;
        link_.view.descending = descending;
    }

    // A minus turns it round.
    void order(std::string_view value) {
        link_.view.accounts_turned = value.starts_with('-');
        word(order_words, value.substr(link_.view.accounts_turned ? 1 : 0), link_.view.accounts_order);
    }

    void mark(std::string_view value, std::optional<Mark>& into) {
        const auto [stage, after_stage] = split(value, ',');
        const auto [part, person] = split(after_stage, ',');
        Mark mark;
        mark.part = value_of(part_words, part);
        if (!part.empty() && !mark.part) return note(false);
        mark.of_person = after_stage.find(',') != std::string_view::npos;
        const std::optional<std::string> stage_text = bounded(stage, base::limits::id_bytes);
        const std::optional<std::string> person_text = bounded(person, base::limits::id_bytes);
        if (!stage_text || !person_text) return;
        mark.stage = *stage_text;
        mark.person = *person_text;
        into = std::move(mark);
    }

    static std::optional<int> number(std::string_view text, int low, int high) {
        int out = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (error != std::errc() || end != text.data() + text.size() || out < low || out > high) return std::nullopt;
        return out;
    }

    void hours(std::string_view value) {
        engine::Calendar calendar;
        if (value != "off") {
            const auto [from, rest] = split(value, '-');
            const auto [to, weekdays] = split(rest, '-');
            const auto first = number(from, 0, 23), last = number(to, 1, 24);
            if (!first || !last || *first >= *last || weekdays.empty()) return note(false);
            std::uint32_t before = 0;
            for (const char digit : weekdays) {
                const auto weekday = static_cast<std::uint32_t>(digit - '0');
                if (weekday <= before || weekday > 7) return note(false);
                calendar.weekdays.push_back(before = weekday);
            }
            calendar.hours = {static_cast<std::uint32_t>(*first), static_cast<std::uint32_t>(*last)};
        }
        link_.view.calendar = std::move(calendar);
    }

    // The days of the hours that stand before them.
    void days_of(std::string_view value, std::vector<std::string> engine::Calendar::* which) {
        std::optional<engine::Calendar>& calendar = link_.view.calendar;
        if (!calendar || calendar->hours.empty()) return note(false);
        std::vector<std::string>& days = (*calendar).*which;
        list(value, days, base::limits::link_days);
        link_.dropped += std::erase_if(days, [](const std::string& text) { return text.empty() || !day(text); });
    }

    // Two stages.
    void path(std::string_view value) {
        const auto [from, to] = split(value, ',');
        const auto first = bounded(from, base::limits::id_bytes), last = bounded(to, base::limits::id_bytes);
        if (!first || !last) return;
        if (first->empty() || last->empty() || *first == *last) return note(false);
        link_.view.path_from = *first;
        link_.view.path_to = *last;
    }

    // What they are, and the two.
    void versus(std::string_view value) {
        const auto [what, both] = split(value, ',');
        const auto [one, other] = split(both, ',');
        const auto kind = value_of(versus_words, what);
        const auto first = bounded(one, base::limits::id_bytes), second = bounded(other, base::limits::id_bytes);
        if (!first || !second) return;
        if (!kind || *first == *second) return note(false);
        link_.view.versus = Versus{*kind, *first, *second};
    }

    // "closer,120,100,-1": each role once, factors from 10 to 300 per cent, at most 999 people more or fewer.
    void move(std::string_view value) {
        const auto [role, numbers] = split(value, ',');
        const auto [conversion, more] = split(numbers, ',');
        const auto [wait, people] = split(more, ',');
        const auto by_conversion = number(conversion, 10, 300), by_wait = number(wait, 10, 300),
                   by_people = number(people, -999, 999);
        const bool known = std::find(std::begin(roles), std::end(roles), role) != std::end(roles);
        std::vector<engine::Move>& moves = link_.view.scenario;
        const bool twice =
            std::any_of(moves.begin(), moves.end(), [&](const engine::Move& m) { return m.role == role; });
        if (!known || twice || !by_conversion || !by_wait || !by_people) return note(false);
        moves.push_back({std::string(role), *by_conversion / 100.0, *by_wait / 100.0, *by_people});
    }

    void turn(std::string_view value) {
        const auto turn = number(value, 0, static_cast<int>(base::limits::turns));
        note(turn.has_value());
        if (turn) link_.view.turn = static_cast<std::uint32_t>(*turn);
    }

    // All of engine::CallRules, in their order.
    void speech(std::string_view value) {
        engine::CallRules rules;
        for (std::uint32_t* rule : rules_of(rules)) {
            const auto [item, rest] = split(value, ',');
            const auto read = number(item, 0, 60'000);
            if (!read) return note(false);
            *rule = static_cast<std::uint32_t>(*read);
            value = rest;
        }
        link_.view.call_rules = rules;
    }

    void who(std::string_view value) {
        if (std::optional<std::string> text = bounded(value, base::limits::id_bytes)) link_.view.who = std::move(*text);
    }

    void data(std::string_view value) {
        std::optional<std::string> text = bounded(value, base::limits::label_bytes);
        if (!text) return;
        if (!address_allowed(*text)) return note(false);
        link_.view.data = std::move(*text);
    }

    ReadLink& link_;
};

}  // namespace

bool address_allowed(std::string_view address) {
    if (address.empty() || address.front() == '/' || address.front() == '\\') {
        // "//host" and "\\host" would be another origin without saying so.
        return address.size() > 1 && address[0] == '/' && address[1] != '/' && address[1] != '\\';
    }
    if (address.starts_with("https://") || address.starts_with("http://")) return true;
    const std::size_t colon = address.find(':');
    return colon == std::string_view::npos || address.find('/') < colon;
}

std::string write_link(const View& view) {
    Writer out;
    if (view.screen != ScreenId::team) out.word("screen", word_of(screen_words, view.screen));
    if (!view.role.empty()) out.text("role", view.role);
    out.days("entered", view.filter.entered);
    out.list("source", view.filter.source);
    out.list("segment", view.filter.segment);
    out.list("team", view.filter.team);
    out.list("manager", view.filter.manager);
    out.list("person", view.filter.person);
    if (view.jumps == engine::Jumps::strict) out.word("jumps", "strict");
    if (view.breakdown != Breakdown::source) out.word("by", word_of(breakdown_words, view.breakdown));
    if (view.sort != PeopleColumn::name || view.descending) {
        const std::string_view column = word_of(column_words, view.sort);
        out.word("sort", view.descending ? "-" + std::string(column) : std::string(column));
    }
    out.days("zoom", view.zoom);
    if (!view.find.empty()) out.text("find", view.find);
    if (view.who) out.text("who", *view.who);
    if (!view.handed.empty()) out.text("handed", view.handed);
    if (view.queue_by_value) out.word("queue", "value");
    if (!view.account.empty()) out.text("account", view.account);
    if (!view.accounts_find.empty()) out.text("accounts", view.accounts_find);
    if (view.accounts != engine::AccountsKept::all) out.word("among", word_of(kept_words, view.accounts));
    if (view.accounts_order != engine::AccountsOrder::attention || view.accounts_turned)
        out.word("order", (view.accounts_turned ? "-" : "") + std::string(word_of(order_words, view.accounts_order)));
    if (!view.call.empty()) out.text("call", view.call);
    if (view.turn != 0) out.word("turn", std::to_string(view.turn));
    if (view.calls_all) out.word("calls", "all");
    out.days("days", view.call_days);
    if (!view.broken.empty()) out.text("broken", view.broken);
    if (!view.coached.empty()) out.text("coached", view.coached);
    if (!view.said.empty()) out.text("said", view.said);
    if (!(view.call_rules == engine::CallRules{})) {
        engine::CallRules rules = view.call_rules;
        std::string speech;
        for (const std::uint32_t* rule : rules_of(rules)) speech += (speech.empty() ? "" : ",") + std::to_string(*rule);
        out.word("speech", speech);
    }
    if (!view.topic_changes.empty()) out.text("topics", view.topic_changes);
    if (!view.rule_changes.empty()) out.text("rules", view.rule_changes);
    if (view.calendar) out.calendar(*view.calendar);
    if (!view.path_from.empty()) {
        const std::string path[] = {view.path_from, view.path_to};
        out.list("path", path);
    }
    if (view.versus) {
        const std::string versus[] = {std::string(word_of(versus_words, view.versus->kind)), view.versus->first,
                                      view.versus->second};
        out.list("versus", versus);
    }
    out.mark("pin", view.pin);
    out.mark("rows", view.rows);
    for (const engine::Move& move : view.scenario) out.move(move);
    if (!view.data.empty()) out.text("data", view.data, true);
    return out.take();
}

ReadLink read_link(std::string_view fragment) {
    ReadLink link;
    if (fragment.starts_with('#')) fragment.remove_prefix(1);
    if (fragment.size() > base::limits::fragment_bytes) {
        link.dropped = 1;
        return link;
    }
    Reader reader(link);
    while (!fragment.empty()) {
        const auto [pair, rest] = split(fragment, '&');
        const auto [key, value] = split(pair, '=');
        if (!pair.empty()) reader.pair(key, value);
        fragment = rest;
    }
    return link;
}

}  // namespace ui
