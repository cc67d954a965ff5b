// Filters: the panel that adds and changes them.
#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "charts/text.h"
#include "engine/figures/summary.h"
#include "ui/filters.h"
#include "ui/period.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using charts::Rect;

constexpr float panel_width = 560;
constexpr float panel_height = 440;
constexpr float tabs_width = 148;
constexpr std::size_t months_offered = 12;

struct Tab {
    FilterKind kind;
    Text name;
    const char* id;
};

constexpr Tab tabs[] = {
    {FilterKind::period, Text::filter_period, "period"},    {FilterKind::source, Text::filter_source, "source"},
    {FilterKind::segment, Text::filter_segment, "segment"}, {FilterKind::team, Text::filter_team, "team"},
    {FilterKind::manager, Text::filter_manager, "manager"}, {FilterKind::person, Text::filter_person, "person"},
    {FilterKind::role, Text::filter_role, "role"},          {FilterKind::hours, Text::filter_hours, "hours"},
    {FilterKind::path, Text::filter_path, "path"},          {FilterKind::versus, Text::filter_compare, "versus"}};

// What concerns one card is offered where that card is.
bool offered(const Context& context, FilterKind kind) {
    if (kind == FilterKind::manager) return !context.names.managers().empty();
    if (kind == FilterKind::hours || kind == FilterKind::path || kind == FilterKind::versus)
        return belongs_to(kind, context.view.screen);
    return true;
}

std::vector<std::string>& chosen(View& view, FilterKind kind) {
    if (kind == FilterKind::source) return view.filter.source;
    if (kind == FilterKind::segment) return view.filter.segment;
    if (kind == FilterKind::team) return view.filter.team;
    if (kind == FilterKind::manager) return view.filter.manager;
    return view.filter.person;
}

bool holds(const std::vector<std::string>& values, std::string_view value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

float FilterPanel::row_height(const Context& context) { return narrow(context.width()) ? 44.f : 32.f; }

void FilterPanel::show(FilterKind kind, const Context& context) {
    const View& view = context.view;
    open_ = true;
    changed_ = false;
    reveal_ = 2;
    anchor_ = add_at_;
    kind_ = kind;
    from_ = view.filter.entered.from;
    until_ = day_before(view.filter.entered.to);
    search_.clear();
    written_for_.reset();
    first_.reset();
    second_.reset();
    if (view.versus) versus_kind_ = view.versus->kind;
}

void FilterPanel::apply(Context& context, View next) {
    next.pin.reset();
    next.rows.reset();
    context.go(std::move(next), changed_ ? History::replace : History::push);
    changed_ = true;
}

void FilterPanel::toggle(Context& context, const std::string& value) {
    View next = context.view;
    std::vector<std::string>& values = chosen(next, kind_);
    if (std::erase(values, value) == 0) values.push_back(value);
    apply(context, std::move(next));
}

void FilterPanel::draw(Context& context) {
    if (!open_) return;
    if (kind_ == FilterKind::jumps || !offered(context, kind_)) kind_ = FilterKind::period;
    Ui& ui = context.ui;
    const bool sheet = context.width() == Width::phone;
    const Surface& surface = ui.surface();
    Rect rect{std::min(anchor_.x, surface.width - panel_width - 16), anchor_.bottom() + 8, panel_width, panel_height};
    rect.h = std::min(rect.h, surface.height - rect.y - 16);
    const Rect safe = ui.safe();
    if (sheet) rect = {safe.x, safe.y + 56, safe.w, surface.height - safe.y - 56};
    ui.begin_layer(Layer::popover, rect, "filters.panel.outside");
    if (ui.layer_pressed_outside("filters.panel.outside")) close();
    if (sheet) ui.painter().fill_rect({0, 0, surface.width, surface.height}, charts::with_alpha({0, 0, 0, 255}, .4f));
    ui.painter().fill_rect(rect, ui.theme().surface, charts::space::card_radius);
    ui.painter().stroke_rect(inset(rect, .5f), {ui.theme().line2}, charts::space::card_radius);
    const Group group(ui, {.id = "filters.panel",
                           .role = SemanticRole::dialog,
                           .name = std::string(context.say(Text::add_filter)),
                           .bounds = rect,
                           .focus = true});
    if (sheet) {
        label(ui, "filters.panel.title", {rect.x + 16, rect.y + 32}, rect.w - 80, context.say(Text::filters),
              charts::type::title(ui.theme().ink));
        if (icon_button(ui, "filters.panel.close", {rect.right() - 52, rect.y + 4, 44, 44}, charts::Icon::close,
                        context.say(Text::close)))
            close();
        draw_tabs(context, {rect.x + 8, rect.y + 52, rect.w - 16, 44}, true);
        draw_body(context, {rect.x + 16, rect.y + 108, rect.w - 32, rect.h - 108});
    } else {
        draw_tabs(context, {rect.x + 8, rect.y + 8, tabs_width - 8, rect.h - 16}, false);
        ui.painter().line({rect.x + tabs_width + .5f, rect.y + 1}, {rect.x + tabs_width + .5f, rect.bottom() - 1},
                          {ui.theme().line});
        draw_body(context, {rect.x + tabs_width + 16, rect.y + 12, rect.w - tabs_width - 32, rect.h - 24});
    }
    ui.end_layer();
}

void FilterPanel::draw_tabs(Context& context, Rect area, bool horizontal) {
    Ui& ui = context.ui;
    const Group list(ui, {.id = "filters.tabs",
                          .role = SemanticRole::tablist,
                          .name = std::string(context.say(Text::filters)),
                          .bounds = area});
    const charts::Point origin =
        ui.begin_scroll("filters.tabs.scroll", area, horizontal ? Axis::horizontal : Axis::vertical);
    float at = horizontal ? origin.x : origin.y;
    for (const Tab& tab : tabs) {
        if (!offered(context, tab.kind)) continue;
        const std::string_view name = context.say(tab.name);
        const charts::TextStyle style = charts::type::body(ui.theme().ink, charts::Weight::medium);
        const float width = horizontal ? charts::text_width(ui.painter(), name, style) + 24 : area.w;
        const Rect place = horizontal ? Rect{at, area.y, width, area.h} : Rect{area.x, at, width, 36};
        const std::string id = std::string("filters.tab.") + tab.id;
        if (tab.kind == kind_ && reveal_ > 0) {
            --reveal_;
            ui.reveal(place);
            ui.again();
        }
        if (tab_item(ui, id, place, name, tab.kind == kind_, horizontal)) {
            kind_ = tab.kind;
            first_.reset();
            second_.reset();
            ui.scroll_to_start("filters.options");
        }
        at += horizontal ? width : 38;
    }
    ui.end_scroll(at - (horizontal ? origin.x : origin.y));
    if (horizontal) hairline(ui, area.x - 8, area.bottom() + 3, area.w + 16);
}

void FilterPanel::draw_body(Context& context, Rect area) {
    const engine::SummaryAnswer& summary = context.names.summary();
    switch (kind_) {
        case FilterKind::source: return draw_list(context, area, summary.sources);
        case FilterKind::segment: return draw_list(context, area, summary.segments);
        case FilterKind::team: return draw_list(context, area, summary.teams);
        case FilterKind::manager:
        case FilterKind::person: return draw_people(context, area);
        case FilterKind::role: return draw_roles(context, area);
        case FilterKind::hours: return draw_hours(context, area);
        case FilterKind::path: return draw_path(context, area);
        case FilterKind::versus: return draw_versus(context, area);
        default: return draw_period(context, area);
    }
}

void FilterPanel::draw_list(Context& context, Rect area, const std::vector<std::string>& values) {
    Ui& ui = context.ui;
    View view = context.view;
    const float height = row_height(context);
    const Group list(ui, {.id = "filters.list",
                          .role = SemanticRole::group,
                          .name = std::string(context.say(Text::filters)),
                          .bounds = area});
    const charts::Point origin = ui.begin_scroll("filters.options", area);
    float y = origin.y;
    const auto draw = [&](const std::string& value) {
        const Option shown{
            .label = known(value, context.language()), .selected = holds(chosen(view, kind_), value), .check = true};
        if (option(ui, "filters.option." + value, {area.x, y, area.w - 8, height}, shown)) toggle(context, value);
        y += height;
    };
    for (const std::string& value : values)
        if (!value.empty()) draw(value);
    draw(std::string());
    ui.end_scroll(y - origin.y);
}

void FilterPanel::find_people(const Context& context) {
    const std::string wanted = base::utf8_fold(search_);
    const bool managers = kind_ == FilterKind::manager;
    if (wanted == found_for_ && found_in_ == context.names.edition() && found_managers_ == managers) return;
    found_for_ = wanted;
    found_in_ = context.names.edition();
    found_managers_ = managers;
    found_.clear();
    const auto& people = context.names.summary().people;
    const auto look_at = [&](std::uint32_t i) {
        if (wanted.empty() || base::utf8_fold(people[i].name).find(wanted) != std::string::npos) found_.push_back(i);
    };
    if (managers)
        for (const std::uint32_t i : context.names.managers()) look_at(i);
    else
        for (std::uint32_t i = 0; i < people.size(); ++i) look_at(i);
    std::vector<std::string> names;
    for (const std::uint32_t i : found_) names.push_back(people[i].name);
    const std::vector<std::uint32_t> places = context.host.places(names);
    std::vector<std::uint32_t> sorted(found_.size());
    for (std::size_t i = 0; i < found_.size(); ++i) sorted[places[i]] = found_[i];
    found_ = std::move(sorted);
}

// Gives what is left below it.
Rect FilterPanel::draw_search(Context& context, Rect area) {
    const float height = row_height(context);
    const std::string_view name = context.say(Text::search_people);
    if (const auto text = field(context.ui, "filters.search", {area.x, area.y, area.w, height},
                                {.name = name, .text = search_, .hint = name, .search = true})) {
        search_ = *text;
        context.ui.scroll_to_start("filters.options");
    }
    find_people(context);
    return {area.x, area.y + height + 8, area.w, area.h - height - 8};
}

void FilterPanel::draw_people(Context& context, Rect area) {
    Ui& ui = context.ui;
    const float height = row_height(context);
    const std::string_view name = context.say(Text::search_people);
    const Rect list = draw_search(context, area);
    const auto& people = context.names.summary().people;
    const Group group(ui,
                      {.id = "filters.list", .role = SemanticRole::group, .name = std::string(name), .bounds = list});
    if (found_.empty())
        label(ui, "filters.nobody", {list.x + 8, list.y + 24}, list.w, context.say(Text::search_none),
              charts::type::body(ui.theme().ink3));
    const charts::Point origin = ui.begin_scroll("filters.options", list);
    // Only the rows in sight, and one before and after for the keyboard, are made: there may be tens of thousands.
    const float first = std::max(0.f, std::floor((list.y - origin.y) / height) - 1);
    const float last = std::ceil((list.bottom() - origin.y) / height) + 1;
    View view = context.view;
    for (auto i = static_cast<std::size_t>(first); i < std::min(found_.size(), static_cast<std::size_t>(last)); ++i) {
        const engine::PersonInfo& person = people[found_[i]];
        const std::string shown = person.name.empty() ? person.id : person.name;
        const std::string figure = person.bot ? std::string(context.say(Text::people_bot)) : person.team;
        const Option row{
            .label = shown, .figure = figure, .selected = holds(chosen(view, kind_), person.id), .check = true};
        const Rect place{list.x, origin.y + height * static_cast<float>(i), list.w - 8, height};
        if (option(ui, "filters.option." + person.id, place, row)) toggle(context, person.id);
    }
    ui.end_scroll(height * static_cast<float>(found_.size()));
}

void FilterPanel::draw_roles(Context& context, Rect area) {
    Ui& ui = context.ui;
    const float height = row_height(context);
    const Group list(ui, {.id = "filters.list",
                          .role = SemanticRole::listbox,
                          .name = std::string(context.say(Text::filter_role)),
                          .bounds = area});
    float y = area.y;
    for (const std::string& role : context.names.summary().roles) {
        const Option row{.label = role_words(role, context.language()), .selected = context.role() == role};
        if (option(ui, "filters.option." + role, {area.x, y, area.w, height}, row)) {
            context.choose_role(role);
            close();
        }
        y += height;
    }
}

void FilterPanel::draw_period(Context& context, Rect area) {
    Ui& ui = context.ui;
    const charts::Point origin = ui.begin_scroll("filters.options", area);
    const engine::SummaryAnswer& summary = context.names.summary();
    const float height = narrow(context.width()) ? 40.f : 32.f;
    const float columns = context.width() == Width::phone ? 2 : 3;
    const float gap = 8;
    const float width = (area.w - 8 - gap * (columns - 1)) / columns;
    float y = origin.y;
    float column = 0;
    const auto place = [&] {
        if (column == columns) {
            column = 0;
            y += height + gap;
        }
        return Rect{area.x + (width + gap) * column++, y, width, height};
    };
    const auto choice = [&](const std::string& id, std::string_view words_shown, const engine::Days& days) {
        const bool on = context.view.filter.entered == days;
        if (!button(ui, "filters.period." + id, place(), {.label = words_shown, .selected = on, .toggle = true}))
            return;
        View next = context.view;
        next.filter.entered = days;
        from_ = days.from;
        until_ = day_before(days.to);
        apply(context, std::move(next));
    };
    const auto caption = [&](const char* id, Text text) {
        label(ui, id, {area.x, y + 12}, area.w, context.say(text),
              charts::type::label(ui.theme().ink3, charts::Weight::medium));
        y += 22;
    };
    caption("filters.period.presets", Text::period_presets);
    const std::string& cut_off = summary.head.cut_off;
    choice("all", context.say(Text::period_all), {});
    choice("month", context.say(Text::period_month), preset_days(Preset::this_month, cut_off));
    choice("30", context.say(Text::period_days, {"30"}), preset_days(Preset::last_30, cut_off));
    choice("90", context.say(Text::period_days, {"90"}), preset_days(Preset::last_90, cut_off));
    choice("quarter", context.say(Text::period_quarter), preset_days(Preset::this_quarter, cut_off));
    choice("year", context.say(Text::period_year), preset_days(Preset::this_year, cut_off));
    y += height + 16;
    draw_dates(context, {area.x, y, area.w - 8, height});
    y += height + 44;
    column = 0;
    caption("filters.period.months", Text::period_months);
    for (const std::string& month : months_between(summary.first_entry, summary.last_entry, months_offered))
        choice(month, charts::format_month(month, charts::Year::shown, context.language()), month_days(month));
    y += height;
    ui.end_scroll(y - origin.y);
}

void FilterPanel::draw_dates(Context& context, Rect area) {
    Ui& ui = context.ui;
    const std::string_view hint = context.say(Text::period_hint);
    const float width = (area.w - 16) / 2;
    const bool wrong_from = !from_.empty() && !is_day(from_);
    const bool wrong_until = !until_.empty() && !is_day(until_);
    const charts::TextStyle style = charts::type::label(ui.theme().ink3, charts::Weight::medium);
    label(ui, "filters.period.from.label", {area.x, area.y + 12}, width, context.say(Text::period_from), style);
    label(ui, "filters.period.to.label", {area.x + width + 16, area.y + 12}, width, context.say(Text::period_to),
          style);
    const float y = area.y + 20;
    const auto from = field(ui, "filters.period.from", {area.x, y, width, area.h},
                            {.name = context.say(Text::period_from), .text = from_, .hint = hint, .wrong = wrong_from});
    const auto until =
        field(ui, "filters.period.to", {area.x + width + 16, y, width, area.h},
              {.name = context.say(Text::period_to), .text = until_, .hint = hint, .wrong = wrong_until});
    if (from) from_ = *from;
    if (until) until_ = *until;
    if (wrong_from || wrong_until)
        label(ui, "filters.period.wrong", {area.x, y + area.h + 14}, area.w, context.say(Text::period_wrong),
              charts::type::small(ui.theme().alert));
    if (from || until) date_changed(context);
}

void FilterPanel::date_changed(Context& context) {
    const bool good = (from_.empty() || is_day(from_)) && (until_.empty() || is_day(until_));
    const engine::Days days{from_, until_.empty() ? std::string() : day_after(until_)};
    const bool ordered = days.from.empty() || days.to.empty() || days.from < days.to;
    if (!good || !ordered) return;
    View next = context.view;
    next.filter.entered = days;
    apply(context, std::move(next));
}

}  // namespace ui
