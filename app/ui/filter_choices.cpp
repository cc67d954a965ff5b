// Filters: the panel's tabs for what is chosen for single cards: working hours, a path, two groups to compare.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/limits.h"
#include "charts/text.h"
#include "engine/figures/summary.h"
#include "ui/filters.h"
#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace ui {
namespace {

using charts::Rect;

constexpr float caption_height = 22;

std::optional<std::uint32_t> hour_of(const std::string& text) {
    std::uint32_t hour = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hour);
    if (error != std::errc() || end != text.data() + text.size() || hour > 24) return std::nullopt;
    return hour;
}

void caption(Context& context, std::string_view id, charts::Point at, float width, std::string_view text) {
    label(context.ui, id, {at.x, at.y + 12}, width, text,
          charts::type::label(context.ui.theme().ink3, charts::Weight::medium));
}

// A list of things of which one is chosen, with its title; gives the one pressed. Only those in sight are made.
template <class Name, class Id>
std::optional<std::size_t> choose_one(Context& context, const std::string& list, std::string_view title, Rect area,
                                      float height, std::size_t count, Name name, Id id,
                                      const std::optional<std::string>& chosen) {
    Ui& ui = context.ui;
    caption(context, list + ".title", {area.x, area.y}, area.w, title);
    const Rect place{area.x, area.y + caption_height, area.w, area.h - caption_height};
    const Group group(ui, {.id = list, .role = SemanticRole::listbox, .name = std::string(title), .bounds = place});
    const charts::Point origin = ui.begin_scroll(list + ".options", place);
    const float first = std::max(0.f, std::floor((place.y - origin.y) / height) - 1);
    const float last = std::ceil((place.bottom() - origin.y) / height) + 1;
    std::optional<std::size_t> pressed;
    for (auto i = static_cast<std::size_t>(first); i < std::min(count, static_cast<std::size_t>(last)); ++i) {
        const std::string text = name(i), own = id(i);
        const Rect row{place.x, origin.y + height * static_cast<float>(i), place.w - 6, height};
        if (option(ui, list + "." + own, row, {.label = text, .selected = chosen == own})) pressed = i;
    }
    ui.end_scroll(height * static_cast<float>(count));
    return pressed;
}

}  // namespace

// What is written becomes the view's as soon as all of it can be read.
bool FilterPanel::take_written(Context& context, const engine::Calendar& calendar) {
    const auto from = hour_of(written_.from), to = hour_of(written_.to);
    const WrittenDays holidays = read_days(written_.holidays), extra = read_days(written_.extra);
    const bool many = std::max(holidays.days.size(), extra.days.size()) > base::limits::link_days;
    if (!from || !to || *from >= *to || many || !holidays.wrong.empty() || !extra.wrong.empty()) return false;
    engine::Calendar next = calendar;
    next.hours = {*from, *to};
    next.holidays = holidays.days;
    next.extra_days = extra.days;
    written_for_ = next;
    View view = context.view;
    set_calendar(context, view, std::move(next));
    apply(context, std::move(view));
    return true;
}

void FilterPanel::draw_hours(Context& context, Rect area) {
    Ui& ui = context.ui;
    const engine::Calendar& calendar = calendar_in_force(context);
    const bool working = !calendar.hours.empty();
    const float height = row_height(context);
    const charts::TextStyle wrong = charts::type::small(ui.theme().alert);
    const charts::Point origin = ui.begin_scroll("filters.options", area);
    const float width = area.w - 8;
    float y = origin.y;
    const std::array<Choice, 2> choices{
        {{"calendar", context.say(Text::hours_calendar)}, {"working", context.say(Text::hours_working)}}};
    const auto pressed = toggle_row(ui, "filters.clock", {area.x, y, std::min(width, 300.f), height}, choices,
                                    working ? 1 : 0, context.say(Text::hours_toggle));
    y += height + 16;
    if (pressed && (*pressed == 1) != working) {
        View next = context.view;
        set_calendar(context, next, *pressed == 1 ? usual_calendar(context) : engine::Calendar{});
        apply(context, std::move(next));
    }
    if (!working) return ui.end_scroll(y - origin.y);
    if (written_for_ != calendar) {
        written_ = {std::to_string(calendar.hours[0]), std::to_string(calendar.hours[1]), written(calendar.holidays),
                    written(calendar.extra_days)};
        written_for_ = calendar;
    }
    bool typed = false;
    const auto draw_field = [&](const char* id, Text name, Rect place, std::string& text, std::string_view hint,
                                bool is_wrong) {
        caption(context, std::string(id) + ".label", {place.x, place.y}, place.w, context.say(name));
        const auto changed = field(ui, id, {place.x, place.y + caption_height, place.w, height},
                                   {.name = context.say(name), .text = text, .hint = hint, .wrong = is_wrong});
        if (changed) text = *changed;
        typed |= changed.has_value();
    };
    const auto from = hour_of(written_.from), to = hour_of(written_.to);
    const bool wrong_hours = !from || !to || *from >= *to;
    const float half = (width - 16) / 2;
    draw_field("filters.hours.from", Text::hours_from, {area.x, y, half, 0}, written_.from, "9", wrong_hours);
    draw_field("filters.hours.to", Text::hours_to, {area.x + half + 16, y, half, 0}, written_.to, "18", wrong_hours);
    y += caption_height + height;
    if (wrong_hours) label(ui, "filters.hours.wrong", {area.x, y + 14}, width, context.say(Text::hours_wrong), wrong);
    y += 20;
    caption(context, "filters.hours.weekdays", {area.x, y}, width, context.say(Text::hours_weekdays));
    y += caption_height;
    constexpr Text names[] = {Text::weekday_1, Text::weekday_2, Text::weekday_3, Text::weekday_4,
                              Text::weekday_5, Text::weekday_6, Text::weekday_7};
    const float day_width = (width - 6 * 4) / 7;
    for (std::uint32_t day = 1; day <= 7; ++day) {
        const bool on = std::ranges::find(calendar.weekdays, day) != calendar.weekdays.end();
        const Rect place{area.x + static_cast<float>(day - 1) * (day_width + 4), y, day_width, height};
        const Button shown{.label = context.say(names[day - 1]), .selected = on, .toggle = true};
        // One day is left: without any there is no working time.
        if (!button(ui, "filters.hours.day." + std::to_string(day), place, shown) ||
            (on && calendar.weekdays.size() == 1))
            continue;
        engine::Calendar next = calendar;
        if (on)
            std::erase(next.weekdays, day);
        else
            next.weekdays.insert(std::ranges::upper_bound(next.weekdays, day), day);
        take_written(context, next);
    }
    y += height + 14;
    const auto draw_days = [&](const char* id, Text name, std::string& text) {
        const WrittenDays read = read_days(text);
        const bool many = read.days.size() > base::limits::link_days;
        draw_field(id, name, {area.x, y, width, 0}, text, context.say(Text::hours_days_hint),
                   many || !read.wrong.empty());
        y += caption_height + height;
        const std::string said =
            many                 ? context.say(Text::hours_days_many, {charts::format_count(base::limits::link_days)})
            : read.wrong.empty() ? std::string()
                                 : context.say(Text::hours_days_wrong, {read.wrong});
        if (!said.empty()) label(ui, std::string(id) + ".wrong", {area.x, y + 14}, width, said, wrong);
        y += 20;
    };
    draw_days("filters.hours.holidays", Text::hours_holidays, written_.holidays);
    draw_days("filters.hours.extra", Text::hours_extra, written_.extra);
    if (typed) take_written(context, calendar);
    ui.end_scroll(y - origin.y);
}

void FilterPanel::draw_path(Context& context, Rect area) {
    const float height = row_height(context);
    const View& view = context.view;
    if (button(context.ui, "filters.path.steps", {area.x, area.y, std::min(area.w, 300.f), height},
               {.label = context.say(Text::path_steps), .selected = view.path_from.empty(), .toggle = true})) {
        first_.reset();
        View next = view;
        remove_filter(next, FilterKind::path);
        return apply(context, std::move(next));
    }
    std::vector<const engine::StageInfo*> stages;
    for (const engine::StageInfo& stage : context.names.summary().stages)
        if (stage.outcome != "lost") stages.push_back(&stage);
    if (stages.size() < 2) return;
    if (!first_ && !view.path_from.empty()) first_ = view.path_from;
    const float half = (area.w - 8) / 2;
    const float top = area.y + height + 14;
    const Rect left{area.x, top, half, area.bottom() - top};
    const auto name_from = [&](std::size_t begin) {
        return
            [&, begin](std::size_t i) { return context.names.stage_name(stages[begin + i]->id, context.language()); };
    };
    const auto id_from = [&](std::size_t begin) { return [&, begin](std::size_t i) { return stages[begin + i]->id; }; };
    const auto from = choose_one(context, "filters.path.from", context.say(Text::path_from), left, height,
                                 stages.size() - 1, name_from(0), id_from(0), first_);
    if (from) first_ = stages[*from]->id;
    const auto begun = std::ranges::find_if(stages, [&](const auto* stage) { return stage->id == first_; });
    if (begun == stages.end()) return;
    const auto behind = static_cast<std::size_t>(begun - stages.begin()) + 1;
    const bool in_force = view.path_from == *first_;
    const auto to = choose_one(context, "filters.path.to", context.say(Text::path_to),
                               {left.right() + 8, top, half, left.h}, height, stages.size() - behind, name_from(behind),
                               id_from(behind), in_force ? std::optional(view.path_to) : std::nullopt);
    if (!to) return;
    View next = view;
    next.path_from = *first_;
    next.path_to = stages[behind + *to]->id;
    apply(context, std::move(next));
}

void FilterPanel::draw_versus(Context& context, Rect area) {
    Ui& ui = context.ui;
    const float height = row_height(context);
    const View& view = context.view;
    const engine::SummaryAnswer& summary = context.names.summary();
    if (button(ui, "filters.versus.none", {area.x, area.y, std::min(area.w, 300.f), height},
               {.label = context.say(Text::versus_none), .selected = !view.versus, .toggle = true})) {
        first_.reset();
        second_.reset();
        View next = view;
        remove_filter(next, FilterKind::versus);
        return apply(context, std::move(next));
    }
    area = {area.x, area.y + height + 10, area.w, area.h - height - 10};
    const std::array<Choice, 4> kinds{{{"source", context.say(Text::filter_source)},
                                       {"segment", context.say(Text::filter_segment)},
                                       {"team", context.say(Text::filter_team)},
                                       {"person", context.say(Text::filter_person)}}};
    const auto kind = toggle_row(ui, "filters.versus.kind", {area.x, area.y, area.w - 6, height}, kinds,
                                 static_cast<std::size_t>(versus_kind_), context.say(Text::filter_compare));
    if (kind && static_cast<VersusKind>(*kind) != versus_kind_) {
        versus_kind_ = static_cast<VersusKind>(*kind);
        first_.reset();
        second_.reset();
        return ui.again();
    }
    area = {area.x, area.y + height + 12, area.w, area.h - height - 12};
    const bool people = versus_kind_ == VersusKind::person;
    if (people) area = draw_search(context, area);
    if (view.versus && view.versus->kind == versus_kind_) {
        if (!first_) first_ = view.versus->first;
        if (!second_) second_ = view.versus->second;
    }
    const std::vector<std::string>& texts = versus_kind_ == VersusKind::source    ? summary.sources
                                            : versus_kind_ == VersusKind::segment ? summary.segments
                                                                                  : summary.teams;
    // What is not known stands last.
    const std::size_t count = people ? found_.size() : texts.size() + 1;
    const auto id = [&](std::size_t i) {
        if (people) return summary.people[found_[i]].id;
        return i < texts.size() ? texts[i] : std::string();
    };
    const auto name = [&](std::size_t i) {
        const std::string value = id(i);
        return people ? context.names.person_name(value, context.language())
                      : std::string(known(value, context.language()));
    };
    const float half = (area.w - 8) / 2;
    const Rect left{area.x, area.y, half, area.h};
    const auto one = choose_one(context, "filters.versus.first", context.say(Text::versus_first), left, height, count,
                                name, id, first_);
    const auto other = choose_one(context, "filters.versus.second", context.say(Text::versus_second),
                                  {left.right() + 8, area.y, half, area.h}, height, count, name, id, second_);
    if (one) first_ = id(*one);
    if (other) second_ = id(*other);
    // Nothing is compared with itself: who is chosen twice leaves the other side.
    if (one && first_ == second_) second_.reset();
    if (other && first_ == second_) first_.reset();
    if ((!one && !other) || !first_ || !second_) return;
    View next = view;
    next.versus = Versus{versus_kind_, *first_, *second_};
    apply(context, std::move(next));
}

}  // namespace ui
