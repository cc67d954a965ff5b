#include "ui/find_box.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "base/initials.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "charts/text.h"
#include "engine/figures/summary.h"
#include "ui/period.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using charts::Rect;

constexpr std::size_t most_rows = 50;
constexpr std::uint32_t most_accounts = 8;
constexpr std::size_t page_rows = 8;
constexpr float widest = 600;
constexpr float tallest_list = 396;

constexpr Text filter_names[] = {Text::filter_period, Text::filter_source, Text::filter_segment, Text::filter_team,
                                 Text::filter_manager};

std::vector<std::string>* list_of(View& view, FilterKind kind) {
    if (kind == FilterKind::source) return &view.filter.source;
    if (kind == FilterKind::segment) return &view.filter.segment;
    if (kind == FilterKind::team) return &view.filter.team;
    if (kind == FilterKind::manager) return &view.filter.manager;
    return nullptr;
}

// Without white space at its ends, in lower case.
std::string wanted_of(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return base::utf8_fold(text);
}

// What is found by its name in either language, behind the name in the reader's.
std::string in_other(const Context& context, Text text) {
    return " " + std::string(words(text, context.ui.chinese() ? Language::en : Language::zh));
}

// Of the names in the rows.
template <class Row>
base::Initials initials_of(Context& context, const std::vector<Row>& rows, std::string Row::* name) {
    base::Initials initials;
    for (const Row& row : rows) initials.want(row.*name);
    initials.learn(context.host.initials(initials.characters()));
    return initials;
}

}  // namespace

void FindBox::show() {
    open_ = true;
    text_.clear();
    stale_ = true;
}

void FindBox::move(std::size_t to) {
    at_ = found_.empty() ? 0 : std::min(to, found_.size() - 1);
    moved_ = true;
}

void FindBox::collect(Context& context) {
    const bool dark = context.ui.theme().dark;
    if (collected_ && edition_ == context.names.edition() && language_ == context.language() && dark_ == dark) return;
    collected_ = true;
    edition_ = context.names.edition();
    language_ = context.language();
    dark_ = dark;
    stale_ = true;
    found_.clear();
    entries_.clear();
    for (const Screen& screen : screens_)
        entries_.push_back({.kind = Kind::screen,
                            .id = "screen." + std::to_string(static_cast<int>(screen.id)),
                            .label = std::string(context.say(screen.name)),
                            .other = in_other(context, screen.name),
                            .detail = std::string(context.say(Text::find_screen)),
                            .icon = screen.icon,
                            .screen = screen.id});
    collect_commands(context);
    for (const std::string& role : context.names.summary().roles)
        entries_.push_back({.kind = Kind::role,
                            .id = "role." + role,
                            .value = role,
                            .label = std::string(role_words(role, context.language())),
                            .detail = std::string(context.say(Text::filter_role)),
                            .icon = charts::Icon::roles});
    collect_filters(context);
    collect_people(context);
    const base::Initials initials = initials_of(context, entries_, &Entry::label);
    for (Entry& entry : entries_)
        entry.sought = {base::utf8_fold(entry.label + entry.other),
                        initials.of(entry.label, entry.kind == Kind::person), base::utf8_fold(entry.detail)};
}

void FindBox::collect_commands(const Context& context) {
    const auto add = [&](Command command, charts::Icon icon, Text text) -> Entry& {
        return entries_.emplace_back(Entry{.kind = Kind::command,
                                           .id = "command." + std::to_string(static_cast<int>(command)),
                                           .label = std::string(context.say(text)),
                                           .other = in_other(context, text),
                                           .detail = std::string(context.say(Text::find_command)),
                                           .icon = icon,
                                           .command = command});
    };
    add(Command::undo, charts::Icon::undo, Text::undo);
    add(Command::redo, charts::Icon::redo, Text::redo);
    add(Command::share, charts::Icon::share, Text::share);
    add(Command::open_files, charts::Icon::open_file, Text::open_yours);
    Entry& language = add(Command::language, charts::Icon::conversations, Text::language_label);
    language.label = charts::format_named(
        language.label, context.say(context.ui.chinese() ? Text::language_en_name : Text::language_zh_name), language_);
    add(Command::theme, dark_ ? charts::Icon::sun : charts::Icon::moon,
        dark_ ? Text::theme_to_light : Text::theme_to_dark);
    add(Command::keys, charts::Icon::keyboard, Text::keys);
    add(Command::tour, charts::Icon::info, Text::tour_start);
}

void FindBox::collect_filters(const Context& context) {
    const engine::SummaryAnswer& summary = context.names.summary();
    const auto add = [&](FilterKind kind, const std::string& value, std::string label) -> Entry& {
        const auto position = static_cast<std::size_t>(kind);
        return entries_.emplace_back(Entry{.kind = Kind::filter,
                                           .id = "filter." + std::to_string(position) + "." + value,
                                           .value = value,
                                           .label = std::move(label),
                                           .detail = std::string(context.say(filter_names[position])),
                                           .icon = charts::Icon::filter,
                                           .filter = kind});
    };
    const auto preset = [&](Preset days, std::string label) {
        const std::string value = std::to_string(static_cast<int>(days));
        add(FilterKind::period, value, std::move(label)).days = preset_days(days, summary.head.cut_off);
    };
    preset(Preset::this_month, std::string(context.say(Text::period_month)));
    preset(Preset::last_30, context.say(Text::period_days, {"30"}));
    preset(Preset::last_90, context.say(Text::period_days, {"90"}));
    preset(Preset::this_quarter, std::string(context.say(Text::period_quarter)));
    preset(Preset::this_year, std::string(context.say(Text::period_year)));
    const auto list = [&](FilterKind kind, const std::vector<std::string>& values) {
        for (const std::string& value : values) add(kind, value, std::string(known(value, context.language())));
    };
    list(FilterKind::source, summary.sources);
    list(FilterKind::segment, summary.segments);
    list(FilterKind::team, summary.teams);
    for (const std::uint32_t manager : context.names.managers()) {
        const engine::PersonInfo& person = summary.people[manager];
        add(FilterKind::manager, person.id,
            context.say(Text::manager_team, {person.name.empty() ? person.id : person.name}));
    }
}

void FindBox::collect_people(const Context& context) {
    for (const engine::PersonInfo& person : context.names.summary().people) {
        std::string detail(person.bot             ? context.say(Text::people_bot)
                           : person.roles.empty() ? context.say(Text::filter_person)
                                                  : role_words(person.roles.front(), context.language()));
        if (!person.team.empty()) detail += " · " + person.team;
        entries_.push_back({.kind = Kind::person,
                            .id = "person." + person.id,
                            .value = person.id,
                            .label = person.name.empty() ? person.id : person.name,
                            .detail = std::move(detail),
                            .icon = charts::Icon::people});
    }
}

void FindBox::collect_accounts(Context& context, const std::string& wanted) {
    std::uint32_t serial = 0;
    const engine::AccountListAnswer* answer = nullptr;
    if (!wanted.empty() && context.names.summary().counts.accounts > 0) {
        engine::Question question;
        question.figure = engine::Figure::account_list;
        question.text = wanted;
        question.limit = most_accounts;
        const Held<engine::AccountListAnswer> held =
            context.answers.ask<engine::AccountListAnswer>("find.accounts", question);
        if (held.answer && held.state == AnswerState::ready) {
            answer = held.answer;
            serial = held.serial;
        }
    }
    if (serial == accounts_serial_) return;
    accounts_serial_ = serial;
    stale_ = true;
    found_.clear();
    accounts_.clear();
    if (!answer) return;
    const base::Initials initials = initials_of(context, answer->rows, &engine::AccountLine::name);
    for (const engine::AccountLine& line : answer->rows) {
        const std::string detail(context.say(Text::find_account));
        accounts_.push_back(
            {.kind = Kind::account,
             .id = "account." + line.id,
             .value = line.id,
             .label = line.name,
             .detail = detail,
             .icon = charts::Icon::accounts,
             .sought = {base::utf8_fold(line.name), initials.of(line.name, false), base::utf8_fold(detail)}});
    }
    accounts_total_ = answer->total;
}

// Once for what is written, not in every frame.
void FindBox::find(Context& context) {
    const std::string wanted = wanted_of(text_);
    collect_accounts(context, wanted);
    if (!stale_ && wanted == found_for_) return;
    if (wanted != found_for_) at_ = 0;
    stale_ = false;
    found_for_ = wanted;
    found_.clear();
    for (const Entry& entry : entries_)
        if (const std::optional<Fit> how = wanted.empty() ? Fit::kind : fit(wanted, entry.sought))
            found_.push_back({*how, &entry});
    // The engine found the accounts, some of them by their id.
    for (const Entry& entry : accounts_) found_.push_back({fit(wanted, entry.sought).value_or(Fit::inside), &entry});
    total_ = found_.size() + (accounts_.empty() ? 0 : accounts_total_ - accounts_.size());
    // Entries stand in the order of their kinds, accounts behind them: a position tells apart what fits as well.
    const auto order = [&](const Found& found) {
        return std::tuple(found.fit, found.entry->kind,
                          found.entry - (found.entry->kind == Kind::account ? accounts_.data() : entries_.data()));
    };
    const std::size_t shown = std::min(found_.size(), most_rows);
    std::partial_sort(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(shown), found_.end(),
                      [&](const Found& a, const Found& b) { return order(a) < order(b); });
    found_.resize(shown);
    move(at_);
}

bool FindBox::chosen_now(const Context& context, const Entry& entry) const {
    View view = context.view;
    if (entry.kind == Kind::role) return context.role() == entry.value;
    if (entry.kind != Kind::filter) return false;
    if (entry.filter == FilterKind::period) return view.filter.entered == entry.days;
    const std::vector<std::string>& values = *list_of(view, entry.filter);
    return std::find(values.begin(), values.end(), entry.value) != values.end();
}

void FindBox::choose(Context& context, const Entry& entry) {
    close();
    if (entry.kind == Kind::command) {
        chosen_ = entry.command;
        return;
    }
    View next = context.view;
    next.pin.reset();
    next.rows.reset();
    const bool on = chosen_now(context, entry);
    switch (entry.kind) {
        case Kind::screen: next.screen = entry.screen; break;
        case Kind::role:
            next.role = entry.value == context.names.default_role() ? std::string() : entry.value;
            next.who.reset();
            if (next.screen != ScreenId::people) next.screen = ScreenId::roles;
            break;
        case Kind::person: {
            const engine::PersonInfo* person = context.names.person(entry.value);
            const auto& roles = person->roles;
            // In the role that is shown where he has it, else in the first of his that owns a stage.
            if (std::find(roles.begin(), roles.end(), context.role()) == roles.end()) {
                const auto owns = [&](const std::string& role) { return context.names.owns_stage(role); };
                const auto own = std::find_if(roles.begin(), roles.end(), owns);
                if (own != roles.end()) next.role = *own == context.names.default_role() ? std::string() : *own;
            }
            next.screen = ScreenId::people;
            next.find.clear();
            next.who = entry.value;
            break;
        }
        case Kind::account:
            next.screen = ScreenId::accounts;
            next.account = entry.value;
            break;
        default:
            if (entry.filter == FilterKind::period) {
                next.filter.entered = on ? engine::Days{} : entry.days;
            } else if (std::vector<std::string>& values = *list_of(next, entry.filter); on) {
                std::erase(values, entry.value);
            } else {
                values.push_back(entry.value);
            }
    }
    context.go(std::move(next));
}

std::optional<Command> FindBox::draw(Context& context) {
    if (!open_) return std::nullopt;
    collect(context);
    find(context);
    Ui& ui = context.ui;
    const Surface& surface = ui.surface();
    const bool sheet = narrow(context.width());
    const Rect safe = ui.safe();
    const float row = sheet ? 48.f : 36.f;
    const float head = sheet ? 60.f : 56.f;
    const float foot = 36;
    const float lines = std::max(row, row * static_cast<float>(found_.size()));
    Rect rect;
    if (sheet) {
        rect = {safe.x, safe.y + 8, safe.w, surface.height - safe.y - 8};
    } else {
        const float y = std::min(96.f, std::round(surface.height * .1f));
        const float list = std::min({lines + 9, tallest_list, surface.height - y - head - foot - 24});
        rect = {std::round((surface.width - widest) / 2), y, widest, head + list + foot};
    }
    ui.begin_layer(Layer::popover, rect, "find.outside");
    if (ui.layer_pressed_outside("find.outside")) close();
    ui.painter().fill_rect({0, 0, surface.width, surface.height},
                           charts::with_alpha({0, 0, 0, 255}, ui.theme().dark ? .5f : .28f));
    ui.painter().fill_rect(rect, ui.theme().surface, charts::space::card_radius);
    ui.painter().stroke_rect(inset(rect, .5f), {ui.theme().line2}, charts::space::card_radius);
    {
        const std::string name(context.say(Text::search_or_go));
        const Group group(ui, {.id = "find", .role = SemanticRole::dialog, .name = name, .bounds = rect});
        const float cross = sheet ? 48.f : 0.f;
        draw_field(context, {rect.x + 12, rect.y + 12, rect.w - 24 - cross, head - 20});
        if (sheet && icon_button(ui, "find.close", {rect.right() - 52, rect.y + 10, 44, 44}, charts::Icon::close,
                                 context.say(Text::close)))
            close();
        hairline(ui, rect.x, rect.y + head, rect.w);
        draw_list(context, {rect.x + 8, rect.y + head + 1, rect.w - 16, rect.h - head - foot - 1});
        hairline(ui, rect.x, rect.bottom() - foot, rect.w);
        draw_foot(context, {rect.x + 18, rect.bottom() - foot, rect.w - 36, foot});
    }
    ui.end_layer();
    return std::exchange(chosen_, std::nullopt);
}

void FindBox::draw_field(Context& context, Rect place) {
    Ui& ui = context.ui;
    constexpr std::string_view id = "find.field";
    // Enter comes as a press of the field that no pointer made.
    const bool entered = ui.press(id, {}).clicked && !ui.input().released;
    if (ui.key(id, "ArrowDown")) move(at_ + 1 < found_.size() ? at_ + 1 : 0);
    if (ui.key(id, "ArrowUp")) move(at_ > 0 ? at_ - 1 : found_.size());
    if (ui.key(id, "PageDown")) move(at_ + page_rows);
    if (ui.key(id, "PageUp")) move(at_ > page_rows ? at_ - page_rows : 0);
    if (ui.key(id, "Home")) move(0);
    if (ui.key(id, "End")) move(found_.size());
    const std::string_view name = context.say(Text::search_or_go);
    if (const auto typed =
            field(ui, id, place, {.name = name, .text = text_, .hint = name, .search = true, .focus = true})) {
        text_ = base::utf8_cut(*typed, base::limits::id_bytes);
        ui.scroll_to_start("find.scroll");
        find(context);
    }
    if (entered && !found_.empty()) choose(context, *found_[at_].entry);
}

std::string FindBox::detail_of(const Context& context, const Entry& entry) const {
    if (!chosen_now(context, entry)) return entry.detail;
    return entry.detail + " · " + std::string(context.say(Text::find_chosen));
}

void FindBox::draw_list(Context& context, Rect area) {
    Ui& ui = context.ui;
    if (found_.empty())
        label(ui, "find.none", {area.x + 10, area.y + 26}, area.w, context.say(Text::find_none),
              charts::type::body(ui.theme().ink3));
    const float height = narrow(context.width()) ? 48.f : 36.f;
    const std::string name(context.say(Text::search_or_go));
    const Group list(ui, {.id = "find.list", .role = SemanticRole::listbox, .name = name, .bounds = area});
    const charts::Point origin = ui.begin_scroll("find.scroll", area);
    const Entry* pressed = nullptr;
    for (std::size_t i = 0; i < found_.size(); ++i) {
        const Entry& entry = *found_[i].entry;
        const Rect row{area.x, origin.y + 4 + height * static_cast<float>(i), area.w - 8, height};
        if (i == at_ && std::exchange(moved_, false)) ui.reveal(row);
        const std::string detail = detail_of(context, entry);
        const Option shown{.label = entry.label, .figure = detail, .selected = i == at_, .icon = entry.icon};
        if (ui.focused_under("find.") == entry.id) at_ = i;
        if (option(ui, "find." + entry.id, row, shown)) pressed = &entry;
    }
    ui.end_scroll(height * static_cast<float>(found_.size()) + 8);
    if (pressed) choose(context, *pressed);
}

void FindBox::draw_foot(Context& context, Rect line) {
    Ui& ui = context.ui;
    const charts::TextStyle style = charts::type::label(ui.theme().ink3);
    const std::string count = charts::format_count(total_);
    const std::string said = total_ > found_.size()
                                 ? context.say(Text::find_more, {count, charts::format_count(found_.size())})
                                 : context.say(Text::find_count, {count});
    const float base = charts::centred_baseline(line.y + line.h / 2, 12);
    const float width = charts::draw_text(ui.painter(), {line.x, base}, said, style);
    ui.add({.id = "find.count", .role = SemanticRole::status, .name = said, .bounds = {line.x, line.y, width, line.h}});
    if (!narrow(context.width()))
        label(ui, "find.hint", {line.right(), base}, line.w - width - 16, context.say(Text::find_hint), style,
              charts::Align::end);
}

}  // namespace ui
