#include "charts/people_funnel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/heap_sort.h"
#include "charts/text.h"

namespace charts {
namespace {

constexpr float gap = 8;
constexpr float foot = 34;  // ticks, and the axis' name under them
constexpr float top_room = 10;
constexpr float dot = 4.5f;
constexpr float touch = 22;
constexpr float name_reach = 120;  // nearer than that two names may lie on each other

struct Plot {
    Rect area;
    double volume = 1, tick = 1;
    double low = 0, high = 1;
    float x(double of) const { return area.x + area.w * static_cast<float>(of / volume); }
    float y(double share) const {
        const double at = std::clamp((share - low) / (high - low), 0.0, 1.0);
        return area.bottom() - area.h * static_cast<float>(at);
    }
};

// 1, 2 or 5 times a power of ten, at most five to the whole.
double tick_of(double volume) {
    const double power = std::pow(10, std::floor(std::log10(std::max(volume / 5, 1.0))));
    for (const double times : {1., 2., 5.})
        if (volume <= 5 * times * power) return times * power;
    return 10 * power;
}

// Shares from one round figure to another that hold everybody and, from a tenth of the volume on, the outer limits.
void fit_shares(Plot& plot, std::span<const FunnelPerson> people, std::span<const FunnelLimits> limits, double role) {
    double low = role, high = role;
    for (const FunnelPerson& person : people) {
        low = std::min(low, person.share);
        high = std::max(high, person.share);
    }
    for (const FunnelLimits& limit : limits) {
        if (static_cast<double>(limit.of) * 10 < plot.volume) continue;
        low = std::min(low, limit.low_998);
        high = std::max(high, limit.high_998);
    }
    const double step = high - low > 0.4 ? 0.2 : high - low > 0.15 ? 0.1 : 0.05;
    plot.low = std::max(0.0, std::floor(low / step) * step);
    plot.high = std::min(1.0, std::ceil(high / step) * step);
    if (plot.high - plot.low < step) plot.high = plot.low + step;
}

void draw_axes(Painter& painter, const Theme& theme, const Plot& plot, const PeopleFunnelWords& words) {
    const TextStyle style = type::small(theme.ink3);
    const double span = plot.high - plot.low, step = span > 0.45 ? 0.2 : span > 0.2 ? 0.1 : 0.05;
    for (double share = plot.low; share <= plot.high + 1e-9; share += step) {
        const float y = std::round(plot.y(share)) + 0.5f;
        painter.line({plot.area.x, y}, {plot.area.right(), y}, {theme.line, 1});
        draw_text(painter, {plot.area.x - gap, centred_baseline(y, style.size)}, format_percent(share, 0), style,
                  Align::end);
    }
    for (double of = 0; of <= plot.volume + 1e-9; of += plot.tick)
        draw_text(painter, {plot.x(of), plot.area.bottom() + 14}, format_count(static_cast<std::uint64_t>(of)), style,
                  of + plot.tick > plot.volume + 1e-9 ? Align::end : Align::middle);
    draw_text(painter, {plot.area.x, plot.area.bottom() + 30}, words.volume, style);
}

// Outside the limits the shape says so, not the colour alone; what may be chance does not alarm.
void draw_person(Painter& painter, const Theme& theme, Point at, float radius, const FunnelPerson& person) {
    if (!person.outside) {
        painter.fill_circle(at, radius + 1.5f, theme.surface);
        painter.fill_circle(at, radius, theme.accent);
        return;
    }
    const auto diamond = [&](float reach, Color color) {
        const Point corners[] = {
            {at.x, at.y - reach}, {at.x + reach, at.y}, {at.x, at.y + reach}, {at.x - reach, at.y}};
        painter.polygon(corners, color);
    };
    diamond(radius + 4, theme.surface);
    diamond(radius + 2, person.by_chance ? theme.accent : theme.alert);
}

void draw_limits(Painter& painter, const Theme& theme, const Plot& plot, std::span<const FunnelLimits> limits) {
    const std::array<std::pair<double FunnelLimits::*, bool>, 4> lines{{{&FunnelLimits::low_95, false},
                                                                        {&FunnelLimits::high_95, false},
                                                                        {&FunnelLimits::low_998, true},
                                                                        {&FunnelLimits::high_998, true}}};
    for (const auto& [limit, outer] : lines) {
        std::vector<Point> points;
        for (const FunnelLimits& at : limits) points.push_back({plot.x(static_cast<double>(at.of)), plot.y(at.*limit)});
        if (points.size() > 1)
            painter.polyline(points, {outer ? theme.axis : theme.ink3, 1, outer ? 4.f : 0.f, outer ? 3.f : 0.f});
    }
}

}  // namespace

PeopleFunnel draw_people_funnel(Painter& painter, const Theme& theme, Rect rect, std::span<const FunnelPerson> people,
                                std::span<const FunnelLimits> limits, double role_share, const PeopleFunnelWords& words,
                                const Emphasis& emphasis) {
    Plot plot;
    for (const FunnelPerson& person : people) plot.volume = std::max(plot.volume, static_cast<double>(person.of));
    plot.tick = tick_of(plot.volume);
    plot.volume = std::ceil(plot.volume / plot.tick) * plot.tick;
    fit_shares(plot, people, limits, role_share);
    const float left = std::ceil(text_width(painter, format_percent(1, 0), type::small({}))) + gap;
    const TextStyle role_style = type::small(theme.ink2, Weight::semibold);
    const float right = std::ceil(text_width(painter, words.role, role_style)) + gap;
    plot.area = {rect.x + left, rect.y + top_room, std::max(1.f, rect.w - left - right),
                 std::max(1.f, rect.h - top_room - foot)};
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    draw_axes(painter, theme, plot, words);
    painter.push_clip({plot.area.x - 1, plot.area.y - dot - 1, plot.area.w + dot + 2, plot.area.h + 2 * dot + 2});
    draw_limits(painter, theme, plot, limits);
    const float middle = std::round(plot.y(role_share)) + 0.5f;
    painter.line({plot.area.x, middle}, {plot.area.right(), middle}, {theme.ink2, 1});
    painter.pop_clip();
    draw_text(painter, {plot.area.right() + gap, centred_baseline(middle, role_style.size)}, words.role, role_style);
    PeopleFunnel drawn{{}, plot.area, {}, {}};
    for (const FunnelPerson& person : people) drawn.volumes.push_back(person.of);
    base::heap_sort(drawn.volumes.begin(), drawn.volumes.end());
    drawn.volumes.erase(std::ranges::unique(drawn.volumes).begin(), drawn.volumes.end());
    for (const std::uint64_t of : drawn.volumes) drawn.stops.push_back(plot.x(static_cast<double>(of)));
    struct Placed {
        const FunnelPerson& person;
        Point at;
        bool lifted;
    };
    std::vector<Placed> placed;
    for (const FunnelPerson& person : people) {
        const auto across = static_cast<float>(static_cast<double>(person.of) / plot.volume);
        const auto up = static_cast<float>((person.share - plot.low) / (plot.high - plot.low));
        const Attention attention = attention_of(person.id, emphasis);
        placed.push_back({person,
                          {plot.area.x + plot.area.w * moved(emphasis, person.id, 0, across),
                           plot.area.bottom() - plot.area.h * moved(emphasis, person.id, 1, up)},
                          attention == Attention::hovered || attention == Attention::selected});
    }
    struct Name {
        Point beside;  // x of the person, y of the name's middle
        float left;
        std::string_view text;
    };
    std::vector<Name> names;
    const TextStyle style = type::small(theme.ink, Weight::semibold);
    for (const auto& [person, at, lifted] : placed) {
        if (!person.outside && !lifted) continue;
        const float wide = text_width(painter, person.name, style);
        // Beside the plot stands only the name of the role's line.
        const bool free = std::abs(at.y - middle) > type::small_line;
        const bool fits = at.x + dot + 4 + wide < (free ? rect.right() : plot.area.right());
        // Names that would lie on each other stand above and below.
        float y = at.y;
        for (const Name& taken : names)
            if (std::abs(taken.beside.x - at.x) < name_reach && std::abs(taken.beside.y - y) < type::small_line)
                y = at.y < taken.beside.y ? taken.beside.y - type::small_line : taken.beside.y + type::small_line;
        const float begin = fits ? at.x + dot + 4 : at.x - dot - 4 - wide;
        // No line runs through a name.
        painter.fill_rect({begin - 2, y - type::small_line / 2, wide + 4, type::small_line}, theme.surface, 2);
        names.push_back({{at.x, y}, begin, person.name});
    }
    for (const auto& [person, at, lifted] : placed) {
        draw_person(painter, theme, at, lifted ? dot + 1.5f : dot, person);
        const Rect bounds{at.x - touch / 2, at.y - touch / 2, touch, touch};
        if (emphasis.is_focused(person.id)) draw_focus_ring(painter, theme, bounds, touch / 2);
        drawn.marks.push_back(
            {.id = person.id, .bounds = bounds, .name = person.spoken, .kind = MarkKind::row, .row = person.id});
    }
    for (const Name& name : names)
        painter.text({name.left, centred_baseline(name.beside.y, style.size)}, name.text, style);
    if (emphasis.late) painter.pop_alpha();
    return drawn;
}

}  // namespace charts
