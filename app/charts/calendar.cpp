#include "charts/calendar.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/time.h"
#include "charts/text.h"
#include "charts/wrap.h"

namespace charts {
namespace {

constexpr float names_width = 34;
constexpr float months_height = 20;
constexpr float band_gap = 6;
constexpr float gap = 2;  // between tiles
constexpr float widest_pitch = 22;
constexpr float narrowest_pitch = 13;
constexpr float radius = 2;
constexpr float legend_line = 20;
constexpr float legend_tile = 12;
constexpr std::size_t steps = 5;

// How the weeks stand.
struct Plan {
    std::int64_t monday = 0;  // of the first week
    std::size_t weeks = 0, bands = 1, in_band = 1;
    float pitch = widest_pitch;

    Plan(const Calendar& calendar, float width) {
        monday = base::monday_of(calendar.first);
        const std::int64_t end = calendar.first + static_cast<std::int64_t>(calendar.days.size());
        weeks = static_cast<std::size_t>((end - monday + 6) / 7);
        if (weeks == 0) return;
        const float room = std::max(width - names_width, narrowest_pitch);
        pitch = std::min(widest_pitch, std::floor(room / static_cast<float>(weeks)));
        if (pitch < narrowest_pitch) {
            const auto most = static_cast<std::size_t>(room / narrowest_pitch);
            bands = (weeks + most - 1) / most;
        }
        in_band = (weeks + bands - 1) / bands;
        pitch = std::min(widest_pitch, std::floor(room / static_cast<float>(in_band)));
    }
    float band_height() const { return months_height + 7 * pitch; }
    float height() const {
        return static_cast<float>(bands) * band_height() + static_cast<float>(bands - 1) * band_gap;
    }
    // The corner of a week's column.
    Point corner(Rect rect, std::size_t week) const {
        return {rect.x + names_width + static_cast<float>(week % in_band) * pitch,
                rect.y + static_cast<float>(week / in_band) * (band_height() + band_gap) + months_height};
    }
    Rect tile(Rect rect, std::int64_t day) const {
        const auto since = static_cast<std::size_t>(day - monday);
        const Point at = corner(rect, since / 7);
        return {at.x, at.y + static_cast<float>(since % 7) * pitch, pitch - gap, pitch - gap};
    }
};

class Drawing {
public:
    Drawing(Painter& painter, const Theme& theme, Rect rect, const Calendar& calendar, const Emphasis& emphasis)
        : painter_(painter),
          theme_(theme),
          rect_(rect),
          calendar_(calendar),
          emphasis_(emphasis),
          plan_(calendar, rect.w) {}

    Marks draw() {
        if (calendar_.days.empty()) return {};
        if (emphasis_.late) painter_.push_alpha(state::late_alpha);
        draw_months();
        for (std::size_t band = 0; band < plan_.bands; ++band) draw_weekdays(band);
        for (std::size_t i = 0; i < calendar_.days.size(); ++i) draw_day(i);
        if (calendar_.weeks.empty())
            mark_days();
        else
            mark_weeks();
        draw_chosen();
        for (const Mark& mark : marks_) {
            if (mark.kind != MarkKind::part) continue;
            if (emphasis_.hovered == mark.id) draw_hover_outline(painter_, theme_, mark.bounds);
            if (emphasis_.is_focused(mark.id)) draw_focus_ring(painter_, theme_, mark.bounds, radius);
        }
        if (emphasis_.late) painter_.pop_alpha();
        return std::move(marks_);
    }

private:
    Painter& painter_;
    const Theme& theme_;
    Rect rect_;
    const Calendar& calendar_;
    const Emphasis& emphasis_;
    Plan plan_;
    Marks marks_;

    std::int64_t day_at(std::size_t place) const { return calendar_.first + static_cast<std::int64_t>(place); }

    // Over the week in which each begins, with the year over the first of a band and over January.
    void draw_months() {
        const TextStyle style = type::small(theme_.ink3);
        std::size_t band = plan_.bands;
        float free = 0;
        const auto label = [&](std::size_t week, const base::Date& date) {
            const Point at = plan_.corner(rect_, week);
            const bool first = week / plan_.in_band != band;
            const std::string month =
                std::to_string(date.year) + (date.month < 10 ? "-0" : "-") + std::to_string(date.month);
            const std::string text =
                format_month(month, first || date.month == 1 ? Year::shown : Year::left_out, calendar_.language);
            const float wide = text_width(painter_, text, style);
            if ((!first && at.x < free) || at.x + wide > rect_.right() + 1) return;
            draw_text(painter_, {at.x, at.y - 7}, text, style);
            band = week / plan_.in_band;
            free = at.x + wide + 8;
        };
        for (std::size_t week = 0; week < plan_.weeks; ++week) {
            const std::int64_t monday = plan_.monday + 7 * static_cast<std::int64_t>(week);
            const base::Date last = base::date_from_days(monday + 6);
            // A week in the middle of its month begins a band only where the next month leaves room for its label.
            if (last.day <= 7 || (week % plan_.in_band == 0 && last.day <= 14)) label(week, last);
        }
    }

    void draw_weekdays(std::size_t band) {
        const Point at = plan_.corner(rect_, band * plan_.in_band);
        // Where not all fit, every other one.
        const std::size_t step = plan_.pitch < 15 ? 2 : 1;
        for (std::size_t i = 0; i < 7; i += step)
            draw_text_within(
                painter_,
                {rect_.x, centred_baseline(at.y + static_cast<float>(i) * plan_.pitch + (plan_.pitch - gap) / 2, 11)},
                names_width - 4, calendar_.weekdays[i], type::small(i < 5 ? theme_.ink2 : theme_.ink3));
    }

    void draw_day(std::size_t place) {
        const std::int64_t day = day_at(place);
        const Rect tile = plan_.tile(rect_, day);
        if (const std::uint64_t count = calendar_.days[place].count; count > 0)
            return painter_.fill_rect(tile, theme_.shades[calendar_step(count, calendar_.most)], radius);
        // At the weekend nobody expects anything.
        if (base::weekday_of(day) >= 5) return painter_.fill_rect(tile, theme_.sunken, radius);
        painter_.stroke_rect({tile.x + .5f, tile.y + .5f, tile.w - 1, tile.h - 1}, {theme_.line2}, radius);
    }

    void mark_days() {
        for (std::size_t weekday = 0; weekday < 7; ++weekday) {
            const Point at = plan_.corner(rect_, 0);
            marks_.push_back(
                {.id = "_" + std::to_string(weekday + 1),
                 .bounds = {rect_.x, at.y + static_cast<float>(weekday) * plan_.pitch, names_width, plan_.pitch},
                 .name = calendar_.rows[weekday],
                 .kind = MarkKind::figure});
            for (std::size_t i = 0; i < calendar_.days.size(); ++i)
                if (base::weekday_of(day_at(i)) == weekday)
                    marks_.push_back({.id = calendar_.days[i].id,
                                      .bounds = plan_.tile(rect_, day_at(i)),
                                      .name = calendar_.days[i].name});
        }
    }

    void mark_weeks() {
        marks_.push_back({.id = "_weeks", .bounds = rect_, .name = calendar_.weeks_name, .kind = MarkKind::figure});
        for (std::size_t week = 0; week < std::min(plan_.weeks, calendar_.weeks.size()); ++week) {
            const Point at = plan_.corner(rect_, week);
            marks_.push_back({.id = base::iso_day(plan_.monday + 7 * static_cast<std::int64_t>(week)),
                              .bounds = {at.x, at.y, plan_.pitch, 7 * plan_.pitch},
                              .name = calendar_.weeks[week]});
        }
    }

    // Round what is chosen of each week.
    void draw_chosen() {
        const std::int64_t from = std::max(calendar_.chosen_from, calendar_.first);
        const std::int64_t to = std::min(calendar_.chosen_to, day_at(calendar_.days.size()));
        for (std::int64_t day = from; day < to;) {
            const std::int64_t next = std::min(to, base::monday_of(day) + 7);
            const Rect first = plan_.tile(rect_, day), last = plan_.tile(rect_, next - 1);
            const Rect round{first.x, first.y, first.w, last.bottom() - first.y};
            draw_selected_outline(painter_, theme_, round);
            day = next;
        }
    }
};

struct Swatch {
    std::optional<std::size_t> step;  // none: an empty day
    std::string words;
};

std::vector<Swatch> swatches_of(std::uint64_t most, const std::string& none) {
    std::vector<Swatch> swatches{{std::nullopt, none}};
    for (std::size_t step = 0; step < steps; ++step) {
        const auto counts = calendar_step_counts(step, most);
        if (!counts) continue;
        const auto& [low, high] = *counts;
        swatches.push_back({step, low == high ? format_count(low) : format_count(low) + "–" + format_count(high)});
    }
    return swatches;
}

Wrapped places_of(Painter& painter, float width, std::span<const Swatch> swatches) {
    std::vector<float> widths;
    for (const Swatch& swatch : swatches)
        widths.push_back(legend_tile + 6 + text_width(painter, swatch.words, type::small({})));
    return wrap_items(widths, width, legend_line, 16);
}

}  // namespace

float calendar_height(const Calendar& calendar, float width) {
    return calendar.days.empty() ? 0 : Plan(calendar, width).height();
}

Marks draw_calendar(Painter& painter, const Theme& theme, Rect rect, const Calendar& calendar,
                    const Emphasis& emphasis) {
    return Drawing(painter, theme, rect, calendar, emphasis).draw();
}

std::size_t calendar_step(std::uint64_t count, std::uint64_t most) {
    if (most == 0 || count == 0) return 0;
    return static_cast<std::size_t>((std::min(count, most) * steps + most - 1) / most) - 1;
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> calendar_step_counts(std::size_t step, std::uint64_t most) {
    const std::uint64_t low = step * most / steps + 1, high = (step + 1) * most / steps;
    if (low > high) return std::nullopt;
    return std::pair(low, high);
}

float calendar_legend_height(Painter& painter, float width, std::uint64_t most, const std::string& none) {
    return places_of(painter, width, swatches_of(most, none)).height;
}

void draw_calendar_legend(Painter& painter, const Theme& theme, Rect rect, std::uint64_t most,
                          const std::string& none) {
    const std::vector<Swatch> swatches = swatches_of(most, none);
    const Wrapped places = places_of(painter, rect.w, swatches);
    for (std::size_t i = 0; i < swatches.size(); ++i) {
        const Rect tile{rect.x + places.items[i].x, rect.y + places.items[i].y + 4, legend_tile, legend_tile};
        if (swatches[i].step)
            painter.fill_rect(tile, theme.shades[*swatches[i].step], radius);
        else
            painter.stroke_rect({tile.x + .5f, tile.y + .5f, tile.w - 1, tile.h - 1}, {theme.line2}, radius);
        draw_text(painter, {tile.right() + 6, centred_baseline(tile.y + tile.h / 2, 11)}, swatches[i].words,
                  type::small(theme.ink2));
    }
}

}  // namespace charts
