// Filters: what is in force, as chips.
#include <algorithm>

#include "ui/filters.h"
#include "ui/period.h"
#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace ui {
namespace {

using charts::Rect;

constexpr FilterKind kinds[] = {FilterKind::period,  FilterKind::source, FilterKind::segment, FilterKind::team,
                                FilterKind::manager, FilterKind::person, FilterKind::role,    FilterKind::jumps,
                                FilterKind::hours,   FilterKind::path,   FilterKind::versus};

std::string_view id_of(FilterKind kind) {
    switch (kind) {
        case FilterKind::period: return "period";
        case FilterKind::source: return "source";
        case FilterKind::segment: return "segment";
        case FilterKind::team: return "team";
        case FilterKind::person: return "person";
        case FilterKind::role: return "role";
        case FilterKind::jumps: return "jumps";
        case FilterKind::manager: return "manager";
        case FilterKind::hours: return "hours";
        case FilterKind::path: return "path";
        case FilterKind::versus: return "versus";
    }
    return {};
}

const std::vector<std::string>* list_of(const View& view, FilterKind kind) {
    switch (kind) {
        case FilterKind::source: return &view.filter.source;
        case FilterKind::segment: return &view.filter.segment;
        case FilterKind::team: return &view.filter.team;
        case FilterKind::manager: return &view.filter.manager;
        case FilterKind::person: return &view.filter.person;
        default: return nullptr;
    }
}

std::string list_words(const Context& context, FilterKind kind, const std::vector<std::string>& values) {
    const std::string& first = values.front();
    const bool of_people = kind == FilterKind::person || kind == FilterKind::manager;
    std::string text = of_people ? context.names.person_name(first, context.language())
                                 : std::string(known(first, context.language()));
    if (kind == FilterKind::manager) text = context.say(Text::manager_team, {text});
    if (values.size() == 1) return text;
    // In Chinese the count is of all, in English of the others.
    const std::size_t count = context.ui.chinese() ? values.size() : values.size() - 1;
    return context.say(Text::filter_many, {text, charts::format_count(count)});
}

Text label_of(FilterKind kind) {
    switch (kind) {
        case FilterKind::period: return Text::filter_period;
        case FilterKind::source: return Text::filter_source;
        case FilterKind::segment: return Text::filter_segment;
        case FilterKind::team: return Text::filter_team;
        case FilterKind::person: return Text::filter_person;
        case FilterKind::role: return Text::filter_role;
        case FilterKind::jumps: return Text::filter_jumps;
        case FilterKind::manager: return Text::filter_manager;
        case FilterKind::hours: return Text::filter_hours;
        case FilterKind::path: return Text::filter_path;
        case FilterKind::versus: return Text::filter_compare;
    }
    return Text::filters;
}

std::string value_of(const Context& context, FilterKind kind) {
    const View& view = context.view;
    if (kind == FilterKind::period) {
        return view.filter.entered == engine::Days{} ? std::string()
                                                     : period_words(view.filter.entered, context.language());
    }
    if (kind == FilterKind::role)
        return view.role.empty() ? std::string() : std::string(role_words(view.role, context.language()));
    if (kind == FilterKind::jumps) {
        return view.jumps == engine::Jumps::passing ? std::string() : std::string(context.say(Text::jumps_strict));
    }
    if (!belongs_to(kind, view.screen)) return {};
    if (kind == FilterKind::hours)
        return view.calendar ? hours_words(*view.calendar, context.language()) : std::string();
    if (kind == FilterKind::path) return path_words(context);
    if (kind == FilterKind::versus)
        return view.versus ? context.say(Text::versus_words, {versus_name(context, view.versus->first),
                                                              versus_name(context, view.versus->second)})
                           : std::string();
    const std::vector<std::string>* values = list_of(view, kind);
    return values->empty() ? std::string() : list_words(context, kind, *values);
}

}  // namespace

bool belongs_to(FilterKind kind, ScreenId screen) {
    if (kind == FilterKind::hours) return screen == ScreenId::roles || screen == ScreenId::handoffs;
    return (kind != FilterKind::path && kind != FilterKind::versus) || screen == ScreenId::roles;
}

std::string path_words(const Context& context) {
    if (context.view.path_from.empty()) return {};
    return context.say(Text::path_words, {context.names.stage_name(context.view.path_from, context.language()),
                                          context.names.stage_name(context.view.path_to, context.language())});
}

std::string versus_name(const Context& context, const std::string& value) {
    return context.view.versus->kind == VersusKind::person ? context.names.person_name(value, context.language())
                                                           : std::string(known(value, context.language()));
}

std::vector<FilterChip> chips_of(const Context& context) {
    std::vector<FilterChip> chips;
    for (const FilterKind kind : kinds) {
        std::string value = value_of(context, kind);
        if (!value.empty()) chips.push_back({kind, std::string(context.say(label_of(kind))), std::move(value)});
    }
    return chips;
}

void remove_filter(View& view, FilterKind kind) {
    switch (kind) {
        case FilterKind::period: view.filter.entered = {}; break;
        case FilterKind::source: view.filter.source.clear(); break;
        case FilterKind::segment: view.filter.segment.clear(); break;
        case FilterKind::team: view.filter.team.clear(); break;
        case FilterKind::person: view.filter.person.clear(); break;
        case FilterKind::role: view.role.clear(); break;
        case FilterKind::jumps: view.jumps = engine::Jumps::passing; break;
        case FilterKind::manager: view.filter.manager.clear(); break;
        case FilterKind::hours: view.calendar.reset(); break;
        case FilterKind::path: view.path_from = view.path_to = {}; break;
        case FilterKind::versus: view.versus.reset(); break;
    }
}

void remove_all_filters(View& view) {
    view.filter = {};
    view.jumps = engine::Jumps::passing;
}

std::string filters_words(const Context& context) {
    std::string filters;
    for (const FilterChip& chip : chips_of(context))
        filters += (filters.empty() ? "" : " · ") + charts::format_named(chip.label, chip.value, context.language());
    return filters;
}

void FilterPanel::draw_chips(Context& context, Rect row) {
    Ui& ui = context.ui;
    const bool phone = narrow(context.width());
    const float height = phone ? 36.f : 28.f;
    const float y = row.y + (row.h - height) / 2;
    const Group group(ui, {.id = "filters",
                           .role = SemanticRole::region,
                           .name = std::string(context.say(Text::filters)),
                           .bounds = row});
    const std::vector<FilterChip> chips = chips_of(context);
    // On a narrow page the chips scroll sideways, and the way to add one stays in sight.
    const bool beside = phone && !chips.empty();
    const Rect scrolled{row.x, row.y, row.w - (beside ? 52.f : 0.f), row.h};
    const charts::Point origin = ui.begin_scroll("filters.scroll", scrolled, Axis::horizontal);
    float x = origin.x;
    if (!phone) {
        charts::draw_icon(ui.painter(), charts::Icon::filter, {x, row.y + row.h / 2 - 8}, ui.theme().ink2);
        x += 24;
    }
    for (const FilterChip& filter : chips) x += draw_filter(context, filter, {x, y, 0, height}) + 8;
    const float tall = phone ? 44.f : height;
    if (!beside) x += draw_add(context, {x, row.y + (row.h - tall) / 2, 0, tall});
    ui.end_scroll(x - origin.x);
    if (beside) draw_add_icon(context, {row.right() - 44, row.y + (row.h - 44) / 2, 44, 44});
}

float FilterPanel::draw_filter(Context& context, const FilterChip& filter, Rect place) {
    Ui& ui = context.ui;
    const std::string name = context.say(Text::remove_filter, {filter.label, filter.value});
    const Chip shown{filter.label, filter.value, name};
    place.w = chip_width(ui, shown, place.h > 30);
    const ChipHit hit = chip(ui, "filters." + std::string(id_of(filter.kind)), place, shown);
    if (hit.opened) {
        show(filter.kind, context);
        anchor_ = place;
    }
    if (hit.removed) {
        View next = context.view;
        remove_filter(next, filter.kind);
        context.go(std::move(next));
    }
    return place.w;
}

float FilterPanel::draw_add(Context& context, Rect place) {
    const Button add{
        .label = context.say(Text::add_filter), .icon = charts::Icon::plus, .expandable = true, .expanded = open_};
    place.w = button_width(context.ui, add) - 4;
    add_at_ = place;
    if (quiet_button(context.ui, "filters.add", place, add)) show(kind_, context);
    return place.w;
}

void FilterPanel::draw_add_icon(Context& context, Rect place) {
    add_at_ = place;
    if (icon_button(context.ui, "filters.add", place, charts::Icon::plus, context.say(Text::add_filter), true))
        show(kind_, context);
}

}  // namespace ui
